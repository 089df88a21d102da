"""What a list has in HTML pages only: data for the scripts, links to entries, blocks that open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ..model.publication import Publication
from ..render.context import Context
from . import downloads
from .controls import controls_data, data_node
from .files import Record
from .html_nodes import pubs_details, pubs_group
from .i18n import translate
from .placeholder import pubs_placeholder
from .words import copy_words

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: How many entries a list has that is *long*: browsers lay it out in pieces, of so many entries.
LONG, PIECE = 300, 100


def is_interactive(builder: Builder) -> bool:
    """Whether ``builder`` makes pages for a browser: HTML, but no books."""
    return builder.format == "html" and builder.name != "epub"


def make_interactive(
    outer: nodes.Element,
    placeholder: pubs_placeholder,
    records: Sequence[Record],
    addresses: Sequence[str],
    context: Context,
    builder: Builder,
    docname: str,
) -> None:
    """Make of a list what a browser can do with it, and tell the scripts what they need to know.

    :param outer: its outer element. :param placeholder: of any of its sections.
    :param addresses: for each record the URL of its canonical entry, or nothing.
    :param docname: the page that is written.
    """
    entries = cast("list[nodes.Element]", list(outer.findall(is_entry)))
    icon = re.sub(r"<[^>]*>", "", builder.config.html_permalinks_icon).strip() or "¶"
    permalink = {"title": translate("Link to this entry"), "data-icon": icon}
    summaries = {"pubs-abstract": translate("Abstract"), "pubs-bibtex": "BibTeX"}
    for entry, address in zip(entries, addresses, strict=True):
        _close_blocks(entry, summaries)
        if address and builder.config.html_permalinks:
            _add_permalink(entry, {"href": address, **permalink})
    if len(records) >= LONG:
        outer["classes"].append("pubs-long")
        _split_lists(outer)
    _replace_groups(outer)
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


def is_entry(node: nodes.Node) -> bool:
    """Whether ``node`` is the entry of a record."""
    return isinstance(node, (nodes.list_item, nodes.row)) and "pubs-entry" in node["classes"]


def first_line(entry: nodes.Element) -> nodes.Element | None:
    """Return the first line of text in an entry."""
    lines = entry.findall(lambda node: isinstance(node, (nodes.paragraph, nodes.line)))
    return cast("nodes.Element | None", next(iter(lines), None))


def _close_blocks(entry: nodes.Element, summaries: Mapping[str, str]) -> None:
    for place, block in enumerate(cast("list[nodes.Element]", entry.children)):
        for name in summaries.keys() & set(block["classes"]):
            block["classes"].remove(name)
            block["language"] = "none"  # the colours of themes are not all to be read
            entry[place] = pubs_details("", block, summary=summaries[name], classes=[name])


def _add_permalink(entry: nodes.Element, attributes: Mapping[str, str]) -> None:
    """Add a link to where links to ``entry`` lead; its icon is the stylesheet's, and no part of the text."""
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    link = nodes.raw("", f'<a class="pubs-permalink" {written}></a>', format="html")
    place = entry[0] if isinstance(entry, nodes.row) else entry
    cast("nodes.Element", place).insert(0, link)


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


def _replace_groups(outer: nodes.Element) -> None:
    for group in list(outer.findall(nodes.section)):
        if "pubs-group" in group["classes"]:
            group.parent[group.parent.index(group)] = pubs_group("", *group.children, **group.attributes)
