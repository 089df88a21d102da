"""The list as somebody would write it in reStructuredText, with the words and links of our default layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from sphinx_pubs.model.library import build_library
from sphinx_pubs.readers.bibtex.reader import read
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import to_node
from sphinx_pubs.render.entries import Presentation, entries

_SPECIAL = re.compile(r"([\\*`|_<])")


def page(source: str) -> str:
    """Return the bullet list of the BibTeX ``source``."""
    works = build_library(read(source.encode(), "papers.bib").records).publications.values()
    presentation = Presentation(layout=builtin_layouts()["homepage"], context=RenderContext())
    bullet_list = to_node(entries(list(works), presentation))
    return "\n".join(_item(item) for item in bullet_list.findall(nodes.list_item))


def _item(item: nodes.list_item) -> str:
    lines = [" ".join("".join(_inline(line)).split()) for line in item.findall(nodes.line)]
    return "* " + "\n  ".join(f"| {line}" for line in lines) + "\n"


def _inline(node: nodes.Node) -> Iterator[str]:
    """Yield the parts of a line.

    reStructuredText cannot nest markup: a link keeps only its text, and emphasis around a link is left out.
    """
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield _escaped(child.astext())
        elif isinstance(child, nodes.math):
            yield f"\\ :math:`{child.astext()}`\\ "
        elif isinstance(child, nodes.reference):
            yield f"\\ `{_escaped(child.astext())} <{_escaped(child['refuri'])}>`__\\ "
        elif isinstance(child, nodes.emphasis | nodes.strong) and not any(child.findall(nodes.reference)):
            mark = "*" * (1 + isinstance(child, nodes.strong))
            yield f"\\ {mark}{_escaped(child.astext())}{mark}\\ "
        else:
            yield from _inline(child)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
