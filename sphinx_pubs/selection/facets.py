"""Facets: which values the records of a list have, and which record has which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..model.people import OTHERS
from ..model.publication import Publication
from ..model.text import plain
from .levels import calendar_place, form, values_of
from .namesakes import one_name_each
from .values import Record, creators, events, venues

#: The facets that a list can have.
FACETS = ("year", "kind", "venue", "author", "tag", "award")


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that records have under ``name``.

    :param values: years with the newest first, all others with the most frequent first.
    :param of: for each record the places of its values in ``values``, ascending.
    """

    name: str
    values: tuple[str, ...]
    of: tuple[tuple[int, ...], ...]


def facet(records: Sequence[Record], name: str) -> Facet:
    """Return the facet ``name``, one of :data:`FACETS`; of several spellings the first stands.

    :param records: those of a list; one that stands in several groups counts once.
    """
    read = _reader(records, name)
    found = [{form(value): value for value in read(record) if value} for record in records]
    written: dict[str, str] = {}
    for forms in reversed(found):  # so that the first spelling stands
        written |= forms
    once = {record.key: forms for record, forms in zip(records, found, strict=True)}
    counts = Counter(chain.from_iterable(once.values()))
    if name == "year":
        order = sorted(counts, key=calendar_place, reverse=True)
    else:
        order = sorted(counts, key=lambda same: (-counts[same], same))
    places = {same: place for place, same in enumerate(order)}
    of = tuple(tuple(sorted([places[same] for same in forms])) for forms in found)
    return Facet(name, tuple(written[same] for same in order), of)


def _reader(records: Sequence[Record], name: str) -> Callable[[Record], Sequence[str]]:
    if name == "venue":
        return _venues
    if name != "author":
        return values_of(name)
    unknown = (who for record in records for who in creators(record) if not who.person)
    names = {name: fullest.full() for name, fullest in one_name_each(unknown).items() if name != OTHERS}
    return lambda record: [who.person or names.get(who.name, "") for who in creators(record)]


def _venues(record: Record) -> list[str]:
    """Return all venues of a publication, by the names that are shortest, or the events of another record."""
    if isinstance(record, Publication):
        return [venue.abbr or plain(venue.name) for venue in venues(record)]
    return [plain(event) for event in events(record)]
