"""The filter language: an expression such as ``year >= 2015 and author % "He" and has("code")``.

It is sphinxcontrib-bibtex's, in which each filter keeps its meaning, and more:
numbers, dates, decoded text, names of our own (``values.value``), ``has(...)``,
chained comparison, tuples and lists. Python's parser reads it, ``expressions``
checks what it read and makes closures of it once. Nothing is ever evaluated as
Python, and a filter that compiles cannot fail on a record.

Syntax nodes of a filter -> closures; a node that the language does not have is refused.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ..model.library import keys_of
from ..model.records import Record
from .accessors import presence, raw, reader
from .comparison import (
    PatternError,
    Unordered,
    both,
    compile_pattern,
    contains,
    either,
    holds,
    membership,
    search,
)

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


DEEPEST = 40
_LARGEST_NUMBER = 10**12

#: A compiled expression: its value for a record, in the context of a page.
Expression = Callable[[Record, Mapping[str, object]], object]
Test = Callable[[object, object], bool]

_TESTS: dict[type[ast.cmpop], Test] = {
    ast.Eq: partial(holds, operator.eq),
    ast.NotEq: lambda one, other: not holds(operator.eq, one, other),
    ast.Lt: partial(holds, operator.lt),
    ast.LtE: partial(holds, operator.le),
    ast.Gt: partial(holds, operator.gt),
    ast.GtE: partial(holds, operator.ge),
    ast.In: lambda item, container: contains(container, item),
    ast.NotIn: lambda item, container: not contains(container, item),
}

#: What people try that the language does not have, and what to write.
_HINTS: dict[type[ast.AST], str] = {
    ast.Is: "write == instead of is",
    ast.IsNot: "write != instead of is not",
    ast.Call: 'only has("…") can be called',
    ast.Attribute: "a value has no attributes",
    ast.Subscript: "a value has no parts; search it with in or %",
    ast.Dict: "a set has no colons: {1, 2}",
    ast.NamedExpr: "write == to compare",
    ast.JoinedStr: "a string has no f before it",
}


class NodeError(Exception):
    """What is wrong with a node."""

    def __init__(self, message: str, node: ast.expr) -> None:
        super().__init__(message)
        self.node = node


def compile_node(node: ast.expr, depth: int = 0) -> Expression:
    """Return the expression that ``node`` is; raises ``NodeError`` where the language does not have it."""
    if depth > DEEPEST:
        raise NodeError("nested too deeply", node)
    sub = partial(compile_node, depth=depth + 1)
    match node:
        case ast.BoolOp(values=values):
            return _joined(isinstance(node.op, ast.And), [sub(part) for part in values])
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _negated(sub(operand))
        case ast.Compare(left=left, comparators=others):
            tests = [_test(test, other) for test, other in zip(node.ops, others, strict=True)]
            return _compared(sub(left), list(zip(tests, map(sub, others), strict=True)))
        case ast.BinOp(op=ast.Mod(), left=left, right=right):
            return _searched(sub(left), right)
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr() as joint, left=left, right=right):
            return _combined(both if isinstance(joint, ast.BitAnd) else either, sub(left), sub(right))
        case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
            return _collected([sub(item) for item in items], _constants(items))
    return _leaf(node)


def _leaf(node: ast.expr) -> Expression:
    match node:
        case ast.Name(id=name):
            return _named(name.lower())
        case ast.Constant(value=constant):
            return _constant(constant, node)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return _constant(-number, node)
        case ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=str() as name)], keywords=[]):
            return _present(name)
        case ast.Call(func=ast.Name(id="has"), args=[ast.Constant(value=str() as name)], keywords=[]):
            return _present(name)
    raise NodeError(_hint(node), node)


def _hint(node: ast.AST) -> str:
    return _HINTS.get(type(node), f"this ({type(node).__name__}) is not part of the filter language")


def _docnames(record: Record, context: Mapping[str, object]) -> tuple[str, ...]:
    """Return the pages that cite ``record``; a role may name it by any of its keys."""
    citations = context.get("citations")
    if not isinstance(citations, Mapping):
        return ()
    return tuple(sorted({docname for key in keys_of(record) for docname in citations.get(key, ())}))


#: The names that say nothing of a record, but of the pages of the site: as in sphinxcontrib-bibtex.
OF_THE_SITE: Mapping[str, Expression] = {
    "docname": lambda _record, context: str(context.get("docname", "")),
    "docnames": _docnames,
    "cited": lambda record, context: bool(_docnames(record, context)),
}


def _named(name: str) -> Expression:
    if name in OF_THE_SITE:
        return OF_THE_SITE[name]
    read = reader(name)

    # A year in quotes is compared as text, as in sphinxcontrib-bibtex: "in press" comes after "2015".
    absent = str if name == "year" else Unordered

    def look_up(record: Record, _context: Mapping[str, object]) -> object:
        found = read(record)
        return absent(raw(record, name)) if found is None else found

    return look_up


def _constant(constant: object, node: ast.expr) -> Expression:
    if isinstance(constant, (int, float)) and abs(constant) > _LARGEST_NUMBER:
        raise NodeError("this number is too large", node)
    if constant is not None and not isinstance(constant, (str, int, float)):
        raise NodeError("only strings, numbers, True, False and None can be compared with", node)
    return lambda _record, _context: constant


def _present(name: str) -> Expression:
    has = presence(name)
    return lambda record, _context: has(record)


def _constants(nodes: list[ast.expr]) -> tuple[object, ...] | None:
    """Return the values of ``nodes`` if no record changes them."""
    values = tuple(node.value for node in nodes if isinstance(node, ast.Constant))
    return values if len(values) == len(nodes) else None


def _collected(items: list[Expression], constants: tuple[object, ...] | None) -> Expression:
    if constants is not None:
        return lambda _record, _context: constants
    return lambda record, context: tuple([item(record, context) for item in items])


def _negated(operand: Expression) -> Expression:
    return lambda record, context: not operand(record, context)


def _joined(every: bool, parts: list[Expression]) -> Expression:
    if every:
        return lambda record, context: all(part(record, context) for part in parts)
    return lambda record, context: any(part(record, context) for part in parts)


def _combined(combine: Callable[[object, object], object], left: Expression, right: Expression) -> Expression:
    return lambda record, context: combine(left(record, context), right(record, context))


def _searched(subject: Expression, node: ast.expr) -> Expression:
    match node:
        case ast.Constant(value=str() as source):
            try:
                # In Python's strings \b is a backspace, which no author looks for.
                pattern = compile_pattern(source.replace("\b", r"\b"))
            except PatternError as error:
                raise NodeError(str(error), node) from error
            return lambda record, context: search(pattern, subject(record, context))
    raise NodeError("after % stands a regular expression, in quotes", node)


def _test(comparison: ast.cmpop, other: ast.expr) -> Test:
    match comparison, other:
        case (ast.In() | ast.NotIn(), ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items)):
            if constants := _constants(items):
                member = membership(constants)
                wanted = isinstance(comparison, ast.In)
                return lambda item, _container: member(item) is wanted
    if type(comparison) not in _TESTS:
        raise NodeError(_hint(comparison), other)
    return _TESTS[type(comparison)]


def _compared(first: Expression, rest: list[tuple[Test, Expression]]) -> Expression:
    """Return a chain of comparisons: ``2010 <= year < 2020``."""

    def compare(record: Record, context: Mapping[str, object]) -> bool:
        left = first(record, context)
        for test, operand in rest:
            right = operand(record, context)
            if not test(left, right):
                return False
            left = right
        return True

    return compare
