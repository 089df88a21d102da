"""HAL: documents that its search answers with, in JSON.

Source: https://api.archives-ouvertes.fr/docs/search/?schema=fields. A request that names no fields (``fl``)
gets ``docid``, ``label_s`` and ``uri_s``: then authors, title, year and identifiers are read from the label,
which is a citation, as well as that is possible.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from ...model.identifiers import doi, hal
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..fields.date_names import month_number
from .common import Found, people, read_found
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

#: What a request should ask for: everything that is read here. Fields for a title and an abstract in one
#: language are ``en_title_s`` and so on.
FIELDS = (
    *("docid", "label_s", "uri_s", "docType_s", "halId_s", "doiId_s", "arxivId_s", "pubmedId_s"),
    *("pubmedcentralId_s", "isbn_s", "title_s", "subTitle_s", "abstract_s", "keyword_s", "language_s"),
    *("*_title_s", "*_subTitle_s", "*_abstract_s"),
    *("authFullName_s", "authFirstName_s", "authLastName_s", "authQuality_s", "scientificEditor_s"),
    *("producedDate_s", "publicationDate_s", "producedDateY_i", "inPress_bool"),
    *("journalTitle_s", "bookTitle_s", "source_s", "serie_s", "volume_s", "issue_s", "number_s", "page_s"),
    *("publisher_s", "conferenceTitle_s", "conferenceStartDate_s", "conferenceEndDate_s", "city_s"),
    *("authorityInstitution_s", "fileMain_s"),
)

#: Type of HAL -> entry type; others are *misc*. Source: https://api.archives-ouvertes.fr/ref/doctype.
_TYPES = {
    "ART": "article",
    "BLOG": "online",
    "COMM": "inproceedings",
    "COUV": "incollection",
    "CREPORT": "report",
    "DOUV": "collection",
    "ETABTHESE": "thesis",
    "HDR": "thesis",
    "ISSUE": "collection",
    "LECTURE": "presentation",
    "MEM": "thesis",
    "NOTICE": "incollection",
    "OTHERREPORT": "report",
    "OUV": "book",
    "PATENT": "patent",
    "POSTER": "poster",
    "PREPRINT": "preprint",
    "PRESCONF": "presentation",
    "PROCEEDINGS": "proceedings",
    "REPORT": "report",
    "RESREPORT": "report",
    "SOFTWARE": "software",
    "TECHREPORT": "report",
    "THESE": "thesis",
    "UNDEFINED": "preprint",
    "VIDEO": "video",
    "WORKINGPAPER": "report",
}
#: Entry type -> the fields of HAL for what contains the work, and our field.
_CONTAINERS = {
    "article": (("journalTitle_s",), "journal"),
    "inproceedings": (("source_s", "conferenceTitle_s"), "booktitle"),
    "incollection": (("bookTitle_s", "source_s"), "booktitle"),
    "thesis": (("authorityInstitution_s",), "school"),
    "report": (("authorityInstitution_s",), "institution"),
    "poster": ((), "venue"),
    "presentation": ((), "venue"),
}
_AT_EVENTS = frozenset({"inproceedings", "proceedings", "poster", "presentation"})
# Function of an author -> field, besides ``author``.
_ROLES = {"edt": "editor", "dir": "editor", "trl": "translator"}
# A member that only works have.
_OF_WORKS = frozenset({"uri_s", "halId_s", "title_s", "docType_s"})

# ``⟨hal-02455811⟩`` and ``⟨10.4000/rfsic.3610⟩`` at the end of a label.
_ANGLES = re.compile(r"\u27e8([^\u27e8\u27e9]++)\u27e9")
# The end of the authors or of the title; a single capital before the period is an initial.
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])\. ")
_DATE = re.compile(r"(?:, |^)(?:(?P<month>[A-Z][a-z]{2}) )?(?P<year>(?:1[89]|20)\d\d)(?=[,.]|$)")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the documents in an answer of the search."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    if message := text(document, "error", "msg"):
        report_error(problems, "HAL", message)
        return
    # Of a damaged answer, only the list is left.
    found = document if isinstance(document, list) else member(document, "response", "docs")
    works = [work for work in tables(found) if not _OF_WORKS.isdisjoint(work)]
    if not isinstance(found, list) or (found and not works):
        report_unknown(problems, "HAL", "a list of documents, 'response.docs'")
    yield from works


def _found(work: Mapping[str, object]) -> Found:
    title = _in_language(work, "title_s")
    if not title and text(work, "label_s"):
        return Found(0, "", {**_identifiers(work), **_of_label(text(work, "label_s"))})
    entry_type = _TYPES.get(text(work, "docType_s"), "misc") if text(work, "docType_s") else ""
    sources, container = _CONTAINERS.get(entry_type, (("journalTitle_s", "bookTitle_s", "source_s"), "venue"))
    fields: dict[str, object] = {
        "title": title,
        "subtitle": _in_language(work, "subTitle_s"),
        **_people(work),
        "date": _first(work, "producedDate_s", "publicationDate_s", "producedDateY_i"),
        container: _first(work, *sources),
        "volume": _first(work, "volume_s"),
        "number": _first(work, "issue_s", "number_s"),
        "pages": _first(work, "page_s"),
        "series": _first(work, "serie_s"),
        "publisher": _first(work, "publisher_s"),
        "pubstate": "inpress" if member(work, "inPress_bool") is True else "",
        **_identifiers(work),
        "pdf": _first(work, "fileMain_s"),
        "language": _first(work, "language_s"),
        "keywords": texts(work, "keyword_s"),
        "abstract": _in_language(work, "abstract_s"),
    }
    if entry_type in _AT_EVENTS:
        days = (text(work, "conferenceStartDate_s"), text(work, "conferenceEndDate_s"))
        fields |= {
            "eventtitle": text(work, "conferenceTitle_s"),
            "eventdate": "/".join(dict.fromkeys(filter(None, days))),
            "location": text(work, "city_s"),
        }
    return Found(0, entry_type, fields)


def _first(work: Mapping[str, object], *names: str) -> str:
    """Return the first value of the first member that has one; a value can be in a list or not."""
    return first_text(*(value for name in names for value in texts(work, name)[:1]))


def _in_language(work: Mapping[str, object], name: str) -> str:
    """Return a text in the language of the work, of those in several languages."""
    return _first(work, f"{_first(work, 'language_s')}_{name}", name)


def _identifiers(work: Mapping[str, object]) -> dict[str, object]:
    """Return the identifiers, and the address of a document without one of HAL."""
    address = text(work, "uri_s")
    found = hal(text(work, "halId_s")) or hal(address)
    return {
        "hal": found.value if found else "",
        "doi": text(work, "doiId_s"),
        "arxiv": text(work, "arxivId_s"),
        "pmid": text(work, "pubmedId_s"),
        "pmcid": text(work, "pubmedcentralId_s"),
        "isbn": texts(work, "isbn_s"),
        "url": "" if found else address,
    }


def _people(work: Mapping[str, object]) -> dict[str, object]:
    """Return the names by role. Given and family names are used where these lists are complete."""
    full = list(listed(work, "authFullName_s"))
    families, functions = list(listed(work, "authLastName_s")), list(listed(work, "authQuality_s"))
    names: dict[str, list[dict[str, str]]] = {}
    for index, item in enumerate(full):
        role = _ROLES.get(text(functions[index]) if len(functions) == len(full) else "", "author")
        family = text(families[index]) if len(families) == len(full) else ""
        names.setdefault(role, []).extend(_name(text(item), family))
    editors = [name for written in texts(work, "scientificEditor_s") for name in people(written)]
    if editors:
        names.setdefault("editor", []).extend(editors)
    return dict(names)


def _name(full: str, family: str) -> list[dict[str, str]]:
    if family and full.endswith(f" {family}"):
        return [{"family": family, "given": full.removesuffix(family).strip()}]
    return people(full) if full else []


def _of_label(label: str) -> dict[str, object]:
    """Return what can be read from a citation: *Authors. Title. Where, May 2020, pages. ⟨identifier⟩*."""
    label = " ".join(html.unescape(label).split())
    angles = _ANGLES.findall(label)
    citation = label.partition("\u27e8")[0].rstrip(" .,")
    authors, title, rest = [*_SENTENCE_END.split(citation, maxsplit=2), "", ""][:3]
    fields: dict[str, object] = {
        "title": title or authors,
        "author": [name for written in authors.split(", ") for name in people(written)] if title else [],
    }
    if date := _DATE.search(rest):
        month = month_number(date["month"] or "")
        fields["date"] = f"{date['year']}-{month:02d}" if month else date["year"]
        fields["venue"] = rest[: date.start()]
    for name, parse in (("doi", doi), ("hal", hal)):
        if found := next(filter(None, map(parse, angles)), None):
            fields[name] = found.value
    return fields
