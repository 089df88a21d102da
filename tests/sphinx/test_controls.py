"""Parts of lists that only HTML has: controls, downloads, permalinks, scripts. See also tests/browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sphinx_pubs.export.bibtex import to_bibtex
from sphinx_pubs.readers.load import reader_for
from sphinx_pubs.sphinx_ext.assets import SCRIPT, SCRIPTS, SCRIPTS_DIR
from tests.support import BuildResult, Site

MakeSite = Callable[[str], Site]


def entry(number: int, **fields: str) -> str:
    values = {"title": f"Title {number}", "author": "A, Bo and C, D.", "year": str(2000 + number), **fields}
    return (
        f"@article{{k{number},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
        + "}\n"
    )


def list_site(site: MakeSite, count: int = 3, options: str = "", **fields: str) -> Site:
    source = site("alone")
    source.write("papers.bib", "\n".join(entry(number, **fields) for number in range(count)))
    source.write("index.rst", f"List\n====\n\n.. publications:: papers.bib\n{options}")
    return source


def data(built: BuildResult, name: str = "index.html") -> list[dict[str, Any]]:
    return [json.loads(block.get_text()) for block in built.page(name).select(".pubs > script.pubs-data")]


@pytest.mark.parametrize(("count", "expected"), [(19, False), (20, True)])
def test_only_long_lists_have_controls_by_default(site: MakeSite, count: int, expected: bool) -> None:
    assert bool(data(list_site(site, count).build())) is expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("   :controls: search year\n", ["search", "year"]),
        ("   :controls: none\n", None),
        ("   :controls:\n", ["year"]),
        ("", ["year"]),
    ],
)
def test_option_takes_precedence_over_configuration(
    site: MakeSite, options: str, expected: list[str] | None
) -> None:
    lists = data(list_site(site, 20, options).build(pubs_controls="year"))
    assert [block["controls"] for block in lists] == ([] if expected is None else [expected])


def test_unknown_control_is_reported(site: MakeSite) -> None:
    built = list_site(site, 2, "   :controls: years\n").build()
    assert "unknown control 'years': use search, year" in built.warnings


def test_data_is_in_page_order(site: MakeSite) -> None:
    built = list_site(site, 3, "   :controls:\n   :group-by: year\n   :sort: title\n").build()
    (block,) = data(built)
    year = next(facet for facet in block["facets"] if facet["name"] == "year")
    shown = [tag.get_text()[:4] for tag in built.page().select(".pubs-group h2")]
    assert [year["values"][index] for index in year["of"]] == shown == ["2002", "2001", "2000"]
    assert block["orders"]["title"] == [3, 2, 1]
    assert len(built.page().select("div.pubs")) == 1


def test_facet_values_are_ordered_by_number_of_records_not_of_list_items(site: MakeSite) -> None:
    source = list_site(site, 0, "   :controls:\n   :group-by: tag\n")
    tags = {"a": "x, y, z", "b": "", "c": ""}
    journals = {"a": "Often Here", "b": "Journal", "c": "Journal"}
    records = [entry(number, keywords=tags[key], journal=journals[key]) for number, key in enumerate(tags)]
    source.write("papers.bib", "\n".join(records))
    (block,) = data(source.build())
    assert len(block["again"]) == 2
    venues = next(facet for facet in block["facets"] if facet["name"] == "venue")
    assert venues["values"] == ["Journal", "Often Here"]


def test_list_with_groups_without_headings_is_one_list(site: MakeSite) -> None:
    built = list_site(site, 3, "   :controls:\n   :group-by: year\n   :heading-level: none\n").build()
    assert len(data(built)) == len(built.page().select("div.pubs")) == 1
    assert len(built.page().select("div.pubs > ul.pubs-list")) == 3


def test_data_cannot_close_its_script_element(site: MakeSite) -> None:
    built = list_site(site, 2, "   :controls:\n", author="{</script><b>x</b>} and E, F").build()
    (block,) = data(built)
    assert any("</script>" in str(facet["values"]) for facet in block["facets"])
    assert not built.page().select("b")


def test_downloads_have_the_records_in_page_order(site: MakeSite) -> None:
    source = list_site(site, 3, "   :controls: download\n", code="https://example.org/code", abstract="All.")
    built = source.build()
    (block,) = data(built)
    assert block["file"] == "_pubs/index-0"
    records = {suffix: _downloaded(built, suffix) for suffix in ("bib", "json", "ris")}
    assert [item["id"] for item in records["json"]] == ["k2", "k1", "k0"]
    for suffix in ("bib", "ris"):
        assert all(f"Title {number}" in text for number, text in zip((2, 1, 0), records[suffix], strict=True))
    read = reader_for("x.bib", b"@misc{a}")
    assert read is not None
    result = read("".join(records["bib"]).encode(), "x.bib", "utf-8")
    assert [to_bibtex(record) for record in result.records] == records["bib"]  # type: ignore[arg-type]
    assert not any("https://example.org/code" in record for record in records["bib"])


def _downloaded(built: BuildResult, suffix: str) -> list[Any]:
    text = built.text(f"_pubs/index-0.{suffix}.js")
    records: list[Any] = json.loads(text.removeprefix("SphinxPubs.loaded(").rstrip().removesuffix(")"))
    return records


def test_downloads_of_a_removed_list_are_deleted(site: MakeSite) -> None:
    source = list_site(site, 3, "   :controls: download\n")
    built = source.build()
    assert (built.outdir / "_pubs" / "index-0.bib.js").exists()
    source.write("index.rst", "List\n====\n\n.. publications:: papers.bib\n")
    assert not list((source.build().outdir / "_pubs").glob("*"))


@pytest.mark.parametrize(("builder", "page"), [("html", "a/deep.html"), ("dirhtml", "a/deep/index.html")])
def test_path_to_the_downloads_is_relative_to_the_page(site: MakeSite, builder: str, page: str) -> None:
    source = list_site(site)
    source.write(
        "a/deep.rst", ":orphan:\n\nDeep\n====\n\n.. publications:: /papers.bib\n   :controls: download\n"
    )
    built = source.build(builder)
    (block,) = data(built, page)
    path = built.outdir / page
    assert (path.parent / f"{block['file']}.bib.js").resolve().is_file()


def test_permalink_is_not_part_of_the_text_of_an_entry(site: MakeSite) -> None:
    source = list_site(site, 1)
    page = source.build(html_permalinks_icon="<i>#</i>").page()
    link = page.select_one("li#pub-k0 > a.pubs-permalink")
    assert link is not None
    assert (link["href"], link["title"], link["data-icon"]) == ("#pub-k0", "Link to this entry", "#")
    assert link.get_text() == ""
    default = source.build().page().select_one("li#pub-k0 > a.pubs-permalink")
    assert default is not None
    assert set(default.attrs) == {"class", "href", "title"}
    assert not source.build(html_permalinks=False).page().select(".pubs-permalink")


def test_abstract_and_bibtex_can_be_opened_in_html_only(site: MakeSite) -> None:
    source = list_site(site, 1, "   :show: abstract bibtex\n", abstract="All about it.")
    page = source.build().page()
    blocks = {tag["class"][0]: tag for tag in page.select("li.pubs-entry .pubs-actions > details")}
    assert list(blocks) == ["pubs-abstract", "pubs-bibtex"]
    assert [tag.summary.get_text() for tag in blocks.values() if tag.summary] == ["Abstract", "Cite"]
    assert "All about it." in blocks["pubs-abstract"].get_text()
    assert "@article{k0," in blocks["pubs-bibtex"].get_text()
    assert "All about it." in source.build("text").text("index.txt")
    epub = source.build("epub")
    assert "details" not in epub.text("index.xhtml")
    assert "pubs-data" not in epub.text("index.xhtml")


def test_the_reference_above_bibtex_is_for_other_works(site: MakeSite) -> None:
    fields = {
        "author": "Doe, Jane and Roe, Richard",
        "author+an": "1=equal",
        "year": "2020",
        "award": "Best Paper",
        "note": "Soon.",
        "url": "https://example.org/x",
    }
    source = list_site(site, 1, "   :show: bibtex\n   :highlight: Jane Doe\n", **fields)
    (reference,) = source.build().page().select(".pubs-bibtex > .pubs-citation")
    assert reference.get_text() == "Doe, J. and Roe, R. (2020). Title 0. https://example.org/x"
    assert [tag.name for tag in reference.select("*")] == ["a"]
    # Other builders have the same in the lines of the entry.
    for builder in ("text", "latex"):
        text = next(source.build(builder).outdir.glob("*.t*[xt]*")).read_text(encoding="utf-8")
        assert "Title 0" in text
        assert "Doe, J." not in text


def test_blocks_of_one_work_are_open(site: MakeSite) -> None:
    source = list_site(site, 1, "   :show: abstract bibtex\n", abstract="All about it.")
    source.write(
        "index.rst",
        "List\n====\n\n.. publication:: k0\n   :show: abstract bibtex\n   :class: mine\n\n"
        ".. publications::\n   :show: abstract bibtex\n",
    )
    single, others = source.build(pubs_sources=["papers.bib"]).page().select(".pubs")
    assert single["class"][:5] == [
        "pubs",
        "pubs-publications",
        "pubs-single",
        "mine",
        "pubs-thumbnails-right",
    ]
    assert [block.has_attr("open") for block in single.select("details")] == [True, True]
    assert [block.has_attr("open") for block in others.select("details")] == [False, False]


def test_bibtex_of_long_lists_is_not_highlighted(site: MakeSite) -> None:
    source = list_site(site, 299, "   :show: bibtex\n")
    assert source.build().page().select(".pubs-bibtex .highlight-bibtex span.nt, .pubs-bibtex span.nc")
    source.write("papers.bib", "\n".join(map(entry, range(301))))
    page = source.build().page()
    assert len(page.select(".pubs-bibtex pre")) == 301
    assert not page.select(".highlight-bibtex")


def test_bibtex_that_pygments_does_not_know_gives_no_warning(site: MakeSite) -> None:
    source = list_site(site, 0, "   :show: bibtex\n")
    source.write("papers.bib", "@misc{a key with blanks & more,\n  title = {T} % why\n}\n")
    built = source.build()
    assert "Lexing" not in built.warnings
    assert built.page().select(".pubs-bibtex pre")


def test_readers_get_the_bibtex_of_the_author_or_that_of_the_record(site: MakeSite) -> None:
    source = list_site(site, 1, "   :show: bibtex\n   :controls: download\n", title="On {G}auss", owner="me")
    for export, title in (("source", "{On {G}auss}"), ("record", "{On Gauss}")):
        built = source.build(pubs_export=export)
        (block,) = built.page().select(".pubs-bibtex")
        (download,) = built.outdir.glob("_pubs/*.bib.js")
        for text in (block.get_text(), download.read_text(encoding="utf-8")):
            assert f"title = {title}," in text
            assert "owner" not in text


def test_long_list_is_split_into_parts(site: MakeSite) -> None:
    source = list_site(site, 301)
    lists = source.build().page().select(".pubs-long > ul.pubs-list")
    assert [len(part.select("li.pubs-entry")) for part in lists] == [100, 100, 100, 1]
    source.write("papers.bib", "\n".join(map(entry, range(299))))
    assert not source.build().page().select(".pubs-long")


def test_only_pages_with_lists_load_the_scripts(site: MakeSite) -> None:
    source = site("basic")
    built = source.build()
    pages = [page for page in ("index", "plain") if f"sphinx_pubs/{SCRIPT}?v=" in built.text(f"{page}.html")]
    assert pages == ["index"]
    joined = (built.outdir / "_static" / "sphinx_pubs" / SCRIPT).read_text(encoding="utf-8")
    assert "/**" not in joined
    assert "class PubsList" in joined
    epub = source.build("epub")
    assert not list(epub.outdir.glob(f"**/{SCRIPT}"))
    assert SCRIPT not in epub.text("index.xhtml")


def test_every_script_is_part_of_the_one_that_pages_load() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in SCRIPTS_DIR.glob("*.js"))
