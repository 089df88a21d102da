"""The publications page of the example site in every theme, light and dark, wide and narrow."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.support import Listing, Visits, axe, eventually

pytestmark = pytest.mark.browser

THEMES = (
    "alabaster",
    "furo",
    "pydata_sphinx_theme",
    "sphinx_book_theme",
    "sphinx_rtd_theme",
    "sphinx_immaterial",
    "shibuya",
    "sphinxawesome_theme",
    "classic",
)
#: Theme with a dark mode -> a script that turns it on, if the preference of the system does not.
DARK = {
    "furo": "",
    "pydata_sphinx_theme": "",
    "sphinx_book_theme": "",
    "sphinx_immaterial": "document.body.dataset.mdColorScheme = 'slate'",
    "shibuya": "",
    "sphinxawesome_theme": "",
}
_LIGHTNESS = """getComputedStyle(document.querySelector(".pubs")).color.match(/[\\d.]+/g).slice(0, 3)
    .reduce((sum, part) => sum + Number(part), 0) / 3"""
Mode = Literal["light", "dark"]
#: Each theme in light, and in dark if it has a dark mode.
LOOKS: list[tuple[str, Mode]] = [
    *((theme, "light") for theme in THEMES),
    *((theme, "dark") for theme in DARK),
]
#: Its page has a least width of its own.
WIDE = {"classic": 640}
WIDTHS = (1920, 1280, 768, 360, 320)

Open = Callable[..., Page]


@pytest.fixture
def open_page(visits: Visits, example: Callable[[str], Path], serve: Serve) -> Open:
    def open_page(theme: str, mode: Mode = "light", name: str = "publications") -> Page:
        page = visits(
            f"{serve(example(theme))}{name}.html",
            color_scheme=mode,
            viewport={"width": 1280, "height": 900},
            reduced_motion="reduce",
        )
        if mode == "dark":
            page.evaluate(DARK[theme])
            assert page.evaluate(_LIGHTNESS) > 128  # the text is light
        return page

    return open_page


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder for screenshots; CI stores them."""
    path = os.environ.get("PUBS_SCREENSHOTS")
    folder = Path(path) if path else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def open_everything(listing: Listing) -> None:
    """Show all parts of a list: chips, the facet with most values, opened entries, an order, a year."""
    filters = listing.form.get_by_role("button", name=re.compile("^Filters"))
    has_sheet = filters.is_visible()  # on a phone
    if has_sheet:
        filters.click()
    venue = listing.facet("venue")
    venue.open()
    venue.root.locator("li input").first.check()
    if not has_sheet:
        listing.page.keyboard.press("Escape")  # the menu is over the entries
    listing.sort_by("Title")
    if has_sheet:
        listing.page.keyboard.press("Escape")
    expect(listing.chips).not_to_have_count(0)
    for details in listing.root.locator(".pubs-entry:visible details").all()[:4]:
        details.locator("summary").click()
    if has_sheet:
        filters.click()
    listing.facet("author").open()


_OVERFLOW = """() => {
    const root = document.querySelector(".pubs"), box = root.getBoundingClientRect();
    const scrolls = element => {
        for (let at = element.parentElement; at && at !== root; at = at.parentElement)
            if (getComputedStyle(at).overflowX !== "visible") return true;
        return false;
    };
    if (box.right > root.parentElement.getBoundingClientRect().right + 1) return ["the list"];
    const others = ".pubs-permalink, .pubs-year-label, dialog, dialog *, h2, h3, h2 *, h3 *";
    return [...root.querySelectorAll(`:not(${others})`)].filter(element => {
        const {left, right, width} = element.getBoundingClientRect();
        const outside = right > box.right + 1 || left < box.left - 1;
        return width > 1 && outside && element.checkVisibility() && !scrolls(element);
    }).map(element => `${element.outerHTML.slice(0, 80)} ${JSON.stringify(element.getBoundingClientRect())}`);
}"""


def overflow(page: Page) -> list[str]:
    """Return the elements outside the box of a list, or "the list" if it is wider than its container.

    A dialog is over the page; a year stands in the middle below a narrow bar.

    The window cannot be used for this: pages of some themes are wider than it.
    """
    elements: list[str] = page.evaluate(_OVERFLOW)
    return elements


