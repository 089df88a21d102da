"""The parser of TOML files: a tree, and what is still valid of a damaged file.

A damaged file is cut into records (see :mod:`.toml_records`); each is parsed by itself, and those that are
not valid are left out. A header with a wrong character, such as ``[[publixcations]]``, can leave the file
valid; its record is left out as well, and does not become part of another one.
"""

from __future__ import annotations

import re
import tomllib

from ..model.problems import Code
from .base import ProblemLog
from .toml_records import Section, has_damaged_header, sections
from .trees import TreeError, to_tree

_LINE = re.compile(r"\(at line (\d++)")


def parse_toml(text: str, problems: ProblemLog) -> list[object]:
    """Return the tree of a TOML file in a list; after a syntax error, that of its valid records."""
    error: _TomlError | None = None
    try:
        tree = _tree(text)
    except _TomlError as syntax_error:
        error = syntax_error
    else:
        if not has_damaged_header(text):
            return [tree]
    return _without_broken_records(text, error, problems)


def _without_broken_records(text: str, error: _TomlError | None, problems: ProblemLog) -> list[object]:
    """Return the trees of the valid records, and report the others; ``error`` is that of the whole file."""
    records = list(sections(text))
    valid = [_is_valid(record, problems) for record in records]
    parts = [
        (record.text if is_valid else "\n" * record.text.count("\n"))
        + ("" if record.text.endswith("\n") else "\n")
        for record, is_valid in zip(records, valid, strict=True)
    ]
    try:
        tree = _tree("".join(parts))
        return [tree] if tree else []
    except _TomlError as syntax_error:
        error = syntax_error
    if all(valid):  # but not in one file: two records have the same key, for example
        problems.add(Code.SYNTAX, f"TOML: {error}", line=error.line)
    return [_tree(part) for part in parts if part.strip()]


class _TomlError(ValueError):
    """A text that is no TOML; ``line`` is 0 if it is unknown."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _tree(text: str) -> object:
    """Return the tree of ``text``.

    :raises _TomlError: if it is not valid.
    """
    try:
        return to_tree(tomllib.loads(text, parse_float=str))
    except (TreeError, RecursionError) as error:
        raise _TomlError(str(error), 0) from None
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        at_end = text.rstrip().count("\n") + 1
        raise _TomlError(str(error), int(line[1]) if line else at_end) from None
    except ValueError as error:  # such as the date 2019-13-45
        raise _TomlError(str(error), 0) from None


def _is_valid(record: Section, problems: ProblemLog) -> bool:
    """Return whether a record is valid, and report it if not."""
    if record.fault:
        problems.add(Code.SYNTAX, f"TOML: {record.fault}; what is below it is skipped", line=record.line)
        return False
    try:
        _tree(record.text)
    except _TomlError as error:
        line = record.line + max(error.line - 1, 0)
        message = _LINE.sub(f"(at line {line}", str(error))
        problems.add(Code.SYNTAX, f"TOML: {message}; record skipped", line=line)
        return False
    return True
