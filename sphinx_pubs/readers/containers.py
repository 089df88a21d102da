"""Which tables of a file are records, and the lists and mappings that hold them, whatever their names are.

The search goes from the outside to the inside and stops at a record: the authors, links and venues in it are
tables as well, but no records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .aliases import normal_name
from .field_names import ALIASES
from .fields.links import IDENTIFIER_FIELDS
from .trees import MAX_DEPTH, Table

#: Names of lists that say nothing about their records.
PLAIN_NAMES = frozenset(
    "all content contents data docs documents entries entry hits item items list record records reference"
    " references results rows work works".split()
)
#: Fields of a record, besides its title, that a table of settings or a link does not have.
_WORK_FIELDS = frozenset(
    "author authors editor editors journal journaltitle booktitle venue venues publisher school institution"
    " eprint abstract date year awarder awarding_body recipient recipients event".split()
) | frozenset(IDENTIFIER_FIELDS)
_UNDATED = _WORK_FIELDS - {"date", "year", "event", "publisher", "institution"}
#: Tables in a record that are no records, though they may have a title and a date.
_INNER = frozenset(
    "author authors award awards creators contributors editor editors links versions related funders venue"
    " venues talks posters presentations files attachments".split()
)
#: Names that are titles, and others that can be: a table with one of these is a record if it has more.
_TITLES = frozenset({"title", "shorttitle", "paper_title"})
_NAMES = frozenset({"name", "award", "prize", "honor", "label", "citation"})


class Container(NamedTuple):
    """A list or a mapping of records; ``name`` is its name in the mapping around it."""

    name: str
    content: object
    line: int


def is_record(table: object, names: Mapping[str, str]) -> bool:
    """Return whether a table has a title and another field of a record.

    :param names: the field names that ``pubs_field_map`` maps to ours.
    """
    if not isinstance(table, Table):
        return False
    fields = {names.get(name, name) for name in map(normal_name, table)}
    fields |= {
        ours for name in fields for ours in ALIASES["publications"].get(name, ())[:1] if ours != "title"
    }
    if fields & _TITLES:
        return bool(fields & _WORK_FIELDS)
    return bool(fields & _NAMES and fields & _UNDATED)


def holds_mostly_records(content: object, names: Mapping[str, str]) -> bool:
    """Return whether at least half of the tables in a list are records."""
    if not isinstance(content, list):
        return False
    tables = [item for item in content if isinstance(item, Table)]
    return bool(tables) and 2 * sum(is_record(table, names) for table in tables) >= len(tables)


def containers(document: Table, names: Mapping[str, str]) -> list[Container]:
    """Return the lists and mappings of records in ``document``; none if the search finds no record."""
    return list(_containers("", document, 0, names, 0))


def _containers(
    name: str, content: object, line: int, names: Mapping[str, str], depth: int
) -> Iterator[Container]:
    if depth > MAX_DEPTH or normal_name(name) in _INNER or (is_record(content, names) and depth):
        return
    if isinstance(content, list):
        if holds_mostly_records(content, names):
            yield Container(name, content, line)
            return
        for item in content:
            yield from _containers("", item, line, names, depth + 1)
    elif isinstance(content, Table):
        tables = [value for value in content.values() if isinstance(value, Table)]
        if tables and 2 * sum(is_record(table, names) for table in tables) >= len(tables):
            records = Table(content.line)
            for key, value, value_line in content.pairs():
                if isinstance(value, Table):
                    records.put(key, value, value_line)
            yield Container(name, records, line)
            return
        if depth and _UNDATED & set(map(normal_name, content)):
            return  # a record without a title, such as one that adds to a record of another file
        for key, value, value_line in content.pairs():
            yield from _containers(key, value, value_line or line, names, depth + 1)
