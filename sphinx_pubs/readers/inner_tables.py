"""Tables that are parts of a record, such as an author, at the place of a record.

A line break or a missing indentation in a YAML file makes an item of *authors* an item of the list of
records, and the file stays valid.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .aliases import normal_name
from .trees import Table

_NAMES = frozenset({"name", "family", "given", "literal", "first", "last", "firstname", "lastname"})
_TITLES = frozenset({"title", "booktitle", "shorttitle", "citation", "doi", "arxiv", "eprint", "url"})


def usual_fields(records: Iterable[object]) -> frozenset[str]:
    """Return the fields that most of the records have; none if there are fewer than three records."""
    tables = [record for record in records if isinstance(record, Table)]
    counts = Counter(name for table in tables for name in {normal_name(key) for key in table})
    if len(tables) < 3:
        return frozenset()
    return frozenset(name for name, count in counts.items() if count * 2 > len(tables))


def is_inner_table(record: object, usual: frozenset[str]) -> bool:
    """Return whether a record is most probably a person: it has a name and no title, unlike most records."""
    if "title" not in usual or usual & _NAMES or not isinstance(record, Table):
        return False
    names = {normal_name(key) for key in record}
    return bool(names & _NAMES) and not names & _TITLES and "key" not in names
