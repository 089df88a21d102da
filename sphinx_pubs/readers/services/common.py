"""What the readers of answers share: the fields of a work in an answer -> ``Publication``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...model.keys import unique_key
from ...model.names import OTHERS, Contributor
from ...model.problems import Origin
from ...model.records import Publication
from ..base import ProblemLog, ReadOptions, ReadResult, ignore
from ..csl import contributors
from ..fields.names import parse_names
from ..fields.records import read_publication
from ..keys import FileRecords, clean_key, key_of_fields
from ..markup.html import to_text

#: The author that ends a list which the service has cut.
AND_OTHERS = {"literal": "others"}
# A single name with this word is that of an organization.
_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)


class Found(NamedTuple):
    """A work in an answer, as its service describes it.

    :param line: its line in the answer; 0 if it is unknown.
    :param entry_type: a type of BibTeX, biblatex or CSL (see ``model/kinds.py``).
    :param fields: its fields under the names of biblatex. Text may have the markup of HTML or JATS. A name is
        a mapping with ``family`` and ``given`` or with ``literal``, and ``ORCID``; a string is a name as in
        BibTeX. Fields without a value are left out of the record.
    :param key: the key that the service has for it; without one, a key is made from author, year and title.
    """

    line: int
    entry_type: str
    fields: Mapping[str, object]
    key: str = ""


def read_found(works: Iterable[Found], problems: ProblemLog, options: ReadOptions) -> ReadResult:
    """Return the publications for the ``works`` in an answer, in their order, and all ``problems`` found."""
    records = FileRecords[Publication](problems)
    for work in works:
        fields = {name: value for name, value in work.fields.items() if value not in (None, "", [], {})}
        key = clean_key(work.key) or unique_key(key_of_fields(fields, contributors), records)
        record = read_publication(
            key,
            work.entry_type,
            options.renamed(fields),
            text=to_text,
            names=contributors,
            origin=Origin(problems.path, work.line),
            report=problems.at(work.line, key),
            cached=options.cached,
        )
        records.add(record)
    return ReadResult(tuple(records), tuple(problems.found))


# --- names and pages ---


def people(written: str, orcid: str = "") -> list[dict[str, str]]:
    """Return the names in a string that a service has for a single author, as :class:`Found` takes them.

    It is *Jane Doe* or *Doe, Jane*, an organization, or several names with semicolons between them.
    ``orcid`` is the ORCID iD of the author, or its URL.
    """
    if _AND.search(written) and "," not in written and ";" not in written:
        return [{"literal": written, "ORCID": orcid}]
    found = [_name(contributor) for contributor in parse_names(written, "author", ignore, to_text)]
    if len(found) == 1:
        found[0]["ORCID"] = orcid
    return found


def _name(contributor: Contributor) -> dict[str, str]:
    name = contributor.name
    if name == OTHERS:
        return dict(AND_OTHERS)
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in parts.items() if value}


def page_range(first: str, last: str) -> str:
    """Return the pages from ``first`` to ``last``; each of them may be empty, or both the same."""
    return f"{first}--{last}" if first and last and first != last else first or last
