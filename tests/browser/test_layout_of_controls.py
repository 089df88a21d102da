"""Where the controls of a list stand: above it, over it, or in a sheet on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.data import PAPERS, bibtex, matching
from tests.browser.support import Listing, Visits, axe, eventually, parameters
from tests.support import Site

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(visit: Visits, url: str) -> Page:
    return visit(url, viewport=PHONE, has_touch=True)


@pytest.mark.parametrize(("width", "most"), [(1280, 150), (360, 130)])
def test_controls_are_low(visit: Visits, url: str, width: int, most: int) -> None:
    listing = Listing(visit(url, viewport={"width": width, "height": 800}))
    box = listing.form.bounding_box()
    assert box is not None
    assert box["height"] <= most


def test_at_most_eight_stops_of_tab_before_the_first_entry(page: Page, listing: Listing) -> None:
    listing.facet("venue").choose("CT", "WSP")
    listing.years.choose(2016)
    listing.search.focus()
    stops = 1
    while not page.evaluate("document.activeElement.closest('.pubs-entry') !== null") and stops < 20:
        page.keyboard.press("Tab")
        stops += 1
    assert stops <= 8


class TestMenu:
    def test_covers_the_list_and_moves_nothing(self, listing: Listing) -> None:
        entry = listing.root.locator(".pubs-entry").first
        before = entry.bounding_box()
        venue = listing.facet("venue")
        venue.open()
        assert entry.bounding_box() == before
        chip, panel = venue.root.bounding_box(), venue.root.locator(".pubs-panel").bounding_box()
        assert chip is not None
        assert panel is not None
        assert panel["x"] == pytest.approx(chip["x"], abs=1)
        assert 0 <= panel["y"] - chip["y"] - chip["height"] < 10

    def test_has_the_ground_of_the_page(self, page: Page, listing: Listing) -> None:
        page.add_style_tag(content="div.body { background: rgb(20, 30, 40) !important; color: white; }")
        panel = listing.facet("venue")
        panel.open()
        expect(panel.root.locator(".pubs-panel")).to_have_css("background-color", "rgb(20, 30, 40)")

    def test_escape_closes_it_and_returns_the_focus(self, page: Page, listing: Listing) -> None:
        venue = listing.facet("venue")
        venue.choose("CT")
        page.keyboard.press("Escape")
        expect(venue.root.locator(".pubs-panel")).to_be_hidden()
        expect(venue.root.locator("> summary")).to_be_focused()
        listing.expect(matching(PAPERS, venue={"CT"}))

    def test_click_elsewhere_closes_it_and_returns_the_focus(self, page: Page, listing: Listing) -> None:
        venue = listing.facet("venue")
        venue.choose("CT")
        page.locator("h1").first.click()
        expect(venue.root.locator(".pubs-panel")).to_be_hidden()
        expect(venue.root.locator("> summary")).to_be_focused()

    def test_another_one_closes_it(self, listing: Listing) -> None:
        listing.facet("venue").open()
        listing.facet("author").open()
        expect(listing.form.locator(".pubs-panel:visible")).to_have_count(1)
        listing.facet("author").root.locator("> summary").click()
        expect(listing.form.locator(".pubs-panel:visible")).to_have_count(0)

    def test_tab_leaves_it(self, page: Page, listing: Listing) -> None:
        kind = listing.facet("kind")
        kind.open()
        kind.root.locator("input").last.focus()
        page.keyboard.press("Tab")
        expect(kind.root.locator(".pubs-panel")).to_be_hidden()
        assert page.evaluate("document.activeElement !== document.body")

    def test_works_without_popovers(self, visit: Visits, url: str) -> None:
        old = """for (const name of ["showPopover", "hidePopover", "popover"])
            delete HTMLElement.prototype[name];"""
        page = visit(url, script=old)
        page.add_style_tag(content="[popover] { display: block !important; }")
        listing = Listing(page)
        venue = listing.facet("venue")
        expect(venue.root.locator(".pubs-panel")).to_be_hidden()
        venue.choose("CT")
        listing.expect(matching(PAPERS, venue={"CT"}))
        chip, panel = venue.root.bounding_box(), venue.root.locator(".pubs-panel").bounding_box()
        assert chip is not None
        assert panel is not None
        assert panel["x"] == pytest.approx(chip["x"], abs=1)
        page.keyboard.press("Escape")
        expect(venue.root.locator(".pubs-panel")).to_be_hidden()

    def test_values_have_bars(self, listing: Listing) -> None:
        venue = listing.facet("venue")
        counts = venue.counts()
        widths = venue.root.locator(".pubs-facet-bar").evaluate_all(
            "bars => bars.map(bar => Number(bar.style.getPropertyValue('--n')))"
        )
        most = max(counts.values())
        assert widths == [pytest.approx(number / most) for number in counts.values()]


class TestPhone:
    def test_filters_stand_in_a_sheet(self, phone: Page) -> None:
        listing = Listing(phone)
        expect(listing.facet("venue").root).to_be_hidden()
        expect(listing.sorts).to_be_hidden()
        phone.get_by_role("button", name="Filters").click()
        sheet = phone.get_by_role("dialog")
        expect(sheet).to_be_visible()
        box = sheet.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] == pytest.approx(PHONE["height"], abs=1)
        assert (box["x"], box["width"]) == (0, PHONE["width"])
        assert box["height"] <= 0.71 * PHONE["height"]
        listing.facet("venue").choose("CT")
        listing.sort_by("Title")
        chosen = matching(PAPERS, venue={"CT"})
        done = sheet.get_by_role("button", name=f"Show {len(chosen)} papers")
        expect(done).to_be_visible()
        assert axe(phone) == []
        done.click()
        expect(sheet).to_be_hidden()
        listing.expect(sorted(chosen, key=lambda paper: paper.title), ordered=True)
        expect(phone.get_by_role("button", name="Filters (1)")).to_be_focused()

    def test_escape_and_a_tap_beside_it_close_it(self, phone: Page) -> None:
        opener = phone.get_by_role("button", name="Filters")
        sheet = phone.get_by_role("dialog")
        opener.click()
        phone.keyboard.press("Escape")
        expect(sheet).to_be_hidden()
        expect(opener).to_be_focused()
        opener.click()
        expect(sheet).to_be_visible()
        phone.mouse.click(100, 20)
        expect(sheet).to_be_hidden()

    def test_downloads_stand_in_the_sheet(self, phone: Page) -> None:
        listing = Listing(phone)
        phone.get_by_role("button", name="Filters").click()
        with phone.expect_download():
            listing.download("bib").click()

    def test_controls_come_back_when_there_is_room(self, phone: Page) -> None:
        listing = Listing(phone)
        phone.get_by_role("button", name="Filters").click()
        listing.facet("venue").choose("CT")
        phone.set_viewport_size({"width": 1280, "height": 800})
        expect(phone.get_by_role("dialog")).to_be_hidden()
        expect(listing.sorts).to_be_visible()
        listing.facet("tag").choose("vision")
        listing.expect(matching(PAPERS, venue={"CT"}, tag={"vision"}))
        expect(listing.form.locator(".pubs-panel:visible")).to_have_count(1)


class TestParts:
    """Parts of entries that choose what they name."""

    def test_author_chooses_the_works_of_the_author(self, page: Page, listing: Listing) -> None:
        link = listing.root.locator(".pubs-author a", has_text="Zz Zulu").first
        expect(link).to_have_attribute("href", "?pubs-author=Zz+Zulu")
        link.click()
        listing.expect(matching(PAPERS, author={"Zz Zulu"}))
        expect(listing.chips).to_have_count(1)
        page.go_back()
        listing.expect(PAPERS)

    def test_tab_passes_them_by(self, listing: Listing) -> None:
        expect(listing.root.locator("a.pubs-filter").first).to_be_attached()
        assert listing.root.locator("a.pubs-filter:not([tabindex='-1'])").count() == 0

    def test_list_without_the_facet_has_none(self, visit: Visits, url: str) -> None:
        page = visit(url + "chosen.html")
        page.locator(".pubs-entry").first.hover()
        page.wait_for_timeout(100)
        expect(page.locator("a.pubs-filter")).to_have_count(0)

    def test_tag_and_venue(self, visit: Visits, url: str) -> None:
        page = visit(url + "parts.html")
        listing = Listing(page)
        paper = next(paper for paper in PAPERS if paper.key == "p1")
        assert "language" in paper.tags
        assert paper.venue == "CT"
        page.locator("#pub-p1 .pubs-tag a", has_text="language").click()
        listing.expect(matching(PAPERS, tag={"language"}))
        badge = page.locator("#pub-p1 .pubs-badge-venue a")
        expect(badge).to_have_text("CT 2013")
        badge.click()
        listing.expect(matching(PAPERS, tag={"language"}, venue={"CT"}))


class TestSettings:
    def open(self, visit: Visits, serve: Serve, folder: Path, conf: str, options: str = "") -> Page:
        site = Site(folder / "source")
        site.write("conf.py", f'extensions = ["sphinx_pubs"]\nhtml_theme = "basic"\n{conf}\n')
        text = bibtex(PAPERS).replace("@article{unusual,", "@article{unusual,\n  selected = {true},")
        site.write("papers.bib", text)
        site.write("index.rst", f"List\n====\n\n.. publications:: papers.bib\n{options}")
        return visit(serve(site.build().outdir))

    def test_quick_values_stand_above_the_list(self, visit: Visits, serve: Serve, tmp_path: Path) -> None:
        listing = Listing(self.open(visit, serve, tmp_path, 'pubs_quick = ["tag"]'))
        names = list(listing.facet("tag").counts())[:3]
        listing.page.keyboard.press("Escape")
        quick = listing.form.locator(".pubs-quick")
        expect(quick).to_have_text(names)
        quick.first.click()
        listing.expect(matching(PAPERS, tag={names[0]}))
        expect(quick.first).to_have_attribute("aria-pressed", "true")
        quick.first.click()
        listing.expect(PAPERS)

    def test_first_row_can_stay_in_sight(self, visit: Visits, serve: Serve, tmp_path: Path) -> None:
        page = self.open(visit, serve, tmp_path, "pubs_sticky = True")
        listing = Listing(page)
        page.mouse.wheel(0, 3000)
        expect(listing.years.root).not_to_be_in_viewport()
        expect(listing.search).to_be_in_viewport()
        assert axe(page) == []

    def test_first_row_scrolls_by_default(self, listing: Listing) -> None:
        listing.page.mouse.wheel(0, 3000)
        expect(listing.search).not_to_be_in_viewport()

    def test_selected_only(self, visit: Visits, serve: Serve, tmp_path: Path) -> None:
        page = self.open(visit, serve, tmp_path, "")
        listing = Listing(page)
        switch = listing.form.get_by_role("button", name="Selected only")
        switch.click()
        listing.expect([paper for paper in PAPERS if paper.key == "unusual"])
        assert parameters(page) == {"pubs-selected": ["1"]}
        expect(switch).to_have_attribute("aria-pressed", "true")
        switch.click()
        listing.expect(PAPERS)

    def test_no_switch_where_nothing_is_selected(self, listing: Listing) -> None:
        expect(listing.search).to_be_visible()
        expect(listing.form.get_by_role("button", name="Selected only")).to_have_count(0)

    def test_compact(self, visit: Visits, serve: Serve, tmp_path: Path) -> None:
        page = self.open(visit, serve, tmp_path, "", "   :show: tags\n")
        listing = Listing(page)
        tags = listing.root.locator(".pubs-tags").first
        expect(tags).to_be_visible()
        listing.form.get_by_role("button", name="Compact").click()
        expect(tags).to_be_hidden()
        eventually(lambda: parameters(page), {"pubs-dense": ["1"]})
        page.reload()
        expect(tags).to_be_hidden()
        listing.form.get_by_role("button", name="Compact").click()
        expect(tags).to_be_visible()

    def test_export_copies_bibtex(self, visit: Visits, url: str) -> None:
        page = visit(url)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        listing = Listing(page)
        listing.facet("tag").choose("vision")
        page.keyboard.press("Escape")
        chosen = matching(PAPERS, tag={"vision"})
        listing.download("bib")
        expect(listing.form.locator(".pubs-export-panel")).to_contain_text(f"{len(chosen)} of {len(PAPERS)}")
        listing.form.get_by_role("button", name="Copy all BibTeX").click()
        expect(listing.form.locator(".pubs-export-said")).to_have_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.count("\n@") + 1 == len(chosen)
