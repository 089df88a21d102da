"""Names of people, and whether two of them can mean one person.

The comparison ignores case, accents and punctuation. It accepts initials for given names,
names with and without their particles, and Chinese, Japanese and Korean names in either order.

Names in Han, kana or hangul are written with the family name first, without a blank, and never
abbreviated: *何恺明*. Foreign names in these scripts have dots between their parts, and keep their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters that Unicode does not decompose -> their usual spelling in plain letters.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
     "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)  # fmt: skip
_NOT_LETTERS = re.compile(r"[^\w]+|_")
# For ASCII text, as most names and titles are: translate() takes a third of the time of the expression.
_NOT_ASCII_LETTERS = {code: " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=65536)
def contains_words(text: str, words: str) -> bool:
    """Whether ``text`` has ``words`` one after the other, without regard to case, accents and punctuation."""
    folded = fold(words)
    return bool(folded) and f" {folded} " in f" {fold(text)} "


def fold(text: str) -> str:
    """Return ``text`` for comparison: without case, accents and punctuation, words separated by a space."""
    letters = text
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
        letters = "".join([char for char in decomposed if not unicodedata.combining(char)])
    letters = letters.casefold()
    if letters.isalnum():
        return letters
    if letters.isascii():
        words = letters.translate(_NOT_ASCII_LETTERS)
    else:
        words = _NOT_LETTERS.sub(" ", letters)
    return " ".join(words.split())


# Han, kana and hangul, and the dots and blanks between the parts of a name.
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    r"\u3105-\u312f\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7fb\uf900-\ufaff"
    r"\uff66-\uff9f\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef ・･·‧]+"
)
_DOT_BETWEEN_PARTS = re.compile("[・･·‧]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the four parts of BibTeX (btxdoc, section 4), or a literal one.

    ``literal`` is the name of an organization, or of a person whose name must not be split; then the
    other parts are empty.
    """

    given: str = ""
    particle: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""

    def full(self) -> str:
        """Return the name in reading order: *Laurens van der Maaten*, *何恺明*."""
        if self.literal:
            return self.literal
        if self.is_east_asian():
            if self.given and (dot := _DOT_BETWEEN_PARTS.search(self.given + self.family)):
                return f"{self.given}{dot[0]}{self.family}"
            return f"{self.family}{self.given}".replace(" ", "")
        return " ".join(filter(None, (self.given, self.whole_family(), self.suffix)))

    def is_east_asian(self) -> bool:
        """Return whether the name is entirely in Han, kana or hangul."""
        # Nearly all names are in ASCII, and this is called for every name on a page.
        if not self.family or self.family.isascii() or self.particle or self.suffix:
            return False
        return _EAST_ASIAN.fullmatch(f"{self.family}{self.given}") is not None

    def whole_family(self) -> str:
        """Return the family name with its particle: *van der Maaten*, *d'Alembert*, *al-Khwarizmi*."""
        space = "" if self.particle.endswith(("'", "’", "-")) or not self.particle else " "
        return f"{self.particle}{space}{self.family}"

    def inverted(self) -> str:
        """Return the name in BibTeX's unambiguous order: *van der Maaten, Laurens*."""
        if self.literal:
            return self.literal
        return ", ".join(filter(None, (self.whole_family(), self.suffix, self.given)))

    def initials(self) -> str:
        """Return the initials of the given names, with hyphens: *C.-Y.*; East Asian names have none."""
        if self.is_east_asian():
            return self.given
        words = []
        given = self.given
        if _GLUED.fullmatch(given) and not self.family.isupper():  # PubMed's *KM He*
            given = " ".join(given)
        for word in given.replace("\xa0", " ").split():
            pieces = [piece for piece in re.split(r"-|(?<=\.)(?=\w)", word) if piece]
            separator = "-" if "-" in word else " "
            words.append(separator.join(f"{piece[0]}." for piece in pieces))
        return " ".join(words)


def east_asian_name(words: Sequence[str]) -> Name | None:
    """Return the name of several ``words`` in Han, kana or hangul, the family name first; None for others.

    Whether *恺明 何* has the given name first cannot be known. A name with dots is a foreign one.
    """
    name = Name(given="".join(words[1:]), family="".join(words[:1]))
    if len(words) < 2 or not name.is_east_asian() or _DOT_BETWEEN_PARTS.search(name.full()):
        return None
    return name


