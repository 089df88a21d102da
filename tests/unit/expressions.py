"""The regular expressions of the package, and inputs for which one of them is not linear."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import sphinx_pubs

_FUNCTIONS = frozenset("compile match fullmatch search split findall finditer sub subn".split())
# Expressions that are made when they are needed: what an option says, which its own module checks, and
# the headers of the records of a TOML file, whose repetitions are possessive.
_MADE_IN_FUNCTIONS = frozenset(
    {"sphinx_pubs.selection.patterns.source", "sphinx_pubs.readers.toml_records.'|'.join(forms)"}
)
_AT_ONE_POSITION = frozenset({"match", "fullmatch"})


@dataclass(frozen=True)
class Expression:
    """A regular expression, and the methods of it that are called."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


# --- collecting ---


def expressions() -> list[Expression]:
    """Return every regular expression in the modules of the package: compiled ones, and those in calls.

    Raises NameError for an expression that is neither at the top of a module nor written in its call.
    (What a function inserts in an f-string may be any word.)
    """
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(sphinx_pubs.__path__, "sphinx_pubs.")
        if not info.name.endswith("__main__")
    ]
    trees = {module: ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in modules}
    used = {module: _methods([tree]) for module, tree in trees.items()}
    used_anywhere = _methods(trees.values())
    collected: dict[object, Expression] = {}
    for module, tree in trees.items():
        at_top = [
            Expression(
                f"{module.__name__}.{name}",
                pattern,
                frozenset((used[module] if name[0] == "_" else used_anywhere)[name]),
            )
            for name, value in vars(module).items()
            for pattern in _patterns_in(value)
        ]
        known = {expression.pattern.pattern for expression in at_top}
        for expression in (*at_top, *_in_calls(tree, module.__name__, vars(module), known)):
            collected.setdefault((expression.pattern, expression.methods), expression)
    return list(collected.values())


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _patterns_in(item)


def _methods(trees: Iterable[ast.Module]) -> Mapping[str, set[str]]:
    """Return the methods that are called of the expression with a name; *search* for any other use of it."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    called = {
        id(node.value): node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr in _AT_ONE_POSITION
    }
    methods: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            name = node.id if isinstance(node, ast.Name) else node.attr
            methods[name].add(called.get(id(node), "search"))
    return methods


class _InsertWord(ast.NodeTransformer):
    """Replaces what a function puts into an expression, such as ``re.escape(…)`` or a year, by a word."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        is_constant = isinstance(node.value, ast.Name) and node.value.id in self._names
        return node if is_constant else ast.Constant("ab")


