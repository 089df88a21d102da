"""Where the records of a damaged TOML file are: from one header to the next.

A header that is another one but for one character begins a record as well, which is broken. So a fault in
a header costs its own record, and not the one above it. Some of these faults leave the file valid:

* the name of the group is wrong: ``[[publixcations]]``;
* the key of an inner table is not that of its record: ``[publications.a219x.links]`` below
  ``[publications.a2019x]``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .near import is_near, starts_near
from .trees import GROUPS

_PART = r"""(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)"""
# ``[[name]]``, ``[name]``, ``[name.key]`` or ``[name.key.field]``; what follows is not looked at.
_HEADER = re.compile(
    rf"^[ \t]*+\[(?P<list>\[)?+[ \t]*+(?P<path>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)", re.MULTILINE
)
_PARTS = re.compile(_PART)
# The name of a group after a ``#``, and a field in the next line, which is no comment.
_COMMENTED_HEADER = re.compile(
    rf"^#\[{{0,2}}(?:{'|'.join(GROUPS)})(?:\.[^\n=#]*+|\]++)\n(?=[A-Za-z])", re.MULTILINE
)
#: A longer line is no header with a fault.
_LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A record, or what is above the first one; ``fault`` is what is wrong with its header."""

    line: int
    text: str
    fault: str


@dataclass(frozen=True, slots=True)
class _Header:
    """The path of a header, such as ``("publications", "doe2020", "links")``."""

    is_list: bool
    path: tuple[str, ...]

    @property
    def group(self) -> str:
        return self.path[0]

    @property
    def key(self) -> str:
        return self.path[1] if len(self.path) > 1 else ""

    def __str__(self) -> str:
        path = ".".join(self.path)
        return f"[[{path}]]" if self.is_list else f"[{path}]"


@dataclass(slots=True)
class _Layout:
    """The headers of a file.

    ``lists`` and ``mappings`` count the records of each group. ``keys`` are the records that have a header of
    their own, and ``fields`` the inner tables.
    """

    lists: Counter[str] = field(default_factory=Counter)
    mappings: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    keys: set[tuple[str, ...]] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    def fault(self, header: _Header, record: _Header | None) -> str:
        """Return what is wrong with a header, which is below the header of ``record``; or an empty string."""
        for group in GROUPS:
            if self.lists[group] + self.mappings[group] > 1 and self._is_near_group(header, group):
                return f"{str(header)[:40]!r} is not the group {group!r}"
        if record is None or len(record.path) < 2 or header.path[:2] == record.path[:2]:
            return ""
        if len(header.path) > 2 and header.path[:2] in self.keys:
            return ""
        inner = [
            _Header(is_list, (*record.path[:2], name)) for name in self.fields for is_list in (True, False)
        ]
        if any(is_near(str(header), str(expected)) for expected in inner):
            return f"{str(header)[:40]!r} is not below {str(record)[:40]!r}"
        return ""

    def _is_near_group(self, header: _Header, group: str) -> bool:
        if header.group in GROUPS or self.groups[header.group] > 1:
            return False
        if is_near(header.group, group):
            return True
        return self.mappings[group] > 1 and starts_near(header.group, f"{group}.")


def has_damaged_header(text: str) -> bool:
    """Return whether a header of a valid file is certainly wrong."""
    if _COMMENTED_HEADER.search(text):
        return True
    headers = [_header(match) for match in _HEADER.finditer(text)]
    layout = _layout(headers)
    record: _Header | None = None
    for header in headers:
        if layout.fault(header, record):
            return True
        if not _is_part(header, record, layout):
            record = header
    return False


def sections(text: str) -> Iterator[Section]:
    """Yield the records, each with all tables below its header."""
    lines = text.splitlines(keepends=True)
    layout = _layout([_header(match) for line in lines if (match := _HEADER.match(line))])
    begins = _header_in_line(layout)
    number, first, part = 1, 1, list[str]()
    record: _Header | None = None
    fault = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        match = _HEADER.match(line)
        header = _header(match) if match else None
        new_fault = layout.fault(header, record) if header else ""
        is_part = header is not None and not new_fault and _is_part(header, record, layout)
        if fault and header and len(header.path) > 2 and header.path[:2] not in layout.keys:
            is_part = True  # an inner table of the broken record
        found = None if is_part or not begins else begins.search(line)
        is_broken = not header and _is_broken_header(line, below, layout)
        if found or is_broken or (header and not is_part):
            start = found.start() if found and not header and not is_broken else 0
            yield Section(first, "".join([*part, line[:start]]), fault)
            first, part, line = number, [], line[start:]
            record, fault = header, f"{line.strip()[:40]!r} is no header" if is_broken else new_fault
        part.append(line)
        number += 1
    yield Section(first, "".join(part), fault)


def _header(match: re.Match[str]) -> _Header:
    parts = (part.strip("\"'") for part in _PARTS.findall(match["path"]))
    return _Header(match["list"] is not None, tuple(parts))


def _layout(headers: list[_Header]) -> _Layout:
    layout = _Layout()
    layout.lists.update(header.group for header in headers if header.is_list and not header.key)
    for header in headers:
        layout.groups[header.group] += 1
        if header.key and header.group not in layout.lists:
            layout.mappings[header.group] += len(header.path) == 2
            if len(header.path) == 2:
                layout.keys.add(header.path)
            else:
                layout.fields.add(header.path[2])
    return layout


def _is_part(header: _Header, record: _Header | None, layout: _Layout) -> bool:
    """Return whether a header is that of a table inside of the record above it."""
    if not header.key:
        return False
    return header.group in layout.lists or (record is not None and header.key == record.key)


def _header_in_line(layout: _Layout) -> re.Pattern[str] | None:
    """Return an expression for the headers of the records, in the middle of a line as well."""
    forms = [rf"\[\[[ \t]*+{re.escape(name)}[ \t]*+\]\]" for name in layout.lists]
    forms += [rf"\[[ \t]*+{re.escape(name)}[ \t]*+\.[ \t]*+[\w-]++[ \t]*+\]" for name in layout.mappings]
    return re.compile("|".join(forms)) if forms else None


def _is_broken_header(line: str, below: str, layout: _Layout) -> bool:
    """Return whether a line is the header of a record, but for one character or a line break.

    The last line of the file, without a line ``below``, can also be cut off behind a bracket.
    """
    if not below and line.strip() in ("[", "[["):
        return True
    line, below = line.strip(), below.strip()
    is_pair = "=" in line[1:-1] and not line.startswith("[")
    if is_pair or len(line) > _LONGEST_HEADER:
        return False
    forms = [line]
    if line and "]" not in line and "=" not in below[1:-1] and len(below) < _LONGEST_HEADER:
        forms += [line + below, f"{line}\n{below}"]
    if any(is_near(form, f"[[{name}]]") for form in forms for name in layout.lists):
        return True
    prefixes = [f"[{name}." for name in layout.mappings]
    return any(starts_near(form, prefix) for form in forms for prefix in prefixes)
