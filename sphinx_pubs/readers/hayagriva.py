"""Hayagriva, the format of Typst's bibliographies: a YAML mapping from keys to entries.

Source: Hayagriva 0.9, *The Hayagriva YAML File Format*
(https://github.com/typst/hayagriva/blob/main/docs/file-format.md). What a work is a part of is its
``parent``, which can have a parent of its own; both become the fields of one venue here.
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
from .keys import FileRecords
from .markup.markdown import to_text
from .trees import Table
from .yaml_tree import parse_yaml

#: Type of an entry -> our type, if the names differ. :func:`_type` looks at the parent as well.
_TYPES = {
    "anthology": "collection",
    "anthos": "incollection",
    "artwork": "misc",
    "audio": "misc",
    "blog": "online",
    "case": "misc",
    "chapter": "incollection",
    "conference": "proceedings",
    "entry": "incollection",
    "exhibition": "misc",
    "legislation": "misc",
    "manuscript": "unpublished",
    "newspaper": "periodical",
    "original": "misc",
    "performance": "misc",
    "post": "online",
    "reference": "collection",
    "repository": "software",
    "scene": "video",
    "thread": "online",
    "web": "online",
}
#: Type of the parent -> type of an article in it.
_ARTICLES = {
    "proceedings": "inproceedings",
    "conference": "inproceedings",
    "anthology": "incollection",
    "book": "incollection",
    "reference": "incollection",
    "blog": "online",
    "web": "online",
    "repository": "preprint",
}
#: Type of the parent -> our field for its title.
_CONTAINERS = {
    "periodical": "journal",
    "newspaper": "journal",
    "conference": "eventtitle",
    "repository": "venue",
}
_IN_BOOKS = frozenset({"incollection", "inproceedings", "book", "collection"})
#: Field with one value -> our field.
_FIELDS = {
    "date": "date",
    "language": "language",
    "abstract": "abstract",
    "note": "note",
    "genre": "type",
    "edition": "edition",
    "page-range": "pages",
    "page-total": "pagetotal",
}
#: Fields that an entry takes from its parent if it has none of its own.
_INHERITED = {
    "volume": "volume",
    "issue": "number",
    "location": "location",
    "date": "date",
    "edition": "edition",
}
#: Role of ``affiliated`` -> our field. The others, such as *foreword* and *cast-member*, are dropped.
_ROLES = {"translator": "translator", "editor": "editor"}
_NAME_PARTS = {"name": "family", "given-name": "given", "prefix": "particle", "suffix": "suffix"}
_IDENTIFIERS = ("doi", "isbn", "issn", "pmid", "pmcid", "arxiv")


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications of a Hayagriva file."""
    problems = ProblemLog(path)
    records = FileRecords[Publication](problems)
    for document in parse_yaml(decode(data, encoding, problems), problems):
        for key, entry, line in document.pairs() if isinstance(document, Table) else ():
            if not isinstance(entry, Table):
                problems.add(Code.SHAPE, "an entry must be a mapping", line=line, key=key)
                continue
            entry_type, fields = _fields(entry)
            record = read_publication(
                key,
                entry_type,
                options.renamed(fields),
                text=to_text,
                names=read_names,
                origin=Origin(path, line),
                report=problems.at(line, key),
                cached=options.cached,
            )
            records.add(record)
    return ReadResult(tuple(records), tuple(problems.found))


def _fields(entry: Table) -> tuple[str, dict[str, object]]:
    """Return the type of an entry, and its fields under our names."""
    parents = list(_parents(entry))
    entry_type = _type(entry, parents)
    fields: dict[str, object] = {ours: _value(entry.get(name)) for name, ours in _FIELDS.items()}
    fields["title"] = _value(entry.get("title"))
    if isinstance(title := entry.get("title"), Mapping):
        fields["shorttitle"] = scalar(title.get("short")) or ""
    for table in (entry, *parents):
        for name, ours in _INHERITED.items():
            fields[ours] = fields.get(ours) or _value(table.get(name))
        for name, value in (*_identifiers(table), *_publisher(table), *_people(table)):
            if table is entry or name not in ("doi", "author", "arxiv"):
                fields[name] = fields.get(name) or value
    for parent in parents:
        name = _CONTAINERS.get(_type_name(parent), "booktitle")
        if name == "booktitle" and entry_type not in _IN_BOOKS:
            name = "venue"
        if name == "booktitle" and (fields.get(name) or entry_type in ("book", "collection")):
            name = "series"
        fields[name] = fields.get(name) or _value(parent.get("title"))
    if not fields.get("booktitle") and entry_type == "inproceedings":
        fields["booktitle"] = fields.pop("eventtitle", "")
    if entry_type in ("thesis", "report"):
        place = "school" if entry_type == "thesis" else "institution"
        fields[place] = scalar(entry.get("organization")) or fields.pop("publisher", "")
    url = entry.get("url")
    fields["url"] = _value(url)
    fields["urldate"] = scalar(url.get("date")) if isinstance(url, Mapping) else ""
    fields["keywords"] = entry.get("keywords")
    return entry_type, {name: value for name, value in fields.items() if value}


def _type_name(entry: Table) -> str:
    return (scalar(entry.get("type")) or "").lower()


def _type(entry: Table, parents: list[Table]) -> str:
    """Return the type of an entry in our words; an article takes part of it from its parent."""
    name = _type_name(entry)
    outer = _type_name(parents[0]) if parents else ""
    if name == "article" and outer in _ARTICLES:
        return _ARTICLES[outer]
    if name == "article" and not parents and dict(_identifiers(entry)).get("arxiv"):
        return "preprint"
    return _TYPES.get(name, name)


def _parents(entry: Table) -> Iterator[Table]:
    """Yield the parents of an entry, each before its own parents."""
    for parent in as_list(entry.get("parent")):
        if isinstance(parent, Table):
            yield parent
            yield from _parents(parent)


def _value(value: object) -> str:
    """Return a value that can be a mapping with ``value`` beside its other forms."""
    return scalar(value.get("value") if isinstance(value, Mapping) else value) or ""


def _identifiers(entry: Table) -> Iterator[tuple[str, object]]:
    numbers = entry.get("serial-number")
    for name in _IDENTIFIERS:
        value = numbers.get(name) if isinstance(numbers, Mapping) else None
        if found := scalar(value or entry.get(name)):
            yield name, found
    if isinstance(numbers, str) and re.fullmatch(r"10\.\d{4,9}/\S+", numbers):
        yield "doi", numbers


def _publisher(entry: Table) -> Iterator[tuple[str, object]]:
    """Yield the publisher, which can be a name, or a mapping with a name and a place."""
    publisher = entry.get("publisher")
    if isinstance(publisher, Mapping):
        yield "publisher", _value(publisher.get("name"))
        yield "location", _value(publisher.get("location"))
    else:
        yield "publisher", scalar(publisher) or ""


def _people(entry: Table) -> Iterator[tuple[str, object]]:
    for name in ("author", "editor"):
        yield name, [_person(person) for person in as_list(entry.get(name))]
    for group in as_list(entry.get("affiliated")):
        if isinstance(group, Mapping) and (role := _ROLES.get((scalar(group.get("role")) or "").lower())):
            yield role, [_person(person) for person in as_list(group.get("names"))]


def _person(person: object) -> object:
    """Return a name in our words; a mapping has the family name as ``name``."""
    if not isinstance(person, Mapping):
        return person
    parts = {ours: person[name] for name, ours in _NAME_PARTS.items() if person.get(name)}
    return {"literal": parts["family"]} if parts.keys() == {"family"} else parts
