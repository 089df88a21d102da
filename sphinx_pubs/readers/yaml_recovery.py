"""Where the records of a damaged YAML file in block style are: spans of lines.

A record starts on a line with the indentation that most records of its list or mapping have. What falls
to a lower indentation within a record is part of it, unless it is the name of another group.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .near import starts_near
from .trees import GROUPS

_KEY = r"(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s#\-\[\]{},:\"'][^\n:#]*+|-[^\s:][^\n:#]*+)"
_LINE = re.compile(
    rf"(?P<indent>[ ]*+)(?P<dash>-[ ]++|-$)?(?:(?P<key>{_KEY})[ ]*+:(?=\s|$)[ \t]*+(?P<value>[^\n]*+))?"
)
_FLOW_START = re.compile(rf"\{{[ ]*+{_KEY}[ ]*+:(?=\s)")
_COMMENTED_KEY = re.compile(r"[ ]*+#[^\s#][^:\n]*+:[ ]*+")
_EMPTY_VALUE = re.compile(r"(?:[&!]\S*+\s*+)*(?:#.*+)?")
_YEAR = re.compile(r"[\"']?(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a file: the lines from ``start`` to ``end`` (counted from 0, without ``end``).

    ``is_record``: a record of the list or mapping below the line ``header``, which is -1 without one.
    ``is_misplaced``: its first line does not have the indentation of the other records.
    ``flow`` is the column of the bracket of a group in flow style, or -1.
    """

    start: int
    end: int
    is_record: bool
    header: int = -1
    is_misplaced: bool = False
    flow: int = -1


@dataclass(slots=True)
class _Line:
    """A line with content. ``column`` is where its key is, behind the dash of an item."""

    number: int
    indent: int
    is_item: bool
    key: str
    value: str
    column: int
    is_separator: bool
    text: str
    comment: str  # the line above, if it is a comment

    @property
    def opens(self) -> bool:
        """Whether the value of the key is in the lines below."""
        return bool(self.key) and _EMPTY_VALUE.fullmatch(self.value) is not None


@dataclass(slots=True)
class _Section:
    """A list or mapping of records, and its layout."""

    header: int
    is_list: bool
    records: int  # the indentation of the records
    fields: int  # the indentation of their fields
    first_fields: frozenset[str]
    flow_starts: frozenset[str]  # how items in flow style start: ``{key:``
    names: frozenset[str]
    lines: Sequence[_Line] = field(default_factory=tuple)


def segments(text: str) -> list[Segment]:
    """Return the parts of a file, in its order."""
    number_of_lines = text.count("\n") + 1
    lines = list(_lines(text))
    starts: list[Segment] = []
    index = 0
    while index < len(lines):
        index = _read_section(lines, index, starts)
    ends = [*(segment.start for segment in starts), number_of_lines][1:]
    return [
        Segment(start.start, end, start.is_record, start.header, start.is_misplaced, start.flow)
        for start, end in zip(starts, ends, strict=True)
    ]


def _lines(text: str) -> Iterator[_Line]:
    above = ""
    for number, line in enumerate(text.split("\n")):
        comment, above = above, line
        content = line.strip()
        if not content or content[0] == "#" or line.lstrip(" ")[0] == "\t":
            continue  # a tab is a fault of the record that the line is in
        match = _LINE.match(line)
        assert match
        indent = len(match["indent"])
        column = indent + len(match["dash"] or "")
        yield _Line(
            number,
            indent,
            match["dash"] is not None,
            match["key"] or "",
            (match["value"] or "").strip(),
            column,
            content in ("---", "...") and not indent,
            line,
            comment if comment.lstrip()[:1] == "#" else "",
        )


def _read_section(lines: list[_Line], index: int, starts: list[Segment]) -> int:
    """Add the segments of the part of the file that starts at ``lines[index]``; return where it ends."""
    line = lines[index]
    if line.is_separator:
        starts.append(Segment(line.number, 0, is_record=False))
        return index + 1
    if line.is_item:
        return _read_records(lines, index, _section(lines, index, -1), starts)
    if line.indent and line.key:
        # The first record has lost its dash, or its key is a comment, if others follow.
        outer = next((at for at in range(index, len(lines)) if lines[at].indent < line.indent), len(lines))
        if outer < len(lines) and (lines[outer].is_item or lines[outer].opens):
            starts.append(Segment(line.number, 0, is_record=True, is_misplaced=True))
            return outer
    if line.key and line.value[:1] in ("[", "{"):
        flow = line.column + len(line.key)
        end = next((at for at in range(index + 1, len(lines)) if _is_group(lines[at])), len(lines))
        starts.append(Segment(line.number, 0, is_record=False, header=line.number, flow=flow))
        return end
    below = lines[index + 1] if index + 1 < len(lines) else None
    if line.opens and below and (below.is_item or (below.indent > line.indent and _is_group(line))):
        starts.append(Segment(line.number, 0, is_record=False))
        return _read_records(lines, index + 1, _section(lines, index + 1, line.number), starts)
    if below and below.indent > line.indent:
        return _read_records(lines, index, _section(lines, index, -1), starts)
    starts.append(Segment(line.number, 0, is_record=False))
    return index + 1


