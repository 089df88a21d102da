"""What a name means for a record: the same in a filter, as a sort key and as a level of grouping.

The values that a record has under a name, as groups and facets show them.

Who is meant: contributors by key, name or family name, never by a part of a string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

from ..model.dates import PartialDate, Status, status_of
from ..model.links import link_kind_of
from ..model.names import OTHERS, Contributor, Name, fold, identity_of, name_in, same_person
from ..model.people import PeopleIndex
from ..model.problems import did_you_mean
from ..model.records import Activity, Award, Person, Publication, Record, Venue
from ..model.text import Text, plain
from .comparison import Caseless, Keywords, Kind, Phrases, State, Words, as_text, state, unaccented

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
    return f"no record has a field {name!r}{did_you_mean(name, sorted({*_READERS, *_FIELDS}))}"


def presence(name: str) -> Callable[[Record], bool]:
    """Return whether a record has ``name``: a link of that kind or label, or a value that is not empty."""
    name = name.lower()
    kind, read = link_kind_of(name) or name, reader(name)

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


@lru_cache(maxsize=10_000)  # the records of a list have the same values again and again
def form(value: str) -> str:
    """Return what two ways to write one value have in common: neither case nor accents count."""
    return unaccented(value).casefold()


def calendar_place(value: str) -> int:
    """Return what orders years, decades, months and statuses: what is not published yet comes last."""
    status = status_of(value)
    return int(value.removesuffix("s")) if status is None else 10**6 + status


def values_of(level: str) -> Callable[[Record], Sequence[str]]:
    """Return the function that reads the values of a record at ``level``: several, one, or none."""
    match level:
        case "year" | "decade":
            return lambda record: _year(record, decade=level == "decade")
        case "venue":
            return lambda record: [first.abbr or plain(first.name) for first in venues(record)[:1]]
        case "award":
            return lambda record: [award.shorttitle or plain(award.title) for award in awards(record)]
        case "journal" | "journaltitle" | "booktitle" | "school" | "institution":
            return lambda record: [plain(first.name) for first in venues(record)[:1] if raw(record, level)]
        case "author":
            return lambda record: [author_value(who) for who in creators(record) if who.name != OTHERS]
    read = reader(level)

    def values(record: Record) -> Sequence[str]:
        found = read(record)
        if isinstance(found, Keywords):
            return found.items
        return found if isinstance(found, tuple) else (as_text(found) or "",)

    return values


def _year(record: Record, *, decade: bool) -> Sequence[str]:
    date = date_of(record)
    year = year_of(date)
    if date is None or year is None or date.status is not Status.PUBLISHED:
        return (state(date),)
    return (f"{year // 10 * 10}s",) if decade else (str(year),)


def author_value(who: Contributor) -> str:
    """Return the key of the person that ``who`` is, or the name as the data has it."""
    return who.person or who.name.full()


NOBODY = PeopleIndex(())


def identity(given: Iterable[str], people: PeopleIndex = NOBODY) -> Callable[[Contributor], bool]:
    """Return whether a contributor is one of ``given``.

    Each is the key of a person, a name in either order (which initials and accents do not matter
    for: ``model.matching``), or a family name alone. What is the name of one of ``people`` means that
    person, and no namesake.
    """
    texts = tuple(filter(None, given))
    persons = {text: person.key for text in texts if (person := people.named(text))}
    keys = {*texts, *persons.values()}
    others = [text for text in texts if text not in persons]
    alone = {form for text in others for form in (fold(text), fold(text).replace(" ", ""))} - {""}
    names: dict[str, list[Name]] = {}
    for name in map(name_in, others):
        for place in identity_of(name).places:
            names.setdefault(place, []).append(name)
    # The same name stands in work after work, and comparing names is slow.
    meant: dict[Name, bool] = {}

    def is_named(name: Name) -> bool:
        if name not in meant:
            identity = identity_of(name)
            near = (one for place in identity.places for one in names.get(place, ()))
            meant[name] = not alone.isdisjoint({*identity.families, fold(name.family)}) or any(
                same_person(one, name) for one in near
            )
        return meant[name]

    def is_meant(who: Contributor) -> bool:
        return who.person in keys or (bool(others) and is_named(who.name))

    return is_meant
