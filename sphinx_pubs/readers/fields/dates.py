"""Date fields -> ``PartialDate``.

:func:`read_date` reads the date of a record from its fields ``date``, ``year``, ``month``,
``day`` and ``pubstate`` (or ``status``), which have the same meaning in every format.
:func:`parse_date` reads one string, :func:`date_from_parts` BibTeX's year, month and day.

Dates are read as people write them: ISO 8601 and EDTF, ranges, month names in many
languages, seasons, *in press*, *n.d.* A date whose order is uncertain (``03/05/2019``)
is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ...model.dates import STATUS_NAMES, PartialDate, Status, status_of
from ...model.problems import Code
from ..base import Report
from .months import MONTHS
from .values import Fields, quoted

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DASH = r"\s*(?:-{1,3}|[\u2010-\u2015]|~--~)\s*"

# ISO 8601-2 (EDTF). A time is ignored, and so are the marks for uncertain and approximate dates.
_ISO = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:-(?:uu|xx)){0,2}"
    r"(?:[T ]\d\d:\S*)?[~?%]?",
    re.I,
)
_COMPACT = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)")
_LONG_YEAR = re.compile(r"y(?P<year>-?\d{5,7})(?P<month>)(?P<day>)", re.I)
_SEASONS = range(21, 25)  # EDTF writes them as months
_OPEN_END = ("", "..", "open", "unknown")

# Numbers in another order or with other separators.
_YEARS = re.compile(rf"(\d{{4}})(?:{_DASH}|\s*/\s*)(\d{{4}})")
_SHORT_RANGE = re.compile(rf"(?P<year>\d{{4}})(?P<dash>/|{_DASH})(?P<end>\d\d)")
_UNTIL_NOW = re.compile(rf"(\d{{4}}){_DASH}(?:present|now|today|ongoing|heute)", re.I)
_DECADE = re.compile(r"(\d\d)(\d|[xXu?])[xXu?]")
# "[1893] 1984" is a reprint, "2019a" the year of a label.
_REPRINT_OR_LABEL = re.compile(r"(?:\[\d{4}\]\s*)?(\d{4})[a-z]?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})/(?P<month>\d\d?)?(?:/(?P<day>\d\d?)?)?/?[^/\d]*")
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s?[年년](?:\s?(?P<month>\d\d?)\s?[月월](?:\s?(?P<day>\d\d?)\s?[日号號일])?)?"
)
_MONTH_AND_YEAR = re.compile(r"(?P<month>\d\d?)/(?P<year>\d{4})")
_DOTTED_DAY_FIRST = re.compile(r"(?:(?P<day>\d\d?)\.\s?)?(?P<month>\d\d?)\.\s?(?P<year>\d{4})")
_DOTTED_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\.(?P<month>\d\d?)(?:\.(?P<day>\d\d?))?")
_DAY_AND_MONTH = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")

# Words.
_WORD = re.compile(r"[^\W\d_]+\.?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d\d?)(?:st|nd|rd|th|ers?|[ºª°])?(?!\d)", re.I)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# A date with a word or a bracket in it is also kept as it is written.
_OWN_WORDING = re.compile(r"[^\W\d_]|\[")
_STATUS = re.compile(
    r"\b(?:"
    + "|".join(r"[\s-]*".join(name) for name in sorted(STATUS_NAMES, key=len, reverse=True))
    + r")\b",
    re.I,
)
# "No date" in English, Latin and Romance languages, German, Russian, Persian and Chinese.
_NO_DATE = re.compile(
    r"(?:n\.?\s?d|no\s+date|undated|(?:date\s+)?unknown|s\.?\s?[adf]|sans\s+date|sin\s+fecha|sem\s+data"
    r"|senza\s+data|o\.?\s?j|ohne\s+(?:jahr|datum)|б\.?\s?г|بی\u200c?تا|无日期|無日期)\.?",
    re.I,
)
# Words that a date may contain and that do not change it: weekdays, seasons, articles, prepositions.
_FILLERS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|spring|summer|autumn|fall|winter|early|mid|late|circa|ca?|of|the|in|on|since|to|and"
    r"|frühling|frühjahr|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|estate"
    r"|autunno|inverno|verão|outono|der|den|dem|im|am|vom|bis|und|ca|le|la|du|de|des|del|di|do|dos|au|el|al"
    r"|il|em|e|y|et|i|og|och|van|tot|en|г|года|р|року)\b",
    re.I,
)


# --- the fields of a record ---


def read_date(fields: Fields) -> PartialDate | None:
    """Return the date of a record or venue from its fields; report what cannot be understood.

    ``date`` is used before ``year``. A date that cannot be understood is kept as text.
    """
    date, year, month = fields.source("date"), fields.source("year"), fields.source("month")
    result = None
    if date or year or month:
        result = _date_of_fields(date, year, month, fields.source("day"), fields.report)
    if source := fields.source("pubstate", "status"):
        status = status_of(source)
        if status is not None:
            return replace(result or PartialDate(), status=status)
        fields.report(Code.BAD_DATE, f"unknown publication status: {quoted(source)}")
    return result


def _date_of_fields(date: str, year: str, month: str, day: str, report: Report) -> PartialDate | None:
    if date:
        if result := parse_date(date):
            return result
        report(Code.BAD_DATE, f"cannot understand date {quoted(date)}")
    if year or month:
        if result := date_from_parts(year, month, day):
            return result
        parts = {name: value for name, value in (("day", day), ("month", month), ("year", year)) if value}
        written = " ".join(parts.values())
        report(Code.BAD_DATE, f"cannot understand {' and '.join(parts)} {quoted(written)}")
        if result := parse_date(year):
            return result
    text = " ".join((date or year).split())
    return PartialDate(text=text) if text else None


@lru_cache(maxsize=4096)
def date_from_parts(year: str, month: str, day: str) -> PartialDate | None:
    """Return the date of BibTeX's ``year``, ``month`` and ``day``; each of them may be empty.

    ``month`` is a number or a name, but people also put days and whole dates into it:
    ``month = "September 15-19,"``, ``month = "10~jan"``, ``month = "08/2010"``.
    """
    if not month:
        return parse_date(year)
    month_digits = re.fullmatch(r"0?(\d|1[0-2])\s?[月월]?", month)
    if month_digits or (_month_number(month) and re.fullmatch(r"\d\d?|", day)):
        number = int(month_digits[1]) if month_digits else _month_number(month)
        return _with_month(parse_date(year), number, day, _day_and_month(day, month))
    whole_date = parse_date(month)
    if whole_date and str(whole_date.year) == year:
        return whole_date
    words = _day_and_month(day, month)
    date = parse_date(f"{words.rstrip(' ,')} {year}")
    if date and date.status is Status.PUBLISHED and not _FILLERS.search(words):
        return replace(date, text="")
    return date


def _day_and_month(day: str, month: str) -> str:
    return " ".join(filter(None, (day if day not in month else "", month)))


def _with_month(date: PartialDate | None, month: int, day: str, words: str) -> PartialDate | None:
    """Add month and day to a date that is only a year; return any other date as it is."""
    if date is None or date.year is None or date.month or date.end:
        return date
    exact = _valid_date(date.year, month, int(day) if re.fullmatch(r"\d\d?", day) else 0)
    if exact is None:
        return None
    return replace(exact, status=date.status, text=f"{words} {date.text}" if date.text else "")


# --- one string ---


@lru_cache(maxsize=4096)
def parse_date(source: str) -> PartialDate | None:
    """Return the date in ``source``, or None if it cannot be understood.

    It understands ISO 8601 and EDTF (ISO 8601-2, levels 0 and 1, as in the biblatex manual,
    section 2.3.8), years and ranges of years, month names in many languages with or without
    days, a status instead of a year or beside it, and *n.d.* The ``text`` of the result is
    ``source`` if it contains words.
    """
    source = " ".join(source.split())
    if source.startswith("0000"):  # "unknown" in formats that require a number
        return None
    if date := _parse_iso(source):
        return date
    if _NO_DATE.fullmatch(source):
        return PartialDate(text=source)
    if match := _STATUS.search(source):
        rest = (source[: match.start()] + source[match.end() :]).strip(" ,;:()[]-")
        rest = re.sub(r"^(?:in|on|for|by)\b\s*", "", rest)
        date = _parse_without_status(rest) if rest else None
        status = status_of(match[0]) or Status.PUBLISHED
        return replace(date or PartialDate(), status=status, text=source)
    return _parse_without_status(source)


def _parse_without_status(source: str) -> PartialDate | None:
    if date := _parse_iso(source):
        return date
    if _NO_DATE.fullmatch(source):
        return PartialDate(text=source)
    date = _parse_common(source)
    return replace(date, text=source) if date and _OWN_WORDING.search(source) else date


def _parse_iso(source: str) -> PartialDate | None:
    first, slash, last = source.partition("/")
    if not slash:
        return _parse_iso_day(source)
    start, end = _parse_iso_day(first), _parse_iso_day(last)
    if start and end:
        return _date_range(start, end)
    if (start or end) and (first in _OPEN_END or last in _OPEN_END):
        return replace(start or end or PartialDate(), text=source)
    return None


def _parse_iso_day(source: str) -> PartialDate | None:
    match = _ISO.fullmatch(source) or _COMPACT.fullmatch(source) or _LONG_YEAR.fullmatch(source)
    if not match:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    return PartialDate(year, text=source) if month in _SEASONS else _valid_date(year, month, day)


def _parse_common(source: str) -> PartialDate | None:
    """Return a date in a common form other than ISO 8601."""
    if date := _parse_years(source):
        return date
    if match := _YEAR_FIRST.fullmatch(source) or _EAST_ASIAN.fullmatch(source):
        return _valid_date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    return _parse_numbers(source) or _parse_month_names(source)


def _parse_years(source: str) -> PartialDate | None:
    """Return a year, decade, century or range of years: ``2018--2019``, ``2011/12``, ``199X``, ``2019a``."""
    if match := _YEARS.fullmatch(source):
        return _date_range(PartialDate(int(match[1])), PartialDate(int(match[2])))
    if match := _SHORT_RANGE.fullmatch(source):
        year, end = int(match["year"]), int(match["end"])
        # 2011/12 is a range of years; 2019/05 is a month.
        if end > 12 or end == year % 100 + 1:
            return _date_range(PartialDate(year), PartialDate(year - year % 100 + end))
    if match := _UNTIL_NOW.fullmatch(source) or _REPRINT_OR_LABEL.fullmatch(source):
        return PartialDate(int(match[1]))
    if match := _DECADE.fullmatch(source):
        is_decade = match[2].isdigit()
        first = int(match[1] + match[2] + "0") if is_decade else int(match[1] + "00")
        return _date_range(PartialDate(first), PartialDate(first + (9 if is_decade else 99)))
    return None


def _parse_numbers(source: str) -> PartialDate | None:
    """Return a date of two or three numbers whose order is certain: ``12.05.2019``, ``31/12/2019``."""
    if match := _DOTTED_DAY_FIRST.fullmatch(source) or _DOTTED_YEAR_FIRST.fullmatch(source):
        return _valid_date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    if match := _MONTH_AND_YEAR.fullmatch(source):
        return _valid_date(int(match["year"]), int(match["month"]))
    if match := _DAY_AND_MONTH.fullmatch(source):
        first, second, year = map(int, match.groups())
        # The order of day and month differs between countries: 03/05/2019 stays unread.
        if max(first, second) > 12 or first == second:
            return _valid_date(year, min(first, second), max(first, second))
    return None


def _parse_month_names(source: str) -> PartialDate | None:
    """Return a date whose months have names: ``3 May 2019``, ``15--19 September 2019``, ``Spring 2019``.

    There may be two months, days or years, which are the ends of a range. Any word that is
    neither a month nor a known filler means that ``source`` is not a date.
    """
    months = [month for word in _WORD.findall(source) if (month := _month_number(word))]
    years = [int(year) for year in _YEAR.findall(source)]
    rest = _WORD.sub(lambda word: " " if _month_number(word[0]) else word[0], source)
    rest = _YEAR.sub(" ", rest)
    days = [int(day) for day in _DAY.findall(rest)]
    if _LETTER_OR_DIGIT.search(_FILLERS.sub(" ", _DAY.sub(" ", rest))) or len(years) not in (1, 2):
        return None
    if len(months) > 2 or len(days) > 2 or (days and not months):
        return None
    start = _valid_date(years[0], *months[:1], *days[:1])
    if max(len(years), len(months), len(days)) < 2:
        return start
    # With one day and two months, the day belongs to the first month only.
    last_day = days[-1:] if len(days) == 2 or len(months) < 2 else []
    return _date_range(start, _valid_date(years[-1], *months[-1:], *last_day))


def _month_number(word: str) -> int:
    """Return the number of a month from its full or short name in any language; 0 for another word."""
    return MONTHS.get(word.casefold().rstrip("."), 0)


def _valid_date(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """Return the date, or None if the calendar has no such day; 0 is an unknown month or day."""
    if month > 12 or day > (_DAYS_IN_MONTH[month - 1] if month else 0):
        return None
    return PartialDate(year, month, day)


def _date_range(start: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    """Return the range, or None if its end is before its start; equal ends are one date."""
    if start is None or end is None or start == end:
        return start
    return replace(start, end=end) if start.sort_key() <= end.sort_key() else None
