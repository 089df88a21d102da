"""Native files: YAML, JSON and TOML with publications, awards, activities and people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ..model.people import fold
from ..model.problems import Code, Origin
from ..model.publication import Publication
from ..model.text import plain
from . import records
from .base import Problems, ReadResult, Record, decode
from .fields import Fields, scalar
from .json_tree import parse_json
from .keys import make_key, unique_key
from .markdown import to_text
from .native_names import read_names
from .publication import is_known_field, known_fields, publication
from .toml_tree import parse_toml
from .tree import Table
from .yaml_tree import parse_yaml


def read(data: bytes, path: str, encoding: str = "utf-8-sig") -> ReadResult:
    """Return the records of a native file; the end of ``path`` tells its format, YAML where it tells none."""
    problems = Problems(path)
    text = decode(data, encoding, problems)
    suffix = path.rpartition(".")[2].lower()
    parse = {"json": parse_json, "toml": parse_toml}.get(suffix, parse_yaml)
    documents = [document for document in parse(text, problems) if document is not None]
    reader = _Reader(problems, _Lines(text))
    sound = [reader.document(document) for document in documents]
    if not all(sound):
        problems.add(
            Code.SHAPE, f"no records here: the file must have one of {', '.join(_GROUPS)} at its top"
        )
    found = (record for group in reader.found.values() for record in group.values())
    return ReadResult(tuple(found), tuple(problems.found))


class _Lines:
    """Finds the line of a key where the parser does not tell it; keys are asked for in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._line = 1

    def of(self, key: str) -> int:
        """Return the line where ``key`` stands next, or 0."""
        found = re.compile(rf"""(?<=["'.\[ ]){re.escape(key)}(?=["'\] ])""").search(self._text, self._place)
        if not found:
            return 0
        self._line += self._text.count("\n", self._place, found.start())
        self._place = found.start()
        return self._line


@dataclass(frozen=True, slots=True)
class _Group:
    """How the records of one group are made."""

    build: Callable[[str, Fields, Origin], Record]
    known: Callable[[str], bool]
    names: frozenset[str]
    bare: str  # the field that a record without fields is


def _build_publication(key: str, fields: Fields, origin: Origin) -> Publication:
    values = {name: value for name, value in fields.values.items() if name not in ("type", "kind")}
    kind = fields.source("type", "kind")
    return publication(key, kind, values, text=to_text, names=read_names, origin=origin, report=fields.report)


_GROUPS = {
    "publications": _Group(
        _build_publication,
        lambda name: name in ("type", "kind") or is_known_field(name),
        known_fields() | {"type", "kind"},
        "",
    ),
    "awards": _Group(
        lambda key, fields, origin: records.award(key, fields, read_names, origin),
        records.AWARD_FIELDS.__contains__,
        records.AWARD_FIELDS,
        "title",
    ),
    "activities": _Group(
        lambda key, fields, origin: records.activity(key, fields, read_names, origin),
        records.ACTIVITY_FIELDS.__contains__,
        records.ACTIVITY_FIELDS,
        "text",
    ),
    "people": _Group(
        lambda key, fields, origin: records.person(key, fields, read_names, origin),
        records.PERSON_FIELDS.__contains__,
        records.PERSON_FIELDS,
        "name",
    ),
}


