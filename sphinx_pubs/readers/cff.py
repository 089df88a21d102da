"""CITATION.cff: a software or data set, how it wants to be cited, and what it refers to.

Source: Citation File Format 1.2.0, schema guide
(https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md).

The file is read with PyYAML and mapped here. cffconvert, the only library for
the format on the package index, converts the top of a file to BibTeX text and
loses ``references`` and most of ``preferred-citation``; its last release is of
2021, and it pins jsonschema below 4 and brings requests, click, pykwalify and
ruamel.yaml with it.

The software comes first, then the preferred citation, then the references. What
the file asks readers to cite is ``selected``: the preferred citation, or the
software where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .fields.contributors import read_names
from .fields.records import read_publication
from .fields.values import as_list, scalar
from .keys import make_key, unique_key
from .markup.markdown import to_text
from .trees import Table
from .yaml_tree import parse_yaml

_TYPES = {
    "conference": "proceedings",
    "conference-paper": "inproceedings",
    "magazine-article": "article",
    "newspaper-article": "article",
    "data": "dataset",
    "database": "dataset",
    "edited-work": "collection",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "blog": "online",
    "website": "online",
    "pamphlet": "booklet",
    "serial": "periodical",
    "generic": "misc",
    "slides": "presentation",
    "presentation": "presentation",
    "conference-presentation": "presentation",
    "video": "video",
    "film-broadcast": "video",
    "multimedia": "video",
}
#: Field of CFF -> field, where the value is taken as it is.
_FIELDS = {
    "abstract": "abstract",
    "abbreviation": "shorttitle",
    "date-published": "date",
    "date-released": "date",
    "doi": "doi",
    "edition": "edition",
    "isbn": "isbn",
    "issn": "issn",
    "issue": "number",
    "journal": "journal",
    "keywords": "keywords",
    "license-url": "",
    "month": "month",
    "notes": "note",
    "number": "number",
    "pages": "pagetotal",
    "pmcid": "pmcid",
    "repository": "repository",
    "repository-code": "code",
    "title": "title",
    "url": "url",
    "version": "version",
    "volume": "volume",
    "year": "year",
}
_PEOPLE = {"authors": "author", "editors": "editor", "translators": "translator"}
#: Status of CFF that is none of ours, or none at all.
_STATUS = {"in-preparation", "in-press", "submitted"}
_NAME_PARTS = {
    "given-names": "given",
    "family-names": "family",
    "name-particle": "particle",
    "name-suffix": "suffix",
    "name": "literal",
}
_IDENTIFIERS = {"doi": "doi", "url": "url"}


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Return the works that a citation file names."""
    problems = ProblemLog(path)
    documents = parse_yaml(decode(data, encoding, problems), problems)
    records: dict[str, Publication] = {}
    for entry, kind, selected in _entries(documents, problems):
        fields = dict(hints.renamed(_fields(entry, kind)))
        if not fields.get("title") and not fields.get("doi"):
            problems.add(Code.SHAPE, "a work without title and DOI", line=entry.line)
            continue
        if selected:
            fields["selected"] = True
        key = unique_key(_key(fields), records)
        report = problems.at(entry.line, key)
        origin = Origin(path, entry.line)
        records[key] = read_publication(
            key, kind, fields, text=to_text, names=read_names, origin=origin, report=report
        )
    if not records and not problems.found:
        problems.add(Code.SHAPE, "no citation file: it must have a title and authors at its top")
    return ReadResult(tuple(records.values()), tuple(problems.found))


def _entries(documents: list[object], problems: ProblemLog) -> Iterator[tuple[Table, str, bool]]:
    """Yield each work with its type, and whether the file asks to cite it."""
    for document in documents:
        if not isinstance(document, Table):
            problems.add(Code.SHAPE, "a citation file must be a mapping")
            continue
        preferred = document.get("preferred-citation")
        if document.keys() & {"title", "authors", "version"}:
            yield document, _type(document, "software"), not isinstance(preferred, Table)
        if isinstance(preferred, Table):
            yield preferred, _type(preferred, "misc"), True
        for reference in as_list(document.get("references")):
            if isinstance(reference, Table):
                yield reference, _type(reference, "misc"), False
            else:
                problems.add(Code.SHAPE, "a reference must be a mapping", line=document.lines["references"])


