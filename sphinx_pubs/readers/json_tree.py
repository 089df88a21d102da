"""The parser of JSON files: a tree, and what is still valid of a damaged file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..model.problems import Code
from .base import ProblemLog
from .brackets import recover
from .signs import DecodeError, Syntax
from .trees import GROUPS, Table, TreeError, to_tree


def _table(pairs: list[tuple[str, object]]) -> Table:
    table = Table()
    for key, value in pairs:
        table.put(key, value)
    return table


_DECODER = json.JSONDecoder(object_pairs_hook=_table, parse_int=str, parse_float=str, parse_constant=str)
# For CSL-JSON: programs write line breaks into strings.
_ITEM_DECODER = json.JSONDecoder(
    object_pairs_hook=_table, parse_int=str, parse_float=str, parse_constant=str, strict=False
)

# A comma after the last item, which JSON does not allow but people write. The first alternative skips
# strings, which may contain such a comma.
_TRAILING_COMMA = re.compile(r'(?P<string>"(?:[^"\\\n]|\\.)*+"?)|,(?=\s*+[}\]])')
#: Every item of a damaged file that is read has one of these.
_IDENTITY = frozenset({"id", "citation-key", "title", "doi", "url"})
_BETWEEN = re.compile(r"[\s,]*+")
# The start of the records in ``{"items": [...]}``, the name in Zotero's API and in citeproc-js.
_ITEMS = re.compile(r'\s*+\{[^{}\[\]]*"(?:items|references)"\s*+:\s*+\[')
# Half of a surrogate pair, which no text can contain.
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


def parse_json(text: str, problems: ProblemLog) -> list[object]:
    """Return the trees of the documents in a JSON file; after a syntax error, those of its valid records."""
    try:
        return [to_tree(_DECODER.decode(text))]
    except (ValueError, RecursionError) as error:  # TreeError is a ValueError
        return _joined(_recovered(text, problems, error))


def decode_item(text: str, start: int) -> tuple[object, int]:
    """Return the tree of the value at ``start``, and where it ends.

    :raises ValueError: if it is not valid.
    :raises RecursionError: if it is nested too deeply to be read.
    """
    value, end = _ITEM_DECODER.raw_decode(text, start)
    return to_tree(value), end


def json_records(text: str, problems: ProblemLog) -> Iterator[tuple[int, object]]:
    """Yield line and tree of each item of a top-level array, of ``{"items": [...]}``, or of one object."""
    text = _LONE_SURROGATE.sub(r"\\ufffd", text)
    try:
        items = list(_items(text))
    except (ValueError, RecursionError) as error:
        documents = _recovered(text, problems, error)
        found = [item for document in documents for item in _items_of(document)]
        items = [(getattr(item, "line", 0), item) for item in found if not _is_inner_table(item)]
    for line, item in items:
        try:
            yield line, to_tree(item)
        except TreeError as error:
            problems.add(Code.SHAPE, f"record skipped: {error}", line=line)


def _items(text: str) -> Iterator[tuple[int, object]]:
    """Yield line and value of each item of a valid file; a comma may be missing.

    :raises ValueError: at a syntax error.
    """
    opening = _ITEMS.match(text) or re.match(r"\s*+\[?+", text)
    assert opening
    index = opening.end()
    line, counted = 1, 0
    while True:
        between = _BETWEEN.match(text, index)
        index = between.end() if between else index
        if text[index : index + 1] in ("]", ""):
            break
        line, counted = line + text.count("\n", counted, index), index
        value, index = _ITEM_DECODER.raw_decode(text, index)
        yield line, value
    if opening[0].strip():
        _ITEM_DECODER.decode(('{"items": [' if "{" in opening[0] else "[") + text[index:])
    elif index < len(text):
        raise json.JSONDecodeError("Extra data", text, index)


def _is_inner_table(item: object) -> bool:
    """Return whether an item of a damaged file is a name or a date, which has lost the brackets around it."""
    return isinstance(item, Table) and not {name.lower() for name in item} & _IDENTITY


def _items_of(document: object) -> list[object]:
    if isinstance(document, Table):
        for name in ("items", "references"):
            items = document.get(name)
            if isinstance(items, list):
                return items
        return [document]
    return document if isinstance(document, list) else [document]


# --- damaged files ---


def _recovered(text: str, problems: ProblemLog, error: Exception) -> list[object]:
    """Return the trees of the valid records in a text with an error; at least one problem is reported."""
    problems_before = len(problems.found)
    documents = _from_lines(text, problems)
    if documents is None:
        without_commas = _TRAILING_COMMA.sub(lambda found: found["string"] or " ", text)
        documents = recover(without_commas, _SYNTAX, problems)
    if len(problems.found) == problems_before:
        if isinstance(error, json.JSONDecodeError):
            problems.add(Code.SYNTAX, f"JSON: {error.msg}", line=error.lineno)
        else:
            problems.add(Code.SYNTAX, f"JSON: {error}")
    return documents


def _from_lines(text: str, problems: ProblemLog) -> list[object] | None:
    """Return the trees of a damaged file with one record a line (JSON lines); None for another file.

    A fault costs its line: what is valid in a part of it may be an inner table.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    whole = sum(line.startswith("{") and line.endswith("}") for _, line in lines)
    if len(lines) < 2 or 2 * whole < len(lines):
        return None
    documents: list[object] = []
    faults: list[tuple[int, Exception]] = []
    for number, line in lines:
        try:
            documents += _objects(line)
        except (ValueError, RecursionError) as error:
            faults.append((number, error))
    if not documents:
        return None
    for number, fault in faults:
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else str(fault)
        problems.add(Code.SYNTAX, f"JSON: record skipped: {reason}", line=number)
    return [documents] if len(documents) == 1 and not _has_groups(documents[0]) else documents


def _objects(line: str) -> list[object]:
    """Return the trees of the objects in a line.

    :raises ValueError: if there is anything else in it.
    """
    objects: list[object] = []
    index = 0
    while index < len(line):
        value, index = _ITEM_DECODER.raw_decode(line, index)
        if not isinstance(value, Table):
            raise ValueError("unexpected value")
        objects.append(to_tree(value))
        between = _BETWEEN.match(line, index)
        index = between.end() if between else index
    return objects


def _decode(text: str, start: int, end: int | None) -> object:
    """Return the tree of the value at ``start``, which must end at ``end`` if that is known.

    :raises DecodeError: if it is not valid.
    """
    try:
        value, index = _ITEM_DECODER.raw_decode(text, start)
        tree = to_tree(value)
    except json.JSONDecodeError as error:
        raise DecodeError(error.msg, error.pos) from None
    except (TreeError, RecursionError) as error:
        raise DecodeError(str(error), -1) from None
    if end is not None and index != end:
        raise DecodeError("unexpected bracket", index)
    return tree


_STRING = r'"(?:[^"\\\n]|\\.)*+"?'
_SYNTAX = Syntax(
    name="JSON",
    decode=_decode,
    string=_STRING,
    key=r'"(?:[^"\\\n]|\\.){0,200}+"',
    backward=r'"(?:[^"\n]|"(?=\\(?:\\\\)*+(?!\\)))*+"?',
)


def _joined(documents: list[object]) -> list[object]:
    """Return ``documents`` with the objects that are no groups in one list: JSON lines."""
    if len(documents) < 2 or any(not isinstance(document, Table) for document in documents):
        return documents
    return documents if any(map(_has_groups, documents)) else [documents]


def _has_groups(document: object) -> bool:
    return isinstance(document, Table) and not document.keys().isdisjoint(GROUPS)
