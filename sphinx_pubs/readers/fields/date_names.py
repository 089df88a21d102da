"""Dates with names of months or seasons: ``3 May 2019``, ``15--19 September 2019``, ``WS 2023/24``."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model.dates import PartialDate, Season
from .date_words import FILLERS, SEASONS
from .months import MONTHS

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_WORD = re.compile(r"[^\W\d_]+\.?")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TWO_YEARS = re.compile(r"(?<!\d)(\d\d)(\d\d)([/\u2010-\u2015-])(\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\w)['\u2019](\d\d)(?!\d)")
# ``WS 23/24``
_SHORT_YEARS = re.compile(r"(?<!\d)(\d\d)/(\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d\d?)(?:st|nd|rd|th|ers?|[ºª°])?(?!\d)", re.I)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def parse_names(source: str) -> PartialDate | None:
    """Return a date with names: ``3 May 2019``, ``15--19 September 2019``, ``Spring 2019``.

    There may be two months, seasons, days or years, which are the ends of a range. Any word that is
    neither a month nor a season nor a known filler means that ``source`` is not a date.
    """
    names = [name for word in _WORD.findall(source) if (name := _month_or_season(word)) != _NO_NAME]
    months = [month for month, _ in names if month]
    source = _SHORT_YEAR.sub(_full_year, source)
    if not months:
        source = _TWO_YEARS.sub(_full_years, source)
    if names and not months and not YEAR.search(source):
        source = _SHORT_YEARS.sub(r"20\1/20\2", source)
    years = [int(year) for year in YEAR.findall(source)]
    if len(years) not in (1, 2) or len(names) > 2:
        return None
    rest = _WORD.sub(lambda word: " " if _month_or_season(word[0]) != _NO_NAME else word[0], source)
    rest = YEAR.sub(" ", rest)
    days = [int(day) for day in _DAY.findall(rest)]
    if _LETTER_OR_DIGIT.search(FILLERS.sub(" ", _DAY.sub(" ", rest))):
        return None
    if len(days) > 2 or (days and len(months) < max(len(names), 1)):
        return None
    first = names[0] if names else _NO_NAME
    start = _named_date(years[0], first, *days[:1])
    if max(len(years), len(names), len(days)) < 2:
        return start
    # With one day and two months, the day belongs to the first month only; "Winter 2023/24" ends in 2024.
    last_day = days[-1:] if len(days) == 2 or len(names) < 2 else []
    last = names[-1] if months or len(names) == 2 else _NO_NAME
    return date_range(start, _named_date(years[-1], last, *last_day))


_NO_NAME: tuple[int, Season | None] = (0, None)


def _month_or_season(word: str) -> tuple[int, Season | None]:
    """Return the month or the season that a word of any language names; (0, None) for another word."""
    name = word.casefold().rstrip(".")
    return MONTHS.get(name, 0), SEASONS.get(name)


def _named_date(year: int, name: tuple[int, Season | None], day: int = 0) -> PartialDate | None:
    month, season = name
    return PartialDate(year, season=season) if season else valid_date(year, month, day)


def _full_year(match: re.Match[str]) -> str:
    """Return the year of ``'98`` or ``'23`` with four digits."""
    return f"{'19' if match[1] >= '50' else '20'}{match[1]}"


def _full_years(match: re.Match[str]) -> str:
    """Return ``2023/24`` with the end as a full year, if it is the next year."""
    century, year, dash, end = match.groups()
    return f"{century}{year}{dash}{century}{end}" if int(end) == int(year) + 1 else match[0]


def month_number(word: str) -> int:
    """Return the number of a month from its full or short name in any language; 0 for another word."""
    return MONTHS.get(word.casefold().rstrip("."), 0)


def has_fillers(source: str) -> bool:
    """Return whether ``source`` has words beside those of the date."""
    return FILLERS.search(source) is not None


def valid_date(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """Return the date, or None if the calendar has no such day; 0 is an unknown month or day."""
    if month > 12 or day > (_DAYS_IN_MONTH[month - 1] if month else 0):
        return None
    return PartialDate(year, month, day)


def date_range(start: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """Return the range, or None if its end is before its start; equal ends are one date."""
    if start is None or end is None or start == end:
        return start
    return replace(start, end=end) if start.sort_key() <= end.sort_key() else None
