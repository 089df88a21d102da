"""Fields of a person, and the periods of their membership -> ``Person``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from ...model.dates import PartialDate, Period
from ...model.names import Name
from ...model.problems import Code, Origin
from ...model.profiles import mail_address
from ...model.records import Person
from ...model.text import Hyperlink, Inline, Text, joined
from .annotations import orcid_of
from .contributors import ReadNames
from .date_strings import parse_date
from .images import read_image
from .profiles import read_profiles
from .tables import PERSON, names_in
from .values import COMMA, Fields, as_list, quoted, scalar, split_list, texts_as_shown

#: The fields of a person, besides those of single links (:func:`~.profiles.is_profile_field`).
PERSON_FIELDS = names_in(PERSON)

# *jane at example.org*, *jane [at] example [dot] org*
_HIDDEN_ADDRESS = re.compile(r"\w[\s\[({<]++at\b", re.I)
_NOW = r"(?:\.\.|present|now|today|heute|aujourd'hui|hoy|至今|現在)?"
_SINCE = re.compile(
    rf"(?:since|from|seit|depuis|desde)\s++(?P<date>.+)|(?P<start>\S(?:.*?\S)??)\s*+(?:/|-|–|—|to)\s*+{_NOW}",
    re.I,
)
_UNTIL = re.compile(r"(?:until|till|bis|jusqu'à|hasta|\.\.\s*/|/|-|–|—)\s*+(?P<date>.+)", re.I)


def read_person(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Person:
    """Return the person with these fields (``PERSON_FIELDS``); without a name the key is the name."""
    name = fields.value("name")
    people = names(name, "person", fields.report) if name else ()
    aliases: list[Name] = []
    for alias in as_list(fields.value("aliases")):
        aliases.extend(who.name for who in names([alias], "person", fields.report))
    links = read_profiles(fields)
    url_of = {link.kind: link.url for link in reversed(links) if link.url}
    identifier = fields.source("orcid") or url_of.get("orcid", "")
    orcid = orcid_of(identifier, fields.report) if identifier else ""
    email = _email(fields) or unquote(url_of.get("email", "").removeprefix("mailto:"))
    return Person(
        key=key,
        name=people[0].name if people else Name(literal=key),
        aliases=tuple(aliases),
        homepage=fields.url("homepage") or url_of.get("homepage", ""),
        orcid=orcid,
        email=email,
        links=links,
        image=read_image(fields, "image"),
        pronouns=fields.string("pronouns"),
        affiliation=_affiliation(fields),
        role=fields.string("role"),
        periods=_periods(fields),
        now=fields.text("now"),
        note=fields.texts("note"),
        tags=fields.words("tags"),
        fields=texts_as_shown(fields, PERSON_FIELDS),
        origin=origin,
    )


def _email(fields: Fields) -> str:
    """Return the e-mail address; as written if it is hidden from programs, such as *jane at example.org*."""
    source = fields.source("email")
    if url := mail_address(source):
        return unquote(url.removeprefix("mailto:"))
    if source and not _HIDDEN_ADDRESS.search(source):
        fields.report(Code.BAD_URL, f"invalid e-mail address: {quoted(source)}")
        return ""
    return source


def _affiliation(fields: Fields) -> Text:
    """Return the affiliations with commas between them; each is a text, or a mapping with name and URL."""
    parts: list[Inline] = []
    for value in as_list(fields.value("affiliation")):
        is_mapping = isinstance(value, Mapping)
        inner = replace(fields, values=value if isinstance(value, Mapping) else {"name": value})
        text, url = inner.text("name"), inner.url("url") if is_mapping else ""
        if text:
            parts += [", "] if parts else []
            parts += [Hyperlink(url, text)] if url else text
        elif is_mapping:
            fields.report(Code.SHAPE, "affiliation: a mapping must have a name, and can have a url")
    return joined(parts)


def _periods(fields: Fields) -> tuple[Period, ...]:
    """Return the periods, the earliest first.

    ``period`` is a string with one period or several between commas, a mapping with ``start``
    and ``end``, or a list of these.
    """
    periods = [period for value in as_list(fields.value("period")) for period in _read_periods(value, fields)]
    return tuple(sorted(periods, key=lambda period: (period.start or PartialDate()).sort_key()))


def _read_periods(value: object, fields: Fields) -> Iterator[Period]:
    if isinstance(value, Mapping):
        start, end = (scalar(value.get(name)) or "" for name in ("start", "end"))
        yield from _parse_period(f"{start}/{end}", fields)
        return
    source = scalar(value)
    if source is None:
        fields.report(Code.SHAPE, "period must contain dates, not a list")
    for part in split_list((source or "").replace(";", ","), COMMA):
        yield from _parse_period(part, fields)


def _parse_period(source: str, fields: Fields) -> Iterator[Period]:
    """Yield the period in ``source``: ``2011/2016``, ``2016-``, ``since 2016``, ``until 2014``."""
    if match := _SINCE.fullmatch(source):
        period = Period(start=_end_point(match["date"] or match["start"]))
    elif match := _UNTIL.fullmatch(source):
        period = Period(end=_end_point(match["date"]))
    else:
        date = parse_date(source, years=True)
        period = Period(_without_end(date), _without_end(date and (date.end or date)))
    if period.start is None and period.end is None:
        fields.report(Code.BAD_DATE, f"cannot understand period {quoted(source)}")
        return
    yield period


def _end_point(source: str) -> PartialDate | None:
    return _without_end(parse_date(source))


def _without_end(date: PartialDate | None) -> PartialDate | None:
    """Return a date that is a single point in time, without its wording; None without a year."""
    return replace(date, end=None, text="") if date and date.year is not None else None
