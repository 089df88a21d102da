"""What of the stylesheet depends on the site: the colors of venues, and whether it has a look at all."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.venue_styles import VenueStyle, ink_on

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


def venue_rules(styles: Iterable[VenueStyle]) -> str:
    """Return the rules for the badges of venues with a color. Not in print: paper has no colored grounds."""
    rules = []
    for style in styles:
        if style.color:
            ground, ink = f"--pubs-badge-background:{style.color}", ink_on(style.color)
            colors = f"{ground};--pubs-badge-border:{style.color};--pubs-text:{ink};--pubs-link:{ink};"
            rules.append(f".pubs .{style.class_name}{{{colors}}}")
    return f"@media not print{{{''.join(rules)}}}\n" if rules else ""
