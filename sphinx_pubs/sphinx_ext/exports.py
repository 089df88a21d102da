"""What a reader can download of a list: each record in each format, as text in a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from ..export.bibtex import to_bibtex
from ..export.csl import to_csl
from ..export.ris import to_ris
from ..model.publication import Publication
from .downloads import path_of
from .files import Record
from .kept import Kept

#: One for each of ``downloads.SUFFIXES``.
FORMATS: Mapping[str, Callable[[Publication], object]] = {"bib": to_bibtex, "json": to_csl, "ris": to_ris}

#: How many records are in memory as text: all of a long list are ten megabytes and more.
_AT_ONCE = 100

_BETWEEN = "\x1d"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Exports:
    """Writes records in all formats, from what was kept of the last build where that is the same.

    :param fingerprint: gives a digest of all that a record is made of, or an empty string.
    """

    def __init__(self, kept: Kept, fingerprint: Callable[[Record], str]) -> None:
        self._kept = kept
        self._fingerprint = fingerprint

    def write(self, outdir: Path, stem: str, records: Sequence[Publication]) -> None:
        """Write the files of a list, which is not empty: ``_pubs/STEM.bib.js`` and the like."""
        paths = [path_of(outdir, stem, suffix) for suffix in FORMATS]
        paths[0].parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("w", encoding="utf-8")) for path in paths]
            before = "SphinxPubs.loaded(["
            for start in range(0, len(records), _AT_ONCE):
                texts = self._texts(records[start : start + _AT_ONCE])
                for file, in_format in zip(files, zip(*texts, strict=True), strict=True):
                    file.write(before + ",".join(in_format))
                before = ","
            for file in files:
                file.write("])\n")

    def _texts(self, records: Sequence[Publication]) -> list[Sequence[str]]:
        """Return each of ``records`` in all formats, as literals of a script."""
        digests = [self._fingerprint(record) for record in records]
        known = [self._kept.get(digest) if digest else None for digest in digests]
        new = [record for record, text in zip(records, known, strict=True) if text is None]
        # One format after the other takes less time than one record after the other.
        made = zip(*([_encode(export(record)) for record in new] for export in FORMATS.values()), strict=True)
        found: list[Sequence[str]] = []
        for digest, text in zip(digests, known, strict=True):
            if text is None:
                found.append(next(made))
                if digest:
                    self._kept.keep(digest, _BETWEEN.join(found[-1]))
            else:
                found.append(text.split(_BETWEEN))
        return found
