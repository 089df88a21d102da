"""Dates in the language of the site.

The headings of groups, in the language of the site.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache

from babel import Locale, localedata
from babel.dates import format_date, format_skeleton

from ..model.dates import PartialDate, Status
from ..selection.grouping import Section
from .context import RenderContext

#: English months as bibliographies shorten them (the BibTeX style *abbrv*): up to four letters whole.
_ENGLISH_ABBREVIATED = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip

STYLES = ("", "full", "abbr", "year", "month", "iso", "written")


def date_text(date: PartialDate | None, style: str, context: RenderContext) -> str:
    """Return ``date`` in words: *November 2019*, *accepted in 2018*, *in press*.

    :param style: one of :data:`STYLES`: months in full (also the empty style) or abbreviated,
        the year alone, the month alone, ISO 8601, or as the data words it (in the language of
        the site where that is another one than English).
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
        return month_name(date.month, context.locale) if date.month else ""
    said = _one(date, style, context.locale)
    if date.end is not None and (end := _one(date.end, style, context.locale)) != said:
        said = f"{said}–{end}"
    return _with_status(date, said, context) or date.text


def year_text(date: PartialDate, context: RenderContext) -> str:
    """Return the year or years of ``date``; its status where it has no year."""
    if date.year is None:
        return status_text(date.status, context) or date.text
    if date.end is not None and date.end.year not in (None, date.year):
        return f"{date.year}–{date.end.year}"
    return str(date.year)


def status_text(status: Status, context: RenderContext) -> str:
    """Return the words for ``status``; none for what is published."""
    _ = context.translate
    words = {
        Status.IN_PRESS: _("in press"),
        Status.ACCEPTED: _("accepted"),
        Status.SUBMITTED: _("submitted"),
        Status.IN_PREPARATION: _("in preparation"),
    }
    return words.get(status, "")


def _with_status(date: PartialDate, said: str, context: RenderContext) -> str:
    if date.status is Status.PUBLISHED or not said:
        return said or status_text(date.status, context)
    if date.status is Status.ACCEPTED:
        return context.translate("accepted in %s") % said
    if date.status is Status.SUBMITTED:
        return context.translate("submitted in %s") % said
    return f"{said}, {status_text(date.status, context)}"


@lru_cache(maxsize=4096)
def _one(date: PartialDate, style: str, locale: str) -> str:
    """Return ``date`` without its end and status."""
    if date.year is None:
        return ""
    if not date.month or not 1 <= date.year <= 9999:
        return str(date.year)
    english = locale.startswith("en")
    if style == "abbr" and english:
        month = _ENGLISH_ABBREVIATED[date.month - 1]
        return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"
    try:
        value = datetime.date(date.year, date.month, date.day or 1)
    except ValueError:  # 29 February of a year that has none
        return _one(replace(date, day=0), style, locale)
    if date.day:
        return format_date(value, "medium" if style == "abbr" else "long", locale=locale)
    return format_skeleton("yMMM" if style == "abbr" else "yMMMM", value, locale=locale)


@lru_cache(maxsize=256)
def month_name(month: int, locale: str) -> str:
    """Return the name of a month, as it stands alone."""
    # Babel keeps what it finds for one language in data that others share (python-babel/babel#1263):
    # after a Chinese page a German November is Chinese. So it gets a copy to write to.
    months = deepcopy(localedata.load(str(Locale.parse(locale)))["months"])
    return str(localedata.LocaleDataDict({"months": months})["months"]["stand-alone"]["wide"][month])


def heading_text(section: Section, context: RenderContext) -> str:
    """Return the heading of ``section``: its author's own label, or that of its value."""
    if section.label:
        return section.label
    _ = context.translate
    if section.by == "kind":
        return kind_heading(section.value, _)
    if section.by == "month" and section.value.isdigit():
        return month_name(int(section.value), context.locale)
    status = _STATUS.get(section.value.lower())
    if status is not None and section.by in {"year", "status", "decade"}:
        words = status_text(status, context)
        return words[:1].upper() + words[1:] if words else _("Published")
    if section.by == "author" and section.value in context.people:
        return context.people[section.value].name.full()
    if not section.value:
        return _("No date") if section.by in {"year", "decade", "month"} else _("Other")
    return section.value


_STATUS = {status.label: status for status in Status}


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
