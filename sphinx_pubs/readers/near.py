"""Texts that are the same but for one character: what a fault has made of a line that starts a record."""

from __future__ import annotations


def is_near(one: str, other: str) -> bool:
    """Return whether the texts differ by one character at most: it is missing, added or another."""
    if abs(len(one) - len(other)) > 1:
        return False
    from_start = _length_of_same(one, other)
    from_end = _length_of_same(one[from_start:][::-1], other[from_start:][::-1])
    return max(len(one), len(other)) - from_start - from_end <= 1


def starts_near(text: str, start: str) -> bool:
    """Return whether a text starts with ``start``, but for one character at most."""
    return any(is_near(text[: len(start) + more], start) for more in (-1, 0, 1))


def _length_of_same(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
