"""Fields written as lines of a note: ``arXiv: 1703.06870``, ``Citation Key: he2017mask``.

Zotero keeps fields that it has no place for in *Extra*, and exports *Extra* as the note
(https://www.zotero.org/support/kb/item_types_and_fields, "Citing fields from
Extra"); Better BibTeX adds ``tex.NAME: value``. RIS exports do the same in N1.
"""

from __future__ import annotations

import re
from collections.abc import Container

# ``Name: value``, and the older ``{:name: value}``.
_LINE = re.compile(
    r"(?:\{:)?\s*+(?P<tex>(?:bib)?(?:la)?tex\.)?(?P<name>[A-Za-z][\w -]{1,30}?)\s*+:\s*+(?P<value>\S.*)"
)


def split_extra(note: str, known: Container[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields in ``note``, and its other lines.

    A line is a field if its name is in ``known`` (in lower case, with hyphens for
    spaces) or starts with ``tex.``. The first of two fields with the same name is used.
    """
    fields: dict[str, str] = {}
    lines = []
    for line in map(str.strip, note.splitlines()):
        field = _LINE.fullmatch(line)
        name = re.sub(r"[\s-]+", "-", field["name"].lower()) if field else ""
        if field and (field["tex"] or name in known):
            fields.setdefault(name, field["value"].removesuffix("}").rstrip() or field["value"])
        elif line:
            lines.append(line)
    return fields, lines