def _in_calls(
    tree: ast.Module, place: str, names: dict[str, Any], known: set[str | bytes]
) -> Iterator[Expression]:
    at_top = {
        id(inner)
        for node in tree.body
        if not isinstance(node, ast.FunctionDef | ast.ClassDef)
        for inner in ast.walk(node)
    }
    used = _methods([tree])
    # ``self._name = re.compile(…)``
    attributes = {
        id(node.value): node.targets[0].attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if ast.unparse(node.func.value) != "re" or node.func.attr not in _FUNCTIONS or id(node) in at_top:
            continue
        source = ast.unparse(_InsertWord(names).visit(node.args[0]))
        if f"{place}.{source}" in _MADE_IN_FUNCTIONS:
            continue
        flags = [node.args[1]] if node.func.attr == "compile" and len(node.args) > 1 else []
        flags += [keyword.value for keyword in node.keywords if keyword.arg == "flags"]
        try:
            # The package's own source; an expression is a constant, or made of the module's constants.
            values = [eval(text, dict(names)) for text in (source, *map(ast.unparse, flags))]  # noqa: S307
            pattern = re.compile(*values)
        except NameError as error:
            raise NameError(f"{place}:{node.lineno}: {error}") from error
        if pattern.pattern not in known:
            method = node.func.attr if node.func.attr in _AT_ONE_POSITION else "search"
            methods = used[attributes[id(node)]] if id(node) in attributes else {method}
            yield Expression(f"{place}:{node.lineno}", pattern, frozenset(methods))


# --- searching for an input that takes too long ---

# Characters. The short inputs show exponential time before it takes too long to wait for.
_SHORT = (12, 16, 20, 24, 36, 54, 81, 400)
_LONG, _LONGER = 4000, 12000
_NEAR_MISSES = 250
# A machine that is shared may stand still for longer than one measurement takes.
_PAUSES = (0.2, 0.5, 1.0)  # seconds before each further measurement
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")

_Parts = tuple[Any, Any, Any]


def slow_input(expression: Expression) -> str:
    """Return an input that takes more than linear time, in short; an empty string if none is found.

    Each input is a part of a matching string, another part many times, and an end that cannot match.
    """
    source = expression.pattern.pattern
    if not _UNBOUNDED.search(source if isinstance(source, str) else source.decode("latin-1")):
        return ""
    near_misses = list(dict.fromkeys(_near_misses(expression.pattern)))
    for parts in near_misses[:: len(near_misses) // _NEAR_MISSES + 1]:
        if _is_slow(expression, parts) and _is_slow_again(expression, parts):
            return "{!r} + {!r} * n + {!r}".format(*parts)
    return ""


def _is_slow(expression: Expression, parts: _Parts) -> bool:
    def seconds(length: int) -> float:
        return _seconds(expression, parts[0] + parts[1] * (length // len(parts[1]) + 1) + parts[2])

    # In linear time the short ones take microseconds, and the long one less than a millisecond.
    if any(seconds(length) > 0.001 and min(seconds(length) for _ in range(3)) > 0.001 for length in _SHORT):
        return True
    # Three times the length takes three times as long in linear time, and nine times in quadratic time.
    if seconds(_LONG) < 0.003:
        return False
    return min(seconds(_LONGER) for _ in range(3)) > 5 * min(seconds(_LONG) for _ in range(3))


def _is_slow_again(expression: Expression, parts: _Parts) -> bool:
    for pause in _PAUSES:
        time.sleep(pause)
        if not _is_slow(expression, parts):
            return False
    return True


def _seconds(expression: Expression, text: Any) -> float:
    before = time.process_time()
    for method in expression.methods:
        if method == "search":
            for _ in expression.pattern.finditer(text):
                pass
        else:
            getattr(expression.pattern, method)(text)
    return time.process_time() - before


def _near_misses(pattern: re.Pattern[Any]) -> Iterator[_Parts]:
    is_bytes = isinstance(pattern.pattern, bytes)
    source = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
    samples = sorted(dict.fromkeys(_Sampler(source, pattern.flags).samples()), key=len)
    for sample in samples:
        for size, start in product(range(1, 12), range(len(sample))):
            end = start + size
            if end <= len(sample):
                for prefix, suffix in product(
                    (sample[:start], ""), ("\x00", " \x00", sample[end:] + "\x00", "")
                ):
                    pump = sample[start:end]
                    yield (
                        (prefix.encode(), pump.encode(), suffix.encode())
                        if is_bytes
                        else (prefix, pump, suffix)
                    )


class _Sampler:
    """Makes strings out of the source of an expression, most of which match.

    Every element occurs once: a character that a class matches, the content of a group. Each string differs
    from the first in one element.
    """

    _ELEMENT = re.compile(
        r"""(?P<look>\(\?<?[=!]) | (?P<group>\((?:\?(?:P<\w+>|[>:]|[a-z]*:))?) | (?P<end>\)) | (?P<or>\|)
        | (?P<reference>\(\?P=\w+\)|\\[1-9]) | (?P<edge>[$^]|\\[AbBZ])
        | (?P<quantifier>(?:[*+?]|\{(?P<least>\d*),?\d*\})[+?]?)
        | (?P<class>\\[uU][0-9a-fA-F]+|\\x..|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.)""",
        re.X | re.S,
    )
    _CANDIDATES = "a -0.A/\\{}$%&<>\"'`~#@()[]*+?!=^|_,;:\n\u2013"

    def __init__(self, source: str, flags: int) -> None:
        if flags & re.X:
            source = re.sub(r"(?<!\\)\s+", "", source)
        self._flags = flags & re.I
        self._elements = self._ELEMENT.finditer(source.replace("(?s:", "(?:"))

    def samples(self) -> list[str]:
        """Return the samples of the rest of a group, or of the whole expression."""
        samples: list[str] = []
        sequence: list[list[str]] = []
        for element in self._elements:
            kind = next(name for name, text in element.groupdict().items() if text is not None)
            if kind in ("end", "or"):
                samples += _combined(sequence)
                sequence = []
                if kind == "end":
                    return samples[:24]
            elif kind == "look":
                self.samples()
            elif kind == "group":
                sequence.append(self.samples())
            elif kind == "quantifier":
                times = max(int(element["least"] or 1), 1)
                sequence[-1:] = [[sample * times for sample in samples] for samples in sequence[-1:]]
            elif kind == "class":
                sequence.append(self._characters(element[0]))
        return (samples + _combined(sequence))[:60]

    def _characters(self, source: str) -> list[str]:
        if len(source) == 1 and source != ".":
            return [source]
        matches = re.compile(source, self._flags | re.S).fullmatch
        return [*filter(matches, self._CANDIDATES)][:3] or [next(filter(matches, map(chr, range(0x10000))))]


def _combined(sequence: list[list[str]]) -> list[str]:
    first = [variants[0] for variants in sequence]
    texts = ["".join(first)]
    for index, variants in enumerate(sequence):
        texts += ["".join([*first[:index], other, *first[index + 1 :]]) for other in variants[1:]]
    return texts[:60]
