"""Find the persons of a site by key, ORCID iD or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .names import Contributor, Name, fold, identity_of, name_in, same_person
from .problems import Code, Problem
from .records import Person


class PeopleIndex:
    """The persons of a site.

    A name is compared only with names that share a family name: some papers have thousands of authors.
    """

    def __init__(self, persons: Iterable[Person]) -> None:
        self.by_key = {person.key: person for person in persons}
        self._by_orcid: dict[str, list[str]] = {}
        self._by_name: dict[str, list[tuple[Name, str]]] = {}
        for person in self.by_key.values():
            if person.orcid:
                self._by_orcid.setdefault(person.orcid, []).append(person.key)
            for name in person.names:
                for index_key in _index_keys(name):
                    self._by_name.setdefault(index_key, []).append((name, person.key))

    def named(self, text: str) -> Person | None:
        """Return the only person with the key or the name ``text``, or None."""
        keys = self.all_named(text)
        return self.by_key[keys[0]] if len(keys) == 1 else None

    def all_named(self, text: str) -> tuple[str, ...]:
        """Return the keys of the persons that ``text`` may mean: the one with this key, or all so named."""
        if text in self.by_key:
            return (text,)
        folded = fold(text)
        keys = tuple(
            key
            for key, person in self.by_key.items()
            if any(folded in {fold(name.full()), fold(name.inverted())} for name in person.names)
        )
        return keys or self.candidates(Contributor(name_in(text)))

    def resolve(self, contributor: Contributor) -> Person | None:
        """Return the person that ``contributor`` is, or None if no person or several match."""
        keys = self.candidates(contributor)
        return self.by_key[keys[0]] if len(keys) == 1 else None

    def candidates(self, contributor: Contributor) -> tuple[str, ...]:
        """Return the keys of the persons that ``contributor`` may be, in the order of the data.

        A key in the data decides, then an ORCID iD: with different iDs, the same name is another person.
        A name written exactly as the name or an alias of a person takes precedence over similar names.
        """
        if contributor.person in self.by_key:
            return (contributor.person,)
        if contributor.orcid in self._by_orcid:
            return tuple(self._by_orcid[contributor.orcid])
        indexed = dict.fromkeys(
            entry for index_key in _index_keys(contributor.name) for entry in self._by_name.get(index_key, ())
        )
        similar = [
            (name, key)
            for name, key in indexed
            if not (contributor.orcid and self.by_key[key].orcid) and same_person(name, contributor.name)
        ]
        folded = fold(contributor.name.full())
        keys = {key for name, key in similar if fold(name.full()) == folded} or {key for _, key in similar}
        return tuple(key for key in self.by_key if key in keys) if len(keys) > 1 else tuple(keys)

    def with_publications(self, publications: Mapping[str, Iterable[str]]) -> PeopleIndex:
        """Return an index of the same persons with their publications.

        :param publications: the keys of the publications, by the key of the person.
        """
        return PeopleIndex(
            replace(person, publications=tuple(publications.get(key, ())))
            for key, person in self.by_key.items()
        )

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each ORCID iD that several persons have."""
        for orcid, keys in self._by_orcid.items():
            if len(keys) > 1:
                last = self.by_key[keys[-1]]
                message = f"{' and '.join(keys)} have the same ORCID iD, {orcid}"
                yield Problem(Code.AMBIGUOUS_PERSON, message, last.origin, last.key)


def several(name: str, keys: Iterable[str]) -> str:
    """Return the message about a name that fits several persons."""
    return f"ambiguous name {name!r}: {' or '.join(keys)}"


def _index_keys(name: Name) -> tuple[str, ...]:
    """Return the keys of a name in the index: its family names, and the name in one piece."""
    identity = identity_of(name)
    return tuple(sorted(identity.family_names | identity.whole))
