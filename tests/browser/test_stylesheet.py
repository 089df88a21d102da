"""Lists with less of our stylesheet (``pubs_stylesheet``): what the site draws, and what still works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.support import Listing, Visits, write_papers

pytestmark = pytest.mark.browser

OWN = ".pubs-link a { border: 3px solid rgb(1, 2, 3); color: rgb(1, 2, 3); text-decoration: none }"

Open = Callable[[str], Page]


@pytest.fixture
def open_page(visit: Visits, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Open:
    def open_page(stylesheet: str) -> Page:
        root = tmp_path_factory.mktemp("stylesheet") / "source"
        site = write_papers(root, f'pubs_stylesheet = "{stylesheet}"\nhtml_css_files = ["own.css"]\n')
        site.write("_static/own.css", OWN)
        return visit(serve(site.build(html_static_path=["_static"]).outdir))

    return open_page


def style(page: Page, selector: str, name: str) -> str:
    """Return the computed value of a property of the first element that the selector finds."""
    value: str = page.eval_on_selector(
        selector, "(element, name) => getComputedStyle(element).getPropertyValue(name)", name
    )
    return value


def test_rules_of_the_site_win_without_our_look(open_page: Open) -> None:
    page = open_page("structure")
    assert style(page, ".pubs-link > a", "border-top-width") == "3px"
    assert style(page, ".pubs-link > a", "color") == "rgb(1, 2, 3)"
    assert style(page, ".pubs-badge", "background-color") == "rgba(0, 0, 0, 0)"
    # What places things is there.
    assert style(page, ".pubs-actions", "display") == "flex"
    assert style(page, ".pubs-list", "padding-left") == "0px"
    box = page.locator(".pubs-unseen").first.bounding_box()
    assert box is not None
    assert box["width"] <= 1
    # So are bars, and the ground of what covers the page.
    assert style(page, ".pubs-year-bar", "background-image") != "none"
    listing = Listing(page)
    listing.facet("venue").open()
    assert style(page, ".pubs-panel", "background-color") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("stylesheet", ["structure", "none"])
def test_controls_work(open_page: Open, stylesheet: str) -> None:
    page = open_page(stylesheet)
    listing = Listing(page)
    shown = listing.shown()
    listing.search.fill(f'"{shown[0]}"')
    expect(listing.root.locator(".pubs-entry:visible")).to_have_count(1)
    icons = page.locator(".pubs .pubs-icon:visible").all()
    assert icons
    assert max(box["height"] for icon in icons if (box := icon.bounding_box())) <= 16
