"""The colors and addresses of venues."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.records import Venue
from sphinx_pubs.model.venue_styles import ink_on, parse_venue_styles, style_of


def luminance(color: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    values = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_ground_has_a_readable_ink() -> None:
    levels = ("00", "33", "66", "77", "88", "99", "cc", "ff")
    for color in (f"#{red}{green}{blue}" for red in levels for green in levels for blue in levels):
        ink = {"#000": 0.0, "#fff": 1.0}[ink_on(color)]
        dark, light = sorted((ink, luminance(color)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, color


def test_short_and_long_colors_are_the_same() -> None:
    assert ink_on("#fe0") == ink_on("#ffee00") == "#000"
    assert ink_on("#05a") == ink_on("#0055AA") == "#fff"


@pytest.mark.parametrize(
    ("venue", "color"),
    [
        (Venue(abbr="CVPR"), "#05a"),
        (Venue(abbr="cvpr 2025"), "#05a"),
        (Venue(abbr="CVPR\N{RIGHT SINGLE QUOTATION MARK}25"), "#05a"),
        (Venue(abbr="CVPRW"), ""),
        (Venue(abbr="Nature", name=("Nature Letters",)), ""),
        (Venue(abbr="JOS", name=("Journal of Samples",)), "#a00"),
        (Venue(), ""),
    ],
)
def test_a_venue_is_found_by_its_short_name_or_its_name(venue: Venue, color: str) -> None:
    styles = parse_venue_styles({"CVPR": {"color": "#05a"}, "Journal of samples": {"color": "#a00"}})
    assert style_of(venue, styles).color == color


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"A": "#05a"}, "'A': must be a name with a mapping of color and url, not '#05a'"),
        ({1: {}}, "1: must be a name"),
        ({"A": {"colour": "#05a"}}, "'A': must be a name with a mapping"),
        ({"A": {"color": "blue"}}, "'A': color must be like #0b5394 or #05a, not 'blue'"),
        ({"A": {"color": "#05a;} x {"}}, "'A': color must be"),
        ({"A": {"url": "javascript:alert(1)"}}, "'A': url must begin with https:// or http://"),
    ],
)
def test_mistakes(setting: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        parse_venue_styles(setting)
    assert str(raised.value).startswith(message)
