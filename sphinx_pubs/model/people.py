"""People: names in parts, contributors to a work, and the persons a site knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .dates import PartialDate
from .problems import Origin
from .text import EMPTY, Text

#: Letters that Unicode does not decompose, as they are written without their mark.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
     "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, for comparison."""
    letters = text
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
        letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", letters.casefold()).split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the four parts of BibTeX (btxdoc, section 4), or a literal one.

    ``literal`` is the name of an organisation, or of a person whose name is not
    to be taken apart; the other parts are empty then.
    """

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""

    def full(self) -> str:
        """Return the name in reading order: *Laurens van der Maaten*."""
        if self.literal:
            return self.literal
        return " ".join(filter(None, (self.given, self.whole_family(), self.suffix)))

    def whole_family(self) -> str:
        """Return the family name with its particle: *van der Maaten*, *d'Alembert*, *al-Khwarizmi*."""
        blank = "" if self.particle.endswith(("'", "’", "-")) or not self.particle else " "
        return f"{self.particle}{blank}{self.family}"

    def inverted(self) -> str:
        """Return the name as BibTeX reads it without doubt: *van der Maaten, Laurens*."""
        if self.literal:
            return self.literal
        return ", ".join(filter(None, (self.whole_family(), self.suffix, self.given)))

    def initials(self) -> str:
        """Return the initials of the given names, hyphens kept: *C.-Y.*."""
        words = []
        for word in self.given.replace("\xa0", " ").split():
            pieces = [piece for piece in re.split(r"-|(?<=\.)(?=\w)", word) if piece]
            joint = "-" if "-" in word else " "
            words.append(joint.join(f"{piece[0]}." for piece in pieces))
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody's part in a work.

    ``marks`` are *equal*, *corresponding* and other words for what an annotation
    says, or a symbol such as ``*`` whose meaning the data does not tell.
    ``person`` is the key of the person it resolves to, or empty.
    """

    name: Name
    role: str = "author"
    marks: tuple[str, ...] = ()
    orcid: str = ""
    person: str = ""


#: The contributor that stands for "and others".
OTHERS = Name(literal="et al.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the site knows."""

    key: str
    name: Name
    aliases: tuple[Name, ...] = ()
    homepage: str = ""
    orcid: str = ""
    role: str = ""
    period: PartialDate | None = None
    note: Text = EMPTY
    origin: Origin = Origin("")


def same_person(one: Name, other: Name) -> bool:
    """Whether two names can be one person's: equal families, compatible given names.

    Given names are compatible when each of one is that of the other, or its
    initial; a missing given name is not compatible with a given one.
    """
    if one.literal or other.literal:
        return fold(one.full()) == fold(other.full())
    if fold(f"{one.particle} {one.family}") != fold(f"{other.particle} {other.family}"):
        return False
    if one.suffix and other.suffix and fold(one.suffix) != fold(other.suffix):
        return False
    ours, theirs = fold(one.given).split(), fold(other.given).split()
    if not ours or not theirs:
        return ours == theirs
    if "".join(ours) == "".join(theirs):
        return True
    return all(_compatible(a, b) for a, b in zip(ours, theirs, strict=False))


def _compatible(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


class People:
    """The persons of a site, found by key, by ORCID or by name."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.by_key = {person.key: person for person in persons}
        self._by_orcid = {person.orcid: person for person in self.by_key.values() if person.orcid}
        self._by_family: dict[str, list[tuple[Name, Person]]] = {}
        for person in self.by_key.values():
            for name in (person.name, *person.aliases):
                # By the whole name too, as data may keep a name in one piece.
                for place in {_family(name), fold(name.full())}:
                    self._by_family.setdefault(place, []).append((name, person))

    def named(self, text: str) -> Person | None:
        """Return the person whose key, name or alias ``text`` is."""
        if text in self.by_key:
            return self.by_key[text]
        wanted = fold(text)
        for person in self.by_key.values():
            for name in (person.name, *person.aliases):
                if wanted in {fold(name.full()), fold(name.inverted())}:
                    return person
        return None

    def resolve(self, contributor: Contributor) -> Person | None:
        """Return the one person ``contributor`` is, or None where none or several match."""
        if contributor.person in self.by_key:
            return self.by_key[contributor.person]
        if contributor.orcid in self._by_orcid:
            return self._by_orcid[contributor.orcid]
        found = {
            person.key: person
            for name, person in self._by_family.get(_family(contributor.name), ())
            if same_person(name, contributor.name)
            and not (contributor.orcid and person.orcid and contributor.orcid != person.orcid)
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _family(name: Name) -> str:
    return fold(name.literal or f"{name.particle} {name.family}")
