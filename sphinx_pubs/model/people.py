"""People: names in parts, contributors to a work, and the persons a site knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .dates import PartialDate
from .periods import Period
from .problems import Origin
from .text import Text

#: Letters that Unicode does not decompose, as they are written without their mark.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
     "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip
_NO_LETTERS = re.compile(r"[^\w]+|_")
# Of what is all ASCII, as most names and titles are, translating it takes a third of the time.
_NO_ASCII_LETTERS = {code: " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, for comparison."""
    letters = text
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
        letters = "".join([char for char in decomposed if not unicodedata.combining(char)])
    letters = letters.casefold()
    if letters.isalnum():
        return letters
    is_ascii = letters.isascii()
    apart = letters.translate(_NO_ASCII_LETTERS) if is_ascii else _NO_LETTERS.sub(" ", letters)
    return " ".join(apart.split())


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


def name_in(text: str) -> Name:
    """Return the name that ``text`` writes; words in lower case belong to the family name."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        words = text.split()
        particles = [index for index, word in enumerate(words) if index and word[0].islower()]
        first = min([*particles, len(words) - 1])
        given, family = " ".join(words[:first]), " ".join(words[first:])
    return Name(given=given, family=family)


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
    """Somebody the site knows.

    ``homepage`` is a URL or a page of the site; ``periods`` are when they were members, none where
    that is not told. ``publications`` are keys of what they made, which the library finds out.
    """

    key: str
    name: Name
    aliases: tuple[Name, ...] = ()
    homepage: str = ""
    orcid: str = ""
    role: str = ""
    periods: tuple[Period, ...] = ()
    note: tuple[Text, ...] = ()
    tags: tuple[str, ...] = ()
    publications: tuple[str, ...] = field(default=(), compare=False)
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)

    @property
    def names(self) -> tuple[Name, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)

    @property
    def title(self) -> Text:
        """What a link to the person says, as that of another record says its title."""
        return (self.name.full(),)

    @property
    def url(self) -> str:
        """Where the name leads, as the title of another record does."""
        return self.homepage

    @property
    def kind(self) -> str:
        """The role: what there are several kinds of persons by."""
        return self.role

    @property
    def date(self) -> PartialDate | None:
        """When the person came."""
        return self.periods[0].start if self.periods else None

    def is_current(self) -> bool:
        """Whether the person is a member: with a period that goes on, or with none at all."""
        return not self.periods or any(period.end is None for period in self.periods)

    def was_member(self, date: PartialDate | None) -> bool:
        """Whether something of ``date`` can be of a period; whoever has none always was a member."""
        return not self.periods or any(period.holds(date) for period in self.periods)
