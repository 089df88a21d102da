"""Which icon a link gets, where links have icons, and the icons that the package brings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import sphinx_pubs
from sphinx_pubs.model.records import Link, Publication
from sphinx_pubs.render import icons
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import Element, Node, text
from sphinx_pubs.render.entries import Presentation, content
from sphinx_pubs.render.html import HtmlWriter
from sphinx_pubs.render.icons import icon_of_link
from sphinx_pubs.render.layout import Layout, parse_layout
from sphinx_pubs.render.links import LinkStyle, link_list
from sphinx_pubs.sphinx_ext.lists.icons import BLOCK_ICONS, COLLECTIONS, CONTROL_ICONS, ICONS_DIR

LAYOUTS = builtin_layouts()
FILES = sorted(path for path in ICONS_DIR.rglob("*") if path.is_file())
SVG_FILES = [path for path in FILES if path.suffix == ".svg"]
CODE = Link("Code", "https://github.com/a/b", "code")
VIDEO = Link("Video", "", "video")


@pytest.mark.parametrize(
    ("kind", "url", "expected"),
    [
        ("code", "https://github.com/a/b", "github"),
        ("code", "https://gist.github.com/a", "github"),
        ("code", "https://notgithub.com/a", "code"),
        ("code", "https://example.org/", "code"),
        ("code", "code/readme.zip", "code"),
        ("data", "https://zenodo.org/records/1", "database"),
        ("data", "https://figshare.com/1", "figshare"),
        ("models", "https://huggingface.co/x", "huggingface"),
        ("video", "https://www.youtube.com/watch?v=1", "youtube"),
        ("video", "https://example.org/v.mp4", "play"),
        ("project", "https://a.github.io/", "globe"),
        ("pdf", "https://arxiv.org/pdf/1234.5678", "file"),
        ("slides", "https://github.com/a/b/slides.pdf", "device-desktop"),
        ("doi", "https://dl.acm.org/doi/10.1145/1", "doi"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/", "pubmed"),
        ("", "https://openreview.net/forum?id=1", "comment-discussion"),
        ("", "https://HuggingFace.co/x", "huggingface"),
        ("", "https://example.org/", "link"),
        ("own kind", "mailto:a@example.org", "link"),
        ("", "https://[", "link"),
        ("", "https://github.com@example.org/", "link"),
        ("", "https://github.com:443/a", "github"),
        ("", "page", "link"),
    ],
)
def test_icon_by_kind_then_by_host(kind: str, url: str, expected: str) -> None:
    assert icon_of_link(kind, url, {}) == expected


@pytest.mark.parametrize(
    ("kind", "expected"), [("doi", "own-1"), ("code", "own-2"), ("", "own-3"), ("pdf", "file")]
)
def test_own_icons_come_first(kind: str, expected: str) -> None:
    own = {"doi": "own-1", "code": "own-2", "other": "own-3"}
    assert icon_of_link(kind, "https://github.com/", own) == expected


def html(nodes: list[Node]) -> BeautifulSoup:
    (fragment,) = HtmlWriter().fragment([Element("paragraph", nodes)]).html
    return BeautifulSoup(fragment, "html.parser")


def test_icon_is_in_the_link_before_the_label() -> None:
    links = link_list([CODE, VIDEO], LinkStyle(icons=True), RenderContext(icons={}))
    (image,) = html(links).select("svg")
    assert str(image) == (
        '<svg aria-hidden="true" class="pubs-icon" height="16" width="16">'
        '<use href="#pubs-i-github"></use></svg>'
    )
    assert image.parent is not None
    assert image.parent.name == "a"
    assert str(image.next_sibling) == "Code"
    assert text(Element("inline", links)) == "Code · Video"  # the widths of columns do not count tags


@pytest.mark.parametrize(("style", "own"), [(LinkStyle(), {}), (LinkStyle(icons=True), None)])
def test_no_icons_unless_layout_and_page_have_them(style: LinkStyle, own: dict[str, str] | None) -> None:
    assert not html(link_list([CODE], style, RenderContext(icons=own))).select("svg")


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (LAYOUTS["homepage"], True),
        (LAYOUTS["cards"], True),
        (LAYOUTS["compact"], True),
        (LAYOUTS["reference"], False),
        (LAYOUTS["cv"], False),
        (parse_layout(["{links}"], LAYOUTS), True),
        (parse_layout(["[({links})]"], LAYOUTS), True),
        (parse_layout(["{links:code} {links:-code}"], LAYOUTS), True),
        (parse_layout(["{title}. {links}"], LAYOUTS), False),
        (parse_layout(["[if title: {links}]"], LAYOUTS), False),
        (parse_layout({"publication": ["{links}"], "links": {"icons": False}}, LAYOUTS), False),
        (parse_layout({"publication": ["{links}"], "base": "cv"}, LAYOUTS), False),
    ],
)
def test_layouts_have_icons_in_lines_of_links(layout: Layout, expected: bool) -> None:
    publication = Publication(key="k", title=("Title",), links=(CODE,))
    presentation = Presentation(layout=layout, context=RenderContext(icons={}))
    assert ("pubs-i-github" in repr(HtmlWriter().fragment(content(publication, presentation)))) is expected


def test_columns_of_links_have_icons() -> None:
    assert LAYOUTS["table"].links.icons


# --- files ---


def test_every_icon_that_the_code_names_exists() -> None:
    named = {*CONTROL_ICONS, *BLOCK_ICONS, icons.OTHER}
    for table in (icons._ICON_OF_KIND, icons._ICON_OF_HOST, icons._ICON_OF_KIND_ELSEWHERE):
        named |= {*table.values()}
    assert named <= {path.stem for path in SVG_FILES}
    assert len({path.stem for path in SVG_FILES}) == len(SVG_FILES)


@pytest.mark.parametrize("path", SVG_FILES, ids=lambda path: str(path.stem))
def test_icon_files_have_one_view_box_and_only_paths(path: Path) -> None:
    size = {"octicons": 16, "simple-icons": 24}[path.parent.name]
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    pattern = re.escape(start) + r'(<path d="[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+"/>)+</svg>\n'
    assert re.fullmatch(pattern, path.read_text("utf-8"))


def test_icons_have_their_licenses() -> None:
    others = {path.relative_to(ICONS_DIR).as_posix() for path in FILES if path not in SVG_FILES}
    assert others == {"octicons/LICENSE", "simple-icons/LICENSE.md"}
    assert {path.parent.name for path in SVG_FILES} == set(COLLECTIONS)
    assert Path(sphinx_pubs.__file__).parent in ICONS_DIR.parents  # the wheel has all files of the package
