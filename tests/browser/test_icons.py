"""Icons of links are visible wherever the page is read, and change no name."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.support import Visits
from tests.browser.test_themes import THEMES
from tests.support import BuildResult

pytestmark = pytest.mark.browser

LINK = "#pub-private .pubs-link-code > a"
_COLORS = """async source => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, image.width, image.height).data;
    const colors = [];
    for (let i = 0; i < data.length; i += 4) colors.push(Array.from(data.slice(i, i + 3)));
    return colors;
}"""


def has_ink(visits: Visits, page: Page, link: str) -> bool:
    """Return whether pixels of the icon in ``link`` have the color of the text beside it."""
    icon = page.locator(link).locator(".pubs-icon")
    box = icon.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(box["height"], abs=0.1)
    assert 10 <= box["width"] <= 24
    # Colors of a theme may be in any notation: the canvas knows them all.
    text = page.locator(link).evaluate("""link => {
        const context = document.createElement("canvas").getContext("2d");
        context.fillStyle = getComputedStyle(link).color;
        context.fillRect(0, 0, 1, 1);
        return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
    }""")
    picture = base64.b64encode(icon.screenshot()).decode()
    reader = visits.context().new_page()
    colors = reader.evaluate(_COLORS, f"data:image/png;base64,{picture}")
    # Thin lines are mixed with the ground.
    near = [color for color in colors if max(abs(a - b) for a, b in zip(color, text, strict=True)) <= 80]
    return 0.02 < len(near) / len(colors) < 0.9


@pytest.mark.parametrize(
    "options",
    [{}, {"forced_colors": "active"}, {"forced_colors": "active", "color_scheme": "dark"}],
    ids=["light", "forced colors", "forced dark colors"],
)
def test_colors(visit: Visits, url: str, options: dict[str, Any]) -> None:
    assert has_ink(visit, visit(url, **options), LINK)


def test_local_file(visit: Visits, papers: BuildResult) -> None:
    assert has_ink(visit, visit((papers.outdir / "index.html").as_uri()), LINK)


def test_content_security_policy(visit: Visits, papers: BuildResult, serve: Serve) -> None:
    assert has_ink(visit, visit(serve(papers.outdir, "default-src 'self'")), LINK)


def test_print(visit: Visits, url: str) -> None:
    page = visit(url)
    page.emulate_media(media="print")
    assert has_ink(visit, page, LINK)


def test_without_stylesheet_and_scripts(visit: Visits, url: str) -> None:
    page = visit(url, java_script_enabled=False)
    expect(page.locator(".pubs-sprite")).to_be_hidden()
    context = visit.context(java_script_enabled=False)
    context.route("**/*.css*", lambda route: route.abort())
    bare = context.new_page()
    bare.goto(url)
    box = bare.locator(LINK).locator(".pubs-icon").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (16, 16)
    expect(bare.locator(".pubs-sprite")).to_be_hidden()


def test_name_of_a_link_is_its_label(visit: Visits, url: str) -> None:
    page = visit(url)
    link = page.locator(LINK)
    expect(link).to_have_accessible_name((link.text_content() or "").strip())
    expect(page.locator(".pubs-sprite")).to_be_hidden()


@pytest.mark.parametrize("theme", THEMES)
def test_icons_are_in_the_line_of_their_words(
    visits: Visits, example: Callable[[str], Path], serve: Serve, theme: str
) -> None:
    page = visits(serve(example(theme)) + "publications.html")
    link = page.locator(".pubs-link > a:has(> .pubs-icon)").first
    assert has_ink(visits, page, ".pubs-link > a:has(> .pubs-icon) >> nth=0")
    inside, height, size = link.evaluate("""link => {
        const [icon, text] = [link.querySelector("svg").getBoundingClientRect(), document.createRange()];
        text.selectNodeContents(link.lastChild);
        const words = text.getBoundingClientRect();
        return [icon.right <= words.left && icon.top >= words.top - 2 && icon.bottom <= words.bottom + 2,
            icon.height, parseFloat(getComputedStyle(link).fontSize)];
    }""")
    assert inside
    assert height == pytest.approx(size, abs=0.5)
