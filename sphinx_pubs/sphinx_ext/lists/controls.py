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
from ...selection.accessors import reader
from ...selection.facets import FACETS, Facet, facet
from ...selection.grouping import Section
from ...selection.sorting import ranks
from ..assets import DOWNLOADS_FOLDER
from ..i18n import translate as _
from ..nodes import pubs_group, pubs_placeholder

if TYPE_CHECKING:
    from sphinx.builders import Builder


# The place of the controls until the scripts have made them.
_ROOM = '<div class="pubs-room"></div>'
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
        data = controls_data(records, placeholder, context)
        if "download" in controls:
            file = quote(f"{DOWNLOADS_FOLDER}/{placeholder['list_id']}")
            data["file"] = relative_uri(builder.get_target_uri(docname), file)
        outer.insert(0, data_node(data))
        outer.insert(0, nodes.raw("", _ROOM, format="html"))
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
    if kind == "person":
        return _("1 person") if count == 1 else _("%s people") % count
    return _("1 entry") if count == 1 else _("%s entries") % count


def controls_data(
    records: Sequence[Record], placeholder: pubs_placeholder, context: RenderContext
) -> dict[str, object]:
    """Return the data of the controls of a list.

    :param records: of the list, in the order of the page.
    :param placeholder: of any of its sections.

    ``words``: the labels. ``facets``: each with a ``name``, its ``values`` (as URLs have them; with
    label and other names if these differ) and ``of``, which has for each entry the index of its value or
    a list of indices. ``again``: the indices of entries that are in an earlier group as well. ``chosen``:
    those of selected entries. ``orders``: the rank of each entry, 0 for none. ``more``: text that a search
    finds beside that of the entry, by index. ``quick``, ``sticky``: see the configuration.
    """
    controls = placeholder["controls"]
    # A search finds all authors, even if the layout shows only some and there is no author facet.
    wanted = {*controls, *(["author"] if "search" in controls else [])}
    facets = [facet(records, name) for name in FACETS if name in wanted]
    first_index: dict[str, int] = {}
    repeated = [
        index for index, record in enumerate(records) if first_index.setdefault(record.key, index) != index
    ]
    return {
        "name": placeholder["name"],
        "controls": list(controls),
        "quick": placeholder["quick"],
        "sticky": placeholder["sticky"],
        "words": labels(placeholder["record"], searches_abstracts="abstract" in placeholder["show"]),
        "facets": [_facet_data(facet, context) for facet in facets if facet.values],
        "again": repeated,
        "chosen": _selected(records) if "selected" in controls else [],
        "orders": _orders(records) if "sort" in controls else {},
        "more": _formula_titles(records) if "search" in controls else {},
    }


def _selected(records: Sequence[Record]) -> list[int]:
    """Return the indices of selected entries; none if they are nearly none or most of the list."""
    is_selected = reader("selected")
    found = [index for index, record in enumerate(records) if is_selected(record)]
    return found if 0.01 <= len(found) / len(records) <= 0.6 else []


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
    """Return the titles with the TeX of their formulas, by index: a page has only their characters."""
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


def collapsible(
    block: Element, above: Sequence[Node], *, has_icons: bool, is_highlighted: bool, is_open: bool = False
) -> list[Node]:
    """Return an abstract or a BibTeX block of an entry as a block that the reader can open.

    :param above: what is above BibTeX: the reference in words.
    :param is_highlighted: whether BibTeX has the colors of the site's code. They make the block four times
        as large.
    """
    (class_name,) = block.classes
    if class_name == "pubs-abstract":
        name, summary, content = "book", _("Abstract"), Element("paragraph", block.children)
    else:
        language = block.attributes["language"] if is_highlighted else "none"
        name, summary = "quote", _("Cite")
        content = Element(block.name, block.children, language=language, force=True)
    icons = [icon(name)] if has_icons else []
    return block_that_opens(class_name, summary, [*above, content], icons, is_open=is_open)


def labels(kind: str, *, searches_abstracts: bool = False) -> dict[str, str]:
    """Return the labels of the controls of a list of ``kind``, by the names that the scripts use."""
    is_publication = kind == "publication"
    return {
        **_counting_labels(kind),
        "search": _("Search"),
        "placeholder": _placeholder(kind, searches_abstracts=searches_abstracts),
        "hint": _("The list changes as you type."),
        "filters": _("Filters"),
        "close": _("Close"),
        "year": _("Year"),
        "years": _("All years"),
        "kind": _("Kind"),
        "venue": _("Venue") if is_publication else _("Event"),
        "author": _("Author") if is_publication else _("Person"),
        "tag": _("Tag"),
        "award": _("Award"),
        "from": _("From"),
        "to": _("To"),
        "find": _("Find"),
        "more": _("Show more"),
        "all": _("Show all"),
        "only": _("Selected only"),
        "dense": _("Compact"),
        "sort": _("Sort"),
        "page": _("As on the page"),
        "title": _("Title"),
        "newest": _("Newest first"),
        "oldest": _("Oldest first"),
        "descending": _("Z to A"),
        "part": _("{shown} of {total}"),
        "nothing": _("Nothing matches."),
        "none": _("Nothing matches {filters}."),
        "drop": _("Drop:"),
        "clear": _("Clear"),
        "active": _("Active filters"),
        "remove": _("Remove filter: {filter}"),
        "export": _("Export"),
        "copyall": _("Copy all BibTeX"),
        "failed": _("The file could not be loaded."),
        "found": _("found here"),
        **copy_labels(),
    }


def _counting_labels(kind: str) -> dict[str, str]:
    """Return the labels that say what the entries of a list are."""
    if kind == "publication":
        return {
            "label": _("Filter publications"),
            "paper": _("{total} paper"),
            "papers": _("{total} papers"),
            "total": _("{shown} of {total} papers"),
            "show": _("Show {papers}"),
        }
    is_award = kind == "award"
    return {
        "label": _("Filter awards") if is_award else _("Filter activities"),
        "paper": _("{total} award") if is_award else _("{total} activity"),
        "papers": _("{total} awards") if is_award else _("{total} activities"),
        "total": _("{shown} of {total} awards") if is_award else _("{shown} of {total} activities"),
        "show": _("Show {papers}"),
    }


def _placeholder(kind: str, *, searches_abstracts: bool) -> str:
    """Return what the search box says of itself while it is empty."""
    if kind != "publication":
        return _("Search {papers}: title, person, event")
    if searches_abstracts:
        return _("Search {papers}: title, author, venue, abstract")
    return _("Search {papers}: title, author, venue")


def copy_labels() -> dict[str, str]:
    """Return the labels of the buttons above a BibTeX entry."""
    return {
        "copy": _("Copy"),
        "copied": _("Copied"),
        "bib": _("Download .bib"),
        "link": _("Copy link"),
        "selected": _("Selected: press Ctrl+C to copy."),
    }
