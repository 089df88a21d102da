"""Persons from mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..model.dates import PartialDate
from ..model.identifiers import orcid
from ..model.people import Name, Person
from ..model.periods import Period
from ..model.problems import Code, Origin
from .contributors import ReadNames
from .dates import parse
from .fields import Fields, as_written, items, pieces, scalar

#: The fields that a person can have.
PERSON_FIELDS = frozenset("name aliases homepage orcid role period note tags".split())

_NOW = r"(?:\.\.|present|now|today|heute|aujourd'hui|hoy|至今|現在)?"
_SINCE = re.compile(
    rf"(?:since|from|seit|depuis|desde)\s+(?P<date>.+)|(?P<start>.+?)\s*(?:/|-|–|—|to)\s*{_NOW}", re.I
)
_UNTIL = re.compile(r"(?:until|till|bis|jusqu'à|hasta|\.\.\s*/|/|-|–|—)\s*(?P<date>.+)", re.I)


def person(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Person:
    """Return a person; one without a name is called by the key."""
    found = names(fields.value("name"), "person", fields.report) if fields.value("name") else ()
    aliases = [
        alias for value in items(fields.value("aliases")) for alias in names([value], "person", fields.report)
    ]
    identifier = fields.source("orcid")
    normal = orcid(identifier)
    if identifier and normal is None:
        fields.report(Code.BAD_IDENTIFIER, f"orcid does not have its form: {identifier}")
    return Person(
        key=key,
        name=found[0].name if found else Name(literal=key),
        aliases=tuple(alias.name for alias in aliases),
        homepage=fields.url("homepage"),
        orcid=normal.value if normal else "",
        role=fields.string("role"),
        periods=_periods(fields),
        note=fields.texts("note"),
        tags=fields.words("tags"),
        fields=as_written(fields.values),
        origin=origin,
    )


def _periods(fields: Fields) -> tuple[Period, ...]:
    """Return the periods, the earliest first: one, a list, or several with commas between them."""
    found = [period for value in items(fields.value("period")) for period in _each(fields, value)]
    first = PartialDate()
    return tuple(sorted(found, key=lambda period: (period.start or first).sort_key()))


def _each(fields: Fields, value: object) -> Iterator[Period]:
    if isinstance(value, Mapping):
        ends = [scalar(value.get(name)) or "" for name in ("start", "end")]
        yield from _read(fields, "/".join(ends))
        return
    source = scalar(value)
    if source is None:
        fields.report(Code.SHAPE, f"period must hold dates, not a {type(value).__name__}")
    for part in pieces((source or "").replace(";", ","), ","):
        yield from _read(fields, part)


def _read(fields: Fields, source: str) -> Iterator[Period]:
    """Yield the period that ``source`` writes: ``2011/2016``, ``2016-``, ``since 2016``, ``until 2014``."""
    if found := _SINCE.fullmatch(source):
        period = Period(start=_day(found["date"] or found["start"]))
    elif found := _UNTIL.fullmatch(source):
        period = Period(end=_day(found["date"]))
    else:
        date = parse(source)
        period = Period(date and replace(date, end=None, text=""), date and _day(date.end or date))
    if period == Period() or (period.start or period.end or PartialDate()).year is None:
        fields.report(Code.BAD_DATE, f"period cannot be understood: {source}")
        return
    yield period


def _day(source: str | PartialDate) -> PartialDate | None:
    date = parse(source) if isinstance(source, str) else source
    return date and replace(date, end=None, text="")
