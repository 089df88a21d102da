"""Records as plain data (lists, strings, numbers), and back: what JSON can hold.

Driven by the fields of the dataclasses and their types, so that a new field or a new
class needs no line here. A dataclass becomes the list of its values up to the last that is
not the default, or, if they are given by name, the mapping of those that are not; in a union the
name of its class stands before it. An ``Origin`` is left out: what is read again may stand
elsewhere by then, and gets the origin that it has now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from .dates import PartialDate
from .names import Contributor
from .problems import Origin

#: What the records of a file have in common. Each is a text of its own, from which one object is made
#: for all of them.
_RECURRING = (Contributor, PartialDate)

# Made once: json.dumps makes an encoder at each call.
_ENCODE = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

_Values = Callable[[Any], Sequence[Any]]


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
    specs = [spec for spec in fields(cls) if hints[spec.name] is not Origin]
    values = _values([spec.name for spec in specs])
    if any(spec.kw_only for spec in fields(cls)):
        return _by_name(cls, hints, specs, values)
    defaults = [_default(spec) for spec in specs]
    inner = [(place, one) for place, spec in enumerate(specs) if (one := packing(hints[spec.name]))]

    def pack(value: Any) -> list[Any]:
        packed = list(values(value))
        for place, one in inner:
            if packed[place]:
                packed[place] = one.pack(packed[place])
        while packed and packed[-1] is defaults[len(packed) - 1]:
            packed.pop()
        return packed

    def unpack(packed: list[Any], origin: Origin) -> Any:
        for place, one in inner:
            if place < len(packed):
                packed[place] = one.unpack(packed[place], origin)
        return cls(*packed)

    return Packing(pack, unpack)


def _by_name(cls: Any, hints: Mapping[str, Any], specs: Sequence[Field[Any]], values: _Values) -> Packing:
    defaults = [(spec.name, _default(spec)) for spec in specs]
    inner = [(spec.name, one) for spec in specs if (one := packing(hints[spec.name]))]
    origins = [name for name, hint in hints.items() if hint is Origin]

    def pack(value: Any) -> dict[str, Any]:
        found = zip(defaults, values(value), strict=True)
        packed = {name: one for (name, default), one in found if one is not default}
        for name, one in inner:
            if name in packed:
                packed[name] = one.pack(packed[name])
        return packed

    def unpack(packed: dict[str, Any], origin: Origin) -> Any:
        for name, one in inner:
            if name in packed:
                packed[name] = one.unpack(packed[name], origin)
        for name in origins:
            packed[name] = origin
        return cls(**packed)

    return Packing(pack, unpack)


def _values(names: Sequence[str]) -> _Values:
    """Return what gets the attributes of these names from an object."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def _default(spec: Field[Any]) -> Any:
    return spec.default if spec.default_factory is MISSING else spec.default_factory()


def _of_recurring(cls: Any) -> Packing:
    one = _of_dataclass(cls)

    @lru_cache(maxsize=16384)
    def pack(value: Any) -> str:
        return _ENCODE(one.pack(value))

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
