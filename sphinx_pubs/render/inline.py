"""Inline trees of the model -> what stands in an entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ..model.formulas import formula
from ..model.text import Hyperlink, Markup, Math, Text
from .tree import Element, Node

#: What docutils calls a kind of markup, where that is another word.
_NAMES: dict[str, str] = {"sub": "subscript", "sup": "superscript", "code": "literal"}


def inline(text: Text, link: Callable[[str, Sequence[Node]], Node] | None) -> list[Node]:
    """Return ``text`` as inline nodes; without ``link``, its links are only their words."""
    result: list[Node] = []
    for part in text:
        match part:
            case str():
                result.append(part)
            case Math():
                tex = formula(part.tex)
                # What may be no formula stands as its source: writers set a formula verbatim.
                result.append(Element("math", [tex]) if tex else Element("literal", [part.tex]))
            case Hyperlink():
                children = inline(part.children, None)
                result.extend([link(part.url, children)] if link else children)
            case Markup(kind="smallcaps"):
                result.append(Element("inline", inline(part.children, link), ["pubs-smallcaps"]))
            case Markup():
                result.append(Element(_NAMES.get(part.kind, part.kind), inline(part.children, link)))
    return result


def part(name: str, *children: Node) -> Element:
    """Return ``children`` in an inline element of the class ``pubs-NAME``."""
    return Element("inline", children, _classes(name))


@cache
def _classes(name: str) -> tuple[str, ...]:
    return (f"pubs-{name}",)


def words(name: str, text: str) -> list[Node]:
    """Return ``text`` as a part of the class ``pubs-NAME``; nothing for no text."""
    return [part(name, text)] if text else []
