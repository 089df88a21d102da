"""The search box of a list."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.data import PAPERS, Paper, with_keys
from tests.browser.support import Listing, Visits, eventually, parameters

pytestmark = pytest.mark.browser


def papers_where(condition: Callable[[Paper], bool]) -> list[Paper]:
    return [paper for paper in PAPERS if condition(paper)]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("ZYGOMORPHIC", "unusual"),
        ("zygomorphic", "unusual"),
        ("uber naive facades", "accents"),
        ("ÜBER NAÏVE", "accents"),
        ("ueber naive", "accents"),
        (r"na{\"\i}ve", "accents"),
        (r"Fa{\c c}ades", "accents"),
        ("lodz", "braces"),
        ("Łódź", "braces"),
        (r"{\L}{\'o}d{\'z}", "braces"),
        ("{DeepNet}", "braces"),
        ("习的", "chinese"),
        ("less & more", "markup"),
    ],
)
def test_case_accents_and_latex_are_ignored(listing: Listing, query: str, key: str) -> None:
    listing.search.fill(query)
    listing.expect(with_keys(key))


@pytest.mark.parametrize(
    ("query", "author"),
    [
        ("testmuller", "Üü Testmüller"),
        ("testmueller", "Üü Testmüller"),
        ("prove", "Øø Prøve"),
        ("próbka", "Łł Próbka"),
    ],
)
def test_authors_are_found_without_special_letters(listing: Listing, query: str, author: str) -> None:
    listing.search.fill(query)
    listing.expect(papers_where(lambda paper: author in paper.authors))


def test_all_words_must_match_in_any_order(listing: Listing) -> None:
    listing.search.fill("dense sparse charlie")
    listing.expect(with_keys("backward"))
    listing.search.fill("sparse attention")
    listing.expect(with_keys("forward", "backward"))
    listing.search.fill("sparse attention zygomorphic")
    listing.expect([])


def test_words_match_titles_authors_venues_years_and_tags(listing: Listing) -> None:
    for query, papers in {
        "hashes vision": papers_where(
            lambda paper: "Hashes" in paper.title and ("Vision" in paper.title or "vision" in paper.tags)
        ),
        "workshop 2016": papers_where(lambda paper: paper.venue == "WSP" and paper.year == 2016),
        "zulu": papers_where(lambda paper: "Zz Zulu" in paper.authors),
        "robotics": papers_where(lambda paper: "robotics" in paper.tags or "Robotics" in paper.title),
    }.items():
        assert papers, query
        listing.search.fill(query)
        listing.expect(papers)


def test_phrase_in_quotes(listing: Listing) -> None:
    listing.search.fill('"sparse attention"')
    listing.expect(with_keys("forward"))
    listing.search.fill('"attention sparse" dense')
    listing.expect(with_keys("backward"))


def test_minus_excludes_words(listing: Listing) -> None:
    listing.search.fill("sparse -dense")
    listing.expect(with_keys("forward"))
    listing.search.fill('attention -"sparse attention"')
    listing.expect(with_keys("backward"))


@pytest.mark.parametrize(
    "query", ["v j quux", "v. j. quux", "quux v j", "Quux, V. J.", "quux v", "Quux VJ", "V.J. Quux"]
)
def test_initials(listing: Listing, query: str) -> None:
    listing.search.fill(query)
    listing.expect(with_keys("initials"))


def test_short_queries_match_only_the_start_of_words(listing: Listing) -> None:
    listing.search.fill("zy")
    listing.expect(
        papers_where(
            lambda paper: re.search(r"\bzy", " ".join((paper.title, *paper.authors)), re.I) is not None
        )
    )


def test_matches_are_highlighted_without_changing_the_page(page: Page, listing: Listing) -> None:
    before = listing.root.locator(".pubs-title").first.inner_html()
    listing.search.fill("sparse attention")
    listing.expect(with_keys("forward", "backward"))

    def highlighted() -> list[str]:
        words: list[str] = page.evaluate(
            "[...(CSS.highlights.get('pubs-match') ?? [])].map(range => range.toString().toLowerCase())"
        )
        return sorted(set(words))

    eventually(highlighted, ["attention", "sparse"])
    listing.search.fill("naive")
    eventually(highlighted, ["naïve"])
    listing.search.fill("")
    eventually(highlighted, [])
    assert listing.root.locator(".pubs-title").first.inner_html() == before
    assert page.locator(".pubs mark").count() == 0


@pytest.mark.parametrize(
    ("query", "highlighted"),
    [
        ("ueber", ["Über"]),
        ("TESTMUELLER naive", ["Testmüller", "naïve"]),
        ("pretraining", ["Pre-training"]),
        ("像识", ["像 识"]),
    ],
)
def test_matches_with_another_spelling_are_highlighted(
    page: Page, listing: Listing, query: str, highlighted: list[str]
) -> None:
    listing.search.fill(query)
    ranges = "[...(CSS.highlights.get('pubs-match') ?? [])].map(range => range.toString())"
    eventually(lambda: sorted(set(page.evaluate(ranges))), sorted(highlighted))


def test_empty_groups_disappear_with_their_headings(listing: Listing) -> None:
    years = {str(paper.year) for paper in PAPERS}
    assert set(listing.headings()) == years
    listing.search.fill("sparse")
    eventually(listing.headings, ["2014"])
    listing.search.fill("")
    eventually(lambda: set(listing.headings()), years)


def test_groups_say_how_many_of_their_entries_match(listing: Listing) -> None:
    group = listing.root.locator(".pubs-group", has=listing.page.locator("#pub-forward"))
    count = group.locator("> .pubs-group-count")
    number = sum(paper.year == 2014 for paper in PAPERS)
    expect(count).to_have_text(f"{number} papers")
    listing.search.fill("sparse")
    expect(count).to_have_text(f"2 of {number}")
    listing.search.fill("")
    expect(count).to_have_text(f"{number} papers")


def test_number_of_shown_entries(listing: Listing) -> None:
    listing.search.fill("sparse")
    expect(listing.total).to_have_text(f"2 of {len(PAPERS)} papers")
    listing.search.fill("sparse dense")
    expect(listing.total).to_have_text(f"1 of {len(PAPERS)} papers")


def test_number_is_announced_once_after_the_last_key(page: Page, listing: Listing) -> None:
    expect(listing.status).to_have_role("status")
    page.evaluate(
        """const status = document.querySelector(".pubs-status");
        window.messages = [];
        addEventListener("input", () => { window.typed = performance.now(); });
        new MutationObserver(() => messages.push([status.textContent, performance.now()]))
            .observe(status, {childList: true, characterData: true, subtree: true})"""
    )
    listing.search.press_sequentially("sparse", delay=40)
    expect(listing.status).to_contain_text("2")
    # Not during typing, and only after a pause.
    assert len(page.evaluate("[...new Set(messages.map(([text]) => text).filter(Boolean))]")) == 1
    assert page.evaluate("messages.at(-1)[1] - typed") > 300


def test_empty_result_is_announced_at_once(page: Page, listing: Listing) -> None:
    page.evaluate(
        """const status = document.querySelector(".pubs-status");
        const box = document.querySelector(".pubs-controls input[type=search]");
        box.addEventListener("input", () => { window.start = performance.now(); });
        new MutationObserver(() => { window.announced ??= performance.now(); })
            .observe(status, {childList: true, characterData: true, subtree: true})"""
    )
    listing.search.fill("nowhere to be found")
    expect(listing.status).not_to_be_empty()
    assert page.evaluate("announced - start") < 500


def test_empty_result_says_what_to_drop(listing: Listing) -> None:
    expect(listing.empty).to_be_hidden()
    listing.years.choose(2014)
    listing.search.fill("nowhere")
    listing.expect([])
    expect(listing.empty).to_have_text(re.compile("Nothing matches “nowhere”, 2014. Drop:"))
    listing.drop("Remove filter: Year: 2014")
    expect(listing.empty).to_have_text(re.compile("Nothing matches “nowhere”. Drop:"))
    expect(listing.empty.get_by_role("button")).to_be_focused()
    listing.drop("Remove filter: Search: nowhere")
    listing.expect(PAPERS)
    expect(listing.search).to_be_focused()
    expect(listing.empty).to_be_hidden()
    expect(listing.search).to_have_value("")
    expect(listing.search).to_be_focused()


def test_clear(page: Page, listing: Listing) -> None:
    expect(listing.clear).to_be_hidden()
    listing.search.fill("sparse")
    listing.years.choose(2014)
    listing.expect(with_keys("forward", "backward"))
    listing.clear.click()
    listing.expect(PAPERS)
    expect(listing.clear).to_be_hidden()
    expect(listing.chips).to_have_count(0)
    expect(listing.search).to_be_focused()
    eventually(lambda: parameters(page), {})


def test_escape_clears_the_search_box(listing: Listing) -> None:
    listing.search.fill("sparse")
    listing.expect(with_keys("forward", "backward"))
    listing.search.press("Escape")
    expect(listing.search).to_have_value("")
    listing.expect(PAPERS)


def test_enter_does_not_submit_the_page(page: Page, listing: Listing) -> None:
    page.evaluate("window.here = true")
    listing.search.fill("sparse")
    listing.search.press("Enter")
    listing.expect(with_keys("forward", "backward"))
    assert page.evaluate("window.here")


def test_markup_in_data_stays_text(page: Page, listing: Listing) -> None:
    listing.facet("tag").choose("<3 src=x onerror=alert(1)>")
    listing.expect(with_keys("markup"))
    expect(listing.chips).to_contain_text("<3 src=x onerror=alert(1)>")
    assert page.locator(".pubs img").count() == 0


def test_typographic_quotes_and_incomplete_queries(listing: Listing) -> None:
    listing.search.fill("\N{LEFT DOUBLE QUOTATION MARK}sparse attention\N{RIGHT DOUBLE QUOTATION MARK}")
    listing.expect(with_keys("forward"))
    for query in ('"', "-", '-"', "\\", "{", "(", "[a", "*", "\N{EM DASH}"):
        listing.search.fill(query)
        expect(listing.total).to_be_attached()
    listing.search.fill("")
    listing.expect(PAPERS)


def test_words_of_an_abstract_on_the_page_are_found_and_it_says_so(page: Page, listing: Listing) -> None:
    listing.search.fill("quixotic")
    listing.expect(with_keys("unusual"))
    summary = page.locator("#pub-unusual .pubs-abstract > summary")
    expect(summary).to_have_text("Abstract found here")
    ranges = "[...(CSS.highlights.get('pubs-match') ?? [])].map(range => range.toString())"
    eventually(lambda: page.evaluate(ranges), ["quixotic"])
    listing.search.fill("zygomorphic quixotic")
    listing.expect(with_keys("unusual"))
    expect(summary).to_have_text("Abstract found here")
    listing.search.fill("zygomorphic")
    expect(summary).to_have_text("Abstract")


def test_bibtex_and_labels_of_blocks_are_not_searched(listing: Listing) -> None:
    for query in ("bibtex", "booktitle", "cite"):
        listing.search.fill(query)
        listing.expect([])


def test_words_of_abstracts_are_not_found_where_the_page_has_none(visit: Visits, url: str) -> None:
    listing = Listing(visit(url + "flat.html"))
    listing.search.fill("quixotic")
    listing.expect([])
    assert listing.search.get_attribute("placeholder") == f"Search {len(PAPERS)} papers: title, author, venue"


def test_search_box_says_what_is_searched(listing: Listing) -> None:
    placeholder = f"Search {len(PAPERS)} papers: title, author, venue, abstract"
    expect(listing.search).to_have_attribute("placeholder", placeholder)
    label = listing.form.locator("label", has_text="Search").bounding_box()
    assert label is not None
    assert label["width"] <= 1


def test_slash_leads_to_the_search_unless_the_theme_or_a_field_uses_it(visit: Visits, url: str) -> None:
    page = visit(url)
    listing = Listing(page)
    page.evaluate("DOCUMENTATION_OPTIONS.ENABLE_SEARCH_SHORTCUTS = false")
    page.keyboard.press("/")
    expect(listing.search).to_be_focused()
    expect(listing.search).to_have_value("")
    page.keyboard.press("/")
    expect(listing.search).to_have_value("/")
    page = visit(url)
    page.evaluate("addEventListener('keydown', event => event.preventDefault(), {capture: true, once: true})")
    page.keyboard.press("/")
    expect(Listing(page).search).not_to_be_focused()
