"""The HTML parts of a list: data and labels for the scripts, permalinks, collapsible blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ...model.records import Record
from ...model.text import Math, plain
from ...render.anatomy import block_that_opens
from ...render.context import RenderContext
from ...render.dates import heading_text
from ...render.elements import Element, Node
from ...render.entries import LONG
from ...render.icons import icon
from ...selection.facets import FACETS, Facet, facet
from ...selection.grouping import Section
from ...selection.sorting import ranks
from ..assets import DOWNLOADS_FOLDER
from ..i18n import translate as _
from ..nodes import pubs_group, pubs_placeholder

if TYPE_CHECKING:
    from sphinx.builders import Builder


#: The orders that the reader can choose.
ORDERS = ("date", "title", "author")


def add_controls(
    outer: nodes.Element,
    placeholder: pubs_placeholder,
    records: Sequence[Record],
    context: RenderContext,
    builder: Builder,
    docname: str,
) -> None:
    """Prepare a list for the scripts: classes and groups, and a data block with what they need to know.

    :param outer: the element around the list.
    :param placeholder: of any of its sections.
    :param records: of all its sections, in the order of the page.
    :param docname: the page that is written.
    """
    if len(records) >= LONG:
        outer["classes"].append("pubs-long")
    _replace_groups(outer, placeholder["record"])
    controls = placeholder["controls"]
    if controls:
        data = controls_data(records, placeholder["record"], controls, context)
        data["name"] = placeholder["name"]
        if "download" in controls:
            file = quote(f"{DOWNLOADS_FOLDER}/{placeholder['list_id']}")
            data["file"] = relative_uri(builder.get_target_uri(docname), file)
        outer.insert(0, data_node(data))
    elif "bibtex" in placeholder["show"]:
        outer.insert(0, data_node({"controls": [], "words": copy_labels()}))


def _replace_groups(outer: nodes.Element, kind: str) -> None:
    """Count the entries of groups, and make each group a node that is one HTML element in every theme."""
    for group in list(outer.findall(nodes.Element)):
        if "pubs-group" not in group["classes"]:
            continue
        count = sum(child.get("pubs_count", 0) for child in group.findall(nodes.Element))
        group.insert(1, nodes.paragraph("", count_text(kind, count), classes=["pubs-group-count"]))
        if isinstance(group, nodes.section):
            group.parent[group.parent.index(group)] = pubs_group("", *group.children, **group.attributes)


def count_text(kind: str, count: int) -> str:
    """Return the number of records of a kind in words: *4 papers*."""
    if kind == "publication":
        return _("1 paper") if count == 1 else _("%s papers") % count
    if kind == "award":
        return _("1 award") if count == 1 else _("%s awards") % count
    return _("1 entry") if count == 1 else _("%s entries") % count


def controls_data(
    records: Sequence[Record], kind: str, controls: Sequence[str], context: RenderContext
) -> dict[str, object]:
    """Return the data of the controls of a list.

    :param records: of the list, in the order of the page.
    :param kind: of the records.

    ``words``: the labels. ``facets``: each with a ``name``, its ``values`` (as URLs have them; with
    label and other names if these differ) and ``of``, which has for each entry the index of its value or
    a list of indices. ``again``: the indices of entries that are in an earlier group as well. ``orders``: the
    rank of each entry, 0 for none. ``more``: text that a search finds beside that of the entry, by index.
    """
    # A search finds all authors, even if the layout shows only some and there is no author facet.
    wanted = {*controls, *(["author"] if "search" in controls else [])}
    facets = [facet(records, name) for name in FACETS if name in wanted]
    first_index: dict[str, int] = {}
    repeated = [
        index for index, record in enumerate(records) if first_index.setdefault(record.key, index) != index
    ]
    return {
        "controls": list(controls),
        "words": labels(kind),
        "facets": [_facet_data(facet, context) for facet in facets if facet.values],
        "again": repeated,
        "orders": _orders(records) if "sort" in controls else {},
        "more": _formula_titles(records) if "search" in controls else {},
    }


def _facet_data(facet: Facet, context: RenderContext) -> dict[str, object]:
    return {
        "name": facet.name,
        "values": [_value_data(facet.name, value, context) for value in facet.values],
        "of": [indices[0] if len(indices) == 1 else indices for indices in facet.of],
    }


def _value_data(name: str, value: str, context: RenderContext) -> str | list[str]:
    label = heading_text(Section(name, value), context)
    person = context.people.get(value) if name == "author" else None
    aliases = " ".join(alias.full() for alias in person.aliases) if person else ""
    if label == value and not aliases:
        return value
    return [value, label, aliases] if aliases else [value, label]


def _orders(records: Sequence[Record]) -> dict[str, list[int]]:
    """Return the rank of each record in each order in which they differ."""
    orders = {name: ranks(records, name) for name in ORDERS}
    return {name: order for name, order in orders.items() if len(set(order)) > 1}


def _formula_titles(records: Sequence[Record]) -> dict[int, str]:
    """Return the titles with formulas, by index: MathJax removes the source of a formula from the page."""
    return {
        index: plain(record.title)
        for index, record in enumerate(records)
        if any(isinstance(part, Math) for part in record.title)
    }


def data_node(data: Mapping[str, object]) -> nodes.raw:
    """Return ``data`` as a block that browsers do not run."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return nodes.raw("", f'<script type="application/json" class="pubs-data">{text}</script>', format="html")


