"""The colors of venues in the stylesheet."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.venue_styles import VenueStyle, ink_on


def venue_rules(styles: Iterable[VenueStyle]) -> str:
    """Return the rules for the badges of venues with a color. Not in print: paper has no colored grounds."""
    rules = []
    for style in styles:
        if style.color:
            ground, ink = f"--pubs-badge-background:{style.color}", ink_on(style.color)
            colors = f"{ground};--pubs-badge-border:{style.color};--pubs-text:{ink};--pubs-link:{ink};"
            rules.append(f".pubs .{style.class_name}{{{colors}}}")
    return f"@media not print{{{''.join(rules)}}}\n" if rules else ""
