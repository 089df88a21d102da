"""The message for a file in which no record was found: what it has instead, and how to have it read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..model.problems import did_you_mean
from .aliases import normal_name
from .containers import PLAIN_NAMES
from .field_names import ALIASES
from .trees import GROUPS, MAX_DEPTH, Table

_LONGEST_NAME = 24
#: How many names of fields the message has.
_FIELDS_SHOWN = 4
# What a name has that means one of our fields, in some languages.
_MEANINGS = (
    (re.compile(r"author|writer|autor|auteur|autore|forfatter|verfasser|作者|著者"), "author"),
    (re.compile(r"year|yr\b|jahr|ann[ée]e|\baño|\bano\b|anno\b|(?:^|_)år|年"), "year"),
    (re.compile(r"journal|venue|conf|where|zeitschrift|revue|revista|rivista|期刊"), "venue"),
    (re.compile(r"doi"), "doi"),
    (re.compile(r"url|link|href|www"), "url"),
    (re.compile(r"date|datum|fecha"), "date"),
    (re.compile(r"tit[ue]?l|tittel|t[íi]tulo|titolo|titre|headline|(?:^|_)name|标题|題名"), "title"),
)


def message_without_records(documents: Iterable[object], names: Iterable[str]) -> str:
    """Return the message for a file with these trees.

    :param names: what ``pubs_field_map`` maps already.
    """
    tables = _largest(documents)
    keys = ", ".join(GROUPS)
    if not tables:
        return f"no records found: the file must be a list of records, or have one of the keys {keys}"
    counts = Counter(name for table in tables for name in table)
    fields = [name for name, _ in counts.most_common()]
    shown = ", ".join(f"'{name[:_LONGEST_NAME]}'" for name in fields[:_FIELDS_SHOWN])
    others = ", …" if len(fields) > _FIELDS_SHOWN else ""
    number = "1 table" if len(tables) == 1 else f"{len(tables)} tables"
    found = f"no records found: {number} with the fields {shown}{others}"
    proposed = _proposed([name for name in fields[: 3 * _FIELDS_SHOWN] if normal_name(name) not in names])
    if "title" in map(normal_name, fields):
        return f"{found}; the file must be a list of records, or have one of the keys {keys}"
    mapped = ", ".join(f"'{name[:_LONGEST_NAME]}': '{field}'" for name, field in proposed.items())
    if "title" not in proposed.values():
        mapped = f"'NAME': 'title'{', ' if mapped else ''}{mapped}"
    return f"{found}; map them with pubs_field_map = {{{mapped}}}"


def _proposed(names: list[str]) -> dict[str, str]:
    """Return the names that are unknown, and our field that each probably means; one name for a field."""
    proposed: dict[str, str] = {}
    for name in names:
        normal = normal_name(name)
        if normal in _OURS or normal in ALIASES["publications"] or normal in PLAIN_NAMES:
            continue
        near = re.search(r"'(\w+)'", did_you_mean(normal, _OURS))
        meaning = next((field for sign, field in _MEANINGS if sign.search(normal)), near[1] if near else "")
        if meaning and meaning not in proposed.values():
            proposed[name] = meaning
    return dict(sorted(proposed.items(), key=lambda pair: _OURS.index(pair[1]))[:3])


_OURS = ("title", "author", "authors", "year", "date", "venue", "journal", "doi", "url", "abstract", "editor")


def _largest(documents: Iterable[object]) -> list[Table]:
    """Return the tables of the longest list or mapping of tables; a single table if there is no other."""
    groups = [group for document in documents for group in _groups(document, 0)]
    with_values = [tables for tables in groups if any(map(_has_values, tables))]
    return max(with_values, key=len, default=[])


def _has_values(table: Table) -> bool:
    """Return whether a table has two fields or more, and not only lists and tables in them."""
    return len(table) > 1 and not all(isinstance(value, Table | list) for value in table.values())


def _groups(value: object, depth: int) -> Iterator[list[Table]]:
    if depth > MAX_DEPTH or not isinstance(value, Table | list):
        return
    inner = list(value.values()) if isinstance(value, Table) else value
    if isinstance(value, Table) and value and not depth:
        yield [value]
    if tables := [item for item in inner if isinstance(item, Table) and item]:
        yield tables
    for item in inner:
        yield from _groups(item, depth + 1)
