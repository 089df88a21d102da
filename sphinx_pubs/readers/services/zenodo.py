"""Zenodo, and other services that run InvenioRDM: a record, a list of records, deposits.

Sources: https://developers.zenodo.org/#representation (the form that Zenodo answers with) and
https://inveniordm.docs.cern.ch/reference/metadata/ (``application/vnd.inveniordm.v1+json``). The DOI is that
of the version; that of all versions is stored as ``version_of``, and not shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.identifiers import orcid
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import Found, people, read_found
from .json_values import first_text, member, report_error, report_unknown, tables, text, texts, works_in

#: Type and subtype -> entry type; others are *misc*. Source: https://zenodo.org/api/vocabularies/resourcetypes.
_TYPES = {
    "dataset": "dataset",
    "lesson": "presentation",
    "model": "software",
    "poster": "poster",
    "presentation": "presentation",
    "publication-annotationcollection": "dataset",
    "publication-article": "article",
    "publication-book": "book",
    "publication-conferencepaper": "inproceedings",
    "publication-conferenceproceeding": "proceedings",
    "publication-datamanagementplan": "report",
    "publication-datapaper": "article",
    "publication-deliverable": "report",
    "publication-dissertation": "thesis",
    "publication-journal": "collection",
    "publication-milestone": "report",
    "publication-patent": "patent",
    "publication-preprint": "preprint",
    "publication-report": "report",
    "publication-section": "incollection",
    "publication-softwaredocumentation": "manual",
    "publication-technicalnote": "report",
    "publication-thesis": "thesis",
    "publication-workingpaper": "report",
    "software": "software",
    "video": "video",
    "workflow": "software",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
#: Start of the names of members in deposits, where it differs: ``conference_title``.
_OF_DEPOSITS = {"meeting": "conference", "part_of": "partof"}
_AT_EVENTS = frozenset({"inproceedings", "poster", "presentation", "video"})
# Type of a contributor, in lower case -> field.
_ROLES = {"editor": "editor", "supervisor": "advisor"}
_CODE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/", re.I)


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer: a record or deposit, or a list of these."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _works)), problems, options)


def _works(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    hits = member(document, "hits", "hits")
    if isinstance(document, list) or isinstance(hits, list):
        yield from (
            item for item in tables(document if isinstance(document, list) else hits) if _is_record(item)
        )
    elif isinstance(document, Mapping) and _is_record(document):
        yield document
    elif (message := text(document, "message")) and text(document, "status"):
        report_error(problems, "Zenodo", message)
    else:
        report_unknown(problems, "Zenodo", "a record with 'metadata', or a list 'hits.hits' of records")


def _is_record(item: Mapping[str, object]) -> bool:
    return isinstance(item.get("metadata"), Mapping)


def _found(record: Mapping[str, object]) -> Found:
    work = member(record, "metadata")
    entry_type = _entry_type(work)
    number = first_text(text(record, "doi"), text(work, "doi"), text(record, "pids", "doi", "identifier"))
    address = first_text(text(record, "links", "self_html"), text(record, "links", "html"))
    is_public = (
        text(record, "state") not in ("unsubmitted", "inprogress") and member(record, "is_draft") is not True
    )
    fields: dict[str, object] = {
        "title": first_text(text(work, "title"), text(record, "title")),
        "author": [name for creator in tables(work, "creators") for name in _names(creator)],
        **_contributors(work),
        **_published_in(record, entry_type),
        "date": first_text(text(work, "publication_date"), text(work, "dates", 0, "start")),
        "version": text(work, "version"),
        "doi": number,
        "version_of": first_text(
            text(record, "conceptdoi"), text(record, "parent", "pids", "doi", "identifier")
        ),
        "url": address if is_public and not number else "",
        "language": first_text(text(work, "language"), text(work, "languages", 0, "id")),
        "keywords": [
            *texts(work, "keywords"),
            *(first_text(text(item, "subject"), text(item, "term")) for item in tables(work, "subjects")),
        ],
        "abstract": text(work, "description"),
    }
    for name, value in _related(work, entry_type):
        if not fields.get(name):
            fields[name] = value
    return Found(0, entry_type, fields)


def _entry_type(work: object) -> str:
    kind = first_text(
        text(work, "resource_type", "id"),
        _joined(text(work, "resource_type", "type"), text(work, "resource_type", "subtype")),
        _joined(
            text(work, "upload_type"), first_text(text(work, "publication_type"), text(work, "image_type"))
        ),
    )
    return _TYPES.get(kind.lower(), _TYPES.get(kind.lower().partition("-")[0], "misc"))


def _joined(kind: str, subtype: str) -> str:
    return f"{kind}-{subtype}" if kind and subtype else kind


# --- people ---


def _names(creator: Mapping[str, object]) -> list[dict[str, str]]:
    """Return the name of a creator, which is written as *Family, Given*; none if it is missing."""
    person = member(creator, "person_or_org")
    if isinstance(person, Mapping):
        family, given = text(person, "family_name"), text(person, "given_name")
        identifiers = (text(item, "identifier") for item in tables(person, "identifiers"))
        identifier = next((found.value for written in identifiers if (found := orcid(written))), "")
        if text(person, "type") == "organizational":
            return [{"literal": text(person, "name")}] if text(person, "name") else []
        if family:
            return [{"family": family, "given": given, "ORCID": identifier}]
        return people(text(person, "name"), identifier) if text(person, "name") else []
    name = text(creator, "name")
    if not name:
        return []
    if name.count(",") > 1:  # "Jane Doe, University, Country," and other lists: nobody can tell the parts
        return [{"literal": name.strip(" ,"), "ORCID": text(creator, "orcid")}]
    return people(name, text(creator, "orcid"))


def _contributors(work: object) -> dict[str, object]:
    names: dict[str, list[dict[str, str]]] = {}
    for contributor in tables(work, "contributors"):
        kind = first_text(text(contributor, "type"), text(contributor, "role", "id"))
        if role := _ROLES.get(kind.lower()):
            names.setdefault(role, []).extend(_names(contributor))
    listed = (*tables(work, "thesis", "supervisors"), *tables(work, "thesis_supervisors"))
    if supervisors := [name for person in listed for name in _names(person)]:
        names.setdefault("advisor", []).extend(supervisors)
    return dict(names)


# --- where ---


def _place(record: Mapping[str, object], group: str, name: str) -> str:
    """Return what a record says about its journal, meeting and so on, in any of the three forms."""
    return first_text(
        text(record, "metadata", group, name),
        text(record, "metadata", f"{_OF_DEPOSITS.get(group, group)}_{name}"),
        text(record, "custom_fields", f"{group}:{group}", name),
    )


def _published_in(record: Mapping[str, object], entry_type: str) -> dict[str, object]:
    """Return the fields about journal, book, event and publisher; without one, that is Zenodo."""
    container = {
        "article": ("journal", "title"),
        "incollection": ("part_of", "title"),
        "inproceedings": ("meeting", "title"),
    }.get(entry_type)
    title = _place(record, *container) if container else ""
    publisher = first_text(_place(record, "imprint", "publisher"), text(record, "metadata", "publisher"))
    fields: dict[str, object] = {
        _CONTAINERS.get(entry_type, "venue"): title,
        "volume": _place(record, "journal", "volume"),
        "number": _place(record, "journal", "issue"),
        "pages": first_text(*(_place(record, group, "pages") for group in ("journal", "part_of", "imprint"))),
        "isbn": _place(record, "imprint", "isbn"),
        "publisher": publisher or ("" if title else "Zenodo"),
        "location": _place(record, "imprint", "place"),
    }
    if entry_type == "thesis":
        fields["school"] = _place(record, "thesis", "university")
    elif entry_type == "preprint":
        fields |= {"venue": fields["publisher"], "publisher": ""}
    if entry_type in _AT_EVENTS:
        fields |= {
            "eventtitle": _place(record, "meeting", "title"),
            "abbr": _place(record, "meeting", "acronym"),
            "location": _place(record, "meeting", "place"),
        }
    return fields


def _related(work: object, entry_type: str) -> Iterator[tuple[str, str]]:
    """Yield the fields for related works: the DOI of all versions, the code of software, arXiv's version."""
    for item in tables(work, "related_identifiers"):
        relation = first_text(text(item, "relation"), text(item, "relation_type", "id")).lower()
        scheme, value = text(item, "scheme").lower(), text(item, "identifier")
        if relation == "isversionof" and scheme == "doi":
            yield "version_of", value
        elif scheme == "arxiv" and relation in ("isidenticalto", "isvariantformof", "isversionof"):
            yield "arxiv", value
        elif scheme == "url" and entry_type == "software" and _CODE.match(value):
            yield "code", value
