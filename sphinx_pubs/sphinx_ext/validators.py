"""Validators of configuration values that need no parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def strings(value: Any) -> object:
    """Check a list of strings."""
    if not all(isinstance(item, str) for item in as_list(value)):
        raise ValueError("must be a list of strings")
    return value


def as_list(value: Any) -> Any:
    """Return a list for a single string: where a list is meant, one string is a list of one."""
    return [value] if isinstance(value, str) else value


def one_of(allowed: Sequence[str]) -> Callable[[str], str]:
    """Return a validator of a string that is one of ``allowed``."""

    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return check


def icon_files(value: Any) -> object:
    """Check a mapping of link kinds to SVG files."""
    if isinstance(value, dict):
        for kind, path in value.items():
            if not (isinstance(kind, str) and isinstance(path, str) and path.lower().endswith(".svg")):
                raise ValueError(f"{kind!r}: {path!r}: must be a link kind and the path of an SVG file")
    return value


def positive(value: int) -> int:
    """Check a number greater than 0."""
    if value <= 0:
        raise ValueError("must be greater than 0")
    return value


def not_negative(value: int) -> int:
    """Check a number that is 0 or greater."""
    if value < 0:
        raise ValueError("must be 0 or greater")
    return value
