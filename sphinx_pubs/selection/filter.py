"""The filter language: an expression such as ``year >= 2015 and author % "He" and has("code")``.

It extends the filter language of sphinxcontrib-bibtex, in which every filter keeps its meaning,
with numbers, dates, text without markup, more names (see ``accessors.reader``), ``has(...)``,
chained comparisons, tuples and lists. Python's parser makes a syntax tree, which is compiled to
closures once: nothing is ever evaluated as Python. Syntax that the language does not have is
refused, and a compiled filter raises no exception for any record.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ..model.library import keys_of
from ..model.records import Record
from .accessors import presence, raw_field, reader
from .comparison import Unordered, both, contains, either, holds, membership
from .patterns import PatternError, compile_pattern, search

#: A compiled expression: its value for a record, in the context of a page.
Expression = Callable[[Record, Mapping[str, object]], object]
Test = Callable[[object, object], bool]

MAX_LENGTH = 10_000
MAX_DEPTH = 40
_MAX_NUMBER = 10**12

_TESTS: dict[type[ast.cmpop], Test] = {
    ast.Eq: partial(holds, operator.eq),
    ast.NotEq: lambda left, right: not holds(operator.eq, left, right),
    ast.Lt: partial(holds, operator.lt),
    ast.LtE: partial(holds, operator.le),
    ast.Gt: partial(holds, operator.gt),
    ast.GtE: partial(holds, operator.ge),
    ast.In: lambda item, container: contains(container, item),
    ast.NotIn: lambda item, container: not contains(container, item),
}

#: Python syntax that the language does not have -> what to write instead.
_HINTS: dict[type[ast.AST], str] = {
    ast.Is: "write == instead of is",
    ast.IsNot: "write != instead of is not",
    ast.Call: 'only has("…") can be called',
    ast.Attribute: "attributes are not supported",
    ast.Subscript: "indexing is not supported; search a value with in or %",
    ast.Dict: "dictionaries are not supported; write a set without colons: {1, 2}",
    ast.NamedExpr: "write == to compare",
    ast.JoinedStr: "f-strings are not supported; write the string without f",
}


#: What other languages write -> what to write here; a longer one comes before its beginning.
_OTHER_SYNTAX = {
    "&&": "and instead of &&",
    "||": "or instead of ||",
    "===": "== to compare",
    "=>": ">= instead of =>",
    "=<": "<= instead of =<",
    "<>": "!= instead of <>",
    "=": "== to compare",
    ":": "== to compare",
    "!": "not instead of !",
    "\N{LEFT DOUBLE QUOTATION MARK}": "straight quotes around a text",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "straight quotes around a text",
    "\N{LEFT SINGLE QUOTATION MARK}": "straight quotes around a text",
    "\N{RIGHT SINGLE QUOTATION MARK}": "straight quotes around a text",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "straight quotes around a text",
}
_OTHER_WORDS = {
    **{word: word.lower() for word in ("AND", "OR", "NOT", "And", "Or", "Not")},
    **dict.fromkeys(("contains", "like", "LIKE", "matches"), "%"),
}


class FilterError(ValueError):
    """An invalid filter: the message, and the column of the error, counted from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(f"column {column}: {message}")
        self.message = message
        self.column = column


class _NodeError(Exception):
    """An error in a node of the syntax tree; ``compile_filter`` turns it into a ``FilterError``."""

    def __init__(self, message: str, node: ast.expr) -> None:
        super().__init__(message)
        self.node = node


@dataclass(frozen=True, slots=True)
class Filter:
    """A compiled filter: called with a record, it returns whether the record is selected.

    :param names: the names that it reads from a record.
    :param doubts: what is probably a mistake, although it has a meaning.
    :param equalities: each name that is compared with a text for equality, and the text.
    :param asks_for_citations: whether the selection depends on which pages cite a record.
    """

    source: str
    expression: Expression
    names: tuple[str, ...] = ()
    equalities: tuple[tuple[str, str], ...] = ()
    asks_for_citations: bool = False
    doubts: tuple[FilterError, ...] = ()

    def __call__(self, record: Record, /, **context: object) -> bool:
        """Whether ``record`` is selected.

        ``context`` may have ``docname``, the name of the page, and ``citations``: for the key of
        each cited record, the names of the pages that cite it.
        """
        return bool(self.expression(record, context))


