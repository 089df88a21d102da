"""Facets: the values that the records of a list have, and which record has which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..model.names import OTHERS, Contributor, Name, fold, identity_of, same_person
from ..model.records import Publication, Record
from ..model.text import plain
from .accessors import calendar_sort_key, creators, events, group_values, venues
from .comparison import casefolded

#: The facets that a list can have.
FACETS = ("year", "kind", "venue", "author", "tag", "award")


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that records have under ``name``.

    :param values: years with the newest first, all others with the most frequent first.
    :param of: for each record, the ascending indexes of its values in ``values``.
    """

    name: str
    values: tuple[str, ...]
    of: tuple[tuple[int, ...], ...]


def facet(records: Sequence[Record], name: str) -> Facet:
    """Return the facet ``name``, one of :data:`FACETS`; of several spellings of a value the first is used.

    :param records: those of a list; a record in several groups is counted once.
    """
    values_of_records = list(_values(records, name))
    folded = {value: casefolded(value) for value in chain.from_iterable(values_of_records) if value}
    folded_of_records = [{folded[value] for value in values if value} for values in values_of_records]
    by_key = {record.key: values for record, values in zip(records, folded_of_records, strict=True)}
    counts = Counter(chain.from_iterable(by_key.values()))
    if name == "year":
        order = sorted(counts, key=calendar_sort_key, reverse=True)
    else:
        order = sorted(counts, key=lambda value: (-counts[value], value))
    indexes = {value: index for index, value in enumerate(order)}
    # Reversed: of several spellings of a value the first one is written last, and remains.
    first_spelling = {value: spelling for spelling, value in reversed(folded.items())}
    return Facet(
        name,
        tuple([first_spelling[value] for value in order]),
        tuple([tuple(sorted([indexes[value] for value in values])) for values in folded_of_records]),
    )


def fullest_names(contributors: Iterable[Contributor]) -> dict[Name, Name]:
    """Return, for the name of each contributor, the fullest name that can only be that of the same person.

    *K. He* becomes *Kaiming He* unless somebody else among ``contributors`` could be meant: if
    there is a *Kevin He* too, *K. He* remains a name of its own.
    """
    counts = Counter([contributor.name for contributor in contributors])
    same_family: dict[str, list[Name]] = {}
    family_group = _family_groups(counts)
    for name in counts:
        same_family.setdefault(family_group(min(identity_of(name).families)), []).append(name)
    fullest: dict[Name, Name] = {}
    for names in same_family.values():
        persons: list[Name] = []
        by_text: dict[str, Name] = {}
        for name in sorted(names, key=lambda name: (*_length(name), counts[name]), reverse=True):
            text = fold(name.full())
            if text not in by_text:
                matches = [person for person in persons if same_person(person, name)]
                if len(matches) == 1:
                    by_text[text] = matches[0]
                else:
                    by_text[text] = name
                    persons.append(name)
            fullest[name] = by_text[text]
    return fullest


def _family_groups(names: Iterable[Name]) -> Callable[[str], str]:
    """Return the function from a family name to one spelling that represents all of its spellings.

    *Müller* is also spelled *Muller* and *Mueller*; *A. Müller Schmidt* joins *Müller-Schmidt* and *Schmidt*.
    """
    parents: dict[str, str] = {}

    def group(family: str) -> str:
        while (parent := parents.setdefault(family, family)) != family:
            family = parent
        return family

    for name in names:
        first, *others = sorted(identity_of(name).family_names)
        for other in others:
            parents[group(other)] = group(first)
    return group


def _length(name: Name) -> tuple[int, int]:
    """Return a sort key that is largest for the longest name and, of equal ones, the one with accents."""
    full = name.full()
    return len(fold(full)), len(full) - sum(map(str.isascii, full))


def _values(records: Sequence[Record], name: str) -> Iterable[Sequence[str]]:
    """Return the values of each record."""
    if name == "author":
        return _authors(records)
    return map(_venues if name == "venue" else group_values(name), records)


def _authors(records: Sequence[Record]) -> Iterable[Sequence[str]]:
    creators_of_records = [creators(record) for record in records]
    unknown = [creator for creator in chain.from_iterable(creators_of_records) if not creator.person]
    names = {name: fullest.full() for name, fullest in fullest_names(unknown).items() if name != OTHERS}
    for contributors in creators_of_records:
        yield [creator.person or names.get(creator.name, "") for creator in contributors]


def _venues(record: Record) -> list[str]:
    """Return all venues of a publication, by abbreviation if there is one, or the events of other records."""
    if isinstance(record, Publication):
        return [venue.abbr or plain(venue.name) for venue in venues(record)]
    return [plain(event) for event in events(record)]
