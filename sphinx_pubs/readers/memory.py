"""Publications that a build before this one has made of the same fields.

In a file of thousands, one entry changes at a time. So what is remembered is not a file but
each record, by all that it is made of: key, type and fields, with macros and inherited fields in
their place. It is JSON, since that runs no code when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Protocol

from ..model.packing import Packing, packing
from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import Report, ToText
from .fields.contributors import ReadNames
from .fields.records import read_publication

# Made once: json.dumps makes an encoder at each call. What is all ASCII is written and read much faster.
_ENCODE = json.JSONEncoder(check_circular=False, separators=(",", ":"), default=repr).encode

# What is raised where JSON is not what was packed.
_NOT_AS_WRITTEN = (AssertionError, AttributeError, LookupError, TypeError, ValueError)


class Texts(Protocol):
    """Texts of the last build, by a digest of what they are made of; ``keep`` is for the next one."""

    def get(self, digest: str, /) -> str | None:
        """Return the text that was kept."""

    def keep(self, digest: str, text: str, /) -> None:
        """Keep a text."""


class Memory:
    """The records of one source, as JSON in ``texts``."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._packing: Packing | None = packing(Publication)
        #: Identity of a record -> digest of what it is made of.
        self.digests: dict[int, str] = {}

    def publication(
        self,
        key: str,
        entry_type: str,
        fields: Mapping[str, str],
        *,
        text: ToText,
        names: ReadNames,
        origin: Origin,
        report: Report,
    ) -> Publication:
        """Return the publication that ``fields`` tell, from memory where it is there."""
        digest = _digest(key, entry_type, fields)
        found = self._recalled(digest, fields, origin, report)
        if found is None:
            problems: list[list[str]] = []

            def noted(code: Code, message: str) -> None:
                problems.append([code.value, message])
                report(code, message)

            found = read_publication(
                key, entry_type, fields, text=text, names=names, origin=origin, report=noted
            )
            self._texts.keep(digest, self._packed(found, problems))
        self.digests[id(found)] = digest
        return found

    def _recalled(
        self, digest: str, fields: Mapping[str, str], origin: Origin, report: Report
    ) -> Publication | None:
        known = self._texts.get(digest)
        if known is None or self._packing is None:
            return None
        try:
            packed, noted = json.loads(known)
            packed["fields"] = dict(fields)
            found = self._packing.unpack(packed, origin)
            problems = [(Code(code), message) for code, message in noted]
        except _NOT_AS_WRITTEN:
            return None
        for code, message in problems:
            report(code, message)
        return found if isinstance(found, Publication) else None

    def _packed(self, made: Publication, problems: list[list[str]]) -> str:
        packed = self._packing.pack(made) if self._packing else {}
        packed.pop("fields", None)  # the one part that is at hand the next time, and half of the size
        return _ENCODE([packed, problems])


def _digest(key: str, entry_type: str, fields: Mapping[str, str]) -> str:
    # The order of the fields is that of the links; what stands between them is in no source (``decode``).
    source = "\0".join((key, entry_type, *fields, *fields.values()))
    return blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
