"""The stylesheet without its look."""

from __future__ import annotations

#: The properties of the look, by how their names begin; all others place things, or hide them.
_LOOK = (
    "accent-color:", "background", "border", "box-shadow:", "color:", "cursor:", "font:", "font-family:",
    "font-variant", "font-weight:", "outline", "text-decoration", "text-transform:", "text-underline",
    "transition:",
)  # fmt: skip
#: Parts of controls that nobody could see or read without their look: bars, menus over the page, arrows.
_DRAWN = (
    "pubs-year", "pubs-facet-bar", "pubs-chevron", "summary::after", "pubs-panel", "pubs-sheet",
    "::highlight",
)  # fmt: skip


def structure_of(stylesheet: str) -> str:
    """Return the rules of a stylesheet that place things: no colors, lines, corners and fonts.

    ``stylesheet`` has no comments, no blanks beside braces and semicolons, and none of these in strings. The
    custom properties stay, for the rules of the site.
    """
    kept: list[str] = []
    # The rules around a declaration that have none yet: they are written with the first one.
    waiting: list[str] = []
    drawn = False
    for mark in "{};":
        stylesheet = stylesheet.replace(mark, f"{mark}\n")
    for line in stylesheet.splitlines():
        if line.endswith("{"):
            waiting.append(line)
            drawn = any(name in line for name in _DRAWN)
        elif line != "}":
            if drawn or not line.startswith(_LOOK):
                kept += [*waiting, line]
                waiting.clear()
        elif waiting:
            waiting.pop()
        else:
            kept.append(line)
    return "".join(kept)
