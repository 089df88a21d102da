"""The values of a YAML, JSON or TOML file in one shape: tables, lists, strings, true, false and nothing.

Numbers and dates stay as they are written, so that an arXiv number keeps its zeros.

JSON as a tree of values.

TOML as a tree of values.

The objects of a JSON array one by one, so that a fault in one costs that one only.
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

#: Deeper values are in no record that is meant as one; what walks a tree may recurse.
MAX_DEPTH = 50
#: The names of the groups of records in a data file.
GROUPS = tuple(PLURALS.values())


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


_GROUP = re.compile(r'"(?P<name>\w+)"\s*:\s*(?P<open>[{\[])[ \t]*$', re.M)
_IN_MAPPING = re.compile(r'^(?P<indent>[ \t]*)"(?P<key>[^"\\\n]+)"[ \t]*:[ \t]*(?={)', re.M)
#: A comma behind the last item, which JSON does not allow and people write; or a string, in which it is text.
_TRAILING_COMMA = re.compile(r'(?P<string>"(?:[^"\\\n]|\\.)*"?)|,(?=\s*[}\]])')
_IN_LIST = re.compile(r"^(?P<indent>[ \t]*)(?={)", re.M)


def parse_json(text: str, problems: ProblemLog) -> list[object]:
    """Return the value of a JSON file, in a list; after a syntax error, those of its sound records."""
    try:
        return [regular(_decoder().decode(text))]
    except json.JSONDecodeError as error:
        failed = error
    except (TreeError, RecursionError) as error:
        problems.add(Code.SYNTAX, f"JSON: {error}")
        return []
    if (whole := _without_trailing_commas(text)) is not None:
        _report(failed, problems)
        return [whole]
    before = len(problems.found)
    found = list(_json_records(text, problems)) or list(_listed(text, problems))
    if len(problems.found) == before:
        _report(failed, problems)
    return found


def _without_trailing_commas(text: str) -> object:
    """Return the value of ``text`` without the commas behind last items, or None where that is no JSON."""
    mended = _TRAILING_COMMA.sub(lambda found: found["string"] or "", text)
    if mended == text:
        return None
    try:
        return regular(_decoder().decode(mended))
    except (ValueError, RecursionError):  # TreeError is a ValueError
        return None


def _listed(text: str, problems: ProblemLog) -> Iterator[object]:
    """Yield the sound records of a list that is the whole file."""
    if not text.lstrip("\ufeff \t\r\n").startswith("["):
        return
    found: list[object] = []
    for line, record in json_records(text, problems):
        try:
            table = regular(record)
        except TreeError as error:
            problems.add(Code.SYNTAX, f"JSON: {error}", line=line)
            continue
        if isinstance(table, Table):
            table.line = line
        found.append(table)
    if found:
        yield found


def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(object_pairs_hook=_table, parse_int=str, parse_float=str, parse_constant=str)


def _table(pairs: list[tuple[str, object]]) -> Table:
    table = Table()
    for key, value in pairs:
        table.put(key, value)
    return table


def _json_records(text: str, problems: ProblemLog) -> Iterator[object]:
    """Yield a document for each sound record of an indented file; each starts as the first one does."""
    decoder = _decoder()
    for group in _GROUP.finditer(text):
        pattern = _IN_MAPPING if group["open"] == "{" else _IN_LIST
        indent, outer = "", _indent(text, group.start())
        for start in pattern.finditer(text, group.end()):
            if len(start["indent"]) <= len(outer):
                break
            indent = indent or start["indent"]
            if start["indent"] != indent:
                continue
            try:
                record, _ = decoder.raw_decode(text, start.end())
                record = regular(record)
            except json.JSONDecodeError as error:
                _report(error, problems)
                continue
            except (TreeError, RecursionError) as error:
                problems.add(Code.SYNTAX, f"JSON: {error}", line=text.count("\n", 0, start.start()) + 1)
                continue
            yield _table(
                [(group["name"], _table([(start["key"], record)]) if group["open"] == "{" else [record])]
            )


def _indent(text: str, place: int) -> str:
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line[: len(line) - len(line.lstrip())]


def _report(error: json.JSONDecodeError, problems: ProblemLog) -> None:
    problems.add(Code.SYNTAX, f"JSON: {error.msg}", line=error.lineno)


#: Where a record starts: ``[publications.KEY]`` or ``[[publications]]``.
_RECORD = re.compile(r"^[ \t]*(?:\[\s*\w+\s*\.[^.\]\n]+\]|\[\[\s*\w+\s*\]\])", re.M)


def parse_toml(text: str, problems: ProblemLog) -> list[object]:
    """Return the value of a TOML file, in a list; after a syntax error, those of its sound records."""
    failed = ProblemLog(problems.path)
    whole = _parsed(text, failed)
    if whole is not None:
        return [whole]
    found = [_parsed(record, problems) for record in _toml_records(text)]
    if None not in found:
        problems.found.extend(failed.found)
    return [value for value in found if value is not None]


def _parsed(text: str, problems: ProblemLog) -> object:
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


def _toml_records(text: str) -> Iterator[str]:
    """Yield each record with its tables as a file of its own, on its own line."""
    starts = [header.start() for header in _RECORD.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        yield "\n" * text.count("\n", 0, start) + text[start:end]


_BETWEEN = re.compile(r"[\s,]*")
#: Where the records of ``{"items": [...]}`` begin, as Zotero's API and citeproc-js name them.
_ITEMS = re.compile(r'\s*\{[^{}\[\]]*"(?:items|references)"\s*:\s*\[')
#: Half of a surrogate pair, which no file that is written could hold.
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)

# Numbers stay as they are written: an identifier such as 2104.01230 keeps its zero.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


def json_records(text: str, problems: ProblemLog) -> Iterator[tuple[int, object]]:
    """Yield line and value of each item of a top-level array, of ``{"items": [...]}``, or the one object.

    After a fault it goes on where a line starts like the one that the faulty record starts at.
    """
    text = _LONE_SURROGATE.sub(r"\\ufffd", text)
    opening = _ITEMS.match(text) or re.match(r"\s*\[?", text)
    place = opening.end() if opening else 0
    line, counted = 1, 0
    while True:
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
        if place >= len(text) or text[place] in "]}":
            return
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            fault = line + text.count("\n", place, getattr(error, "pos", place))
            problems.add(Code.SYNTAX, f"not JSON: {getattr(error, 'msg', 'nested too deeply')}", line=fault)
            place = _next_record(text, place)
            continue
        try:
            yield line, regular(value)
        except TreeError as error:
            problems.add(Code.SHAPE, f"record left out: {error}", line=line)


def _next_record(text: str, place: int) -> int:
    """Return the start of the next line that begins like the record at ``place``."""
    start = text.rfind("\n", 0, place) + 1
    indent = text[start:place]
    following = re.compile(rf"^{re.escape(indent)}(?=\{{)", re.MULTILINE).search(text, place + 1)
    return following.end() if following else len(text)
