"""What authors write in options and in ``conf.py``, taken or refused by those who are to understand it.

Each check imports these when there is something to check: in most builds no page is read. Each raises
ValueError for what it refuses.
"""
# ruff: noqa: PLC0415 (see above)

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def sort(value: str) -> object:
    """Check the keys of an order."""
    from ..selection.order import parse_sort

    return parse_sort(value)


def group_by(value: str) -> object:
    """Check the levels of a grouping."""
    from ..selection.grouping import parse_group_by

    return parse_group_by(value)


def group_order(value: str) -> object:
    """Check the order of groups."""
    from ..selection.grouping import parse_group_order

    return parse_group_order(value)


def show(value: str) -> object:
    """Check the names of optional parts."""
    from ..model.near import nearest
    from ..render.entries import SHOWN

    for name in value.replace(",", " ").split():
        if name not in SHOWN:
            raise ValueError(f"no part {name!r}{nearest(name, SHOWN)}")
    return value


def merge(value: str) -> object:
    """Check what decides that two records are one work."""
    from ..model.duplicates import MERGES

    if value not in MERGES:
        raise ValueError(f"it is one of {', '.join(MERGES)}")
    return value


def field_map(value: Any) -> object:
    """Check the names of fields."""
    from .field_map import parse_field_map

    return parse_field_map(value)


def layouts(value: object) -> object:
    """Check the site's own layouts."""
    from .layouts import compile_layouts

    if not isinstance(value, Mapping):
        raise ValueError("it is a mapping of names to layouts")
    return compile_layouts(value)


def layout(value: str, declared: Mapping[str, object]) -> object:
    """Check the name of a layout: a built-in one, one of ``declared``, or a style of pybtex."""
    from ..render.layout import PYBTEX_PREFIX
    from .layouts import compile_layouts

    known = compile_layouts(declared)
    if value not in known and not value.startswith(PYBTEX_PREFIX):
        raise ValueError(f"it is one of {', '.join(known)}")
    return value
