"""Native files: YAML, JSON and TOML with publications, awards, activities and people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model.keys import unique_key
from ..model.problems import Code, Origin, did_you_mean
from ..model.profiles import SERVICES
from ..model.records import Publication, Record
from ..model.text import plain
from .aliases import (
    given_key,
    identifier_key,
    is_machinery,
    is_pages,
    normal_name,
    our_names,
    our_value,
    parts_of,
    says_nothing,
)
from .base import NO_OPTIONS, Cached, ProblemLog, ReadOptions, ReadResult, decode, ignore
from .fields.awards import ACTIVITY_FIELDS, AWARD_FIELDS, read_activity, read_award
from .fields.contributors import read_names
from .fields.links import link_field
from .fields.persons import PERSON_FIELDS, read_person
from .fields.placeholders import without_placeholders
from .fields.profiles import is_profile_field
from .fields.records import (
    is_known_field,
    known_fields,
    read_publication,
)
from .fields.values import Fields, scalar
from .headings import flat
from .inner_tables import inner_tables
from .json_tree import parse_json
from .keys import FileRecords, key_of_work, slug
from .markup.markdown import to_text
from .no_records import message_without_records
from .shapes import Group, shape_of
from .toml_tree import parse_toml
from .trees import GROUPS, Table
from .yaml_tree import parse_yaml

#: Characters that a fault can put before the name of a field.
_STRAY = "=#,-:. "
_EMPTY: tuple[object, ...] = (None, "", [])

#: Code and message of a problem with a field, and the line of the field or 0.
_FieldProblem = tuple[Code, str, int]


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the records of a native file, or of a file in one of the shapes of :mod:`.shapes`.

    The end of ``path`` tells the format: ``.json``, ``.toml``, or YAML for any other.
    """
    problems = ProblemLog(path)
    text = decode(data, encoding, problems)
    suffix = path.rpartition(".")[2].lower()
    parse = {"json": parse_json, "toml": parse_toml}.get(suffix, parse_yaml)
    documents = [document for document in parse(text, problems) if document is not None]
    return read_documents(documents, text, problems, options)


def read_documents(
    documents: Sequence[object], text: str, problems: ProblemLog, options: ReadOptions
) -> ReadResult:
    """Return the records in the trees of ``text``, the source of the file."""
    reader = _Reader(problems, _Lines(text), options)
    has_shape = [document in ([], {}) or reader.read_document(document) for document in documents]
    if not all(has_shape) or (reader.skipped and not reader.records):
        message = message_without_records(documents, options.names)
        if all(problem.code is not Code.SYNTAX for problem in problems.found):  # which is the reason
            problems.add(Code.SHAPE, message, line=reader.skipped[0][1] if reader.skipped else 0)
    else:
        for group, line in reader.skipped:
            problems.add(Code.SHAPE, f"record of {group} skipped: it has no title", line=line)
    records = (record for group in reader.records.values() for record in group)
    return ReadResult(tuple(records), tuple(problems.found), reader.guessed)


#: Searching for the lines of keys may scan a file this many times.
_MOST_SCANS = 50


