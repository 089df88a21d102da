"""Values of BibTeX fields: braces, quotes, macros, and parts joined by ``#``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from ..braces import end_of_group, is_one_group, matches_outside_braces

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip

#: The macros every BibTeX style defines (btxdoc, section 2), and what people write without braces as well:
#: longer names of months, and the truth values of al-folio's fields (``selected = true``).
MACROS = {"sept": "September", "true": "true", "false": "false"} | {
    word: name for name in _MONTHS for word in (name[:3].lower(), name.lower())
}

_BARE = re.compile(r'[^\s#"{}]*+')
_BLANKS = re.compile(r"\s*+")
_QUOTE = re.compile(r'(?<!\\)"')
# What macros and parents may add to the values of a file, in characters: a multiple of its size, and this.
_MOST_ADDED = 2_000_000
_MOST_TIMES = 10


@dataclass(frozen=True, slots=True)
class Value:
    """The text of a value, the macros in it that are not defined, and what follows it by mistake."""

    text: str
    undefined: tuple[str, ...] = ()
    rest: str = ""
    too_long: bool = False


@dataclass(slots=True)
class Budget:
    """How many more characters the values of a file may have, since macros and parents can multiply them."""

    left: int

    @classmethod
    def of_file(cls, size: int) -> Budget:
        """Return the budget of a file with ``size`` characters."""
        return cls(_MOST_TIMES * size + _MOST_ADDED)

    def spend(self, size: int) -> bool:
        """Return whether ``size`` characters are left, and subtract them."""
        if size > self.left:
            return False
        self.left -= size
        return True


def enclosed(source: str) -> str | None:
    """Return what is inside of the braces around all of ``source``; None if there are none."""
    return source[1:-1] if is_one_group(source) else None


def read_value(source: str, macros: Mapping[str, str], longest: float = inf) -> Value:
    """Return the value of ``source``; a macro that is not defined is read as its own name.

    If parts that ``#`` joins make more than ``longest`` characters, the text is empty.
    """
    inner = enclosed(source)
    if inner is not None:
        return Value(inner)
    texts: list[str] = []
    undefined: list[str] = []
    position = 0
    while position < len(source):
        start, end = position, _end_of_part(source, position)
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
    if len(texts) > 1 and sum(map(len, texts)) > longest:
        return Value("", tuple(undefined), source[position:], too_long=True)
    return Value("".join(texts), tuple(undefined), source[position:])


def _skip_blanks(source: str, position: int) -> int:
    blanks = _BLANKS.match(source, position)
    return blanks.end() if blanks else position


def _end_of_part(source: str, start: int) -> int:
    """Return the index behind the part of a value that begins at ``start``."""
    if source[start] == "{":
        return end_of_group(source, start) or len(source)
    if source[start] == '"':
        quotes = matches_outside_braces(source, _QUOTE, start=start + 1)
        return next((quote.end() for quote in quotes), len(source))
    bare = _BARE.match(source, start)
    return bare.end() if bare else start
