"""What a list has in HTML pages only: data for the scripts, links to entries, blocks that open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ..render.context import Context
from ..render.tree import Element, Node, to_node
from .controls import controls_data, data_node
from .downloads import FOLDER
from .files import Record
from .html_nodes import pubs_details, pubs_group
from .i18n import translate
from .placeholder import pubs_placeholder
from .words import copy_words

if TYPE_CHECKING:
    from sphinx.builders import Builder

_R = TypeVar("_R", bound=Record)

#: How many entries a list has that is *long*: browsers lay it out in pieces, of so many entries.
LONG, PIECE = 300, 100


def make_interactive(
    outer: nodes.Element,
    placeholder: pubs_placeholder,
    records: Sequence[Record],
    context: Context,
    builder: Builder,
    docname: str,
) -> None:
    """Make of a list what a browser can do with it, and tell the scripts what they need to know.

    :param outer: its outer element. :param placeholder: of any of its sections.
    :param records: of all of them. :param docname: the page that is written.
    """
    if len(records) >= LONG:
        outer["classes"].append("pubs-long")
    _replace_groups(outer)
    controls = placeholder["controls"]
    if controls:
        data = controls_data(records, placeholder["record"], controls, context)
        data["name"] = placeholder["name"]
        if "download" in controls:
            stem = placeholder["list_id"]
            file = quote(f"{FOLDER}/{stem}")
            data["file"] = relative_uri(builder.get_target_uri(docname), file)
        outer.insert(0, data_node(data))
    elif "bibtex" in placeholder["show"]:
        outer.insert(0, data_node({"controls": [], "words": copy_words()}))


def permalinks(addresses: Mapping[str, str], builder: Builder) -> dict[str, Node]:
    """Return links to where links to entries lead, by the keys of their records.

    The icon is the stylesheet's, and no part of the text.
    """
    if not builder.config.html_permalinks:
        return {}
    icon = re.sub(r"<[^>]*>", "", builder.config.html_permalinks_icon).strip()
    title = translate("Link to this entry")
    rest = f'title="{escape(title)}"'
    if icon not in ("", "¶"):  # that of the stylesheet
        rest += f' data-icon="{escape(icon)}"'
    return {
        key: Element(
            "raw", [f'<a class="pubs-permalink" href="{escape(address)}" {rest}></a>'], format="html"
        )
        for key, address in addresses.items()
    }


def folded(block: Element) -> Node:
    """Return a block that stands in an entry as one that its reader opens."""
    (name,) = block.classes
    # No highlighting: the colours of themes are not all to be read.
    inner = to_node(Element(block.name, block.children, language="none"))
    summary = translate("Abstract") if name == "pubs-abstract" else "BibTeX"
    return pubs_details("", inner, summary=summary, classes=[name])


def pieces(records: Sequence[_R]) -> Iterator[Sequence[_R]]:
    """Yield the records of each piece of a long list: what is out of sight is skipped by each.

    By ``content-visibility``, in the stylesheet. And what is made of a piece at a time does not fill the
    memory: as text for download, all of a long list are ten megabytes and more.
    """
    for start in range(0, len(records), PIECE):
        yield records[start : start + PIECE]


def _replace_groups(outer: nodes.Element) -> None:
    for group in list(outer.findall(nodes.section)):
        if "pubs-group" in group["classes"]:
            group.parent[group.parent.index(group)] = pubs_group("", *group.children, **group.attributes)
