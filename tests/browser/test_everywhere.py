"""The page without JavaScript, on paper, from a disk, and under strict policies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.data import PAPERS, TITLES, chosen
from tests.browser.support import Listing, Visits, parameters, write_papers
from tests.support import Built

pytestmark = pytest.mark.browser

STRICT = "default-src 'self'"
TYPED = f"{STRICT}; require-trusted-types-for 'script'"
NOTE_VIOLATIONS = """window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
    violations.push(["violatedDirective", "blockedURI", "sourceFile", "lineNumber", "sample"]
        .map(name => event[name]).join(" ")));
"""


def use_everything(listing: Listing) -> None:
    """Do what a reader can do, once."""
    listing.search.fill("a")
    for name, label in {"venue": "CT", "tag": "vision"}.items():
        listing.facet(name).choose(label)
    year = listing.facet("year")
    year.open()
    year.range("From", "2008")
    listing.sort_by("Title")
    listing.chips.first.click()
    listing.clear.click()
    listing.sort_by("Title")
    listing.sort_by("Title")
    listing.expect(PAPERS)
    entry = listing.entry(TITLES["accents"])
    entry.locator("details.pubs-bibtex summary").click()
    entry.locator("button.pubs-copy").click()
    for button in listing.form.locator(".pubs-download button").all():
        with listing.page.expect_download():
            button.click()


class TestWithoutJavaScript:
    @pytest.fixture
    def page(self, visit: Visits, url: str) -> Page:
        return visit(url, java_script_enabled=False)

    def test_every_entry_and_link_is_there(self, page: Page) -> None:
        titles = page.locator(".pubs-entry:visible .pubs-title")
        assert sorted(titles.all_text_contents()) == sorted(TITLES.values())
        link = page.locator("#pub-private .pubs-link a")
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", "https://example.org/private-code")

    def test_abstract_and_bibtex_open(self, page: Page) -> None:
        entry = page.locator("#pub-unusual")
        expect(entry.get_by_text("quixotic")).to_be_hidden()
        entry.locator("details.pubs-abstract summary").click()
        expect(entry.get_by_text("quixotic")).to_be_visible()
        entry.locator("details.pubs-bibtex summary").click()
        expect(entry.locator("pre")).to_be_visible()
        assert "@article{unusual," in (entry.locator("pre").text_content() or "")

    def test_there_are_no_dead_controls(self, page: Page) -> None:
        dead = page.locator(".pubs :is(form, button, input, select, [role=search], [role=status])")
        assert [one for one in dead.all() if one.is_visible()] == []
        expect(page.locator(".pubs").get_by_text("Showing")).to_have_count(0)
        expect(page.locator(".pubs script.pubs-data")).to_be_hidden()

    def test_a_link_to_an_entry_marks_it(self, visit: Visits, url: str) -> None:
        page = visit(f"{url}#pub-unusual", java_script_enabled=False)
        expect(page.locator("#pub-unusual")).to_be_in_viewport()


class TestOnPaper:
    def test_what_is_chosen_without_controls(self, visit: Visits, url: str) -> None:
        page = visit(url)
        listing = Listing(page)
        listing.facet("venue").choose("CT")
        shown = chosen(PAPERS, venue={"CT"})
        listing.expect(shown)
        page.emulate_media(media="print")
        expect(listing.form).to_be_hidden()
        listing.expect(shown)
        expect(
            page.locator(".pubs button:visible, .pubs input:visible, .pubs-permalink:visible")
        ).to_have_count(0)

    def test_addresses_of_links(self, visit: Visits, url: str) -> None:
        page = visit(url)
        page.emulate_media(media="print")
        said = page.locator("#pub-private .pubs-link a").evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
        assert "https://example.org/private-code" in said

    def test_long_lines_of_bibtex_are_whole(self, visit: Visits, url: str) -> None:
        page = visit(url)
        text = page.locator("#pub-private .pubs-bibtex pre")
        expect(text).to_have_css("white-space", "pre")
        page.emulate_media(media="print")
        expect(text).to_have_css("white-space", "pre-wrap")

    def test_a_list_as_the_page_has_it(self, visit: Visits, url: str) -> None:
        page = visit(url)
        page.emulate_media(media="print")
        Listing(page).expect(PAPERS)


class TestFromADisk:
    def test_everything_works(self, visit: Visits, papers: Built) -> None:
        page = visit((papers.outdir / "index.html").as_uri())
        use_everything(Listing(page))

    def test_the_state_is_in_the_url(self, visit: Visits, papers: Built) -> None:
        page = visit((papers.outdir / "index.html").as_uri())
        listing = Listing(page)
        listing.facet("venue").choose("CT")
        listing.expect(chosen(PAPERS, venue={"CT"}))
        assert parameters(page) == {"pubs-venue": ["CT"]}
        Listing(visit(page.url)).expect(chosen(PAPERS, venue={"CT"}))


@pytest.fixture(scope="session")
def bare(papers: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the papers in Sphinx's plainest theme, without those of its parts that break a strict policy."""
    conf = 'html_theme = "basic"\nhtml_sidebars = {"**": []}\ntemplates_path = ["_templates"]\n'
    site = write_papers(tmp_path_factory.mktemp("bare") / "source", conf)
    blocks = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in ("relbar1", "relbar2"))
    site.write("_templates/layout.html", '{% extends "!layout.html" %}' + blocks)
    return site.build()


@pytest.fixture
def under(visit: Visits, bare: Built, serve: Serve) -> Callable[[str], Page]:
    return lambda policy: visit(serve(bare.outdir, policy), script=NOTE_VIOLATIONS)


class TestUnderAPolicy:
    def test_nothing_but_files_of_the_site(self, under: Callable[[str], Page]) -> None:
        page = under(STRICT)
        use_everything(Listing(page))
        assert page.evaluate("violations") == []

    def test_trusted_types(self, under: Callable[[str], Page]) -> None:
        page = under(TYPED)
        use_everything(Listing(page))
        assert page.evaluate("violations.filter(text => text.includes('sphinx_pubs'))") == []

    def test_the_policy_is_in_force(self, under: Callable[[str], Page]) -> None:
        page = under(TYPED)
        page.evaluate(
            """() => {
                document.body.setAttribute("style", "color: red");
                try { document.body.innerHTML = "<b>x</b>"; } catch { }
            }"""
        )
        page.wait_for_function("violations.length >= 2")

    def test_no_script_and_no_style_stands_in_the_page(self, bare: Built) -> None:
        page = bare.page()
        scripts = [
            script for script in page.select(".pubs script") if script.get("type") != "application/json"
        ]
        assert scripts == []
        assert page.select(".pubs [style], .pubs style") == []
        handlers = [name for tag in page.select(".pubs *") for name in tag.attrs if name.startswith("on")]
        assert handlers == []
