"""Dates, and the headings of groups, in the language of the site."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from ..model.dates import PartialDate, Season, Status
from ..selection.grouping import Section
from .compat import stand_alone_month
from .context import RenderContext

# English months as BibTeX's style *abbrv* abbreviates them; Babel also shortens June and July.
_ENGLISH_ABBREVIATED = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip

_YEAR_LIST = re.compile(r"\d{4}(?:, \d{4})++")

STYLES = ("", "full", "abbr", "year", "month", "iso", "written")

_STATUSES = {status.label: status for status in Status}


def date_text(date: PartialDate | None, style: str, context: RenderContext) -> str:
    """Return ``date`` in words: *November 2019*, *accepted in 2018*, *in press*.

    :param style: one of :data:`STYLES`: *full* (the default) with names of months, *abbr* with abbreviated
        ones, only the *year* or the *month*, *iso* for ISO 8601, or *written* for the words of the data;
        on a site that is not in English these are replaced by *full*.
    """
    if date is None:
        return ""
    if style == "iso":
        return date.isoformat()
    if style == "written" and date.text and context.locale.startswith("en"):
        return date.text
    if style == "year":
        return year_text(date, context)
    if style == "month":
        if date.season:
            return season_name(date, context)
        return month_name(date.month, context.locale) if date.month else ""
    return _with_status(date, _range_text(date, style, context), context) or date.text


def year_text(date: PartialDate, context: RenderContext) -> str:
    """Return the year or years of ``date``, or its status if it has no year."""
    if date.listed().year is None:
        return status_text(date.status, context) or date.text
    return _range_text(_only_years(date), "year", context)


def _only_years(date: PartialDate) -> PartialDate:
    end = date.end and _only_years(date.end)
    return replace(date, month=0, day=0, season=None, end=end)


def says_year(text: str, date: PartialDate) -> bool:
    """Return whether ``text`` names a year of ``date``."""
    years = {point.year for point in (date, date.end) if point and point.year is not None}
    return any(re.search(rf"(?<!\d){abs(year)}(?!\d)", text) for year in years)


def status_text(status: Status, context: RenderContext) -> str:
    """Return ``status`` in words; an empty string if it is published."""
    _ = context.translate
    words = {
        Status.IN_PRESS: _("in press"),
        Status.ACCEPTED: _("accepted"),
        Status.SUBMITTED: _("submitted"),
        Status.IN_PREPARATION: _("in preparation"),
    }
    return words.get(status, "")


def _with_status(date: PartialDate, words: str, context: RenderContext) -> str:
    if date.status is Status.PUBLISHED or not words:
        return words or status_text(date.status, context)
    if date.status is Status.ACCEPTED:
        return context.translate("accepted in %s") % words
    if date.status is Status.SUBMITTED:
        return context.translate("submitted in %s") % words
    return f"{words}, {status_text(date.status, context)}"


def _range_text(date: PartialDate, style: str, context: RenderContext) -> str:
    """Return a date or a range in words, without its status: *2016–2019*, *since 2020*, *c. 1890*."""
    if date.is_open:
        _ = context.translate
        if date.year is None and date.end is not None:
            return _("until %s") % _point_text(date.end, style, context)
        return _("since %s") % _point_text(date, style, context)
    if date.end is not None and (years := _single_years(date.text)):
        return years
    words = _point_text(date, style, context)
    if date.end is not None and (end := _point_text(date.end, style, context)) != words:
        return f"{words}–{end}"
    return words


def _single_years(text: str) -> str:
    """Return ``text`` if it is a list of years with gaps, *2019, 2021, 2022*, else an empty string."""
    if not _YEAR_LIST.fullmatch(text):
        return ""
    years = [int(year) for year in text.split(", ")]
    return "" if years == list(range(years[0], years[0] + len(years))) else text


def _point_text(date: PartialDate, style: str, context: RenderContext) -> str:
    """Return the first day, month, season or year of ``date``, with *c.*, *?*, *after*, *before* and *BC*."""
    if date.year is None:
        return ""
    _ = context.translate
    if date.season:
        words = _("%(season)s %(year)s") % {"season": season_name(date, context), "year": _era(date, context)}
    elif date.year < 0:
        words = _era(date, context)
    else:
        words = _single_date(date.year, date.month, date.day, style, context.locale)
    if date.qualifier in ("~", "%"):
        words = _("c. %s") % words
    elif date.qualifier == ">":
        words = _("after %s") % words
    elif date.qualifier == "<":
        words = _("before %s") % words
    return f"{words}?" if date.qualifier in ("?", "%") else words


def _era(date: PartialDate, context: RenderContext) -> str:
    year = date.year or 0
    return context.translate("%s BC") % -year if year < 0 else str(year)


def season_name(date: PartialDate, context: RenderContext) -> str:
    """Return the name of a season; in English *Fall*, unless the data or the country say *Autumn*."""
    _ = context.translate
    match date.season:
        case Season.SPRING:
            return _("Spring")
        case Season.SUMMER:
            return _("Summer")
        case Season.WINTER:
            return _("Winter")
    written = date.text.lower()
    is_american = context.locale in ("en", "en_US")
    if context.locale.startswith("en") and ("autumn" in written or not ("fall" in written or is_american)):
        return "Autumn"
    return _("Fall")


@lru_cache(maxsize=4096)
def _single_date(year: int, month: int, day: int, style: str, locale: str) -> str:
    """Return a day, a month or a year AD. A language has one order of day and month in all styles."""
    if not month or not 1 <= year <= 9999:
        return str(year)
    try:
        value = datetime.date(year, month, day or 1)
    except ValueError:  # February 29 of a year without one
        return _single_date(year, month, 0, style, locale)
    if style == "abbr" and locale.startswith("en"):
        words = _single_date(year, month, day, "full", locale)
        return words.replace(format_date(value, "MMMM", locale=locale), _ENGLISH_ABBREVIATED[month - 1])
    if day:
        return format_date(value, "medium" if style == "abbr" else "long", locale=locale)
    return format_skeleton("yMMM" if style == "abbr" else "yMMMM", value, locale=locale)


@lru_cache(maxsize=256)
def month_name(month: int, locale: str) -> str:
    """Return the name of a month as it is written by itself."""
    return stand_alone_month(month, locale)


def heading_text(section: Section, context: RenderContext) -> str:
    """Return the heading of ``section``: the label that its author chose, or that of its value."""
    if section.label:
        return section.label
    _ = context.translate
    if section.by == "kind":
        return kind_heading(section.value, _)
    if section.by == "month" and section.value.isdigit():
        return month_name(int(section.value), context.locale)
    status = _STATUSES.get(section.value.lower())
    if status is not None and section.by in {"year", "status", "decade"}:
        words = status_text(status, context)
        return words[:1].upper() + words[1:] if words else _("Published")
    if section.by in {"year", "decade"} and section.value.startswith("-"):
        return _("%s BC") % section.value[1:]
    if section.by == "author" and section.value in context.people:
        return context.people[section.value].name.full()
    if not section.value:
        return _("No date") if section.by in {"year", "decade", "month"} else _("Other")
    return section.value


def kind_heading(kind: str, _: Callable[[str], str]) -> str:
    """Return the name of a kind of publication, in the plural."""
    names = {
        "book": _("Books"),
        "article": _("Journal articles"),
        "inproceedings": _("Conference papers"),
        "incollection": _("Book chapters"),
        "proceedings": _("Proceedings"),
        "collection": _("Edited volumes"),
        "preprint": _("Preprints"),
        "report": _("Reports"),
        "thesis": _("Theses"),
        "patent": _("Patents"),
        "software": _("Software"),
        "dataset": _("Datasets"),
        "presentation": _("Presentations"),
        "poster": _("Posters"),
        "video": _("Videos"),
        "manual": _("Manuals"),
        "online": _("Online"),
        "unpublished": _("Unpublished"),
        "misc": _("Other publications"),
        "": _("Other"),
    }
    return names.get(kind, kind[:1].upper() + kind[1:])
