"""Who is meant: contributors by key, name or family name, never by a part of a string."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model.matching import identity_of, same_person
from ..model.people import Contributor, Name, fold, name_in
from ..model.resolving import People

NOBODY = People(())


def identity(given: Iterable[str], people: People = NOBODY) -> Callable[[Contributor], bool]:
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
