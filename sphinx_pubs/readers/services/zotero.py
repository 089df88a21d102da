"""Zotero's web API, version 3, with ``format=json``: items of a library, a collection, or single ones.

Sources: https://www.zotero.org/support/dev/web_api/v3/basics and
https://api.zotero.org/schema (item types, their fields and creators). An item without ``data`` is read from
its ``csljson``. The key is the citation key of Zotero or of Better BibTeX. The field ``zotero_key``, which is
stored and not shown, is the key of the item in its library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...model.kinds import is_known
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from ..csl import item_fields
from ..fields.date_strings import parse_date
from ..note_fields import split_extra
from .common import Found, read_found
from .json_values import first_text, member, report_unknown, tables, text, works_in

#: Type of Zotero -> entry type; others are *misc*.
_TYPES = {
    **dict.fromkeys(("journalArticle", "magazineArticle", "newspaperArticle"), "article"),
    **dict.fromkeys(("bookSection", "dictionaryEntry", "encyclopediaArticle"), "incollection"),
    **dict.fromkeys(("blogPost", "forumPost", "webpage"), "online"),
    **dict.fromkeys(("film", "tvBroadcast", "videoRecording"), "video"),
    "book": "book",
    "conferencePaper": "inproceedings",
    "computerProgram": "software",
    "dataset": "dataset",
    "manuscript": "unpublished",
    "patent": "patent",
    "preprint": "preprint",
    "presentation": "presentation",
    "report": "report",
    "thesis": "thesis",
}
_SKIPPED = frozenset({"attachment", "note", "annotation"})
#: Field of Zotero -> field.
_FIELDS = {
    "title": "title",
    "caseName": "title",
    "nameOfAct": "title",
    "subject": "title",
    "shortTitle": "shorttitle",
    "publicationTitle": "journal",
    "proceedingsTitle": "booktitle",
    "bookTitle": "booktitle",
    "encyclopediaTitle": "booktitle",
    "dictionaryTitle": "booktitle",
    "blogTitle": "venue",
    "websiteTitle": "venue",
    "forumTitle": "venue",
    "programTitle": "venue",
    "journalAbbreviation": "abbr",
    "conferenceName": "eventtitle",
    "meetingName": "eventtitle",
    "series": "series",
    "seriesTitle": "series",
    "seriesNumber": "number",
    "reportNumber": "number",
    "patentNumber": "number",
    "issue": "number",
    "volume": "volume",
    "pages": "pages",
    "numPages": "pagetotal",
    "edition": "edition",
    "versionNumber": "version",
    "publisher": "publisher",
    "company": "publisher",
    "distributor": "publisher",
    "studio": "publisher",
    "network": "publisher",
    "repository": "publisher",
    "university": "school",
    "institution": "institution",
    "assignee": "holder",
    "place": "location",
    "reportType": "type",
    "thesisType": "type",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "url": "url",
    "accessDate": "urldate",
    "language": "language",
    "abstractNote": "abstract",
}
#: Role of a creator -> field. *Contributors* and series editors are in no reference.
_ROLES = {
    **dict.fromkeys(("artist", "cartographer", "composer", "interviewee", "inventor", "performer"), "author"),
    **dict.fromkeys(("podcaster", "presenter", "programmer", "sponsor"), "author"),
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookAuthor": "bookauthor",
    "director": "director",
}
#: Name of a line in *Extra* -> field.
_EXTRA = {
    "citation-key": "",
    "type": "",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "isbn": "isbn",
    "issn": "issn",
    "issued": "date",
    "original-date": "origdate",
    "status": "pubstate",
    "publisher": "publisher",
    "publisher-place": "location",
    "container-title": "venue",
    "event-title": "eventtitle",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
}
_ARXIV = re.compile(r"arxiv:", re.IGNORECASE)
_UNKNOWN_PARTS = re.compile(r"-00")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an answer; attachments, notes and annotations are none."""
    problems = ProblemLog(path)
    return read_found(map(_found, works_in(data, encoding, problems, _items)), problems, options)


def _items(document: object, problems: ProblemLog) -> Iterator[Mapping[str, object]]:
    """Yield the items in a document that are works."""
    items = tables(document) if isinstance(document, list) else []
    if isinstance(document, Mapping) and not {"data", "csljson", "itemType"}.isdisjoint(document):
        items = [document]
    elif not isinstance(document, list):
        report_unknown(problems, "Zotero", "a list of items, or the members 'key' and 'data' of one")
    for item in items:
        if _is_work(item):
            yield item


def _is_work(item: Mapping[str, object]) -> bool:
    """Return whether an item is a work and no attachment, note, annotation or collection."""
    data = _data(item)
    item_type = text(data, "itemType")
    return item_type not in _SKIPPED if item_type else isinstance(member(item, "csljson"), Mapping)


def _data(item: Mapping[str, object]) -> object:
    return item if "itemType" in item else member(item, "data")


def _found(item: Mapping[str, object]) -> Found:
    data = _data(item)
    csl = member(item, "csljson")
    if not text(data, "itemType") and isinstance(csl, Mapping):
        entry_type, fields = item_fields(csl)
        return Found(0, entry_type, {**fields, "zotero_key": text(item, "key")}, text(csl, "citation-key"))
    entry_type = _TYPES.get(text(data, "itemType"), "misc")
    extra, note = split_extra(text(data, "extra"), _EXTRA)
    if is_known(extra.get("type", "")):
        entry_type = extra["type"].lower()
    fields = {
        **_fields(data, entry_type),
        **_creators(data),
        "date": _date(item, data),
        "keywords": [tag for tag in (text(item, "tag") for item in tables(data, "tags")) if tag],
        "note": note,
        "zotero_key": first_text(text(data, "key"), text(item, "key")),
    }
    for name, value in extra.items():
        field = _EXTRA.get(name, name)
        if field and not fields.get(field):
            fields[field] = value
    key = first_text(text(data, "citationKey"), extra.get("citation-key", ""))
    return Found(0, entry_type, fields, key)


def _fields(data: object, entry_type: str) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, field in _FIELDS.items():
        if value := text(data, name):
            fields.setdefault(field, value)
    if entry_type == "preprint" and (archive := fields.pop("publisher", "")):
        fields["venue"] = archive
    if entry_type == "presentation" and "location" in fields:
        fields["place"] = fields.pop("location")
    archive_id = text(data, "archiveID")
    if _ARXIV.match(archive_id) or (archive_id and text(data, "repository").lower() == "arxiv"):
        fields["arxiv"] = archive_id
    fields["isbn"] = text(data, "ISBN").replace(",", " ").split()  # several are in one string
    return fields


def _creators(data: object) -> dict[str, object]:
    names: dict[str, list[Mapping[str, str]]] = {}
    for creator in tables(data, "creators"):
        field = _ROLES.get(text(creator, "creatorType"))
        family, given = text(creator, "lastName"), text(creator, "firstName")
        literal = text(creator, "name")
        if field and (family or given or literal):
            name = {"family": family, "given": given} if family or given else {"literal": literal}
            names.setdefault(field, []).append(name)
    return dict(names)


def _date(item: Mapping[str, object], data: object) -> str:
    """Return the date as it is written, or as Zotero has understood it if it is in no known form."""
    written = text(data, "date")
    parsed = _UNKNOWN_PARTS.sub("", text(item, "meta", "parsedDate"))
    return written if not parsed or parse_date(written) else parsed
