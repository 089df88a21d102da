"""Values of BibTeX fields: braces, quotes, macros, and what ``#`` joins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

#: The macros every BibTeX style defines (btxdoc, section 2), and what people write without braces as well:
#: longer names of months, and the truth values of al-folio's fields (``selected = true``).
MACROS = {"sept": "September", "true": "true", "false": "false"} | {
    word: name for name in _NAMES for word in (name[:3].lower(), name.lower())
}

_BARE = re.compile(r'[^\s#"{}]+')
_BLANK = re.compile(r"\s*")
_BRACE_OR_QUOTE = re.compile(r'[{}"](?<!\\.)')


@dataclass(frozen=True, slots=True)
class Value:
    """What a field says; the macros in it that nothing defines; and what follows its end by mistake."""

    text: str
    undefined: tuple[str, ...] = ()
    rest: str = ""


def enclosed(source: str) -> str | None:
    """Return what stands between the braces around all of ``source``; None where there are none."""
    if source[:1] != "{" or source[-1:] != "}":
        return None
    inner = source[1:-1]
    return inner if "}" not in inner or _end(source, 0) == len(source) else None


def read_value(source: str, macros: Mapping[str, str]) -> Value:
    """Return the value that ``source`` says; a macro that is not defined stands for its own name."""
    inner = enclosed(source)
    if inner is not None:
        return Value(inner)
    texts: list[str] = []
    undefined: list[str] = []
    position = 0
    while position < len(source):
        start, end = position, _end(source, position)
        part = source[start:end]
        if part[:1] in ("{", '"'):
            texts.append(part[1:-1])
        elif part[:1].isdigit() or not part:
            texts.append(part)
        else:
            texts.append(macros.get(part.lower(), part))
            if part.lower() not in macros:
                undefined.append(part)
        position = _skip_blanks(source, end)
        if position == end == start or source[position : position + 1] != "#":
            break
        position = _skip_blanks(source, position + 1)
    return Value("".join(texts), tuple(undefined), source[position:])


def _skip_blanks(source: str, position: int) -> int:
    found = _BLANK.match(source, position)
    return found.end() if found else position


def _end(source: str, start: int) -> int:
    """Return where the part of a value that begins at ``start`` ends."""
    opening = source[start]
    if opening not in '{"':
        found = _BARE.match(source, start)
        return found.end() if found else start
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(source, start + (opening == '"')):
        if mark[0] == '"':
            if opening == '"' and not depth:
                return mark.end()
        else:
            depth = depth + 1 if mark[0] == "{" else max(depth - 1, 0)
            if not depth and opening == "{":
                return mark.end()
    return len(source)
