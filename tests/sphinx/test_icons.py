"""Icons of links on built pages: the sprite, the site's own icons, and builders without icons."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from sphinx_pubs.sphinx_ext.lists.icons import BLOCK_ICONS, CONTROL_ICONS, ICONS_DIR
from sphinx_pubs.sphinx_ext.lists.svg import SvgError, read_svg
from tests.support import LISTS_AS_NODES, BuildResult, Site

MakeSite = Callable[[str], Site]

PAPERS = """
@article{a, title={A}, year=2020, doi={10.1000/1}, code={https://github.com/a/b}, pdf={https://example.org/1.pdf}}
@article{b, title={B}, year=2019, code={https://example.org/code}, link_card={https://example.org/card}}
"""
LIST = "Page\n====\n\n.. publications:: papers.bib\n"
CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'


@pytest.fixture
def papers(site: MakeSite) -> Site:
    source = site("alone")
    source.write("papers.bib", PAPERS)
    source.write("index.rst", LIST)
    return source


def used(built: BuildResult, name: str = "index.html") -> list[str]:
    return [str(tag["href"]).removeprefix("#pubs-i-") for tag in built.page(name).select(".pubs-icon use")]


def symbols(built: BuildResult, name: str = "index.html") -> list[str]:
    page = built.page(name)
    assert len(page.select(".pubs-sprite")) <= 1
    return [str(tag["id"]).removeprefix("pubs-i-") for tag in page.select(".pubs-sprite[hidden] symbol")]


@pytest.mark.parametrize("conf", ["", LISTS_AS_NODES], ids=["HTML", "nodes"])
@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_sprite_has_the_icons_that_the_page_uses(papers: Site, builder: str, conf: str) -> None:
    with (papers.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(conf)
    built = papers.build(builder)
    assert built.warnings == ""
    assert used(built) == ["doi", "github", "file", "code", "link"]
    assert symbols(built) == ["code", "doi", "file", "github", "link"]
    assert built.text("index.html").count((ICONS_DIR / "octicons" / "code.svg").read_text()[60:200]) == 1


def test_pages_without_icons_have_no_sprite(papers: Site) -> None:
    papers.write("index.rst", f"{LIST}   :layout: reference\n")
    papers.write("other.rst", ":orphan:\n\nOther\n=====\n")
    built = papers.build()
    assert "pubs-i-" not in built.text("index.html") + built.text("other.html") + built.text("search.html")
    assert "pubs-sprite" not in built.text("index.html")


@pytest.mark.parametrize("option", [":controls: search", ":show: bibtex"])
def test_pages_with_scripts_have_their_icons(papers: Site, option: str) -> None:
    papers.write("index.rst", f"{LIST}   {option}\n")
    built = papers.build()
    assert symbols(built) == sorted({*used(built), *CONTROL_ICONS, *BLOCK_ICONS})


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man", "xml"])
def test_other_builders_keep_words(papers: Site, builder: str) -> None:
    with (papers.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write('epub_copyright = "authors"\n')
    papers.write("index.rst", f"{LIST}   :show: bibtex\n")
    built = papers.build(builder)
    texts = [path.read_bytes() for path in built.outdir.rglob("*") if path.is_file()]
    assert any(b"DOI" in text for text in texts)
    assert not any(b"pubs-i-" in text for text in texts)


def test_search_index_has_no_icons(papers: Site) -> None:
    assert "pubs-i" not in papers.build().text("searchindex.js")


def test_icons_can_be_off(papers: Site) -> None:
    papers.write("index.rst", f"{LIST}   :show: bibtex\n   :controls: search\n")
    built = papers.build(pubs_icons=False)
    assert "pubs-i" not in built.text("index.html")


def test_a_change_of_the_value_is_seen(papers: Site) -> None:
    papers.build(pubs_icons=False)
    assert used(papers.build())
    assert not used(papers.build(pubs_icons=False))


# --- the site's own icons ---


def test_own_icons(papers: Site) -> None:
    papers.write("_icons/circle.svg", CIRCLE)
    built = papers.build(pubs_icons={"code": "_icons/circle.svg", "Other": "/_icons/circle.svg"})
    assert built.warnings == ""
    assert used(built) == ["doi", "own-1", "file", "own-1", "own-2"]
    assert symbols(built) == ["doi", "file", "own-1", "own-2"]
    symbol = '<symbol id="pubs-i-own-1" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"></circle></symbol>'
    assert symbol in built.text("index.html")


def test_changed_file_changes_the_page(papers: Site) -> None:
    icons = {"code": "circle.svg"}
    path = papers.write("circle.svg", CIRCLE)
    assert 'r="3"' in papers.build(pubs_icons=icons).text("index.html")
    path.write_text(CIRCLE.replace('r="3"', 'r="2"'), encoding="utf-8")
    later = path.stat().st_mtime_ns + 10**10
    os.utime(path, ns=(later, later))
    built = papers.build(pubs_icons=icons)
    assert built.read == ("index",)
    assert 'r="2"' in built.text("index.html")


def test_missing_file_is_reported_until_it_exists(papers: Site) -> None:
    icons = {"code": "circle.svg"}
    built = papers.build(pubs_icons=icons)
    assert (
        built.warnings.strip() == "conf.py:1: WARNING: pubs_icons: no file 'circle.svg' [pubs.missing_file]"
    )
    assert used(built) == ["doi", "github", "file", "code", "link"]
    papers.write("circle.svg", CIRCLE)
    assert used(papers.build(pubs_icons=icons)) == ["doi", "own-1", "file", "own-1", "link"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<script>alert(1)</script>", "it has a script"),
        ("<defs><script/></defs>", "it has a script"),
        ("<style>path { fill: red }</style>", "it has an element <style>"),
        ('<path d="M0 0" style="fill: red"/>', "it has a style attribute"),
        ('<path d="M0 0" onload="alert(1)"/>', "it has an event handler: onload"),
        ('<path d="M0 0" fill="url(#a)"/>', "it has a reference: fill"),
        ('<g xlink:href="https://example.org/"><path d="M0 0"/></g>', "it has a reference: xlink:href"),
        ('<use href="other.svg#a"/>', "it has an element <use>"),
        ('<image href="https://example.org/1.png"/>', "it has an element <image>"),
        ("<foreignObject><p>a</p></foreignObject>", "it has an element <foreignobject>"),
        ("<title>Nothing</title>", "it has no shapes"),
    ],
)
def test_unsafe_files_are_refused(content: str, reason: str) -> None:
    with pytest.raises(SvgError, match=re.escape(reason)):
        read_svg(f'<svg viewBox="0 0 8 8">{content}</svg>')


@pytest.mark.parametrize(
    "source", ["", "a", "<svg><path d='M0 0'/></svg>", "<!-- <svg viewBox='0 0 1 1'> -->"]
)
def test_files_without_a_drawing_are_refused(source: str) -> None:
    with pytest.raises(SvgError):
        read_svg(source)


def test_shapes_and_paint_are_taken_over() -> None:
    drawing = read_svg(
        '<?xml version="1.0"?><!DOCTYPE svg><svg width="24" height="24" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" class="c" id="i"><title>T</title><metadata><a:b>c</a:b></metadata>'
        '<g transform="scale(2)" data-a="b"><path d="M0 &quot;0"/></g><rect x="1" width="2"></rect></svg>'
    )
    assert drawing.attributes == 'viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    assert drawing.shapes == (
        '<g transform="scale(2)"><path d="M0 &quot;0"></path></g><rect x="1" width="2"></rect>'
    )


def test_refused_file_is_named_and_the_icon_stays(papers: Site) -> None:
    papers.write("bad.svg", '<svg viewBox="0 0 8 8" onload="alert(1)"><path d="M0 0"/></svg>')
    built = papers.build(pubs_icons={"code": "bad.svg"})
    assert built.warnings.strip() == (
        "conf.py:1: WARNING: pubs_icons: 'bad.svg' cannot be the icon of 'code': it has an event handler: "
        "onload [pubs.bad_icon]"
    )
    assert used(built) == ["doi", "github", "file", "code", "link"]
    assert "alert(1)" not in built.text("index.html")


@pytest.mark.parametrize("value", ["code.svg", {"code": "code.png"}, {"code": 1}, {1: "code.svg"}])
def test_invalid_values(papers: Site, value: object) -> None:
    with pytest.raises(Exception, match="pubs_icons"):
        papers.build(pubs_icons=value)
