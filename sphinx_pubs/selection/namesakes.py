"""One value for each author, however the sources write the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from ..model.matching import identity_of, same_person
from ..model.people import Contributor, Name, fold


def one_name_each(people: Iterable[Contributor]) -> dict[Name, Name]:
    """Return, for each name, the fullest name that can only be the same person's.

    *K. He* is *Kaiming He* where nobody else in ``people`` could be meant; beside a
    *Kevin He* it stays a name of its own.
    """
    counts = Counter([who.name for who in people])
    families: dict[str, list[Name]] = {}
    group = _groups(counts)
    for name in counts:
        families.setdefault(group(min(identity_of(name).families)), []).append(name)
    found: dict[Name, Name] = {}
    for names in families.values():
        if len(names) == 1:
            found[names[0]] = names[0]
            continue
        persons: list[Name] = []
        fullest: dict[str, Name] = {}
        for name in sorted(names, key=lambda name: (*_length(name), counts[name]), reverse=True):
            folded = fold(name.full())
            if folded not in fullest:
                meant = [other for other in persons if same_person(other, name)]
                if len(meant) == 1:
                    fullest[folded] = meant[0]
                else:
                    fullest[folded] = name
                    persons.append(name)
            found[name] = fullest[folded]
    return found


def _groups(names: Iterable[Name]) -> Callable[[str], str]:
    """Return what stands for all spellings of a family name: *Müller* is spelt *Muller* and *Mueller*.

    So are *Müller-Schmidt* and the *Schmidt* of *A. Müller Schmidt* of one group.
    """
    parents: dict[str, str] = {}

    def group(family: str) -> str:
        while (parent := parents.setdefault(family, family)) != family:
            family = parent
        return family

    for name in names:
        first, *others = sorted(identity_of(name).places)
        for other in others:
            parents[group(other)] = group(first)
    return group


def _length(name: Name) -> tuple[int, int]:
    """Return what puts the fullest name first, and of equal ones that with its accents."""
    full = name.full()
    return len(fold(full)), len(full) - sum(map(str.isascii, full))
