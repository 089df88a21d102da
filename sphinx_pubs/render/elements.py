"""The tree that entries are made of: lighter than docutils nodes, and made from the texts of the model.

An entry has about forty elements, and a page can have thousands of entries. All rendering makes this
tree. ``html.py`` writes it as HTML; every other builder gets docutils nodes (:func:`to_node`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from docutils import nodes

from ..model.math import formula
from ..model.text import Hyperlink, Markup, Math, Text
from .html_nodes import pubs_formula, pubs_markup
from .mathml import mathml

# Elements whose content is source text: docutils' writers take it from the node's `rawsource`.
VERBATIM = frozenset({"literal", "literal_block", "math"})

# Blocks of scripts that are written from right to left (Unicode, DerivedBidiClass.txt).
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# The docutils names of kinds of markup that have another name in the model.
_ELEMENT_NAMES = {"sub": "subscript", "sup": "superscript", "code": "literal"}


class Element:
    """An element with the name of a docutils node, and with its children, classes and other attributes."""

    __slots__ = ("attributes", "children", "classes", "name")

    def __init__(
        self, name: str, children: Iterable[Node] = (), classes: Sequence[str] = (), **attributes: object
    ) -> None:
        self.name = name
        self.children = list(children)
        self.classes = tuple(classes)
        self.attributes = attributes


class Recurring(Element):
    """An element of strings only that many entries share: a name. Writers can write it once and reuse it."""

    __slots__ = ()


def markup(html: str) -> Element:
    """Return HTML, such as a start tag, that pages for a browser have between the content."""
    return Element("markup", html=html)


# A docutils node in the tree is something that only the site can make: an image, a reference to a page.
Node = str | Element | nodes.Node


def text(node: Node) -> str:
    """Return the characters of ``node``, without HTML tags."""
    if isinstance(node, Element):
        return "" if node.name == "raw" else "".join(map(text, node.children))
    return node.astext() if isinstance(node, nodes.Node) else node


def to_node(node: Node) -> nodes.Node:
    """Return ``node`` as a docutils node."""
    if isinstance(node, nodes.Node):
        return node
    if isinstance(node, str):
        return nodes.Text(node)
    if node.name == "markup":
        return pubs_markup("", **node.attributes)
    if node.name == "formula":
        return pubs_formula("", text(node), **node.attributes)
    source = text(node) if node.name in VERBATIM else ""
    element: nodes.Element = getattr(nodes, node.name)(source, **node.attributes)
    element["classes"] += node.classes
    element += [to_node(child) for child in node.children]
    return element


def to_nodes(content: Iterable[Node]) -> list[nodes.Node]:
    """Return each item of ``content`` as a docutils node."""
    return [to_node(node) for node in content]


def inline(
    text: Text, link: Callable[[str, Sequence[Node]], Node] | None, *, as_mathml: bool = False
) -> list[Node]:
    """Return the inline elements of ``text``.

    :param link: makes a link from a URL and its content; without it, links become their content.
    :param as_mathml: whether formulas are MathML, where that is possible.
    """
    result: list[Node] = []
    for part in text:
        match part:
            case str():
                result.append(part)
            case Math():
                result.append(_formula(part.tex, as_mathml=as_mathml))
            case Hyperlink():
                children = inline(part.children, None, as_mathml=as_mathml)
                result.extend([link(part.url, children)] if link else children)
            case Markup(kind="smallcaps"):
                children = inline(part.children, link, as_mathml=as_mathml)
                result.append(Element("inline", children, ["pubs-smallcaps"]))
            case Markup():
                name = _ELEMENT_NAMES.get(part.kind, part.kind)
                result.append(Element(name, inline(part.children, link, as_mathml=as_mathml)))
    return result


def _formula(source: str, *, as_mathml: bool) -> Element:
    tex = formula(source)
    if not tex:  # writers do not escape formulas, so one that may be unsafe is shown as its source
        return Element("literal", [source])
    html = mathml(tex) if as_mathml else ""
    return Element("formula", [tex], html=html) if html else Element("math", [tex])


def isolated(content: list[Node]) -> list[Node]:
    """Return ``content`` in ``<bdi>`` if it has letters that are written from right to left.

    The punctuation beside it stays where it is then, and that in it follows its first letter (HTML, section
    "The bdi element").
    """
    if not any(_RIGHT_TO_LEFT.search(text(node)) for node in content):
        return content
    start, end = (Element("raw", [tag], format="html") for tag in ("<bdi>", "</bdi>"))
    return [start, *content, end]


def part(name: str, *children: Node) -> Element:
    """Return ``children`` in an inline element of the class ``pubs-NAME``."""
    return Element("inline", children, _classes(name))


def without_parts(content: Iterable[Node]) -> list[Node]:
    """Return ``content`` without inline elements that only say what a part is; languages are kept."""
    result: list[Node] = []
    for node in content:
        if not isinstance(node, Element) or node.name == "formula":
            result.append(node)
            continue
        children = without_parts(node.children)
        languages = [name for name in node.classes if name.startswith("language-")]
        if node.name == "inline" and not languages:
            result += children
        else:
            result.append(Element(node.name, children, languages, **node.attributes))
    return result


def words(name: str, text: str) -> list[Node]:
    """Return ``text`` in an inline element of the class ``pubs-NAME``; an empty list if it is empty."""
    return [part(name, text)] if text else []


def separator(text: str, *, for_browser: bool) -> Node:
    """Return the text between two parts; for a browser in an element, which the style of buttons hides."""
    return part("separator", text) if for_browser else text


def separated(separator: str, contents: Iterable[Sequence[Node]]) -> list[Node]:
    """Return all ``contents`` with ``separator`` between them."""
    result: list[Node] = []
    for content in contents:
        if result:
            result.append(separator)
        result += content
    return result


@cache
def _classes(name: str) -> tuple[str, ...]:
    return (f"pubs-{name}",)
