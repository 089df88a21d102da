"""Fields that stand in a note as lines: ``arXiv: 1703.06870``, ``Citation Key: he2017mask``.

Zotero keeps what it has no field for in *Extra*, and exports that as the note
(https://www.zotero.org/support/kb/item_types_and_fields, "Citing fields from
Extra"); Better BibTeX adds ``tex.NAME: value``. RIS exports do the same in N1.
"""

from __future__ import annotations

import re
from collections.abc import Container

#: ``Name: value``, and the older ``{:name: value}``.
_LINE = re.compile(
    r"(?:\{:)?\s*(?P<tex>(?:bib)?(?:la)?tex\.)?(?P<name>[A-Za-z][\w -]{1,30}?)\s*:\s*(?P<value>.+?)\s*\}?"
)


def split_extra(note: str, known: Container[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields that ``note`` holds, and its other lines.

    A line is a field if its name is ``known`` (lower case, a hyphen for a blank)
    or marked as a field by ``tex.``. Of two with one name the first counts.
    """
    fields: dict[str, str] = {}
    lines = []
    for line in note.splitlines():
        found = _LINE.fullmatch(line.strip())
        name = re.sub(r"[\s-]+", "-", found["name"].lower()) if found else ""
        if found and (found["tex"] or name in known):
            fields.setdefault(name, found["value"])
        elif line.strip():
            lines.append(line.strip())
    return fields, lines
