"""What the scripts of a page know of a list: its facets, its orders and their words, as data in the page.

What a list has in HTML pages only: data for the scripts, links to entries, blocks that open.

The words of the controls, in the language of the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from ...model.records import Record
from ...model.text import Math, plain
from ...render.context import RenderContext
from ...render.dates import heading_text
from ...render.elements import Element, Node, to_node
from ...render.entries import LONG
from ...selection.facets import FACETS, Facet, facet
from ...selection.grouping import Section
from ...selection.sorting import ranks
from ..assets import DOWNLOADS_FOLDER
from ..i18n import translate
from ..i18n import translate as _
from ..nodes import pubs_details, pubs_group, pubs_placeholder

if TYPE_CHECKING:
    from sphinx.builders import Builder


ORDERS = ("date", "title", "author")


def controls_data(
    records: Sequence[Record], kind: str, controls: Sequence[str], context: RenderContext
) -> dict[str, object]:
    """Return what the controls of a list need to know.

    :param records: those of the list, in the order of the page. :param kind: of record.

    ``facets`` have a ``name``, their ``values`` (what a URL says; with a label and other
    names where these differ from it), and ``of``, for each entry the place of its
    value or the places of several; ``again`` the places of entries that stand in an earlier
    group already; ``orders`` the rank of each entry, 0 without one; ``more`` what a search
    finds besides what stands in the entry, by its place.
    """
    # A search finds authors that the layout does not show, whether or not they are a facet.
    wanted = {*controls, *(["author"] if "search" in controls else [])}
    facets = [facet(records, name) for name in FACETS if name in wanted]
    first: dict[str, int] = {}
    return {
        "controls": list(controls),
        "words": labels(kind),
        "facets": [_facet(one, context) for one in facets if one.values],
        "again": [at for at, record in enumerate(records) if first.setdefault(record.key, at) != at],
        "orders": dict(_orders(records)) if "sort" in controls else {},
        "more": _formulas(records) if "search" in controls else {},
    }


def _orders(records: Sequence[Record]) -> Iterator[tuple[str, list[int]]]:
    for name in ORDERS:
        found = ranks(records, name)
        if len(set(found)) > 1:  # else it orders nothing
            yield name, found


def data_node(data: Mapping[str, object]) -> nodes.raw:
    """Return ``data`` as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return nodes.raw("", f'<script type="application/json" class="pubs-data">{text}</script>', format="html")


def _facet(one: Facet, context: RenderContext) -> dict[str, object]:
    return {
        "name": one.name,
        "values": [_value(one.name, value, context) for value in one.values],
        "of": [places[0] if len(places) == 1 else places for places in one.of],
    }


def _value(name: str, value: str, context: RenderContext) -> str | list[str]:
    label = heading_text(Section(name, value), context)
    person = context.people.get(value) if name == "author" else None
    aliases = " ".join(alias.full() for alias in person.aliases) if person else ""
    return [value, label, *filter(None, [aliases])] if label != value or aliases else value


def _formulas(records: Sequence[Record]) -> dict[int, str]:
    """Return the titles with formulas, of which the page's text has nothing once they are set."""
    return {
        place: plain(record.title) for place, record in enumerate(records) if Math in map(type, record.title)
    }


def make_interactive(
    outer: nodes.Element,
    placeholder: pubs_placeholder,
    records: Sequence[Record],
    context: RenderContext,
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
            file = quote(f"{DOWNLOADS_FOLDER}/{stem}")
            data["file"] = relative_uri(builder.get_target_uri(docname), file)
        outer.insert(0, data_node(data))
    elif "bibtex" in placeholder["show"]:
        outer.insert(0, data_node({"controls": [], "words": copy_labels()}))


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


def collapsible(block: Element) -> Node:
    """Return a block that stands in an entry as one that its reader opens."""
    (name,) = block.classes
    # No highlighting: the colours of themes are not all to be read.
    inner = to_node(Element(block.name, block.children, language="none"))
    summary = translate("Abstract") if name == "pubs-abstract" else "BibTeX"
    return pubs_details("", inner, summary=summary, classes=[name])


def _replace_groups(outer: nodes.Element) -> None:
    for group in list(outer.findall(nodes.section)):
        if "pubs-group" in group["classes"]:
            group.parent[group.parent.index(group)] = pubs_group("", *group.children, **group.attributes)


def labels(kind: str) -> dict[str, str]:
    """Return the words of a list of records of ``kind``, by the names that the scripts have for them."""
    labels = {
        "publication": _("Filter publications"),
        "award": _("Filter awards"),
        "activity": _("Filter activities"),
    }
    return {
        "label": labels[kind],
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
    """Return the words of the button that copies an entry."""
    return {
        "copy": _("Copy"),
        "copied": _("Copied"),
        "selected": _("Selected: press Ctrl+C to copy."),
    }
