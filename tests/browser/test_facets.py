"""The facets of a list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.data import AUTHORS, PAPERS, chosen, counts, titles
from tests.browser.support import Facet, Listing, Visits, eventually

pytestmark = pytest.mark.browser

KINDS = ("article", "inproceedings", "report")


def kinds(facet: Facet) -> dict[str, int]:
    """Return the counts of kinds by their keys: their labels are words of the catalogue."""
    facet.open()
    boxes = facet.root.locator("li")
    found = [
        (box.locator("input").input_value(), box.locator(".pubs-facet-count").text_content() or "")
        for box in boxes.all()
    ]
    return {value: int(re.sub(r"\D", "", count)) for value, count in found}


@pytest.mark.parametrize("name", ["year", "venue", "author", "tag", "award"])
def test_counts_are_those_of_the_data(listing: Listing, name: str) -> None:
    eventually(listing.facet(name).counts, counts(PAPERS, name))


def test_what_stands_in_several_groups_is_counted_once(visit: Visits, url: str) -> None:
    listing = Listing(visit(f"{url}tagged.html"))
    assert len(listing.shown()) > len(PAPERS)
    expect(listing.total).to_have_text(f"Showing {len(PAPERS)} of {len(PAPERS)}")
    assert listing.facet("tag").counts() == counts(PAPERS, "tag")
    listing.facet("tag").choose("vision")
    some = chosen(PAPERS, tag={"vision"})
    expect(listing.total).to_have_text(f"Showing {len(some)} of {len(PAPERS)}")
    assert len(listing.shown()) > len(some)
    listing.sort_by("Title")
    eventually(lambda: sorted(listing.shown()), sorted(titles(some)))


def test_counts_of_kinds_are_those_of_the_data(listing: Listing) -> None:
    assert kinds(listing.facet("kind")) == counts(PAPERS, "kind")


def test_counts_follow_what_is_chosen_in_the_other_facets(listing: Listing) -> None:
    venue, tag = listing.facet("venue"), listing.facet("tag")
    venue.choose("CT")
    eventually(tag.counts, counts(PAPERS, "tag", venue={"CT"}))
    eventually(venue.counts, counts(PAPERS, "venue"))  # a second venue would add to the first
    tag.choose("vision")
    eventually(venue.counts, counts(PAPERS, "venue", tag={"vision"}))
    eventually(listing.facet("author").counts, counts(PAPERS, "author", venue={"CT"}, tag={"vision"}))


def test_counts_follow_the_search(listing: Listing) -> None:
    listing.search.fill("hashes")
    some = [paper for paper in PAPERS if "Hashes" in paper.title]
    listing.expect(some)
    eventually(listing.facet("year").counts, counts(some, "year"))


def test_one_of_the_values_of_a_facet_and_all_facets(listing: Listing) -> None:
    listing.facet("venue").choose("CT", "WSP")
    listing.expect(chosen(PAPERS, venue={"CT", "WSP"}))
    listing.facet("tag").choose("vision", "data")
    listing.expect(chosen(PAPERS, venue={"CT", "WSP"}, tag={"vision", "data"}))
    listing.facet("year").choose("2016")
    listing.expect(chosen(PAPERS, venue={"CT", "WSP"}, tag={"vision", "data"}, year={"2016"}))
    listing.facet("venue").choose("CT")
    listing.expect(chosen(PAPERS, venue={"WSP"}, tag={"vision", "data"}, year={"2016"}))


@pytest.mark.parametrize(
    ("name", "label"), [("author", "Zz Zulu"), ("award", "Best Sample Award"), ("author", "Üü Testmüller")]
)
def test_one_value(listing: Listing, name: str, label: str) -> None:
    listing.facet(name).choose(label)
    listing.expect(chosen(PAPERS, **{name: {label}}))


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind(listing: Listing, kind: str) -> None:
    facet = listing.facet("kind")
    facet.open()
    facet.root.locator(f"input[value={kind}]").check()
    listing.expect(chosen(PAPERS, kind={kind}))


def test_a_range_of_years(listing: Listing) -> None:
    year = listing.facet("year")
    year.open()
    year.range("From", "2012")
    listing.expect([paper for paper in PAPERS if paper.year >= 2012])
    year.range("To", "2013")
    listing.expect([paper for paper in PAPERS if 2012 <= paper.year <= 2013])
    listing.facet("venue").choose("CT")
    listing.expect([paper for paper in chosen(PAPERS, venue={"CT"}) if 2012 <= paper.year <= 2013])
    year.open()
    year.range("From", "")
    year.range("To", "")
    listing.expect(chosen(PAPERS, venue={"CT"}))


def test_years_stand_newest_first_and_others_by_frequency(listing: Listing) -> None:
    assert list(listing.facet("year").counts()) == sorted({str(paper.year) for paper in PAPERS}, reverse=True)
    found = list(listing.facet("tag").counts().values())
    assert found == sorted(found, reverse=True)


def test_many_values_are_shown_on_request_and_can_be_searched(listing: Listing) -> None:
    author = listing.facet("author")
    author.root.locator("> summary").click()
    expect(author.root.locator("li:visible")).to_have_count(20)
    author.root.get_by_label("Find").fill("zulu")
    expect(author.root.locator("li:visible")).to_have_count(1)
    author.root.get_by_label("Find").fill("testmuller")
    expect(author.root.locator("li:visible")).to_contain_text("Üü Testmüller")
    author.root.locator("li:visible input").check()
    listing.expect(chosen(PAPERS, author={"Üü Testmüller"}))
    author.root.get_by_label("Find").fill("")
    author.root.get_by_role("button", name="Show more").click()
    expect(author.root.locator("li:visible")).to_have_count(
        len({name for paper in PAPERS for name in paper.authors})
    )
    assert len(AUTHORS) > 20


def test_chips_name_what_is_chosen_and_take_it_away(listing: Listing) -> None:
    listing.facet("venue").choose("CT")
    listing.facet("tag").choose("vision")
    expect(listing.chips).to_have_count(2)
    chip = listing.form.get_by_role("button", name=re.compile("^Remove filter: Venue:? CT$"))
    expect(chip).to_have_class(re.compile("pubs-chip"))
    chip.click()
    listing.expect(chosen(PAPERS, tag={"vision"}))
    assert listing.facet("venue").chosen() == []
    assert listing.facet("tag").chosen() == ["vision"]
    expect(listing.chips).to_have_count(1)


def test_after_a_chip_the_next_one_has_the_focus_and_after_the_last_the_search_box(listing: Listing) -> None:
    listing.facet("tag").choose("vision", "language", "data")
    expect(listing.chips).to_have_count(3)
    names = [chip.get_attribute("aria-label") or "" for chip in listing.chips.all()]
    listing.chips.nth(1).focus()
    listing.chips.nth(1).press("Enter")
    expect(listing.form.get_by_role("button", name=names[2])).to_be_focused()
    listing.chips.nth(1).press("Enter")
    listing.chips.first.focus()
    listing.chips.first.press("Enter")
    expect(listing.chips).to_have_count(0)
    expect(listing.search).to_be_focused()


def test_a_range_of_years_has_a_chip(listing: Listing) -> None:
    year = listing.facet("year")
    year.open()
    year.range("From", "2014")
    expect(listing.chips).not_to_have_count(0)
    while listing.chips.count():
        listing.chips.first.click()
    listing.expect(PAPERS)
    year.open()
    expect(year.root.get_by_label("From")).to_have_value("")


def test_the_controls_are_those_that_were_asked_for(visit: Visits, url: str) -> None:
    listing = Listing(visit(url + "chosen.html"))
    expect(listing.search).to_be_visible()
    assert [
        facet.get_attribute("data-facet") for facet in listing.form.locator("details.pubs-facet").all()
    ] == ["kind"]
    expect(listing.form.locator(".pubs-sort, .pubs-download")).to_have_count(0)


def test_a_short_list_has_controls_where_it_asks_for_them(visit: Visits, url: str) -> None:
    assert Listing(visit(url + "short.html")).form.count() == 0
    assert Listing(visit(url + "none.html")).form.count() == 0
    listing = Listing(visit(url + "asked.html"))
    expect(listing.search).to_be_visible()
    # Five papers of one year: a facet with one value helps nobody.
    facets = listing.form.locator("details.pubs-facet")
    assert "year" not in [facet.get_attribute("data-facet") for facet in facets.all()]


def test_the_order_of_controls_is_that_of_the_option(visit: Visits, url: str) -> None:
    listing = Listing(visit(url))
    facets = listing.form.locator("details.pubs-facet")
    names = [facet.get_attribute("data-facet") for facet in facets.all()]
    assert names == ["year", "kind", "venue", "author", "tag", "award"]
