"""Data is untrusted: hostile data cannot add elements, links, scripts or secrets to a page."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag

from sphinx_pubs.model.links import SAFE_SCHEMES
from sphinx_pubs.model.math import COMMANDS
from tests.support import BuildResult, Site

HOSTILE = Path(__file__).parents[1] / "hostile"
# Those of formulas, which are made of their characters; no attribute holds any.
MATHML_ELEMENTS = frozenset(
    "math mfrac mi mn mo mover mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr"
    " munder munderover".split()
)
MATHML_ATTRIBUTES = frozenset(
    "accent displaystyle form linethickness lspace mathvariant maxsize minsize movablelimits rspace"
    " scriptlevel stretchy symmetric width".split()
)
FORMATS = ("papers.bib", "native.yaml", "native.json", "native.toml", "items.csl.json", "records.ris")
#: An image of one pixel.
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00"
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)

PAGE = """\
Hostile
=======

.. publications:: {sources}
   :show: image abstract bibtex note tags links identifier url publisher volume pages series place
   :group-by: tag

.. awards:: {sources}
   :group-by: kind
   :show: note tags url text

.. activities:: {sources}
   :show: note tags url text links
"""
LAYOUT_PAGE = """\
Second
======

.. publications:: {sources}
   :layout: {layout}
   :heading-level: none
