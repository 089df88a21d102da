"""Fields of one record -> ``Award`` or ``Activity``, as in ``records``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...model.dates import PartialDate
from ...model.names import Contributor
from ...model.problems import Code, Origin
from ...model.records import Activity, Award
from ...model.text import EMPTY, Text, plain
from ..base import Report
from .contributors import ReadNames
from .date_strings import parse_date, split_date
from .dates import range_source, read_date
from .images import read_image
from .links import read_links
from .tables import ACTIVITY, AWARD, names_in
from .values import Fields, as_list, digest_fields, quoted, scalar, shape_of, texts_as_shown

_ONGOING = ("ongoing", "active", "current", "present")
_OVER = ("completed", "complete", "finished", "past", "awarded", "received", "won", "done", "final")
_YEAR_LIST = re.compile(r"\d{4}(?:, ?\d{4})++")

AWARD_FIELDS = names_in(AWARD)
ACTIVITY_FIELDS = names_in(ACTIVITY)


def read_award(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Award:
    """Return the award with these fields (``AWARD_FIELDS``); ``names`` reads one field of names."""
    title, date, with_date = _title_and_date(fields)
    return Award(
        key=key,
        title=title,
        # Beside a work, which can be of another year, the title is as the author wrote it.
        shorttitle=fields.string("shorttitle") or plain(with_date),
        kind=fields.source("kind", "type").lower(),
        date=date,
        events=fields.texts("event", "events"),
        awarder=fields.text("awarder"),
        recipients=_people(fields, ("recipient", "recipients"), "recipient", names),
        publications=_works(fields),
        rank=fields.string("rank"),
        task=fields.text("task"),
        text=fields.text("text"),
        note=(*fields.texts("note", "amount"), *_collaborators(fields, names)),
        url=fields.url("url"),
        tags=fields.words("tags"),
        image=read_image(fields, "image"),
        fields=texts_as_shown(fields, AWARD_FIELDS),
        origin=origin,
        digest=digest_fields(key, "award", fields.values, fields.to_text, names),
    )


def read_activity(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Activity:
    """Return the activity with these fields (``ACTIVITY_FIELDS``); ``names`` reads one field of names."""
    title, date, _ = _title_and_date(fields)
    return Activity(
        key=key,
        kind=fields.source("kind", "type").lower(),
        role=fields.string("role"),
        title=title,
        events=fields.texts("event", "events"),
        place=fields.string("place"),
        date=date,
        people=_people(fields, ("people",), "participant", names),
        text=fields.text("text"),
        note=fields.texts("note"),
        url=fields.url("url"),
        links=read_links(fields),
        tags=fields.words("tags"),
        fields=texts_as_shown(fields, ACTIVITY_FIELDS),
        origin=origin,
    )


def _title_and_date(fields: Fields) -> tuple[Text, PartialDate | None, Text]:
    """Return title and date; a date at the end of the title, *X (2019)*, is used if no field has another.

    The third value is the title with that date, or empty if it has none.
    """
    date = _date_or_years(fields)
    source = fields.source("title")
    title, dated = split_date(source)
    if dated is None or date not in (None, dated):
        return fields.text("title"), date, EMPTY
    return fields.read(title), dated, fields.to_text(source)


def _date_or_years(fields: Fields) -> PartialDate | None:
    """Return the date; of a list of years, the range from the first to the last.

    The status *ongoing* leaves the end of the date open. Others that mean that something is over say nothing.
    """
    status = fields.peek("status").lower()
    if status not in _ONGOING and status not in _OVER:
        return _date_of_fields(fields)
    values = {name: value for name, value in fields.values.items() if name != "status"}
    date = _date_of_fields(replace(fields, values=values))
    if date is None or date.end is not None or status in _OVER:
        return date
    return replace(date, end=PartialDate())


def _date_of_fields(fields: Fields) -> PartialDate | None:
    years = fields.value("years") or fields.value("year") or fields.value("date")
    if isinstance(years, list):
        return _date_of_years([scalar(year) or "" for year in years], fields.report)
    if isinstance(years, str) and _YEAR_LIST.fullmatch(years):
        return _date_of_years(years.replace(" ", "").split(","), fields.report)
    start, end = fields.source("start"), fields.source("end")
    if years is None and (start or end):
        dated = {**fields.values, "date": range_source(start, end)}
        return read_date(replace(fields, values=dated), years=True)
    if date := read_date(fields, years=True):
        return date
    source = fields.source("years")
    if not source:
        return None
    date = parse_date(source, years=True)
    if date is None:
        fields.report(Code.BAD_DATE, f"cannot understand years {quoted(source)}")
    return date or PartialDate(text=source)


def _date_of_years(years: list[str], report: Report) -> PartialDate | None:
    dates = sorted(filter(None, map(parse_date, years)), key=PartialDate.sort_key)
    text = ", ".join(years)
    if not dates or len(dates) < len(years):
        report(Code.BAD_DATE, f"cannot understand years {quoted(text)}")
    if not dates:
        return None
    return replace(dates[0], end=dates[-1], text=text) if len(dates) > 1 else dates[0]


def _people(
    fields: Fields, field_names: tuple[str, ...], role: str, names: ReadNames
) -> tuple[Contributor, ...]:
    """Return people given by name or by key; a single word may be either, so it is stored as both."""
    people: list[Contributor] = []
    for field in field_names:
        for value in as_list(fields.value(field)):
            named = names(value if isinstance(value, str) else [value], role, fields.report)
            is_one_word = isinstance(value, str) and len(value.split()) < 2
            if is_one_word and len(named) == 1 and not named[0].person:
                named = (replace(named[0], person=str(value).strip()),)
            people.extend(named)
    return tuple(people)


def _works(fields: Fields) -> tuple[str, ...]:
    """Return the publications of an award: keys, identifiers, URLs or titles.

    A field is one of them, a list, or a string of keys with commas; a title may hold commas itself.
    """
    works: list[str] = []
    for name in ("publication", "publications"):
        for value in as_list(fields.value(name)):
            source = scalar(_reference(value) if isinstance(value, Mapping) else value)
            if source is None:
                fields.report(Code.SHAPE, f"{name} must contain keys or titles, not a {shape_of(value)}")
                continue
            parts = [part.strip() for part in source.split(",") if part.strip()]
            is_title = any(" " in part for part in parts)
            works += [" ".join(plain(fields.to_text(source)).split())] if is_title else parts
    return tuple(dict.fromkeys(filter(None, works)))


def _reference(work: Mapping[str, object]) -> object:
    """Return what names the publication in a mapping."""
    names = ("key", "doi", "arxiv", "title", "url")
    return next((work[name] for name in names if work.get(name)), work)


def _collaborators(fields: Fields, names: ReadNames) -> Iterator[Text]:
    people = _people(fields, ("collaborators",), "collaborator", names)
    if people:
        yield (f"with {', '.join(who.name.full() for who in people)}",)
