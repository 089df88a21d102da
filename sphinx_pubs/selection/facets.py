"""Facets: which values the records of a list have, and which record has which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
    values = list(_values(records, name))
    forms = {value: form(value) for value in dict.fromkeys(chain.from_iterable(values)) if value}
    found = [{forms[value] for value in some if value} for some in values]
    once = {record.key: of_one for record, of_one in zip(records, found, strict=True)}
    counts = Counter(chain.from_iterable(once.values()))
    if name == "year":
        order = sorted(counts, key=calendar_place, reverse=True)
    else:
        order = sorted(counts, key=lambda same: (-counts[same], same))
    places = {same: place for place, same in enumerate(order)}
    of = tuple([tuple(sorted([places[same] for same in of_one])) for of_one in found])
    written = {same: value for value, same in reversed(forms.items())}  # the first spelling stands
    return Facet(name, tuple(written[same] for same in order), of)


def _values(records: Sequence[Record], name: str) -> Iterable[Sequence[str]]:
    """Return the values of each record."""
    if name == "author":
        return _authors(records)
    return map(_venues if name == "venue" else values_of(name), records)


def _authors(records: Sequence[Record]) -> Iterable[Sequence[str]]:
    people = [creators(record) for record in records]
    unknown = [who for of_one in people for who in of_one if not who.person]
    names = {name: fullest.full() for name, fullest in one_name_each(unknown).items() if name != OTHERS}
    return ([who.person or names.get(who.name, "") for who in of_one] for of_one in people)


def _venues(record: Record) -> list[str]:
    """Return all venues of a publication, by the names that are shortest, or the events of another record."""
    if isinstance(record, Publication):
        return [venue.abbr or plain(venue.name) for venue in venues(record)]
    return [plain(event) for event in events(record)]
