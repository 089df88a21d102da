"""Trees of values, the common form of YAML, JSON and TOML files, and the parsers of JSON and TOML.

A tree consists of tables, lists, strings, booleans and None. Numbers and dates are strings
as they are written in the file, so that an arXiv number keeps its zeros.

After a syntax error each parser goes on with the records that it can still read: one faulty
record does not cost the file. YAML has its own module, ``yaml_tree``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ..model.problems import Code
from ..model.records import PLURALS
from ..model.text import printable
from .base import ProblemLog

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


# --- JSON files ---


def _table(pairs: list[tuple[str, object]]) -> Table:
    table = Table()
    for key, value in pairs:
        table.put(key, value)
    return table


_DECODER = json.JSONDecoder(object_pairs_hook=_table, parse_int=str, parse_float=str, parse_constant=str)

# A comma after the last item, which JSON does not allow but people write. The first alternative skips
# strings, which may contain such a comma.
_TRAILING_COMMA = re.compile(r'(?P<string>"(?:[^"\\\n]|\\.)*"?)|,(?=\s*[}\]])')
_GROUP = re.compile(r'"(?P<name>\w+)"\s*:\s*(?P<open>[{\[])[ \t]*$', re.M)
# The start of a record in a mapping and in a list.
_IN_MAPPING = re.compile(r'^(?P<indent>[ \t]*)"(?P<key>[^"\\\n]+)"[ \t]*:[ \t]*(?={)', re.M)
_IN_LIST = re.compile(r"^(?P<indent>[ \t]*)(?={)", re.M)


def parse_json(text: str, problems: ProblemLog) -> list[object]:
    """Return the tree of a JSON file in a list; after a syntax error, the tree of its valid records."""
    try:
        return [to_tree(_DECODER.decode(text))]
    except json.JSONDecodeError as error:
        syntax_error = error
    except (TreeError, RecursionError) as error:
        problems.add(Code.SYNTAX, f"JSON: {error}")
        return []
    if (tree := _without_trailing_commas(text)) is not None:
        _report(syntax_error, problems)
        return [tree]
    problems_before = len(problems.found)
    trees = list(_records_of_groups(text, problems)) or _records_of_list(text, problems)
    if len(problems.found) == problems_before:
        _report(syntax_error, problems)
    return trees


def _without_trailing_commas(text: str) -> object:
    """Return the tree of ``text`` without commas after last items; None if it is still invalid."""
    corrected = _TRAILING_COMMA.sub(lambda found: found["string"] or "", text)
    if corrected == text:
        return None
    try:
        return to_tree(_DECODER.decode(corrected))
    except (ValueError, RecursionError):  # TreeError is a ValueError
        return None


def _records_of_groups(text: str, problems: ProblemLog) -> Iterator[object]:
    """Yield a tree for each valid record in the groups of an indented file.

    A record starts on a line that is indented like the first one of its group.
    """
    for group in _GROUP.finditer(text):
        in_mapping = group["open"] == "{"
        indent, outer = "", _indent(text, group.start())
        for start in (_IN_MAPPING if in_mapping else _IN_LIST).finditer(text, group.end()):
            if len(start["indent"]) <= len(outer):
                break
            indent = indent or start["indent"]
            if start["indent"] != indent:
                continue
            try:
                record = to_tree(_DECODER.raw_decode(text, start.end())[0])
            except json.JSONDecodeError as error:
                _report(error, problems)
                continue
            except (TreeError, RecursionError) as error:
                problems.add(Code.SYNTAX, f"JSON: {error}", line=text.count("\n", 0, start.start()) + 1)
                continue
            yield _table([(group["name"], _table([(start["key"], record)]) if in_mapping else [record])])


def _records_of_list(text: str, problems: ProblemLog) -> list[object]:
    """Return a list of the valid records of a file that is a list; no tree if there are none."""
    if not text.lstrip("\ufeff \t\r\n").startswith("["):
        return []
    records: list[object] = []
    for line, record in json_records(text, problems):
        if isinstance(record, Table):
            record.line = line
        records.append(record)
    return [records] if records else []


def _indent(text: str, index: int) -> str:
    line = text[text.rfind("\n", 0, index) + 1 : index]
    return line[: len(line) - len(line.lstrip())]


def _report(error: json.JSONDecodeError, problems: ProblemLog) -> None:
    problems.add(Code.SYNTAX, f"JSON: {error.msg}", line=error.lineno)


# --- arrays of JSON objects, such as CSL-JSON ---

_BETWEEN = re.compile(r"[\s,]*")
# The start of the records in ``{"items": [...]}``, the name in Zotero's API and in citeproc-js.
_ITEMS = re.compile(r'\s*\{[^{}\[\]]*"(?:items|references)"\s*:\s*\[')
# Half of a surrogate pair, which no text can contain.
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_ITEM_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


def json_records(text: str, problems: ProblemLog) -> Iterator[tuple[int, object]]:
    """Yield line and tree of each item of a top-level array, of ``{"items": [...]}``, or of one object.

    After an error it goes on at the next line that starts like the faulty record.
    """
    text = _LONE_SURROGATE.sub(r"\\ufffd", text)
    opening = _ITEMS.match(text) or re.match(r"\s*\[?", text)
    index = opening.end() if opening else 0
    line, counted = 1, 0
    while True:
        between = _BETWEEN.match(text, index)
        index = between.end() if between else index
        if index >= len(text) or text[index] in "]}":
            return
        line, counted = line + text.count("\n", counted, index), index
        try:
            value, index = _ITEM_DECODER.raw_decode(text, index)
        except (ValueError, RecursionError) as error:
            error_line = line + text.count("\n", index, getattr(error, "pos", index))
            message = getattr(error, "msg", "nested too deeply")
            problems.add(Code.SYNTAX, f"JSON: {message}", line=error_line)
            index = _next_record(text, index)
            continue
        try:
            yield line, to_tree(value)
        except TreeError as error:
            problems.add(Code.SHAPE, f"record skipped: {error}", line=line)


def _next_record(text: str, index: int) -> int:
    """Return the start of the next record on a line that is indented like the one at ``index``."""
    indent = text[text.rfind("\n", 0, index) + 1 : index]
    following = re.compile(rf"^{re.escape(indent)}(?=\{{)", re.MULTILINE).search(text, index + 1)
    return following.end() if following else len(text)


# --- TOML files ---

# The start of a record: ``[publications.KEY]`` or ``[[publications]]``.
_TOML_RECORD = re.compile(r"^[ \t]*(?:\[\s*\w+\s*\.[^.\]\n]+\]|\[\[\s*\w+\s*\]\])", re.M)


def parse_toml(text: str, problems: ProblemLog) -> list[object]:
    """Return the tree of a TOML file in a list; after a syntax error, the tree of its valid records."""
    problems_of_file = ProblemLog(problems.path)
    tree = _toml_tree(text, problems_of_file)
    if tree is not None:
        return [tree]
    trees = [_toml_tree(record, problems) for record in _toml_records(text)]
    if None not in trees:
        problems.found.extend(problems_of_file.found)
    return [tree for tree in trees if tree is not None]


def _toml_tree(text: str, problems: ProblemLog) -> object:
    """Return the tree of ``text``, or None after an error, which is reported."""
    try:
        return to_tree(tomllib.loads(text, parse_float=str))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        at_end = text.rstrip().count("\n") + 1
        problems.add(Code.SYNTAX, f"TOML: {error}", line=int(line[1]) if line else at_end)
    except (ValueError, RecursionError) as error:  # such as the date 2019-13-45
        problems.add(Code.SYNTAX, f"TOML: {error}")
    return None


def _toml_records(text: str) -> Iterator[str]:
    """Yield each record with its tables as a file of its own, with empty lines before it to keep its line."""
    starts = [header.start() for header in _TOML_RECORD.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        yield "\n" * text.count("\n", 0, start) + text[start:end]
