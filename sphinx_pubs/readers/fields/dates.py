"""Dates in all the forms that people write, as ``PartialDate``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ...model.dates import STATUS_NAMES, PartialDate, Status, status_of
from ...model.problems import Code
from ..base import Report
from .months import MONTHS
from .values import Fields

_WORD = re.compile(r"[^\W\d_]+\.?")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DASH = r"\s*(?:-{1,3}|[\u2010-\u2015]|~--~)\s*"

# ISO 8601-2 (EDTF) without its time, and with the marks for uncertain and approximate.
_ISO = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:-(?:uu|xx)){0,2}"
    r"(?:[T ]\d\d:\S*)?[~?%]?",
    re.I,
)
_LONG_YEAR = re.compile(r"y(?P<year>-?\d{5,7})(?P<month>)(?P<day>)", re.I)
_DECADE = re.compile(r"(\d\d)(\d|[xXu?])[xXu?]")
_OPEN = ("", "..", "open", "unknown")
_COMPACT = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)")
_MONTH_FIRST = re.compile(r"(?P<month>\d\d?)/(?P<year>\d{4})")
_SLASHED = re.compile(r"(?P<year>\d{4})/(?P<month>\d\d?)?(?:/(?P<day>\d\d?)?)?/?[^/\d]*")
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s?[年년](?:\s?(?P<month>\d\d?)\s?[月월](?:\s?(?P<day>\d\d?)\s?[日号號일])?)?"
)
# Day, month and year with full stops; with slashes the order of the first two differs between countries.
_DOTTED = re.compile(
    r"(?:(?P<day>\d\d?)\.\s?)?(?P<month>\d\d?)\.\s?(?P<year>\d{4})|(\d{4})\.(\d\d?)(?:\.(\d\d?))?"
)
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_SHORT_RANGE = re.compile(rf"(?P<year>\d{{4}})(?P<dash>/|{_DASH})(?P<end>\d\d)")
_UNTIL_NOW = re.compile(rf"(\d{{4}}){_DASH}(?:present|now|today|ongoing|heute)", re.I)
_YEARS = re.compile(rf"(\d{{4}})(?:{_DASH}|\s*/\s*)(\d{{4}})")

_STATUS = re.compile(
    r"\b(?:"
    + "|".join(r"[\s-]*".join(name) for name in sorted(STATUS_NAMES, key=len, reverse=True))
    + r")\b",
    re.I,
)
#: In English, Latin and Romance languages, German, Russian, Persian and Chinese.
_NO_DATE = re.compile(
    r"(?:n\.?\s?d|no\s+date|undated|(?:date\s+)?unknown|s\.?\s?[adf]|sans\s+date|sin\s+fecha|sem\s+data"
    r"|senza\s+data|o\.?\s?j|ohne\s+(?:jahr|datum)|б\.?\s?г|بی\u200c?تا|无日期|無日期)\.?",
    re.I,
)
_DAY = re.compile(r"(?<!\d)(\d\d?)(?:st|nd|rd|th|ers?|[ºª°])?(?!\d)", re.I)
_OWN_WORDING = re.compile(r"[^\W\d_]|\[")
_WORDS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|spring|summer|autumn|fall|winter|early|mid|late|circa|ca?|of|the|in|on|since|to|and"
    r"|frühling|frühjahr|sommer|herbst|printemps|été|automne|hiver|primavera|verano|otoño|invierno|estate"
    r"|autunno|inverno|verão|outono|der|den|dem|im|am|vom|bis|und|ca|le|la|du|de|des|del|di|do|dos|au|el|al"
    r"|il|em|e|y|et|i|og|och|van|tot|en|г|года|р|року)\b",
    re.I,
)


@lru_cache(maxsize=4096)
def parse_date(source: str) -> PartialDate | None:
    """Return the date that ``source`` writes, or None where it cannot be understood.

    Forms: ISO 8601 and EDTF (ISO 8601-2, levels 0 and 1, as biblatex, manual, section 2.3.8), years and
    ranges of years, months by their names in many languages with or without days, a status instead of a
    year or beside it, and *n.d.*. ``text`` is set where the form is none of ISO's.
    """
    source = " ".join(source.split())
    if source.startswith("0000"):  # not known, where a format wants a number
        return None
    if iso := _iso(source):
        return iso
    if _NO_DATE.fullmatch(source):
        return PartialDate(text=source)
    if found := _STATUS.search(source):
        rest = (source[: found.start()] + source[found.end() :]).strip(" ,;:()[]-")
        rest = re.sub(r"^(?:in|on|for|by)\b\s*", "", rest)
        date = _without_status(rest) if rest else PartialDate()
        status = status_of(found[0]) or Status.PUBLISHED
        return replace(date or PartialDate(), status=status, text=source)
    return _without_status(source)


def _without_status(source: str) -> PartialDate | None:
    """Return the date that ``source`` writes; what stands in it beside a status can be no further one."""
    if date := _iso(source):
        return date
    if _NO_DATE.fullmatch(source):
        return PartialDate(text=source)
    date = _worded(source)
    return replace(date, text=source) if date and _OWN_WORDING.search(source) else date


def _iso(source: str) -> PartialDate | None:
    first, slash, last = source.partition("/")
    if not slash:
        return _point(source)
    start, end = _point(first), _point(last)
    if start and end:
        return _range(start, end)
    if (start or end) and (first in _OPEN or last in _OPEN):
        return replace(start or end or PartialDate(), text=source)
    return None


def _point(source: str) -> PartialDate | None:
    if found := _ISO.fullmatch(source) or _COMPACT.fullmatch(source) or _LONG_YEAR.fullmatch(source):
        month = int(found["month"] or 0)
        if 21 <= month <= 24:  # EDTF's seasons
            return PartialDate(int(found["year"]), text=source)
        return _checked(int(found["year"]), month, int(found["day"] or 0))
    return None


def _checked(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    if month > 12 or day > (_DAYS[month - 1] if month else 0):
        return None
    return PartialDate(year, month, day)


def _worded(source: str) -> PartialDate | None:
    """Return the date of a form that is common and not ISO's."""
    if found := _YEARS.fullmatch(source):
        return _range(PartialDate(int(found[1])), PartialDate(int(found[2])))
    if found := _SHORT_RANGE.fullmatch(source):
        year, end = int(found["year"]), int(found["end"])
        # 2011/12 is a season; 2019/05 is a month.
        if end > 12 or end == year % 100 + 1:
            return _range(PartialDate(year), PartialDate(year - year % 100 + end))
    if found := _SLASHED.fullmatch(source) or _EAST_ASIAN.fullmatch(source):
        return _checked(int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    if numbered := _numbered(source):
        return numbered
    if found := _UNTIL_NOW.fullmatch(source):
        return PartialDate(int(found[1]))
    if found := re.fullmatch(r"(?:\[\d{4}\]\s*)?(\d{4})[a-z]?", source):  # a reprint, or the year of a label
        return PartialDate(int(found[1]))
    if found := _DECADE.fullmatch(source):
        if found[2].isdigit():
            first = int(found[1] + found[2] + "0")
            return _range(PartialDate(first), PartialDate(first + 9))
        first = int(found[1] + "00")
        return _range(PartialDate(first), PartialDate(first + 99))
    return _named(source)


def _numbered(source: str) -> PartialDate | None:
    """Return a date of three numbers, or two, whose order is certain: ``12.05.2019``, ``31/12/2019``."""
    if found := _DOTTED.fullmatch(source):
        year, month, day = (
            int(found[ours] or found[theirs] or 0) for ours, theirs in ((3, 4), (2, 5), (1, 6))
        )
        return _checked(year, month, day)
    if found := _MONTH_FIRST.fullmatch(source):
        return _checked(int(found["year"]), int(found["month"]))
    if found := _SLASHES.fullmatch(source):
        first, second, year = map(int, found.groups())
        # Only one of the two can be a month; 03/05/2019 tells nobody which it is.
        if max(first, second) > 12 or first == second:
            return _checked(year, min(first, second), max(first, second))
    return None


def _named(source: str) -> PartialDate | None:
    """Return a date whose month has a name: one of each, or the two ends of a range of days."""
    names = [word for word in _WORD.finditer(source) if _month(word[0])]
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", source)]
    rest = re.sub(
        r"(?<!\d)\d{4}(?!\d)", " ", _WORD.sub(lambda word: " " if _month(word[0]) else word[0], source)
    )
    days = [int(day) for day in _DAY.findall(rest)]
    if re.search(r"[^\W_]", _WORDS.sub(" ", _DAY.sub(" ", rest))) or len(years) not in (1, 2):
        return None
    if len(names) > 2 or len(days) > 2 or (days and not names):
        return None
    months = [_month(name[0]) for name in names]
    start = _checked(years[0], *months[:1], *days[:1])
    if max(len(years), len(months), len(days)) < 2:
        return start
    last_day = days[-1:] if len(days) == 2 or len(months) < 2 else []
    return _range(start, _checked(years[-1], *months[-1:], *last_day))


def _month(word: str) -> int:
    """Return the number of a month from its name in any language, whole or shortened; 0 for another word."""
    return MONTHS.get(word.casefold().rstrip("."), 0)


def _range(start: PartialDate | None, end: PartialDate | None) -> PartialDate | None:
    if start is None or end is None or start == end:
        return start
    return replace(start, end=end) if start.sort_key() <= end.sort_key() else None


@lru_cache(maxsize=4096)
def date_from_parts(year: str, month: str, day: str) -> PartialDate | None:
    """Return the date of BibTeX's ``year``, ``month`` and ``day``, each of which may be empty."""
    if not month:
        return parse_date(year)
    words = " ".join(filter(None, (day if day not in month else "", month)))
    number = re.fullmatch(r"0?(\d|1[0-2])\s?[月월]?", month)
    if number or (_month(month) and re.fullmatch(r"\d\d?|", day)):
        index = int(number[1]) if number else _month(month)
        date = parse_date(year)
        if date and date.year is not None and not date.month and not date.end:
            exact = _checked(date.year, index, int(day) if re.fullmatch(r"\d\d?", day) else 0)
            return exact and replace(exact, status=date.status, text=date.text and f"{words} {date.text}")
        return date
    whole = parse_date(month)
    if whole and str(whole.year) == year:
        return whole
    date = parse_date(f"{words.rstrip(' ,')} {year}")
    if date and date.status is Status.PUBLISHED and not _WORDS.search(words):
        return replace(date, text="")
    return date


def read_date(fields: Fields) -> PartialDate | None:
    """Return the date that the fields of a record or venue tell; report what cannot be understood.

    ``date`` counts before ``year``. What cannot be understood stays as the text of the date.
    """
    date, year, month = fields.source("date"), fields.source("year"), fields.source("month")
    result = None
    if date or year or month:
        result = _first_understood(date, year, month, fields.source("day"), fields.report)
    if status := fields.source("pubstate", "status"):
        known = status_of(status)
        if known is None:
            fields.report(Code.BAD_DATE, f"unknown status: {status}")
        else:
            return replace(result or PartialDate(), status=known)
    return result


def _first_understood(date: str, year: str, month: str, day: str, report: Report) -> PartialDate | None:
    if date:
        if found := parse_date(date):
            return found
        report(Code.BAD_DATE, f"date cannot be understood: {date}")
    if year or month:
        if found := date_from_parts(year, month, day):
            return found
        wrong = " ".join(filter(None, (day, month, year)))
        report(Code.BAD_DATE, f"date cannot be understood: {wrong}")
        if found := parse_date(year):
            return found
    text = " ".join((date or year).split())
    return PartialDate(text=text) if text else None
