"""Records under headings: nested by year or by category, or listed beside the year or the title of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model.kinds import is_known
from .aliases import normal_name
from .containers import PLAIN_NAMES, holds_mostly_records, is_record
from .fields.values import scalar
from .group_names import GROUP_FIELDS, group_of_name
from .trees import Table

#: Fields that can hold the records of a heading.
_ITEMS = ("entries", "items", "contents", "records", "list")
_HOLDERS = (*_ITEMS, "papers", "articles", "publications", "awards")
#: Fields that a heading can have beside its records.
_HEADING_FIELDS = frozenset(
    "title name label heading category section type year years date period description".split()
)
#: Fields that a heading does not have.
_RECORD_FIELDS = GROUP_FIELDS["publications"] - {"publications", "pubs"} | {"abstract", "recipient"}
CATEGORY_FIELDS = ("category", "section", "title", "name", "label")
_YEARS = re.compile(r"[\[(]?(?:1[5-9]|20)\d\d(?:\s*[-–/,]+\s*(?:\d\d){1,2})*[\])]?")
#: Categories that mean that their records are selected.
_SELECTED = frozenset({"selected", "featured", "highlights", "highlighted"})


class Item(NamedTuple):
    """A record in a file; ``key`` is empty if it is in a list."""

    key: str
    value: object
    line: int


def is_year(name: str) -> bool:
    """Return whether a heading is a year or a range of years, maybe in brackets."""
    return _YEARS.fullmatch(name.strip()) is not None


def holds_records(content: object) -> bool:
    """Return whether a list has a table, or all values of a mapping are tables or lists with tables."""
    if isinstance(content, list):
        return any(isinstance(item, Table) for item in content)
    if isinstance(content, Table) and content:
        values = [value for value in content.values() if value is not None and value != []]
        return bool(values) and all(isinstance(value, Table) or holds_records(value) for value in values)
    return False


def flat(content: object) -> Iterator[Item]:
    """Yield the records of a group or a list. Those below a year or a category get it as a field."""
    if isinstance(content, Table) and _is_heading(content):
        yield from _flat_item(content)
    elif isinstance(content, Table):
        for key, value, line in content.pairs():
            below_year = is_year(key)
            if isinstance(value, list) and (below_year or holds_records(value)):
                yield from flat(with_heading(value, category=key))
            elif below_year and isinstance(value, Table) and holds_records(value):
                for record_key, record, record_line in value.pairs():
                    if isinstance(record, list):
                        yield from flat(with_heading(record, category=record_key, year=key.strip()))
                    else:
                        yield Item(record_key, with_heading(record, category=key), record_line)
            else:
                yield Item(key, value, line)
    elif isinstance(content, list):
        for item in content:
            yield from _flat_item(item)


def _flat_item(item: object) -> Iterator[Item]:
    """Yield the record that an item of a list is, or the records that it holds."""
    if not isinstance(item, Table):
        yield Item("", item, 0)
    elif holder := holder_of(item):
        category = next(filter(None, (scalar(item.get(name)) for name in CATEGORY_FIELDS)), "")
        year = scalar(item.get("year") or item.get("years") or item.get("date")) or _only_year(item)
        yield from flat(with_heading(item[holder], category=category, year=year))
    elif len(item) == 1 and isinstance(inner := next(iter(item.values())), Table):
        (name,) = item
        yield Item("" if group_of_name(name) else name, inner, item.lines.get(name, 0) or item.line)
    else:
        yield Item("", item, item.line)


def holder_of(item: Table) -> str:
    """Return the field with the records of an item that is a heading; an empty string for a record."""
    holders = [name for name, value in item.items() if _holds_items(normal_name(name), value)]
    others = {normal_name(name) for name in item if name not in holders}
    if len(holders) == 1 and others <= _HEADING_FIELDS:
        return holders[0]
    return _other_holder(item)


def _other_holder(item: Table) -> str:
    """Return the field with the records of a heading that has another name or other fields: ``session: 58``.

    What has a title can be a record, and its lists parts of it, unless the name of the list is a plain one.
    """
    lists = [name for name, value in item.items() if holds_records(value)]
    if len(lists) != 1 or _RECORD_FIELDS & set(map(normal_name, item)):
        return ""
    if any(is_record(value, {}) for value in item.values()):
        return ""  # a mapping from keys to records, one of which is a list
    (name,) = lists
    has_title = "title" in item or "name" in item
    if is_year(name) or (has_title and normal_name(name) not in _ITEMS):
        return ""
    return name if holds_mostly_records(item[name], {}) else ""


def _only_year(item: Table) -> str:
    """Return the value of a heading that is a year, under any name; empty if several are."""
    years = [year for value in item.values() if (year := scalar(value)) and is_year(year)]
    return years[0] if len(years) == 1 else ""


def _holds_items(name: str, value: object) -> bool:
    """Return whether a field holds records; strings under *papers* are the keys of publications."""
    if name not in _HOLDERS or not isinstance(value, list):
        return False
    return group_of_name(name) != "publications" or any(isinstance(item, Table) for item in value)


def _is_heading(content: Table) -> bool:
    """Return whether a mapping is a heading with its records, and not a mapping from keys to records."""
    holder = holder_of(content)
    return bool(holder) and (len(content) > 1 or normal_name(holder) in _ITEMS)


def with_heading(content: object, *, category: str = "", year: str = "") -> object:
    """Return ``content`` with the category and the year of its heading in each record that has none."""
    if is_year(category):
        category, year = "", year or category.strip()
    if isinstance(content, list):
        return [with_heading(item, category=category, year=year) for item in content]
    if not isinstance(content, Table):
        if content is None or not (year or category):
            return content
        title = Table()
        title.put("title", content)
        return with_heading(title, category=category, year=year)
    record = content.copy()
    names = set(map(normal_name, content))
    if year and not names & {"year", "years", "date"}:
        record.put("year", year)
    if category.lower() in PLAIN_NAMES:
        category = ""
    if category.lower() in _SELECTED:
        record.put("selected", True)
    elif category and not names & {"category", "tags", "keywords", "type", "categories"}:
        record.put("type" if is_known(category) and not holder_of(content) else "category", category)
    return record
