"""BibTeX source -> its blocks, with the entries in the form that programs write them taken apart at once.

Nearly all entries of a file are of one form: each field a name, ``=`` and a value in
balanced braces, in quotes or without. These are found here, by one regular
expression a field, in a sixth of the time of bibtexparser's splitter. All else is
left to the splitter (``bibtex_blocks``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..base import ProblemLog

# An @ could start a block. A backslash hides the brace or quote behind it, as for the splitter.
_CHARACTERS = r"[^{}\\@]++|\\[{}]?+"
_IN_BRACES = rf"(?:{_CHARACTERS})*+"
for _ in range(4):
    _IN_BRACES = rf"(?:{_CHARACTERS}|\{{{_IN_BRACES}\}})*+"
_START = re.compile(r"\s*+@(?P<type>\w++)\{\s*+(?P<key>[^\s,={}()\"#@\\]++)\s*+,")
_FIELD = re.compile(
    rf"\s*+(?P<name>[A-Za-z][\w:.+-]*+)\s*+=\s*+"
    rf"(?:\{{(?P<braced>{_IN_BRACES})\}}|\"(?P<quoted>(?:[^\"\\@]++|\\\"?+)*+)(?<!\{{)\"|(?P<bare>\w++))\s*+"
    r"(?:,|(?=\}))"
)
# What follows on the same line is no start of a line, to which the repairs of entries look.
_END = re.compile(r"\s*+\}(?=[ \t]*+(?:\n\s*+(?:@|\Z)|\Z))")
_OTHER = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)
_BRACE_OR_BLOCK = re.compile(r"(?<!\\)[{}]|^[ \t]*@\w+[ \t]*(?=[{(])", re.MULTILINE)


class WrittenField(NamedTuple):
    """A field as it is written, its value with the braces or quotes around it."""

    name: str
    value: str
    line: int


class Macro(NamedTuple):
    """What an ``@string`` defines."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class WrittenEntry:
    """An entry as it is written."""

    type: str
    key: str
    line: int
    fields: Sequence[WrittenField]


@dataclass(slots=True)
class UsualEntry:
    """An entry in the usual form: where it starts in the source, and what ``_FIELD`` has found there."""

    type: str
    key: str
    line: int
    start: int
    found: Sequence[re.Match[str]]

    def values(self, macros: Mapping[str, str]) -> dict[str, str] | None:
        """Return the values by the names of their fields; None where there is something to report."""
        values: dict[str, str] = {}
        for field in self.found:
            name, braced, quoted, bare = field.groups()
            if bare and not bare[0].isdigit():
                bare = macros.get(bare.lower())
                if bare is None:
                    return None
            values[name.lower()] = braced or quoted or bare or ""
        return values if len(values) == len(self.found) else None

    @property
    def fields(self) -> Sequence[WrittenField]:
        """The fields as they are written."""
        fields: list[WrittenField] = []
        line, counted = self.line, self.start
        for field in self.found:
            equals = field.string.index("=", field.end("name"))
            line += field.string.count("\n", counted, equals)
            counted = equals
            start, end = field.span(field.lastindex or 0)
            around = field.lastgroup != "bare"
            fields.append(WrittenField(field["name"], field.string[start - around : end + around], line))
        return fields


@dataclass(slots=True)
class Other:
    """Source of another form, and how many lines stand before it."""

    source: str
    lines: int


#: What is in a file.
Block = UsualEntry | WrittenEntry | Macro


def read_blocks(source: str, problems: ProblemLog) -> Sequence[Block]:
    """Return the entries and macro definitions of ``source`` in its order; report what cannot be read."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    parts = split(source)
    entries = [part for part in parts if isinstance(part, UsualEntry)]
    if len(entries) == len(parts):
        return entries
    from .blocks import read_others  # noqa: PLC0415 (a library that most reads do without)

    return read_others(source, parts, problems)


def split(source: str) -> list[UsualEntry | Other]:
    """Return the parts of ``source``: each usual entry, and what is between them up to the next block."""
    parts: list[UsualEntry | Other] = []
    position = lines = 0
    while position < len(source):
        entry, end = _entry(source, position, lines)
        if entry:
            parts.append(entry)
        else:
            end = _end_of_other(source, position)
            if not source[position:end].isspace():
                parts.append(Other(source[position:end], lines))
        lines += source.count("\n", position, end)
        position = end
    return parts


def _entry(source: str, position: int, lines: int) -> tuple[UsualEntry | None, int]:
    """Return the entry at ``position``, before which are ``lines``, and its end; None for another form."""
    start = _START.match(source, position)
    if not start or _OTHER.match(source, start.start("type") - 1):
        return None, position
    found: list[re.Match[str]] = []
    place = start.end()
    while field := _FIELD.match(source, place):
        found.append(field)
        place = field.end()
    end = _END.match(source, place)
    if not end:
        return None, position
    at = start.start("type")
    line = lines + source.count("\n", position, at) + 1
    return UsualEntry(start["type"].lower().lstrip("_"), start["key"], line, at, found), end.end()


def _end_of_other(source: str, position: int) -> int:
    """Return where the first block starts behind what is at ``position``, outside of all braces."""
    depth, inside = 0, False
    for mark in _BRACE_OR_BLOCK.finditer(source, position):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif inside and not depth:
            return mark.start()
        inside = True
    return len(source)
