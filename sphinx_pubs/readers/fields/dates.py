"""Date fields -> ``PartialDate``.

:func:`read_date` reads the date of a record from its fields ``date``, ``year``, ``month``,
``day`` and ``pubstate`` (or ``status``), which have the same meaning in every format.
:func:`date_from_parts` reads BibTeX's year, month and day; ``date_strings`` one string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from ...model.dates import PartialDate, Status, is_preprint_status, status_of
from ...model.problems import Code
from ...model.text import plain
from ..base import Report
from . import date_words
from .date_names import has_fillers, month_number, valid_date
from .date_strings import ambiguous_day, parse_date
from .values import Fields, quoted, scalar

# A URL that somebody put before the year, which would become part of it.
_URL_MACRO = re.compile(r"\\url\s*\{[^{}]*\}")
# ``1--3`` and ``1/2`` are months; ``3/15`` and ``15/3`` are a day.
_TWO_NUMBERS = re.compile(r"(?P<first>\d\d?) ?(?P<dash>/|[-\u2010-\u2015]{1,3}) ?(?P<last>\d\d?)")


def read_date(fields: Fields, *, years: bool = False) -> PartialDate | None:
    """Return the date of a record or venue from its fields; report what cannot be understood.

    ``date`` is used before ``year``. A date that cannot be understood is kept as text.

    :param years: in ``date``, ``2020-21`` means two years, not a season (see :func:`.parse_date`).
    """
    date, year, month = _source(fields, "date"), _source(fields, "year"), _source(fields, "month")
    result = None
    if not (date or year):  # a talk has the date of its event
        date = _source(fields, "eventdate")
    if date or year or month:
        parse = _parse_years if years else parse_date
        result = _date_of_fields(date, year, month, _source(fields, "day"), parse, fields.report)
    if "pubstate" not in fields.values and "status" not in fields.values:
        return result
    source = fields.source("pubstate", "status")
    if not source or is_preprint_status(source):
        return result
    if (status := _status_of(source)) is not None:
        return replace(result or PartialDate(), status=status)
    fields.report(
        Code.BAD_DATE,
        f"unknown publication status {quoted(source)}; write preprint, submitted, accepted or in press",
    )
    return result


def _source(fields: Fields, name: str) -> str:
    value = fields.values.get(name)
    if not value:
        return ""
    if isinstance(value, str):
        source = value.strip()
    elif isinstance(value, Mapping):
        return _parts(value) or fields.source(name)
    else:
        source = fields.source(name)
    if "\\" in source or "{" in source:
        return " ".join(plain(fields.to_text(_URL_MACRO.sub(" ", source))).split())
    return source


def _parts(value: Mapping[str, object]) -> str:
    """Return a date that is a mapping with a year, or with a start and an end; empty for any other."""
    year, month, day, start, end = (
        scalar(value.get(name)) or "" for name in ("year", "month", "day", "start", "end")
    )
    if start or end:
        return range_source(start, end)
    return (
        " ".join(filter(None, (day, month, year)))
        if not month.isdigit()
        else f"{year}-{month}-{day}".rstrip("-")
    )


def range_source(start: str, end: str) -> str:
    """Return a range as one string; without an end, it is open: ``2020 –``."""
    return f"{start} – {end}".strip()


def _status_of(source: str) -> Status | None:
    """Return the status that ``source`` is or begins with: ``submitted to a journal``."""
    status = status_of(source)
    if status is None and (match := date_words.STATUS.match(source)):
        return status_of(match[0])
    return status


def _parse_years(source: str) -> PartialDate | None:
    return parse_date(source, years=True)


def _date_of_fields(
    date: str, year: str, month: str, day: str, parse: Callable[[str], PartialDate | None], report: Report
) -> PartialDate | None:
    if date:
        # The date may leave the year to its field: ``date: Fall``, ``year: 2023``.
        if result := parse(date) or (parse(f"{date} {year}") if year and not month else None):
            return result
        if result := _ambiguous(date, report):
            return result
        report(
            Code.BAD_DATE, f"cannot understand date {quoted(date)}; write it as 2024-05-17, 2024-05 or 2024"
        )
    if year or month:
        if result := date_from_parts(year, month, day):
            return result
        if not month and (result := _ambiguous(year, report)):
            return result
        parts = {name: value for name, value in (("day", day), ("month", month), ("year", year)) if value}
        written = " ".join(parts.values())
        advice = "write the month as a name or a number" if month else "write it as 2024"
        report(Code.BAD_DATE, f"cannot understand {' and '.join(parts)} {quoted(written)}; {advice}")
        if result := parse_date(year):
            return result
    text = " ".join((date or year).split())
    return PartialDate(text=text) if text else None


def _ambiguous(source: str, report: Report) -> PartialDate | None:
    """Return the year of a date whose day and month can be either number, such as ``03/05/2019``."""
    numbers = ambiguous_day(source)
    if numbers is None:
        return None
    year, first, second = numbers
    ways = f"{year}-{first:02d}-{second:02d} or {year}-{second:02d}-{first:02d}"
    report(Code.BAD_DATE, f"day or month first in {quoted(source)}? Only the year is used; write {ways}")
    return PartialDate(year, text=source)


@lru_cache(maxsize=4096)
def date_from_parts(year: str, month: str, day: str) -> PartialDate | None:
    """Return the date of BibTeX's ``year``, ``month`` and ``day``; each of them may be empty.

    ``month`` is a number or a name, but people also put days, seasons and whole dates into it:
    ``month = "September 15-19,"``, ``month = "10~jan"``, ``month = "08/2010"``, ``month = {Fall}``.
    """
    if not month:
        return parse_date(year, years=True)
    month_digits = re.fullmatch(r"0?(\d|1[0-2])\s?[月월]?", month)
    if month_digits or (month_number(month) and re.fullmatch(r"\d\d?|", day)):
        number = int(month_digits[1]) if month_digits else month_number(month)
        return _with_month(parse_date(year, years=True), number, day, _day_and_month(day, month))
    if (numbers := _TWO_NUMBERS.fullmatch(month)) and re.fullmatch(r"\d{4}", year):
        return _two_numbers(int(year), int(numbers["first"]), int(numbers["last"]), numbers["dash"])
    whole_date = parse_date(month)
    if whole_date and str(whole_date.year) == year:
        return whole_date
    words = _day_and_month(day, month)
    date = parse_date(f"{words.rstrip(' ,')} {year}")
    if date and date.status is Status.PUBLISHED and not date.season and not has_fillers(words):
        return replace(date, text="")
    return date


def _two_numbers(year: int, first: int, last: int, dash: str) -> PartialDate | None:
    if max(first, last) <= 12:
        return parse_date(f"{year}-{first:02d}/{year}-{last:02d}")
    return parse_date(f"{first}/{last}/{year}") if dash == "/" else None


def _day_and_month(day: str, month: str) -> str:
    return " ".join(filter(None, (day if day not in month else "", month)))


def _with_month(date: PartialDate | None, month: int, day: str, words: str) -> PartialDate | None:
    """Add month and day to a date that is only a year; return any other date as it is."""
    if date is None or date.year is None or date.month or date.season or date.end:
        return date
    exact = valid_date(date.year, month, int(day) if re.fullmatch(r"\d\d?", day) else 0)
    if exact is None:
        return None
    text = f"{words} {date.text}" if date.text else ""
    return replace(exact, status=date.status, qualifier=date.qualifier, text=text)