"""


def _hostile_site(root: Path) -> Site:
    """Create a site with all the hostile files, and secrets next to it."""
    site = Site(root / "source")
    shutil.copytree(HOSTILE, site.root)
    sources = " ".join(sorted(path.name for path in HOSTILE.iterdir()))
    site.write("conf.py", 'project = "Hostile"\nextensions = ["sphinx_pubs"]\nSECRET = "swordfish"\n')
    site.write(
        "index.rst", PAGE.format(sources=sources) + "\n.. toctree::\n\n   table\n   pybtex\n   cards\n"
    )
    for layout, source in (
        ("table", "native.json"),
        ("pybtex:plain", "papers.bib"),
        ("cards", "native.yaml"),
    ):
        name = layout.partition(":")[0]
        site.write(f"{name}.rst", LAYOUT_PAGE.format(sources=source, layout=layout))
    site.root.joinpath("picture.png").write_bytes(GIF)
    for secret in ("../outside.txt", "../secret.txt", ".hidden/secret.txt"):
        site.write(secret, "swordfish")
    site.root.joinpath("link-outside.txt").symlink_to(root / "outside.txt")
    return site


BuildOf = Callable[[str], BuildResult]
PagesOf = Callable[[str], list[BeautifulSoup]]
BUILDERS = ("html", "latex", "text", "xml", "epub")
HTML = pytest.mark.parametrize("builder", ["html", "epub"])


@pytest.fixture(scope="module")
def build_of(tmp_path_factory: pytest.TempPathFactory) -> BuildOf:
    """Return a function that builds the site, once per builder."""

    @cache
    def build(builder: str) -> BuildResult:
        site = _hostile_site(tmp_path_factory.mktemp("hostile"))
        # Skip files that come from Sphinx itself.
        return site.build(builder, html_theme="basic", html_copy_source=False, html_use_index=False)

    return build


@pytest.fixture(scope="module")
def pages_of(build_of: BuildOf) -> PagesOf:
    """Return a function that returns the pages of a builder, parsed once. Tests must not change them."""

    @cache
    def pages(builder: str) -> list[BeautifulSoup]:
        suffix = {"html": ".html", "epub": ".xhtml"}[builder]
        return [build_of(builder).page(f"{name}{suffix}") for name in ("index", "table", "pybtex", "cards")]

    return pages


def _lists(pages: list[BeautifulSoup]) -> list[Tag]:
    lists = [pubs for page in pages for pubs in page.select(".pubs")]
    assert len(lists) >= 4
    return lists


@HTML
def test_all_formats_are_on_the_pages(pages_of: PagesOf, builder: str) -> None:
    entries = [entry for page in pages_of(builder) for entry in page.select(".pubs-entry")]
    assert len(entries) > 500
    for words in ("Title 0", "Award of URL 3", "Activity of URL 4", "Title of javascript:alert(1)"):
        assert any(words in entry.get_text() for entry in entries), words


@HTML
def test_no_element_or_attribute_comes_from_data(pages_of: PagesOf, builder: str) -> None:
    """A list has only elements and attributes that docutils writes for its own nodes."""
    allowed = set(
        "div section span p a em strong sub sup code ul li table thead tbody tr th td colgroup col img pre"
        " h2 h3 h4 h5 h6 cite details summary".split()
    )
    attributes = {"class", "id", "href", "src", "alt", "title", "colspan", "rowspan", "style", "download"}
    allowed |= MATHML_ELEMENTS
    attributes |= MATHML_ATTRIBUTES | {"aria-hidden", "decoding", "height", "loading", "width"}
    for pubs in _lists(pages_of(builder)):
        # Tags are told apart by identity: two with the same content are equal.
        ours = pubs.select("script.pubs-data, svg.pubs-icon, svg.pubs-icon > use:only-child")
        known = set(map(id, ours))
        for tag in pubs.find_all(True):
            if id(tag) in known:
                continue
            assert tag.name in allowed, tag
            own = {"data-icon"} if tag.get("class") == ["pubs-permalink"] else set()
            if tag.name == "a" and tag.find("img", recursive=False):
                own = {"tabindex", "aria-hidden"}  # the title leads there, too
            assert set(tag.attrs) <= attributes | own, tag
            assert not str(tag.get("style", "")).strip() or tag.name in ("img", "col"), tag
            assert not any(name.startswith("on") for name in tag.attrs), tag


@HTML
def test_every_link_is_safe(pages_of: PagesOf, builder: str) -> None:
    targets = [
        str(tag[name])
        for page in pages_of(builder)
        for tag in page.find_all(True)
        for name in ("href", "src", "data", "action", "srcset", "formaction")
        if tag.has_attr(name)
    ]
    assert len(targets) > 300
    for target in targets:
        assert not target.startswith(("//", "\\", "/")), target
        scheme = re.match(r"[^/?#:]*:", re.sub(r"[\x00-\x20\x7f-\xa0\u200b]", "", target))
        assert scheme is None or scheme[0][:-1].lower() in SAFE_SCHEMES, target
        assert "evil.example" not in target or target.startswith("https://evil.example/"), target
        assert "etc/passwd" not in target or target.startswith(("https://", "#")), target


@HTML
def test_images_are_local(pages_of: PagesOf, builder: str) -> None:
    sources = {str(image["src"]) for pubs in _lists(pages_of(builder)) for image in pubs.select("img")}
    assert sources
    assert all(source.startswith("_images/") for source in sources), sources


@HTML
def test_scripts_come_only_from_the_theme(pages_of: PagesOf, builder: str) -> None:
    for page in pages_of(builder):
        for script in page.select("script:not(.pubs-data)"):
            assert script.get("src") or not re.search("alert|evil|passwd", script.get_text())
        for data in page.select("script.pubs-data"):
            assert data["type"] == "application/json"
            assert "<" not in data.get_text()
            assert json.loads(data.get_text())
        assert not page.select(
            ".pubs script:not(.pubs-data), .pubs svg:not(.pubs-icon),"
            " .pubs style, .pubs iframe, .pubs object, .pubs form"
        )


@HTML
def test_formulas_contain_only_allowed_commands(pages_of: PagesOf, builder: str) -> None:
    formulas = [tag.get_text() for pubs in _lists(pages_of(builder)) for tag in pubs.select("span.math")]
    for tex in formulas:
        assert set(re.findall(r"\\([a-zA-Z]+)", tex)) <= COMMANDS, tex
        assert "^^" not in tex
        assert tex.count("\\)") <= 1


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_secret_is_published(build_of: BuildOf, builder: str) -> None:
    built = build_of(builder)
    for path in built.outdir.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"swordfish" not in content, path
            assert b"root:x:0" not in content, path
            assert path.name != "conf.py"


@pytest.mark.parametrize("builder", ["xml", "epub"])
def test_xml_files_are_well_formed(build_of: BuildOf, builder: str) -> None:
    built = build_of(builder)
    if builder == "xml":
        paths = sorted(built.outdir.rglob("*.xml"))
        assert paths
        for path in paths:
            ElementTree.fromstring(path.read_bytes())
    else:
        (book,) = built.outdir.glob("*.epub")
        with zipfile.ZipFile(book) as archive:
            names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))]
            assert len(names) > 4
            for name in names:
                ElementTree.fromstring(archive.read(name))


_FORBIDDEN_IN_LATEX = (
    "input", "include", "write", "openout", "openin", "immediate", "csname", "catcode", "directlua",
    "special", "usepackage", "verbatiminput", "includegraphics", "require", "unicode", "cssId",
)  # fmt: skip


def test_no_latex_command_comes_from_data(build_of: BuildOf) -> None:
    built = build_of("latex")
    source = built.text("hostile.tex")
    body = source[source.index(r"\sphinxtableofcontents") :]
    # In a listing, text is verbatim and a backslash is written as a command; the argument of
    # \detokenize is plain characters.
    for name in _FORBIDDEN_IN_LATEX:
        matches = re.findall(rf".{{0,60}}\\{name}(?![A-Za-z]).{{0,60}}", body)
        if name == "includegraphics":
            matches = [line for line in matches if "{{picture}.png}" not in line]
        assert not matches, (name, matches[:3])
    assert not re.search(r"\\def\\(?!sphinx|PYG|fps|DUlineblock)", body)
    assert "^^5c" not in body
    assert body.count(r"\end{document}") == 1
    for scheme in ("javascript:", "vbscript:", "data:", "file:"):
        assert not re.search(rf"\\(?:sphinxhref|href|url)\{{\s*{scheme}", body, re.IGNORECASE)


@pytest.mark.parametrize("builder", BUILDERS)
def test_messages_are_single_lines(build_of: BuildOf, builder: str) -> None:
    built = build_of(builder)
    assert "Traceback" not in built.warnings
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", built.warnings)
    for code in ("bad_url", "bad_formula", "bad_identifier", "bad_date", "missing_file", "syntax"):
        assert f"[pubs.{code}]" in built.warnings, code


def test_inventory_has_no_injected_lines(build_of: BuildOf) -> None:
    built = build_of("html")
    from sphinx.util.inventory import InventoryFile

    with built.outdir.joinpath("objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda *parts: "/".join(parts))
    objects = inventory.data if hasattr(inventory, "data") else inventory
    assert "pubs:publication" in objects
    assert "py:module" not in objects


@pytest.mark.parametrize("name", [*FORMATS])
def test_too_large_file_is_not_read(tmp_path: Path, name: str) -> None:
    site = _hostile_site(tmp_path)
    for page in ("table", "pybtex", "cards"):
        site.root.joinpath(f"{page}.rst").unlink()
    site.write("index.rst", f"A\n=\n\n.. publications:: {name}\n")
    built = site.build("dummy", pubs_max_bytes=100)
    assert f"{name}:1: WARNING: file skipped: it has " in built.warnings
    assert "pubs_max_bytes allows 100 [pubs.size]" in built.warnings
    assert len(built.warnings.splitlines()) == 1


@pytest.mark.parametrize("allowed", [True, False])
def test_remote_images_need_permission(tmp_path: Path, allowed: bool) -> None:
    site = Site(tmp_path / "source")
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\n')
    site.write("papers.bib", "@misc{a, title = {A}, image = {https://example.org/a.png}, year = 2001}")
    site.write("index.rst", "A\n=\n\n.. publications:: papers.bib\n   :show: image\n")
    built = site.build(pubs_remote_images=allowed)
    assert bool(built.page().select('img[src="https://example.org/a.png"]')) is allowed
    assert ("pubs_remote_images does not allow" in built.warnings) is not allowed


def test_thousands_of_authors(tmp_path: Path) -> None:
    site = Site(tmp_path / "source")
    names = " and ".join(f"Doe{number}, Jane" for number in range(3600))
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\n')
    site.write("papers.bib", f"@misc{{a, title = {{A}}, author = {{{names}}}, year = 2001}}")
    site.write("index.rst", "A\n=\n\n.. publications:: papers.bib\n   :highlight: Jane Doe7\n")
    page = site.build().page()
    assert len(page.select(".pubs-author")) == 3600
    assert [tag.get_text() for tag in page.select(".pubs-me")] == ["Jane Doe7"]
