"""What the content of an entry has around it on pages for a browser: a media box, a body, a row of actions.

Every other builder gets the same lines and blocks without these elements, in the same order. The elements
are written as HTML, since docutils has no node that is written as a plain ``div``::

    div.pubs-rail             the years of an award or an activity
    div.pubs-media            the picture
    div.pubs-body
        div.line-block        title, authors, venue …
        div.pubs-actions      the links, and the blocks that open: abstract, citation
        div.line-block        what the layout has after the links, and what ``:show:`` adds
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from docutils import nodes

from ..model.records import Image
from .context import RenderContext
from .elements import Element, Node, markup

_END = "</div>\n"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of an entry; a line of links only is part of its row of actions."""

    content: list[Node]
    is_links: bool = False


def arranged(
    media: Sequence[Node], lines: Sequence[ShownLine], blocks: Sequence[Node], *, is_paragraph: bool
) -> list[Node]:
    """Return the content of an entry.

    :param media: the box of the picture, or nothing.
    :param blocks: the blocks that open, each an element of its own.
    :param is_paragraph: whether the layout is one line, and the entry a paragraph.
    """
    if is_paragraph and not media:
        return [*_paragraphs(lines), *_actions([], blocks)]
    first_links = next((index for index, line in enumerate(lines) if line.is_links), len(lines))
    before, after = lines[:first_links], lines[first_links + 1 :]
    links = lines[first_links : first_links + 1]
    body = [
        *(_paragraphs(before) if is_paragraph else _line_block(before)),
        *_actions(links, blocks),
        *_line_block(after),
    ]
    return [*media, *_div("pubs-body", body)]


def picture_of(image: Image | None, context: RenderContext) -> list[Node]:
    """Return the picture of a record, or nothing."""
    node = context.image(image) if image else None
    if node is None:
        return []
    node["classes"].append("pubs-image")
    return [node]


def media_box(picture: Sequence[Node], address: str = "") -> list[Node]:
    """Return the box of a picture; nothing if there is none.

    :param address: where the picture leads. The title or an action of the entry leads there, too, so that
        keyboards skip the link, and screen readers as well unless the picture says something of its own
        (WCAG 2.2, technique H2: adjacent links to one address are one link).
    """
    if picture and address:
        says_something = any(isinstance(node, nodes.image) and node.get("alt") for node in picture)
        hidden = "" if says_something else ' aria-hidden="true"'
        link = markup(f'<a href="{escape(address)}" tabindex="-1"{hidden}>')
        picture = [link, *picture, markup("</a>")]
    return _div("pubs-media", picture)


def plate(words: str, class_name: str = "pubs-plate") -> list[Node]:
    """Return a box with words, in place of a picture. They are for the eye only: the entry says them, too."""
    return [markup(f'<div class="pubs-media {class_name}" aria-hidden="true">{escape(words)}</div>\n')]


def rail(content: Sequence[Node]) -> list[Node]:
    """Return what is beside an entry, such as its year."""
    return _div("pubs-rail", [Element("paragraph", content)] if content else [])


def block_that_opens(
    class_name: str,
    summary: str,
    content: Sequence[Node],
    icons: Sequence[Element] = (),
    *,
    is_open: bool = False,
) -> list[Node]:
    """Return a block that the reader can open, with icons and the text ``summary`` on it.

    :param is_open: whether it is open at first.
    """
    start = markup(f'<details class="{class_name}"{" open" if is_open else ""}><summary>')
    return [start, *icons, markup(f"{escape(summary)}</summary>\n"), *content, markup("</details>\n")]


def _div(class_name: str, content: Sequence[Node]) -> list[Node]:
    return [markup(f'<div class="{class_name}">\n'), *content, markup(_END)] if content else []


def _actions(links: Sequence[ShownLine], blocks: Sequence[Node]) -> list[Node]:
    return _div("pubs-actions", [*_line_block(links), *blocks])


def _line_block(lines: Sequence[ShownLine]) -> list[Node]:
    return [Element("line_block", [Element("line", line.content) for line in lines])] if lines else []


def _paragraphs(lines: Sequence[ShownLine]) -> list[Node]:
    """Return the one line of the layout as a paragraph; lines that ``:show:`` adds follow it."""
    if len(lines) > 1:
        return _line_block(lines)
    return [Element("paragraph", line.content) for line in lines]
