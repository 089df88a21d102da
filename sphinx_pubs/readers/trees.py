"""Trees of values, the common form of YAML, JSON and TOML files.

A tree consists of tables, lists, strings, booleans and None. Numbers and dates are strings
as they are written in the file, so that an arXiv number keeps its zeros.

Each format has a module that parses it: ``json_tree``, ``toml_tree`` and ``yaml_tree``. After a syntax
error it goes on with the records that it can still read: one faulty record does not cost the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.records import PLURALS
from ..model.text import printable

#: No real record is nested deeper. Because of the limit, functions that walk a tree may recurse.
MAX_DEPTH = 50
#: The names of the groups of records in a data file.
GROUPS = tuple(PLURALS.values())


class TreeError(ValueError):
    """A file, or a part of one, that is not a usable tree; ``line`` is 0 if it is unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Table(dict[str, object]):
    """A mapping that knows its line, the lines of its keys, and its repeated keys.

    The first value of a repeated key is in the mapping, the others are in ``repeated``.
    Line 0 is unknown.
    """

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.repeated: list[tuple[str, object, int]] = []

    def put(self, key: str, value: object, line: int = 0) -> None:
        """Add a pair as it is in the file."""
        if key in self:
            self.repeated.append((key, value, line))
        else:
            self[key] = value
            self.lines[key] = line

    def pairs(self) -> Iterator[tuple[str, object, int]]:
        """Yield key, value and line of each pair, the repeated ones last."""
        for key, value in self.items():
            yield key, value, self.lines.get(key, 0)
        yield from self.repeated

    def copy(self) -> Table:
        """Return a shallow copy, with the lines and the repeated keys."""
        copy = Table(self.line)
        copy.update(self)
        copy.lines = dict(self.lines)
        copy.repeated = list(self.repeated)
        return copy


def to_tree(value: object, depth: int = 0) -> object:
    """Convert a value of a parser to a tree: mappings to tables, numbers and dates to strings.

    :raises TreeError: if it is nested deeper than :data:`MAX_DEPTH`.
    """
    if depth > MAX_DEPTH:
        raise TreeError(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        return printable(value)  # an escape such as \u0001 adds characters that decode() has not seen
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, list):
        return [to_tree(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        table = Table()
        for key, inner in value.items():
            table.put(printable(key), to_tree(inner, depth + 1))
        if isinstance(value, Table):
            table.repeated = [(key, to_tree(inner, depth + 1), line) for key, inner, line in value.repeated]
        return table
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
