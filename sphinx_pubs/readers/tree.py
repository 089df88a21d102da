"""The values of a YAML, JSON or TOML file in one shape: tables, lists, strings, true, false and nothing.

Numbers and dates stay as they are written, so that an arXiv number keeps its zeros.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.text import printable

#: Deeper values are in no record that is meant as one; what walks a tree may recurse.
MAX_DEPTH = 50
#: What the records of a file stand under.
GROUPS = ("publications", "awards", "activities", "people")


class TreeError(ValueError):
    """A file, or a part of it, that is no tree of values; ``line`` is 0 where it is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Table(dict[str, object]):
    """A mapping that knows where it and its keys stand, and which keys stand in it again.

    Of a key that stands twice the first value counts; the others are in ``repeated``.
    """

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.repeated: list[tuple[str, object, int]] = []

    def put(self, key: str, value: object, line: int = 0) -> None:
        """Add a pair of the file."""
        if key in self:
            self.repeated.append((key, value, line))
        else:
            self[key] = value
            self.lines[key] = line


def regular(value: object, depth: int = 0) -> object:
    """Return ``value`` with its mappings as tables, and what has no parts as a string.

    Raises TreeError where it is nested too deep.
    """
    if depth > MAX_DEPTH:
        raise TreeError(f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, str):
        return printable(value)  # an escape such as \u0001 can say what no file could hold
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, list):
        return [regular(item, depth + 1) for item in value]
    if isinstance(value, Mapping):
        table = Table()
        for key, inner in value.items():
            table.put(printable(key), regular(inner, depth + 1))
        if isinstance(value, Table):
            table.repeated = [(key, regular(inner, depth + 1), line) for key, inner, line in value.repeated]
        return table
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
