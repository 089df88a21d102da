"""What a name means for a record: the same in a filter, as a sort key and as a level of grouping."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ..model import links
from ..model.activity import Activity
from ..model.award import Award
from ..model.dates import PartialDate
from ..model.near import nearest
from ..model.people import Contributor, Person
from ..model.publication import Publication, Venue
from ..model.text import Text, plain
from .words import Caseless, Keywords, Kind, Phrases, State, Words, state

Record = Publication | Award | Activity | Person

#: Fields of BibTeX and biblatex (biblatex manual, section 2.2.2) without a reader of their own.
_FIELDS = frozenset(
    "address annote annotation booktitle chapter crossref day edition eid eprint eprinttype file howpublished"
    " institution isbn issn issue journal journaltitle langid location month note number organization"
    " pages pagetotal publisher school series subtitle titleaddon translator type url urldate version volume"
    " volumes".split()
)
Value = str | int | PartialDate | Words | None
Reader = Callable[[Record], Value]

#: Parts that only some types of records have.
_PARTS = (
    "title",
    "homepage",
    "orcid",
    "shorttitle",
    "abstract",
    "text",
    "role",
    "rank",
    "task",
    "awarder",
    "language",
    "url",
)
#: Parts of the first venue that have no markup.
_VENUE_PARTS = ("presentation", "volume", "number", "pages", "series", "edition", "publisher", "place")


def value(record: Record, name: str) -> Value:
    """Return what ``name`` means for ``record``; a name that nothing has means an empty string.

    ========================  ===========================================================================
    name                      value
    ========================  ===========================================================================
    key, type, kind           string; ``type`` is what the data calls it, ``kind`` knows aliases
    title, text, abstract,    string, without markup
    note, role, language, …
    author, editor, …         ``Last, First and Last, First``; of an award its recipients
    date, year, month         ``PartialDate`` or number, None where there is none; a range counts by its end
    status                    ``in press``, …, ``published``, or an empty string
    venue, abbr, award,       several strings, any of which may be meant
    events, tag
    keywords                  string, which is also usable as a set
    selected                  bool
    doi, arxiv, …             the identifier of that scheme, in its normal form
    volume, publisher, …      that part of the first venue
    any other                 the field as the source wrote it
    ========================  ===========================================================================
    """
    return reader(name)(record)


def reader(name: str) -> Reader:
    """Return the function that reads ``name`` from a record; looking it up once is the faster way."""
    name = name.lower()
    return _READERS.get(name) or partial(_other, name)


def unknown_name(name: str, records: Iterable[Record]) -> str:
    """Return what is wrong with ``name``, where neither we know it nor a record has such a field."""
    name = name.lower()
    if name in _READERS or name in _FIELDS or any(name in record.fields for record in records):
        return ""
    return f"no record has a field {name!r}{nearest(name, sorted({*_READERS, *_FIELDS}))}"


def presence(name: str) -> Callable[[Record], bool]:
    """Return whether a record has ``name``: a link of that kind or label, or a value that is not empty."""
    name = name.lower()
    kind, read = links.kind_of(name) or name, reader(name)

    def has(record: Record) -> bool:
        for link in record.links if isinstance(record, Publication | Activity) else ():
            if link.url and kind in (link.kind, link.group.lower(), link.label.lower()):
                return True
        return (name == "image" and getattr(record, name, None) is not None) or bool(read(record))

    return has


def raw(record: Record, name: str) -> str:
    """Return the field ``name`` as the source wrote it, but on one line; case does not count."""
    found = record.fields.get(name)
    if found is None:
        found = next((text for field, text in record.fields.items() if field.lower() == name), "")
    return " ".join(found.split())


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
    """Return the date of a record, or that of its first venue."""
    if record.date is None and (first := venues(record)[:1]):
        return first[0].date
    return record.date


def year_of(date: PartialDate | None) -> int | None:
    """Return the year that ``date`` is listed under: of a range that in which it ends."""
    return (date.end or date).year if date else None


def creators(record: Record) -> tuple[Contributor, ...]:
    """Return who made it: a publication's authors, or else its editors; recipients; people; the person."""
    match record:
        case Publication():
            return record.authors or record.editors
        case Award():
            return record.recipients
        case Person():
            return (Contributor(record.name, person=record.key),)
    return record.people


def recipients(record: Record) -> tuple[Contributor, ...]:
    """Return who won an award, or the awards of a publication."""
    return tuple(who for award in awards(record) for who in award.recipients)


def _contributors(role: str, record: Record) -> str:
    if isinstance(record, Publication):
        return _names(tuple(who for who in record.contributors if who.role == role))
    return _names(creators(record)) if role == "author" else ""


def _names(people: tuple[Contributor, ...]) -> str:
    return " and ".join([who.name.inverted() for who in people])


def _part(name: str, record: Record) -> str:
    """Return a part that is text or a string; of a record that has no such part, the field."""
    found = getattr(record, name, "") or raw(record, name)
    return found if isinstance(found, str) else plain(found)


def _month(record: Record) -> int | None:
    date = date_of(record)
    return ((date.end or date).month or None) if date else None


def _kind(record: Record) -> str:
    # Only publications have a closed list of kinds; a talk and a tutorial are two kinds of activity.
    return Kind(record.kind) if isinstance(record, Publication) else Caseless(record.kind)


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
    chosen = record.selected if isinstance(record, Publication) else False
    return chosen or raw(record, "selected").lower() in ("true", "yes", "1")


def _other(name: str, record: Record) -> str:
    if isinstance(record, Publication):
        for identifier in record.identifiers:
            if identifier.scheme == name:
                return identifier.value
        if any(who.role == name for who in record.contributors):
            return _contributors(name, record)
        if name in _VENUE_PARTS and record.venues:
            return str(getattr(record.venues[0], name)) or raw(record, name)
    return raw(record, name)


_READERS: dict[str, Reader] = {
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
    "status": lambda record: State(state(date_of(record))),
    "venue": _venue,
    "abbr": lambda record: Phrases(venue.abbr for venue in venues(record) if venue.abbr),
    "events": _events,
    "award": _award,
    "awards": _award,
    "tag": lambda record: Words(record.tags),
    "tags": lambda record: Words(record.tags),
    "keywords": lambda record: Keywords(raw(record, "keywords") or ", ".join(record.tags)),
    "note": lambda record: " ".join([plain(line) for line in record.note]) or raw(record, "note"),
    "selected": _selected,
    "name": lambda record: record.name.full() if isinstance(record, Person) else raw(record, "name"),
    "count": lambda record: len(record.publications) if isinstance(record, Award | Person) else None,
    **{name: partial(_part, name) for name in _PARTS},
}
