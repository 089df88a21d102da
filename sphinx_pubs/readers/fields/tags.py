"""The tags of a publication: its keywords, without those that a program adds for its own use."""

from __future__ import annotations

import re

from .values import Fields

# Zotero and its add-ons: ``/unread``, ``_tablet``, ``#nosource``, ``⛔ No DOI found``, ``⚠️ Invalid DOI``.
_HOUSEKEEPING = re.compile(r"[/_]\w[\w-]*+|#(?:nosource|duplicate|broken_attachments)\b.*|[⛔❓⚠].*")


def read_tags(source: Fields) -> tuple[str, ...]:
    """Return the tags of a publication. Those of the author are used if a database has no others."""
    words = source.words("tags", "keywords") or source.words("author_keywords")
    return tuple(word for word in words if not _HOUSEKEEPING.fullmatch(word))
