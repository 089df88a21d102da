"""What somebody may have meant who wrote a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the word nearest to ``name``, for the end of a message; nothing where none is near."""
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def near_keys(key: str, known: Iterable[str]) -> str:
    """Return the keys nearest to ``key``, up to three, for the end of a message."""
    near = get_close_matches(key, list(known))
    return f"; did you mean {' or '.join(near)}?" if near else ""
