"""The layouts that a site has."""

from __future__ import annotations

from collections.abc import Mapping

from ..render.builtin import builtin_layouts
from ..render.layout import Layout, LayoutError, parse_layout


def compile_layouts(declared: Mapping[str, object]) -> dict[str, Layout]:
    """Return the built-in layouts and those of ``pubs_layouts``; raise ValueError for what is not one.

    A layout may have as its base a built-in one or one that stands before it.
    """
    layouts = builtin_layouts()
    for name, source in declared.items():
        try:
            layouts[name] = parse_layout(source, layouts)
        except LayoutError as error:
            raise ValueError(f"layout {name!r}: {error}") from error
    return layouts
