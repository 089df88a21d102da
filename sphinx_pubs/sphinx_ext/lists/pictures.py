"""Options of a directive about the pictures of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...model.records import RecordKind
from ...render.layout import Layout
from ..config import SINGLE


def shown_parts(show: Sequence[str], options: Mapping[str, Any]) -> list[str]:
    """Return the parts that a list shows, with the image if ``:thumbnails:`` asks for it, or without."""
    thumbnails = options.get("thumbnails", "")
    if thumbnails == "none":
        return [name for name in show if name != "image"]
    return ["image", *show] if thumbnails and "image" not in show else [*show]


def picture_classes(options: Mapping[str, Any]) -> list[str]:
    """Return the classes of a list with the place and the size of its pictures."""
    thumbnails = options.get("thumbnails", "right" if SINGLE in options.get("class", ()) else "")
    classes = [f"pubs-thumbnails-{thumbnails}"] if thumbnails in ("right", "top") else []
    return [*classes, "pubs-large"] if options.get("size") == "large" else classes


def has_portraits(kind: RecordKind, layout: Layout | None, options: Mapping[str, Any]) -> bool:
    """Return whether entries of people have a picture or initials on pages for a browser.

    :param layout: None for a pybtex style.
    """
    return (
        kind == "person"
        and layout is not None
        and layout.has_portraits()
        and options.get("thumbnails") != "none"
    )
