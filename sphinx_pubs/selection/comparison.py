"""Values that a filter compares in a way of their own, and text without its accents.

How two values of a filter compare: false, and never an exception, where they cannot.

Regular expressions of authors, which no subject can make run for ever.

Python's matcher tries every way in which a pattern can fit; ``(a+)+b`` has more
than 10^9 ways for thirty letters. So the ways are counted beforehand, a pattern
with too many is refused, and of a long subject only as much is looked at as
keeps the work small.
"""

from __future__ import annotations

import operator
import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import zip_longest
from math import factorial
from re import _parser  # type: ignore[attr-defined]  # documented nowhere
from typing import Any

from ..model.dates import PartialDate, Status, status_of
from ..model.kinds import is_known, kind_of
from ..model.names import fold


class Caseless(str):
    """A name in which case does not count, such as a key."""

    __slots__ = ()

    @staticmethod
    def form(text: str) -> str:
        """Return ``text`` in the form in which it is compared with such a name."""
        return text.lower()


class Kind(Caseless):
    """A kind of publication, which has other names in other vocabularies."""

    __slots__ = ()

    @staticmethod
    def form(text: str) -> str:
        """Return the kind that ``text`` stands for."""
        return kind_of(text) if is_known(text) else text.strip().lower()


class State(Caseless):
    """A status such as *in press*, for which people write *forthcoming* too."""

    __slots__ = ()

    @staticmethod
    def form(text: str) -> str:
        """Return the status that ``text`` stands for."""
        status = status_of(text)
        return text.strip().lower() if status is None else status.label


class Unordered(str):
    """What a field says where a number or a date should be, or nothing: neither is more or less than it."""

    __slots__ = ()


class Keywords(str):
    """A list of keywords in one string, as BibTeX has it; with a set it is compared as a set."""

    __slots__ = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The keywords, one by one."""
        return tuple(filter(None, (word.strip() for word in re.split("[,;]", self))))


class Words(tuple[str, ...]):
    """Several words, such as tags: what is true of one is true of all; ``in`` looks for a whole one."""

    __slots__ = ()


class Phrases(Words):
    """Several names of things, such as a venue's: ``in`` looks inside each of them."""

    __slots__ = ()


def state(date: PartialDate | None) -> str:
    """Return the status of ``date`` in words; nothing where there is neither a date nor a status."""
    if date is None or (date.year is None and date.status is Status.PUBLISHED):
        return ""
    return date.status.label


def unaccented(text: str) -> str:
    """Return ``text`` without its accents; case and punctuation stay, unlike in ``model.people.fold``."""
    return text if text.isascii() else re.sub(r"[^\x00-\x7f]", lambda found: _bare(found[0]), text)


