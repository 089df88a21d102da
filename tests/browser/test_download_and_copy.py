"""Downloads of the shown entries, and copying BibTeX."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.load import reader_for
from tests.browser.data import PAPERS, TITLES, matching
from tests.browser.support import Listing, Visits
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


def test_bibtex_on_the_page_has_only_standard_fields(papers: BuildResult) -> None:
    for pre in papers.page().select(".pubs-bibtex pre"):
        fields = {line.split("=")[0].strip() for line in pre.get_text().splitlines() if line.startswith("  ")}
        assert fields <= STANDARD


def test_bibtex_on_the_page_equals_the_download(listing: Listing, tmp_path: Path) -> None:
    text = download_file(listing, "bib", tmp_path).read_text(encoding="utf-8")
    for pre in listing.root.locator(".pubs-bibtex pre").all_text_contents():
        assert pre.strip() in text
