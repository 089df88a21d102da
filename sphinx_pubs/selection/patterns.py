"""Regular expressions in filters, bounded so that no subject keeps the matcher busy for long.

Python's matcher tries every way in which a pattern can match: ``(a+)+b`` has more than 10^9 of
them for thirty letters. These bounds keep a search below a second:

* A group that is repeated may not contain a repetition, an optional part or alternatives.
* A pattern has at most three repetitions.
* The more repetitions and alternatives a pattern has, the fewer characters of a subject are
  searched: 5000 with up to one repetition, about 650 with two and 180 with three.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from math import factorial
from typing import NamedTuple

from .comparison import as_text, unaccented

MAX_PATTERN = 500
MAX_SUBJECT = 5000
_MIN_SUBJECT = 100
_MAX_REPETITIONS = 3
#: How many ways to match a search may try at worst.
_MAX_WAYS = 5 * 10**7

_TOO_MANY = (
    "the regular expression may take too long:"
    f" use at most {_MAX_REPETITIONS} repetitions (*, +, {{2,5}}) and fewer ? and |"
)
_NESTED = "the regular expression may take too long: do not repeat a group that contains *, +, {2,5}, ? or |"

#: The syntax of ``re`` as far as the number of ways depends on it.
_TOKEN = re.compile(
    r"""(?P<comment> \(\?\# [^)]*+ \)?+ )
    | (?P<reference> \\[1-9] | \(\?P= [^()]*+ \) )
    | (?P<group> \( (?: \?\( \w+ \) | \? [a-zA-Z-]* :? )? )
    | (?P<end> \) )
    | (?P<alternative> \| )
    | (?P<quantifier> (?: [*+?] | \{ (?P<low>[0-9]*) (?P<comma>,?) (?P<high>[0-9]*) (?<!\{)\} ) [?+]? )
    | (?P<blank> \\s | [ ] )
    | (?P<character> \\. | \[ \^? \]? (?: \\. | [^\]\\] )* \] | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class PatternError(ValueError):
    """A pattern that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; it ignores case and, if it does not match otherwise, accents.

    :param bare: the pattern without accents.
    :param reach: how many characters of a subject are searched.
    """

    regex: re.Pattern[str]
    bare: re.Pattern[str]
    reach: int

    def search(self, subject: str) -> bool:
        """Whether the pattern matches anywhere in ``subject``, in which all white space is single blanks."""
        subject = " ".join(subject.split())[: self.reach]
        if self.regex.search(subject):
            return True
        bare = unaccented(subject)
        return (bare != subject or self.bare is not self.regex) and self.bare.search(bare) is not None


class _Ways(NamedTuple):
    """How many ways there are to match: at most ``choices * length**repetitions`` from one start."""

    repetitions: int = 0
    choices: int = 1

    def then(self, following: _Ways) -> _Ways:
        """Return the ways to match this and then ``following``."""
        return _Ways(self.repetitions + following.repetitions, self.choices * following.choices)


_ONE_WAY = _Ways()
_OPTIONAL = _Ways(choices=2)
_REPEATED = _Ways(repetitions=1)


def compile_pattern(source: str) -> Pattern:
    """Compile the regular expression ``source``.

    Raises ``PatternError`` if it is invalid or too long, or if it can match in too many ways.
    """
    if len(source) > MAX_PATTERN:
        raise PatternError(
            f"the regular expression is too long: {len(source)} characters, at most {MAX_PATTERN} allowed"
        )
    regex, reach = _compile(source)
    bare = unaccented(source)
    if bare == source:
        return Pattern(regex, regex, reach)
    try:
        bare_regex, bare_reach = _compile(bare)
    except PatternError:  # without its accents, a range of characters may be empty
        return Pattern(regex, regex, reach)
    return Pattern(regex, bare_regex, min(reach, bare_reach))


def search(pattern: Pattern, subject: object) -> bool:
    """Whether ``pattern`` matches anywhere in a value, or in one of several strings."""
    if isinstance(subject, tuple):
        return any(search(pattern, item) for item in subject)
    text = as_text(subject)
    return text is not None and pattern.search(text)


def _compile(source: str) -> tuple[re.Pattern[str], int]:
    """Return the compiled pattern, and how many characters of a subject it may search."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about syntax that a later Python may read differently
            regex = re.compile(source, re.IGNORECASE)
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise PatternError(f"invalid regular expression: {error}") from error
    repetitions, choices = _count_ways(source)
    if repetitions > _MAX_REPETITIONS:
        raise PatternError(_TOO_MANY)
    # Each repetition starts where the one before ends: of all combinations, one in (repetitions + 1)!.
    powers = repetitions + 1
    reach = int((_MAX_WAYS * factorial(powers) // choices) ** (1 / powers))
    if reach < _MIN_SUBJECT:
        raise PatternError(_TOO_MANY)
    return regex, min(reach, MAX_SUBJECT)


def _count_ways(source: str) -> _Ways:
    """Return how many ways there are to match the valid pattern ``source``."""
    groups = [[_ONE_WAY]]  # for each open group, the ways of each of its alternatives
    kind, ways = "", _ONE_WAY  # of the last part, to which a quantifier applies
    for token in _TOKEN.finditer(source):
        previous, kind = kind, token.lastgroup or ""
        match kind:
            case "comment":
                kind = previous
                continue
            case "group":
                if "x" in token[0] and not token[0].startswith("(?("):
                    raise PatternError("the flag x of regular expressions is not supported")
                groups.append([_ONE_WAY])
                continue
            case "alternative":
                groups[-1].append(_ONE_WAY)
                continue
            case "end":
                ways = _either(groups.pop())
            case "quantifier":
                ways = _quantified(token, previous, ways)
            case "reference":  # what it refers to can be as long as the subject
                ways = _REPEATED
            case _:
                ways = _ONE_WAY
        groups[-1][-1] = groups[-1][-1].then(ways)
    return _either(groups[0])


def _either(alternatives: Iterable[_Ways]) -> _Ways:
    repetitions, choices = zip(*alternatives, strict=True)
    return _Ways(max(repetitions), sum(choices))


def _quantified(quantifier: re.Match[str], kind: str, ways: _Ways) -> _Ways:
    """Return the ways that ``quantifier`` adds to a part of type ``kind`` with these ``ways``."""
    low, high = quantifier["low"], quantifier["high"]
    is_fixed = bool(low) and (not quantifier["comma"] or low == high)
    if max(int(low or 0), int(high or 0)) > MAX_SUBJECT:
        raise PatternError(_TOO_MANY)
    if quantifier[0].startswith("?") or (low if is_fixed else high) in ("0", "1"):
        return _OPTIONAL
    if ways != _ONE_WAY:
        raise PatternError(_NESTED)
    if kind == "blank":  # a subject has no two blanks in a row
        return _OPTIONAL
    # A group may be empty, so that repeating it is work even if the number is fixed.
    return _ONE_WAY if is_fixed and kind == "character" else _REPEATED
