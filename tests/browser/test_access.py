"""The list for those who use the keyboard only, want less motion, or choose their own colours."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.data import PAPERS, TITLES, chosen
from tests.browser.support import Listing, Visits, axe

pytestmark = pytest.mark.browser

#: What tells that an element has the focus: an outline or a shadow that it has not without.
_RING = """one => { const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        || style.boxShadow !== "none"; }"""
_STOPS = """form => [...form.querySelectorAll("input, button, summary, select")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled).length"""


def test_the_controls_are_a_search_landmark_with_a_name(listing: Listing) -> None:
    expect(listing.root.get_by_role("search")).to_have_count(1)
    assert listing.form.get_attribute("aria-label")
    names = listing.form.locator("input:visible, button:visible")
    for control in names.all():
        expect(control).to_have_accessible_name(re.compile(r"\S"))


def test_two_landmarks_on_a_page_have_two_names(visit: Visits, url: str) -> None:
    page = visit(url + "two.html")
    names = [Listing(page, nth).form.get_attribute("aria-label") for nth in (0, 1)]
    assert len(set(names)) == 2


@pytest.mark.parametrize("colors", ["none", "active"])
def test_every_control_is_reached_by_tab_and_shows_that(
    visit: Visits, url: str, colors: Literal["none", "active"]
) -> None:
    page = visit(url, forced_colors=colors)
    listing = Listing(page)
    listing.search.fill("a")
    listing.facet("venue").choose("CT")
    stops = listing.form.evaluate(_STOPS)
    listing.search.focus()
    seen = 0
    while page.evaluate("document.querySelector('.pubs-controls').contains(document.activeElement)"):
        focused = page.locator(":focus")
        assert focused.evaluate(_RING), focused.evaluate("one => one.outerHTML")
        expect(focused).to_be_in_viewport()
        seen += 1
        page.keyboard.press("Tab")
    assert seen == stops


def test_all_with_keys(page: Page, listing: Listing) -> None:
    listing.search.focus()
    summary = listing.form.locator("details[data-facet=venue] > summary")
    while not summary.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(listing.form.get_by_role("checkbox").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    label = listing.chips.first.get_attribute("aria-label") or ""
    venue = re.sub("^Remove filter: Venue:? ", "", label)
    assert venue in {paper.venue for paper in PAPERS}
    listing.expect(chosen(PAPERS, venue={venue}))
    expect(page.locator(":focus")).to_have_attribute("type", "checkbox")
    date = listing.form.get_by_role("button", name=re.compile("^Title"))
    while not date.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(date).to_have_attribute("aria-pressed", "true")
    expect(date).to_be_focused()
    listing.clear.focus()
    page.keyboard.press("Space")
    listing.expect(PAPERS)
    expect(listing.search).to_be_focused()


def test_a_box_keeps_the_focus_when_its_facet_is_counted_anew(page: Page, listing: Listing) -> None:
    listing.facet("tag").choose("vision")
    box = listing.facet("tag").box("vision")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    listing.expect(PAPERS)
    expect(box).to_be_focused()


def test_no_key_of_one_letter_is_taken(page: Page, listing: Listing) -> None:
    """WCAG 2.1.4."""
    page.locator("h1").first.click()
    for key in "abcfgjknpqrsx":
        page.keyboard.press(key)
    listing.expect(PAPERS)
    expect(listing.search).to_have_value("")


def test_the_permalink_is_seen_when_it_has_the_focus(listing: Listing) -> None:
    link = listing.entry(TITLES["forward"]).locator("a.pubs-permalink")
    link.focus()
    listing.page.keyboard.press("Shift+Tab")
    listing.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert float(link.evaluate("one => getComputedStyle(one).opacity")) > 0.5
    assert link.evaluate("one => getComputedStyle(one).visibility") == "visible"


def test_less_motion(visit: Visits, url: str) -> None:
    page = visit(url, reduced_motion="reduce")
    listing = Listing(page)
    listing.facet("venue").choose("CT")
    page.evaluate("location.hash = 'pub-unusual'")
    moving = listing.root.evaluate(
        """root => [root, ...root.querySelectorAll("*")].filter(one => { const style = getComputedStyle(one);
            return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01
                || style.scrollBehavior === "smooth"; }).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
    # There at once: nothing scrolls smoothly.
    expect(page.locator("#pub-unusual")).to_be_in_viewport()


def test_colours_of_the_reader(visit: Visits, url: str) -> None:
    page = visit(url, forced_colors="active")
    listing = Listing(page)
    listing.facet("venue").choose("CT")
    assert axe(page) == []
    for control in (listing.search, listing.chips.first, listing.clear):
        assert control.evaluate("one => getComputedStyle(one).borderStyle") != "none"
        assert float(control.evaluate("one => parseFloat(getComputedStyle(one).borderWidth)")) >= 1
    button = listing.form.get_by_role("button", name=re.compile("^Title"))
    look = """one => { const style = getComputedStyle(one); return [
        "backgroundColor", "color", "borderColor", "borderWidth", "borderStyle", "outlineStyle", "fontWeight",
        "textDecorationLine"].map(name => style[name]).join(" "); }"""
    before = button.evaluate(look)
    listing.sort_by("Title")
    listing.search.focus()
    assert button.evaluate(look) != before


def test_text_of_twice_the_size(visit: Visits, url: str) -> None:
    """WCAG 1.4.4: the page at 200 % has no text that is cut off."""
    page = visit(url, viewport={"width": 640, "height": 900}, device_scale_factor=2)
    listing = Listing(page)
    cut = listing.form.locator("button:visible, label:visible, summary:visible").evaluate_all(
        """all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
            .map(one => one.outerHTML)"""
    )
    assert cut == []


def test_words_are_spoken_in_the_language_of_the_site(visit: Visits, url: str) -> None:
    """Symbols without words are not read out."""
    listing = Listing(visit(url))
    for button in listing.form.locator("button:visible").all():
        name = (button.get_attribute("aria-label") or button.text_content() or "").strip()
        assert any(letter.isalpha() for letter in name), name


def test_a_wide_table_scrolls_and_not_the_page(visit: Visits, url: str) -> None:
    page = visit(f"{url}people.html", viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator(".pubs").evaluate("one => one.scrollWidth > one.clientWidth")
    assert axe(page) == []