def resize(page: Page, width: int) -> None:
    """Change the width of the window; return when the controls are those of this width."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    is_narrow = page.evaluate("document.querySelector('.pubs').clientWidth < 640")
    filters = page.locator(".pubs-controls").get_by_role("button", name=re.compile("^Filters"))
    expect(filters).to_be_visible(visible=is_narrow)


_EDGES = """() => {
    const list = document.querySelector(".pubs");
    const before = paragraph => paragraph.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING;
    const text = [...document.querySelectorAll("p")].filter(before).at(-1);
    const place = element => element.getBoundingClientRect();
    const parts = [list.querySelector("form"), ...list.querySelectorAll(".pubs-group > :first-child")];
    const edges = parts.filter(part => part?.checkVisibility()).map(part => place(part).x - place(list).x);
    return {
        list: place(list).x - place(text).x,
        space: place(list).y - place(list.previousElementSibling).bottom,
        parts: Math.max(...edges.map(Math.abs)),
    };
}"""


def check_place(page: Page) -> None:
    """Assert that a list is in line with the paragraph before it, and as wide as there is room."""
    assert overflow(page) == []
    edges = page.evaluate(_EDGES)
    assert edges["list"] == pytest.approx(0, abs=1)
    assert edges["parts"] <= 1
    assert 8 <= edges["space"] <= 32


_SMALL = """elements => elements.filter(element => {
    const {width, height} = element.getBoundingClientRect();
    return Math.min(width, height) < 24;
}).map(element => element.outerHTML)"""


@pytest.mark.parametrize(("theme", "mode"), LOOKS)
def test_accessible_and_without_overflow(open_page: Open, theme: str, mode: Mode, screenshots: Path) -> None:
    page = open_page(theme, mode)
    listing = Listing(page)
    for width in WIDTHS:
        resize(page, width)
        check_place(page)
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        assert scrolled <= max(width, WIDE.get(theme, 0))
        page.screenshot(path=screenshots / f"{theme}-{mode}-{width}.png", animations="disabled")
    for width in (1280, 320):
        resize(page, width)
        if width == 1280:
            assert axe(page, every=theme == "alabaster") == []
        open_everything(listing)
        path = screenshots / f"{theme}-{mode}-{width}-open.png"
        page.screenshot(path=path, animations="disabled", full_page=True)
        assert axe(page) == []
        assert overflow(page) == []
        # WCAG 2.2, success criterion 2.5.8: at least 24 CSS pixels.
        targets = listing.form.locator("button:visible, summary:visible, input[type=search]:visible")
        assert targets.evaluate_all(_SMALL) == []
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")  # a sheet, on a phone
        listing.search.fill("nowhere to be found")
        expect(listing.empty).to_be_visible()
        assert axe(page) == []
        listing.clear.click()


@pytest.mark.parametrize("theme", THEMES)
def test_right_to_left(open_page: Open, theme: str) -> None:
    page = open_page(theme)
    resize(page, 320)
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    listing = Listing(page)
    open_everything(listing)
    form, box = listing.form.bounding_box(), listing.search.bounding_box()
    assert form is not None
    assert box is not None
    assert form["x"] - 1 <= box["x"]
    assert box["x"] + box["width"] <= form["x"] + form["width"] + 1
    assert overflow(page) == []
    # The first bar is the rightmost.
    boxes = [button.bounding_box() for button in listing.years.root.get_by_role("button").all()]
    first, second = [box for box in boxes if box][:2]
    assert first["x"] > second["x"]


_LOOK = """() => {
    const list = document.querySelector(".pubs");
    const before = paragraph => paragraph.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING;
    const text = [...document.querySelectorAll("p")].filter(before).at(-1);
    const all = [list, ...list.querySelectorAll(":not(.headerlink)")];
    const shown = all.flatMap(element => ["", "::before", "::after"].map(part => {
        const content = part ? getComputedStyle(element, part).content : element.childNodes[0]?.nodeValue;
        return content ?? "";
    }));
    const sign = getComputedStyle(list.querySelector(".pubs-actions summary"), "::after");
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    const link = list.querySelector(".pubs-venue a.reference, .pubs-note a.reference");
    const outside = document.createElement("a");
    outside.href = "https://example.org";
    outside.className = "reference external";
    outside.textContent = "link";
    text.append(" ", outside);
    const result = {
        private: shown.filter(content => /[\\ue000-\\uf8ff]/.test(content)),
        heading: size(list.querySelector(".pubs-group > :first-child")) / size(list),
        title: size(list.querySelector(".pubs-title")) / size(list),
        link: link && getComputedStyle(link).color,
        outside: getComputedStyle(outside).color,
        text: getComputedStyle(list).color,
        sign: [sign.maskImage, sign.transform, sign.position, sign.backgroundColor, sign.borderBottomStyle],
    };
    outside.remove();
    return result;
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_lists_fit_the_theme(open_page: Open, theme: str) -> None:
    """Headings are small, links and fonts those of the theme, and no icon font is used."""
    page = open_page(theme)
    look = page.evaluate(_LOOK)
    assert look["private"] == []
    # The chevron of a button is ours alone: themes draw others, with masks.
    assert look["sign"] == ["none", "none", "static", "rgba(0, 0, 0, 0)", "solid"]
    assert look["heading"] < 1.3
    assert 1 < look["title"] < 1.15
    if look["link"]:
        assert look["link"] != look["text"]
    listing = Listing(page)
    title = listing.root.locator(".pubs-title").first.text_content() or ""
    listing.search.fill(f'"{title}"')
    expect(listing.root.locator(".pubs-entry:visible")).to_have_count(1)
    eventually(lambda: len(listing.headings()), 1)
    expect(listing.empty).to_be_hidden()
    for element in (listing.search, listing.clear, listing.form.locator(".pubs-facet summary").first):
        family = element.evaluate("element => getComputedStyle(element).fontFamily")
        assert family == listing.root.evaluate("element => getComputedStyle(element).fontFamily")
    # Lists have no bullets, even if the theme gives them to every list.
    bullets = "element => getComputedStyle(element).listStyleType"
    assert listing.root.locator("ul.pubs-list").first.evaluate(bullets) == "none"


@pytest.mark.parametrize("theme", THEMES)
def test_a_list_in_a_definition_is_in_its_place(open_page: Open, theme: str) -> None:
    page = open_page(theme, name="manual/guides/people")
    assert page.locator("dd .pubs").count()
    check_place(page)
