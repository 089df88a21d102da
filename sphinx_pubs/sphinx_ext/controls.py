"""What the scripts of a page know of a list: its facets, its orders and their words, as data in the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from docutils import nodes

from ..model.publication import Publication
from ..model.text import Math, Text, plain
from ..render.context import Context
from ..render.headings import heading_text
from ..selection.facets import FACETS, facet
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

    ``facets`` have a ``name``, their ``values`` (each what a URL says, and its label
    where that is another), and ``of``, for each entry the places of its values;
    ``orders`` the rank of each entry, 0 without one; ``more`` what a search finds
    besides what stands in the entry, by its place.
    """
    facets = [facet(records, name) for name in FACETS if name in controls]
    return {
        "controls": list(controls),
        "words": words(kind),
        "facets": [
            {
                "name": one.name,
                "values": [_value(one.name, value, context) for value in one.values],
                "of": one.of,
            }
            for one in facets
            if len(one.values) > 1
        ],
        "orders": {name: ranks(records, name) for name in ORDERS} if "sort" in controls else {},
        "more": dict(_more(records, context)) if "search" in controls else {},
    }


def data_node(data: Mapping[str, object]) -> nodes.raw:
    """Return ``data`` as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return nodes.raw("", f'<script type="application/json" class="pubs-data">{text}</script>', format="html")


def _value(name: str, value: str, context: Context) -> list[str]:
    label = heading_text(Section(name, value), context)
    return [value] if label == value else [value, label]


def _more(records: Sequence[Record], context: Context) -> Iterator[tuple[int, str]]:
    """Yield what the text of an entry does not have: TeX of titles, as it is set on the page; aliases."""
    aliases = {
        key: " ".join(alias.full() for alias in (person.name, *person.aliases))
        for key, person in context.people.items()
        if person.aliases
    }
    for place, record in enumerate(records):
        known = [plain(record.title)] if _has_math(record.title) else []
        if isinstance(record, Publication) and aliases:
            known += [aliases[who.person] for who in record.contributors if who.person in aliases]
        if known:
            yield place, " ".join(known)


def _has_math(text: Text) -> bool:
    return any(isinstance(part, Math) for part in text)
