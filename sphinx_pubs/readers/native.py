"""Native files: YAML, JSON and TOML with publications, awards, activities and people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ..model.names import fold
from ..model.problems import Code, Origin
from ..model.records import Publication, Record
from ..model.text import plain
from .aliases import (
    MACHINERY,
    given_key,
    identifier_key,
    is_pages,
    normal_name,
    our_names,
    our_value,
    parts_of,
    says_nothing,
)
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from .fields.contributors import read_names
from .fields.records import (
    ACTIVITY_FIELDS,
    AWARD_FIELDS,
    PERSON_FIELDS,
    is_known_field,
    known_fields,
    read_activity,
    read_award,
    read_person,
    read_publication,
)
from .fields.values import Fields, scalar
from .keys import make_key, unique_key
from .markup.markdown import to_text
from .shapes import Shape, flat, shape_of
from .trees import Table, parse_json, parse_toml
from .yaml_tree import parse_yaml


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Return the records of a native file, or of one in a shape of ``shapes``.

    The end of ``path`` tells its format, YAML where it tells none.
    """
    problems = ProblemLog(path)
    text = decode(data, encoding, problems)
    suffix = path.rpartition(".")[2].lower()
    parse = {"json": parse_json, "toml": parse_toml}.get(suffix, parse_yaml)
    documents = [document for document in parse(text, problems) if document is not None]
    return read_documents(documents, text, problems, hints)


def read_documents(
    documents: Sequence[object], text: str, problems: ProblemLog, hints: ReadOptions
) -> ReadResult:
    """Return the records of the values that ``text`` was parsed to."""
    reader = _Reader(problems, _Lines(text), hints)
    sound = [reader.document(document) for document in documents]
    if not all(sound):
        problems.add(
            Code.SHAPE,
            f"no records here: its top must be one of {', '.join(_GROUPS)}, or a list of records",
        )
    found = (record for group in reader.found.values() for record in group.values())
    return ReadResult(tuple(found), tuple(problems.found), reader.guessed)


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
    return read_publication(
        key, kind, values, text=to_text, names=read_names, origin=origin, report=fields.report
    )


_GROUPS = {
    "publications": _Group(
        _build_publication,
        lambda name: name in ("type", "kind") or is_known_field(name),
        known_fields() | {"type", "kind"},
        "",
    ),
    "awards": _Group(
        lambda key, fields, origin: read_award(key, fields, read_names, origin),
        AWARD_FIELDS.__contains__,
        AWARD_FIELDS,
        "title",
    ),
    "activities": _Group(
        lambda key, fields, origin: read_activity(key, fields, read_names, origin),
        ACTIVITY_FIELDS.__contains__,
        ACTIVITY_FIELDS,
        "text",
    ),
    "people": _Group(
        lambda key, fields, origin: read_person(key, fields, read_names, origin),
        PERSON_FIELDS.__contains__,
        PERSON_FIELDS,
        "name",
    ),
}


class _Reader:
    """Makes records of the documents of one file."""

    def __init__(self, problems: ProblemLog, lines: _Lines, hints: ReadOptions) -> None:
        self.problems = problems
        self.lines = lines
        self.hints = hints
        self.names: Mapping[str, str] = hints.names
        self.guessed = False
        #: Group -> key -> record.
        self.found: dict[str, dict[str, Record]] = {}

    def document(self, document: object) -> bool:
        """Read one document; return whether it has the shape of one."""
        shape = shape_of(document, self.problems.path, self.hints.group)
        if shape is None:
            return False
        self.guessed |= shape.guessed
        self.names = {**shape.renamed, **self.hints.names}
        self._groups(shape)
        for name, at in shape.unknown:
            line = at or self.lines.of(name)
            self.problems.add(Code.UNKNOWN_FIELD, _unknown(name, _GROUPS), line=line)
        return True

    def _groups(self, shape: Shape) -> None:
        for name, content, at in shape.groups:
            line = at or self.lines.of(name)
            if content is not None and not isinstance(content, Table | list):
                self.problems.add(Code.SHAPE, f"{name} must be a mapping or a list of records", line=line)
                continue
            for key, record, place in flat(name, content):
                if key:
                    self._record(name, key, record, place or self.lines.of(key))
                else:
                    self._item(name, record, place, line)

    def _item(self, name: str, record: object, at: int, group_line: int) -> None:
        """Read a record of a list: its key is a field, or made."""
        if not isinstance(record, Table):
            record = self._with_bare_field(name, record, group_line)
            if record is None:
                return
        values = self._fields(record, name, "", at)
        key = given_key(record)
        at = record.lines.get("key") or at
        sign = scalar(record.get("key") or record.get("title")) or key
        line = at or (self.lines.of(sign) if sign else 0) or group_line
        if not key:
            if says_nothing(name, values):
                self.problems.add(Code.SHAPE, f"no record of {name}: it has no title", line=line)
                return
            make = _publication_key if name == "publications" else _other_key
            key = make(Fields(values, to_text, _ignore))
            key = unique_key(key, self.found.get(name, {}))
        self._record(name, key, record, line)

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
        if earlier := found.pop(key, None):
            places = f"lines {earlier.origin.line} and {line}"
            message = f"the key stands at {places} of {name}; the record at line {line} counts"
            self.problems.add(Code.DUPLICATE_KEY, message, line=line, key=key)
        group = _GROUPS[name]
        fields = Fields(self._fields(record, name, key, line), to_text, self.problems.at(line, key))
        found[key] = group.build(key, fields, origin)

    def _fields(self, record: Table, name: str, key: str, line: int) -> dict[str, object]:
        """Return the fields of a record by our names; nothing is said of one that has no key yet."""
        group = _GROUPS[name]
        values: dict[str, object] = {}
        strange: list[tuple[str, str, object, int]] = []
        report = self.problems.add if key else _say_nothing
        for written, value, at in _pairs(parts_of(record)):
            field = normal_name(written)
            mapped = self.names.get(field)
            field = field if mapped is None else mapped
            if field in ("", "key"):
                continue
            if is_pages(field, value) and name == "publications" and mapped is None:
                field = "pages"
            if not group.known(field) or (name == "awards" and field == "award"):
                strange.append((field, written, value, at))
            elif field in values:
                report(Code.DUPLICATE_FIELD, f"{written} stands twice", line=at or line, key=key)
            else:
                values[field] = our_value(name, field, value)
        for field, written, value, at in strange:
            targets = our_names(name, field, value)
            free = [target for target in targets if values.get(target) in (None, "", [])]
            if free:
                values[free[0]] = our_value(name, free[0], value, written=field)
                continue
            if field in values:
                report(Code.DUPLICATE_FIELD, f"{written} stands twice", line=at or line, key=key)
                continue
            if not targets and field not in MACHINERY and field != "id" and value not in (None, ""):
                report(Code.UNKNOWN_FIELD, _unknown(written, group.names), line=at or line, key=key)
            values[field] = value
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
    title = plain(fields.text("title"))
    if not family and not title and (identifier := identifier_key(fields.values)):
        return identifier
    return make_key(family, fields.source("date") or fields.source("year"), title)


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


def _say_nothing(code: Code, message: str, *, line: int = 0, key: str = "") -> None:
    """Report nothing: the fields are looked at to make a key, and read again under it."""
