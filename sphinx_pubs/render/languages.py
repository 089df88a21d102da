"""The language of a record where it is not that of the site."""

from __future__ import annotations

import re

from ..model.publication import Publication
from .context import Context

#: The form of a tag by BCP 47 (RFC 5646, section 2.1), without its private and grandfathered ones.
_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")
#: No language, several, or not known (ISO 639-2).
_NONE = frozenset({"mis", "mul", "und", "zxx"})
#: Languages written in several scripts, which a screen reader and a font must know apart.
_MANY_SCRIPTS = frozenset({"sr", "zh"})


def language_classes(record: object, context: Context) -> list[str]:
    """Return the class ``language-TAG`` for a record in another language than the site's.

    docutils' HTML writers make the attribute ``lang`` of it (docutils, configuration,
    ``language_code``: "language-<language tag>" class arguments); others take it for a class.
    """
    found = _TAG.fullmatch(record.language) if isinstance(record, Publication) else None
    if found is None or found["language"].lower() in _NONE:
        return []
    site = context.locale.replace("_", "-")
    language = found["language"].lower()
    differs = language != site.partition("-")[0].lower()
    if differs or (language in _MANY_SCRIPTS and found[0].lower() != site.lower() and "-" in found[0]):
        return [f"language-{found[0]}"]
    return []
