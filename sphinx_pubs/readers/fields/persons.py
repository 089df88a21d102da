"""Fields of a person, and the periods of their membership -> ``Person``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...model.dates import PartialDate, Period
from ...model.names import Name
from ...model.problems import Code, Origin
from ...model.records import Person
from .annotations import orcid_of
from .contributors import ReadNames
from .date_strings import parse_date
from .values import COMMA, Fields, as_list, as_written, quoted, scalar, split_list

PERSON_FIELDS = frozenset("name aliases homepage orcid role period note tags".split())

_NOW = r"(?:\.\.|present|now|today|heute|aujourd'hui|hoy|至今|現在)?"
_SINCE = re.compile(
    rf"(?:since|from|seit|depuis|desde)\s++(?P<date>.+)|(?P<start>\S(?:.*?\S)??)\s*+(?:/|-|–|—|to)\s*+{_NOW}",
    re.I,
)
_UNTIL = re.compile(r"(?:until|till|bis|jusqu'à|hasta|\.\.\s*/|/|-|–|—)\s*+(?P<date>.+)", re.I)


def read_person(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Person:
    """Return the person with these fields (``PERSON_FIELDS``); without a name the key is the name."""
    name = fields.value("name")
    people = names(name, "person", fields.report) if name else ()
    aliases: list[Name] = []
    for alias in as_list(fields.value("aliases")):
        aliases.extend(who.name for who in names([alias], "person", fields.report))
    identifier = fields.source("orcid")
    orcid = orcid_of(identifier, fields.report) if identifier else ""
    return Person(
        key=key,
        name=people[0].name if people else Name(literal=key),
        aliases=tuple(aliases),
        homepage=fields.url("homepage"),
        orcid=orcid,
        role=fields.string("role"),
        periods=_periods(fields),
        note=fields.texts("note"),
        tags=fields.words("tags"),
        fields=as_written(fields.values),
        origin=origin,
    )


def _periods(fields: Fields) -> tuple[Period, ...]:
    """Return the periods, the earliest first.

    ``period`` is a string with one period or several between commas, a mapping with ``start``
    and ``end``, or a list of these.
    """
    periods = [period for value in as_list(fields.value("period")) for period in _read_periods(value, fields)]
    return tuple(sorted(periods, key=lambda period: (period.start or PartialDate()).sort_key()))


def _read_periods(value: object, fields: Fields) -> Iterator[Period]:
    if isinstance(value, Mapping):
        start, end = (scalar(value.get(name)) or "" for name in ("start", "end"))
        yield from _parse_period(f"{start}/{end}", fields)
        return
    source = scalar(value)
    if source is None:
        fields.report(Code.SHAPE, "period must contain dates, not a list")
    for part in split_list((source or "").replace(";", ","), COMMA):
        yield from _parse_period(part, fields)


def _parse_period(source: str, fields: Fields) -> Iterator[Period]:
    """Yield the period in ``source``: ``2011/2016``, ``2016-``, ``since 2016``, ``until 2014``."""
    if match := _SINCE.fullmatch(source):
        period = Period(start=_end_point(match["date"] or match["start"]))
    elif match := _UNTIL.fullmatch(source):
        period = Period(end=_end_point(match["date"]))
    else:
        date = parse_date(source, years=True)
        period = Period(_without_end(date), _without_end(date and (date.end or date)))
    if period.start is None and period.end is None:
        fields.report(Code.BAD_DATE, f"cannot understand period {quoted(source)}")
        return
    yield period


def _end_point(source: str) -> PartialDate | None:
    return _without_end(parse_date(source))


def _without_end(date: PartialDate | None) -> PartialDate | None:
    """Return a date that is a single point in time, without its wording; None without a year."""
    return replace(date, end=None, text="") if date and date.year is not None else None