@lru_cache(maxsize=1024)
def _bare(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    letters = fold(char) if char.isalpha() else ""
    return (letters.upper() if char.isupper() else letters) or char


#: One of ``operator.eq``, ``lt``, ``le``, ``gt`` and ``ge``.
Relation = Callable[[Any, Any], bool]

_NUMBER = re.compile(r"\s*[+-]?\d{1,15}(?:\.\d{1,15})?\s*", re.ASCII)
_DATE = re.compile(r"\s*(-?\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?\s*", re.ASCII)


def holds(relation: Relation, one: object, other: object) -> bool:
    """Whether ``one`` stands in ``relation`` to ``other``.

    Collections are compared as sets (``<=`` is *subset*). Of several words one
    needs to fit. Numbers, and strings that look like numbers, are compared as
    numbers; dates as far as both are known; strings without regard to accents.
    """
    left, right = _collection(one), _collection(other)
    if left is not None and right is not None:
        within = all(contains(right, item) for item in left)
        around = all(contains(left, item) for item in right)
        return _decide(relation, within and not around, within and around, around and not within)
    if isinstance(one, Words):
        return any(holds(relation, word, other) for word in one)
    if isinstance(other, Words):
        return any(holds(relation, one, word) for word in other)
    if isinstance(one, PartialDate) or isinstance(other, PartialDate):
        return _dates(relation, one, other)
    pair = _alike(relation, one, other)
    return pair is not None and bool(relation(*pair))


def contains(container: object, item: object) -> bool:
    """Whether ``item`` is a member of a collection, or a part of a string."""
    if isinstance(container, Phrases):
        return any(contains(phrase, item) for phrase in container)
    if isinstance(container, tuple):
        return any(holds(operator.eq, member, item) for member in container)
    whole, part = as_text(container), as_text(item)
    if whole is None or part is None:
        return False
    if isinstance(container, Caseless):
        whole, part = whole.lower(), part.lower()
    return part in whole or unaccented(part) in unaccented(whole)


def membership(items: tuple[object, ...]) -> Callable[[object], bool]:
    """Return ``contains`` for a collection that stands in the filter; it may list hundreds of keys."""
    if not all(isinstance(item, str) for item in items):
        return partial(contains, items)
    texts = [item for item in items if isinstance(item, str)]
    plain = {unaccented(text) for text in texts}
    forms: dict[type[Caseless], set[str]] = {}

    def member(item: object) -> bool:
        if isinstance(item, Caseless):
            if type(item) not in forms:
                forms[type(item)] = {item.form(text) for text in texts}
            return item.form(item) in forms[type(item)]
        return unaccented(item) in plain if isinstance(item, str) else contains(items, item)

    return member


def search(pattern: Pattern, subject: object) -> bool:
    """Whether ``pattern`` is found in a string, or in one of several."""
    if isinstance(subject, tuple):
        return any(search(pattern, item) for item in subject)
    text = as_text(subject)
    return text is not None and pattern.search(text)


def both(one: object, other: object) -> object:
    """Return the intersection of two collections; of two truth values, whether both are true."""
    if isinstance(one, bool) and isinstance(other, bool):
        return one and other
    left, right = _collection(one) or (), _collection(other) or ()
    return tuple(item for item in left if contains(right, item))


def either(one: object, other: object) -> object:
    """Return the union of two collections; of two truth values, whether one is true."""
    if isinstance(one, bool) and isinstance(other, bool):
        return one or other
    left, right = _collection(one) or (), _collection(other) or ()
    return (*left, *(item for item in right if not contains(left, item)))


def number(value: object) -> float | None:
    """Return ``value`` as a number, where it is one or looks like one."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else None
    return value if isinstance(value, (int, float)) else None


def _alike(relation: Relation, one: object, other: object) -> tuple[object, object] | None:
    """Return two values that are not collections as Python can compare them."""
    if isinstance(one, str) and isinstance(other, str):
        for side in (one, other):
            if isinstance(side, Caseless):
                return side.form(one), side.form(other)
            if isinstance(side, Unordered) and relation is not operator.eq:
                return None
        # "07" is not "7", and neither are the identifiers 1703.10 and 1703.1; in order they are numbers.
        if relation is operator.eq or number(one) is None or number(other) is None:
            return unaccented(one), unaccented(other)
    elif isinstance(one, (bool, str)) and isinstance(other, (bool, str)):
        return str(one).lower(), str(other).lower()
    left, right = number(one), number(other)
    return None if left is None or right is None else (left, right)


def _dates(relation: Relation, one: object, other: object) -> bool:
    """Compare dates as far as both are known; of a range, any part may fit."""
    left, right = _span(one), _span(other)
    if left is None or right is None:
        return False
    less, more = _order(left[0], right[1]) < 0, _order(left[1], right[0]) > 0
    same = _order(left[0], right[1]) <= 0 <= _order(left[1], right[0])
    return _decide(relation, less, same, more)


def _decide(relation: Relation, less: bool, same: bool, more: bool) -> bool:
    """Whether ``relation`` allows one of those that are true of two values."""
    return (less and relation(0, 1)) or (same and relation(0, 0)) or (more and relation(1, 0))


def _order(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    length = min(len(one), len(other))
    return (one[:length] > other[:length]) - (one[:length] < other[:length])


def _span(value: object) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return the first and the last date of ``value``, each as long as it is known."""
    if isinstance(value, PartialDate):
        start, end = _known(value), _known(value.end or value)
        return (start, end) if start and end else None
    found = _DATE.fullmatch(str(value)) if isinstance(value, (str, int)) else None
    point = tuple(int(part) for part in found.groups() if part) if found else ()
    return (point, point) if point else None


def _known(date: PartialDate) -> tuple[int, ...]:
    if date.year is None:
        return ()
    return (date.year, date.month, date.day)[: 1 + bool(date.month) + bool(date.month and date.day)]


def _collection(value: object) -> tuple[object, ...] | None:
    if isinstance(value, Keywords):
        return value.items
    return value if isinstance(value, tuple) else None


def as_text(value: object) -> str | None:
    """Return ``value`` as a string, where it is one value that has such a form."""
    if isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return value.isoformat() or state(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value) if isinstance(value, (int, float)) else None


LONGEST_PATTERN = 500
LONGEST_SUBJECT = 5000
_SHORTEST_SUBJECT = 100
#: Steps of the matcher that one search may take in the worst case: well below a second.
_WORK = 5 * 10**7
#: A repetition ``{n,m}`` of more times than this counts as an open one, ``*``.
_OPEN = 100
_MOST_REPETITIONS = 10
_TOO_MANY = "a pattern with so many repetitions can take for ever"


class PatternError(ValueError):
    """The pattern cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that is searched without regard to case and, where that fails, to accents.

    ``bare`` is the pattern without its accents; ``reach`` is how many characters
    of a subject are looked at.
    """

    regex: re.Pattern[str]
    bare: re.Pattern[str]
    reach: int

    def search(self, subject: str) -> bool:
        """Whether the pattern is found in ``subject``; a line end or a row of blanks counts as one blank."""
        subject = " ".join(subject.split())[: self.reach]
        if self.regex.search(subject):
            return True
        bare = unaccented(subject)
        return (bare != subject or self.bare is not self.regex) and self.bare.search(bare) is not None


def compile_pattern(source: str) -> Pattern:
    """Return the pattern that ``source`` writes.

    Raises ``PatternError`` where it is not a regular expression, too long, or can
    fit in too many ways.
    """
    if len(source) > LONGEST_PATTERN:
        raise PatternError(f"a pattern may have {LONGEST_PATTERN} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a later Python will read in another way
            regex, tree = re.compile(source, re.IGNORECASE), _parser.parse(source, re.IGNORECASE)
        reach = _reach(*_ways(tree))
    except PatternError:
        raise
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise PatternError(f"not a regular expression: {error}") from error
    if reach < _SHORTEST_SUBJECT:
        raise PatternError(_TOO_MANY)
    return Pattern(regex, _without_accents(source, regex), reach)


def _without_accents(source: str, regex: re.Pattern[str]) -> re.Pattern[str]:
    bare = unaccented(source)
    try:
        return regex if bare == source else re.compile(bare, re.IGNORECASE)
    except re.error:  # a range of characters is no longer one
        return regex


def _reach(degree: int, factor: int) -> int:
    """Return how long a subject may be: there are ``factor * length**degree`` ways from each start."""
    # Each repetition begins where the one before it ends: of all the combinations one in (degree + 1)!.
    affordable = _WORK * factorial(degree + 1) // factor
    return min(LONGEST_SUBJECT, int(affordable ** (1 / (degree + 1))))


def _ways(tokens: Any) -> tuple[int, int]:
    """Return in how many ways ``tokens`` can fit from one start: (d, f) for f * length**d.

    ``tokens`` is what ``re`` parses a pattern into: pairs of an operator and its arguments.
    """
    degree, factor = 0, 1
    for (name, arguments), following in zip_longest(tokens, list(tokens)[1:]):
        more, times = _ways_of(str(name), arguments)
        if not _is_gap(arguments, following):
            degree, factor = degree + more, factor * times
        if degree > _MOST_REPETITIONS or factor > _WORK:
            raise PatternError(_TOO_MANY)
    return degree, factor


def _is_gap(arguments: Any, following: Any) -> bool:
    r"""Whether it is ``\s+`` before a letter: it fits in one way, as a subject has no two blanks in a row."""
    if following is None or str(following[0]) != "LITERAL" or chr(following[1]).isspace():
        return False
    return isinstance(arguments, tuple) and str(arguments[-1]) == "[(IN, [(CATEGORY, CATEGORY_SPACE)])]"


def _ways_of(operator: str, arguments: Any) -> tuple[int, int]:
    match operator:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(*arguments)
        case "BRANCH":
            return _alternatives(arguments[1])
        case "GROUPREF_EXISTS":
            return _alternatives([branch for branch in arguments[1:] if branch is not None])
        case "SUBPATTERN" | "ASSERT" | "ASSERT_NOT":
            return _ways(arguments[-1])
        case "ATOMIC_GROUP":
            return _ways(arguments)
    return 0, 1


def _alternatives(branches: list[Any]) -> tuple[int, int]:
    ways = [_ways(branch) for branch in branches]
    return max(degree for degree, _ in ways), sum(factor for _, factor in ways)


def _repeated(low: int, high: int, body: Any) -> tuple[int, int]:
    degree, factor = _ways(body)
    if high <= _OPEN:
        return degree * high, (high - low + 1) * factor**high
    if (degree, factor) != (0, 1):
        raise PatternError("a repetition of what can itself fit in several ways can take for ever")
    return 1, 1