class _Lines:
    """Finds the lines of keys for parsers that do not tell them. Keys must be asked for in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = 0
        self._line = 1
        self._missing: set[str] = set()
        self._scans = _MOST_SCANS * len(text)  # keys that are written with escapes are not found

    def of(self, key: str) -> int:
        """Return the line of the next occurrence of ``key``, or 0 if there is none."""
        if self._scans < 0 or key in self._missing:
            return 0
        occurrence = re.compile(rf"""(?<=["'.\[ ]){re.escape(key)}(?=["'\] ])""").search(
            self._text, self._index
        )
        if not occurrence:
            self._scans -= len(self._text) - self._index
            self._missing.add(key)
            return 0
        self._line += self._text.count("\n", self._index, occurrence.start())
        self._index = occurrence.start()
        return self._line


@dataclass(frozen=True, slots=True)
class _GroupType:
    """How the records of a group are built, and which fields they have."""

    build: Callable[[str, Fields, Origin, Cached], Record]
    is_known: Callable[[str], bool]
    fields: frozenset[str]
    bare_field: str  # the field that is set by a string instead of a record; empty if not allowed


def _build_publication(key: str, fields: Fields, origin: Origin, cached: Cached) -> Publication:
    values = {name: value for name, value in fields.values.items() if name not in ("type", "kind")}
    kind = fields.source("type", "kind")
    return read_publication(
        key,
        kind,
        values,
        text=to_text,
        names=read_names,
        origin=origin,
        report=fields.report,
        cached=cached,
    )


_GROUP_TYPES = {
    "publications": _GroupType(
        _build_publication,
        lambda name: name in ("type", "kind") or is_known_field(name),
        known_fields() | {"type", "kind"},
        "",
    ),
    "awards": _GroupType(
        lambda key, fields, origin, _cached: read_award(key, fields, read_names, origin),
        AWARD_FIELDS.__contains__,
        AWARD_FIELDS,
        "title",
    ),
    "activities": _GroupType(
        lambda key, fields, origin, _cached: read_activity(key, fields, read_names, origin),
        lambda name: name in ACTIVITY_FIELDS or link_field(name) is not None,
        ACTIVITY_FIELDS,
        "text",
    ),
    "people": _GroupType(
        lambda key, fields, origin, _cached: read_person(key, fields, read_names, origin),
        lambda name: name in PERSON_FIELDS or is_profile_field(name),
        frozenset({*PERSON_FIELDS, *SERVICES}),
        "name",
    ),
}


class _Reader:
    """Builds the records of the documents of one file."""

    def __init__(self, problems: ProblemLog, lines: _Lines, options: ReadOptions) -> None:
        self.problems = problems
        self.lines = lines
        self.options = options
        self.names: Mapping[str, str] = options.names
        self.guessed = False
        #: Group and line of each record without a title.
        self.skipped: list[tuple[str, int]] = []
        #: Group -> its records.
        self.records: dict[str, FileRecords[Record]] = {}

    def read_document(self, document: object) -> bool:
        """Read one document; return False if it does not have the shape of a data file."""
        shape = shape_of(document, self.problems.path, self.options.group, self.options.names)
        if shape is None:
            return False
        self.guessed |= shape.guessed
        self.names = {**shape.renamed, **self.options.names}
        for group in shape.groups:
            self._read_group(group)
        for name, line in shape.unknown:
            line = line or self.lines.of(name)
            if any(_GROUP_TYPES[group.name].is_known(normal_name(name)) for group in shape.groups):
                message = f"{name!r} is a field beside the records: indent it under its record"
                self.problems.add(Code.SHAPE, message, line=line)
                continue
            hint = did_you_mean(name.lower(), GROUPS) or f"; use one of {', '.join(GROUPS)}"
            self.problems.add(Code.UNKNOWN_FIELD, f"unknown field: {name[:40]}{hint}", line=line)
        return True

    def _read_group(self, group: Group) -> None:
        line = group.line or self.lines.of(group.name)
        if group.content is not None and not isinstance(group.content, Table | list):
            self.problems.add(Code.SHAPE, f"{group.name} must be a mapping or a list of records", line=line)
            return
        items = list(flat(group.content))
        is_of_works = group.name == "publications"
        persons = inner_tables([item.value for item in items]) if is_of_works else frozenset()
        for index, item in enumerate(items):
            if index in persons:
                message = "record of publications skipped: it has a name and no title, like an author"
                self.problems.add(Code.SHAPE, message, line=item.line or line)
            elif item.key and _is_misplaced(group.name, item.key, item.value):
                message = f"{item.key!r} is a field beside the records: indent it under its record"
                self.problems.add(Code.SHAPE, message, line=item.line or self.lines.of(item.key))
            elif item.key:
                self._read_record(group.name, item.key, item.value, item.line or self.lines.of(item.key))
            else:
                self._read_item(group.name, item.value, item.line, line)

    def _read_item(self, group: str, value: object, line: int, group_line: int) -> None:
        """Read a record of a list: its key is a field, or made from its fields."""
        record = self._as_table(group, value, group_line)
        if record is None:
            return
        fields, problems = self._fields(record, group)
        key = given_key(record)
        line = record.lines.get("key") or line
        searched = scalar(record.get("key") or record.get("title")) or key
        line = line or (self.lines.of(searched) if searched else 0) or group_line
        if not key:
            if says_nothing(group, fields):
                self.skipped.append((group, line))
                return
            make_key = _publication_key if group == "publications" else _other_key
            key = unique_key(make_key(Fields(fields, to_text, ignore)), self.records.get(group, ()))
        self._add(group, key, fields, problems, line)

    def _read_record(self, group: str, key: str, value: object, line: int) -> None:
        record = self._as_table(group, value, line, key)
        if record is not None:
            self._add(group, key, *self._fields(record, group), line)

    def _add(
        self, group: str, key: str, values: dict[str, object], problems: list[_FieldProblem], line: int
    ) -> None:
        """Add the record with these values, and report the problems with its fields."""
        for code, message, field_line in problems:
            self.problems.add(code, message, line=field_line or line, key=key)
        fields = Fields(values, to_text, self.problems.at(line, key))
        origin = Origin(self.problems.path, line)
        new = _GROUP_TYPES[group].build(key, fields, origin, self.options.cached)
        self.records.setdefault(group, FileRecords(self.problems)).add(new)

    def _as_table(self, group: str, value: object, line: int, key: str = "") -> Table | None:
        """Return ``value`` as a record; a string sets one field.

        Reports a value that cannot be a record of the group, and returns None.
        """
        if isinstance(value, Table):
            return value
        bare_field = _GROUP_TYPES[group].bare_field
        table = Table(line)
        if value is None:
            return table
        if not bare_field or scalar(value) is None:
            self.problems.add(Code.SHAPE, f"a record of {group} must be a mapping", line=line, key=key)
            return None
        table.put(bare_field, value, line)
        return table

    def _fields(self, record: Table, group: str) -> tuple[dict[str, object], list[_FieldProblem]]:
        """Return the fields of a record under our names, and the problems with them.

        The key of the record, which a problem has, may be made from the fields.
        """
        group_type = _GROUP_TYPES[group]
        fields: dict[str, object] = {}
        unknown: list[tuple[str, str, object, int]] = []
        problems: list[_FieldProblem] = []

        def report(code: Code, message: str, field_line: int) -> None:
            problems.append((code, message, field_line))

        for written, value, field_line in parts_of(record, group).pairs():
            field, is_renamed = self._field_name(written)
            if field in ("", "key"):
                continue
            if is_pages(field, value) and group == "publications" and not is_renamed:
                field = "pages"
            if not group_type.is_known(field):
                unknown.append((field, written, value, field_line))
            elif field in fields:
                report(
                    Code.DUPLICATE_FIELD, f"duplicate field: {written}; the first value is used", field_line
                )
            else:
                fields[field] = our_value(group, field, value)
        # Our own names win over aliases, wherever they are in the record.
        for field, written, value, field_line in unknown:
            targets = our_names(group, field, value)
            free = next((target for target in targets if fields.get(target) in _EMPTY), "")
            if free:
                fields[free] = our_value(group, free, value, written=field)
            elif field in fields:
                report(
                    Code.DUPLICATE_FIELD, f"duplicate field: {written}; the first value is used", field_line
                )
            else:
                if (
                    not targets
                    and not is_machinery(group, field)
                    and field != "id"
                    and value not in (None, "")
                ):
                    report(Code.UNKNOWN_FIELD, _unknown(written, group_type.fields), field_line)
                fields[field] = value
        return dict(without_placeholders(fields)), problems

    def _field_name(self, written: str) -> tuple[str, bool]:
        """Return the name of a field, and whether ``pubs_field_map`` or the format of the file renames it."""
        name = normal_name(written)
        new_name = self.names.get(name)
        return (name, False) if new_name is None else (new_name, True)


@lru_cache(maxsize=256)
def _unknown(name: str, known: frozenset[str]) -> str:
    """Return the message about an unknown field. Most records of a file have the same unknown fields."""
    hint = did_you_mean(name.lower(), sorted(known)) or "; pubs_field_map can map it to another field"
    return f"unknown field: {name[:40]}{hint}"


def _is_misplaced(group: str, key: str, value: object) -> bool:
    """Whether ``key`` is a field beside the records instead of in one."""
    name = normal_name(key.lstrip(_STRAY))
    return _GROUP_TYPES[group].is_known(name) and not (
        isinstance(value, Table) and {"title", "name", "text", "role", "event", "events"} & value.keys()
    )


def _publication_key(fields: Fields) -> str:
    """Return a key from the first author, the year and the title, or else from an identifier."""
    title = fields.text("title")
    if not plain(title) and (key := identifier_key(fields.values)):
        return key
    value = fields.value("author", "authors", "editor")
    first = value[:1] if isinstance(value, list) else value
    people = read_names(first, "author", ignore) if first else ()
    return key_of_work(people, fields.source("date") or fields.source("year"), title)


def _other_key(fields: Fields) -> str:
    """Return a key from the name or title of an award, an activity or a person, and the year."""
    titles = fields.texts("name", "title", "shorttitle", "text", "event", "events")
    return slug(plain(titles[0]) if titles else "", f"{fields.source('date')} {fields.source('year')}")
