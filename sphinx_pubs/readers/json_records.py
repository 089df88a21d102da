"""The objects of a JSON array one by one, so that a fault in one costs that one only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..model.problems import Code
from .base import Problems
from .tree import TreeError, regular

_BETWEEN = re.compile(r"[\s,]*")
#: Where the records of ``{"items": [...]}`` begin, as Zotero's API and citeproc-js name them.
_ITEMS = re.compile(r'\s*\{[^{}\[\]]*"(?:items|references)"\s*:\s*\[')
#: Half of a surrogate pair, which no file that is written could hold.
_LONE_SURROGATE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)

# Numbers stay as they are written: an identifier such as 2104.01230 keeps its zero.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False)


def json_records(text: str, problems: Problems) -> Iterator[tuple[int, object]]:
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
