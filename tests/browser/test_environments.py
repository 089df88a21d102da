"""Lists without JavaScript, in print, from local files, and with strict content security policies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.data import PAPERS, TITLES, matching
from tests.browser.support import Listing, Visits, parameters, write_papers
from tests.support import BuildResult

pytestmark = pytest.mark.browser

SELF_ONLY = "default-src 'self'"
TRUSTED_TYPES = f"{SELF_ONLY}; require-trusted-types-for 'script'"
RECORD_VIOLATIONS = """window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
    violations.push(["violatedDirective", "blockedURI", "sourceFile", "lineNumber", "sample"]
        .map(name => event[name]).join(" ")));
"""


def use_everything(listing: Listing) -> None:
    """Use each control once."""
    listing.search.fill("a")
    for name, label in {"venue": "CT", "tag": "vision"}.items():
        listing.facet(name).choose(label)
    listing.years.range(2008, 2018)
    listing.sort_by("Title")
    listing.chips.first.click()
    listing.clear.click()
    listing.sort_by("Title")
    listing.sort_by("Newest first")
    listing.expect(PAPERS)
    entry = listing.entry(TITLES["accents"])
    entry.locator("details.pubs-bibtex summary").click()
    entry.locator("button.pubs-copy").click()
    for file_format in ("bib", "json", "ris"):
        with listing.page.expect_download():
            listing.download(file_format).click()


class TestWithoutJavaScript:
    @pytest.fixture
    def page(self, visit: Visits, url: str) -> Page:
        return visit(url, java_script_enabled=False)

    def test_entries_and_links_are_visible(self, page: Page) -> None:
        titles = page.locator(".pubs-entry:visible .pubs-title")
        assert sorted(titles.all_text_contents()) == sorted(TITLES.values())
        link = page.locator("#pub-private .pubs-link a")
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", "https://example.org/private-code")

    def test_abstract_and_bibtex_open(self, page: Page) -> None:
        entry = page.locator("#pub-unusual")
        expect(entry.get_by_text("Only the abstract says quixotic.", exact=True)).to_be_hidden()
        entry.locator("details.pubs-abstract summary").click()
        expect(entry.get_by_text("Only the abstract says quixotic.", exact=True)).to_be_visible()
        entry.locator("details.pubs-bibtex summary").click()
        expect(entry.locator("pre")).to_be_visible()
        assert "@article{unusual," in (entry.locator("pre").text_content() or "")
        expect(entry.locator(".pubs-citation")).to_have_text(
            "Prøve, Ø. (1999). Zygomorphic. Journal of Synthetic Examples."
        )

    def test_there_are_no_controls(self, page: Page) -> None:
        controls = page.locator(".pubs :is(form, button, input, select, [role=search], [role=status])")
        assert [control for control in controls.all() if control.is_visible()] == []
        expect(page.locator(".pubs-total")).to_have_count(0)
        expect(page.locator(".pubs script.pubs-data")).to_be_hidden()

    def test_link_to_an_entry_scrolls_to_it(self, visit: Visits, url: str) -> None:
        page = visit(f"{url}#pub-unusual", java_script_enabled=False)
        expect(page.locator("#pub-unusual")).to_be_in_viewport()


class TestInPrint:
    def test_filtered_list_without_controls(self, visit: Visits, url: str) -> None:
        page = visit(url)
        listing = Listing(page)
        listing.facet("venue").choose("CT")
        shown = matching(PAPERS, venue={"CT"})
        listing.expect(shown)
        page.emulate_media(media="print")
        expect(listing.form).to_be_hidden()
        listing.expect(shown)
        expect(
            page.locator(".pubs button:visible, .pubs input:visible, .pubs-permalink:visible")
        ).to_have_count(0)

    def test_urls_of_links(self, visit: Visits, url: str) -> None:
        page = visit(url)
        page.emulate_media(media="print")
        content = page.locator("#pub-private .pubs-link a").evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
        assert "https://example.org/private-code" in content

    def test_long_lines_of_bibtex_are_wrapped(self, visit: Visits, url: str) -> None:
        page = visit(url)
        text = page.locator("#pub-private .pubs-bibtex pre")
        expect(text).to_have_css("white-space", "pre")
        page.emulate_media(media="print")
        expect(text).to_have_css("white-space", "pre-wrap")

    def test_unfiltered_list_is_complete(self, visit: Visits, url: str) -> None:
        page = visit(url)
        page.emulate_media(media="print")
        Listing(page).expect(PAPERS)


class TestLocalFiles:
    def test_all_controls_work(self, visit: Visits, papers: BuildResult) -> None:
        page = visit((papers.outdir / "index.html").as_uri())
        use_everything(Listing(page))

    def test_state_is_in_the_url(self, visit: Visits, papers: BuildResult) -> None:
        page = visit((papers.outdir / "index.html").as_uri())
        listing = Listing(page)
        listing.facet("venue").choose("CT")
        listing.expect(matching(PAPERS, venue={"CT"}))
        assert parameters(page) == {"pubs-venue": ["CT"]}
        Listing(visit(page.url)).expect(matching(PAPERS, venue={"CT"}))


@pytest.fixture(scope="session")
def bare(papers: BuildResult, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build the papers with the theme "basic", without its parts that violate a strict policy."""
    conf = 'html_theme = "basic"\nhtml_sidebars = {"**": []}\ntemplates_path = ["_templates"]\n'
    site = write_papers(tmp_path_factory.mktemp("bare") / "source", conf)
    blocks = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in ("relbar1", "relbar2"))
    site.write("_templates/layout.html", '{% extends "!layout.html" %}' + blocks)
    return site.build()


@pytest.fixture
def open_with_policy(visit: Visits, bare: BuildResult, serve: Serve) -> Callable[[str], Page]:
    return lambda policy: visit(serve(bare.outdir, policy), script=RECORD_VIOLATIONS)


class TestContentSecurityPolicy:
    def test_only_files_of_the_site(self, open_with_policy: Callable[[str], Page]) -> None:
        page = open_with_policy(SELF_ONLY)
        use_everything(Listing(page))
        assert page.evaluate("violations") == []

    def test_trusted_types(self, open_with_policy: Callable[[str], Page]) -> None:
        page = open_with_policy(TRUSTED_TYPES)
        use_everything(Listing(page))
        assert page.evaluate("violations.filter(text => text.includes('sphinx_pubs'))") == []

    def test_policy_is_enforced(self, open_with_policy: Callable[[str], Page]) -> None:
        page = open_with_policy(TRUSTED_TYPES)
        page.evaluate(
            """() => {
                document.body.setAttribute("style", "color: red");
                try { document.body.innerHTML = "<b>x</b>"; } catch { }
            }"""
        )
        page.wait_for_function("violations.length >= 2")

    def test_page_has_no_inline_script_or_style(self, bare: BuildResult) -> None:
        page = bare.page()
        scripts = [
            script for script in page.select(".pubs script") if script.get("type") != "application/json"
        ]
        assert scripts == []
        assert page.select(".pubs [style], .pubs style") == []
        handlers = [name for tag in page.select(".pubs *") for name in tag.attrs if name.startswith("on")]
        assert handlers == []
