"""One string -> ``PartialDate``.

Dates are read as people write them: ISO 8601 and EDTF, ranges, *since 2020*, month names and
seasons in many languages, *circa*, BC, *in press*, *n.d.* A date whose order is uncertain
(``03/05/2019``) is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ...model.dates import PartialDate, Season, Status, is_preprint_status, status_of
from . import date_words as words
from .date_names import YEAR, date_range, parse_names, valid_date
from .date_words import SEASONS

# Nothing longer is a date.
_LONGEST = 200
_DASH = r"\s*(?:-{1,3}|[\u2010-\u2015]|~--~)\s*"

# ISO 8601-2 (EDTF). A time is ignored.
_ISO = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:-(?:uu|xx)){0,2}"
    r"(?:[T ]\d\d:[^\s~?%]*)?(?P<qualifier>[~?%]?)",
    re.I,
)
_COMPACT = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)(?P<qualifier>)(?:T\d{4,6}Z?)?")
_LONG_YEAR = re.compile(r"y(?P<year>-?\d{5,7})(?P<month>)(?P<day>)(?P<qualifier>)", re.I)
_FIRST_SEASON = 20  # EDTF writes seasons as months from 21 to 24
_QUALIFIERS = re.compile(r"(?<=\d)[~?%](?=-)|[~?%](?=\d)")
# ``-2019`` is *until 2019*: nobody writes about 2019 BC in this form.
_MODERN = range(1900, 2101)

# Numbers in another order or with other separators.
_YEARS = re.compile(rf"(\d{{4}})(?:{_DASH}|\s*/\s*|~)(\d{{4}})")
_YEAR_LIST = re.compile(r"\d{4}(?:(?:, ?(?:and |und )?| ?& ?| (?:and|und|et|y|e|i|og|och|en|и) )\d{4})++")
_SHORT_RANGE = re.compile(rf"(?P<year>\d{{4}})(?P<dash>/|{_DASH})(?P<end>\d\d)")
_DECADE = re.compile(r"(\d\d)(\d|[xXu?])[xXu?]")
_DECADE_NAME = re.compile(r"(?:the )?(\d{3})0(?:['\u2019]?s|er(?: Jahren?)?|年代)", re.I)
_HALF = re.compile(
    r"(?:(?P<a>[12])(?:st|nd|\.)|(?P<word>first|second)) (?:half|halbjahr)(?: of)?,? (?P<year_a>\d{4})"
    r"|H(?P<b>[12])[ ,/-]{0,2}(?P<year_b>\d{4})|(?P<year_c>\d{4})[ ,/-]{0,2}H(?P<c>[12])",
    re.I,
)
_QUARTER = re.compile(
    r"Q(?P<a>[1-4])[ ,/-]{0,2}(?P<year_a>\d{4})|(?P<year_b>\d{4})[ ,/-]{0,2}Q(?P<b>[1-4])"
    r"|(?P<c>[1-4])(?:st|nd|rd|th|\.) quart(?:er|al)(?: of)?,? (?P<year_c>\d{4})",
    re.I,
)
# "[1893] 1984" and "1984 [1893]" are reprints, "2019a" the year of a label, "c1998" that of a copyright.
_REPRINT_OR_LABEL = re.compile(
    r"(?:\[\d{4}\]\s*)?(?:[cp\u00a9]|cop\. ?)?(\d{4})[a-z]?(?:\s*(?:\[\d{4}\]|\(\d{4}\)))?", re.I
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})/(?P<month>\d\d?)?(?:/(?P<day>\d\d?)?)?/?[^/\d]*")
_YEAR_AND_WORD = re.compile(r"(?P<year>\d{4})/{1,3}(?P<word>[^\W\d_]+)\.?")
_EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s?(?:年度?|년)(?:\s?(?P<month>\d\d?)\s?[月월](?:\s?(?P<day>\d\d?)\s?[日号號일])?)?"
)
_EAST_ASIAN_SEASON = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<season>[春夏秋冬봄]|여름|가을|겨울)(?:季|学期|學期|期)?"
)
_MONTH_AND_YEAR = re.compile(r"(?P<month>\d\d?)/(?P<year>\d{4})")
_DOTTED_DAY_FIRST = re.compile(r"(?:(?P<day>\d\d?)\.\s?)?(?P<month>\d\d?)\.\s?(?P<year>\d{4})")
_DOTTED_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\.(?P<month>\d\d?)(?:\.(?P<day>\d\d?))?")
_DAY_AND_MONTH = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")

_YEARS_ONLY = re.compile(r" ?(?:19|20)\d\d(?: ?[\u2010-\u2015-]{1,2} ?(?:(?:19|20)?\d\d)?)?")
# An older year in the title of an award is its subject.
_FIRST_YEAR = 1900

# Words.
_BRACKETS = re.compile(r"\((?P<round>[^()]*)\)|\[(?P<square>[^][]*)\]")
# A date with a word or a bracket in it is also kept as it is written.
_OWN_WORDING = re.compile(r"[^\W\d_]|\[")
# A tie of LaTeX; it is a mark of EDTF only at an end of a date.
_TIE = re.compile(r"(?<=[^\W\d_.,])~|~(?=[^\W\d_])|(?<=[^\s/])~(?=-)|(?<=-)~(?=[^\s/])")


@lru_cache(maxsize=4096)
def parse_date(source: str, *, years: bool = False) -> PartialDate | None:
    """Return the date in ``source``, or None if it cannot be understood.

    It understands ISO 8601 and EDTF (ISO 8601-2, levels 0 and 1, as in the biblatex manual,
    section 2.3.8), years and ranges of years, month names and seasons in many languages with or
    without days, a status instead of a year or beside it, and *n.d.* The ``text`` of the result is
    ``source`` if it contains words.

    :param years: ``2020-21`` means the years 2020 and 2021, not the spring of 2020, as in EDTF.
    """
    source = " ".join(source.split()) if len(source) <= _LONGEST else ""
    if not source or source.startswith("0000"):  # "unknown" in formats that require a number
        return None
    if date := _parse_edtf(source, years=years):
        return date
    if words.NO_DATE.fullmatch(source) or is_preprint_status(source):
        return PartialDate(text=source)
    if match := words.STATUS.search(source):
        rest = (source[: match.start()] + source[match.end() :]).strip(" ,;:()[]-/")
        rest = re.sub(r"^(?:in|on|for|by)\b\s*", "", rest)
        date = _parse_without_status(rest, years=years) if rest else None
        status = status_of(match[0]) or Status.PUBLISHED
        return replace(date or PartialDate(), status=status, text=source)
    return _parse_without_status(source, years=years)


def _parse_without_status(source: str, *, years: bool) -> PartialDate | None:
    if date := _parse_edtf(source, years=years):
        return date
    if words.NO_DATE.fullmatch(source):
        return PartialDate(text=source)
    source = " ".join(_TIE.sub(" ", source).split())
    date = _parse_qualified(source)
    return replace(date, text=source) if date and not date.text and _OWN_WORDING.search(source) else date


# --- EDTF ---


def _parse_edtf(source: str, *, years: bool = False) -> PartialDate | None:
    first, slash, last = source.partition("/")
    if not slash:
        return (years and _parse_short_range(source)) or _parse_point(source)
    start, end = _parse_point(first.strip()), _parse_point(last.strip())
    if start and end:
        return date_range(start, end)
    if start and last.strip() in ("", "..", "open"):
        return replace(start, end=PartialDate())
    if end and first.strip() in ("", "..", "open"):
        return PartialDate(end=end)
    if (start or end) and "unknown" in (first, last):
        return replace(start or end or PartialDate(), text=source)
    return None


def _parse_point(source: str) -> PartialDate | None:
    match = _ISO.fullmatch(source) or _COMPACT.fullmatch(source) or _LONG_YEAR.fullmatch(source)
    marks = ""
    if not match and (marks := "".join(_QUALIFIERS.findall(source))):  # marks of single parts, level 2
        match = _ISO.fullmatch(_QUALIFIERS.sub("", source))
    if not match:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if -year in _MODERN:
        return None
    if 0 < month - _FIRST_SEASON <= len(Season):
        date: PartialDate | None = PartialDate(year, season=Season(month - _FIRST_SEASON))
    else:
        date = valid_date(year, month, day)
    marks += match["qualifier"]
    return _qualified(date, marks) if date and marks else date


def _qualified(date: PartialDate, marks: str) -> PartialDate:
    """Return ``date`` with the qualifiers of EDTF in ``marks`` added to its own."""
    marks += date.qualifier
    both = "%" in marks or ("~" in marks and "?" in marks)
    return replace(date, qualifier="%" if both else marks[:1])


# --- other forms ---


def _parse_qualified(source: str) -> PartialDate | None:
    """Return a date in brackets, circa, with a question mark, BC or open at one side, or a common one."""
    if match := _BRACKETS.fullmatch(source):
        inner = match["round"] or match["square"] or ""
        return _parse_edtf(inner) or (_parse_qualified(inner) if not _BRACKETS.search(inner) else None)
    if match := words.CIRCA.match(source):
        return _approximate(source[match.end() :])
    if date := _parse_open(source) or _parse_before_christ(source) or _parse_common(source):
        return date
    if source.endswith("?"):
        date = _parse_simple(source.rstrip("? "))
        return date and _qualified(date, "?")
    if (match := words.CIRCA_AFTER.search(source)) and match.end() == len(source):
        return _approximate(source[: match.start()])
    return _parse_ends(source)


def _approximate(source: str) -> PartialDate | None:
    date = _parse_edtf(source) or _parse_common(source) or _parse_before_christ(source)
    return date and _qualified(date, "~")


def _parse_before_christ(source: str) -> PartialDate | None:
    match = words.BEFORE_CHRIST.fullmatch(source)
    if not match:
        return None
    start = int(match["start"] or match["year"])
    return date_range(PartialDate(-start), PartialDate(-int(match["end"] or start))) if start else None


def _parse_open(source: str) -> PartialDate | None:
    """Return a range that is open at one side: ``2020-``, ``May 2020 -- present``, ``since 2020``.

    So is *after 1890*, which does not include that year.
    """
    for sides, qualifier in ((words.AFTER, ">"), (words.BEFORE, "<")):
        if match := sides.match(source):
            date = _parse_simple(source[match.end() :])
            if date and date.end is None and date.qualifier in ("", "~"):
                return replace(date, qualifier=qualifier)
    if match := words.UNTIL.match(source):
        end = _parse_simple(source[match.end() :])
        return PartialDate(end=end) if end and end.end is None else None
    match = words.SINCE.match(source)
    rest = source[match.end() :] if match else source
    ending = next((found for found in words.OPEN_END.finditer(rest) if found.end() == len(rest)), None)
    if ending:
        start = _parse_simple(rest[: ending.start()])
    elif match:
        start = _parse_simple(rest) or _parse_ends(rest)
    else:
        return None
    if start is None or start.year is None:
        return None
    return start if start.end else replace(start, end=PartialDate())


def _parse_ends(source: str) -> PartialDate | None:
    """Return the range between two dates: ``2019-03 -- 2020-05``, ``Fall 2019 to Spring 2020``."""
    if match := words.BETWEEN.match(source):
        source = source[match.end() :]
    for separator in words.RANGE.finditer(source):
        start, end = source[: separator.start()], source[separator.end() :]
        if not YEAR.search(start) or not YEAR.search(end):
            continue
        first, last = _parse_simple(start), _parse_simple(end)
        if first and last and first.end is None and last.end is None:
            return date_range(first, last)
    return None


def _parse_simple(source: str) -> PartialDate | None:
    """Return the date at one end of a range."""
    source = source.strip(" ,")
    if match := words.CIRCA.match(source):
        return _approximate(source[match.end() :])
    return _parse_edtf(source) or _parse_common(source)


def _parse_common(source: str) -> PartialDate | None:
    """Return a date in a common form other than ISO 8601."""
    if date := _parse_years(source):
        return date
    if "/" in source and (match := _YEAR_AND_WORD.fullmatch(source)):
        return parse_names(f"{match['word']} {match['year']}")
    if match := _YEAR_FIRST.fullmatch(source) or _EAST_ASIAN.fullmatch(source):
        return valid_date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    if match := _EAST_ASIAN_SEASON.fullmatch(source):
        return PartialDate(int(match["year"]), season=SEASONS[match["season"]])
    if match := _HALF.fullmatch(source):
        is_second = "2" in (match["a"], match["b"], match["c"]) or str(match["word"]).lower() == "second"
        year = int(match["year_a"] or match["year_b"] or match["year_c"])
        return PartialDate(year, 7 if is_second else 1, end=PartialDate(year, 12 if is_second else 6))
    if match := _QUARTER.fullmatch(source):
        quarter = int(match["a"] or match["b"] or match["c"])
        year = int(match["year_a"] or match["year_b"] or match["year_c"])
        return PartialDate(year, 3 * quarter - 2, end=PartialDate(year, 3 * quarter))
    return _parse_numbers(source) or parse_names(source)


def _parse_years(source: str) -> PartialDate | None:
    """Return a year, decade, century or range of years: ``2018--2019``, ``2011/12``, ``199X``, ``2019a``."""
    if match := _YEARS.fullmatch(source):
        return date_range(PartialDate(int(match[1])), PartialDate(int(match[2])))
    if _YEAR_LIST.fullmatch(source):
        years = sorted(re.findall(r"\d{4}", source))
        date = date_range(PartialDate(int(years[0])), PartialDate(int(years[-1])))
        return date and replace(date, text=", ".join(years))
    if date := _parse_short_range(source):
        return date
    if match := _DECADE_NAME.fullmatch(source):
        first = int(match[1] + "0")
        return date_range(PartialDate(first), PartialDate(first + 9))
    if match := _REPRINT_OR_LABEL.fullmatch(source):
        return PartialDate(int(match[1]))
    if match := _DECADE.fullmatch(source):
        is_decade = match[2].isdigit()
        first = int(match[1] + match[2] + "0") if is_decade else int(match[1] + "00")
        return date_range(PartialDate(first), PartialDate(first + (9 if is_decade else 99)))
    return None


def _parse_short_range(source: str) -> PartialDate | None:
    """Return a range of years whose end has two digits, unless that can be a month."""
    match = _SHORT_RANGE.fullmatch(source)
    if not match:
        return None
    year, end = int(match["year"]), int(match["end"])
    if match["dash"] != "-" and end == 0 and year % 100 == 99:  # 1999/00
        return date_range(PartialDate(year), PartialDate(year + 1))
    # 2011/12 is a range of years; 2019/05 and 2011-12 are months.
    if end <= year % 100 or (end <= 12 and (match["dash"] == "-" or end != year % 100 + 1)):
        return None
    return date_range(PartialDate(year), PartialDate(year - year % 100 + end))


def _parse_numbers(source: str) -> PartialDate | None:
    """Return a date of two or three numbers whose order is certain: ``12.05.2019``, ``31/12/2019``."""
    if match := _DOTTED_DAY_FIRST.fullmatch(source) or _DOTTED_YEAR_FIRST.fullmatch(source):
        return valid_date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    if match := _MONTH_AND_YEAR.fullmatch(source):
        return valid_date(int(match["year"]), int(match["month"]))
    if match := _DAY_AND_MONTH.fullmatch(source):
        first, second, year = map(int, match.groups())
        # The order of day and month differs between countries: 03/05/2019 stays unread.
        if max(first, second) > 12 or first == second:
            return valid_date(year, min(first, second), max(first, second))
    return None


def ambiguous_day(source: str) -> tuple[int, int, int] | None:
    """Return the year, and the two numbers that may be its month and day: of ``03/05/2019``."""
    match = _DAY_AND_MONTH.fullmatch(" ".join(source.split()))
    if not match:
        return None
    first, second, year = map(int, match.groups())
    return (year, first, second) if 0 < first <= 12 and 0 < second <= 12 else None


def split_date(source: str) -> tuple[str, PartialDate | None]:
    """Return a title without the date at its end, and the date: *An Award (2019)*, *An Award, 2019*."""
    source = source.rstrip()
    if source.endswith((")", "]")):
        head, _, tail = source[:-1].rpartition("(" if source.endswith(")") else "[")
        date = parse_date(tail, years=True)
    else:
        head, _, tail = source.rpartition(",")
        date = parse_date(tail, years=True) if _YEARS_ONLY.fullmatch(tail) else None
    is_date = date and date.status is Status.PUBLISHED and (date.listed().year or 0) >= _FIRST_YEAR
    return (head.rstrip(), date) if head.strip() and is_date else (source, None)
