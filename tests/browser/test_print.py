"""Lists on paper: what a browser prints of a page."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.support import Visits
from tests.browser.test_entries import png
from tests.support import SHARED, Site, pdf_pages, require_tex, run_build

pytestmark = pytest.mark.browser

RICH = SHARED / "page" / "rich"
THEMES = ("furo", "sphinx_rtd_theme")
MARGIN = "15mm"
#: Of the themes, on each page of a PDF.
OF_THEME = "Skip to content"
CM = 96 / 2.54  # pixels

PAPERS = r"""
@article{doi, title = {A DOI}, author = {Doe, Jane}, journal = {A Journal}, year = 2021,
  image = {picture.png},
  link_arXiv = {https://arxiv.org/abs/2101.00001}, doi = {10.1000/1}, code = {https://example.org/code},
  abstract = {An abstract.}, award = {Best Paper Award}}
@article{code, title = {No DOI}, author = {Doe, Jane}, year = 2020, code = {https://example.org/only},
  pdf = {https://example.org/pdf}}
"""
#: The links that have their address after them, each with its place; and the places of all links.
WITH_ADDRESS = """links => links.filter(link => getComputedStyle(link, "::after").content.includes("http"))
    .map(link => [link.textContent, [link.getBoundingClientRect().top, link.getBoundingClientRect().left]])"""
PLACES = "links => links.map(link => link.getBoundingClientRect()).map(box => [box.top, box.left])"

INDEX = """
Works
=====

.. publications:: papers.bib
   :group-by: year
   :show: image abstract bibtex
   :controls: search

.. publications:: papers.bib
   :layout: cards
   :class: as-cards
   :show: image

.. publications:: papers.bib
   :layout: table
   :class: as-table

.. publications:: papers.bib
   :layout: compact
   :class: as-compact
"""


def printed(page: Page, path: Path, height: str = "297mm") -> Path:
    """Print a page to a PDF file."""
    margin = {"top": MARGIN, "right": MARGIN, "bottom": MARGIN, "left": MARGIN}
    page.pdf(path=path, width="210mm", height=height, margin=margin)  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with two works in four layouts."""
    site = Site(tmp_path_factory.mktemp("works") / "source")
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\nhtml_theme = "furo"\n')
    site.write("papers.bib", PAPERS)
    (site.root / "picture.png").write_bytes(png(40, 30))
    site.write("index.rst", INDEX)
    built = site.build()
    assert built.warnings == ""
    return built.outdir


@pytest.fixture
def paper(visits: Visits, works: Path, serve: Serve) -> Page:
    """Open that site in print, for a reader who has chosen dark colors."""
    page = visits(serve(works), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    return page


@pytest.mark.parametrize("height", ["297mm", "230mm", "180mm"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_page_ends_with_a_heading(
    visits: Visits, example: Callable[[str], Path], serve: Serve, tmp_path: Path, theme: str, height: str
) -> None:
    page = visits(serve(example(theme)) + "publications.html")
    years = [text[:4] for text in page.locator(".pubs-group > h2").all_text_contents()]
    pages = pdf_pages(printed(page, tmp_path / "page.pdf", height))
    lines = [[line.strip() for line in text.replace(OF_THEME, "").splitlines()] for text in pages]
    lines = [[line for line in page if line] for page in lines]
    assert [line for page in lines for line in page if line in years] == years
    assert [page[-1] for page in lines if page and page[-1] in years] == []


def test_table_has_all_its_columns(
    visits: Visits, example: Callable[[str], Path], serve: Serve, tmp_path: Path
) -> None:
    require_tex("pdftotext")
    page = visits(serve(example("sphinx_rtd_theme")) + "manual/guides/layouts.html")
    path = printed(page, tmp_path / "page.pdf")
    command = ["pdftotext", "-bbox", str(path), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    (width,) = set(re.findall(r'<page width="([\d.]+)"', boxes))
    rows: dict[str, list[str]] = {}
    for top, right, word in re.findall(r'yMin="([\d.]+)" xMax="([\d.]+)".*>(.*)</word>', boxes):
        rows.setdefault(top, []).append(word)
        assert float(right) < float(width)
    assert ["Year", "Title", "Venue", "Links"] in rows.values()


@pytest.mark.skipif(not RICH.is_dir(), reason=f"{RICH} is missing")
@pytest.mark.parametrize("theme", THEMES)
def test_rich_list_is_short(visits: Visits, serve: Serve, tmp_path: Path, theme: str) -> None:
    out = tmp_path / "html"
    options = ("-d", str(tmp_path / "doctrees"), "-D", "suppress_warnings=pubs.empty")
    run_build(RICH, out, *options, env={**os.environ, "T": theme})
    assert len(pdf_pages(printed(visits(serve(out) + "publications.html"), tmp_path / "page.pdf"))) <= 9


def test_black_on_white(paper: Page) -> None:
    colors: list[str] = paper.locator(".pubs :is(.line, .pubs-badge, a, p, td, h2):visible").evaluate_all(
        """elements => elements.filter(element => element.textContent.trim())
            .map(element => getComputedStyle(element).color)"""
    )
    assert len(colors) > 20
    assert set(colors) == {"rgb(0, 0, 0)"}


def test_words_in_place_of_controls_and_boxes(paper: Page) -> None:
    controls = ".pubs :is(form, button, input, select, summary, .pubs-permalink, .pubs-group-count)"
    assert [control for control in paper.locator(controls).all() if control.is_visible()] == []
    boxes = paper.locator(".pubs :is(.pubs-link > a, .pubs-badge):visible")
    assert boxes.count() > 10
    widths = boxes.evaluate_all(
        "elements => elements.map(element => getComputedStyle(element).borderTopWidth)"
    )
    assert set(widths) == {"0px"}
    for name in ("as-table", "as-compact"):
        word = paper.locator(f".{name} .pubs-link-code .pubs-word").first
        box = word.bounding_box()
        assert box is not None
        assert box["width"] > 20


def test_address_of_one_link_stands_last(paper: Page) -> None:
    for key, label in {"doi": "DOI", "code": "Code"}.items():
        links = paper.locator(f"#pub-{key} .pubs-link > a")
        assert links.count() > 1
        ((text, place),) = links.evaluate_all(WITH_ADDRESS)
        assert text == label
        assert place == max(links.evaluate_all(PLACES))
    assert paper.locator(".as-table .pubs-link > a").evaluate_all(WITH_ADDRESS) == []


def test_abstract_is_printed_if_it_is_open(visits: Visits, works: Path, serve: Serve) -> None:
    page = visits(serve(works))
    page.emulate_media(media="print")
    abstract = page.locator("#pub-doi").get_by_text("An abstract.", exact=True)
    expect(abstract).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#pub-doi details.pubs-abstract > summary").click()
    page.emulate_media(media="print")
    expect(abstract).to_be_visible()
    expect(page.locator("#pub-doi pre")).to_be_hidden()


def test_pictures_are_small(paper: Page) -> None:
    box = paper.locator("#pub-doi .pubs-media").bounding_box()
    card = paper.locator(".as-cards .pubs-media").first.bounding_box()
    assert box is not None
    assert card is not None
    assert (box["width"], card["height"]) == pytest.approx((2.5 * CM, 2.5 * CM), abs=1)
