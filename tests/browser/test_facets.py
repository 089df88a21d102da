"""The facets of a list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.data import AUTHORS, PAPERS, counts, matching, titles
from tests.browser.support import Facet, Listing, Visits, eventually

pytestmark = pytest.mark.browser

KINDS = ("article", "inproceedings", "report")


def kinds(facet: Facet) -> dict[str, int]:
    """Return the count of each kind. Labels are translated; the values of checkboxes are not."""
    facet.open()
    boxes = facet.root.locator("li")
    rows = [
        (box.locator("input").input_value(), box.locator(".pubs-facet-count").text_content() or "")
        for box in boxes.all()
    ]
    return {value: int(re.sub(r"\D", "", count)) for value, count in rows}


@pytest.mark.parametrize("name", ["venue", "author", "tag", "award"])
def test_counts(listing: Listing, name: str) -> None:
    eventually(listing.facet(name).counts, counts(PAPERS, name))


def test_counts_of_years(listing: Listing) -> None:
    eventually(listing.years.counts, counts(PAPERS, "year"))


def test_entry_in_several_groups_is_counted_once(visit: Visits, url: str) -> None:
    listing = Listing(visit(f"{url}tagged.html"))
    assert len(listing.shown()) > len(PAPERS)
    expect(listing.total).to_have_text(f"{len(PAPERS)} papers")
    assert listing.facet("tag").counts() == counts(PAPERS, "tag")
    listing.facet("tag").choose("vision")
    matches = matching(PAPERS, tag={"vision"})
    expect(listing.total).to_have_text(f"{len(matches)} of {len(PAPERS)} papers")
    assert len(listing.shown()) > len(matches)
    listing.sort_by("Title")
    eventually(lambda: sorted(listing.shown()), sorted(titles(matches)))


def test_counts_of_kinds(listing: Listing) -> None:
    assert kinds(listing.facet("kind")) == counts(PAPERS, "kind")


def test_counts_depend_on_the_selection_in_other_facets(listing: Listing) -> None:
    venue, tag = listing.facet("venue"), listing.facet("tag")
    venue.choose("CT")
    eventually(tag.counts, counts(PAPERS, "tag", venue={"CT"}))
    eventually(venue.counts, counts(PAPERS, "venue"))  # a second venue would add papers
    tag.choose("vision")
    eventually(venue.counts, counts(PAPERS, "venue", tag={"vision"}))
    eventually(listing.facet("author").counts, counts(PAPERS, "author", venue={"CT"}, tag={"vision"}))


def test_counts_depend_on_the_search(listing: Listing) -> None:
    listing.search.fill("hashes")
    matches = [paper for paper in PAPERS if "Hashes" in paper.title]
    listing.expect(matches)
    eventually(listing.years.counts, counts(matches, "year"))


def test_values_of_a_facet_are_alternatives_and_facets_are_combined(listing: Listing) -> None:
    listing.facet("venue").choose("CT", "WSP")
    listing.expect(matching(PAPERS, venue={"CT", "WSP"}))
    listing.facet("tag").choose("vision", "data")
    listing.expect(matching(PAPERS, venue={"CT", "WSP"}, tag={"vision", "data"}))
    listing.years.choose(2016)
    listing.expect(matching(PAPERS, venue={"CT", "WSP"}, tag={"vision", "data"}, year={"2016"}))
    listing.facet("venue").choose("CT")
    listing.expect(matching(PAPERS, venue={"WSP"}, tag={"vision", "data"}, year={"2016"}))


@pytest.mark.parametrize(
    ("name", "label"), [("author", "Zz Zulu"), ("award", "Best Sample Award"), ("author", "Üü Testmüller")]
)
def test_single_value(listing: Listing, name: str, label: str) -> None:
    listing.facet(name).choose(label)
    listing.expect(matching(PAPERS, **{name: {label}}))


@pytest.mark.parametrize("kind", KINDS)
def test_single_kind(listing: Listing, kind: str) -> None:
    facet = listing.facet("kind")
    facet.open()
    facet.root.locator(f"input[value={kind}]").check()
    listing.expect(matching(PAPERS, kind={kind}))


def test_range_of_years(listing: Listing) -> None:
    listing.years.range(2012, 2018)
    listing.expect([paper for paper in PAPERS if paper.year >= 2012])
    listing.years.range(2013, 2012)
    listing.expect([paper for paper in PAPERS if 2012 <= paper.year <= 2013])
    listing.facet("venue").choose("CT")
    listing.expect([paper for paper in matching(PAPERS, venue={"CT"}) if 2012 <= paper.year <= 2013])
    listing.form.get_by_role("button", name="Remove filter: Year: 2012–2013").click()
    listing.expect(matching(PAPERS, venue={"CT"}))


def test_years_are_sorted_oldest_first_and_other_values_by_frequency(listing: Listing) -> None:
    assert list(listing.years.counts()) == sorted({str(paper.year) for paper in PAPERS})
    tag_counts = list(listing.facet("tag").counts().values())
    assert tag_counts == sorted(tag_counts, reverse=True)


def test_many_values_are_shown_on_request_and_can_be_searched(listing: Listing) -> None:
    author = listing.facet("author")
    author.root.locator("> summary").click()
    expect(author.root.locator("li:visible")).to_have_count(20)
    author.root.get_by_label("Find").fill("zulu")
    expect(author.root.locator("li:visible")).to_have_count(1)
    author.root.get_by_label("Find").fill("testmuller")
    expect(author.root.locator("li:visible")).to_contain_text("Üü Testmüller")
    author.root.locator("li:visible input").check()
    listing.expect(matching(PAPERS, author={"Üü Testmüller"}))
    author.root.get_by_label("Find").fill("")
    author.root.get_by_role("button", name="Show more").click()
    expect(author.root.locator("li:visible")).to_have_count(
        len({name for paper in PAPERS for name in paper.authors})
    )
    assert len(AUTHORS) > 20


def test_chips_show_selected_values_and_remove_them(listing: Listing) -> None:
    listing.facet("venue").choose("CT")
    listing.facet("tag").choose("vision")
    expect(listing.chips).to_have_count(2)
    chip = listing.form.get_by_role("button", name=re.compile("^Remove filter: Venue:? CT$"))
    expect(chip).to_have_class(re.compile("pubs-chip"))
    chip.click()
    listing.expect(matching(PAPERS, tag={"vision"}))
    eventually(listing.facet("venue").checked, [])  # a closed menu is brought up to date a little later
    assert listing.facet("tag").checked() == ["vision"]
    expect(listing.chips).to_have_count(1)


def test_focus_moves_to_the_next_chip_or_the_search_box_after_removing_a_chip(listing: Listing) -> None:
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


def test_range_of_years_has_a_chip(listing: Listing) -> None:
    listing.years.range(2014, 2018)
    expect(listing.chips).to_have_text([re.compile("2014–2018")])
    listing.chips.first.click()
    listing.expect(PAPERS)
    assert listing.years.pressed() == []


def test_list_has_only_the_controls_of_its_option(visit: Visits, url: str) -> None:
    listing = Listing(visit(url + "chosen.html"))
    expect(listing.search).to_be_visible()
    assert [
        facet.get_attribute("data-facet") for facet in listing.form.locator("details.pubs-facet").all()
    ] == ["kind"]
    expect(listing.form.locator(".pubs-sort, .pubs-download, .pubs-years")).to_have_count(0)


def test_short_list_has_controls_only_with_the_option(visit: Visits, url: str) -> None:
    assert Listing(visit(url + "short.html")).form.count() == 0
    assert Listing(visit(url + "none.html")).form.count() == 0
    listing = Listing(visit(url + "requested.html"))
    expect(listing.search).to_be_visible()
    # All five papers are from the same year: a facet with a single value is not shown.
    facets = listing.form.locator("details.pubs-facet")
    assert "year" not in [facet.get_attribute("data-facet") for facet in facets.all()]
    expect(listing.years.root).to_have_count(0)


def test_order_of_facets(visit: Visits, url: str) -> None:
    listing = Listing(visit(url))
    facets = listing.form.locator("details.pubs-facet")
    names = [facet.get_attribute("data-facet") for facet in facets.all()]
    assert names == ["venue", "author", "tag", "kind", "award"]
