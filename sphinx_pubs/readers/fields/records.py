"""A publication from its fields: one builder for all formats.

What a field means is said here and in the modules that this one calls, once
for every format. A reader brings the fields, and how its format writes text
and names.

Awards and activities from mappings.

Persons from mappings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...model.dates import PartialDate, Period
from ...model.identifiers import orcid
from ...model.kinds import kind_of
from ...model.links import safe_url
from ...model.names import Contributor, Name
from ...model.problems import Code, Origin
from ...model.records import Activity, Award, Image, Person, Publication, Venue
from ...model.text import Text, joined, plain, tidy
from ..base import Report, ToText
from .contributors import ANNOTATIONS, ROLES, ReadNames, read_contributors
from .dates import parse_date, read_date
from .languages import language_tag
from .links import IDENTIFIER_FIELDS, link_field, read_identifiers, read_links
from .values import Fields, as_list, as_written, pieces, scalar
from .venues import ONLY_URL, read_venues

_AWARD_FIELD = re.compile(r"awards?\d*")
_IMAGE_FIELDS = ("image", "preview", "thumbnail")

#: Fields that are understood, besides links, ``award2`` … and ``author+an``.
_UNDERSTOOD = frozenset(
    "title subtitle shorttitle date year month day pubstate status journal journaltitle booktitle"
    " eventtitle school institution organization howpublished venue venues abbr presentation volume number"
    " issue pages articleno eid series edition publisher address location place eprint archiveprefix"
    " eprinttype primaryclass eprintclass url link links award_name tags keywords selected language langid"
    " abstract note addendum same_as different_from".split()
) | {*ROLES, *IDENTIFIER_FIELDS, *_IMAGE_FIELDS}
#: Fields of BibTeX and biblatex that are kept, and shown nowhere.
_KEPT = frozenset(
    "annotation annote chapter copyright crossref eissn file issn key lccn mrnumber numpages origdate"
    " pagetotal shortauthor urldate version volumes xdata xref zbl".split()
)


def read_publication(
    key: str,
    entry_type: str,
    fields: Mapping[str, object],
    *,
    text: ToText,
    names: ReadNames,
    origin: Origin,
    report: Report,
) -> Publication:
    """Return the publication that ``fields`` tell, by the names of BibTeX and biblatex in lower case.

    ``text`` decodes the markup language of the source, ``names`` reads a field of
    names. ``entry_type`` may be empty. URLs and identifiers are taken as they are.
    What is wrong is reported, and costs its field only.
    """
    source = Fields(fields, text, report)
    title = _title(source)
    kind = kind_of(entry_type) if entry_type.strip() else ""
    venues = read_venues(source, kind)
    if not kind and title:
        kind = _kind_without_type(source, venues)
    return Publication(
        key=key,
        kind=kind,
        type=entry_type.strip().lower(),
        title=title,
        shorttitle=source.string("shorttitle"),
        contributors=read_contributors(source, names),
        venues=venues,
        date=read_date(source),
        identifiers=read_identifiers(source),
        url=_url(source),
        links=read_links(source),
        awards=tuple(_awards(source, names, origin)),
        abstract=source.text("abstract"),
        note=source.texts("note", "addendum"),
        tags=source.words("tags", "keywords"),
        image=_image(source),
        selected=source.flag("selected"),
        language=language_tag(source.source("langid", "language")),
        fields=as_written(fields),
        origin=origin,
    )


def is_known_field(name: str) -> bool:
    """Whether ``name`` is a field that a publication can have."""
    if name in _UNDERSTOOD or name in _KEPT or name in ROLES or name in ANNOTATIONS:
        return True
    return link_field(name) is not None or _AWARD_FIELD.fullmatch(name) is not None


def known_fields() -> frozenset[str]:
    """Return the names that a misspelt field can have meant."""
    return _UNDERSTOOD | {"award", "awards", "code", "pdf", "slides", "video", "poster", "project", "website"}


def _title(source: Fields) -> Text:
    title, subtitle = source.text("title"), source.text("subtitle")
    if not subtitle or not title:
        return title or subtitle
    joint = " " if plain(title).endswith((":", "?", "!", ".")) else ": "
    return tidy(joined([*title, joint, *subtitle]))


def _kind_without_type(source: Fields, venues: tuple[Venue, ...]) -> str:
    """Return what a work is whose type is not said, from where it appeared."""
    venue = venues[0] if venues else Venue()
    by_venue = {
        "journal": "article",
        "conference": "inproceedings",
        "book": "incollection",
        "archive": "preprint",
        "school": "thesis",
        "institution": "report",
    }
    if venue.name or venue.abbr:
        return by_venue.get(venue.kind, "misc")
    return "preprint" if source.value("eprint", "arxiv", "arxivid") is not None else "misc"


def _url(source: Fields) -> str:
    if "url" in source.values or "link" in source.values:
        return source.url("url", "link")
    if "howpublished" in source.values:
        written = plain(source.to_text(source.peek("howpublished")))
        return written if ONLY_URL.fullmatch(written) and safe_url(written) else ""
    return ""


def _awards(source: Fields, names: ReadNames, origin: Origin) -> Iterator[Award]:
    """Yield the awards of ``award``, ``award2`` …: texts with semicolons, lists, or mappings."""
    shorttitle = source.string("award_name")
    for name, value in source.values.items():
        if not name.startswith("award") or not _AWARD_FIELD.fullmatch(name):
            continue
        for item in as_list(value):
            if isinstance(item, Mapping):
                yield embedded_award(item, source, names, origin)
                continue
            written = scalar(item)
            if written is None:
                source.report(Code.SHAPE, f"{name} must hold texts or mappings, not a list")
            for part in pieces(written or "", ";"):
                yield Award(key="", title=source.to_text(part), shorttitle=shorttitle, origin=origin)
                shorttitle = ""
    if shorttitle:
        yield Award(key="", title=source.text("award_name"), shorttitle=shorttitle, origin=origin)


def _image(source: Fields) -> Image | None:
    value = source.value(*_IMAGE_FIELDS)
    if isinstance(value, Mapping):
        inner = Fields(value, source.to_text, source.report)
        path, alt = inner.url("path", "url"), inner.string("alt")
    elif value is not None:
        path, alt = source.url(*_IMAGE_FIELDS), ""
    else:
        return None
    return Image(path, alt) if path else None


#: The fields that each kind of record can have.
AWARD_FIELDS = frozenset(
    "title shorttitle kind type date year years month day status event events awarder recipient"
    " recipients publication publications rank task text note url tags".split()
)
ACTIVITY_FIELDS = frozenset(
    "kind type role title event events date year years month day status people text note url links"
    " tags".split()
)


def read_award(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Award:
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


def read_activity(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Activity:
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
    dates = sorted(filter(None, map(parse_date, words)), key=PartialDate.sort_key)
    if not dates or len(dates) < len(words):
        fields.report(Code.BAD_DATE, f"years cannot be understood: {', '.join(words)}")
    if not dates:
        return None
    text = ", ".join(words)
    return replace(dates[0], end=dates[-1], text=text) if len(dates) > 1 else dates[0]


def _parsed(fields: Fields, source: str) -> PartialDate | None:
    if not source:
        return None
    found = parse_date(source)
    if found is None:
        fields.report(Code.BAD_DATE, f"date cannot be understood: {source}")
    return found or PartialDate(text=source)


def _people(
    fields: Fields, names_of: tuple[str, ...], role: str, names: ReadNames
) -> tuple[Contributor, ...]:
    """Return people given by key or by name; what has no blank in it may be either."""
    found: list[Contributor] = []
    for field in names_of:
        for value in as_list(fields.value(field)):
            people = names(value if isinstance(value, str) else [value], role, fields.report)
            if isinstance(value, str) and len(people) == 1 and not people[0].person and not value.split()[1:]:
                people = (replace(people[0], person=value.strip()),)
            found.extend(people)
    return tuple(found)


def _keys(fields: Fields, *names: str) -> tuple[str, ...]:
    """Return keys, given as one, as a list, or with commas between them."""
    found: list[str] = []
    for name in names:
        for value in as_list(fields.value(name)):
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
    return read_award("", inner, names, origin)


#: The fields that a person can have.
PERSON_FIELDS = frozenset("name aliases homepage orcid role period note tags".split())

_NOW = r"(?:\.\.|present|now|today|heute|aujourd'hui|hoy|至今|現在)?"
_SINCE = re.compile(
    rf"(?:since|from|seit|depuis|desde)\s+(?P<date>.+)|(?P<start>.+?)\s*(?:/|-|–|—|to)\s*{_NOW}", re.I
)
_UNTIL = re.compile(r"(?:until|till|bis|jusqu'à|hasta|\.\.\s*/|/|-|–|—)\s*(?P<date>.+)", re.I)


def read_person(key: str, fields: Fields, names: ReadNames, origin: Origin) -> Person:
    """Return a person; one without a name is called by the key."""
    found = names(fields.value("name"), "person", fields.report) if fields.value("name") else ()
    aliases = [
        alias
        for value in as_list(fields.value("aliases"))
        for alias in names([value], "person", fields.report)
    ]
    identifier = fields.source("orcid")
    normal = orcid(identifier)
    if identifier and normal is None:
        fields.report(Code.BAD_IDENTIFIER, f"orcid does not have its form: {identifier}")
    return Person(
        key=key,
        name=found[0].name if found else Name(literal=key),
        aliases=tuple(alias.name for alias in aliases),
        homepage=fields.url("homepage"),
        orcid=normal.value if normal else "",
        role=fields.string("role"),
        periods=_periods(fields),
        note=fields.texts("note"),
        tags=fields.words("tags"),
        fields=as_written(fields.values),
        origin=origin,
    )


def _periods(fields: Fields) -> tuple[Period, ...]:
    """Return the periods, the earliest first: one, a list, or several with commas between them."""
    found = [period for value in as_list(fields.value("period")) for period in _each(fields, value)]
    first = PartialDate()
    return tuple(sorted(found, key=lambda period: (period.start or first).sort_key()))


def _each(fields: Fields, value: object) -> Iterator[Period]:
    if isinstance(value, Mapping):
        ends = [scalar(value.get(name)) or "" for name in ("start", "end")]
        yield from _read(fields, "/".join(ends))
        return
    source = scalar(value)
    if source is None:
        fields.report(Code.SHAPE, f"period must hold dates, not a {type(value).__name__}")
    for part in pieces((source or "").replace(";", ","), ","):
        yield from _read(fields, part)


def _read(fields: Fields, source: str) -> Iterator[Period]:
    """Yield the period that ``source`` writes: ``2011/2016``, ``2016-``, ``since 2016``, ``until 2014``."""
    if found := _SINCE.fullmatch(source):
        period = Period(start=_day(found["date"] or found["start"]))
    elif found := _UNTIL.fullmatch(source):
        period = Period(end=_day(found["date"]))
    else:
        date = parse_date(source)
        period = Period(date and replace(date, end=None, text=""), date and _day(date.end or date))
    if period == Period() or (period.start or period.end or PartialDate()).year is None:
        fields.report(Code.BAD_DATE, f"period cannot be understood: {source}")
        return
    yield period


def _day(source: str | PartialDate) -> PartialDate | None:
    date = parse_date(source) if isinstance(source, str) else source
    return date and replace(date, end=None, text="")
