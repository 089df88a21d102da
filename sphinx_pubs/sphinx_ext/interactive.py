"""What a list has in HTML pages only: data for the scripts, links to entries, blocks that open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from ..model.publication import Publication
from ..render.context import Context
from . import downloads
from .controls import controls_data, data_node
from .domain import PubsDomain
from .files import Record
from .i18n import translate
from .placeholder import pubs_placeholder
from .words import copy_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

#: How many entries a list has that is *long*: browsers lay it out in pieces, of so many entries.
LONG, PIECE = 300, 100


def is_interactive(builder: Builder) -> bool:
    """Whether ``builder`` makes pages for a browser: HTML, but no books."""
    return builder.format == "html" and builder.name != "epub"


def make_interactive(
    outer: nodes.Element,
    placeholder: pubs_placeholder,
    records: Sequence[Record],
    context: Context,
    builder: Builder,
    docname: str,
) -> None:
    """Add to a list what the scripts need to know of it.

    :param outer: its outer element. :param placeholder: of any of its sections.
    :param docname: the page that is written.
    """
    if len(records) >= LONG:
        outer["classes"].append("pubs-long")
    controls = placeholder["controls"]
    if controls:
        data = controls_data(records, placeholder["record"], controls, context)
        data["name"] = placeholder["name"]
        if "download" in controls:
            stem = placeholder["list_id"]
            downloads.write(Path(builder.outdir), stem, cast("Sequence[Publication]", records))
            file = quote(f"{downloads.FOLDER}/{stem}")
            data["file"] = relative_uri(builder.get_target_uri(docname), file)
        outer.insert(0, data_node(data))
    elif "bibtex" in placeholder["show"]:
        outer.insert(0, data_node({"controls": [], "words": copy_words()}))


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


class InteractiveTransform(SphinxPostTransform):
    """Turns stock nodes of entries into what a browser has for them."""

    formats = ("html",)
    default_priority = 7  # when the entries are there

    def run(self, **kwargs: Any) -> None:
        """Go through the entries of the page."""
        domain = cast("PubsDomain", self.env.get_domain("pubs"))
        if not is_interactive(domain.builder):
            return
        icon = re.sub(r"<[^>]*>", "", self.config.html_permalinks_icon).strip() or "¶"
        for entry in cast("list[nodes.Element]", list(self.document.findall(is_entry))):
            _close_blocks(entry)
            if entry["ids"] and self.config.html_permalinks:
                _add_permalink(entry, icon)
        for group in list(self.document.findall(nodes.section)):
            if "pubs-group" in group["classes"]:
                group.parent[group.parent.index(group)] = pubs_group("", *group.children, **group.attributes)
        for outer in self.document.findall(nodes.container):
            if "pubs-long" in outer["classes"]:
                _split_lists(outer)


def _close_blocks(entry: nodes.Element) -> None:
    summaries = {"pubs-abstract": translate("Abstract"), "pubs-bibtex": "BibTeX"}
    for place, block in enumerate(cast("list[nodes.Element]", entry.children)):
        for name in summaries.keys() & set(block["classes"]):
            block["classes"].remove(name)
            entry[place] = pubs_details("", block, summary=summaries[name], classes=[name])


def _add_permalink(entry: nodes.Element, icon: str) -> None:
    """Add a link to ``entry`` itself. The stylesheet shows its icon, which so is no part of the text."""
    attributes = {"href": f"#{entry['ids'][0]}", "title": translate("Link to this entry"), "data-icon": icon}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    link = nodes.raw("", f'<a class="pubs-permalink" {written}></a>', format="html")
    place = entry[0] if isinstance(entry, nodes.row) else entry
    cast("nodes.Element", place).insert(0, link)


def is_entry(node: nodes.Node) -> bool:
    """Whether ``node`` is the entry of a record."""
    return isinstance(node, (nodes.list_item, nodes.row)) and "pubs-entry" in node["classes"]


def first_line(entry: nodes.Element) -> nodes.Element | None:
    """Return the first line of text in an entry."""
    lines = entry.findall(lambda node: isinstance(node, (nodes.paragraph, nodes.line)))
    return cast("nodes.Element | None", next(iter(lines), None))


def _split_lists(outer: nodes.Element) -> None:
    """Split long lists: what is out of sight is skipped list by list (``content-visibility``)."""
    for whole in list(outer.findall(nodes.bullet_list)):
        if "pubs-list" in whole["classes"] and len(whole) > PIECE:
            items = whole.children
            pieces = [whole.copy() for _ in range(0, len(items), PIECE)]
            for number, piece in enumerate(pieces):
                piece += items[number * PIECE : (number + 1) * PIECE]
            place = whole.parent.index(whole)
            whole.parent[place : place + 1] = pieces


def setup_interactive(app: Sphinx) -> None:
    """Register the transform and its nodes, which no builder but those of HTML ever sees."""
    app.add_node(pubs_details, html=(_visit_details, _depart_details))
    app.add_node(pubs_group, html=(_visit_group, _depart_group))
    app.add_post_transform(InteractiveTransform)
