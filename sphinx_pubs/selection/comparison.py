"""The values of the filter language and how they compare.

No comparison raises an exception: where two values cannot be compared, the result is false.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from ..model.dates import PartialDate, Status, status_of
from ..model.kinds import is_known, kind_of
from ..model.names import fold

#: One of ``operator.eq``, ``lt``, ``le``, ``gt`` and ``ge``.
Relation = Callable[[Any, Any], bool]

_NUMBER = re.compile(r"\s*[+-]?\d{1,15}(?:\.\d{1,15})?\s*", re.ASCII)
_DATE = re.compile(r"\s*(-?\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?\s*", re.ASCII)


class Caseless(str):
    """A string that is compared without regard to case, such as a key."""

    __slots__ = ()

    @staticmethod
    def normalize(text: str) -> str:
        """Return ``text`` as it is compared with a value of this type."""
        return text.lower()


class KindName(Caseless):
    """A kind of publication; other vocabularies have other names for it."""

    __slots__ = ()

    @staticmethod
    def normalize(text: str) -> str:
        """Return the kind that ``text`` is a name of."""
        return kind_of(text) if is_known(text) else text.strip().lower()


class StatusName(Caseless):
    """A status such as *in press*, which is also written *forthcoming*."""

    __slots__ = ()

    @staticmethod
    def normalize(text: str) -> str:
        """Return the status that ``text`` is a name of."""
        status = status_of(text)
        return text.strip().lower() if status is None else status.label


class Unordered(str):
    """Text where a number or a date is expected, or an empty string: it has no order."""

    __slots__ = ()


class Keywords(str):
    """A list of keywords in one string, as in BibTeX; compared with a set, it is a set."""

    __slots__ = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The single keywords."""
        return tuple(filter(None, (word.strip() for word in re.split("[,;]", self))))


class Labels(tuple[str, ...]):
    """Several strings, such as tags: a comparison holds if it holds for one; ``in`` looks for a whole one."""

    __slots__ = ()


class Phrases(Labels):
    """Several names, such as those of a venue: ``in`` also finds a part of one."""

    __slots__ = ()


def status_label(date: PartialDate | None) -> str:
    """Return the status of ``date`` in English; an empty string without a date and a status."""
    if date is None or (date.listed().year is None and date.status is Status.PUBLISHED):
        return ""
    return date.status.label


def unaccented(text: str) -> str:
    """Return ``text`` without accents; unlike ``model.names.fold`` it keeps case and punctuation."""
    return text if text.isascii() else re.sub(r"[^\x00-\x7f]", lambda match: _base_letters(match[0]), text)