class _Reader:
    """Makes records of the documents of one file."""

    def __init__(self, problems: Problems, lines: _Lines) -> None:
        self.problems = problems
        self.lines = lines
        #: Group -> key -> record.
        self.found: dict[str, dict[str, Record]] = {}

    def document(self, document: object) -> bool:
        """Read one document; return whether it has the shape of one."""
        if not isinstance(document, Table) or not document.keys() & _GROUPS.keys():
            return False
        for name, content, at in _pairs(document):
            line = at or self.lines.of(name)
            if name in _GROUPS:
                self._group(name, content, line)
            else:
                self.problems.add(Code.UNKNOWN_FIELD, _unknown(name, _GROUPS), line=line)
        return True

    def _group(self, name: str, content: object, line: int) -> None:
        if isinstance(content, Table):
            for key, record, at in _pairs(content):
                self._record(name, key, record, at or self.lines.of(key))
        elif isinstance(content, list):
            for record in content:
                self._item(name, record, line)
        elif content is not None:
            self.problems.add(Code.SHAPE, f"{name} must be a mapping or a list of records", line=line)

    def _item(self, name: str, record: object, line: int) -> None:
        """Read a record of a list: its key is a field, or made."""
        if not isinstance(record, Table):
            record = self._with_bare_field(name, record, line)
            if record is None:
                return
        key = scalar(record.get("key")) or ""
        if not key:
            make = _publication_key if name == "publications" else _other_key
            key = unique_key(make(Fields(record, to_text, _ignore)), self.found.get(name, {}))
        at = record.lines.get("key") if "key" in record else record.line
        sign = scalar(record.get("key") or record.get("title")) or key
        self._record(name, key, record, at or self.lines.of(sign) or line)

    def _with_bare_field(self, name: str, value: object, line: int, key: str = "") -> Table | None:
        """Return the record that consists of one value, or None where the group has no such records."""
        bare = _GROUPS[name].bare
        table = Table(line)
        if value is None:
            return table
        if not bare or scalar(value) is None:
            self.problems.add(Code.SHAPE, f"a record of {name} must be a mapping", line=line, key=key)
            return None
        table.put(bare, value, line)
        return table

    def _record(self, name: str, key: str, value: object, line: int) -> None:
        record = value if isinstance(value, Table) else self._with_bare_field(name, value, line, key)
        if record is None:
            return
        origin = Origin(self.problems.path, line)
        found = self.found.setdefault(name, {})
        if found.pop(key, None):
            self.problems.add(Code.DUPLICATE_KEY, f"{key} stands twice in {name}", line=line, key=key)
        group = _GROUPS[name]
        fields = Fields(self._fields(record, group, key, line), to_text, self.problems.at(line, key))
        found[key] = group.build(key, fields, origin)

    def _fields(self, record: Table, group: _Group, key: str, line: int) -> dict[str, object]:
        """Return the fields of a record by their normal names."""
        values: dict[str, object] = {}
        for written, value, at in _pairs(record):
            name = re.sub(r"[\s-]+", "_", written.strip().lower())
            if name == "key":
                continue
            if name in values:
                self.problems.add(Code.DUPLICATE_FIELD, f"{written} stands twice", line=at or line, key=key)
                continue
            if not group.known(name):
                self.problems.add(
                    Code.UNKNOWN_FIELD, _unknown(written, group.names), line=at or line, key=key
                )
            values[name] = value
        return values


def _pairs(table: Table) -> Iterator[tuple[str, object, int]]:
    """Yield the pairs of a table with their lines, those that stand there again after them."""
    for key, value in table.items():
        yield key, value, table.lines.get(key, 0)
    yield from table.repeated


def _unknown(name: str, known: Mapping[str, object] | frozenset[str]) -> str:
    near = get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.75)
    return f"unknown field: {name}" + (f" (did you mean {near[0]}?)" if near else "")


def _publication_key(fields: Fields) -> str:
    """Return a key from the first author, the year and the title."""
    value = fields.value("author", "authors", "editor")
    first = value[:1] if isinstance(value, list) else value
    people = read_names(first, "author", _ignore) if first else ()
    family = people[0].name.family or people[0].name.literal if people else ""
    return make_key(family, fields.source("date") or fields.source("year"), plain(fields.text("title")))


def _other_key(fields: Fields) -> str:
    """Return a key from what an award, an activity or a person is called, and the year."""
    title = next(
        (plain(text) for text in fields.texts("name", "title", "shorttitle", "text", "event", "events")), ""
    )
    year = re.search(r"\d{4}", f"{fields.source('date')} {fields.source('year')}")
    words = [*fold(title).split()[:6], *([year[0]] if year else [])]
    return "-".join(words) or "record"


def _ignore(code: Code, message: str) -> None:
    """Report nothing: a field is looked at before its turn."""