def compile_filter(source: str) -> Filter:
    """Compile the filter ``source``; raise ``FilterError`` if it is invalid."""
    text = source.replace("\r", "\n").replace("\f", " ").strip()
    if not text:
        raise FilterError("the filter is empty", 1)
    if len(source) > MAX_LENGTH:
        raise FilterError(
            f"the filter is too long: {len(source)} characters, at most {MAX_LENGTH} allowed", MAX_LENGTH + 1
        )
    # Inside parentheses, an expression may have several lines.
    wrapped = f"({text}\n)" if "\n" in text else text

    def error(message: str, line: int, offset: int) -> FilterError:
        before = sum(len(text_line) + 1 for text_line in wrapped.split("\n")[: line - 1])
        column = before + offset - wrapped.index(text) + source.index(text[0]) + 1
        return FilterError(message, max(1, min(column, len(source) + 1)))

    try:
        body = _parse(wrapped)
        if wrapped is not text and (body.lineno, body.col_offset) == (1, 0):
            # The source closes our parenthesis, as in "a) or (b".
            raise error("unmatched ')'", 1, wrapped.index(")"))
        doubts = [
            error(message, node.lineno, _characters_before(wrapped, node)) for message, node in _doubts(body)
        ]
        names = _names(body)
        return Filter(
            source,
            _compile(body),
            tuple(name for name in names if name not in _SITE_NAMES),
            tuple(_equalities(body)),
            asks_for_citations=not {"cited", "docnames"}.isdisjoint(names),
            doubts=tuple(doubts),
        )
    except SyntaxError as exc:
        filter_error = error(_without_hints(exc.msg), exc.lineno or 1, (exc.offset or len(text) + 1) - 1)
        raise _with_hint(filter_error, source) from exc
    except _NodeError as exc:
        raise error(str(exc), exc.node.lineno, _characters_before(wrapped, exc.node)) from exc


def _characters_before(source: str, node: ast.expr) -> int:
    """Return how many characters are before ``node`` in its line. Python counts bytes of UTF-8."""
    line = source.split("\n")[node.lineno - 1].encode()
    return len(line[: node.col_offset].decode())


def _parse(source: str) -> ast.expr:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about backslashes, which regular expressions are full of
        try:
            return ast.parse(source, mode="eval").body
        except (ValueError, MemoryError, RecursionError) as error:
            raise FilterError(f"invalid syntax: {error}", 1) from error


def _names(body: ast.expr) -> tuple[str, ...]:
    names = (node.id.lower() for node in ast.walk(body) if isinstance(node, ast.Name))
    return tuple(name for name in dict.fromkeys(names) if name != "has")


def _equalities(body: ast.expr) -> Iterator[tuple[str, str]]:
    for node in ast.walk(body):
        match node:
            case ast.Compare(
                left=ast.Name(id=name), ops=[ast.Eq()], comparators=[ast.Constant(value=str() as text)]
            ) if name.lower() not in _SITE_NAMES:
                yield name.lower(), text


def _doubts(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Yield each text, number or list that is used as a condition, and what to write instead.

    Such a condition holds for all records or for none: ``venue == "CVPR" or "ICCV"`` shows everything.
    """
    match node:
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _doubts(part)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from _doubts(operand)
        case ast.Tuple() | ast.List() | ast.Set():
            yield "this is not a condition: write and between conditions, not a comma", node
        case ast.Constant(value=str() | int() | float() as value) if not isinstance(value, bool):
            example = f"venue == {value[:20]!r}" if isinstance(value, str) else f"year == {value}"
            yield f"this is the same for every record: compare it with a field, as in {example}", node


def _with_hint(error: FilterError, source: str) -> FilterError:
    """Return ``error`` with what to write instead, if what is there is the syntax of another language."""
    position = error.column - 1
    for text, instead in _OTHER_SYNTAX.items():
        first = source.find(text, max(0, position - len(text) + 1))
        if first != -1 and first <= position:
            return FilterError(f"write {instead}", first + 1)
    before, after = source[:position].split()[-1:], source[position:].split()[:1]
    for word in (*after, *before):
        if instead := _OTHER_WORDS.get(word, ""):
            return FilterError(f"write {instead} instead of {word}", error.column)
    return error


def _without_hints(message: str) -> str:
    """Return a message of Python's parser without the hints that only fit programs."""
    return re.split(r" \(detected|\. (?:Perhaps|Maybe)", message, maxsplit=1)[0]


def _compile(node: ast.expr, depth: int = 0) -> Expression:
    """Compile ``node``; raise ``_NodeError`` if it is not part of the language."""
    if depth > MAX_DEPTH:
        raise _NodeError(f"nested too deeply: at most {MAX_DEPTH} levels allowed", node)
    compile_part = partial(_compile, depth=depth + 1)
    match node:
        case ast.BoolOp(values=values):
            return _logical(isinstance(node.op, ast.And), [compile_part(part) for part in values])
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _negation(compile_part(operand))
        case ast.Compare(left=left, comparators=others):
            tests = [_test(test, other) for test, other in zip(node.ops, others, strict=True)]
            return _comparison(compile_part(left), list(zip(tests, map(compile_part, others), strict=True)))
        case ast.BinOp(op=ast.Mod(), left=left, right=right):
            return _search(compile_part(left), right)
        case ast.BinOp(op=ast.BitAnd(), left=left, right=right):
            return _combination(both, compile_part(left), compile_part(right))
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _combination(either, compile_part(left), compile_part(right))
        case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
            return _collection([compile_part(item) for item in items], _constants(items))
    return _compile_leaf(node)


def _compile_leaf(node: ast.expr) -> Expression:
    match node:
        case ast.Name(id=name):
            return _name(name.lower())
        case ast.Constant(value=constant):
            return _constant(constant, node)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return _constant(-number, node)
        case ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=str() as name)], keywords=[]):
            return _presence(name)
        case ast.Call(func=ast.Name(id="has"), args=[ast.Constant(value=str() as name)], keywords=[]):
            return _presence(name)
    raise _NodeError(_hint(node), node)


