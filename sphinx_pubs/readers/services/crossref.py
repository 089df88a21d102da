"""Crossref's REST API: ``/works/DOI``, and lists of works such as ``/works?query=…``, also by cursor.

Sources: https://api.crossref.org/swagger-ui/index.html and
https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md. Three fields are stored and not shown, for
programs that compare records: ``preprint_of`` (the DOI of the paper), ``version_of`` and ``corrects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.identifiers import arxiv, doi
from ...model.names import fold
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..csl import date_source
from .common import Found, page_range, read_found
from .json_values import (
    first_text,
    listed,
    member,
    report_error,
    report_unknown,
    tables,
    text,
    texts,
    works_in,
)

#: Type of Crossref -> entry type; others are *misc*. Source: https://api.crossref.org/types.
_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book-part": "incollection",
    "book-section": "incollection",
    "book-track": "incollection",
    "reference-entry": "incollection",
    "book": "book",
    "book-set": "book",
    "book-series": "book",
    "monograph": "book",
    "edited-book": "collection",
    "reference-book": "collection",
    "journal": "collection",
    "journal-issue": "collection",
    "journal-volume": "collection",
    "proceedings": "proceedings",
    "proceedings-series": "proceedings",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "posted-content": "preprint",
}
# Subtype of posted content -> entry type; without a subtype it is a preprint.
_POSTED = {"dissertation": "thesis", "report": "report", "working_paper": "report", "other": "online"}
#: Entry type -> field for the title of what contains the work.
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "series",
    "collection": "series",
    "proceedings": "series",
    "report": "series",
}
# Entry type -> field for the institution.
_INSTITUTIONS = {"thesis": "school", "report": "institution", "preprint": "venue", "online": "publisher"}
# The issued date is the earliest one, but a paper is cited with the year of its issue.
_DATES = (
    "published-print",
    "published-online",
    "issued",
    "published",
    "published-other",
    "posted",
    "approved",
)
_MEMBERS = frozenset({"DOI", "title"})
# The line breaks that an indented XML file has between a bracket and a tag, where no space belongs.
_BEHIND_OPENING = re.compile(r"(?<=[(\[])[^\S\n]*+\n\s*+(?=<)")
_BEFORE_CLOSING = re.compile(r"(?<=>)[^\S\n]*+\n\s*+(?=[)\],.;:!?])")
_ROLES = ("author", "editor", "translator")
# Publishers name who has handled a paper, which is no part of its reference.
_REFEREE = ("article", "editor")
_NAME_PARTS = ("given", "family", "suffix", "name", "literal")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer: a work, a list of works, or a work without its envelope."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    """Yield the works in a document; report a message that has none."""
    if isinstance(document, list):
        yield from (work for work in tables(document) if not _MEMBERS.isdisjoint(work))
        return
    if text(document, "status") == "failed":
        message = first_text(text(document, "message"), text(document, "message", 0, "message"))
        report_error(problems, "Crossref", message)
        return
    message_or_work = member(document, "message") or document
    if isinstance(member(message_or_work, "items"), list):
        yield from tables(message_or_work, "items")
    elif isinstance(message_or_work, Mapping) and not _MEMBERS.isdisjoint(message_or_work):
        yield message_or_work
    else:
        report_unknown(problems, "Crossref", "a work or a list 'items' in its member 'message'")


def _found(work: Mapping[str, object]) -> Found:
    entry_type = _entry_type(work)
    title = first_text(text(work, "title", 0), text(work, "title"), text(work, "original-title", 0))
    subtitle = text(work, "subtitle", 0)
    first_page, _, last_page = text(work, "page").partition("-")
    pages = page_range(first_page.strip(), last_page.strip())
    fields: dict[str, object] = {
        "title": _without_indentation(title),
        "subtitle": "" if fold(title).endswith(fold(subtitle)) else subtitle,
        **{role: _people(work, role) for role in _ROLES if (entry_type, role) != _REFEREE},
        "date": first_text(*(date_source(member(work, name)) for name in _DATES)),
        **_container(work, entry_type),
        "volume": text(work, "volume"),
        "number": first_text(text(work, "issue"), text(work, "journal-issue", "issue")),
        "pages": pages,
        "eid": "" if pages else text(work, "article-number"),
        "edition": text(work, "edition-number"),
        "publisher": text(work, "publisher"),
        "location": text(work, "publisher-location"),
        "eventtitle": text(work, "event", "name"),
        "place": text(work, "event", "location"),
        "doi": text(work, "DOI"),
        "isbn": [number.rpartition("/")[2] for number in texts(work, "ISBN")],
        "issn": ", ".join(texts(work, "ISSN")),
        "language": text(work, "language"),
        "abstract": _without_indentation(text(work, "abstract")),
        **_relations(work),
    }
    url = text(work, "URL")
    if not doi(url):  # the URL of the DOI says nothing more
        fields["url"] = url
    institution = text(work, "institution", 0, "name") or text(work, "institution", "name")
    if institution and entry_type in _INSTITUTIONS:
        fields[_INSTITUTIONS[entry_type]] = institution
    if entry_type in ("thesis", "report") and institution == fields["publisher"]:
        fields["publisher"] = ""
    return Found(0, entry_type, fields)


def _without_indentation(source: str) -> str:
    """Return text from an indented XML file without the spaces that this puts around brackets."""
    return _BEFORE_CLOSING.sub("", _BEHIND_OPENING.sub("", source)) if "\n" in source else source


def _entry_type(work: Mapping[str, object]) -> str:
    entry_type = _TYPES.get(text(work, "type").lower(), "misc")
    return _POSTED.get(text(work, "subtype").lower(), entry_type) if entry_type == "preprint" else entry_type


def _container(work: Mapping[str, object], entry_type: str) -> dict[str, object]:
    """Return the fields for what contains the work; of a series and a volume in it, the series is first."""
    names = texts(work, "container-title")
    short = texts(work, "short-container-title")
    if not names:
        return {"venue": text(work, "group-title")} if entry_type == "online" else {}
    field = _CONTAINERS.get(entry_type, "venue")
    if field == "booktitle" and len(names) > 1:
        return {"series": names[0], field: names[-1]}
    abbreviation = short[0] if field == "journal" and short and short[0] != names[0] else ""
    return {field: names[0], "abbr": abbreviation}


def _people(work: Mapping[str, object], role: str) -> list[Mapping[str, object]]:
    """Return the names of a role; an author without a name is left out."""
    return [person for person in tables(work, role) if any(text(person, part) for part in _NAME_PARTS)]


def _relations(work: Mapping[str, object]) -> dict[str, object]:
    """Return the identifiers of other versions of the work, and what has become of it."""
    fields: dict[str, object] = {
        "preprint_of": text(work, "relation", "is-preprint-of", 0, "id"),
        "version_of": text(work, "relation", "is-version-of", 0, "id"),
        "corrects": text(work, "update-to", 0, "DOI"),
    }
    for preprint in listed(work, "relation", "has-preprint"):
        if identifier := arxiv(text(preprint, "id")):
            fields["arxiv"] = identifier.value
    if any(text(update, "type") in ("retraction", "withdrawal") for update in tables(work, "updated-by")):
        fields["note"] = "Retracted"
    return fields
