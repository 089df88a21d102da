"""What stands in an entry, as a tree that is lighter than docutils' nodes.

All that is rendered is made of it, once: an entry is some forty pieces, and a page has
thousands of entries. Builders get docutils nodes of it (:func:`to_node`); where a page is HTML,
it can be written as it is.

Inline trees of the model -> what stands in an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from docutils import nodes

from ..model.math import formula
from ..model.text import Hyperlink, Markup, Math, Text


class Element:
    """An element that docutils calls ``name``, with its children, classes and other attributes."""

    __slots__ = ("attributes", "children", "classes", "name")

    def __init__(
        self, name: str, children: Iterable[Node] = (), classes: Sequence[str] = (), **attributes: object
    ) -> None:
        self.name = name
        self.children = list(children)
        self.classes = tuple(classes)
        self.attributes = attributes


class Recurring(Element):
    """An element of texts alone that stands in many places: it is made once, and can be written once."""

    __slots__ = ()


#: A node of docutils is what only the site can make: a picture, a reference to another page.
Node = str | Element | nodes.Node

#: Whose source is their text: writers read it there.
VERBATIM = frozenset({"literal", "literal_block", "math"})


def text(node: Node) -> str:
    """Return the characters of ``node``."""
    if isinstance(node, Element):
        return "".join(map(text, node.children))
    return node.astext() if isinstance(node, nodes.Node) else node


def to_node(node: Node) -> nodes.Node:
    """Return ``node`` as docutils has it."""
    if isinstance(node, nodes.Node):
        return node
    if isinstance(node, str):
        return nodes.Text(node)
    source = text(node) if node.name in VERBATIM else ""
    made: nodes.Element = getattr(nodes, node.name)(source, **node.attributes)
    made["classes"] += node.classes
    made += [to_node(child) for child in node.children]
    return made


def to_nodes(found: Iterable[Node]) -> list[nodes.Node]:
    """Return each of ``found`` as docutils has it."""
    return [to_node(node) for node in found]


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
