"""The values that a record has under a name, as groups and facets show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from ..model.dates import Status
from ..model.people import OTHERS, Contributor
from ..model.text import plain
from .compare import as_text
from .values import Record, awards, creators, date_of, raw, reader, venues, year_of
from .words import Keywords, state, status_of, unaccented


@lru_cache(maxsize=10_000)  # the records of a list have the same values again and again
def form(value: str) -> str:
    """Return what two ways to write one value have in common: neither case nor accents count."""
    return unaccented(value).casefold()


def calendar_place(value: str) -> int:
    """Return what orders years, decades, months and statuses: what is not published yet comes last."""
    status = status_of(value)
    return int(value.removesuffix("s")) if status is None else 10**6 + status


def values_of(level: str) -> Callable[[Record], Sequence[str]]:
    """Return the function that reads the values of a record at ``level``: several, one, or none."""
    match level:
        case "year" | "decade":
            return lambda record: _year(record, decade=level == "decade")
        case "venue":
            return lambda record: [first.abbr or plain(first.name) for first in venues(record)[:1]]
        case "award":
            return lambda record: [award.shorttitle or plain(award.title) for award in awards(record)]
        case "journal" | "journaltitle" | "booktitle" | "school" | "institution":
            return lambda record: [plain(first.name) for first in venues(record)[:1] if raw(record, level)]
        case "author":
            return lambda record: [author_value(who) for who in creators(record) if who.name != OTHERS]
    read = reader(level)

    def values(record: Record) -> Sequence[str]:
        found = read(record)
        if isinstance(found, Keywords):
            return found.items
        return found if isinstance(found, tuple) else (as_text(found) or "",)

    return values


def _year(record: Record, *, decade: bool) -> Sequence[str]:
    date = date_of(record)
    year = year_of(date)
    if date is None or year is None or date.status is not Status.PUBLISHED:
        return (state(date),)
    return (f"{year // 10 * 10}s",) if decade else (str(year),)


def author_value(who: Contributor) -> str:
    """Return the key of the person that ``who`` is, or the name as the data has it."""
    return who.person or who.name.full()
