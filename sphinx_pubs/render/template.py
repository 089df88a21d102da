r"""The layout language: one line of a layout, parsed.

==================  =====================================================================
``{part}``          the part of the record with this name; ``{part:option}`` with an option
``{word:eds.}``     a word that the extension translates into the language of the site
``[ … ]``           left out if a part directly in it is empty
``[ … | … ]``       the first of these that is not left out
``[if part: …]``    only if the record has this part; ``[unless part: …]`` only if not
``*…*``, ``**…**``  emphasized, strong
``\``               escapes the next character
==================  =====================================================================

Everything else is literal text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

MAX_DEPTH = 20


class TemplateError(ValueError):
    """A line of a layout does not follow the language; ``column`` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(f"{message} (column {column})")
        self.column = column


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the record, with its option. ``column`` is where it is in its line, from 1; 0 if unknown."""

    name: str
    option: str = ""
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Styled:
    """Emphasized or strong items."""

    kind: Literal["emphasis", "strong"]
    items: Sequence


@dataclass(frozen=True, slots=True)
class Choice:
    """The first of ``alternatives`` in which no part is empty, or nothing."""

    alternatives: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """``items``, if the record has the part ``name`` (or, ``negated``, if not)."""

    name: str
    negated: bool
    items: Sequence
    column: int = field(default=0, compare=False)


Item = str | Part | Styled | Choice | Condition
Sequence = tuple[Item, ...]

_TOKEN = re.compile(
    r"\\(?P<escaped>.)|\{(?P<name>[A-Za-z][\w-]*)(?::(?P<option>[^{}\[\]]*))?\}"
    r"|\[(?P<test>if|unless)[ ]+(?P<tested>[A-Za-z][\w-]*):[ ]?"
    r"|(?P<mark>\*\*|[*\[\]|{}])|(?P<text>[^\\\[\]{}|*]+)",
    re.DOTALL,
)


def parse(source: str, start: int = 0) -> Sequence:
    """Return the parsed line ``source``, from the index ``start`` on.

    :raises TemplateError: if the syntax is wrong; the column counts from the start of ``source``.
    """
    parser = _Parser(source, start)
    items = parser.sequence("")
    if parser.mark:
        raise TemplateError(f"unexpected {parser.mark!r}", parser.position)
    return items


def parts_in(items: Sequence) -> Iterator[Part]:
    """Yield all parts in ``items``, including those that conditions test."""
    for item in items:
        match item:
            case Part():
                yield item
            case Styled(items=inner):
                yield from parts_in(inner)
            case Condition(name=name, items=inner, column=column):
                yield Part(name, column=column)
                yield from parts_in(inner)
            case Choice(alternatives=alternatives):
                for inner in alternatives:
                    yield from parts_in(inner)


class _Parser:
    """A recursive descent parser; ``mark`` is the mark that ended the last sequence."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._next = start
        self._depth = 0
        self._brackets = 0
        self.position = 1
        self.mark = ""

    def sequence(self, closing: str) -> Sequence:
        """Read items up to the mark that closes this sequence, or another one around it."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TemplateError(f"more than {MAX_DEPTH} brackets and styles inside each other", self.position)
        items: list[Item] = []
        self.mark = ""
        while self._next < len(self._source) and not self.mark:
            self._item(items, closing)
        self._depth -= 1
        return tuple(items)

    def _item(self, items: list[Item], closing: str) -> None:
        start = self._next
        self.position = start + 1
        token = _TOKEN.match(self._source, start)
        if not token:
            raise TemplateError("a \\ at the end of the line; write \\\\ for a backslash", self.position)
        self._next = token.end()
        if token["name"]:
            items.append(Part(token["name"].lower(), (token["option"] or "").strip(), start + 1))
        elif token["test"]:
            inner = self._enclosed("]", start)
            items.append(Condition(token["tested"].lower(), token["test"] == "unless", inner, start + 1))
        elif token["mark"]:
            self._marked(items, token["mark"], closing, start)
        else:
            text = token["escaped"] or token["text"]
            if items and isinstance(items[-1], str):
                items[-1] += text
            else:
                items.append(text)

    def _marked(self, items: list[Item], mark: str, closing: str, start: int) -> None:
        if mark == "[":
            items.append(Choice(self._alternatives(start)))
        elif mark in (closing, "]") or (mark == "|" and self._brackets):
            self.mark, self.position = mark, start + 1
        elif mark == "|":
            items.append(mark)
        elif mark in "{}":
            raise TemplateError("a brace without the name of a part; write \\{ or \\} for a brace", start + 1)
        else:
            kind: Literal["emphasis", "strong"] = "strong" if mark == "**" else "emphasis"
            items.append(Styled(kind, self._enclosed(mark, start)))

    def _alternatives(self, start: int) -> tuple[Sequence, ...]:
        self._brackets += 1
        alternatives = [self.sequence("]")]
        while self.mark == "|":
            alternatives.append(self.sequence("]"))
        self._expect_mark("]", start)
        self._brackets -= 1
        return tuple(alternatives)

    def _enclosed(self, closing: str, start: int) -> Sequence:
        items = self.sequence(closing)
        self._expect_mark(closing, start)
        return items

    def _expect_mark(self, closing: str, start: int) -> None:
        if self.mark != closing:
            raise TemplateError(f"no closing {closing!r}", start + 1)
        self.mark = ""