def family_name_in_han(words: Sequence[str]) -> Name | None:
    """Return the name of *李 Xiaoming*, with only the family name in Han, kana or hangul; None for others."""
    family, *given = words
    if not given or len(family) > 2 or not _EAST_ASIAN.fullmatch(family):
        return None
    return None if any(map(_EAST_ASIAN.search, given)) else Name(given=" ".join(given), family=family)


def name_in(text: str) -> Name:
    """Return the name in ``text``; words in lower case begin the family name."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        words = text.split()
        if name := east_asian_name(words):
            return name
        particles = [index for index, word in enumerate(words) if index and word[0].islower()]
        first = min([*particles, len(words) - 1])
        given, family = " ".join(words[:first]), " ".join(words[first:])
    return Name(given=given, family=family)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A name with a role in a work.

    ``marks`` are annotations: *equal*, *corresponding* and other words, or a symbol such as ``*`` whose
    meaning is not in the data. ``person`` is the key of the person of the site, or empty.
    """

    name: Name
    role: str = "author"
    marks: tuple[str, ...] = ()
    orcid: str = ""
    person: str = ""


def folded_group(name: Name) -> str:
    """Return the name of a collaboration for comparison: *The ATLAS Collaboration* is *ATLAS*."""
    return fold(name.full()).removeprefix("the ").removesuffix(" collaboration")


# The name that represents "and others".
OTHERS = Name(literal="et al.")

# --- comparison: can two names mean the same person? ---

