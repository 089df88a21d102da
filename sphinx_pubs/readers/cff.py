"""CITATION.cff: a software package or data set, how to cite it, and the works that it refers to.

Source: Citation File Format 1.2.0, schema guide
(https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md).

The file is parsed as YAML and mapped here. cffconvert, the only library for the
format on the package index, converts the top of a file to BibTeX text and
loses ``references`` and most of ``preferred-citation``; its last release is from
2021, it requires jsonschema below 4, and it depends on requests, click, pykwalify
and ruamel.yaml.

The software comes first, then the preferred citation, then the references. The work
that the file asks readers to cite is ``selected``: the preferred citation, or the
software if there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model.keys import unique_key
from ..model.problems import Code, Origin
from ..model.records import Publication
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .fields.contributors import read_names
from .fields.records import read_publication
from .fields.values import as_list, scalar
from .keys import first_family, make_key
from .markup.markdown import to_text
from .trees import Table
from .yaml_tree import parse_yaml

#: Type of CFF -> our type, if the names differ.
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
#: Field of CFF -> field of BibTeX or biblatex with the same value. Other fields are dropped.
_FIELDS = {
    "abstract": "abstract",
    "abbreviation": "shorttitle",
    "date-published": "date",
    "date-released": "date",
    "date-accessed": "urldate",
    "doi": "doi",
    "edition": "edition",
    "isbn": "isbn",
    "issn": "issn",
    "issue": "number",
    "journal": "journal",
    "keywords": "keywords",
    "month": "month",
    "notes": "note",
    "number": "number",
    "pages": "pagetotal",
    "pmcid": "pmcid",
    "repository": "repository",
    "repository-artifact": "link_artifact",
    "repository-code": "code",
    "title": "title",
    "url": "url",
    "version": "version",
    "volume": "volume",
    "year": "year",
}
_PEOPLE = {"authors": "author", "editors": "editor", "translators": "translator"}
#: Statuses of CFF that are a publication state; without hyphens they are those of biblatex.
_STATUSES = {"in-preparation", "in-press", "submitted"}
_NAME_PARTS = {
    "given-names": "given",
    "family-names": "family",
    "name-particle": "particle",
    "name-suffix": "suffix",
    "name": "literal",
}
#: Types of ``identifiers`` that are fields of the same name.
_IDENTIFIER_TYPES = frozenset({"doi", "url"})


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the software, the preferred citation and the references of a citation file."""
    problems = ProblemLog(path)
    documents = parse_yaml(decode(data, encoding, problems), problems)
    records: dict[str, Publication] = {}
    for entry, kind, selected in _entries(documents, problems):
        fields = dict(options.renamed(_fields(entry, kind)))
        if not fields.get("title") and not fields.get("doi"):
            problems.add(Code.SHAPE, "work skipped: it has neither title nor DOI", line=entry.line)
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
        problems.add(Code.SHAPE, "no works found: a citation file has title and authors at its top level")
    return ReadResult(tuple(records.values()), tuple(problems.found))


def _entries(documents: list[object], problems: ProblemLog) -> Iterator[tuple[Table, str, bool]]:
    """Yield each work with its type, and whether the file asks readers to cite it."""
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
    """Return the fields of a work under the names of BibTeX and biblatex."""
    fields: dict[str, object] = {}
    for name, value in entry.items():
        field = _FIELDS.get(name)
        if field and value not in (None, "", []):
            fields.setdefault(field, value)
        elif name in _PEOPLE and (people := [_name(item) for item in as_list(value)]):
            fields[_PEOPLE[name]] = people
    if "code" in fields and "repository" in fields:
        fields["link_repository"] = fields.pop("repository")  # where the records of the software are
    conference = _entity(entry, "conference")
    fields |= _container(entry, kind, conference)
    for name in ("publisher", "institution", "location"):
        if entity := _entity(entry, name):
            fields[name] = entity
    if kind == "thesis" and "institution" in fields:
        fields["school"] = fields.pop("institution")
    start, end = scalar(entry.get("start")) or "", scalar(entry.get("end")) or ""
    if start:
        fields["pages"] = f"{start}--{end}" if end and end != start else start
    if scalar(entry.get("status")) in _STATUSES:
        fields["pubstate"] = (scalar(entry.get("status")) or "").replace("-", "")
    for identifier in as_list(entry.get("identifiers")):
        _add_identifier(fields, identifier)
    return fields


def _container(entry: Table, kind: str, conference: str) -> dict[str, object]:
    """Return the fields for the container of a work: CFF has ``collection-title`` and ``conference``."""
    collection = scalar(entry.get("collection-title")) or ""
    fields: dict[str, object] = {}
    if kind in ("inproceedings", "incollection", "presentation"):
        if collection or conference:
            fields["booktitle"] = collection or conference
        if collection and conference:
            fields["eventtitle"] = conference
    elif collection and not entry.get("journal"):
        fields["series"] = collection
    return fields


def _entity(entry: Table, name: str) -> str:
    """Return the name of an entity: a mapping, or a string before CFF 1.0.3."""
    value = entry.get(name)
    return scalar(value.get("name") if isinstance(value, Mapping) else value) or ""


def _name(value: object) -> object:
    """Return a person or entity as a mapping of native name parts; without a name, its alias is used."""
    if not isinstance(value, Mapping):
        return value
    name = Table()
    for cff_part, part in _NAME_PARTS.items():
        if text := scalar(value.get(cff_part)):
            name.put(part, text)
    if not name and (alias := scalar(value.get("alias"))):
        name.put("literal", alias)
    if name and (orcid := scalar(value.get("orcid"))):
        name.put("orcid", orcid)
    return name


def _add_identifier(fields: dict[str, object], identifier: object) -> None:
    """Add an identifier, unless there is one of its kind: others are usually those of other versions."""
    if not isinstance(identifier, Mapping):
        return
    scheme = (scalar(identifier.get("type")) or "").lower()
    value = scalar(identifier.get("value")) or ""
    if scheme == "other" and re.match(r"arxiv:", value, re.I):
        fields.setdefault("arxiv", value)
    elif scheme in _IDENTIFIER_TYPES:
        fields.setdefault(scheme, value)


def _key(fields: Mapping[str, object]) -> str:
    family = first_family(fields.get("author") or fields.get("editor"))
    year = scalar(fields.get("year")) or scalar(fields.get("date")) or ""
    return make_key(family, year, scalar(fields.get("title")) or "")
