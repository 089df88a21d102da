"""Check option and configuration values that only a parser of another layer understands.

Each function raises ValueError for a value that it rejects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from ...model.duplicates import MERGES
from ...model.problems import did_you_mean
from ...model.venue_styles import parse_venue_styles
from ...readers.aliases import normal_name
from ...readers.fields.awards import ACTIVITY_FIELDS, AWARD_FIELDS
from ...readers.fields.persons import PERSON_FIELDS
from ...readers.fields.records import is_known_field, known_fields
from ...render.builtin import builtin_layouts
from ...render.entries import SHOWN
from ...render.layout import DEFAULT_LAYOUT, PYBTEX_PREFIX, Layout, LayoutError, parse_layout
from ...selection.grouping import parse_group_by, parse_group_order
from ...selection.sorting import parse_sort


def parse_field_map(declared: object) -> list[tuple[str, dict[str, str]]]:
    """Parse ``pubs_field_map``: return file patterns with the field names for each, the most general first.

    A value that is a mapping is for the files that its key, a pattern, matches; any other
    pair is for all files. Raises ValueError for an unknown field.
    """
    if not isinstance(declared, Mapping):
        raise ValueError("must be a mapping of field names")
    everywhere = {name: field for name, field in declared.items() if not isinstance(field, Mapping)}
    by_file = [(key, names) for key, names in declared.items() if isinstance(names, Mapping)]
    parts = [("*", everywhere), *by_file]
    return [(str(pattern), _names(names)) for pattern, names in parts if names]


def _names(declared: Mapping[object, object]) -> dict[str, str]:
    result = {}
    for name, field in declared.items():
        if not isinstance(name, str) or not isinstance(field, str | None):
            raise ValueError(f"{name!r}: {field!r}: field names must be strings")
        target = normal_name(field or "")
        if target and not _is_field(target):
            known = sorted(known_fields() | AWARD_FIELDS)
            raise ValueError(f"unknown field {field!r}{did_you_mean(target, known)}")
        result[normal_name(name)] = target
    return result


def _is_field(name: str) -> bool:
    others = AWARD_FIELDS | ACTIVITY_FIELDS | PERSON_FIELDS
    return name in ("key", "type", "kind") or name in others or is_known_field(name)


def names_for(path: str, field_map: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """Return the field names for a file, by its path with slashes, relative to the source folder."""
    names_for_file: dict[str, str] = {}
    for pattern, names in field_map:
        if fnmatchcase(path, pattern) or fnmatchcase(PurePosixPath(path).name, pattern):
            names_for_file |= names
    return names_for_file


def compile_layouts(declared: Mapping[str, object]) -> dict[str, Layout]:
    """Return the built-in layouts and those of ``pubs_layouts``.

    A layout may extend a built-in layout, or one declared before it. Raises ValueError if layouts are
    invalid; its text has a line for each mistake.
    """
    layouts = builtin_layouts()
    errors: list[str] = []
    for name, source in declared.items():
        try:
            layouts[name] = parse_layout(source, layouts)
        except LayoutError as error:
            errors += [f"layout {name!r}: {message}" for message in error.messages]
            layouts[name] = layouts[DEFAULT_LAYOUT]  # another layout may extend it
    if errors:
        raise ValueError("\n".join(errors))
    return layouts


def _check_show(value: str) -> object:
    """Check the names of optional parts."""
    for name in value.replace(",", " ").split():
        if name not in SHOWN:
            raise ValueError(f"unknown part {name!r}{did_you_mean(name, SHOWN)}")
    return value


def _check_merge(value: str) -> object:
    """Check the rule by which records of one work are merged."""
    if value not in MERGES:
        raise ValueError(f"must be one of {', '.join(MERGES)}")
    return value


def _check_layouts(value: object) -> object:
    """Check the site's own layouts."""
    if not isinstance(value, Mapping):
        raise ValueError("must be a mapping of names to layouts")
    return compile_layouts(value)


def _check_layout(value: tuple[str, Mapping[str, object]]) -> object:
    """Check the name of a layout: built in, among the declared layouts, or a style of pybtex."""
    name, declared = value
    known = compile_layouts(declared)
    if name not in known and not name.startswith(PYBTEX_PREFIX):
        raise ValueError(f"must be one of {', '.join(known)} or pybtex:STYLE")
    return value


VALIDATORS: Mapping[str, Callable[[Any], object]] = {
    "field_map": parse_field_map,
    "group_by": parse_group_by,
    "group_order": parse_group_order,
    "layout": _check_layout,
    "layouts": _check_layouts,
    "merge": _check_merge,
    "show": _check_show,
    "sort": parse_sort,
    "venues": parse_venue_styles,
}
