"""The same award of several years, which lists show as one entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .dates import Status
from .records import Award, Record


def same_awards(record: Record) -> tuple[Record, ...]:
    """Return ``record``, and those that are joined to it."""
    return (record, *(record.repeats if isinstance(record, Award) else ()))


def joined_years(records: Sequence[Record]) -> list[Record]:
    """Return ``records``, with awards that differ in key and date only as one, the first of them.

    The others are its ``repeats``. Two of one year stay apart, as they are two; so do awards for works, and
    those without a year or that are still to come.
    """
    groups: dict[object, list[Record]] = {}
    for record in records:
        group = groups.setdefault(_sameness(record), [])
        if isinstance(record, Award) and any(_year(record) == _year(other) for other in group):
            group = groups.setdefault(record.key, [])
        group.append(record)
    return [_joined(group) for group in groups.values()]


def _sameness(record: Record) -> object:
    """Return what the same awards of several years have in common; for all other records what is unique."""
    if not isinstance(record, Award) or record.publications or _year(record) is None:
        return record.key
    return replace(record, key="", date=None)


def _year(record: Record) -> int | None:
    date = record.date
    return date.year if date and date.status is Status.PUBLISHED else None


def _joined(records: Iterable[Record]) -> Record:
    first, *others = records
    repeats = tuple([other for other in others if isinstance(other, Award)])
    return replace(first, repeats=repeats) if isinstance(first, Award) and repeats else first
