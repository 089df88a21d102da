"""Keys that are made: from an identifier, or from a key that is already used."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Container


def key_of_identifier(identifier: str) -> str:
    """Return the key of a record that has only an identifier: ``10-1000-182`` for the DOI 10.1000/182."""
    short = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", identifier, flags=re.I)
    return re.sub(r"[^\w.]+", "-", short).strip("-.").lower()


def unique_key(key: str, taken: Container[str]) -> str:
    """Return ``key``, with a suffix if it is ``taken``: ``a`` to ``zz``, then a number."""
    if key not in taken:
        return key
    for length in (1, 2):
        for letters in itertools.product(string.ascii_lowercase, repeat=length):
            if (candidate := key + "".join(letters)) not in taken:
                return candidate
    # Bisect: with thousands of records without a key, trying each number takes quadratic time.
    low, high = 0, 1
    while f"{key}-{high}" in taken:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{key}-{middle}" in taken else (low, middle)
    return f"{key}-{high}"
