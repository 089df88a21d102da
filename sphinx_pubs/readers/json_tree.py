"""JSON as a tree of values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..model.problems import Code
from .base import Problems
from .json_records import json_records
from .tree import Table, TreeError, regular

_GROUP = re.compile(r'"(?P<name>\w+)"\s*:\s*(?P<open>[{\[])[ \t]*$', re.M)
_IN_MAPPING = re.compile(r'^(?P<indent>[ \t]*)"(?P<key>[^"\\\n]+)"[ \t]*:[ \t]*(?={)', re.M)
#: A comma behind the last item, which JSON does not allow and people write; or a string, in which it is text.
_TRAILING_COMMA = re.compile(r'(?P<string>"(?:[^"\\\n]|\\.)*"?)|,(?=\s*[}\]])')
_IN_LIST = re.compile(r"^(?P<indent>[ \t]*)(?={)", re.M)


def parse_json(text: str, problems: Problems) -> list[object]:
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
    found = list(_records(text, problems)) or list(_listed(text, problems))
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


def _listed(text: str, problems: Problems) -> Iterator[object]:
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


def _records(text: str, problems: Problems) -> Iterator[object]:
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


def _report(error: json.JSONDecodeError, problems: Problems) -> None:
    problems.add(Code.SYNTAX, f"JSON: {error.msg}", line=error.lineno)
