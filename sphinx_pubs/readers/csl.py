"""CSL-JSON: what Zotero, pandoc, Crossref and manubot export.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables). A
variable that CSL does not define passes as a field of its own name, and so do
the members of ``custom``: ``"code": "https://…"`` is a link here as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.kinds import kind_of
from ..model.problems import Code, Origin
from ..model.publication import Publication
from ..model.text import plain
from .base import NO_HINTS, Hints, Problems, ReadResult, decode
from .csl_values import contributors, date_source, string
from .extra import split_extra
from .html import to_text
from .json_records import json_records
from .keys import clean_key, make_key, unique_key
from .publication import publication

#: CSL variable, in lower case -> field, where it does not depend on the type of the record.
_FIELDS = {
    "title": "title",
    "title-short": "shorttitle",
    "shorttitle": "shorttitle",
    "container-title-short": "abbr",
    "journalabbreviation": "abbr",
    "collection-title": "series",
    "event": "eventtitle",
    "event-title": "eventtitle",
    "issue": "number",
    "page": "pages",
    "status": "pubstate",
    "keyword": "keywords",
    "genre": "type",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "url": "url",
    "arxiv": "arxiv",
    "hal": "hal",
    "bibcode": "bibcode",
    "container-author": "bookauthor",
    "issued": "date",
}
#: The name of what contains the work, by its kind; *venue* for every other kind.
_CONTAINER = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_PUBLISHER = {"thesis": "school", "report": "institution"}
_AT_EVENTS = frozenset({"inproceedings", "presentation", "poster"})
#: What a line of the note can hold.
_VARIABLES = {*_FIELDS, "citation-key", "container-title", "publisher-place", "event-place", "type"}


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: Hints = NO_HINTS) -> ReadResult:
    """Read an array of CSL items, ``{"items": [...]}`` or one item."""
    problems = Problems(path)
    records: dict[str, Publication] = {}
    for line, item in json_records(decode(data, encoding, problems), problems):
        if not isinstance(item, Mapping):
            problems.add(Code.SHAPE, "a CSL record must be an object", line=line)
            continue
        variables = _with_extra({str(name).lower(): value for name, value in item.items()})
        given = clean_key(string(variables.get("citation-key"))) or clean_key(string(variables.get("id")))
        if given in records:
            places = f"lines {records.pop(given).origin.line} and {line}"
            message = f"the key stands at {places}; the record at line {line} counts"
            problems.add(Code.DUPLICATE_KEY, message, line=line, key=given)
        key = given or unique_key(_made_key(variables), records)
        entry_type, fields = _fields(variables)
        records[key] = publication(
            key,
            entry_type,
            hints.renamed(fields),
            text=to_text,
            names=contributors,
            origin=Origin(path, line),
            report=problems.at(line, key),
        )
    return ReadResult(tuple(records.values()), tuple(problems.found))


def _with_extra(variables: dict[str, object]) -> dict[str, object]:
    """Return ``variables`` with those that stand in the note, and the members of ``custom``, beside them."""
    custom = variables.pop("custom", None)
    more = {str(name).lower(): value for name, value in custom.items()} if isinstance(custom, Mapping) else {}
    extra, lines = split_extra(string(variables.get("note")), _VARIABLES)
    if extra:
        variables["note"] = lines
    return {**more, **extra, **variables}


def _fields(variables: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the type and the fields of a record, as the shared builder knows them."""
    entry_type = _entry_type(variables)
    kind = kind_of(entry_type)
    renamed = {
        **_FIELDS,
        "container-title": _CONTAINER.get(kind, "venue"),
        "publisher": _PUBLISHER.get(kind, "publisher"),
        "publisher-place": "location",
        "event-place": "place" if kind in _AT_EVENTS else "event-place",
    }
    if kind == "preprint" and not variables.get("container-title"):
        renamed["publisher"] = "venue"
    fields: dict[str, object] = {}
    for name, value in variables.items():
        if name == "issued" or (isinstance(value, Mapping) and "date-parts" in value):
            value = date_source(value)
        if name != "type" and value not in ("", None, []):
            fields.setdefault(renamed.get(name, name), value)
    if fields.get("abbr") == variables.get("container-title"):
        fields.pop("abbr", None)
    numbers = re.split(r"[\s,]+", string(fields.get("isbn")))
    if all(sum(map(str.isdigit, number)) >= 9 for number in numbers):
        fields["isbn"] = numbers  # Zotero has them in one string with blanks between
    if kind == "preprint" and re.match(r"arxiv:", string(fields.get("number")), re.IGNORECASE):
        fields.setdefault("arxiv", fields.pop("number"))
    return entry_type, fields


def _entry_type(variables: Mapping[str, object]) -> str:
    """Return the type of a record; ``article`` as what is meant by it.

    That is what is in no journal, for CSL; people who write CSL by hand mean any.
    """
    csl_type = string(variables.get("type")).lower()
    if csl_type != "article":
        return csl_type
    placed = variables.get("container-title") and (variables.get("volume") or variables.get("page"))
    return "article-journal" if placed else "preprint"


def _made_key(variables: Mapping[str, object]) -> str:
    """Return a key from the first author or editor, the year and the title."""
    authors = variables.get("author") or variables.get("editor")
    first = authors[0] if isinstance(authors, list) and authors else None
    name = first.get("family") or first.get("literal") if isinstance(first, Mapping) else first
    title = plain(to_text(string(variables.get("title"))))
    return make_key(string(name), date_source(variables.get("issued")), title)
