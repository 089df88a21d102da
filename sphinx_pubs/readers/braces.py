r"""Braces in BibTeX and LaTeX source: their depth, groups, and splitting outside of groups.

Three rules say which braces count. In values of BibTeX files a backslash hides the brace
behind it (``BRACE``), since people write ``\{`` without its partner. BibTeX itself counts
every brace (``EVERY_BRACE``). TeX also knows an escaped backslash, so that the brace in
``\\{`` counts (``TEX_BRACE``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BRACE = re.compile(r"(?<!\\)[{}]")
EVERY_BRACE = re.compile(r"[{}]")
TEX_BRACE = re.compile(r"(?<!\\)(?:\\\\)*+[{}]")


def brace_depths(source: str, brace: re.Pattern[str] = BRACE, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield, for each brace from ``start`` on, the index behind it and the number of groups open there.

    For a closing brace without a partner the number is -1; the count goes on from 0.
    """
    depth = 0
    for match in brace.finditer(source, start):
        depth = max(depth, 0) + (1 if match[0][-1] == "{" else -1)
        yield match.end(), depth


def is_balanced(source: str, brace: re.Pattern[str] = BRACE) -> bool:
    """Return whether every brace in ``source`` has its partner."""
    depth = 0
    for _, depth in brace_depths(source, brace):
        if depth < 0:
            return False
    return depth == 0


def deepest(source: str, brace: re.Pattern[str] = BRACE) -> int:
    """Return the largest number of groups inside one another."""
    return max((0, *(depth for _, depth in brace_depths(source, brace))))


def end_of_group(source: str, start: int) -> int:
    """Return the index behind the group whose opening brace is at ``start``; 0 if nothing closes it."""
    return next((end for end, depth in brace_depths(source, start=start) if depth <= 0), 0)


def is_one_group(source: str) -> bool:
    """Return whether one pair of braces encloses all of ``source``."""
    return source[:1] == "{" and source[-1:] == "}" and end_of_group(source, 0) == len(source)


def matches_outside_braces(
    source: str, pattern: re.Pattern[str], brace: re.Pattern[str] = BRACE, start: int = 0
) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` from ``start`` on that begin outside of groups."""
    depth, counted = 0, start
    for match in pattern.finditer(source, start):
        # Not brace_depths(): it looks for a brace behind the match too, which may be far away.
        for mark in brace.finditer(source, counted, match.start()):
            depth = max(depth, 0) + (1 if mark[0][-1] == "{" else -1)
        counted = match.start()
        if depth <= 0:
            yield match


def split_outside_braces(source: str, cut: re.Pattern[str], brace: re.Pattern[str] = BRACE) -> list[str]:
    """Split ``source`` where ``cut`` matches outside of groups; strip the pieces."""
    if "{" not in source:
        return [piece.strip() for piece in cut.split(source)]
    pieces: list[str] = []
    start = 0
    for match in matches_outside_braces(source, cut, brace):
        pieces.append(source[start : match.start()].strip())
        start = match.end()
    return [*pieces, source[start:].strip()]


def outside_braces(source: str, brace: re.Pattern[str] = BRACE) -> str:
    """Return ``source`` without its groups."""
    kept: list[str] = []
    start, before = 0, 0
    for end, depth in brace_depths(source, brace):
        if before <= 0 < depth:
            kept.append(source[start : end - 1])
        elif depth == 0:
            start = end
        before = depth
    return "".join(kept) + (source[start:] if before <= 0 else "")