def _hint(node: ast.AST) -> str:
    return _HINTS.get(type(node), f"this syntax ({type(node).__name__}) is not part of the filter language")


def _docnames(record: Record, context: Mapping[str, object]) -> tuple[str, ...]:
    """Return the pages that cite ``record``; a role may name it by any of its keys."""
    citations = context.get("citations")
    if not isinstance(citations, Mapping):
        return ()
    return tuple(sorted({docname for key in keys_of(record) for docname in citations.get(key, ())}))


#: The names of sphinxcontrib-bibtex that are about the pages of the site, not about the record.
_SITE_NAMES: Mapping[str, Expression] = {
    "docname": lambda _record, context: str(context.get("docname", "")),
    "docnames": _docnames,
    "cited": lambda record, context: bool(_docnames(record, context)),
}


def _name(name: str) -> Expression:
    if name in _SITE_NAMES:
        return _SITE_NAMES[name]
    read = reader(name)

    # A year in quotes is compared as text, as in sphinxcontrib-bibtex: "in press" comes after "2015".
    text_type = str if name == "year" else Unordered

    def look_up(record: Record, _context: Mapping[str, object]) -> object:
        value = read(record)
        return text_type(raw_field(record, name)) if value is None else value

    return look_up


def _constant(constant: object, node: ast.expr) -> Expression:
    if isinstance(constant, (int, float)) and abs(constant) > _MAX_NUMBER:
        raise _NodeError(f"number too large: at most {_MAX_NUMBER:,} allowed", node)
    if constant is not None and not isinstance(constant, (str, int, float)):
        raise _NodeError("only strings, numbers, True, False and None are allowed as constants", node)
    return lambda _record, _context: constant


def _presence(name: str) -> Expression:
    has = presence(name)
    return lambda record, _context: has(record)


def _constants(nodes: list[ast.expr]) -> tuple[object, ...] | None:
    """Return the values of ``nodes`` if all are constants, else None."""
    values = tuple(node.value for node in nodes if isinstance(node, ast.Constant))
    return values if len(values) == len(nodes) else None


def _collection(items: list[Expression], constants: tuple[object, ...] | None) -> Expression:
    if constants is not None:
        return lambda _record, _context: constants
    return lambda record, context: tuple([item(record, context) for item in items])


def _negation(operand: Expression) -> Expression:
    return lambda record, context: not operand(record, context)


def _logical(is_and: bool, parts: list[Expression]) -> Expression:
    if is_and:
        return lambda record, context: all(part(record, context) for part in parts)
    return lambda record, context: any(part(record, context) for part in parts)


def _combination(
    combine: Callable[[object, object], object], left: Expression, right: Expression
) -> Expression:
    return lambda record, context: combine(left(record, context), right(record, context))


def _search(subject: Expression, node: ast.expr) -> Expression:
    match node:
        case ast.Constant(value=str() as source):
            try:
                # In a string of Python, \b is a backspace, which nobody searches for.
                pattern = compile_pattern(source.replace("\b", r"\b"))
            except PatternError as error:
                raise _NodeError(str(error), node) from error
            return lambda record, context: search(pattern, subject(record, context))
    raise _NodeError("% must be followed by a regular expression in quotes", node)


def _test(comparison: ast.cmpop, right: ast.expr) -> Test:
    match comparison, right:
        case (ast.In() | ast.NotIn(), ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items)):
            if constants := _constants(items):
                is_member = membership(constants)
                expected = isinstance(comparison, ast.In)
                return lambda item, _container: is_member(item) is expected
    if type(comparison) not in _TESTS:
        raise _NodeError(_hint(comparison), right)
    return _TESTS[type(comparison)]


def _comparison(first: Expression, rest: list[tuple[Test, Expression]]) -> Expression:
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
