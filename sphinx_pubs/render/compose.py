"""A line of a layout + a record -> what stands on the line."""

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


def compose(line: Line, scope: Scope) -> list[Node]:
    """Return the nodes of one line; none where all its parts are empty."""
    made = _Made()
    _add(line.items, scope, made)
    if made.parts and not made.filled:
        return []
    return _trimmed(made.nodes)


class _Made:
    """What a sequence has come to: its nodes, and how many of its own parts were there and were filled."""

    __slots__ = ("filled", "nodes", "parts")

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.parts = 0
        self.filled = 0

    def add(self, words: str) -> None:
        """Add literal text, without what a part that is not there leaves behind.

        No blank follows a blank or stands before a comma, no full stop follows a sign
        that ends a sentence, and no comma stands alone after one.
        """
        if not self.nodes:
            self.nodes = [words] if words else []
            return
        before = _ending(self.nodes)
        if before.endswith(" ") and isinstance(self.nodes[-1], str):
            words = words.lstrip(" ")
            if words[:1] in _PUNCTUATION:
                before = before.rstrip(" ")
                self.nodes[-1] = before
                if before[-1:] in _ENDS | _PUNCTUATION:
                    words = words[1:]
        if words.startswith(".") and before[-1:] in _ENDS:
            words = words[1:]
        if isinstance(self.nodes[-1], str):
            words = f"{self.nodes.pop()}{words}"
        if words:
            self.nodes.append(words)

    def extend(self, other: _Made) -> None:
        """Add all of ``other``, a bracket whose parts do not make this one vanish."""
        for node in other.nodes:
            if isinstance(node, str):
                self.add(node)
            else:
                self.nodes.append(node)
        self.parts += 1 if other.parts else 0
        self.filled += 1 if other.filled else 0


def _add(items: Sequence, scope: Scope, made: _Made) -> int:
    """Add ``items`` to ``made``; return how many of the parts directly in them are empty."""
    return sum([_ADD[type(item)](item, scope, made) for item in items])


def _add_text(item: str, scope: Scope, made: _Made) -> int:
    made.add(item)
    return 0


def _add_part(item: Part, scope: Scope, made: _Made) -> int:
    if item.name == "word":
        made.add(scope.context.translate(item.option))
        return 0
    found = make_part(item.name, item.option, scope)
    made.parts += 1
    made.filled += bool(found)
    made.nodes += found
    return not found


def _add_styled(item: Styled, scope: Scope, made: _Made) -> int:
    styled = _Made()
    empty = _add(item.items, scope, styled)
    made.parts += styled.parts
    made.filled += styled.filled
    if styled.nodes:
        made.nodes.append(Element(item.kind, styled.nodes))
    return empty


def _add_condition(item: Condition, scope: Scope, made: _Made) -> int:
    if bool(make_part(item.name, "", scope)) is item.negated:
        return 0
    return _add(item.items, scope, made)


def _add_choice(item: Choice, scope: Scope, made: _Made) -> int:
    """Add the first alternative in which no part is empty; brackets that vanish are no empty part."""
    for alternative in item.alternatives:
        trial = _Made()
        for part in alternative:
            if _ADD[type(part)](part, scope, trial):
                break  # most brackets of a layout vanish
        else:
            if trial.filled or (trial.nodes and not trial.parts):
                made.extend(trial)
                return 0
    made.parts += 1
    return 0


_ADD: Mapping[type, Callable[[Any, Scope, _Made], int]] = {
    str: _add_text,
    Part: _add_part,
    Styled: _add_styled,
    Condition: _add_condition,
    Choice: _add_choice,
}


def _ending(content: list[Node]) -> str:
    """Return how ``content`` ends: its last text."""
    for node in reversed(content):
        if found := _ending(node.children) if isinstance(node, Element) else text(node):
            return found
    return ""


def _trimmed(content: list[Node]) -> list[Node]:
    """Return ``content`` without blanks at its ends and punctuation that nothing precedes."""
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip(" .,;:")
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip(" ,;:")
    return [node for node in content if node != ""]
