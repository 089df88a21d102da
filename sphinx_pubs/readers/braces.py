"""Braces in BibTeX and LaTeX: depth, groups, splitting outside of them."""

from __future__ import annotations

import re

_BRACE = re.compile(r"[{}](?<!\\.)")


def split_outside_braces(source: str, cut: re.Pattern[str]) -> list[str]:
    """Split ``source`` where ``cut`` is, outside of all braces."""
    if "{" not in source:
        return [piece.strip() for piece in cut.split(source)]
    pieces: list[str] = []
    depth = start = looked_at = 0
    for found in cut.finditer(source):
        depth = _depth(source, looked_at, found.start(), depth)
        looked_at = found.end()
        if not depth:
            pieces.append(source[start : found.start()])
            start = found.end()
    pieces.append(source[start:])
    return [piece.strip() for piece in pieces]


def _depth(source: str, start: int, end: int, depth: int) -> int:
    """Return how many braces are open at ``end``, of which ``depth`` were at ``start``."""
    for brace in _BRACE.finditer(source, start, end):
        depth = depth + 1 if brace[0] == "{" else max(depth - 1, 0)
    return depth


def is_one_group(source: str) -> bool:
    """Whether one pair of braces encloses the whole of ``source``."""
    if not (source.startswith("{") and source.endswith("}")):
        return False
    depth = 0
    for brace in _BRACE.finditer(source):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end() == len(source)
    return False
