"""Records as plain data (lists, strings, numbers), and back: what JSON can hold.

Driven by the fields of the dataclasses and their types, so that a new field or a new
class needs no line here. A dataclass becomes the list of its values; in a union the
name of its class stands before them. An ``Origin`` is left out: what is read again may
stand elsewhere by then, and gets the origin that it has now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from .problems import Origin


class Packing(NamedTuple):
    """How values of one type are packed, and how unpacked with the origin that they get."""

    pack: Callable[[Any], Any]
    unpack: Callable[[Any, Origin], Any]


@lru_cache(maxsize=256)
def packing(hint: Any) -> Packing | None:
    """Return how values of the type ``hint`` are packed; None where they are plain data already."""
    kind = get_origin(hint) or hint
    if kind is Origin:
        return Packing(lambda _value: None, lambda _packed, origin: origin)
    if kind in (Union, UnionType):
        return _of_union([one for one in get_args(hint) if one is not NoneType])
    if kind is tuple:
        return _of_tuple(get_args(hint)[0])
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if kind is Literal or issubclass(kind, Mapping):
        return None
    return (
        Packing(lambda value: value.value, lambda packed, _: kind(packed)) if issubclass(kind, Enum) else None
    )


def _of_dataclass(cls: Any) -> Packing:
    hints = get_type_hints(cls)
    names = [spec.name for spec in fields(cls)]
    values = attrgetter(*names)
    inner = [(place, one) for place, name in enumerate(names) if (one := packing(hints[name]))]
    by_name = [spec.kw_only for spec in fields(cls)]

    def pack(value: Any) -> list[Any]:
        packed = list(values(value)) if len(names) > 1 else [values(value)]
        for place, one in inner:
            if packed[place]:
                packed[place] = one.pack(packed[place])
        return packed

    def unpack(packed: list[Any], origin: Origin) -> Any:
        for place, one in inner:
            packed[place] = one.unpack(packed[place], origin)
        return cls(**dict(zip(names, packed, strict=True))) if any(by_name) else cls(*packed)

    return Packing(pack, unpack)


def _of_tuple(hint: Any) -> Packing:
    one = packing(hint)
    if one is None:
        return Packing(list, lambda packed, _: tuple(packed))
    return Packing(
        lambda value: [one.pack(item) for item in value],
        lambda packed, origin: tuple([one.unpack(item, origin) for item in packed]),
    )


def _of_union(hints: list[Any]) -> Packing | None:
    classes = {one.__name__: one for one in hints if one is not str}
    if not classes:
        return None

    # The classes are looked into only when there is a value, since a text can hold a text.
    def pack(value: Any) -> Any:
        found = type(value).__name__
        one = packing(classes[found]) if found in classes else None
        return [found, *one.pack(value)] if one else value

    def unpack(packed: Any, origin: Origin) -> Any:
        if not isinstance(packed, list):
            return packed
        one = packing(classes[packed[0]])
        assert one is not None
        return one.unpack(packed[1:], origin)

    return Packing(pack, unpack)
