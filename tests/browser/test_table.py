"""Tables: headings that sort, and rows that are told apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Serve
from tests.browser.data import PAPERS
from tests.browser.support import Listing, Visits, write_papers
from tests.support import BuildResult

pytestmark = pytest.mark.browser

LIST = ".. publications:: papers.bib\n   :layout: table\n"


@pytest.fixture(scope="module")
def built(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    site = write_papers(tmp_path_factory.mktemp("table") / "source", 'html_theme = "furo"')
    site.write("table.rst", f":orphan:\n\nTable\n=====\n\n{LIST}   :group-by: year\n")
    site.write("plain.rst", f":orphan:\n\nPlain\n=====\n\n{LIST}   :controls: search\n")
    return site.build()


@pytest.fixture
def page(visit: Visits, built: BuildResult, serve: Serve) -> Page:
    return visit(serve(built.outdir) + "table.html")


def heading(page: Page, name: str) -> Locator:
    """Return the visible heading of a column."""
    headings = page.locator("th:visible", has=page.get_by_role("button", name=name, exact=True))
    return headings.first


def test_headings_sort_by_their_column(page: Page) -> None:
    listing = Listing(page)
    expect(page.locator("th:visible button").first).to_be_visible()
    heading(page, "Title").get_by_role("button").click()
    shown = listing.all()
    assert len(shown) == len(PAPERS)
    assert heading(page, "Title").get_attribute("aria-sort") == "ascending"
    expect(listing.sorts).to_have_value("title")
    assert "pubs-sort=title" in page.url
    # The focus is on the heading that is shown now, and another click turns the order round.
    expect(heading(page, "Title").get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    assert listing.all() == shown[::-1]
    assert heading(page, "Title").get_attribute("aria-sort") == "descending"
    # New works come first; that is the order of the page, with its groups.
    heading(page, "Year").get_by_role("button").click()
    assert heading(page, "Title").get_attribute("aria-sort") is None
    assert heading(page, "Year").get_attribute("aria-sort") == "descending"
    assert len(listing.headings()) > 1
    expect(heading(page, "Year").get_by_role("button")).to_be_focused()
    page.go_back()
    assert heading(page, "Title").get_attribute("aria-sort") == "descending"


def test_the_menu_says_the_same_as_the_headings(page: Page) -> None:
    listing = Listing(page)
    assert heading(page, "Year").get_attribute("aria-sort") == "descending"
    listing.sort_by("Oldest first")
    assert heading(page, "Year").get_attribute("aria-sort") == "ascending"
    assert page.locator("th[aria-sort]:visible").count() == 1


def test_columns_without_an_order_and_lists_without_sorting_have_no_buttons(
    page: Page, visit: Visits, built: BuildResult, serve: Serve
) -> None:
    first = page.locator("table:visible").first
    names = [name.split()[0] for name in first.locator("th:has(button)").all_inner_texts()]
    assert names == ["Year", "Title"]
    assert first.locator("th").count() > len(names)
    plain = visit(serve(built.outdir) + "plain.html")
    expect(Listing(plain).search).to_be_visible()
    assert plain.locator("th button").count() == 0


def test_every_second_row_and_the_one_below_the_pointer_have_a_ground(page: Page) -> None:
    rows = page.locator("table:visible tbody tr")
    ground = "row => getComputedStyle(row).backgroundColor"
    table = page.locator("table:has(tbody tr:nth-child(3))").first.locator("tbody tr")
    first, second, third = (table.nth(number) for number in range(3))
    assert rows.count() == len(PAPERS)
    assert first.evaluate(ground) == third.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert second.evaluate(ground) != "rgba(0, 0, 0, 0)"
    third.hover()
    assert third.evaluate(ground) == second.evaluate(ground)
