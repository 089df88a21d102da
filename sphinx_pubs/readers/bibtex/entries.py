"""Entries, fields and ``@string`` definitions as they are written in a BibTeX file.

Nearly all entries have one form: each field is a name, ``=`` and a value in balanced braces, in
quotes, or in neither. These are read here, by one regular expression per field, in a sixth of the
scanner's time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...model.links import field_name

# Entries in the usual form. An @ in a value might begin another entry, so such a value is not usual.
_CHARACTERS = r"[^{}\\@]++|\\[{}]?+"
_IN_BRACES = rf"(?:{_CHARACTERS})*+"
# In the usual form, the braces inside of a value are nested up to four deep.
for _ in range(4):
    _IN_BRACES = rf"(?:{_CHARACTERS}|\{{{_IN_BRACES}\}})*+"
_START = re.compile(r"\s*+@(?P<type>\w++)\{\s*+(?P<key>[^\s,={}()\"#@\\]++)\s*+,")
_FIELD = re.compile(
    rf"\s*+(?P<name>[A-Za-z][\w:.+-]*+)\s*+=\s*+"
    rf"(?:\{{(?P<braced>{_IN_BRACES})\}}|\"(?P<quoted>(?:[^\"\\@]++|\\\"?+)*+)(?<!\{{)\"|(?P<bare>\w++))\s*+"
    r"(?:,|(?=\}))"
)
# What follows other than comments and the next block may belong to the entry: the scanner looks at that.
_END = re.compile(r"\s*+\}(?=[ \t]*+(?:\n(?:\s++|(?<=\s)%[^\n]*+)*+(?:@|\Z)|\Z))")


class RawField(NamedTuple):
    """A field as it is written, its value with the braces or quotes around it."""

    name: str
    value: str
    line: int


class Macro(NamedTuple):
    """The name and the value of an ``@string``."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class RawEntry:
    """An entry as it is written."""

    type: str
    key: str
    line: int
    fields: list[RawField]

    def values(self, _macros: Mapping[str, str]) -> dict[str, str] | None:
        """Return None: the reader has to look at each of ``fields`` for problems."""
        return None


@dataclass(slots=True)
class UsualEntry:
    """An entry in the usual form: the index of its type, and a match for each field."""

    type: str
    key: str
    line: int
    start: int
    matches: Sequence[re.Match[str]]

    def values(self, macros: Mapping[str, str]) -> dict[str, str] | None:
        """Return the values by field name; None if there is a problem to report."""
        values: dict[str, str] = {}
        for match in self.matches:
            name, braced, quoted, bare = match.groups()
            if bare and not bare[0].isdigit():
                bare = macros.get(bare.lower())
                if bare is None:
                    return None
            values[field_name(name)] = braced or quoted or bare or ""
        return values if len(values) == len(self.matches) else None

    @property
    def fields(self) -> list[RawField]:
        """The fields as they are written."""
        fields: list[RawField] = []
        line, counted = self.line, self.start
        for match in self.matches:
            equals = match.string.index("=", match.end("name"))
            line += match.string.count("\n", counted, equals)
            counted = equals
            start, end = match.span(match.lastindex or 0)
            delimiter_width = 0 if match.lastgroup == "bare" else 1
            written = match.string[start - delimiter_width : end + delimiter_width]
            fields.append(RawField(match["name"], written, line))
        return fields


def match_usual(source: str, position: int) -> tuple[UsualEntry, int] | None:
    """Return the entry at ``position``, with line 0, and the index behind it; None for another form."""
    start = _START.match(source, position)
    if not start or start["type"].lower() in ("comment", "preamble", "string"):
        return None
    matches: list[re.Match[str]] = []
    position = start.end()
    while match := _FIELD.match(source, position):
        matches.append(match)
        position = match.end()
    end = _END.match(source, position)
    if not end:
        return None
    kind = start["type"].lower().lstrip("_")
    return UsualEntry(kind, start["key"], 0, start.start("type"), matches), end.end()
