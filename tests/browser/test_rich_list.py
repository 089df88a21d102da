"""A list with everything in it: pictures, long names, many links, awards. How dense and how steady it is."""

from __future__ import annotations

import shutil
import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Serve
from tests.browser.support import Listing, Visits
from tests.support import SHARED, BuildResult, Site

RICH = SHARED / "page" / "rich"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not RICH.is_dir(), reason=f"the sample site is not here: {RICH.name}"),
]

CONF = """
extensions = ["sphinx_pubs"]
html_theme = "furo"
html_title = "Example Lab"
pubs_sources = ["papers.bib", "awards.yaml"]
pubs_people = ["people.yaml"]
pubs_me = ["jane-doe"]
"""


@pytest.fixture(scope="module")
def rich(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build the page with all works of the sample site."""
    site = Site(tmp_path_factory.mktemp("rich") / "source")
    for name in ("img", "files"):
        shutil.copytree(RICH / name, site.root / name)
    for name in ("papers.bib", "awards.yaml", "people.yaml"):
        shutil.copy(RICH / name, site.root / name)
    site.write("index.rst", (RICH / "publications.rst").read_text(encoding="utf-8"))
    site.write("conf.py", CONF)
    return site.build()


def test_many_entries_fit_on_a_screen(visit: Visits, rich: BuildResult, serve: Serve) -> None:
    page = visit(serve(rich.outdir), viewport={"width": 1280, "height": 900})
    listing = Listing(page)
    assert listing.root.evaluate("element => element.clientWidth") == pytest.approx(736, abs=8)
    tops, bottoms = zip(
        *page.eval_on_selector_all(
            ".pubs-entry",
            "all => all.map(entry => entry.getBoundingClientRect()).map(({top, bottom}) => [top, bottom])",
        ),
        strict=True,
    )
    assert len(tops) == 42
    assert 1000 * len(tops) / (bottoms[-1] - tops[0]) >= 5
    assert tops[0] <= 330
    assert controls_height(page) <= 155


def controls_height(page: Page) -> float:
    """Return the height of the controls."""
    box = Listing(page).form.bounding_box()
    assert box is not None
    return box["height"]


def test_controls_are_low_on_a_phone(visit: Visits, rich: BuildResult, serve: Serve) -> None:
    page = visit(serve(rich.outdir), viewport={"width": 360, "height": 740})
    assert controls_height(page) <= 130


_SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [1280, 360])
def test_late_pictures_and_controls_move_nothing(
    visit: Visits, rich: BuildResult, serve: Serve, width: int
) -> None:
    context = visit.context(viewport={"width": width, "height": 900})
    requested: list[str] = []

    def late(route: Route) -> None:
        requested.append(route.request.url)
        time.sleep(1)
        route.continue_()

    context.add_init_script(_SHIFTS)
    page = context.new_page()
    page.route("**/_images/*", late)
    page.goto(serve(rich.outdir))
    boxes = "all => all.map(box => [box.offsetWidth, box.offsetHeight].join())"
    sizes = page.eval_on_selector_all(".pubs-media", boxes)
    assert len(sizes) >= 8
    assert len(set(sizes)) == 1
    page.wait_for_function("[...document.images].some(image => image.complete && image.naturalWidth)")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifts") < 0.02
    assert page.eval_on_selector_all(".pubs-media", boxes) == sizes
    lazy = page.eval_on_selector_all(
        ".pubs-media img",
        "all => all.filter(img => img.getBoundingClientRect().top > innerHeight).map(img => img.loading)",
    )
    assert lazy
    assert set(lazy) == {"lazy"}
    assert 0 < len(requested) < len(sizes)


def test_the_accessible_name_of_each_action_is_its_word(
    visit: Visits, rich: BuildResult, serve: Serve
) -> None:
    """Icons add no name of their own."""
    page = visit(serve(rich.outdir))
    expect(Listing(page).form).to_be_visible()
    actions = page.locator(".pubs-actions :is(.pubs-link > a, summary)")
    words = [" ".join(text.split()) for text in actions.all_text_contents()]
    assert len(words) > 100
    assert {"DOI", "arXiv", "Code", "Cite"} <= set(words)
    for number, word in enumerate(words):
        if word not in words[:number]:
            expect(actions.nth(number)).to_have_accessible_name(word)
