"""Fill a line of a layout with the parts of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .elements import Element, Node, text
from .layout import Line
from .parts import make_part
from .scope import Scope
from .template import Choice, Condition, Part, Sequence, Styled

_ENDS = frozenset(".?!…")
_PUNCTUATION = frozenset(".,;:")
_ENDS_OF_DAYS = frozenset(",0123456789")
_DATE = ("pubs-date",)
_VENUE_BADGE = "pubs-badge-venue"
_VENUE = frozenset({("pubs-venue",), ("pubs-abbr",)})


def compose(line: Line, scope: Scope) -> list[Node]:
    """Return the content of one line; an empty list if it has parts and all are empty."""
    if line.has_links_in_text and scope.links.icons and scope.links.words:
        scope = scope.without_icons()
    filled_line = _FilledLine()
    _add(line.items, scope, filled_line)
    if filled_line.parts and not filled_line.filled:
        return []
    return _trimmed(filled_line.nodes)


class _FilledLine:
    """The content of a sequence so far.

    ``parts`` counts the parts directly in it, ``filled`` those of them that are not empty.
    """

    __slots__ = ("filled", "nodes", "parts")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.parts = 0
        self.filled = 0

    def add(self, words: str) -> None:
        """Add literal text, without the leftovers of an empty part.

        There is no space after a space or before a comma, no period after a mark that ends a
        sentence, and no comma after a period or before one.
        """
        if not self.nodes:
            self.nodes = [words] if words else []
            return
        before = _ending(self.nodes)
        if before.endswith(" ") and isinstance(self.nodes[-1], str):
            words = words.lstrip(" ")
            if words[:1] in _PUNCTUATION:
                before = before.rstrip(" ")
                if words.startswith("."):
                    before = before.rstrip(",;:")
                self.nodes[-1] = before
                before = before or _ending(self.nodes)
                if before[-1:] in _ENDS | _PUNCTUATION:
                    words = words[1:]
        if words.startswith(".") and before[-1:] in _ENDS:
            words = words[1:]
        if isinstance(self.nodes[-1], str):
            words = f"{self.nodes.pop()}{words}"
        if words:
            self.nodes.append(words)

    def has_year(self, content: list[Node]) -> bool:
        """Whether ``content`` is only the year with which the venue or its badge ends: *CVPR 2024, 2024*."""
        year, others = "", ""
        for node in content:
            if isinstance(node, Element) and node.classes == _DATE and not year:
                year = text(node)
            else:
                others += text(node)
        if len(year) != 4 or not year.isdigit() or others.strip(" ,.;:"):
            return False
        if _badge_ends_with(f" {year}", self.nodes):
            return True
        name = _venue_ending(self.nodes)
        if not name.endswith(f" {year}"):
            return False
        # DBLP's *…, Chile, December 7-13, 2015: 1-9* says when people met, not when the work appeared.
        is_date = name.removesuffix(f" {year}")[-1:] in _ENDS_OF_DAYS
        return not is_date or "".join(map(text, self.nodes)).rstrip(" ,.;:)").endswith(year)

    def extend(self, other: _FilledLine) -> None:
        """Add all of ``other``, the content of a bracket, which counts as one part."""
        for node in () if self.has_year(other.nodes) else other.nodes:
            if isinstance(node, str):
                self.add(node)
            else:
                self.nodes.append(node)
        self.parts += 1 if other.parts else 0
        self.filled += 1 if other.filled else 0


def _add(items: Sequence, scope: Scope, line: _FilledLine) -> int:
    """Add ``items`` to ``line``; return how many of the parts directly in them are empty."""
    return sum([_ADD[type(item)](item, scope, line) for item in items])


def _add_text(item: str, scope: Scope, line: _FilledLine) -> int:
    line.add(item)
    return 0


def _add_part(item: Part, scope: Scope, line: _FilledLine) -> int:
    if item.name == "word":
        line.add(scope.context.translate(item.option))
        return 0
    content = make_part(item.name, item.option, scope)
    line.parts += 1
    line.filled += bool(content)
    if not line.has_year(content):
        line.nodes += content
    return not content


def _add_styled(item: Styled, scope: Scope, line: _FilledLine) -> int:
    styled = _FilledLine()
    empty = _add(item.items, scope, styled)
    line.parts += styled.parts
    line.filled += styled.filled
    if styled.nodes:
        line.nodes.append(Element(item.kind, styled.nodes))
    return empty


def _add_condition(item: Condition, scope: Scope, line: _FilledLine) -> int:
    if bool(make_part(item.name, "", scope)) is item.negated:
        return 0
    return _add(item.items, scope, line)


def _add_choice(item: Choice, scope: Scope, line: _FilledLine) -> int:
    """Add the first alternative without an empty part; inner brackets that vanish do not count."""
    for alternative in item.alternatives:
        trial = _FilledLine()
        for part in alternative:
            if _ADD[type(part)](part, scope, trial):
                break  # stop early: most brackets of a layout vanish
        else:
            if trial.filled or (trial.nodes and not trial.parts):
                line.extend(trial)
                return 0
    line.parts += 1
    return 0


_ADD: Mapping[type, Callable[[Any, Scope, _FilledLine], int]] = {
    str: _add_text,
    Part: _add_part,
    Styled: _add_styled,
    Condition: _add_condition,
    Choice: _add_choice,
}


def _badge_ends_with(words: str, content: list[Node]) -> bool:
    badges = [node for node in content if isinstance(node, Element) and _VENUE_BADGE in node.classes]
    return any(text(node).endswith(words) for node in badges)


def _venue_ending(content: list[Node]) -> str:
    """Return the name or abbreviation of the last venue in ``content``, without a bracket at its end."""
    for node in reversed(content):
        if isinstance(node, Element):
            name = text(node) if node.classes in _VENUE else _venue_ending(node.children)
            if name:
                return name.rstrip(")")
    return ""


def _ending(content: list[Node]) -> str:
    """Return the last text in ``content``."""
    for node in reversed(content):
        ending = _ending(node.children) if isinstance(node, Element) else text(node)
        if ending:
            return ending
    return ""


def _trimmed(content: list[Node]) -> list[Node]:
    """Return ``content`` without spaces at its ends and punctuation at its start."""
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip(" .,;:")
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip(" ,;:")
    return [node for node in content if node != ""]
