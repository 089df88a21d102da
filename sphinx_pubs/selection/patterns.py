r"""Regular expressions in filters, bounded so that no subject keeps the matcher busy for long.

Python's matcher tries every way in which a pattern can match; ``(a+)+b`` has more than
10^9 of them for thirty letters. The ways are counted when the pattern is compiled: a
pattern with too many is refused, and only the beginning of a long subject is searched.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from itertools import zip_longest
from math import factorial
from re import _parser  # type: ignore[attr-defined]  # not documented
from typing import Any

from .comparison import as_text, unaccented

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


def search(pattern: Pattern, subject: object) -> bool:
    """Whether ``pattern`` matches anywhere in a string, or in one of several."""
    if isinstance(subject, tuple):
        return any(search(pattern, item) for item in subject)
    text = as_text(subject)
    return text is not None and pattern.search(text)