def permalinks(addresses: Mapping[str, str], builder: Builder) -> dict[str, Node]:
    """Return a link to each entry, by the key of its record; none if ``html_permalinks`` is off.

    The stylesheet adds the icon, so that it is not part of the text.
    """
    if not builder.config.html_permalinks:
        return {}
    icon = re.sub(r"<[^<>]*+>", "", builder.config.html_permalinks_icon).strip()
    title = _("Link to this entry")  # not inside the f-string, where Babel does not find it
    attributes = f'title="{escape(title)}"'
    if icon not in ("", "¶"):  # the default of the stylesheet
        attributes += f' data-icon="{escape(icon)}"'
    return {key: _permalink(address, attributes) for key, address in addresses.items()}


def _permalink(address: str, attributes: str) -> Element:
    html = f'<a class="pubs-permalink" href="{escape(address)}" {attributes}></a>'
    return Element("raw", [html], format="html")


def collapsible(block: Element, *, has_icons: bool) -> list[Node]:
    """Return an abstract or a BibTeX block of an entry as a block that the reader can open."""
    (class_name,) = block.classes
    if class_name == "pubs-abstract":
        icons = [icon("book")] if has_icons else []
        return block_that_opens(class_name, _("Abstract"), [Element("paragraph", block.children)], icons)
    icons = [icon("quote")] if has_icons else []
    # No highlighting: the colors of some themes are hard to read on the background of the block.
    content = [Element(block.name, block.children, language="none")]
    return block_that_opens(class_name, _("Cite"), content, icons)


def labels(kind: str) -> dict[str, str]:
    """Return the labels of the controls of a list of ``kind``, by the names that the scripts use."""
    list_labels = {
        "publication": _("Filter publications"),
        "award": _("Filter awards"),
        "activity": _("Filter activities"),
    }
    return {
        "label": list_labels[kind],
        "search": _("Search"),
        "hint": _("The list changes as you type."),
        "year": _("Year"),
        "kind": _("Kind"),
        "venue": _("Venue") if kind == "publication" else _("Event"),
        "author": _("Author") if kind == "publication" else _("Person"),
        "tag": _("Tag"),
        "award": _("Award"),
        "from": _("From"),
        "to": _("To"),
        "find": _("Find"),
        "more": _("Show more"),
        "all": _("Show all"),
        "sort": _("Sort"),
        "date": _("Date"),
        "title": _("Title"),
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "ascending": _("A to Z"),
        "descending": _("Z to A"),
        "total": _("Showing {shown} of {total}"),
        "nothing": _("Nothing matches."),
        "clear": _("Clear all"),
        "active": _("Active filters"),
        "remove": _("Remove filter: {filter}"),
        "download": _("Download"),
        "failed": _("The file could not be loaded."),
        **copy_labels(),
    }


def copy_labels() -> dict[str, str]:
    """Return the labels of the button that copies a BibTeX entry."""
    return {
        "copy": _("Copy"),
        "copied": _("Copied"),
        "selected": _("Selected: press Ctrl+C to copy."),
    }
