"""How two values of a filter compare: false, and never an exception, where they cannot."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from ..model.dates import PartialDate
from .patterns import Pattern
from .words import Caseless, Keywords, Phrases, Unordered, Words, state, unaccented

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
