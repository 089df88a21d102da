"""Who is meant: contributors by key, name or family name, never by a part of a string."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model.people import Contributor, Name, fold, same_person


def identity(people: Iterable[str]) -> Callable[[Contributor], bool]:
    """Return whether a contributor is one of ``people``.

    Each is the key of a person, a name in either order (which initials and
    accents do not matter for: ``model.people.same_person``), or a family name alone.
    """
    given = tuple(people)
    keys, alone = set(given) - {""}, {fold(text) for text in given} - {""}
    names: dict[str, list[Name]] = {}
    for name in map(parse, given):
        names.setdefault(_family(name), []).append(name)
    # Comparing names is slow, and nearly all have a family name that nobody looks for.
    families = (*alone, *names)
    possible: dict[str, bool] = {}

    def is_meant(who: Contributor) -> bool:
        if who.person in keys:
            return True
        word = who.name.literal or who.name.family
        if word not in possible:
            folded = fold(word)
            possible[word] = any(family.endswith(folded) for family in families)
        if not possible[word]:
            return False
        family = _family(who.name)
        if family in alone or fold(word) in alone:
            return True
        return any(same_person(name, who.name) for name in names.get(family, ()))

    return is_meant


def parse(text: str) -> Name:
    """Return the name that ``text`` writes; words in lower case belong to the family name."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        words = text.split()
        particles = [index for index, word in enumerate(words) if index and word[0].islower()]
        first = min([*particles, len(words) - 1])
        given, family = " ".join(words[:first]), " ".join(words[first:])
    return Name(given=given, family=family)


def _family(name: Name) -> str:
    return fold(name.literal or f"{name.particle} {name.family}")
