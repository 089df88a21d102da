"""The three-way merge of one record: base (fetched last), theirs (fetched now), ours (in the file).

A field that is in the file as it was fetched takes the new value. A field that a person has changed or
removed stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .documents import Block, Document
from .native import Value


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field whose fetched value is new. ``old`` is None for a field that is added.

    ``is_kept``: the file keeps what a person wrote.
    """

    name: str
    old: Value | None
    new: Value
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of merging one record.

    ``base`` is the new base, ``changes`` are the fetched values that are new, and ``kept`` the fields that
    are in the file in another form, or not at all, because a person has changed them.
    """

    base: dict[str, Value]
    changes: list[FieldChange] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def merge_record(
    document: Document, block: Block, base: Mapping[str, Value], theirs: Mapping[str, Value]
) -> Merged:
    """Merge the fetched fields ``theirs`` into a record of a generated file; ``block`` is changed.

    A field of ``base`` that is not fetched any more is not removed: many services lose a field for a while.
    """
    merged = Merged({**base, **theirs})
    earlier: list[str] = []
    for name, new in theirs.items():
        old = base.get(name)
        if old != new and not document.has(block, name, new):
            merged.changes.append(_merge_field(document, block, name, old, new, earlier))
        earlier.append(document.line(block, name, new))
    merged.kept.extend(name for name, value in merged.base.items() if not document.has(block, name, value))
    return merged


def _merge_field(
    document: Document, block: Block, name: str, old: Value | None, new: Value, earlier: list[str]
) -> FieldChange:
    """Write a field that the file does not have, unless a person has written it or removed it.

    :param earlier: the lines of the fields before it; a new field comes behind them.
    """
    if old is not None and document.has(block, name, old):
        document.replace(block, name, old, new)
        return FieldChange(name, old, new)
    if old is None and not document.names(block, name):
        document.insert(block, name, new, earlier)
        return FieldChange(name, None, new)
    return FieldChange(name, old, new, is_kept=True)
