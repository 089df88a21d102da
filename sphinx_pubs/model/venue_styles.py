"""How a site shows its venues: the color of a badge, and where it leads (``pubs_venues``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .names import fold
from .records import Venue
from .text import plain

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class VenueStyle:
    """How a venue is shown.

    :param class_name: the class of its badges; empty without a color.
    """

    class_name: str = ""
    color: str = ""
    url: str = ""


def parse_venue_styles(setting: Mapping[Any, object]) -> dict[str, VenueStyle]:
    """Return the styles in a value of ``pubs_venues``, by folded name. Raises ValueError for a mistake."""
    styles = {}
    for number, (name, style) in enumerate(setting.items(), 1):
        if not isinstance(name, str) or not isinstance(style, Mapping) or style.keys() - {"color", "url"}:
            raise ValueError(f"{name!r}: must be a name with a mapping of color and url, not {style!r}")
        color, url = style.get("color", ""), style.get("url", "")
        if color and not (isinstance(color, str) and _COLOR.fullmatch(color)):
            raise ValueError(f"{name!r}: color must be like #0b5394 or #05a, not {color!r}")
        if url and not (isinstance(url, str) and _URL.fullmatch(url)):
            raise ValueError(f"{name!r}: url must begin with https:// or http://, not {url!r}")
        styles[fold(name)] = VenueStyle(f"pubs-venue-{number}" if color else "", color, url)
    return styles


def style_of(venue: Venue, styles: Mapping[str, VenueStyle]) -> VenueStyle:
    """Return the style of a venue, by its short name, which may end with a year, or by its name."""
    if styles:
        short = venue.abbr.rstrip("0123456789").rstrip(" '’-")
        for name in (venue.abbr, short, plain(venue.name)):
            if (style := styles.get(fold(name))) is not None:
                return style
    return VenueStyle()


def ink_on(color: str) -> str:
    """Return black or white, whichever is clearer on ``color``: at least 4.5:1 (WCAG 2.2, 1.4.3)."""
    digits = color.removeprefix("#")
    parts = re.findall("..", digits if len(digits) == 6 else "".join([digit * 2 for digit in digits]))
    channels = [int(part, 16) / 255 for part in parts]
    red, green, blue = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    ]
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#fff"
