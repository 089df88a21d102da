"""Tables that are parts of a record, such as an author, at the place of a record.

A line break or a missing indentation in a YAML file makes an item of *authors* an item of the list of
records, and the file stays valid.
"""

from __future__ import annotations

from collections.abc import Sequence

from .aliases import normal_name
from .trees import Table

_NAMES = frozenset({"name", "family", "given", "literal", "first", "last", "firstname", "lastname"})
_TITLES = frozenset({"title", "booktitle", "shorttitle", "citation", "doi", "arxiv", "eprint", "url", "key"})


def inner_tables(records: Sequence[object]) -> frozenset[int]:
    """Return the indexes of the records that are most probably persons.

    They have a name and no title, while most records have a title and no name.
    """
    tables = [(index, record) for index, record in enumerate(records) if isinstance(record, Table)]
    without_title = [(index, record) for index, record in tables if "title" not in record]
    if not without_title or len(tables) < 3 or len(without_title) * 2 >= len(tables):
        return frozenset()
    with_name = sum(not _NAMES.isdisjoint(record) for _, record in tables)
    if with_name * 2 > len(tables):
        return frozenset()
    return frozenset(index for index, record in without_title if _is_person(record))


def _is_person(record: Table) -> bool:
    names = {normal_name(key) for key in record}
    return bool(names & _NAMES) and not names & _TITLES