@lru_cache(maxsize=1024)
def _base_letters(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    letters = fold(char) if char.isalpha() else ""
    return (letters.upper() if char.isupper() else letters) or char


@lru_cache(maxsize=10_000)  # the records of a list share most of their values
def casefolded(text: str) -> str:
    """Return ``text`` without accents and case; unlike ``model.names.fold`` it tells *C* from *C++*."""
    return unaccented(text).casefold()


def number(value: object) -> float | None:
    """Return ``value`` as a number if it is one or looks like one, else None."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else None
    return value if isinstance(value, (int, float)) else None


def as_text(value: object) -> str | None:
    """Return ``value`` as a string, or None for None and for a collection."""
    if isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return value.isoformat() or status_label(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value) if isinstance(value, (int, float)) else None


def holds(relation: Relation, left: object, right: object) -> bool:
    """Whether ``relation`` holds between ``left`` and ``right``.

    Collections are compared as sets (``<=`` means *subset*). For ``Labels``, it is enough
    if one of them matches. Numbers, and strings that look like numbers, are compared as
    numbers; dates as far as both are known; strings without their accents.
    """
    left_items, right_items = _collection(left), _collection(right)
    if left_items is not None and right_items is not None:
        is_subset = all(contains(right_items, item) for item in left_items)
        is_superset = all(contains(left_items, item) for item in right_items)
        return _decide(
            relation,
            less=is_subset and not is_superset,
            equal=is_subset and is_superset,
            more=is_superset and not is_subset,
        )
    if isinstance(left, Labels):
        return any(holds(relation, label, right) for label in left)
    if isinstance(right, Labels):
        return any(holds(relation, left, label) for label in right)
    if isinstance(left, PartialDate) or isinstance(right, PartialDate):
        return _compare_dates(relation, left, right)
    pair = _comparable_pair(relation, left, right)
    return pair is not None and bool(relation(*pair))


def contains(container: object, item: object) -> bool:
    """Whether ``item`` is a member of a collection or a part of a string."""
    if isinstance(container, Phrases):
        return any(contains(phrase, item) for phrase in container)
    if isinstance(container, tuple):
        return any(holds(operator.eq, member, item) for member in container)
    text, part = as_text(container), as_text(item)
    if text is None or part is None:
        return False
    if isinstance(container, Caseless):
        text, part = text.lower(), part.lower()
    return part in text or unaccented(part) in unaccented(text)


def membership(items: tuple[object, ...]) -> Callable[[object], bool]:
    """Return ``contains`` for the constants ``items``; looking up strings does not depend on their number.

    A filter may list hundreds of keys.
    """
    if not all(isinstance(item, str) for item in items):
        return partial(contains, items)
    texts = [item for item in items if isinstance(item, str)]
    bare_texts = {unaccented(text) for text in texts}
    normalized: dict[type[Caseless], set[str]] = {}

    def is_member(item: object) -> bool:
        if isinstance(item, Caseless):
            if type(item) not in normalized:
                normalized[type(item)] = {item.normalize(text) for text in texts}
            return item.normalize(item) in normalized[type(item)]
        return unaccented(item) in bare_texts if isinstance(item, str) else contains(items, item)

    return is_member


def both(left: object, right: object) -> object:
    """Return the intersection of two collections; for two truth values, whether both are true."""
    if isinstance(left, bool) and isinstance(right, bool):
        return left and right
    left_items, right_items = _collection(left) or (), _collection(right) or ()
    return tuple(item for item in left_items if contains(right_items, item))


def either(left: object, right: object) -> object:
    """Return the union of two collections; for two truth values, whether at least one is true."""
    if isinstance(left, bool) and isinstance(right, bool):
        return left or right
    left_items, right_items = _collection(left) or (), _collection(right) or ()
    return (*left_items, *(item for item in right_items if not contains(left_items, item)))


def _collection(value: object) -> tuple[object, ...] | None:
    if isinstance(value, Keywords):
        return value.items
    return value if isinstance(value, tuple) else None


def _comparable_pair(relation: Relation, left: object, right: object) -> tuple[object, object] | None:
    """Return two single values converted so that Python can compare them, or None if they have no order."""
    if isinstance(left, str) and isinstance(right, str):
        for side in (left, right):
            if isinstance(side, Caseless):
                return side.normalize(left), side.normalize(right)
            if isinstance(side, Unordered) and relation is not operator.eq:
                return None
        # Strings are equal as text: "07" is not "7", and the identifier 1703.10 is not 1703.1. If both look
        # like numbers, they are ordered as numbers.
        if relation is operator.eq or number(left) is None or number(right) is None:
            return unaccented(left), unaccented(right)
    elif isinstance(left, (bool, str)) and isinstance(right, (bool, str)):
        return str(left).lower(), str(right).lower()
    left_number, right_number = number(left), number(right)
    return None if left_number is None or right_number is None else (left_number, right_number)


def _compare_dates(relation: Relation, left: object, right: object) -> bool:
    """Compare dates as far as both are known; of a range, any part may match."""
    left_span, right_span = _span(left), _span(right)
    if left_span is None or right_span is None:
        return False
    start, end = _order(left_span[0], right_span[1]), _order(left_span[1], right_span[0])
    return _decide(relation, less=start < 0, equal=start <= 0 <= end, more=end > 0)


def _decide(relation: Relation, *, less: bool, equal: bool, more: bool) -> bool:
    """Whether ``relation`` allows one of the orders that are possible for two values."""
    return (less and relation(0, 1)) or (equal and relation(0, 0)) or (more and relation(1, 0))


def _order(left: tuple[int, ...], right: tuple[int, ...]) -> int:
    """Return -1, 0 or 1, comparing two dates only as far as both are known."""
    length = min(len(left), len(right))
    return (left[:length] > right[:length]) - (left[:length] < right[:length])


def _span(value: object) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return the first and the last date of ``value``, each as (year, month, day) as far as known.

    An open range goes on for ever.
    """
    if isinstance(value, PartialDate):
        start, end = _known_parts(value), _known_parts(value.end or value)
        if value.is_open:
            start, end = start or _BEFORE_ALL, end or _AFTER_ALL
        return (start, end) if start and end else None
    match = _DATE.fullmatch(str(value)) if isinstance(value, (str, int)) else None
    if match is None:
        return None
    date = tuple(int(part) for part in match.groups() if part)
    return date, date


_BEFORE_ALL = (-(10**6),)
_AFTER_ALL = (10**6,)


def _known_parts(date: PartialDate) -> tuple[int, ...]:
    if date.year is None:
        return ()
    if not date.month:
        return (date.year,)
    return (date.year, date.month, date.day) if date.day else (date.year, date.month)
