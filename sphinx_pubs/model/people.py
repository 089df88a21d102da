"""Who is who: the persons of a site, found by key, by ORCID iD or by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .names import Contributor, Name, fold, identity_of, name_in, same_person
from .problems import Code, Problem
from .records import Person


class PeopleIndex:
    """The persons of a site.

    A name is looked for among those of its family name only: there are papers of thousands of authors.
    """

    def __init__(self, persons: Iterable[Person]) -> None:
        self.by_key = {person.key: person for person in persons}
        self._by_orcid: dict[str, list[str]] = {}
        self._by_name: dict[str, list[tuple[Name, str]]] = {}
        for person in self.by_key.values():
            if person.orcid:
                self._by_orcid.setdefault(person.orcid, []).append(person.key)
            for name in person.names:
                for place in _places(name):
                    self._by_name.setdefault(place, []).append((name, person.key))

    def named(self, text: str) -> Person | None:
        """Return the person whose key ``text`` is, or whose name and nobody else's."""
        found = self.all_named(text)
        return self.by_key[found[0]] if len(found) == 1 else None

    def all_named(self, text: str) -> tuple[str, ...]:
        """Return the keys of all persons whom ``text`` can mean: one by its key, or those with the name."""
        if text in self.by_key:
            return (text,)
        wanted = fold(text)
        found = tuple(
            key
            for key, person in self.by_key.items()
            if any(wanted in {fold(name.full()), fold(name.inverted())} for name in person.names)
        )
        return found or self.candidates(Contributor(name_in(text)))

    def resolve(self, contributor: Contributor) -> Person | None:
        """Return the one person ``contributor`` is, or None where none or several match."""
        found = self.candidates(contributor)
        return self.by_key[found[0]] if len(found) == 1 else None

    def candidates(self, contributor: Contributor) -> tuple[str, ...]:
        """Return the keys of all persons whom ``contributor`` can be, in the order of the data.

        The key that the data gives decides, or else the ORCID iD: who has another one is somebody
        else, whatever the name. A name written as a person's own, or as an alias, is that person's.
        """
        if contributor.person in self.by_key:
            return (contributor.person,)
        if contributor.orcid in self._by_orcid:
            return tuple(self._by_orcid[contributor.orcid])
        places = _places(contributor.name)
        near = [
            (name, key)
            for name, key in dict.fromkeys(one for place in places for one in self._by_name.get(place, ()))
            if not (contributor.orcid and self.by_key[key].orcid) and same_person(name, contributor.name)
        ]
        written = fold(contributor.name.full())
        exact = {key for name, key in near if fold(name.full()) == written}
        found = exact or {key for _, key in near}
        return tuple(key for key in self.by_key if key in found) if len(found) > 1 else tuple(found)

    def with_publications(self, publications: Mapping[str, Iterable[str]]) -> PeopleIndex:
        """Return these persons, each with the keys of the works that ``publications`` says are theirs."""
        return PeopleIndex(
            replace(person, publications=tuple(publications.get(key, ())))
            for key, person in self.by_key.items()
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the persons themselves."""
        for orcid, keys in self._by_orcid.items():
            if len(keys) > 1:
                last = self.by_key[keys[-1]]
                message = f"{' and '.join(keys)} have one ORCID iD, {orcid}"
                yield Problem(Code.AMBIGUOUS_PERSON, message, last.origin, last.key)


def several(name: str, keys: Iterable[str]) -> str:
    """Return what is said of a name that fits several persons."""
    return f"{name} can be {' or '.join(keys)}"


def _places(name: Name) -> tuple[str, ...]:
    """Return where a name is looked for: under its family name, and as a whole, as data may keep it."""
    identity = identity_of(name)
    return tuple(sorted(identity.places | identity.whole))
