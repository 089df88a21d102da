"""Groups of records, each of which becomes a section with a heading.

Facets: which values the records of a list have, and which record has which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ..model.names import OTHERS, fold
from ..model.records import Person, Publication, Record
from ..model.text import plain
from .accessors import author_value, calendar_place, creators, events, form, values_of, venues
from .comparison import Kind, State
from .criteria import one_name_each
from .sorting import NAME, by_family, kind_place

#: The values of one level in the order of their groups, each with its heading or an empty string.
Order = tuple[tuple[str, str], ...]

#: Levels whose newest group comes first.
CALENDAR = ("year", "decade", "month")

_FORMS: dict[str, Callable[[str], str]] = {
    "kind": Kind.form,
    "year": State.form,
    "decade": State.form,
    "status": State.form,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A group: the records whose ``by`` is ``value``, in order, or the groups that they are divided into.

    ``records`` are those that stand directly under the heading: none where there
    are ``sections``. ``label`` is the heading its author gave; without one it is
    made of ``by`` and ``value``, in the language of the site. A list without
    groups is one section, whose ``by`` is empty.
    """

    by: str = ""
    value: str = ""
    label: str = ""
    records: tuple[Record, ...] = ()
    sections: tuple[Section, ...] = ()


def parse_group_by(text: str) -> tuple[str, ...]:
    """Return the levels that ``text`` lists, the outer one first; none where it is empty."""
    levels = tuple(item.lower() for item in re.split(r"[\s,]+", text) if item)
    for level in levels:
        if not NAME.fullmatch(level) or levels.count(level) > 1:
            raise ValueError(f"group-by: {level!r} is not a name, or stands twice; write kind, year")
    return levels


def parse_group_order(text: str) -> tuple[Order, ...]:
    """Return the order of the groups of each level: ``article=Journal papers, book; 2020, 2019``.

    A semicolon or a line end separates levels, a comma groups; an empty value is the group without one.
    """
    return tuple(_order(level) for level in re.split(r";\s*|\n\s*", text.strip())) if text.strip() else ()


def _order(level: str) -> Order:
    pairs = [tuple(part.strip() for part in item.partition("=")) for item in level.split(",") if item.strip()]
    order = {value: label for value, _, label in pairs}
    if len(order) < len(pairs) or order.get("", "-") == "":
        raise ValueError(f"group-order: {level!r} has a value twice, or neither value nor heading")
    return tuple(order.items())


def group(
    records: Sequence[Record], levels: Sequence[str], orders: Sequence[Order] = (), *, ascending: bool = False
) -> tuple[Section, ...]:
    """Return ``records``, which keep their order, in groups of ``levels``, the outer one first.

    ``orders`` says for each level which groups come first. The others follow:
    years with the newest first (with ``ascending``: last), kinds in the order of
    ``KINDS``, all else by the alphabet, and the group without a value at the end.
    A record with several tags, awards or authors stands in the group of each.
    """
    if not levels:
        return (Section(records=tuple(records)),)
    level, deeper = levels[0], levels[1:]
    groups = _groups(records, level)
    order, following = (orders[0], orders[1:]) if orders else ((), ())
    headings = _headings(order, level, groups)
    rest = [name for name in groups if name not in headings]
    return tuple(
        Section(
            level,
            groups[name][0],
            headings.get(name, ""),
            () if deeper else tuple(groups[name][1]),
            group(groups[name][1], deeper, following, ascending=ascending) if deeper else (),
        )
        for name in [*headings, *_by_default(rest, level, groups, ascending)]
    )


def leaves(sections: Iterable[Section]) -> Iterator[Section]:
    """Return the sections that hold records, in the order of the page."""
    for section in sections:
        yield from leaves(section.sections) if section.sections else (section,)


#: What identifies a group -> its value as it is first written, and its records.
_Groups = Mapping[str, tuple[str, list[Record]]]


def _groups(records: Sequence[Record], level: str) -> _Groups:
    groups: dict[str, tuple[str, list[Record]]] = {}
    read = values_of(level)
    for record in records:
        for name, value in {form(value): value for value in read(record) or ("",)}.items():
            groups.setdefault(name, (value, []))[1].append(record)
    return groups


def _headings(order: Order, level: str, groups: _Groups) -> dict[str, str]:
    """Return the groups that ``order`` names, with the heading of each; a value may have other names."""
    found: dict[str, str] = {}
    for value, label in order:
        for name in (form(value), _FORMS.get(level, form)(value)):
            if name in groups:
                found.setdefault(name, label)
                break
    return found


def _by_default(names: Sequence[str], level: str, groups: _Groups, ascending: bool) -> list[str]:
    places = {name: _place(level, *groups[name]) for name in names if name}
    found = sorted(places, key=places.__getitem__, reverse=level in CALENDAR and not ascending)
    return found + [name for name in names if not name]


def _place(level: str, value: str, records: Sequence[Record]) -> Any:
    """Return what orders a group among those of its level."""
    if level in CALENDAR:
        return calendar_place(value)
    if level == "status":
        return -calendar_place(value)
    if level == "kind":
        return kind_place(value)
    if level == "role" and isinstance(records[0], Person):  # in the order of the data, not of the list
        return min((record.origin.path, record.origin.line) for record in records), value
    if level == "author":
        return min(by_family(who.name) for who in creators(records[0]) if author_value(who) == value)
    return fold(value), value


#: The facets that a list can have.
FACETS = ("year", "kind", "venue", "author", "tag", "award")


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that records have under ``name``.

    :param values: years with the newest first, all others with the most frequent first.
    :param of: for each record the places of its values in ``values``, ascending.
    """

    name: str
    values: tuple[str, ...]
    of: tuple[tuple[int, ...], ...]


def facet(records: Sequence[Record], name: str) -> Facet:
    """Return the facet ``name``, one of :data:`FACETS`; of several spellings the first stands.

    :param records: those of a list; one that stands in several groups counts once.
    """
    values = list(_values(records, name))
    forms = {value: form(value) for value in dict.fromkeys(chain.from_iterable(values)) if value}
    found = [{forms[value] for value in some if value} for some in values]
    once = {record.key: of_one for record, of_one in zip(records, found, strict=True)}
    counts = Counter(chain.from_iterable(once.values()))
    if name == "year":
        order = sorted(counts, key=calendar_place, reverse=True)
    else:
        order = sorted(counts, key=lambda same: (-counts[same], same))
    places = {same: place for place, same in enumerate(order)}
    of = tuple([tuple(sorted([places[same] for same in of_one])) for of_one in found])
    written = {same: value for value, same in reversed(forms.items())}  # the first spelling stands
    return Facet(name, tuple(written[same] for same in order), of)


def _values(records: Sequence[Record], name: str) -> Iterable[Sequence[str]]:
    """Return the values of each record."""
    if name == "author":
        return _authors(records)
    return map(_venues if name == "venue" else values_of(name), records)


def _authors(records: Sequence[Record]) -> Iterable[Sequence[str]]:
    people = [creators(record) for record in records]
    unknown = [who for of_one in people for who in of_one if not who.person]
    names = {name: fullest.full() for name, fullest in one_name_each(unknown).items() if name != OTHERS}
    return ([who.person or names.get(who.name, "") for who in of_one] for of_one in people)


def _venues(record: Record) -> list[str]:
    """Return all venues of a publication, by the names that are shortest, or the events of another record."""
    if isinstance(record, Publication):
        return [venue.abbr or plain(venue.name) for venue in venues(record)]
    return [plain(event) for event in events(record)]
