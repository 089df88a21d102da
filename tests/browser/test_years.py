"""The chart of years above a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.data import PAPERS, Paper, bibtex, counts, matching
from tests.browser.support import Listing, Visits, eventually, parameters
from tests.support import Site

pytestmark = pytest.mark.browser

_WIDTHS = "bars => bars.map(bar => bar.getBoundingClientRect().width)"
#: How much of a bar is solid, which is what is chosen now.
_SOLID = "bar => Number(bar.style.getPropertyValue('--m'))"


def test_bar_chooses_a_year_and_takes_it_back(page: Page, listing: Listing) -> None:
    bar = listing.years.bar(2014)
    number = len(matching(PAPERS, year={"2014"}))
    expect(bar).to_have_attribute("aria-label", f"2014: {number} papers")
    assert bar.evaluate(_SOLID) == 0
    bar.click()
    listing.expect(matching(PAPERS, year={"2014"}))
    expect(bar).to_have_attribute("aria-pressed", "true")
    assert bar.evaluate(_SOLID) > 0
    assert listing.years.bar(2013).evaluate(_SOLID) == 0
    assert parameters(page) == {"pubs-year": ["2014"]}
    listing.years.choose(2016)
    listing.expect(matching(PAPERS, year={"2014", "2016"}))
    bar.click()
    listing.expect(matching(PAPERS, year={"2016"}))
    page.go_back()
    listing.expect(matching(PAPERS, year={"2014", "2016"}))
    assert listing.years.pressed() == ["2014", "2016"]
    page.reload()
    listing.expect(matching(PAPERS, year={"2014", "2016"}))


def test_counts_follow_the_other_choices(listing: Listing) -> None:
    listing.facet("venue").choose("CT")
    eventually(listing.years.counts, counts(PAPERS, "year", venue={"CT"}))
    year = next(iter(counts(PAPERS, "year", venue={"CT"})))
    assert listing.years.bar(year).evaluate(_SOLID) > 0


def test_drag_chooses_a_range(page: Page, listing: Listing) -> None:
    first, last = (listing.years.bar(year).bounding_box() for year in (2015, 2012))
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 9, first["y"] + 9)
    page.mouse.down()
    page.mouse.move(last["x"] + 9, last["y"] + 9, steps=4)
    expect(listing.years.root.locator(".pubs-dragged")).to_have_count(4)
    page.mouse.up()
    listing.expect([paper for paper in PAPERS if 2012 <= paper.year <= 2015])
    assert listing.years.pressed() == ["2012", "2013", "2014", "2015"]
    assert parameters(page) == {"pubs-from": ["2012"], "pubs-to": ["2015"]}
    expect(listing.years.root.locator(".pubs-dragged")).to_have_count(0)
    listing.years.choose(2014)
    listing.expect(matching(PAPERS, year={"2014"}))


def test_years_without_entries_have_a_place(listing: Listing) -> None:
    years = {paper.year for paper in PAPERS}
    empty = next(year for year in range(min(years), max(years)) if year not in years)
    bar = listing.years.bar(empty)
    expect(bar).to_have_attribute("aria-label", f"{empty}: 0 papers")
    bar.click(force=True)
    listing.expect(PAPERS)
    assert len(listing.years.root.get_by_role("button").all()) == max(years) - min(years) + 1


def test_chart_is_one_stop_of_tab(listing: Listing) -> None:
    expect(listing.years.root.locator("[tabindex='0']")).to_have_count(1)


def test_narrow_chart_has_a_bar_for_five_years(visit: Visits, url: str) -> None:
    page = visit(url, viewport={"width": 360, "height": 800})
    listing = Listing(page)
    bars = listing.years.root.get_by_role("button")
    expect(bars).to_have_count(5)
    assert min(bars.evaluate_all(_WIDTHS)) >= 24
    expect(listing.years.bar("2010–2014")).to_be_visible()
    listing.years.choose("2010–2014")
    chosen = [paper for paper in PAPERS if 2010 <= paper.year <= 2014]
    listing.expect(chosen)
    assert listing.years.pressed() == ["2010–2014"]
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(bars).to_have_count(20)
    assert listing.years.pressed() == [str(year) for year in range(2010, 2015)]
    listing.expect(chosen)


def test_many_years_have_a_menu_too(visit: Visits, tmp_path: Path, serve: Serve) -> None:
    papers = [Paper(f"p{year}", f"Paper of {year}", ("Aa Alfa",), year) for year in range(1960, 2020)]
    site = Site(tmp_path / "source")
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\nhtml_theme = "basic"\n')
    site.write("papers.bib", bibtex(papers) + "@misc{x, title={Soon}, pubstate={submitted}, year=2019}")
    site.write("index.rst", "List\n====\n\n.. publications:: papers.bib\n")
    listing = Listing(visit(serve(site.build().outdir)))
    year = listing.facet("year")
    year.open()
    year.range("From", "1970")
    year.range("To", "1979")
    listing.expect([paper for paper in papers if 1970 <= paper.year < 1980])
    # What has no year is the last bar.
    listing.clear.click()
    last = listing.years.root.get_by_role("button").last
    expect(last).to_have_text("…")
    expect(last).to_have_attribute("aria-label", "Submitted: 1 paper")
    last.click()
    eventually(listing.shown, ["Soon"])


def test_bars_are_as_high_as_their_numbers(listing: Listing) -> None:
    heights: dict[str, float] = listing.years.root.evaluate(
        """root => Object.fromEntries([...root.querySelectorAll("button")].map(bar => [
            bar.getAttribute("aria-label").slice(0, 4),
            bar.querySelector(".pubs-year-bar").getBoundingClientRect().height]))"""
    )
    numbers = counts(PAPERS, "year")
    most = max(numbers, key=lambda year: numbers[year])
    for year, number in numbers.items():
        assert heights[year] == pytest.approx(max(2, heights[most] * number / numbers[most]), abs=1)
    assert 35 <= heights[most] <= 45
