"""Nodes that only HTML has."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class pubs_details(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A block that a reader opens: ``summary`` is what stands on it while it is closed."""


def _visit_details(self: HTML5Translator, node: pubs_details) -> None:
    self.body.append(self.starttag(node, "details"))
    self.body.append(f"<summary>{escape(node['summary'])}</summary>\n")


def _depart_details(self: HTML5Translator, node: pubs_details) -> None:
    self.body.append("</details>\n")


class pubs_group(nodes.section):  # noqa: N801
    """A group that is an element of its own in any theme, as the scripts hide it as a whole."""


def _visit_group(self: HTML5Translator, node: pubs_group) -> None:
    before = len(self.body)
    self.visit_section(node)
    node["bare"] = len(self.body) == before  # sphinx-immaterial writes headings, and no sections
    if node["bare"]:
        self.body.append('<div class="pubs-group">\n')


def _depart_group(self: HTML5Translator, node: pubs_group) -> None:
    if node["bare"]:
        self.body.append("</div>\n")
    self.depart_section(node)


class pubs_written(nodes.General, nodes.Element):  # noqa: N801
    """A list as HTML: ``pieces`` of it, between which what is in its children stands.

    The last child is no part of it: the words that it adds to those of its page, for the search index.
    """


def _visit_written(self: HTML5Translator, node: pubs_written) -> None:
    *holes, _ = cast("list[nodes.Element]", node.children)
    for piece, hole in zip_longest(node["pieces"], holes):
        self.body.append(piece)
        for child in hole.children if hole is not None else ():
            child.walkabout(self)
    raise nodes.SkipNode


def setup_html_nodes(app: Sphinx) -> None:
    """Register the nodes, which no builder but those of HTML ever sees."""
    app.add_node(pubs_details, html=(_visit_details, _depart_details))
    app.add_node(pubs_group, html=(_visit_group, _depart_group))
    app.add_node(pubs_written, html=(_visit_written, None))
