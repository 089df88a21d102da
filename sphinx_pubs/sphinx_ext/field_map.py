"""``pubs_field_map``: what the site says about the names of fields in its data."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from ..model.near import nearest
from ..readers import people, records
from ..readers.field_names import normal_name
from ..readers.publication import is_known_field, known_fields


def parse_field_map(declared: object) -> list[tuple[str, dict[str, str]]]:
    """Return patterns of files and the names for each, the most general first.

    A value that is a mapping is for the files that its key, a pattern, matches; any other
    pair is for all files. Raises ValueError for a name that is none of ours.
    """
    if not isinstance(declared, Mapping):
        raise ValueError("it is a mapping of the data's names to ours")
    everywhere = {name: ours for name, ours in declared.items() if not isinstance(ours, Mapping)}
    parts = [("*", everywhere), *((key, one) for key, one in declared.items() if isinstance(one, Mapping))]
    return [(str(pattern), _names(names)) for pattern, names in parts if names]


def _names(declared: Mapping[object, object]) -> dict[str, str]:
    found = {}
    for name, ours in declared.items():
        if not isinstance(name, str) or not isinstance(ours, str | None):
            raise ValueError(f"{name!r}: {ours!r} is no pair of names")
        target = normal_name(ours or "")
        if target and not _is_ours(target):
            known = sorted(known_fields() | records.AWARD_FIELDS)
            raise ValueError(f"no field {ours!r}{nearest(target, known)}")
        found[normal_name(name)] = target
    return found


def _is_ours(name: str) -> bool:
    others = records.AWARD_FIELDS | records.ACTIVITY_FIELDS | people.PERSON_FIELDS
    return name in ("key", "type", "kind") or name in others or is_known_field(name)


def names_for(path: str, field_map: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    """Return the names for the file at ``path``, relative to the source folder, with slashes."""
    found: dict[str, str] = {}
    for pattern, names in field_map:
        if fnmatchcase(path, pattern) or fnmatchcase(PurePosixPath(path).name, pattern):
            found |= names
    return found