def _section(lines: list[_Line], index: int, header: int) -> _Section:
    """Return the layout of the records from ``lines[index]`` on: that of most of them."""
    end = next((at for at in range(index, len(lines)) if at > index and _is_group(lines[at])), len(lines))
    part = lines[index:end]
    pairs = list(zip(part, [*part[1:], None], strict=True))
    items = Counter(line.indent for line in part if line.is_item)
    keys = Counter(
        line.indent
        for line, below in pairs
        if line.opens and not line.is_item and below and below.indent > line.indent
    )
    is_first = lines[index].is_item and lines[index].indent <= min(keys, default=0)
    is_list = bool(items) and (not keys or is_first or _usual(items) < _usual(keys))
    records = _usual(items if is_list else keys) if (items if is_list else keys) else lines[index].indent
    if lines[index].is_item and _is_only_record(lines[index], part, records):
        records = lines[index].indent
    if is_list:
        fields = Counter(line.column for line in part if line.is_item and line.indent == records)
        first = Counter(line.key for line in part if line.is_item and line.indent == records and line.key)
    else:
        opened = [below for line, below in pairs if line.opens and line.indent == records and below]
        fields = Counter(below.indent for below in opened if below.indent > records)
        first = Counter(below.key for below in opened if below.key)
    column = fields.most_common(1)[0][0] if fields else records + 2
    most = max(first.values(), default=0)
    names = frozenset(line.key for line in part if line.column == column and line.key)
    usual = frozenset(key for key, count in first.items() if count * 4 >= most)
    items_of_list = [line for line in part if is_list and line.is_item and line.indent == records]
    starts = frozenset(
        start[0] for line in items_of_list if (start := _FLOW_START.match(line.text, line.column))
    )
    return _Section(header, is_list, records, column, usual, starts, names)


def _is_only_record(first: _Line, part: Sequence[_Line], records: int) -> bool:
    """Return whether the items with the indentation ``records`` are inside of the record ``first``."""
    if records != first.column:
        return records > first.column
    return all(line.key != first.key for line in part if line.is_item and line.indent == records)


def _usual(indents: Counter[int]) -> int:
    """Return the lowest indentation that occurs more than once, or else the lowest."""
    return min([indent for indent, count in indents.items() if count > 1] or indents)


def _read_records(lines: list[_Line], index: int, section: _Section, starts: list[Segment]) -> int:
    """Add the segments of the records from ``lines[index]`` on; return the index of what follows them."""
    seen: set[str] = set()  # the fields of the current record
    first = index
    while index < len(lines):
        line = lines[index]
        below = lines[index + 1] if index + 1 < len(lines) else None
        if index > first and (line.is_separator or _ends_section(line, below, section)):
            break
        if index == first or _starts_record(line, below, section, seen):
            is_misplaced = line.indent != section.records or line.is_item != section.is_list
            if not section.is_list:
                has_other_fields = below and below.indent != section.fields and below.key not in section.names
                is_record = not has_other_fields if line.opens else line.value[:1] in ("{", "&", "*", "!")
                is_misplaced |= not is_record
            starts.append(Segment(line.number, 0, True, section.header, is_misplaced))
            seen = set()
        if line.column == section.fields and line.key:
            seen.add(line.key)
        index += 1
    return index


def _ends_section(line: _Line, below: _Line | None, section: _Section) -> bool:
    """Return whether a line at the left margin is the name of another part, and not text of a record."""
    if line.indent or line.is_item or not line.key:
        return False
    if section.header < 0 and not section.is_list:
        return False  # each line at the margin is the key of a record
    if section.header < 0:
        return _is_group(line)
    if _is_group(line):
        return True
    if not line.opens:
        return line.value[:1] not in ("[", "{") and (not below or (not below.indent and not below.is_item))
    if below is None:
        return True
    return below.is_item == section.is_list and below.indent == section.records


def _starts_record(line: _Line, below: _Line | None, section: _Section, seen: set[str]) -> bool:
    if line.indent > section.fields or (
        line.indent == section.fields and section.records < section.fields and line.is_item
    ):
        return False
    if _is_below_commented_start(line, section, seen):
        return True
    if section.is_list:
        if (line.is_item and line.indent < section.fields) or _is_damaged_item(line, section):
            return True
        return line.key in section.first_fields and (
            line.indent < section.fields or (line.key in seen and not line.is_item)
        )
    has_fields = below is not None and below.indent == section.fields and not below.is_item
    if line.indent == section.records:
        return has_fields or not line.key or line.key not in section.names
    return line.indent < section.fields and line.opens and has_fields and line.key not in section.names


def _is_damaged_item(line: _Line, section: _Section) -> bool:
    """Return whether a line is the start of an item but for one character, or one in flow style."""
    margin = " " * section.records
    if any(starts_near(line.text, f"{margin}- {start}") for start in section.flow_starts):
        return True
    if line.indent == section.fields:
        return False
    if line.text[line.indent] == "{":
        return True
    return any(starts_near(line.text, f"{margin}- {key}:") for key in section.first_fields)


def _is_below_commented_start(line: _Line, section: _Section, seen: set[str]) -> bool:
    """Return whether a field is the first one of a record whose first line is a comment."""
    if not line.comment or line.column != section.fields or line.is_item or line.key not in seen:
        return False
    if not section.is_list:
        return _COMMENTED_KEY.fullmatch(line.comment) is not None
    margin = " " * section.records
    return any(starts_near(line.comment, f"{margin}- {key}:") for key in section.first_fields)


def _is_group(line: _Line) -> bool:
    """Return whether a line is the name of a group, or a year."""
    name = line.key.strip("\"'")
    is_name = name in GROUPS or name in ("references", "items") or _YEAR.match(line.key) is not None
    return is_name and not line.indent and not line.is_item
