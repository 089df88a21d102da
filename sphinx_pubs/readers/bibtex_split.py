r"""Entries in the form that programs write them, found in a fifth of the time of bibtexparser's splitter.

Nearly all entries of a file are of one form: each field a name, ``=`` and a value in
balanced braces, in quotes or without. These are taken apart here, by one regular
expression a field. All else is left to the splitter (``bibtex_blocks``).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bibtexparser.model import Block, Entry, Field

#: Source and its first line -> the blocks of it; None where it is broken.
ReadOther = Callable[[str, int], list[Block | None] | None]

# An @ could start a block. A backslash hides the brace or quote behind it, as for the splitter.
_CHARACTERS = r"[^{}\\@]++|\\[{}]?+"
_BRACED = rf"\{{(?:{_CHARACTERS})*+\}}"
for _ in range(4):
    _BRACED = rf"\{{(?:{_CHARACTERS}|{_BRACED})*+\}}"
_START = re.compile(r"\s*+@(?P<type>\w++)\{\s*+(?P<key>[^\s,={}()\"#@\\]++)\s*+,")
_FIELD = re.compile(
    rf"\s*+(?P<name>[A-Za-z][\w:.+-]*+)\s*+(?P<equals>=)\s*+(?P<value>{_BRACED}|\"(?:[^\"\\@]++|\\\"?+)*+(?<!\{{)\"|\w++)\s*+"
    r"(?:,|(?=\}))"
)
# What follows on the same line is no start of a line, to which the repairs of entries look.
_END = re.compile(r"\s*+\}(?=[ \t]*+(?:\n\s*+(?:@|\Z)|\Z))")
_OTHER = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)
_BRACE_OR_BLOCK = re.compile(r"(?<!\\)[{}]|^[ \t]*@\w+[ \t]*(?=[{(])", re.MULTILINE)


def split(source: str, other: ReadOther) -> list[Block | None] | None:
    """Return the blocks of ``source``; lines are counted from 0, as bibtexparser does.

    ``other`` reads what is of another form, up to the next block outside of all
    braces, and gets its first line. Where it returns None, this does: what is
    broken may reach over the next entries.
    """
    blocks: list[Block | None] = []
    position = line = 0
    while position < len(source):
        entry, end = _entry(source, position, line)
        if entry:
            blocks.append(entry)
        else:
            end = _end_of_other(source, position)
            found = other(source[position:end], line)
            if found is None:
                return None
            blocks += found
        line += source.count("\n", position, end)
        position = end
    return blocks


def _entry(source: str, position: int, line: int) -> tuple[Entry | None, int]:
    """Return the entry at ``position``, on ``line``, and where it ends; None where it is of another form."""
    start = _START.match(source, position)
    if not start or _OTHER.match(source, start.start("type") - 1):
        return None, position
    first = line + source.count("\n", position, start.start("type"))
    line, counted = first, start.start("type")
    fields: list[Field] = []
    place = start.end()
    while found := _FIELD.match(source, place):
        equals = found.start("equals")
        line += source.count("\n", counted, equals)
        counted = equals
        fields.append(Field(found["name"], found["value"], line))
        place = found.end()
    end = _END.match(source, place)
    if not end:
        return None, position
    return Entry(start["type"].lower().lstrip("_"), start["key"], fields, first), end.end()


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
