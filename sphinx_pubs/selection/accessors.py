"""What a name such as ``author`` or ``year`` means for a record: in filters, sort keys, groups and facets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from ..model.award_years import same_awards
from ..model.dates import PartialDate, Status, status_of
from ..model.links import link_kind_of
from ..model.names import OTHERS, Contributor
from ..model.problems import did_you_mean
from ..model.profiles import profile_kind
from ..model.records import Activity, Award, Person, Publication, Record, Venue
from ..model.text import Text, plain
from .comparison import (
    Caseless,
    Keywords,
    KindName,
    Labels,
    Phrases,
    StatusName,
    as_text,
    status_label,
)

Value = str | int | PartialDate | Labels | None
Reader = Callable[[Record], Value]

#: Fields of BibTeX and biblatex (biblatex manual, section 2.2.2) that are read as the source has them.
_FIELDS = frozenset(
    "address annote annotation booktitle chapter crossref day edition eid eprint eprinttype file howpublished"
    " institution isbn issn issue journal journaltitle langid location month note number organization"
    " pages pagetotal publisher school series subtitle titleaddon translator type url urldate version volume"
    " volumes".split()
)
#: Attributes that only some types of records have.
_ATTRIBUTES = (
    "title homepage orcid email pronouns affiliation now shorttitle abstract text role rank task awarder"
    " language url".split()
)
#: Attributes of the first venue that are plain strings.
_VENUE_ATTRIBUTES = "presentation volume number pages series edition publisher place".split()
#: Fields that hold the name of a venue; a group by one of them has only the records with that field.
_VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "school", "institution")


def reader(name: str) -> Reader:
    """Return the function that reads ``name``, in any case, from a record.

    ========================  ===========================================================================
    name                      value
    ========================  ===========================================================================
    key, type, kind           string; ``type`` is what the data calls it, ``kind`` matches by any alias
    title, text, abstract,    string, without markup
    note, role, language, …
    author, editor, …         ``Last, First and Last, First``; of an award its recipients
    date, year, month         ``PartialDate`` or number, None if unknown; a range counts by its end, and
                              one without an end by its beginning
    status                    ``in press``, …, ``published``, or an empty string
    venue, abbr, award,       several strings; a comparison holds if it holds for one of them
    events, tag
    keywords                  string, which can also be used as a set
    selected                  bool
    doi, arxiv, …             the identifier of that scheme, in its normal form
    volume, publisher, …      that attribute of the first venue
    any other                 the field as the source has it; an empty string without such a field
    ========================  ===========================================================================
    """
    name = name.lower()
    return _READERS.get(name) or partial(_other_name, name)


def unknown_name(name: str, records: Iterable[Record]) -> str:
    """Return a message if ``name`` is neither a known name nor a field of a record, else an empty string."""
    name = name.lower()
    if name in _READERS or name in _FIELDS or any(name in record.fields for record in records):
        return ""
    return f"no record has a field {name!r}{did_you_mean(name, sorted({*_READERS, *_FIELDS}))}"


def presence(name: str) -> Callable[[Record], bool]:
    """Return a test for records that have ``name``: a link of that kind or label, or a non-empty value."""
    name = name.lower()
    kinds, read = {name, link_kind_of(name), profile_kind(name)} - {""}, reader(name)

    def has(record: Record) -> bool:
        for link in () if isinstance(record, Award) else record.links:
            if link.url and not kinds.isdisjoint((link.kind, link.group.lower(), link.label.lower())):
                return True
        return (name == "image" and getattr(record, name, None) is not None) or bool(read(record))

    return has


def group_values(level: str) -> Callable[[Record], Sequence[str]]:
    """Return the function that reads the values by which a record is grouped at ``level``.

    A record can have several; without any value, the result is empty or holds an empty string.
    """
    match level:
        case "year" | "decade":
            return lambda record: [
                _calendar_value(date_of(award), by_decade=level == "decade") for award in same_awards(record)
            ]
        case "venue":
            return lambda record: [venue.abbr or plain(venue.name) for venue in venues(record)[:1]]
        case "award":
            return lambda record: [award.shorttitle or plain(award.title) for award in awards(record)]
        case "author":
            return lambda record: [author_value(who) for who in creators(record) if who.name != OTHERS]
    if level in _VENUE_FIELDS:
        return lambda record: [plain(venue.name) for venue in venues(record)[:1] if raw_field(record, level)]
    read = reader(level)

    def values(record: Record) -> Sequence[str]:
        value = read(record)
        if isinstance(value, Keywords):
            return value.items
        return value if isinstance(value, tuple) else (as_text(value) or "",)

    return values


def calendar_sort_key(value: str) -> int:
    """Return the sort key of a year, decade, month or status; unpublished works come after every year."""
    status = status_of(value)
    return int(value.removesuffix("s")) if status is None else 10**6 + status


def author_value(contributor: Contributor) -> str:
    """Return the key of the person that ``contributor`` is, or else the name as in the data."""
    return contributor.person or contributor.name.full()


def raw_field(record: Record, name: str) -> str:
    """Return the field ``name``, in any case, as the source has it but on one line."""
    text = record.fields.get(name)
    if text is None:
        text = next((text for field, text in record.fields.items() if field.lower() == name), "")
    return " ".join(text.split())


def venues(record: Record) -> tuple[Venue, ...]:
    """Return the venues of a publication; other records have none."""
    return record.venues if isinstance(record, Publication) else ()


def events(record: Record) -> tuple[Text, ...]:
    """Return the events of an award or an activity; other records have none."""
    return record.events if isinstance(record, Award | Activity) else ()


def awards(record: Record) -> tuple[Award, ...]:
    """Return the awards of a publication, or the award itself."""
    if isinstance(record, Award):
        return (record,)
    return record.awards if isinstance(record, Publication) else ()


def date_of(record: Record) -> PartialDate | None:
    """Return the date of a record, or else that of its first venue."""
    if record.date is None and (first := venues(record)[:1]):
        return first[0].date
    return record.date


def year_of(date: PartialDate | None) -> int | None:
    """Return the year under which ``date`` is listed: for a range, the year in which it ends, if it does."""
    return date.listed().year if date else None


def creators(record: Record) -> tuple[Contributor, ...]:
    """Return the authors, the recipients, the people of an activity, or the person.

    A work without authors is that of its collaboration, or else of its editors.
    """
    match record:
        case Publication():
            return record.authors or record.collaborations or record.editors
        case Award():
            return record.recipients
        case Person():
            return (Contributor(record.name, person=record.key),)
    return record.people


def recipients(record: Record) -> tuple[Contributor, ...]:
    """Return the recipients of an award, or of all awards of a publication."""
    return tuple(recipient for award in awards(record) for recipient in award.recipients)


def _other_name(name: str, record: Record) -> str:
    if isinstance(record, Publication):
        for identifier in record.identifiers:
            if identifier.scheme == name:
                return identifier.value
        if any(contributor.role == name for contributor in record.contributors):
            return _contributors(name, record)
        if name in _VENUE_ATTRIBUTES and record.venues:
            return str(getattr(record.venues[0], name)) or raw_field(record, name)
    return raw_field(record, name)


def _attribute(name: str, record: Record) -> str:
    """Return an attribute that is a string or text; of a record without it, the field of that name."""
    value = getattr(record, name, "") or raw_field(record, name)
    return value if isinstance(value, str) else plain(value)


def _kind(record: Record) -> str:
    # Only the kinds of publications are a closed list with aliases: a talk and a tutorial differ.
    return KindName(record.kind) if isinstance(record, Publication) else Caseless(record.kind)


def _contributors(role: str, record: Record) -> str:
    if isinstance(record, Publication):
        return _names([contributor for contributor in record.contributors if contributor.role == role])
    return _names(creators(record)) if role == "author" else ""


def _names(contributors: Iterable[Contributor]) -> str:
    return " and ".join([contributor.name.inverted() for contributor in contributors])


def _month(record: Record) -> int | None:
    date = date_of(record)
    return (date.listed().month or None) if date else None


def _calendar_value(date: PartialDate | None, *, by_decade: bool) -> str:
    year = year_of(date)
    if date is None or year is None or date.status is not Status.PUBLISHED:
        return status_label(date)
    return f"{year // 10 * 10}s" if by_decade else str(year)


def _venue(record: Record) -> Phrases:
    if isinstance(record, Publication):
        return Phrases(name for venue in record.venues for name in (plain(venue.name), venue.abbr) if name)
    return _events(record)


def _events(record: Record) -> Phrases:
    return Phrases(plain(event) for event in events(record))


def _award(record: Record) -> Phrases:
    titles = (title for award in awards(record) for title in (plain(award.title), award.shorttitle))
    return Phrases(filter(None, titles))


def _selected(record: Record) -> bool:
    is_selected = record.selected if isinstance(record, Publication) else False
    return is_selected or raw_field(record, "selected").lower() in ("true", "yes", "1")


_READERS: dict[str, Reader] = {
    **{name: partial(_attribute, name) for name in _ATTRIBUTES},
    "key": lambda record: Caseless(record.key),
    "type": lambda record: (record.type if isinstance(record, Publication) else "") or record.kind,
    "kind": _kind,
    "author": partial(_contributors, "author"),
    "editor": partial(_contributors, "editor"),
    "people": lambda record: _names(creators(record)),
    "recipient": lambda record: _names(recipients(record)),
    "date": date_of,
    "year": lambda record: year_of(date_of(record)),
    "month": _month,
    "status": lambda record: StatusName(status_label(date_of(record))),
    "venue": _venue,
    "abbr": lambda record: Phrases(venue.abbr for venue in venues(record) if venue.abbr),
    "events": _events,
    "award": _award,
    "awards": _award,
    "tag": lambda record: Labels(record.tags),
    "tags": lambda record: Labels(record.tags),
    "keywords": lambda record: Keywords(raw_field(record, "keywords") or ", ".join(record.tags)),
    "note": lambda record: " ".join([plain(line) for line in record.note]) or raw_field(record, "note"),
    "selected": _selected,
    "name": lambda record: record.name.full() if isinstance(record, Person) else raw_field(record, "name"),
    "count": lambda record: len(record.publications) if isinstance(record, Award | Person) else None,
}
