"""Sorting, and the state of a list in the URL: sharing, history, links to entries."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.data import PAPERS, TITLES, matching, with_keys
from tests.browser.support import ORDERS, Listing, Visits, eventually, parameters
from tests.support import BuildResult

pytestmark = pytest.mark.browser

OLD = [paper for paper in PAPERS if paper.year < 2013]
NEW = [paper for paper in PAPERS if paper.year >= 2013]


@pytest.mark.parametrize("order", ORDERS)
def test_orders_are_the_same_as_in_the_build(
    visit: Visits, url: str, papers: BuildResult, order: str
) -> None:
    page = visit(f"{url}flat.html?{urlencode({'pubs-sort': order})}")
    eventually(Listing(page).all, papers.titles(f"sort{order}.html"))


@pytest.mark.parametrize(
    ("label", "order"),
    [("Newest first", "-date"), ("Oldest first", "date"), ("Title", "title"), ("Author", "author")],
)
def test_order_is_chosen_and_taken_back(
    visit: Visits, url: str, papers: BuildResult, label: str, order: str
) -> None:
    page = visit(url + "flat.html")
    listing = Listing(page)
    original = listing.shown()
    expect(listing.sorts).to_have_value("")
    listing.sort_by(label)
    eventually(listing.all, papers.titles(f"sort{order}.html"))
    assert parameters(page) == {"pubs-sort": [order]}
    listing.sort_by("As on the page")
    eventually(listing.shown, original)
    assert parameters(page) == {}


def test_order_of_the_page_has_a_name(visit: Visits, url: str) -> None:
    orders = "select => [...select.options].map(option => option.text)"
    assert Listing(visit(url)).sorts.evaluate(orders) == ["Newest first", "Oldest first", "Title", "Author"]
    listing = Listing(visit(url + "flat.html"))
    first, *others = listing.sorts.evaluate(orders)
    assert first == "As on the page"
    assert others == ["Newest first", "Oldest first", "Title", "Author"]


def test_order_of_a_link_has_a_name(visit: Visits, url: str) -> None:
    listing = Listing(visit(f"{url}?pubs-sort=-title"))
    expect(listing.sorts.locator("option:checked")).to_have_text("Title (Z to A)")


def test_sorting_removes_groups_and_resetting_restores_them(listing: Listing) -> None:
    original, headings = listing.shown(), listing.headings()
    listing.sort_by("Title")
    eventually(listing.headings, [])
    listing.search.fill("sparse")
    listing.expect([*with_keys("backward"), *with_keys("forward")], ordered=True)
    listing.search.fill("")
    listing.sort_by("Newest first")
    eventually(listing.shown, original)
    assert listing.headings() == headings


def test_url_restores_a_combination_of_filters(visit: Visits, page: Page, listing: Listing) -> None:
    listing.search.fill("a -zulu")
    listing.facet("venue").choose("CT", "WSP")
    listing.facet("tag").choose("vision")
    listing.years.range(2008, 2017)
    listing.sort_by("Title")
    eventually(
        lambda: {name: sorted(values) for name, values in parameters(page).items()},
        {
            "pubs-q": ["a -zulu"],
            "pubs-venue": ["CT", "WSP"],
            "pubs-tag": ["vision"],
            "pubs-from": ["2008"],
            "pubs-to": ["2017"],
            "pubs-sort": ["title"],
        },
    )
    shown, chips = listing.all(), listing.chips.all_text_contents()
    assert 1 < len(shown) < len(PAPERS)
    again = Listing(visit(page.url))
    eventually(again.all, shown)
    assert again.chips.all_text_contents() == chips
    expect(again.search).to_have_value("a -zulu")
    assert sorted(again.facet("venue").checked()) == ["CT", "WSP"]
    expect(again.sorts).to_have_value("title")
    assert again.years.pressed() == [str(year) for year in range(2008, 2018)]


def test_url_with_non_ascii_letters_and_special_characters(
    visit: Visits, page: Page, listing: Listing
) -> None:
    listing.facet("author").choose("Üü Testmüller")
    shown = matching(PAPERS, author={"Üü Testmüller"})
    listing.expect(shown)
    Listing(visit(page.url)).expect(shown)
    listing.clear.click()
    listing.search.fill("& + % #习")
    eventually(lambda: parameters(page), {"pubs-q": ["& + % #习"]})
    expect(Listing(visit(page.url)).search).to_have_value("& + % #习")


def test_back_and_forward(page: Page, listing: Listing) -> None:
    listing.facet("venue").choose("CT")
    listing.expect(matching(PAPERS, venue={"CT"}))
    listing.facet("tag").choose("vision")
    both = matching(PAPERS, venue={"CT"}, tag={"vision"})
    listing.expect(both)
    page.go_back()
    listing.expect(matching(PAPERS, venue={"CT"}))
    expect(listing.chips).to_have_count(1)
    page.go_back()
    listing.expect(PAPERS)
    expect(listing.chips).to_have_count(0)
    page.go_forward()
    page.go_forward()
    listing.expect(both)
    assert listing.facet("tag").checked() == ["vision"]


def test_typing_is_a_single_step_in_the_history(page: Page, listing: Listing) -> None:
    length = page.evaluate("history.length")
    listing.search.press_sequentially("sparse dense", delay=30)
    eventually(lambda: parameters(page), {"pubs-q": ["sparse dense"]})
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    listing.expect(PAPERS)
    expect(listing.search).to_have_value("")


def test_back_from_another_page(page: Page, listing: Listing, url: str) -> None:
    listing.facet("venue").choose("CT")
    listing.expect(matching(PAPERS, venue={"CT"}))
    page.goto(url + "plain.html")
    page.go_back()
    Listing(page).expect(matching(PAPERS, venue={"CT"}))


def test_unknown_and_invalid_parameters_are_ignored(visit: Visits, url: str) -> None:
    page = visit(f"{url}?q=sparse&pubs-venue=nowhere&pubs-sort=colour&pubs-from=soon&utm_source=x")
    listing = Listing(page)
    listing.expect(PAPERS)
    listing.facet("tag").choose("vision")
    listing.expect(matching(PAPERS, tag={"vision"}))
    eventually(lambda: parameters(page).get("pubs-tag"), ["vision"])
    assert parameters(page)["q"] == ["sparse"]
    assert parameters(page)["utm_source"] == ["x"]


@pytest.mark.parametrize(("name", "prefixes"), [("two", ("old", "new")), ("unnamed", ("pubs", "pubs2"))])
def test_two_lists_on_a_page(visit: Visits, url: str, name: str, prefixes: tuple[str, str]) -> None:
    page = visit(f"{url}{name}.html")
    old, new = Listing(page, 0), Listing(page, 1)
    old.facet("tag").choose("vision")
    old.expect(matching(OLD, tag={"vision"}))
    new.expect(NEW)
    new.search.fill("sparse")
    new.sort_by("Title")
    new.expect([*with_keys("backward"), *with_keys("forward")], ordered=True)
    old.expect(matching(OLD, tag={"vision"}))
    expected = {
        f"{prefixes[0]}-tag": ["vision"],
        f"{prefixes[1]}-q": ["sparse"],
        f"{prefixes[1]}-sort": ["title"],
    }
    eventually(lambda: parameters(page), expected)
    again = visit(page.url)
    Listing(again, 0).expect(matching(OLD, tag={"vision"}))
    Listing(again, 1).expect(with_keys("forward", "backward"))
    new.clear.click()
    old.expect(matching(OLD, tag={"vision"}))
    eventually(lambda: f"{prefixes[0]}-tag" in parameters(page), True)


def test_ids_are_unique_on_a_page_with_two_lists(visit: Visits, url: str) -> None:
    page = visit(url + "two.html")
    for listing in (Listing(page, 0), Listing(page, 1)):
        listing.facet("author").open()
        listing.facet("venue").open()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert sorted(set(ids)) == sorted(ids)


def test_anchors_of_headings_still_work(page: Page, listing: Listing) -> None:
    listing.facet("venue").choose("CT")
    shown = matching(PAPERS, venue={"CT"})
    listing.expect(shown)
    group = listing.root.locator("section.pubs-group:visible").last
    anchor = group.get_attribute("id")
    page.evaluate("id => { location.hash = id }", anchor)
    expect(group.locator("h2")).to_be_in_viewport()
    listing.expect(shown)
    assert parameters(page) == {"pubs-venue": ["CT"]}
    listing.facet("tag").choose("vision")
    assert "#" not in page.url  # the heading may be hidden now


def test_link_to_an_entry_opens_and_highlights_it(visit: Visits, url: str) -> None:
    page = visit(f"{url}#pub-unusual")
    listing = Listing(page)
    entry = page.locator("#pub-unusual")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("details.pubs-abstract")).to_have_attribute("open", "")
    expect(entry.get_by_text("Only the abstract says quixotic.", exact=True)).to_be_visible()
    expect(entry.locator("details.pubs-bibtex")).not_to_have_attribute("open", "")
    assert entry.evaluate("entry => entry.matches(':target, .pubs-marked')")
    assert entry.evaluate("entry => getComputedStyle(entry).backgroundColor") != listing.entry(
        TITLES["forward"]
    ).evaluate("entry => getComputedStyle(entry).backgroundColor")
    listing.expect(PAPERS)


@pytest.mark.parametrize("query", ["pubs-q=sparse", "pubs-venue=CT&pubs-sort=title", "pubs-from=2010"])
def test_link_to_a_hidden_entry_shows_it_among_those_that_match(visit: Visits, url: str, query: str) -> None:
    shown = Listing(visit(f"{url}?{query}"))
    expect(shown.total).to_have_text(re.compile(" of "))
    total, titles = shown.total.text_content(), shown.all()
    assert TITLES["unusual"] not in titles
    page = visit(f"{url}?{query}#pub-unusual")
    expect(page.locator("#pub-unusual")).to_be_in_viewport()
    listing = Listing(page)
    assert sorted(listing.all()) == sorted([*titles, TITLES["unusual"]])
    expect(listing.total).to_have_text(total or "")
    assert parameters(page) == parse_qs(query)


def test_jump_to_a_hidden_entry_on_the_same_page_keeps_the_filter(page: Page, listing: Listing) -> None:
    listing.search.fill("sparse")
    listing.expect(with_keys("forward", "backward"))
    eventually(lambda: parameters(page), {"pubs-q": ["sparse"]})
    page.evaluate("location.hash = 'pub-unusual'")
    expect(page.locator("#pub-unusual")).to_be_in_viewport()
    expect(listing.search).to_have_value("sparse")
    listing.expect(with_keys("forward", "backward", "unusual"))
    listing.search.fill("sparse dense")
    listing.expect(with_keys("backward"))


@pytest.mark.parametrize("url_updated", [True, False])
def test_permalink_of_a_shown_entry_keeps_the_filter(page: Page, listing: Listing, url_updated: bool) -> None:
    """This also works before the URL contains the typed query."""
    listing.search.fill("sparse")
    listing.expect(with_keys("forward", "backward"))
    if url_updated:
        eventually(lambda: parameters(page), {"pubs-q": ["sparse"]})
    entry = listing.entry(TITLES["forward"])
    entry.hover()
    entry.locator("a.pubs-permalink").click()
    assert page.url.endswith("#pub-forward")
    listing.expect(with_keys("forward", "backward"))


def test_unknown_anchor_is_ignored(visit: Visits, url: str) -> None:
    for anchor in ("pub-nothing", "pub-%E0%A4%A", "a'b\"c", "1"):
        page = visit(f"{url}?pubs-q=sparse#{anchor}")
        Listing(page).expect(with_keys("forward", "backward"))


def test_permalink_of_a_shown_entry_keeps_order_and_filter(visit: Visits, url: str) -> None:
    page = visit(f"{url}flat.html?pubs-sort=title&pubs-kind=article")
    listing = Listing(page)
    shown = listing.shown()
    entry = page.locator(".pubs-results .pubs-entry").nth(3)
    entry.hover()
    entry.locator(".pubs-permalink").click()
    expect(page).to_have_url(re.compile(r"pubs-sort=title.*#pub-"))
    eventually(listing.shown, shown)


def test_changed_filter_removes_the_anchor_from_the_url(visit: Visits, url: str) -> None:
    first = PAPERS[0]
    page = visit(f"{url}#pub-{first.key}")
    listing = Listing(page)
    listing.facet("kind").open()
    listing.facet("kind").root.locator("li input").last.check()
    expect(page).not_to_have_url(re.compile("#"))
    shown = listing.shown()
    page.reload()
    eventually(Listing(page).shown, shown)


@pytest.mark.parametrize("sort", ["toString", "constructor", "da-te", "--date"])
def test_unknown_order_is_ignored(visit: Visits, url: str, sort: str) -> None:
    page = visit(f"{url}?pubs-sort={sort}")
    expect(page.locator("select.pubs-sort")).to_have_value("")
    assert page.locator(".pubs-results").is_hidden()
