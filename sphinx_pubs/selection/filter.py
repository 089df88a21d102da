"""The filter language: an expression such as ``year >= 2015 and author % "He" and has("code")``.

It is sphinxcontrib-bibtex's, in which each filter keeps its meaning, and more:
numbers, dates, decoded text, names of our own (``values.value``), ``has(...)``,
chained comparison, tuples and lists. Python's parser reads it, ``expressions``
checks what it read and makes closures of it once. Nothing is ever evaluated as
Python, and a filter that compiles cannot fail on a record.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from .expressions import OF_THE_SITE, Expression, NodeError, compile_node
from .values import Record

LONGEST = 10_000


class FilterError(ValueError):
    """A filter that is not one: what is wrong, and the column, counted from 1, where it is."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(f"column {column}: {message}")
        self.message = message
        self.column = column


@dataclass(frozen=True, slots=True)
class Filter:
    """A compiled filter; called with a record it says whether it is selected."""

    source: str
    expression: Expression
    names: tuple[str, ...] = ()
    """What it asks of a record."""
    asks_for_citations: bool = False
    """Whether what it selects depends on which pages cite a record."""

    def __call__(self, record: Record, /, **context: object) -> bool:
        """Whether ``record`` is selected.

        ``context`` may hold ``docname``, the name of the page, and ``citations``: for each key that
        is cited, the names of the pages that do.
        """
        return bool(self.expression(record, context))


def compile_filter(source: str) -> Filter:
    """Return the filter that ``source`` writes; raises ``FilterError`` where it is none."""
    text = source.replace("\r", "\n").replace("\f", " ").strip()
    if not text:
        raise FilterError("the filter is empty", 1)
    if len(source) > LONGEST:
        raise FilterError(f"a filter may have {LONGEST} characters", LONGEST + 1)
    # In parentheses an expression may go over several lines.
    wrapped = f"({text}\n)" if "\n" in text else text

    def error(message: str, line: int, offset: int) -> FilterError:
        before = sum(len(one) + 1 for one in wrapped.split("\n")[: line - 1])
        column = before + offset - wrapped.index(text) + source.index(text[0]) + 1
        return FilterError(message, max(1, min(column, len(source) + 1)))

    try:
        body = _parse(wrapped)
        if wrapped is not text and (body.lineno, body.col_offset) == (1, 0):  # ours, as in "a) or (b"
            raise error("unmatched ')'", 1, wrapped.index(")"))
        names = _names(body)
        asked = tuple(name for name in names if name not in OF_THE_SITE)
        return Filter(source, compile_node(body), asked, not {"cited", "docnames"}.isdisjoint(names))
    except SyntaxError as wrong:
        found = error(_explained(wrong.msg), wrong.lineno or 1, (wrong.offset or len(text) + 1) - 1)
        if source[found.column - 1 :].startswith("="):
            found = FilterError("write == to compare", found.column)
        raise found from wrong
    except NodeError as wrong:
        line = wrapped.split("\n")[wrong.node.lineno - 1].encode()  # Python counts bytes of UTF-8
        offset = len(line[: wrong.node.col_offset].decode())
        raise error(str(wrong), wrong.node.lineno, offset) from wrong


def _names(body: ast.expr) -> tuple[str, ...]:
    names = (node.id.lower() for node in ast.walk(body) if isinstance(node, ast.Name))
    return tuple(name for name in dict.fromkeys(names) if name != "has")


def _explained(message: str) -> str:
    """Return what Python says without what is true of programs only."""
    return re.split(r" \(detected|\. (?:Perhaps|Maybe)", message, maxsplit=1)[0]


def _parse(source: str) -> ast.expr:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of backslashes, which regular expressions are full of
        try:
            return ast.parse(source, mode="eval").body
        except (ValueError, MemoryError, RecursionError) as error:
            raise FilterError(f"cannot be read: {error}", 1) from error
