"""ORCID: the works of a person, single works with their contributors, and several works at once.

Sources: https://github.com/ORCID/orcid-model/tree/main/src/main/resources/record_3.0 (and 2.1, whose values
are in upper case), https://info.orcid.org/documentation/integration-guide/registering-external-identifiers.

A group is one work, with a summary from each source; the preferred one is used, and the others add what it
does not have. Summaries name no authors. The field ``put_code``, which is stored and not shown, is
the number of the work at ORCID, with which the work itself can be fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.identifiers import doi
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..bibtex.reader import read as read_bibtex
from ..csl import date_source
from .common import Found, people, read_found
from .json_values import first_text, member, report_error, report_unknown, tables, text, works_in

#: Type of ORCID -> entry type; others are *misc*.
#: Source: https://info.orcid.org/documentation/integration-guide/work-types.
_TYPES = {
    **dict.fromkeys(("journal-article", "magazine-article", "newspaper-article"), "article"),
    **dict.fromkeys(("newsletter-article", "book-review", "review", "journal-issue"), "article"),
    **dict.fromkeys(("conference-paper", "conference-abstract"), "inproceedings"),
    **dict.fromkeys(("book-chapter", "dictionary-entry", "encyclopedia-entry"), "incollection"),
    **dict.fromkeys(("dissertation", "dissertation-thesis", "supervised-student-publication"), "thesis"),
    **dict.fromkeys(("report", "working-paper", "research-technique", "standards-and-policy"), "report"),
    **dict.fromkeys(("website", "online-resource", "blog-post"), "online"),
    **dict.fromkeys(("lecture-speech", "conference-presentation"), "presentation"),
    **dict.fromkeys(("moving-image", "video-recording"), "video"),
    "book": "book",
    "edited-book": "collection",
    "conference-proceedings": "proceedings",
    "conference-poster": "poster",
    "preprint": "preprint",
    "manual": "manual",
    "patent": "patent",
    "software": "software",
    "data-set": "dataset",
}
#: Entry type -> field for ``journal-title``: of other works it is the publisher, institution or conference.
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "thesis": "school",
    "report": "institution",
    **dict.fromkeys(("book", "collection", "proceedings", "manual", "software", "dataset"), "publisher"),
}
#: Type of an external identifier -> field.
_IDENTIFIERS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "pmid": "pmid",
    "pmc": "pmcid",
    "isbn": "isbn",
    "bibcode": "bibcode",
    "hal": "hal",
}
# Entry types whose ISBN and ISSN are those of the whole.
_PARTS = frozenset({"article", "inproceedings", "incollection"})
# Fields of a citation in BibTeX that ORCID has no place for.
_OF_CITATION = (
    "journal", "booktitle", "series", "volume", "number", "pages", "eid", "edition", "publisher", "school",
    "institution", "address", "isbn", "issn", "keywords",
)  # fmt: skip
_NO_AUTHORS = frozenset({"editor", "chair-or-translator", "assignee", "support-staff"})


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer, one for each group of ``/works``."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[list[Mapping[str, object]]]:
    """Yield the versions of each work in a document, the preferred one first."""
    if isinstance(document, list):
        for item in document:
            yield from _works(item, problems)
        return
    works = member(document, "activities-summary", "works") or document
    if isinstance(member(works, "group"), list):
        for group in tables(works, "group"):
            if versions := sorted(tables(group, "work-summary"), key=_display_index, reverse=True):
                yield versions
    elif isinstance(member(document, "work-summary"), list):  # a group that is left of a damaged file
        if versions := tables(document, "work-summary"):
            yield versions
    elif isinstance(member(document, "bulk"), list):
        yield from ([work] for item in tables(document, "bulk") if (work := _work_in(item, problems)))
    elif isinstance(document, Mapping) and "put-code" in document:
        yield [document]
    elif message := first_text(text(document, "developer-message"), text(document, "user-message")):
        report_error(problems, "ORCID", message)
    else:
        report_unknown(problems, "ORCID", "a list 'group' or 'bulk', or the members of a work")


def _display_index(summary: Mapping[str, object]) -> int:
    written = text(summary, "display-index")
    return int(written) if written.isdecimal() and len(written) < 9 else 0


def _work_in(item: Mapping[str, object], problems: ProblemLog) -> Mapping[str, object] | None:
    """Return the work in an item of an answer with several, or None for an error, which is reported."""
    work = member(item, "work")
    if not isinstance(work, Mapping):
        report_error(problems, "ORCID", text(item, "error", "developer-message"))
        return None
    return work


def _found(versions: list[Mapping[str, object]]) -> Found:
    entry_type = _entry_type(versions[0])
    fields: dict[str, object] = {}
    for version in versions:
        for name, value in _fields(version, entry_type).items():
            if value and not fields.get(name):
                fields[name] = value
    return Found(0, entry_type, fields)


def _entry_type(work: Mapping[str, object]) -> str:
    return _TYPES.get(text(work, "type").lower().replace("_", "-"), "misc")


def _fields(work: Mapping[str, object], entry_type: str) -> dict[str, object]:
    url = text(work, "url", "value")
    fields: dict[str, object] = {
        "title": text(work, "title", "title", "value"),
        "subtitle": text(work, "title", "subtitle", "value"),
        _CONTAINERS.get(entry_type, "venue"): text(work, "journal-title", "value"),
        "date": _date(member(work, "publication-date")),
        **_contributors(work),
        **_identifiers(work, entry_type),
        "url": "" if doi(url) else url,
        "abstract": text(work, "short-description"),
        "language": text(work, "language-code"),
        "put_code": text(work, "put-code"),
    }
    for name, value in _citation(work).items():
        is_longer = name == "author" and len(value) > len(tables(fields, "author"))
        if is_longer or (value and not fields.get(name)):
            fields[name] = value
    return fields


def _date(value: object) -> str:
    """Return the date of publication; that of the last change of the record at ORCID is none."""
    parts = [text(value, name, "value") for name in ("year", "month", "day")]
    return date_source({"date-parts": [parts]})


def _contributors(work: Mapping[str, object]) -> dict[str, object]:
    """Return authors and editors; one who has several roles is there once for each of them."""
    names: dict[str, dict[str, Mapping[str, str]]] = {"author": {}, "editor": {}}
    for contributor in tables(work, "contributors", "contributor"):
        written = text(contributor, "credit-name", "value")
        role = text(contributor, "contributor-attributes", "contributor-role").lower().replace("_", "-")
        field = "author" if role not in _NO_AUTHORS else role
        if field in names and written not in names[field]:
            identifier = member(contributor, "contributor-orcid")
            orcid = first_text(text(identifier, "path"), text(identifier, "uri"))
            names[field].update((written, person) for person in people(written, orcid)[:1])
    return {field: list(found.values()) for field, found in names.items()}


def _identifiers(work: Mapping[str, object], entry_type: str) -> dict[str, object]:
    """Return the identifiers of the work: those of the book or journal that it is part of are not its own."""
    found: dict[str, list[str]] = {}
    for identifier in tables(work, "external-ids", "external-id"):
        scheme = text(identifier, "external-id-type").lower().replace("_", "-")
        relationship = text(identifier, "external-id-relationship").lower().replace("_", "-")
        value = first_text(
            text(identifier, "external-id-normalized", "value"), text(identifier, "external-id-value")
        )
        if member(identifier, "external-id-normalized-error"):
            continue  # ORCID itself cannot read it
        is_own = relationship in ("self", "")
        is_of_whole = relationship == "part-of" and entry_type in _PARTS
        field = "issn" if scheme == "issn" else _IDENTIFIERS.get(scheme, "")
        if is_own or (is_of_whole and scheme in ("isbn", "issn")):
            found.setdefault(field, []).append(value)
        elif relationship == "version-of" and scheme == "doi":
            found.setdefault("version_of", []).append(value)
    found.pop("", None)
    fields: dict[str, object] = {name: values[0] for name, values in found.items() if name != "isbn"}
    return {**fields, "isbn": found.get("isbn")}


def _citation(work: Mapping[str, object]) -> dict[str, list[object] | str]:
    """Return what a citation in BibTeX adds to a work; what is wrong in it is not reported."""
    if text(work, "citation", "citation-type").lower() != "bibtex":
        return {}
    records = read_bibtex(text(work, "citation", "citation-value").encode(), "", "utf-8").records
    if not records:
        return {}
    written = records[0].fields
    found: dict[str, list[object] | str] = {name: written.get(name, "") for name in _OF_CITATION}
    found["journal"] = found["journal"] or written.get("journaltitle", "")
    found["author"] = list(people(written.get("author", "")))
    return found
