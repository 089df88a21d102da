"""The order of a list: ``-date, title``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ..model.kinds import KINDS
from ..model.names import Name, fold
from ..model.records import Record
from ..model.text import plain
from .accessors import creators, date_of, events, reader, venues
from .comparison import number, state

#: What a record is ordered by; None where it has no such value.
Place = Callable[[Record], Any]

_ARTICLE = re.compile(r"(?:an?|the) (?=.)")
#: What a name of a sort key or of a level looks like.
NAME = re.compile(r"[^\W\d][\w-]*")


class SortKey(NamedTuple):
    """A name to sort by, and whether the largest comes first."""

    name: str
    descending: bool = False


def parse_sort(text: str) -> tuple[SortKey, ...]:
    """Return the keys that ``text`` lists, separated by commas; ``-`` before one turns its order round."""
    keys = []
    for item in (part.strip() for part in text.split(",")):
        name = item.removeprefix("-")
        if not NAME.fullmatch(name):
            raise ValueError(f"sort: {item!r} is not a name, or one with - before it, as in -date, title")
        keys.append(SortKey(name.lower(), name != item))
    return tuple(keys)


def ordered(records: Iterable[Record], keys: Sequence[SortKey], wanted: Iterable[str] = ()) -> list[Record]:
    """Return ``records`` ordered by ``keys``; equal ones keep their order.

    ``wanted`` is the order that *keys* stands for. What has no value comes last in either direction.
    """
    result = list(records)
    special = {
        "source": {record.key: index for index, record in enumerate(result)},
        "keys": {key: index for index, key in enumerate(wanted)},
    }
    for name, descending in reversed(keys):
        place = partial(_listed_at, special[name]) if name in special else _place(name)
        decorated = [(place(record), record) for record in result]
        known = [item for item in decorated if item[0] is not None]
        known.sort(key=itemgetter(0), reverse=descending)
        result = [record for _, record in known]
        result += [record for found, record in decorated if found is None]
    return result


def ranks(records: Sequence[Record], name: str) -> list[int]:
    """Return the place of each record in the order of ``name``, counted from 1; equal ones share a place.

    0 is that of a record without a value.
    """
    place_of = _place(name)
    places = [place_of(record) for record in records]
    known = sorted([at for at, place in enumerate(places) if place is not None], key=places.__getitem__)
    found = [0] * len(places)
    for rank, (_, equal) in enumerate(groupby(known, key=places.__getitem__), start=1):
        for at in equal:
            found[at] = rank
    return found


def date_place(record: Record) -> tuple[int, int, int] | None:
    """Return what orders records by date; a status comes after every year."""
    date = date_of(record)
    return date.sort_key() if date is not None and state(date) else None


def kind_place(kind: str) -> tuple[int, str] | None:
    """Return what orders kinds: the order of ``KINDS``, and then of the alphabet."""
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), fold(kind)) if kind else None


def _listed_at(places: dict[str, int], record: Record) -> int | None:
    return places.get(record.key)


def _place(name: str) -> Place:
    match name:
        case "date":
            return date_place
        case "year":
            return lambda record: (place := date_place(record)) and place[0]
        case "status":
            return lambda record: (date := date_of(record)) and (date.status if state(date) else None)
        case "kind":
            return lambda record: kind_place(record.kind)
        case "title":
            return _title_place
        case "author" | "name":
            return lambda record: [by_family(who.name) for who in creators(record)] or None
        case "venue":
            return _venue_place
    read = reader(name)
    return lambda record: _natural(read(record))


@lru_cache(maxsize=8192)  # a list has the same names again and again
def by_family(name: Name) -> tuple[str, str]:
    """Return what orders names: the family name with its particle, and then the rest."""
    family = name.literal or (f"{name.particle} {name.family}" if name.particle else name.family)
    return fold(family), fold(f"{name.given} {name.suffix}" if name.suffix else name.given)


def _title_place(record: Record) -> str | None:
    title = fold(plain(record.title))
    article = _ARTICLE.match(title)
    return (title[article.end() :] if article else title) or None


def _venue_place(record: Record) -> str | None:
    if first := venues(record)[:1]:
        return fold(plain(first[0].name) or first[0].abbr) or None
    found = events(record)
    return fold(plain(found[0])) if found else None


def _natural(value: object) -> tuple[int, float, str] | None:
    """Return what orders values of any field: numbers first, and then text."""
    if value is None or value in ("", ()):
        return None
    size = number(value)
    text = "" if size is not None else fold(" ".join(value) if isinstance(value, tuple) else str(value))
    return (0, size, "") if size is not None else (1, 0, text)
