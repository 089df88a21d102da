"""The pictures of entries: what a directive says about them, and which formats a builder can show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from ...model.records import RecordKind
from ...render.layout import Layout
from ..config import SINGLE

if TYPE_CHECKING:
    from sphinx.builders import Builder


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


def can_show(builder: Builder, uri: str) -> bool:
    """Return whether a builder can show a picture: LaTeX stops at an SVG."""
    return not builder.supported_image_types or guess_type(uri)[0] in builder.supported_image_types
