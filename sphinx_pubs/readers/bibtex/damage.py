"""The starts of entries that have one wrong character in what is before their key.

BibTeX has no entry there, and what follows is text between entries: the entry would vanish without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.kinds import is_known

_BRACED_KEY = r"\{[ \t]*+(?P<key>[^\s,={}()\"#]++)[ \t]*+,"
_FIELD_START = r"[A-Za-z][\w:.+-]*+(?:\s*+=\s*+[{\"]|\s++=\s*+\w)"
# ``article{key,`` and ``@art'icle{key,``; without the brace, ``@article-key,`` and a field.
_START = re.compile(
    rf"^(?:(?P<kind>(?:[^\S\n]*+@\w*+\n)?+(?:@[^\n%]{{0,25}}?|[^\n%@]{{1,25}}?)){_BRACED_KEY}"
    rf"|[^\S\n]*+@(?P<no_brace>[^%@]{{1,120}}?),\s*+(?={_FIELD_START}))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class DamagedStart:
    """The start of an entry as it is written (``found``), from ``start`` to ``end`` of the source."""

    start: int
    end: int
    kind: str
    key: str
    found: str


def damaged_starts(source: str, start: int, end: int) -> Iterator[DamagedStart]:
    """Yield the damaged starts of entries between two indexes of ``source``, where no entry is."""
    if "{" in source[start:end]:
        for match in _START.finditer(source, start, end):
            if found := _damaged_start(match):
                yield found


def damaged_start_at(source: str, index: int) -> DamagedStart | None:
    """Return the damaged start of an entry at ``index``, the start of a line."""
    match = _START.match(source, index)
    return _damaged_start(match) if match else None


def _damaged_start(match: re.Match[str]) -> DamagedStart | None:
    """Return the start of an entry, or None if it has neither an ``@`` nor a known type."""
    if match["no_brace"]:
        kind = _known_start(match["no_brace"])
        found = "@" + " ".join(match["no_brace"].split())
        return DamagedStart(match.start(), match.end(), kind, "", found) if kind else None
    written = match["kind"].strip()
    kind = re.sub(r"[\W\d_]", "", written)
    if written[:1] != "@" and not is_known(kind) and not is_known(kind[1:]):
        return None
    found = f"{written}{{{match['key']}"
    return DamagedStart(match.start("kind"), match.end(), kind, match["key"], found)


def _known_start(text: str) -> str:
    """Return the longest known type that ``text`` starts with, which may have one wrong character in it."""
    letters = re.sub(r"[^A-Za-z\s]", "", text.strip()[:25])
    return next((letters[:end].strip() for end in range(len(letters), 2, -1) if is_known(letters[:end])), "")
