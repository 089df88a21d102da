"""Records as plain data (lists, strings, numbers), and back: what JSON can hold.

Driven by the fields of the dataclasses and their types, so that a new field or a new
class needs no line here. A dataclass becomes the mapping of those of its values that are
not the default; in a union the name of its class stands before it. An ``Origin`` is left
out: what is read again may stand elsewhere by then, and gets the origin that it has now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from .dates import PartialDate
from .people import Contributor
from .problems import Origin

#: What the records of a file have in common. Each is a text of its own, from which one object is made
#: for all of them.
_RECURRING = (Contributor, PartialDate)


class Packing(NamedTuple):
    """How values of one type are packed, and how unpacked with the origin that they get."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any, Origin], Any]


@lru_cache(maxsize=256)
def packing(hint: Any) -> Packing | None:
    """Return how values of the type ``hint`` are packed; None where they are plain data already."""
    kind = get_origin(hint) or hint
    if kind in (Union, UnionType):
        return _of_union([one for one in get_args(hint) if one is not NoneType])
    if kind is tuple:
        return _of_tuple(get_args(hint)[0])
    if is_dataclass(kind):
        return _of_recurring(kind) if kind in _RECURRING else _of_dataclass(kind)
    if kind is Literal or issubclass(kind, Mapping):
        return None
    return (
        Packing(lambda value: value.value, lambda packed, _: kind(packed)) if issubclass(kind, Enum) else None
    )


def _of_dataclass(cls: Any) -> Packing:
    hints = get_type_hints(cls)
    origins = [name for name, hint in hints.items() if hint is Origin]
    defaults = {spec.name: _default(spec) for spec in fields(cls) if spec.name not in origins}
    inner = {name: one for name in defaults if (one := packing(hints[name]))}

    def pack(value: Any) -> dict[str, Any]:
        return {
            name: inner[name].pack(found) if name in inner else found
            for name, default in defaults.items()
            if (found := getattr(value, name)) is not default
        }

    def unpack(packed: dict[str, Any], origin: Origin) -> Any:
        for name, value in packed.items():
            if name in inner:
                packed[name] = inner[name].unpack(value, origin)
        for name in origins:
            packed[name] = origin
        return cls(**packed)

    return Packing(pack, unpack)


def _default(spec: Field[Any]) -> Any:
    return spec.default if spec.default_factory is MISSING else spec.default_factory()


def _of_recurring(cls: Any) -> Packing:
    one = _of_dataclass(cls)

    @lru_cache(maxsize=16384)
    def pack(value: Any) -> str:
        return json.dumps(one.pack(value), ensure_ascii=False, separators=(",", ":"))

    @lru_cache(maxsize=16384)
    def unpack(packed: str) -> Any:
        return one.unpack(json.loads(packed), Origin(""))

    return Packing(pack, lambda packed, _: unpack(packed))


def _of_tuple(hint: Any) -> Packing:
    one = packing(hint)
    if one is None:
        return Packing(list, lambda packed, _: tuple(packed))
    pack, unpack = one
    return Packing(
        lambda value: [pack(item) for item in value],
        lambda packed, origin: tuple([unpack(item, origin) for item in packed]),
    )


def _of_union(hints: list[Any]) -> Packing | None:
    classes = {one.__name__: one for one in hints if one is not str}
    if not classes:
        return None

    # The classes are looked into only when there is a value, since a text can hold a text.
    def pack(value: Any) -> Any:
        found = type(value).__name__
        one = packing(classes[found]) if found in classes else None
        return [found, one.pack(value)] if one else value

    def unpack(packed: Any, origin: Origin) -> Any:
        if not isinstance(packed, list):
            return packed
        found, inner = packed
        one = packing(classes[found])
        assert one is not None
        return one.unpack(inner, origin)

    return Packing(pack, unpack)
