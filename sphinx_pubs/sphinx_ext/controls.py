"""What the scripts of a page know of a list: its facets, its orders and their words, as data in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from docutils import nodes

from ..model.text import Math, plain
from ..render.context import Context
from ..render.headings import heading_text
from ..selection.facets import FACETS, Facet, facet
from ..selection.grouping import Section
from ..selection.order import ranks
from .files import Record
from .words import words

ORDERS = ("date", "title", "author")


def controls_data(
    records: Sequence[Record], kind: str, controls: Sequence[str], context: Context
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
        "words": words(kind),
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


def _facet(one: Facet, context: Context) -> dict[str, object]:
    return {
        "name": one.name,
        "values": [_value(one.name, value, context) for value in one.values],
        "of": [places[0] if len(places) == 1 else places for places in one.of],
    }


def _value(name: str, value: str, context: Context) -> str | list[str]:
    label = heading_text(Section(name, value), context)
    person = context.people.get(value) if name == "author" else None
    aliases = " ".join(alias.full() for alias in person.aliases) if person else ""
    return [value, label, *filter(None, [aliases])] if label != value or aliases else value


def _formulas(records: Sequence[Record]) -> dict[int, str]:
    """Return the titles with formulas, of which the page's text has nothing once they are set."""
    return {
        place: plain(record.title) for place, record in enumerate(records) if Math in map(type, record.title)
    }
