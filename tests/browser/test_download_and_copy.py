"""Downloads of the shown entries, and copying BibTeX."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.load import reader_for
from tests.browser.data import PAPERS, TITLES, matching
from tests.browser.support import Listing, Visits, axe
from tests.support import BuildResult

pytestmark = pytest.mark.browser

FORMATS = ("bib", "json", "ris")
#: Standard fields of BibTeX and biblatex; an export must have no others.
STANDARD = set("author title journal booktitle institution year date month keywords abstract".split())


def download_file(listing: Listing, file_format: str, folder: Path) -> Path:
    with listing.page.expect_download() as download:
        listing.download(file_format).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == f".{file_format}"
    return path


def read(path: Path) -> list[Publication]:
    content = path.read_bytes()
    reader = reader_for(path.name, content)
    assert reader is not None
    result = reader(content, path.name)
    assert result.problems == ()
    return [record for record in result.records if isinstance(record, Publication)]


@pytest.fixture(params=["http", "file"])
def anywhere(request: pytest.FixtureRequest, visit: Visits, url: str, papers: BuildResult) -> Listing:
    return Listing(visit(url if request.param == "http" else (papers.outdir / "index.html").as_uri()))


@pytest.mark.parametrize("file_format", FORMATS)
def test_download_of_shown_entries(anywhere: Listing, file_format: str, tmp_path: Path) -> None:
    anywhere.facet("venue").choose("CT")
    anywhere.facet("tag").choose("vision")
    shown = matching(PAPERS, venue={"CT"}, tag={"vision"})
    anywhere.expect(shown)
    records = read(download_file(anywhere, file_format, tmp_path))
    assert sorted(plain(record.title) for record in records) == sorted(paper.title for paper in shown)
    expected = {paper.title: (len(paper.authors), paper.year) for paper in shown}
    for record in records:
        assert record.date is not None
        assert (len(record.contributors), record.date.year) == expected[plain(record.title)]


@pytest.mark.parametrize("file_format", FORMATS)
def test_download_of_the_complete_list(listing: Listing, file_format: str, tmp_path: Path) -> None:
    records = read(download_file(listing, file_format, tmp_path))
    assert sorted(plain(record.title) for record in records) == sorted(TITLES.values())


def test_download_is_in_the_shown_order(listing: Listing, tmp_path: Path) -> None:
    listing.search.fill("hashes")
    listing.sort_by("Title")
    listing.expect(
        sorted((paper for paper in PAPERS if "Hashes" in paper.title), key=lambda paper: paper.title),
        ordered=True,
    )
    assert [
        plain(record.title) for record in read(download_file(listing, "bib", tmp_path))
    ] == listing.shown()


def test_data_is_loaded_once_and_only_when_needed(visits: Visits, url: str, tmp_path: Path) -> None:
    context = visits.context()
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/_pubs/" in request.url else None)
    page.goto(url)
    listing = Listing(page)
    listing.search.fill("sparse")
    assert fetched == []
    download_file(listing, "bib", tmp_path)
    download_file(listing, "bib", tmp_path)
    assert len(fetched) <= 1


def test_csl_json_is_a_list_of_items(listing: Listing, tmp_path: Path) -> None:
    listing.search.fill("zygomorphic")
    listing.expect([paper for paper in PAPERS if paper.key == "unusual"])
    [item] = json.loads(download_file(listing, "json", tmp_path).read_text(encoding="utf-8"))
    assert (item["title"], item["type"], item["issued"]) == (
        "Zygomorphic",
        "article-journal",
        {"date-parts": [[1999]]},
    )


@pytest.mark.parametrize("file_format", FORMATS)
def test_title_that_looks_like_a_private_field_is_kept(
    listing: Listing, file_format: str, tmp_path: Path
) -> None:
    listing.search.fill('"code = x"')
    listing.expect([paper for paper in PAPERS if paper.key == "private"])
    path = download_file(listing, file_format, tmp_path)
    [record] = read(path)
    assert plain(record.title) == TITLES["private"]
    assert "private-code" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("file_format", FORMATS)
def test_download_is_disabled_for_an_empty_result(listing: Listing, file_format: str) -> None:
    listing.search.fill("nowhere to be found")
    listing.expect([])
    button = listing.download(file_format)
    expect(button).to_be_disabled()
    listing.search.fill("zygomorphic")
    expect(button).to_be_enabled()


def open_bibtex(listing: Listing, key: str) -> tuple[str, Callable[[], None]]:
    """Open the BibTeX of an entry; return it, and a function that clicks the copy button."""
    entry = listing.entry(TITLES[key])
    details = entry.locator("details.pubs-bibtex")
    expect(details.locator("button")).to_have_count(0)
    details.locator("summary").click()
    button = details.locator("button.pubs-copy")
    expect(button).to_have_text("Copy")
    return details.locator("pre").text_content() or "", button.click


def test_copy_button(visit: Visits, url: str) -> None:
    page = visit(url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    listing = Listing(page)
    text, copy = open_bibtex(listing, "accents")
    assert text.startswith("@article{accents,")
    copy()
    button = listing.entry(TITLES["accents"]).locator("button.pubs-copy")
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").strip() == text.strip()
    expect(listing.root.get_by_role("status").filter(has_text="Copied")).not_to_have_count(0)
    expect(button).to_have_text("Copy", timeout=5000)


CLIPBOARDS = {
    "refused": "if (globalThis.Clipboard) Clipboard.prototype.writeText = () => Promise.reject('no');",
    "missing": "Object.defineProperty(navigator, 'clipboard', {value: undefined});",
}


@pytest.mark.parametrize("clipboard", CLIPBOARDS)
def test_text_is_selected_if_the_clipboard_is_not_available(visit: Visits, url: str, clipboard: str) -> None:
    page = visit(url, script=CLIPBOARDS[clipboard] + "document.execCommand = () => false;")
    listing = Listing(page)
    text, copy = open_bibtex(listing, "accents")
    copy()
    page.wait_for_function("getSelection().toString().includes('@article{accents')")
    assert page.evaluate("getSelection().toString()").strip() == text.strip()
    expect(listing.entry(TITLES["accents"]).locator("button.pubs-copy")).not_to_have_text("Copied")


def test_copy_command_is_used_without_the_clipboard_api(visit: Visits, url: str) -> None:
    script = (
        "document.execCommand = name => { window.command = [name, getSelection().toString()]; return true; };"
    )
    page = visit(url, script=CLIPBOARDS["missing"] + script)
    listing = Listing(page)
    text, copy = open_bibtex(listing, "accents")
    copy()
    page.wait_for_function("window.command")
    name, selected = page.evaluate("window.command")
    assert name == "copy"
    field = page.evaluate("document.activeElement.value ?? ''")
    assert text.strip() in {selected.strip(), field.strip()}


def open_citation(page: Page, key: str) -> Locator:
    """Open the block *Cite* of an entry; return its row of buttons."""
    page.locator(f"#pub-{key} .pubs-bibtex > summary").click()
    return page.locator(f"#pub-{key} .pubs-copying")


def test_buttons_stand_between_the_reference_and_the_code(page: Page) -> None:
    row = open_citation(page, "accents")
    names = [row.get_by_role("button").nth(index) for index in range(3)]
    for button, name in zip(names, ("Copy", "Download .bib", "Copy link"), strict=True):
        expect(button).to_have_accessible_name(name)
        expect(button.locator("svg")).to_be_visible()
    assert [name.inner_text() for name in names] == ["Copy", ".bib", "Copy link"]
    block = page.locator("#pub-accents .pubs-bibtex")
    reference, code = block.locator(".pubs-citation").bounding_box(), block.locator("pre").bounding_box()
    box, last = row.bounding_box(), names[2].bounding_box()
    assert reference
    assert code
    assert box
    assert last
    assert reference["y"] + reference["height"] <= box["y"] + 1
    assert box["y"] + box["height"] <= code["y"] + 1
    assert last["x"] + last["width"] == pytest.approx(code["x"] + code["width"], abs=2)


def test_the_reference_is_in_words(page: Page) -> None:
    open_citation(page, "accents")
    expect(page.locator("#pub-accents .pubs-citation")).to_have_text(
        "Testmüller, Ü. and Alfa, A. (2016). Über naïve Façades. Journal of Synthetic Examples."
    )


def test_an_entry_is_saved_under_its_key(page: Page, tmp_path: Path) -> None:
    row = open_citation(page, "accents")
    with page.expect_download() as download:
        row.get_by_role("button", name="Download .bib").click()
    assert download.value.suggested_filename == "accents.bib"
    path = tmp_path / "accents.bib"
    download.value.save_as(path)
    assert [record.key for record in read(path)] == ["accents"]


def test_link_of_an_entry_is_copied_without_the_filters(visit: Visits, url: str) -> None:
    page = visit(f"{url}?pubs-q=fa%C3%A7ades")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = open_citation(page, "accents").get_by_role("button").nth(2)
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    expect(page.locator("#pub-accents .pubs-copying").get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{url}#pub-accents"
    expect(button).to_have_text("Copy link", timeout=5000)
    expect(button).to_be_focused()


def test_link_is_selected_if_the_clipboard_is_not_available(visit: Visits, url: str) -> None:
    page = visit(url, script=CLIPBOARDS["missing"] + "document.execCommand = () => false;")
    row = open_citation(page, "accents")
    row.get_by_role("button", name="Copy link").click()
    expect(row.get_by_role("status")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == f"{url}#pub-accents"


def test_keyboard_reaches_the_buttons_and_the_code(page: Page) -> None:
    summary = page.locator("#pub-accents .pubs-bibtex > summary")
    summary.focus()
    page.keyboard.press("Enter")
    buttons = page.locator("#pub-accents .pubs-copying button")
    expect(buttons).to_have_count(3)
    for index in range(3):
        page.keyboard.press("Tab")
        expect(buttons.nth(index)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#pub-accents pre")).to_be_focused()


@pytest.mark.parametrize(("color", "is_clear"), [("rgb(102, 0, 0)", True), ("rgb(170, 170, 170)", False)])
def test_bibtex_has_the_colors_of_the_code_of_the_site_if_they_are_clear(
    page: Page, color: str, is_clear: bool
) -> None:
    page.add_style_tag(
        content=".pubs .highlight { background: #fff } .pubs .highlight :is(pre, span) { background: none }"
        f".pubs .highlight span {{ color: #111 }} .pubs .highlight .na {{ color: {color} }}"
    )
    open_citation(page, "accents")
    colors = page.eval_on_selector_all(
        "#pub-accents pre span", "all => all.map(element => getComputedStyle(element).color)"
    )
    assert (color in colors) is is_clear
    assert "rgb(17, 17, 17)" in colors
    assert axe(page) == []


def test_bibtex_on_the_page_has_only_standard_fields(papers: BuildResult) -> None:
    for pre in papers.page().select(".pubs-bibtex pre"):
        fields = {line.split("=")[0].strip() for line in pre.get_text().splitlines() if line.startswith("  ")}
        assert fields <= STANDARD


def test_bibtex_on_the_page_equals_the_download(listing: Listing, tmp_path: Path) -> None:
    text = download_file(listing, "bib", tmp_path).read_text(encoding="utf-8")
    for pre in listing.root.locator(".pubs-bibtex pre").all_text_contents():
        assert pre.strip() in text
