"""Values that say nothing: what forms and exporters write into a field that they cannot fill.

*N/A*, *--*, *???*, *null*, *Unknown Year*. A record has no such field, in every format: nothing of it is
shown, exported or reported. A title is kept as it is, since works are called *Unknown* and *???*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import is_not
from typing import TypeVar

_T = TypeVar("_T")

_KEPT = frozenset({"title", "key", "ids"})
_DATES = frozenset({"date", "year", "month", "day"})
#: Fields in which *NA* is what R writes for a missing value. Elsewhere it may be an abbreviation or a name.
_NUMERIC = frozenset(
    "year month day date volume number issue pages eid articleno pagetotal chapter edition version doi isbn"
    " issn pmid pmcid arxiv url".split()
)
_WORDS = frozenset(
    {
        "n/a", "n.a.", "n.a", "#n/a", "none", "null", "nan", "undefined", "unknown", "unspecified",
        "not available", "not applicable", "not specified", "not known", "no data", "s.l.", "s.n.", "s. l.",
        "s. n.", "n.pag.", "n. pag.", "no publisher", "no place", "#", "http://", "https://",
    }
)  # fmt: skip
#: Where an article is in its journal: publishers write *ahead-of-print* and *0* before it has an issue.
_PLACES_IN_JOURNAL = frozenset({"volume", "number", "issue", "pages", "page"})
_NO_ISSUE_YET = frozenset(
    {
        "ahead of print", "online ahead of print", "online first", "early access", "early view",
        "advance online publication", "just accepted",
    }
)  # fmt: skip
_DASHES = re.compile(r"(?<!\s)\s*+[-\u2010-\u2015]++\s*+")
_UNDECIDED = frozenset({"tbd", "tba", "tbc", "t.b.d.", "t.b.a.", "to be determined", "to be announced"})
#: *Unknown Year*, *Unknown Journal*: what follows the word.
_UNKNOWN = frozenset(
    "year date month day journal venue conference booktitle publisher publication source author authors"
    " editor volume number issue pages page title institution school university organization place location"
    " address city country type".split()
)
_MARKS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212?"
_BRACKETS = " \t\r\n{}[]()<>\"'"
_LONGEST = 24
_FIRST_DIGITS = frozenset("123456789")


def without_placeholders(fields: Mapping[str, _T]) -> Mapping[str, _T]:
    """Return ``fields`` without those whose value is a placeholder; the same mapping if there is none.

    Lists and mappings lose such items.
    """
    empty: list[str] = []
    changed: dict[str, _T] = {}
    for name, value in fields.items():
        if isinstance(value, str):
            # Most values are longer than every placeholder, or begin with a digit as none does.
            is_short = len(value) <= _LONGEST and value[:1] not in _FIRST_DIGITS
            if is_short and name not in _KEPT and is_placeholder(name, value):
                empty.append(name)
        elif (inner := _cleaned(value)) is not value:
            changed[name] = inner
    if not empty and not changed:
        return fields
    return {name: changed.get(name, value) for name, value in fields.items() if name not in empty}


def is_placeholder(name: str, value: str) -> bool:
    """Return whether ``value`` says nothing in the field ``name``."""
    if len(value) > _LONGEST:
        return False
    if name == "pages" and len(ends := _DASHES.split(value)) == 2 and all(ends):
        return all(is_placeholder("page", end) for end in ends)  # n/a-n/a
    written = value.strip(_BRACKETS)
    if not written.strip(_MARKS):
        return bool(written)  # dashes, question marks; an empty value is nothing already
    word = written.lower()
    if word in _WORDS:
        return True
    if word in _UNDECIDED:
        return name not in _DATES
    if word.startswith("unknown"):
        return word.removeprefix("unknown").strip(" _-") in _UNKNOWN
    if name in _PLACES_IN_JOURNAL:
        return written == "NA" or not written.strip("0") or word.replace("-", " ") in _NO_ISSUE_YET
    return written == "NA" and name in _NUMERIC


def _is_empty(item: object) -> bool:
    return isinstance(item, str) and len(item) <= _LONGEST and is_placeholder("", item)


def _cleaned(value: _T) -> _T:
    """Return a list or mapping without the placeholders in it; ``value`` itself if there is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return without_placeholders(value)  # type: ignore[return-value]
    if isinstance(value, list):
        items = [_cleaned(item) for item in value if not _is_empty(item)]
        if len(items) != len(value) or any(map(is_not, items, value)):
            return items  # type: ignore[return-value]
    return value
