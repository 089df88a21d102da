"""How entries look: the box of the picture, the row of actions, badges, years beside the entries."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.browser.support import Visits, axe
from tests.support import BuildResult, Site

pytestmark = pytest.mark.browser

ENTRY = """@inproceedings{{k{number},
  title = {{A Study of Samples, Number {number}}},
  author = {{Doe, Jane and Roe, Richard and Poe, Edgar}},
  booktitle = {{Conference on Samples}}, abbr = {{CS}}, year = {year}, presentation = {{Oral}},
  award = {{Best Sample Award}}, tags = {{one, two}}, doi = {{10.1000/{number}}},
  pdf = {{https://example.org/{number}.pdf}}, code = {{https://example.org/code/{number}}},
  abstract = {{What samples are for.}}, image = {{{image}}},
}}
"""
SIZES = {"wide.png": (1200, 400), "high.png": (300, 520), "small.png": (64, 48)}


def png(width: int, height: int) -> bytes:
    """Return a blue picture (PNG specification, section 5)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20\x40\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def pictures(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build a list of works with pictures of different sizes, and one without."""
    folder = tmp_path_factory.mktemp("pictures") / "source"
    folder.mkdir()
    for name, size in SIZES.items():
        (folder / name).write_bytes(png(*size))
    images = [*SIZES, ""]
    entries = [
        ENTRY.format(number=number, year=2020 + number % 3, image=images[number % 4]) for number in range(8)
    ]
    (folder / "papers.bib").write_text("\n".join(entries), encoding="utf-8")
    (folder / "people.yaml").write_text(
        "people:\n  jane: {name: Jane Doe, homepage: 'https://example.org/jane'}\n", encoding="utf-8"
    )
    (folder / "index.rst").write_text(
        "Works\n=====\n\nA paragraph.\n\n.. publications::\n   :group-by: year\n"
        "   :show: image abstract bibtex tags\n   :highlight: jane\n",
        encoding="utf-8",
    )
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_pubs']\npubs_sources = ['papers.bib']\npubs_people = ['people.yaml']\n"
        "html_theme = 'furo'\n",
        encoding="utf-8",
    )
    built = Site(folder).build()
    assert built.warnings == ""
    return built


Open = Callable[..., Page]


@pytest.fixture
def open_page(visit: Visits, pictures: BuildResult, serve: Serve) -> Open:
    def open_page(width: int = 1280, **options: Any) -> Page:
        return visit(serve(pictures.outdir), viewport={"width": width, "height": 900}, **options)

    return open_page


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Return the box of each element, rounded to pixels."""
    found: list[dict[str, float]] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(element => {
            const {x, y, width, height, right, bottom} = element.getBoundingClientRect();
            const rounded = Object.entries({x, y, width, height, right, bottom});
            return Object.fromEntries(rounded.map(([name, value]) => [name, Math.round(value)]));
        })""",
        selector,
    )
    assert found
    return found


@pytest.mark.parametrize("width", [1280, 360])
def test_pictures_have_one_size_and_ratio_beside_the_text(open_page: Open, width: int) -> None:
    page = open_page(width)
    media = boxes(page, ".pubs-media")
    assert len(media) == 6
    assert len({(box["width"], box["height"]) for box in media}) == 1
    assert media[0]["width"] / media[0]["height"] == pytest.approx(4 / 3, abs=0.05)
    bodies = boxes(page, ".pubs-entry:has(> .pubs-media) > .pubs-body")
    assert all(body["x"] > box["right"] for body, box in zip(bodies, media, strict=True))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_entries_without_a_picture_keep_the_edge(open_page: Open) -> None:
    page = open_page()
    assert len({box["x"] for box in boxes(page, ".pubs-title")}) == 1


def test_pictures_are_loaded_late_and_have_a_size(open_page: Open) -> None:
    attributes = open_page().eval_on_selector_all(
        ".pubs-media img", "all => all.map(img => [img.loading, img.getAttribute('width'), img.alt])"
    )
    assert [(loading, alt) for loading, _, alt in attributes] == [("lazy", "")] * 6
    assert {int(width) for _, width, _ in attributes} == {width for width, _ in SIZES.values()}


def test_pictures_lead_to_the_work_for_the_pointer_only(open_page: Open) -> None:
    page = open_page()
    link = page.locator("#pub-k1 .pubs-media > a")
    expect(link).to_have_attribute("href", "https://doi.org/10.1000/1")
    assert boxes(page, "#pub-k1 .pubs-media > a") == boxes(page, "#pub-k1 .pubs-media img")
    assert page.locator("#pub-k1").get_by_role("link", name="DOI").count() == 1
    assert page.locator("#pub-k1 .pubs-media").get_by_role("link").count() == 0
    page.locator("#pub-k1 .pubs-permalink").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.pubs-media')") is None
    assert axe(page) == []


def test_links_and_blocks_stand_in_one_row_of_equal_height(open_page: Open) -> None:
    page = open_page()
    row = boxes(page, "#pub-k1 .pubs-actions :is(.pubs-link > a, summary)")
    assert len(row) == 5  # DOI, PDF, code, Abstract, Cite
    assert len({box["y"] for box in row}) == 1
    assert len({box["height"] for box in row}) == 1
    assert row[0]["height"] >= 24


def test_an_open_block_stands_below_the_whole_row(open_page: Open) -> None:
    page = open_page()
    page.locator("#pub-k1 .pubs-abstract > summary").click()
    text = boxes(page, "#pub-k1 .pubs-abstract > p")[0]
    assert text["y"] >= max(box["bottom"] for box in boxes(page, "#pub-k1 .pubs-actions summary"))
    assert text["width"] > 300


def test_the_permalink_takes_no_room(open_page: Open) -> None:
    page = open_page()
    entry, title = boxes(page, ".pubs-entry")[0], boxes(page, ".pubs-body")[0]
    assert title["y"] == entry["y"]
    link = boxes(page, ".pubs-entry .pubs-permalink")[0]
    assert link["x"] < entry["x"]


@pytest.mark.parametrize(("width", "is_beside"), [(1280, True), (360, False)])
def test_years_stand_beside_the_entries_if_there_is_room(
    open_page: Open, width: int, is_beside: bool
) -> None:
    page = open_page(width)
    heading, entries = boxes(page, ".pubs-group > h2")[0], boxes(page, ".pubs-group > .pubs-list")[0]
    assert (heading["right"] <= entries["x"]) is is_beside
    assert page.locator(".pubs-group-count").all_inner_texts() == ["2 papers", "3 papers", "3 papers"]


def test_the_left_edge_is_that_of_the_text_above(open_page: Open) -> None:
    page = open_page()
    paragraph = boxes(page, "article section > p")[0]
    assert boxes(page, ".pubs")[0]["x"] == pytest.approx(paragraph["x"], abs=1)


def test_highlighted_names_are_bold_with_a_homepage_too(open_page: Open) -> None:
    weights = open_page().eval_on_selector_all(
        ".pubs-me, .pubs-me a", "all => all.map(element => Number(getComputedStyle(element).fontWeight))"
    )
    assert weights
    assert min(weights) >= 600


def test_badges_are_readable_words_with_a_frame(open_page: Open) -> None:
    page = open_page()
    assert page.locator("#pub-k1 .pubs-badge").all_inner_texts() == ["CS 2021", "Oral", "Best Sample Award"]
    borders = page.eval_on_selector_all(
        "#pub-k1 .pubs-badge", "all => all.map(element => getComputedStyle(element).borderTopWidth)"
    )
    assert set(borders) == {"1px"}


def test_separators_of_buttons_are_not_shown(open_page: Open) -> None:
    assert "·" not in open_page().locator("#pub-k1").inner_text()


def test_a_page_without_scripts_looks_the_same(open_page: Open) -> None:
    with_scripts = boxes(open_page(), ".pubs-entry")
    assert boxes(open_page(java_script_enabled=False), ".pubs-entry") == with_scripts


@pytest.mark.parametrize("place", ["right", "top", "none"])
def test_pictures_can_stand_elsewhere(
    visit: Visits, pictures: BuildResult, serve: Serve, tmp_path: Path, place: str
) -> None:
    page = open_with_thumbnails(visit, pictures, serve, tmp_path, place)
    if place == "none":
        assert page.locator(".pubs-media").count() == 0
        return
    media, body = boxes(page, ".pubs-media")[0], boxes(page, ".pubs-entry:has(.pubs-media) > .pubs-body")[0]
    assert media["x"] >= body["right"] if place == "right" else media["bottom"] <= body["y"]


@pytest.mark.parametrize(("width", "picture"), [(1280, 224), (360, 72)])
def test_one_work_has_a_large_picture_and_open_blocks(
    visit: Visits, layouts: BuildResult, serve: Serve, width: int, picture: int
) -> None:
    page = visit(serve(layouts.outdir) + "single.html", viewport={"width": width, "height": 900})
    media, body = boxes(page, ".pubs-media")[0], boxes(page, ".pubs-body")[0]
    assert media["width"] == picture
    assert media["x"] >= body["right"]
    expect(page.locator(".pubs-abstract > p")).to_be_visible()
    expect(page.locator(".pubs-bibtex pre")).to_be_visible()
    expect(page.locator(".pubs-copying button")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe(page) == []


def open_with_thumbnails(
    visit: Visits, pictures: BuildResult, serve: Serve, folder: Path, place: str
) -> Page:
    site = Site(folder / "site")
    shutil.copytree(pictures.app.srcdir, site.root)
    index = site.root / "index.rst"
    index.write_text(
        index.read_text(encoding="utf-8").replace(
            "   :highlight:", f"   :thumbnails: {place}\n   :highlight:"
        ),
        encoding="utf-8",
    )
    return visit(serve(site.build().outdir), viewport={"width": 1280, "height": 900})


@pytest.fixture(scope="module")
def layouts(pictures: BuildResult, tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """Build the works as cards and as a table."""
    site = Site(tmp_path_factory.mktemp("layouts") / "source")
    shutil.copytree(pictures.app.srcdir, site.root)
    for name in ("cards", "table"):
        site.write(f"{name}.rst", f":orphan:\n\n{name}\n=====\n\n.. publications::\n   :layout: {name}\n")
    site.write(
        "years.rst", ":orphan:\n\nYears\n=====\n\n.. publications::\n   :layout: cards\n   :group-by: year\n"
    )
    site.write("single.rst", ":orphan:\n\nOne\n===\n\n.. publication:: k0\n   :show: image abstract bibtex\n")
    built = site.build()
    assert built.warnings == ""
    return built


def test_cards_have_equal_plates_and_actions_at_the_foot(
    visit: Visits, layouts: BuildResult, serve: Serve
) -> None:
    page = visit(serve(layouts.outdir) + "cards.html", viewport={"width": 1280, "height": 900})
    media = boxes(page, ".pubs-cards .pubs-media")
    assert len(media) == 8
    assert len({(box["width"], box["height"]) for box in media}) == 1
    cards, actions = boxes(page, ".pubs-cards > li"), boxes(page, ".pubs-cards .pubs-actions")
    feet = [card["bottom"] - row["bottom"] for card, row in zip(cards, actions, strict=True)]
    assert max(feet) - min(feet) <= 1
    assert page.locator(".pubs-plate").first.inner_text() == "CS"


@pytest.mark.parametrize("theme", ["furo", "alabaster"])
def test_cards_of_all_groups_stand_in_one_grid_with_headings_across_it(
    visits: Visits, layouts: BuildResult, serve: Serve, tmp_path: Path, theme: str
) -> None:
    site = Site(Path(layouts.app.srcdir))
    built = site.build(html_theme=theme, fresh=True, outdir=tmp_path / theme)
    page = visits(serve(built.outdir) + "years.html", viewport={"width": 1600, "height": 900})
    columns = [[box["x"] for box in boxes(page, f".pubs-group:nth-of-type({n}) li")] for n in (1, 2, 3)]
    assert [len(column) for column in columns] == [2, 3, 3]
    grid = sorted({x for column in columns for x in column})
    assert len(grid) <= 3
    for column in columns:
        assert column[: len(grid)] == grid[: len(column)]
    # Not beside the cards, as in a list of years.
    heading, outer = boxes(page, ".pubs-group > :first-child")[0], boxes(page, ".pubs")[0]
    assert grid[0] == heading["x"] == outer["x"]
    assert boxes(page, ".pubs-cards")[0]["y"] >= heading["bottom"]
    assert page.get_by_role("heading", name="2022").count() == 1
    assert page.locator(".pubs").get_by_role("list").count() == 3


@pytest.mark.parametrize(("width", "is_table"), [(1280, True), (360, False)])
def test_a_table_is_a_list_where_it_has_no_room(
    visit: Visits, layouts: BuildResult, serve: Serve, width: int, is_table: bool
) -> None:
    page = visit(serve(layouts.outdir) + "table.html", viewport={"width": width, "height": 900})
    display = page.eval_on_selector(".pubs-table tbody tr", "row => getComputedStyle(row).display")
    assert (display == "table-row") is is_table
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    years = boxes(page, ".pubs-table .pubs-date")
    assert max(year["height"] for year in years) < 30
    authors, title = boxes(page, ".pubs-table .pubs-authors")[0], boxes(page, ".pubs-table .pubs-title")[0]
    assert authors["y"] >= title["bottom"] - 2


def test_links_of_tables_are_icons_whose_names_are_their_words(
    visit: Visits, layouts: BuildResult, serve: Serve
) -> None:
    page = visit(serve(layouts.outdir) + "table.html", viewport={"width": 1280, "height": 900})
    first = page.locator(".pubs-table tbody tr").first
    assert [link.get_attribute("title") for link in first.locator(".pubs-link a").all()] == [
        "DOI",
        "PDF",
        "Code",
    ]
    assert first.get_by_role("link", name="PDF", exact=True).count() == 1
    sizes = {(box["width"], box["height"]) for box in boxes(page, ".pubs-table .pubs-link a")}
    assert sizes == {(28, 28)}
    words = boxes(page, ".pubs-table .pubs-word")
    assert max(box["width"] * box["height"] for box in words) <= 1


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme"])
def test_badges_in_the_colors_of_venues_are_readable(
    visits: Visits, serve: Serve, tmp_path: Path, theme: str, mode: Literal["light", "dark"]
) -> None:
    site = Site(tmp_path / "source")
    colors = {"A": "#ffd500", "B": "#0b1f66", "C": "#d02020", "D": "#777777"}
    site.write(
        "papers.bib",
        "".join(
            f"@article{{{key}, title={{T}}, journal={{J}}, abbr={{{key}}}, year=2020}}\n" for key in colors
        ),
    )
    site.write("index.rst", "Works\n=====\n\n.. publications:: papers.bib\n   :controls: venue\n")
    site.write("conf.py", "extensions = ['sphinx_pubs']\n")
    venues = {key: {"color": color} for key, color in colors.items()}
    venues["D"]["url"] = "https://example.org/d"
    page = visits(serve(site.build(html_theme=theme, pubs_venues=venues).outdir), color_scheme=mode)
    badge = page.locator("#pub-B .pubs-badge")
    expect(badge).to_have_css("background-color", "rgb(11, 31, 102)")
    expect(badge.locator("a")).to_have_css("color", "rgb(255, 255, 255)")
    expect(page.locator("#pub-A .pubs-badge a")).to_have_css("color", "rgb(0, 0, 0)")
    assert axe(page) == []
    for key in ("A", "D"):
        link = page.locator(f"#pub-{key} .pubs-badge a")
        link.hover()
        expect(link).to_have_css("color", "rgb(0, 0, 0)")
    page.emulate_media(media="print")
    expect(badge).not_to_have_css("background-color", "rgb(11, 31, 102)")
