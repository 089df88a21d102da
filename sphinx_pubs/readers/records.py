"""Awards and activities from mappings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model.activity import Activity
from ..model.award import Award
from ..model.dates import PartialDate
from ..model.people import Contributor
from ..model.problems import Code, Origin
from .contributors import ReadNames
from .dates import parse, read_date
from .fields import Fields, as_written, items, scalar
from .links import read_links

#: The fields that each kind of record can have.
AWARD_FIELDS = frozenset(
    "title shorttitle kind type date year years month day status event events awarder recipient"
    " recipients publication publications rank task text note url tags".split()
)
ACTIVITY_FIELDS = frozenset(
    "kind type role title event events date year years month day status people text note url links"
    " tags".split()
)


def award(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Award:
    """Return an award; as a field of a publication it has no key."""
    return Award(
        key=key,
        title=fields.text("title"),
        shorttitle=fields.string("shorttitle"),
        kind=fields.source("kind", "type").lower(),
        date=_date(fields),
        events=fields.texts("event", "events"),
        awarder=fields.text("awarder"),
        recipients=_people(fields, ("recipient", "recipients"), "recipient", names),
        publications=_keys(fields, "publication", "publications"),
        rank=fields.string("rank"),
        task=fields.text("task"),
        text=fields.text("text"),
        note=fields.texts("note"),
        url=fields.url("url"),
        tags=fields.words("tags"),
        fields=as_written(fields.values),
        origin=origin,
    )


def activity(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Activity:
    """Return an activity."""
    return Activity(
        key=key,
        kind=fields.source("kind", "type").lower(),
        role=fields.string("role"),
        title=fields.text("title"),
        events=fields.texts("event", "events"),
        date=_date(fields),
        people=_people(fields, ("people",), "participant", names),
        text=fields.text("text"),
        note=fields.texts("note"),
        url=fields.url("url"),
        links=read_links(fields),
        tags=fields.words("tags"),
        fields=as_written(fields.values),
        origin=origin,
    )


def _date(fields: Fields) -> PartialDate | None:
    """Return the date, or the years from the first to the last of a list of them."""
    years = fields.value("years") or fields.value("year")
    if not isinstance(years, list):
        return read_date(fields) or _parsed(fields, fields.source("years"))
    words = [scalar(year) or "" for year in years]
    dates = sorted(filter(None, map(parse, words)), key=PartialDate.sort_key)
    if not dates or len(dates) < len(words):
        fields.report(Code.BAD_DATE, f"years cannot be understood: {', '.join(words)}")
    if not dates:
        return None
    text = ", ".join(words)
    return replace(dates[0], end=dates[-1], text=text) if len(dates) > 1 else dates[0]


def _parsed(fields: Fields, source: str) -> PartialDate | None:
    if not source:
        return None
    found = parse(source)
    if found is None:
        fields.report(Code.BAD_DATE, f"date cannot be understood: {source}")
    return found or PartialDate(text=source)


def _people(
    fields: Fields, names_of: tuple[str, ...], role: str, names: ReadNames
) -> tuple[Contributor, ...]:
    """Return people given by key or by name; what has no blank in it may be either."""
    found: list[Contributor] = []
    for field in names_of:
        for value in items(fields.value(field)):
            people = names(value if isinstance(value, str) else [value], role, fields.report)
            if isinstance(value, str) and len(people) == 1 and not people[0].person and not value.split()[1:]:
                people = (replace(people[0], person=value.strip()),)
            found.extend(people)
    return tuple(found)


def _keys(fields: Fields, *names: str) -> tuple[str, ...]:
    """Return keys, given as one, as a list, or with commas between them."""
    found: list[str] = []
    for name in names:
        for value in items(fields.value(name)):
            source = scalar(value)
            if source is None:
                fields.report(Code.SHAPE, f"{name} must hold keys, not a {type(value).__name__}")
            found.extend(key.strip() for key in (source or "").split(",") if key.strip())
    return tuple(dict.fromkeys(found))


def embedded_award(value: Mapping[str, object], fields: Fields, names: ReadNames, origin: Origin) -> Award:
    """Return the award that a mapping inside a publication is."""
    inner = Fields(value, fields.to_text, fields.report)
    for name in value:
        if name not in AWARD_FIELDS:
            fields.report(Code.UNKNOWN_FIELD, f"unknown field of an award: {name}")
    return award("", inner, names, origin)
