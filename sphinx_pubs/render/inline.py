"""Inline trees -> docutils nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from ..model.formulas import formula
from ..model.text import Hyperlink, Markup, Math, Text

_NODES: dict[str, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "sub": nodes.subscript,
    "sup": nodes.superscript,
    "code": nodes.literal,
}


def inline(text: Text, link: Callable[[str, Sequence[nodes.Node]], nodes.Node] | None) -> list[nodes.Node]:
    """Return ``text`` as inline nodes; without ``link``, its links are only their words."""
    result: list[nodes.Node] = []
    for part in text:
        match part:
            case str():
                result.append(nodes.Text(part))
            case Math():
                tex = formula(part.tex)
                # What may be no formula stands as its source: writers set a formula verbatim.
                result.append(nodes.math(tex, tex) if tex else nodes.literal(part.tex, part.tex))
            case Hyperlink():
                children = inline(part.children, None)
                result.extend([link(part.url, children)] if link else children)
            case Markup(kind="smallcaps"):
                result.append(nodes.inline("", "", *inline(part.children, link), classes=["pubs-smallcaps"]))
            case Markup():
                result.append(_NODES[part.kind]("", "", *inline(part.children, link)))
    return result


def part(name: str, *children: nodes.Node) -> nodes.inline:
    """Return ``children`` in an inline node of the class ``pubs-NAME``."""
    return nodes.inline("", "", *children, classes=[f"pubs-{name}"])


def words(name: str, text: str) -> list[nodes.Node]:
    """Return ``text`` as a part of the class ``pubs-NAME``; nothing for no text."""
    return [part(name, nodes.Text(text))] if text else []
