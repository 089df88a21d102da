"""The order of a list: ``-date, title``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ..model.kinds import KINDS
from ..model.names import Name, fold
from ..model.records import Record
from ..model.text import plain
from .accessors import creators, date_of, events, reader, venues
from .comparison import number, status_label

#: What a record is sorted by; None for a record without a value.
SortValue = Callable[[Record], Any]

#: The name of a sort key or of a grouping level.
NAME = re.compile(r"[^\W\d][\w-]*")
_ARTICLE = re.compile(r"(?:an?|the) (?=.)")


class SortKey(NamedTuple):
    """A name to sort by, and whether the largest value comes first."""

    name: str
    descending: bool = False


@lru_cache(maxsize=256)  # the text of an option is checked by the directive, and parsed for the list
def parse_sort(text: str) -> tuple[SortKey, ...]:
    """Return the sort keys that ``text`` lists, separated by commas; ``-`` before a name sorts descending.

    Raises ``ValueError`` for anything but names.
    """
    keys = []
    for item in (part.strip() for part in text.split(",")):
        name = item.removeprefix("-")
        if not NAME.fullmatch(name):
            raise ValueError(f"sort: invalid name {item[:40]!r}; write names such as -date, title")
        keys.append(SortKey(name.lower(), name != item))
    return tuple(keys)


def sort_records(
    records: Iterable[Record], sort: Sequence[SortKey], keys: Iterable[str] = ()
) -> list[Record]:
    """Return ``records`` sorted by ``sort``; equal records keep their order.

    The sort key *source* is the order of ``records``, *keys* that of ``keys``. Records without a
    value come last, whether ascending or descending.
    """
    result = list(records)
    positions = {
        "source": {record.key: index for index, record in enumerate(result)},
        "keys": {key: index for index, key in enumerate(keys)},
    }
    for name, descending in reversed(sort):
        value_of = _position_in(positions[name]) if name in positions else _sort_value(name)
        decorated = [(value_of(record), record) for record in result]
        known = [item for item in decorated if item[0] is not None]
        known.sort(key=itemgetter(0), reverse=descending)
        result = [record for _, record in known]
        result += [record for value, record in decorated if value is None]
    return result


def ranks(records: Sequence[Record], name: str) -> list[int]:
    """Return the rank of each record in the order of ``name``, from 1; equal records have the same rank.

    A record without a value has rank 0.
    """
    values = list(map(_sort_value(name), records))
    known = sorted([i for i, value in enumerate(values) if value is not None], key=values.__getitem__)
    result = [0] * len(values)
    for rank, (_, equal) in enumerate(groupby(known, key=values.__getitem__), start=1):
        for index in equal:
            result[index] = rank
    return result


def kind_sort_key(kind: str) -> tuple[int, str] | None:
    """Return a sort key that follows the order of ``KINDS``; other kinds come after them, alphabetically."""
    if not kind:
        return None
    return KINDS.index(kind) if kind in KINDS else len(KINDS), fold(kind)


@lru_cache(maxsize=8192)  # the records of a list share most of their names
def name_sort_key(name: Name) -> tuple[str, str]:
    """Return a sort key that orders names by family name with particle, then by the rest.

    An East Asian name is one word, since many sources do not tell its parts.
    """
    if name.is_east_asian():
        return fold(name.full()), ""
    family = name.literal or (f"{name.particle} {name.family}" if name.particle else name.family)
    return fold(family), fold(f"{name.given} {name.suffix}" if name.suffix else name.given)


def _sort_value(name: str) -> SortValue:
    match name:
        case "date":
            return _date
        case "year":
            return lambda record: (date := _date(record)) and date[0]
        case "status":
            return _status
        case "kind":
            return lambda record: kind_sort_key(record.kind)
        case "title":
            return _title
        case "author" | "name":
            return lambda record: [name_sort_key(creator.name) for creator in creators(record)] or None
        case "venue":
            return _venue
    read = reader(name)
    return lambda record: _natural(read(record))


def _position_in(positions: dict[str, int]) -> SortValue:
    return lambda record: positions.get(record.key)


def _date(record: Record) -> tuple[int, int, int] | None:
    """Return the date as a sort key; a status comes after every year."""
    date = date_of(record)
    return date.sort_key() if date is not None and status_label(date) else None


def _status(record: Record) -> int | None:
    date = date_of(record)
    return date.status if date is not None and status_label(date) else None


def _title(record: Record) -> str | None:
    title = fold(plain(record.title))
    article = _ARTICLE.match(title)
    return (title[article.end() :] if article else title) or None


def _venue(record: Record) -> str | None:
    if first := venues(record)[:1]:
        return fold(plain(first[0].name) or first[0].abbr) or None
    first_event = events(record)[:1]
    return fold(plain(first_event[0])) if first_event else None


def _natural(value: object) -> tuple[int, float, str] | None:
    """Return a sort key for a value of any type: numbers come first, then text."""
    if value is None or value in ("", ()):
        return None
    numeric = number(value)
    if numeric is not None:
        return 0, numeric, ""
    return 1, 0, fold(" ".join(value) if isinstance(value, tuple) else str(value))
