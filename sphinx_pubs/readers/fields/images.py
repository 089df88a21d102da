"""The image of a record: ``image: photo.jpg``, or ``image: {path: photo.jpg, alt: …}``."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.records import Image
from .values import Fields


def read_image(fields: Fields, *names: str) -> Image | None:
    """Return the image in the first of the fields ``names`` that has a value, or None."""
    value = fields.value(*names)
    if isinstance(value, Mapping):
        inner = Fields(value, fields.to_text, fields.report)
        path, alt = inner.url("path", "url", "src", "filename"), inner.string("alt")
    elif value is not None:
        path, alt = fields.url(*names), ""
    else:
        return None
    return Image(path, alt) if path else None
