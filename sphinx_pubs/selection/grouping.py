"""Groups of records, each of which becomes a section with a heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..model.names import fold
from ..model.records import Person, Record
from .accessors import author_value, calendar_sort_key, creators, group_values
from .comparison import KindName, StatusName, casefolded
from .sorting import NAME, kind_sort_key, name_sort_key

#: The values of one level in the order of their groups, each with its heading or an empty string.
Order = tuple[tuple[str, str], ...]

#: Levels whose newest group comes first.
CALENDAR = ("year", "decade", "month")

#: Level -> the function from another name of a value (*journal*, *forthcoming*) to the value.
_NORMALIZE: dict[str, Callable[[str], str]] = {
    "kind": KindName.normalize,
    "year": StatusName.normalize,
    "decade": StatusName.normalize,
    "status": StatusName.normalize,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A group: its records in order, or the groups into which it is divided.

    :param by: the level, such as *year*; empty for the only section of a list without groups.
    :param value: the value that the records share; empty for records without one.
    :param label: the heading from ``:group-order:``; if empty, the heading is made from ``by`` and
        ``value``, in the language of the site.
    :param records: the records directly under the heading; empty if there are ``sections``.
    """

    by: str = ""
    value: str = ""
    label: str = ""
    records: tuple[Record, ...] = ()
    sections: tuple[Section, ...] = ()


@lru_cache(maxsize=256)  # the text of an option is checked by the directive, and parsed for the list
def parse_group_by(text: str) -> tuple[str, ...]:
    """Return the levels that ``text`` lists, the outermost first; none if it is empty.

    Raises ``ValueError`` for anything but names, and for a repeated one.
    """
    levels = tuple(item.lower() for item in re.split(r"[\s,]+", text) if item)
    for level in levels:
        if not NAME.fullmatch(level):
            raise ValueError(f"group-by: invalid name {level[:40]!r}; write names such as kind, year")
        if levels.count(level) > 1:
            raise ValueError(f"group-by: repeated name {level!r}; write each once, as in kind, year")
    return levels


@lru_cache(maxsize=256)
def parse_group_order(text: str) -> tuple[Order, ...]:
    """Return the order of the groups of each level: ``article=Journal papers, book; 2020, 2019``.

    A semicolon or a line end separates levels, a comma groups; an empty value is the group of
    records without one. Raises ``ValueError`` for a repeated value, and for ``=`` alone.
    """
    text = text.strip()
    return tuple(map(_parse_order, re.split(r";\s*|\n\s*", text))) if text else ()


def group(
    records: Sequence[Record], levels: Sequence[str], orders: Sequence[Order] = (), *, ascending: bool = False
) -> tuple[Section, ...]:
    """Return ``records``, in their order, in groups of ``levels``, the outermost first.

    ``orders`` has, for each level, the groups that come first. The others follow: years with
    the newest first (with ``ascending``: last), kinds in the order of ``KINDS``, all else
    alphabetically, and the group without a value at the end. A record with several tags, awards or
    authors is in the group of each.
    """
    if not levels:
        return (Section(records=tuple(records)),)
    level, inner_levels = levels[0], levels[1:]
    order, inner_orders = (orders[0], orders[1:]) if orders else ((), ())
    groups = _groups(records, level)
    headings = _headings(order, level, groups)
    others = [key for key in groups if key not in headings]
    sections = []
    for key in (*headings, *_default_order(others, level, groups, ascending)):
        value, members = groups[key]
        label = headings.get(key, "")
        if inner_levels:
            inner = group(members, inner_levels, inner_orders, ascending=ascending)
            sections.append(Section(level, value, label, sections=inner))
        else:
            sections.append(Section(level, value, label, tuple(members)))
    return tuple(sections)


def leaves(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections that hold records, in the order of the page."""
    for section in sections:
        yield from leaves(section.sections) if section.sections else (section,)


def _parse_order(text: str) -> Order:
    pairs = [tuple(part.strip() for part in item.partition("=")) for item in text.split(",") if item.strip()]
    headings = {value: heading for value, _, heading in pairs}
    if len(headings) < len(pairs):
        raise ValueError(f"group-order: repeated value in {text[:40]!r}; write each once")
    if headings.get("") == "":
        raise ValueError(f"group-order: neither a value nor a heading beside = in {text[:40]!r}")
    return tuple(headings.items())


#: The value of a group without case and accents -> its first spelling, and its records.
_Groups = Mapping[str, tuple[str, list[Record]]]


def _groups(records: Sequence[Record], level: str) -> _Groups:
    groups: dict[str, tuple[str, list[Record]]] = {}
    values_of = group_values(level)
    for record in records:
        values = {casefolded(value): value for value in values_of(record) or ("",)}
        for key, value in values.items():
            groups.setdefault(key, (value, []))[1].append(record)
    return groups


def _headings(order: Order, level: str, groups: _Groups) -> dict[str, str]:
    """Return the keys of the groups that ``order`` names, with the heading of each."""
    headings: dict[str, str] = {}
    normalize = _NORMALIZE.get(level, casefolded)
    for value, heading in order:
        for key in (casefolded(value), normalize(value)):
            if key in groups:
                headings.setdefault(key, heading)
                break
    return headings


def _default_order(keys: Sequence[str], level: str, groups: _Groups, ascending: bool) -> list[str]:
    sort_keys = {key: _sort_key(level, *groups[key]) for key in keys if key}
    ordered = sorted(sort_keys, key=sort_keys.__getitem__, reverse=level in CALENDAR and not ascending)
    return ordered + [key for key in keys if not key]


def _sort_key(level: str, value: str, records: Sequence[Record]) -> Any:
    """Return the sort key of a group among the groups of its level."""
    if level in CALENDAR:
        return calendar_sort_key(value)
    if level == "status":
        return -calendar_sort_key(value)
    if level == "kind":
        return kind_sort_key(value)
    if level == "role" and isinstance(records[0], Person):  # in the order of the data, not of the list
        return min((record.origin.path, record.origin.line) for record in records), value
    if level == "author":
        names = [creator.name for creator in creators(records[0]) if author_value(creator) == value]
        return min(map(name_sort_key, names))
    return fold(value), value
