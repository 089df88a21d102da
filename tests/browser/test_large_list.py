"""A list with ten thousand entries: time of a key press and a click, and all controls work.

Use ``wait_for`` rather than ``to_be_visible`` here: while an expectation about a hidden element is not met,
Playwright describes the whole page for its message again and again, which takes up to a minute.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser import data
from tests.browser.conftest import Serve
from tests.browser.support import CSS, Listing, Visits, eventually, parameters
from tests.support import Site

pytestmark = pytest.mark.browser

COUNT = 10_000
#: The number of entries that a filtered list shows at first.
FIRST_ENTRIES = 50
#: Up to how many entries the browser lays out at once.
LAID_OUT = 300

# Measures the time from an event to the frame after the one with its result.
_RECORD_LATENCIES = """
window.latencies = [];
for (const type of ["input", "change"]) {
    addEventListener(type, event => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => latencies.push(performance.now() - event.timeStamp);
        channel.port2.postMessage(0);
    }), true);
}
"""
# Makes the page never idle, and counts the frames painted between a key press and its result.
_COUNT_FRAMES = """
window.requestIdleCallback = () => 0;
addEventListener("input", () => {
    const total = () => document.querySelector(".pubs-total").textContent;
    const before = total();
    window.painted = 0;
    const count = () => { if (total() === before) { painted++; requestAnimationFrame(count); } };
    requestAnimationFrame(count);
}, true);
"""
_COUNT_WRITES = """() => {
    window.writes = 0;
    new MutationObserver(all => { writes += all.length }).observe(
        document.querySelector(".pubs"), {subtree: true, childList: true, attributes: true});
}"""


@pytest.fixture(scope="module")
def many() -> list[data.Paper]:
    return data.many(COUNT)


@pytest.fixture(scope="module")
def large(
    many: list[data.Paper], tmp_path_factory: pytest.TempPathFactory, serve: Serve, chromium: object
) -> str:
    """Build the page; return its URL."""
    site = Site(tmp_path_factory.mktemp("many") / "source")
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\nhtml_theme = "basic"\n')
    site.write("papers.bib", data.bibtex(many))
    site.write("index.rst", "Many\n====\n\n.. publications:: papers.bib\n   :group-by: year\n")
    # So many entries are hidden where they are, not moved.
    site.write(
        "some.rst",
        ":orphan:\n\nSome\n====\n\n.. publications:: papers.bib\n   :group-by: year\n   :limit: 1000\n",
    )
    built = site.build()
    assert built.warnings == ""
    return serve(built.outdir)


@pytest.fixture
def page(visit: Visits, large: str) -> Page:
    page = visit(large, script=_RECORD_LATENCIES)
    Listing(page).form.wait_for()
    return page


@pytest.fixture
def listing(page: Page) -> Listing:
    return Listing(page)


def containing(papers: list[data.Paper], text: str) -> list[data.Paper]:
    return [paper for paper in papers if text in paper.title]


def summary(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return (
        f"{COUNT} entries, {name} to next paint: median {statistics.median(times):.0f} ms, "
        f"95th percentile {p95:.0f} ms, longest {ordered[-1]:.0f} ms ({len(times)} times)"
    )


def total(listing: Listing) -> int:
    """Return the displayed number of shown entries."""
    text = (listing.total.text_content() or "").replace(",", "")
    *shown, all_entries = map(int, re.findall(r"\d+", text))
    assert all_entries == COUNT
    return shown[0] if shown else COUNT


def press(page: Page, key: str) -> None:
    """Press a key and wait until the page has been painted."""
    before = page.evaluate("latencies.length")
    page.keyboard.press(key)
    page.wait_for_function(f"latencies.length > {before}")


def test_time_of_a_key_press(
    page: Page, listing: Listing, many: list[data.Paper], record_property: Callable[[str, object], None]
) -> None:
    page.wait_for_timeout(1000)  # let the page finish its idle work
    listing.search.focus()
    page.evaluate("latencies.length = 0")
    for word in ("hashes 7", "zulu", "elastic graphs", "nowhere"):
        for letter in word:
            press(page, letter)
        for _ in word:
            press(page, "Backspace")
    eventually(lambda: total(listing), COUNT)
    times = page.evaluate("latencies")
    record_property("measured", summary("a key", times))
    # A generous limit, for slow machines; laying out ten thousand entries for each key would exceed it.
    assert statistics.median(times) < 1000


def test_page_stays_responsive_while_the_first_search_is_prepared(visit: Visits, large: str) -> None:
    page = visit(large, script=_COUNT_FRAMES)
    listing = Listing(page)
    listing.form.wait_for()
    listing.search.press("h")
    eventually(lambda: total(listing) < COUNT, True)
    assert page.evaluate("painted") > 2


def test_time_of_a_click_on_a_facet(
    page: Page, listing: Listing, record_property: Callable[[str, object], None]
) -> None:
    page.wait_for_timeout(1000)
    page.evaluate("latencies.length = 0")
    for _ in ("on", "off"):
        for name in ("author", "kind", "venue", "tag"):
            facet = listing.facet(name)
            facet.open()
            for box in facet.root.locator(f"{CSS}li input").all()[:3]:
                before = page.evaluate("latencies.length")
                box.click()
                page.wait_for_function(f"latencies.length > {before}")
    times = page.evaluate("latencies")
    record_property("measured", summary("a click on a facet", times))
    assert statistics.median(times) < 1000


def test_key_press_changes_few_nodes(page: Page, listing: Listing) -> None:
    listing.search.fill("ha")
    expect(listing.root.locator(f"{CSS}.pubs-results .pubs-entry")).to_have_count(FIRST_ENTRIES)
    nodes = page.evaluate("document.querySelectorAll('*').length")
    page.evaluate(_COUNT_WRITES)
    for letter in "shes":
        press(page, letter)
    listing.search.press("Backspace")
    page.wait_for_timeout(1000)
    # Some entries, counts and chips change, but not ten thousand nodes.
    assert page.evaluate("writes") < 5 * 1000
    assert abs(page.evaluate("document.querySelectorAll('*').length") - nodes) < 2000


def test_first_entries_are_shown_and_more_or_all_on_request(listing: Listing, many: list[data.Paper]) -> None:
    hashes = containing(many, "Hashes")
    listing.search.fill("hashes")
    entries = listing.root.locator(f"{CSS}.pubs-results .pubs-entry")
    expect(entries).to_have_count(FIRST_ENTRIES)
    eventually(lambda: len(listing.shown()), FIRST_ENTRIES)
    eventually(lambda: total(listing), len(hashes))
    listing.root.locator(f"{CSS}button.pubs-more").click()
    expect(entries).to_have_count(2 * FIRST_ENTRIES)
    assert len(listing.shown()) == 2 * FIRST_ENTRIES
    listing.root.locator(f"{CSS}button.pubs-all").click()
    listing.expect(hashes)
    listing.search.fill("")
    eventually(lambda: len(listing.shown()), COUNT)


# Compares the height of the page with that after all of it has been laid out.
_HEIGHTS = """async () => {
    const height = () => document.documentElement.scrollHeight;
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const before = height();
    for (let y = 0; y < height(); y += innerHeight) { scrollTo(0, y); await frame(); }
    return [before, height()];
}"""
# Compares the heights that the browser is told of lists with those that they have. The browser prefers a
# height that it remembers, which may be that of a list that was painted before all of it had arrived.
_ESTIMATES = """lists => {
    const shown = lists.filter(list => list.checkVisibility());
    const told = shown.map(list => parseFloat(list.style.containIntrinsicBlockSize.replace("auto ", "")));
    for (const list of shown) list.style.contentVisibility = "visible";
    const sum = all => all.reduce((total, one) => total + one, 0);
    return [sum(told), sum(shown.map(list => list.offsetHeight))];
}"""
# Scrolls to a button and back, and measures how far the button moves within the next frames.
_MOVE = """async button => {
    scrollTo(0, 0);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    button.scrollIntoView({block: "center"});
    const top = button.getBoundingClientRect().top;
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
    return Math.abs(button.getBoundingClientRect().top - top);
}"""


@pytest.mark.parametrize("name", ["index", "some"])
def test_few_entries_are_laid_out_at_once(visit: Visits, large: str, name: str) -> None:
    """A reader who scrolls to "Show more" can click it: nothing above it changes its height."""
    page = visit(f"{large}{name}.html")
    listing = Listing(page)
    listing.search.fill("hashes zulu")
    listing.clear.wait_for()
    if name == "index":
        more = listing.root.locator(f"{CSS}button.pubs-more")
        expect(listing.root.locator(f"{CSS}.pubs-results .pubs-entry")).to_have_count(FIRST_ENTRIES)
        assert listing.root.locator(f"{CSS}.pubs-results h2").count() > 20
        assert more.evaluate(_MOVE) < 1
    before, after = page.evaluate(_HEIGHTS)
    assert before == pytest.approx(after, abs=2)


@pytest.mark.parametrize(
    ("name", "query"), [("index", "pubs-q=hashes"), ("some", "pubs-tag=vision"), ("some", "")]
)
def test_the_height_of_many_entries_is_estimated(visit: Visits, large: str, name: str, query: str) -> None:
    page = visit(f"{large}{name}.html?{query}")
    listing = Listing(page)
    listing.form.wait_for()
    if name == "index":
        listing.root.locator(f"{CSS}button.pubs-all").click()
    eventually(lambda: len(listing.shown()) > LAID_OUT, True)
    told, real = listing.root.locator(f"{CSS}ul.pubs-list").evaluate_all(_ESTIMATES)
    assert told == pytest.approx(real, rel=0.05)


def test_choice_while_the_search_is_prepared_updates_the_list_once(visit: Visits, large: str) -> None:
    page = visit(large, script="window.requestIdleCallback = () => 0;")
    listing = Listing(page)
    listing.form.wait_for()
    listing.form.evaluate(
        """async form => {
            const box = form.querySelector("input[type=search]"), sorts = form.querySelector("select");
            box.value = "hashes";
            box.dispatchEvent(new Event("input"));
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            sorts.value = "title";
            sorts.dispatchEvent(new Event("change"));
            document.querySelector("button.pubs-more").click();
        }"""
    )
    page.wait_for_timeout(1000)
    assert len(listing.shown()) > FIRST_ENTRIES


def test_first_screen_is_filled_at_once_and_more_entries_follow(listing: Listing) -> None:
    listing.search.fill("hashes")
    entries = listing.root.locator(f"{CSS}.pubs-results .pubs-entry")
    expect(entries).to_have_count(FIRST_ENTRIES)
    at_once = listing.search.evaluate(
        """box => new Promise(resolve => {
            box.value = "graphs";
            box.dispatchEvent(new Event("input"));
            const shown = () => document.querySelectorAll(".pubs-results .pubs-entry").length;
            requestAnimationFrame(() => resolve(shown()));
        })"""
    )
    assert 10 <= at_once < FIRST_ENTRIES
    expect(entries).to_have_count(FIRST_ENTRIES)
    assert len(set(listing.shown())) == FIRST_ENTRIES


def test_sorted_list_has_no_headings_even_if_the_order_is_the_same(visit: Visits, large: str) -> None:
    page = visit(f"{large}?pubs-q=hashes")
    listing = Listing(page)
    entries, headings = (
        listing.root.locator(f"{CSS}.pubs-results {selector}") for selector in (".pubs-entry", "h2")
    )
    expect(entries).to_have_count(FIRST_ENTRIES)
    expect(headings).not_to_have_count(0)
    before = listing.shown()
    listing.sort_by("Title")
    expect(headings).to_have_count(0)
    page.evaluate("location.search = '?pubs-q=hashes&pubs-sort=-date'")
    expect(listing.sorts.locator("option:checked")).to_have_text("Newest first")
    expect(entries).to_have_count(FIRST_ENTRIES)
    expect(headings).to_have_count(0)
    eventually(listing.shown, before)


def test_clearing_filters_restores_every_entry_to_its_position(page: Page, listing: Listing) -> None:
    positions = """() => [...document.querySelectorAll(".pubs-group")].map(
        group => [group.id, [...group.querySelectorAll(".pubs-entry")].map(entry => entry.id).join()])"""
    before = page.evaluate(positions)
    for query in ("hashes", "hashes zulu", "", "graphs"):
        listing.search.fill(query)
        page.wait_for_timeout(100)
    listing.sort_by("Title")
    listing.clear.click()
    eventually(lambda: page.evaluate(positions) == before, True)


def test_focus_stays_in_the_list_after_showing_more(listing: Listing) -> None:
    listing.search.fill("hashes")
    entries = listing.root.locator(f"{CSS}.pubs-results .pubs-entry")
    expect(entries).to_have_count(FIRST_ENTRIES)
    more = listing.root.locator(f"{CSS}button.pubs-more")
    more.focus()
    more.press("Enter")
    expect(entries).to_have_count(2 * FIRST_ENTRIES)
    assert listing.root.evaluate("root => root.contains(document.activeElement)")


@pytest.mark.parametrize("number", [143, 5000, 10_142])
@pytest.mark.parametrize("query", ["", "pubs-q=hashes", "pubs-sort=title"])
def test_link_to_an_entry(visit: Visits, large: str, number: int, query: str) -> None:
    page = visit(f"{large}?{query}#pub-p{number}")
    entry = page.locator(f"{CSS}#pub-p{number}")
    entry.wait_for()
    expect(entry).to_be_in_viewport()
    page.wait_for_timeout(300)
    expect(entry).to_be_in_viewport()
    assert ("pubs-q" in parameters(page)) == (query == "pubs-q=hashes")


def test_facets_and_their_counts(listing: Listing, many: list[data.Paper]) -> None:
    listing.facet("venue").choose("CT")
    eventually(
        listing.years.counts,
        data.counts(many, "year", venue={"CT"}),
    )


def test_download_of_shown_entries(listing: Listing, many: list[data.Paper], tmp_path: Path) -> None:
    listing.search.fill("hashes")
    hashes = containing(many, "Hashes")
    eventually(lambda: total(listing), len(hashes))
    with listing.page.expect_download() as download:
        listing.download("bib").click()
    download.value.save_as(tmp_path / "papers.bib")
    assert (tmp_path / "papers.bib").read_text(encoding="utf-8").count("\n@") + 1 == len(hashes)


def test_without_javascript(visit: Visits, large: str) -> None:
    page = visit(f"{large}#pub-p5000", java_script_enabled=False)
    expect(page.locator(f"{CSS}.pubs-entry")).to_have_count(COUNT)
    expect(page.locator(f"{CSS}#pub-p5000")).to_be_in_viewport()


def test_size_of_the_page(large: str, record_property: Callable[[str, object], None]) -> None:
    with urlopen(large) as response:  # noqa: S310 (the test's own server)
        size = len(response.read())
    record_property("measured", f"{COUNT} entries, each: {size / COUNT:.0f} bytes of HTML, uncompressed")
    assert size / COUNT < 1500
