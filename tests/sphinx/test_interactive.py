"""What lists have in HTML pages only; what the scripts make of it is in tests/browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sphinx_pubs.export.bibtex import to_bibtex
from sphinx_pubs.readers.load import reader_for
from sphinx_pubs.sphinx_ext.assets import SCRIPTS
from tests.support import Built, Site

Make = Callable[[str], Site]


def entry(number: int, **fields: str) -> str:
    whole = {"title": f"Title {number}", "author": "A, Bo and C, D.", "year": str(2000 + number), **fields}
    return (
        f"@article{{k{number},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in whole.items())
        + "}\n"
    )


def listing(site: Make, count: int = 3, options: str = "", **fields: str) -> Site:
    source = site("alone")
    source.write("papers.bib", "\n".join(entry(number, **fields) for number in range(count)))
    source.write("index.rst", f"List\n====\n\n.. publications:: papers.bib\n{options}")
    return source


def data(built: Built, name: str = "index.html") -> list[dict[str, Any]]:
    return [json.loads(block.get_text()) for block in built.page(name).select(".pubs > script.pubs-data")]


@pytest.mark.parametrize(("count", "there"), [(19, False), (20, True)])
def test_only_a_long_list_has_controls_by_itself(site: Make, count: int, there: bool) -> None:
    assert bool(data(listing(site, count).build())) is there


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("   :controls: search year\n", ["search", "year"]),
        ("   :controls: none\n", None),
        ("   :controls:\n", ["year"]),
        ("", ["year"]),
    ],
)
def test_the_option_goes_before_the_configuration(
    site: Make, options: str, expected: list[str] | None
) -> None:
    found = data(listing(site, 20, options).build(pubs_controls="year"))
    assert [block["controls"] for block in found] == ([] if expected is None else [expected])


def test_a_control_that_does_not_exist_is_said(site: Make) -> None:
    built = listing(site, 2, "   :controls: years\n").build()
    assert "unknown control 'years': use search, year" in built.warnings


def test_the_data_is_in_the_order_of_the_page(site: Make) -> None:
    built = listing(site, 3, "   :controls:\n   :group-by: year\n   :sort: title\n").build()
    (found,) = data(built)
    year = next(facet for facet in found["facets"] if facet["name"] == "year")
    shown = [tag.get_text()[:4] for tag in built.page().select(".pubs-group h2")]
    assert [year["values"][place] for place in year["of"]] == shown == ["2002", "2001", "2000"]
    assert found["orders"]["title"] == [3, 2, 1]
    assert len(built.page().select("div.pubs")) == 1


def test_values_are_ordered_by_records_however_many_groups_these_stand_in(site: Make) -> None:
    source = listing(site, 0, "   :controls:\n   :group-by: tag\n")
    tags = {"a": "x, y, z", "b": "", "c": ""}
    journals = {"a": "Often Here", "b": "Journal", "c": "Journal"}
    records = [entry(at, keywords=tags[key], journal=journals[key]) for at, key in enumerate(tags)]
    source.write("papers.bib", "\n".join(records))
    (found,) = data(source.build())
    assert len(found["again"]) == 2
    venues = next(facet for facet in found["facets"] if facet["name"] == "venue")
    assert venues["values"] == ["Journal", "Often Here"]


def test_a_list_with_groups_and_no_headings_is_one_list(site: Make) -> None:
    built = listing(site, 3, "   :controls:\n   :group-by: year\n   :heading-level: none\n").build()
    assert len(data(built)) == len(built.page().select("div.pubs")) == 1
    assert len(built.page().select("div.pubs > ul.pubs-list")) == 3


def test_data_cannot_end_its_block(site: Make) -> None:
    built = listing(site, 2, "   :controls:\n", author="{</script><b>x</b>} and E, F").build()
    (found,) = data(built)
    assert any("</script>" in str(facet["values"]) for facet in found["facets"])
    assert not built.page().select("b")


def test_downloads_are_the_records_in_the_order_of_the_page(site: Make) -> None:
    source = listing(site, 3, "   :controls: download\n", code="https://example.org/code", abstract="All.")
    built = source.build()
    (found,) = data(built)
    assert found["file"] == "_pubs/index-0"
    records = {suffix: _called(built, suffix) for suffix in ("bib", "json", "ris")}
    assert [item["id"] for item in records["json"]] == ["k2", "k1", "k0"]
    for suffix in ("bib", "ris"):
        assert all(f"Title {number}" in text for number, text in zip((2, 1, 0), records[suffix], strict=True))
    read = reader_for("x.bib", b"@misc{a}")
    assert read is not None
    again = read("".join(records["bib"]).encode(), "x.bib", "utf-8")
    assert [to_bibtex(record) for record in again.records] == records["bib"]  # type: ignore[arg-type]
    assert "code" not in "".join(records["bib"])


def _called(built: Built, suffix: str) -> list[Any]:
    text = built.text(f"_pubs/index-0.{suffix}.js")
    found: list[Any] = json.loads(text.removeprefix("SphinxPubs.loaded(").rstrip().removesuffix(")"))
    return found


def test_downloads_of_a_list_that_is_gone_are_removed(site: Make) -> None:
    source = listing(site, 3, "   :controls: download\n")
    built = source.build()
    assert (built.outdir / "_pubs" / "index-0.bib.js").exists()
    source.write("index.rst", "List\n====\n\n.. publications:: papers.bib\n")
    assert not list((source.build().outdir / "_pubs").glob("*"))


@pytest.mark.parametrize(("builder", "page"), [("html", "a/deep.html"), ("dirhtml", "a/deep/index.html")])
def test_the_page_finds_its_downloads(site: Make, builder: str, page: str) -> None:
    source = listing(site)
    source.write(
        "a/deep.rst", ":orphan:\n\nDeep\n====\n\n.. publications:: /papers.bib\n   :controls: download\n"
    )
    built = source.build(builder)
    (found,) = data(built, page)
    path = built.outdir / page
    assert (path.parent / f"{found['file']}.bib.js").resolve().is_file()


def test_an_entry_has_a_link_to_itself_that_is_no_part_of_its_text(site: Make) -> None:
    source = listing(site, 1)
    page = source.build(html_permalinks_icon="<i>#</i>").page()
    link = page.select_one("li#pub-k0 > a.pubs-permalink")
    assert link is not None
    assert (link["href"], link["title"], link["data-icon"]) == ("#pub-k0", "Link to this entry", "#")
    assert link.get_text() == ""
    usual = source.build().page().select_one("li#pub-k0 > a.pubs-permalink")
    assert usual is not None
    assert set(usual.attrs) == {"class", "href", "title"}
    assert not source.build(html_permalinks=False).page().select(".pubs-permalink")


def test_abstracts_and_bibtex_are_blocks_that_open_in_html_only(site: Make) -> None:
    source = listing(site, 1, "   :show: abstract bibtex\n", abstract="All about it.")
    page = source.build().page()
    blocks = {tag["class"][0]: tag for tag in page.select("li.pubs-entry > details")}
    assert list(blocks) == ["pubs-abstract", "pubs-bibtex"]
    assert [tag.summary.get_text() for tag in blocks.values() if tag.summary] == ["Abstract", "BibTeX"]
    assert "All about it." in blocks["pubs-abstract"].get_text()
    assert "@article{k0," in blocks["pubs-bibtex"].get_text()
    assert "All about it." in source.build("text").text("index.txt")
    epub = source.build("epub")
    assert "details" not in epub.text("index.xhtml")
    assert "pubs-data" not in epub.text("index.xhtml")


def test_a_long_list_is_laid_out_in_pieces(site: Make) -> None:
    source = listing(site, 301)
    lists = source.build().page().select(".pubs-long > ul.pubs-list")
    assert [len(part.select("li.pubs-entry")) for part in lists] == [100, 100, 100, 1]
    source.write("papers.bib", "\n".join(map(entry, range(299))))
    assert not source.build().page().select(".pubs-long")


def test_scripts_are_where_the_stylesheet_is(site: Make) -> None:
    built = site("basic").build()
    for name in SCRIPTS:
        linked = [page for page in ("index", "plain") if f"sphinx_pubs/{name}" in built.text(f"{page}.html")]
        assert linked == ["index"], name
        assert (built.outdir / "_static" / "sphinx_pubs" / name).is_file()