# Particles of family names. They are often left out, moved behind the given names or capitalized, so that
# BibTeX takes them for a part of another name.
_PARTICLES = frozenset(
    "af al av bin da das dal de degli dei del dela della den der des di do dos du el ibn la le les los op"
    " 't ten ter thoe van vande vanden vander vom von vd vdr zu zum zur".split()
)
# Suffix -> the form used for comparison; a degree is not part of a name.
_SUFFIXES = {
    "junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr", "2nd": "ii", "3rd": "iii", "4th": "iv",
    "phd": "", "ph d": "", "md": "", "m d": "", "esq": "",
}  # fmt: skip
# German and Scandinavian letters -> their spelling in plain letters.
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa",
     "Ø": "Oe"}
)  # fmt: skip
_UMLAUT = re.compile(f"[{''.join(map(chr, _UMLAUTS))}]")
# Han, Kana and Hangul. Such names are written without a space, with the family name first.
_UNSPACED = re.compile(
    r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Initials in one word, as in PubMed: *KM He*.
_GLUED = re.compile(r"[A-Z]{2,3}")
# The most given names that are compared: a text with more is not a name.
_MAX_GIVEN_NAMES = 8


@dataclass(frozen=True, slots=True)
class Identity:
    """The parts of a name, prepared for comparison.

    :param whole: the name in one piece.
    :param families: the family name in all its spellings; two names have the same family name if they
        share one of them.
    :param given: the given names as written.
    :param bare: the given names without particles behind them (*Laurens van der*), if there are any.
    :param spelt: the given names with umlauts written out, if there are any.
    :param double: the family name of two words that results if the last given name belongs to it: *A.
        Müller Schmidt* may be *Anna Müller-Schmidt*.
    :param fewer: the given names that remain with the family name ``double``.
    :param particles: the particles, wherever they are in the name.
    :param suffix: the suffix in its usual spelling.
    """

    whole: frozenset[str]
    families: frozenset[str]
    given: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()
    double: frozenset[str] = frozenset()
    fewer: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    suffix: str = ""

    @property
    def family_names(self) -> frozenset[str]:
        """All possible family names: two names that match, and are not literal, share one of these."""
        return self.families | self.double


@lru_cache(maxsize=65536)
def identity_of(name: Name) -> Identity:
    """Return the parts of ``name``, prepared for comparison."""
    full = name.full()
    if not full.isascii() and _UNSPACED.search(full):
        first, last = _compact(name.family or name.literal), _compact(name.given)
        orders = frozenset({first + last, last + first})
        return Identity(orders, orders)
    whole = frozenset({fold(full)})
    if name.literal:
        return Identity(whole, whole)
    given, behind = _without_particles(name.given.split()[::-1])
    family, before = _without_particles(name.family.split())
    particles = [*behind[::-1], *name.particle.split(), *before]
    words = name.given.split()
    double: frozenset[str] = frozenset()
    fewer: tuple[str, ...] = ()
    if len(words) > 1 and not behind and len(_compact(words[-1])) > 1:
        spellings = _spellings([words[-1], *particles, *family])
        double = frozenset(spelling for spelling in spellings if " " in spelling)
        fewer = _given(words[:-1], name)
    suffix = fold(name.suffix)
    return Identity(
        whole,
        families=_spellings(family, [*particles, *family]),
        given=_given(words, name),
        bare=_given(given[::-1], name) if behind else (),
        spelt=_given(name.given.translate(_UMLAUTS).split(), name) if _UMLAUT.search(name.given) else (),
        double=double,
        fewer=fewer,
        particles=tuple(word for particle in particles for word in fold(particle).split()),
        suffix=_SUFFIXES.get(suffix, suffix),
    )


def same_person(one: Name, other: Name) -> bool:
    """Whether two names can mean one person: the same family name, and given names that match.

    A given name matches its initial. A name without given names does not match a name with some. The
    first word of a double family name may be written as a given name.
    """
    ours, theirs = identity_of(one), identity_of(other)
    if not ours.whole.isdisjoint(theirs.whole):
        return True
    if not ours.given or not theirs.given:
        return False
    if ours.suffix and theirs.suffix and ours.suffix != theirs.suffix:
        return False
    if ours.families.isdisjoint(theirs.families):
        return _is_double(ours, theirs) or _is_double(theirs, ours)
    if (
        _fit(ours.given, theirs.given)
        or bool(ours.spelt and _fit(ours.spelt, theirs.given))
        or bool(theirs.spelt and _fit(ours.given, theirs.spelt))
    ):
        # A particle behind the given names may be a given name itself: Hung Van Nguyen.
        return bool(ours.bare or theirs.bare) or _fit_particles(ours.particles, theirs.particles)
    return (
        bool(ours.particles and theirs.particles)
        and _fit_particles(ours.particles, theirs.particles)
        and _fit(ours.bare or ours.given, theirs.bare or theirs.given)
    )


def _is_double(one: Identity, other: Identity) -> bool:
    """Whether the family name of ``other`` consists of the last given name and the family name of ``one``."""
    return not one.double.isdisjoint(other.families) and _fit(one.fewer, other.given)


def _without_particles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return ``words`` without the particles at their start, and these particles.

    At least one word is kept. BibTeX reads *Luc Van Gool* as *Gool, Luc Van*; libraries write *van der
    Maaten, L.* as *Maaten, L. van der*.
    """
    count = 0
    while count < len(words) - 1 and _compact(words[count]) in _PARTICLES:
        count += 1
    return words[count:], words[:count]


def _given(words: Sequence[str], name: Name) -> tuple[str, ...]:
    """Return the folded given names.

    One word of capitals is several initials, unless the family name is in capitals, too.
    """
    spread = (
        " ".join(word) if _GLUED.fullmatch(word) and not name.family.isupper() else word for word in words
    )
    return tuple(fold(" ".join(spread)).split()[:_MAX_GIVEN_NAMES])


def _spellings(*names: Sequence[str]) -> frozenset[str]:
    """Return each of ``names`` with umlauts kept and written out, as words and in one piece."""
    written = {" ".join(words) for words in names}
    written |= {name.translate(_UMLAUTS) for name in written if _UMLAUT.search(name)}
    apart = set(map(fold, written))
    return frozenset(apart | {form.replace(" ", "") for form in apart})


def _compact(text: str) -> str:
    return fold(text).replace(" ", "")


def _fit_particles(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether particles are the same, one is abbreviated (*v.d.*), or one name has none."""
    if not ours or not theirs or "".join(ours) == "".join(theirs):
        return True
    return len(ours) == len(theirs) and all(map(_compatible, ours, theirs))


def _fit(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether given names match in their order, as names or initials.

    One may have more given names than the other, or write one of them as two words.
    """
    if not ours or not theirs:
        return True
    if _compatible(ours[0], theirs[0]) and _fit(ours[1:], theirs[1:]):
        return True
    if len(ours) > 1 and ours[0] + ours[1] == theirs[0]:
        return _fit(ours[2:], theirs[1:])
    return len(theirs) > 1 and theirs[0] + theirs[1] == ours[0] and _fit(ours[1:], theirs[2:])


def _compatible(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
