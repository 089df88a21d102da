"""The filter language: an expression such as ``year >= 2015 and author % "He" and has("code")``.

It is sphinxcontrib-bibtex's, in which each filter keeps its meaning, and more:
numbers, dates, decoded text, names of our own (``values.value``), ``has(...)``,
chained comparison, tuples and lists. Python's parser reads it, ``expressions``
checks what it read and makes closures of it once. Nothing is ever evaluated as
Python, and a filter that compiles cannot fail on a record.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from .expressions import Expression, NodeError, compile_node
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

    def __call__(self, record: Record, /, **context: object) -> bool:
        """Whether ``record`` is selected; ``context`` may hold ``docname``, the name of the page."""
        return bool(self.expression(record, context))


def compile_filter(source: str) -> Filter:
    """Return the filter that ``source`` writes; raises ``FilterError`` where it is none."""
    if not source.strip():
        raise FilterError("the filter is empty", 1)
    if len(source) > LONGEST:
        raise FilterError(f"a filter may have {LONGEST} characters", LONGEST + 1)
    # In parentheses an expression may go over several lines, as the text of an option does.
    wrapped = "(" + source.replace("\r", "\n").replace("\f", " ") + "\n)"
    body = _parse(wrapped)
    try:
        return Filter(source, compile_node(body))
    except NodeError as error:
        line, node = wrapped.split("\n")[error.node.lineno - 1], error.node
        before = line.encode()[: node.col_offset].decode()  # Python counts bytes of UTF-8
        raise FilterError(str(error), _column(wrapped, node.lineno, len(before))) from error


def _parse(wrapped: str) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of backslashes, which regular expressions are full of
            body = ast.parse(wrapped, mode="eval").body
    except SyntaxError as error:
        message = error.msg.split(" (detected")[0].split(". Perhaps")[0]
        raise FilterError(message, _column(wrapped, error.lineno or 1, (error.offset or 1) - 1)) from error
    except (ValueError, MemoryError, RecursionError) as error:
        raise FilterError(f"cannot be read: {error}", 1) from error
    if (body.lineno, body.col_offset) == (1, 0):  # it begins with our own parenthesis, as in "a) or (b"
        raise FilterError("unmatched ')'", wrapped.index(")"))
    return body


def _column(wrapped: str, line: int, offset: int) -> int:
    """Return the place of a character as a column of the source, as if that were one line."""
    before = sum(len(text) + 1 for text in wrapped.split("\n")[: line - 1])
    return max(1, min(before + offset, len(wrapped) - 2))