def _type(entry: Table, default: str) -> str:
    written = (scalar(entry.get("type")) or default).lower()
    return _TYPES.get(written, written)


def _fields(entry: Table, kind: str) -> dict[str, object]:
    """Return the fields of a work by the names of BibTeX and biblatex."""
    fields: dict[str, object] = {}
    for name, value in entry.items():
        ours = _FIELDS.get(name)
        if ours and value not in (None, "", []):
            fields.setdefault(ours, value)
        elif name in _PEOPLE and (people := [_name(item) for item in as_list(value)]):
            fields[_PEOPLE[name]] = people
    conference = _entity(entry, "conference")
    fields |= _container(entry, kind, conference)
    for name, ours in (("publisher", "publisher"), ("institution", "institution"), ("location", "location")):
        if found := _entity(entry, name):
            fields[ours] = found
    if kind == "thesis" and "institution" in fields:
        fields["school"] = fields.pop("institution")
    start, end = scalar(entry.get("start")) or "", scalar(entry.get("end")) or ""
    if start:
        fields["pages"] = f"{start}--{end}" if end and end != start else start
    if scalar(entry.get("status")) in _STATUS:
        fields["pubstate"] = (scalar(entry.get("status")) or "").replace("-", "")
    for identifier in as_list(entry.get("identifiers")):
        _add_identifier(fields, identifier)
    return fields


def _container(entry: Table, kind: str, conference: str) -> dict[str, object]:
    """Return what the work appeared in: CFF has it in ``collection-title`` or in ``conference``."""
    collection = scalar(entry.get("collection-title")) or ""
    found: dict[str, object] = {}
    if kind in ("inproceedings", "incollection", "presentation"):
        if collection or conference:
            found["booktitle"] = collection or conference
        if collection and conference:
            found["eventtitle"] = conference
    elif collection and not entry.get("journal"):
        found["series"] = collection
    return found


def _entity(entry: Table, name: str) -> str:
    """Return the name of an entity, which is a mapping, or was a text before CFF 1.0.3."""
    value = entry.get(name)
    return scalar(value.get("name") if isinstance(value, Mapping) else value) or ""


def _name(value: object) -> object:
    """Return a person or entity as a native name; one that has an alias only is called by it."""
    if not isinstance(value, Mapping):
        return value
    made = Table()
    for theirs, ours in _NAME_PARTS.items():
        if written := scalar(value.get(theirs)):
            made.put(ours, written)
    if not made and (alias := scalar(value.get("alias"))):
        made.put("literal", alias)
    if made and (orcid := scalar(value.get("orcid"))):
        made.put("orcid", orcid)
    return made


def _add_identifier(fields: dict[str, object], identifier: object) -> None:
    """Put an identifier where it is the only one of its kind: a DOI of another version adds nothing."""
    if not isinstance(identifier, Mapping):
        return
    scheme = (scalar(identifier.get("type")) or "").lower()
    value = scalar(identifier.get("value")) or ""
    if scheme == "other" and re.match(r"arxiv:", value, re.I):
        fields.setdefault("arxiv", value)
    elif ours := _IDENTIFIERS.get(scheme):
        fields.setdefault(ours, value)


def _key(fields: Mapping[str, object]) -> str:
    people = fields.get("author") or fields.get("editor")
    first = people[0] if isinstance(people, list) and people else None
    name = (first.get("family") or first.get("literal")) if isinstance(first, Mapping) else first
    year = scalar(fields.get("year")) or scalar(fields.get("date")) or ""
    return make_key(scalar(name) or "", year, scalar(fields.get("title")) or "")
