"""Accessibility: keyboard, focus, reduced motion, forced colors, large text."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.data import PAPERS, TITLES, matching
from tests.browser.support import Listing, Visits, axe

pytestmark = pytest.mark.browser

#: Whether the focused element has an outline or a shadow.
_HAS_FOCUS_RING = """element => { const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        || style.boxShadow !== "none"; }"""
_COUNT_TAB_STOPS = """form => [...form.querySelectorAll("input, button, summary, select")]
    .filter(element => element.checkVisibility({visibilityProperty: true}))
    .filter(element => !element.disabled && element.tabIndex >= 0).length"""


def test_controls_are_a_search_landmark_with_a_name(listing: Listing) -> None:
    expect(listing.root.get_by_role("search")).to_have_count(1)
    assert listing.form.get_attribute("aria-label")
    controls = listing.form.locator("input:visible, button:visible")
    for control in controls.all():
        expect(control).to_have_accessible_name(re.compile(r"\S"))
    expect(listing.search).to_have_accessible_name("Search")


def test_landmarks_on_a_page_have_different_names(visit: Visits, url: str) -> None:
    page = visit(url + "two.html")
    names = [Listing(page, nth).form.get_attribute("aria-label") for nth in (0, 1)]
    assert len(set(names)) == 2


@pytest.mark.parametrize("colors", ["none", "active"])
def test_every_control_is_reached_by_tab_and_shows_the_focus(
    visit: Visits, url: str, colors: Literal["none", "active"]
) -> None:
    page = visit(url, forced_colors=colors)
    listing = Listing(page)
    listing.search.fill("a")
    listing.facet("venue").choose("CT")
    page.keyboard.press("Escape")
    stops = listing.form.evaluate(_COUNT_TAB_STOPS)
    listing.search.focus()
    count = 0
    while page.evaluate("document.querySelector('.pubs-controls').contains(document.activeElement)"):
        focused = page.locator(":focus")
        assert focused.evaluate(_HAS_FOCUS_RING), focused.evaluate("element => element.outerHTML")
        expect(focused).to_be_in_viewport()
        count += 1
        page.keyboard.press("Tab")
    assert count == stops <= 8


@pytest.mark.parametrize("row", [".pubs-facets", ".pubs-years"])
def test_arrows_reach_each_control_of_a_row(page: Page, listing: Listing, row: str) -> None:
    listing.facet("venue").choose("CT")
    page.keyboard.press("Escape")
    selector = f"{row} :is(button, summary):not([popover] *, [hidden])"
    controls = listing.form.locator(selector)
    controls.first.focus()
    page.keyboard.press("Home")
    names = []
    for _ in range(controls.count()):
        focused = page.locator(":focus")
        assert focused.evaluate(_HAS_FOCUS_RING)
        assert focused.evaluate("element => element.tabIndex") == 0
        names.append(focused.evaluate("element => element.outerHTML"))
        page.keyboard.press("ArrowRight")
    assert len(set(names)) == controls.count() > 3
    expect(controls.last).to_be_focused()
    page.keyboard.press("Home")
    expect(controls.first).to_be_focused()
    # Tab comes back to where the reader was.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(controls.nth(1)).to_be_focused()


def test_all_controls_work_with_the_keyboard(page: Page, listing: Listing) -> None:
    listing.search.focus()
    summary = listing.form.locator("details[data-facet=venue] > summary")
    while not summary.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(listing.form.get_by_role("checkbox").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    label = listing.chips.first.get_attribute("aria-label") or ""
    venue = re.sub("^Remove filter: Venue:? ", "", label)
    assert venue in {paper.venue for paper in PAPERS}
    listing.expect(matching(PAPERS, venue={venue}))
    expect(page.locator(":focus")).to_have_attribute("type", "checkbox")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(listing.form.get_by_role("checkbox")).to_have_count(0)
    bar = listing.years.root.locator("[tabindex='0']")
    page.keyboard.press("Shift+Tab")
    expect(bar).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    listing.expect(matching(PAPERS, venue={venue}, year={"2018"}))
    expect(bar).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+Enter")
    listing.expect([paper for paper in matching(PAPERS, venue={venue}) if paper.year >= 2017])
    listing.sorts.focus()
    page.keyboard.press("ArrowDown")
    expect(listing.sorts).to_have_value("date")
    expect(listing.sorts).to_be_focused()
    listing.clear.focus()
    page.keyboard.press("Space")
    listing.expect(PAPERS)
    expect(listing.search).to_be_focused()


def test_checkbox_keeps_the_focus_when_counts_change(page: Page, listing: Listing) -> None:
    listing.facet("tag").choose("vision")
    box = listing.facet("tag").box("vision")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    listing.expect(PAPERS)
    expect(box).to_be_focused()


def test_there_are_no_single_letter_shortcuts(page: Page, listing: Listing) -> None:
    """WCAG 2.1, success criterion 2.1.4."""
    page.locator("h1").first.click()
    for key in "abcfgjknpqrsx":
        page.keyboard.press(key)
    listing.expect(PAPERS)
    expect(listing.search).to_have_value("")


def test_focused_permalink_is_visible(listing: Listing) -> None:
    link = listing.entry(TITLES["forward"]).locator("a.pubs-permalink")
    link.focus()
    listing.page.keyboard.press("Shift+Tab")
    listing.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert float(link.evaluate("element => getComputedStyle(element).opacity")) > 0.5
    assert link.evaluate("element => getComputedStyle(element).visibility") == "visible"


def test_reduced_motion(visit: Visits, url: str) -> None:
    page = visit(url, reduced_motion="reduce")
    listing = Listing(page)
    listing.facet("venue").choose("CT")
    page.evaluate("location.hash = 'pub-unusual'")
    moving = listing.root.evaluate(
        """root => [root, ...root.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01
                || style.scrollBehavior === "smooth";
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []
    assert page.evaluate("document.getAnimations().length") == 0
    # The entry is in view at once, without smooth scrolling.
    expect(page.locator("#pub-unusual")).to_be_in_viewport()


def test_forced_colors(visit: Visits, url: str) -> None:
    page = visit(url, forced_colors="active")
    listing = Listing(page)
    listing.facet("venue").choose("CT")
    assert axe(page) == []
    for control in (listing.search, listing.chips.first, listing.clear):
        assert control.evaluate("element => getComputedStyle(element).borderStyle") != "none"
        assert float(control.evaluate("element => parseFloat(getComputedStyle(element).borderWidth)")) >= 1
    button = listing.years.bar(2014)
    look = """element => { const style = getComputedStyle(element); return [
        "backgroundColor", "color", "borderColor", "borderWidth", "borderStyle", "outlineStyle", "fontWeight",
        "textDecorationLine"].map(name => style[name]).join(" "); }"""
    before = button.evaluate(look)
    listing.years.choose(2014)
    listing.search.focus()
    assert button.evaluate(look) != before


def test_text_at_double_size_is_not_cut_off(visit: Visits, url: str) -> None:
    """WCAG 2.1, success criterion 1.4.4: text can be resized to 200 %."""
    page = visit(url, viewport={"width": 640, "height": 900}, device_scale_factor=2)
    listing = Listing(page)
    cut = listing.form.locator(
        "button:visible, label:visible:not(.pubs-unseen), summary:visible"
    ).evaluate_all(
        """elements => elements
            .filter(element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth)
            .map(element => element.outerHTML)"""
    )
    assert cut == []


def test_buttons_have_names_with_words(visit: Visits, url: str) -> None:
    """Screen readers do not read out symbols alone."""
    listing = Listing(visit(url))
    for button in listing.form.locator("button:visible").all():
        name = (button.get_attribute("aria-label") or button.text_content() or "").strip()
        assert any(letter.isalpha() for letter in name), name


def test_a_wide_table_becomes_a_list_where_there_is_no_room(visit: Visits, url: str) -> None:
    page = visit(f"{url}people.html", viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator(".pubs").evaluate("element => element.scrollWidth <= element.clientWidth")
    assert (
        page.locator(".pubs-table tbody tr").first.evaluate("row => getComputedStyle(row).display") == "block"
    )
    assert axe(page) == []
