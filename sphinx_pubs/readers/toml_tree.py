"""TOML as a tree of values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

from ..model.problems import Code
from .base import Problems
from .tree import regular

#: Where a record starts: ``[publications.KEY]`` or ``[[publications]]``.
_RECORD = re.compile(r"^[ \t]*(?:\[\s*\w+\s*\.[^.\]\n]+\]|\[\[\s*\w+\s*\]\])", re.M)


def parse_toml(text: str, problems: Problems) -> list[object]:
    """Return the value of a TOML file, in a list; after a syntax error, those of its sound records."""
    failed = Problems(problems.path)
    whole = _parsed(text, failed)
    if whole is not None:
        return [whole]
    found = [_parsed(record, problems) for record in _records(text)]
    if None not in found:
        problems.found.extend(failed.found)
    return [value for value in found if value is not None]


def _parsed(text: str, problems: Problems) -> object:
    """Return the value of ``text``, or None with a report."""
    try:
        return regular(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        at_end = text.rstrip().count("\n") + 1
        problems.add(Code.SYNTAX, f"TOML: {error}", line=int(line[1]) if line else at_end)
    except (ValueError, RecursionError) as error:  # among them a date such as 2019-13-45
        problems.add(Code.SYNTAX, f"TOML: {error}")
    return None


def _records(text: str) -> Iterator[str]:
    """Yield each record with its tables as a file of its own, on its own line."""
    starts = [header.start() for header in _RECORD.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        yield "\n" * text.count("\n", 0, start) + text[start:end]
