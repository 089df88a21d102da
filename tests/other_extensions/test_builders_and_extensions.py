"""Lists with other builders and extensions: intersphinx, sphinx-design, linkcheck, gettext."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sphinx_pubs.sphinx_ext.i18n import LOCALE_DIR
from tests.support import Site

MakeSite = Callable[[str], Site]


# --- intersphinx ---


def test_intersphinx_links_to_entries(site: MakeSite, tmp_path: Path) -> None:
    target = site("basic").build()
    other = Site(tmp_path / "other")
    inventory = (target.outdir / "objects.inv").as_posix()
    other.write(
        "conf.py",
        "extensions = ['sphinx.ext.intersphinx', 'sphinx_pubs']\nhtml_theme = 'basic'\nnitpicky = True\n"
        f"intersphinx_mapping = {{'lab': ('https://lab.example', {inventory!r})}}\n",
    )
    other.write(
        "index.rst",
        "Other\n=====\n\n:pubs:ref:`he2016resnet`, :external:pubs:ref:`words <he2017maskrcnn>`,"
        " :external+lab:pubs:ref:`draft` and :any:`wu2019multigrid`\n",
    )
    built = other.build(outdir=tmp_path / "other-build")
    assert built.warnings == ""
    links = {str(tag["href"]): tag.get_text() for tag in built.page().select("a.external")}
    base = "https://lab.example/index.html#pub-"
    assert set(links) == {
        f"{base}{key}" for key in ("he2016resnet", "he2017maskrcnn", "draft", "wu2019multigrid")
    }
    assert links[f"{base}he2017maskrcnn"] == "words"


# --- sphinx-design ---

DESIGN = """
Design
======

.. card:: Card

   .. publications:: papers.bib
      :group-by: year
      :limit: 2

.. tab-set::

   .. tab-item:: Tab

      .. publications:: papers.bib
         :kind: inproceedings
         :controls: search

.. grid:: 2

   .. grid-item-card::

      .. publication:: he2016resnet

.. dropdown:: More

   .. publications:: papers.bib
      :layout: cards
"""


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_lists_in_cards_tabs_grids_and_dropdowns(site: MakeSite, builder: str) -> None:
    source = site("basic")
    source.write("design.rst", ":orphan:\n\n" + DESIGN)
    built = source.build(
        builder, extensions=["sphinx_design", "sphinx_pubs"], pubs_sources=["papers.bib"], nitpicky=True
    )
    assert built.warnings == ""
    if builder == "html":
        page = built.page("design.html")
        # A dropdown is also a card.
        for selector, count in ((".sd-card .pubs", 3), (".sd-tab-content .pubs", 1), ("details .pubs", 1)):
            assert len(page.select(selector)) == count, selector
        assert len(page.select("section")) == 1  # group headings create no sections there


# --- linkcheck ---


class _SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Log nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Serve one page, which has one anchor; yield the URL of the server."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "page.html").write_text("<p id='there'>Page</p>", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_SilentHandler, directory=str(folder))) as httpd:
        thread = Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"page.html#there": "working", "page.html#missing": "broken", "gone.html": "broken"}),
        ({"linkcheck_anchors": False}, {"page.html#missing": "working", "gone.html": "broken"}),
        ({"linkcheck_anchors_ignore": ["missing"]}, {"page.html#missing": "working"}),
        ({"linkcheck_ignore": [r".*/gone\.html"]}, {"gone.html": "ignored", "page.html#missing": "broken"}),
        ({"linkcheck_exclude_documents": ["index"]}, {"gone.html": "ignored", "page.html#there": "ignored"}),
    ],
)
def test_linkcheck_checks_links_of_entries(
    tmp_path: Path, server: str, options: dict[str, Any], expected: dict[str, str]
) -> None:
    source = Site(tmp_path / "source")
    source.write("conf.py", "extensions = ['sphinx_pubs']\n")
    source.write("index.rst", "Index\n=====\n\n.. publications:: papers.yaml\n")
    links = {"code": "page.html#there", "slides": "page.html#missing", "video": "gone.html"}
    fields = "".join(f"    {kind}: {server}/{path}\n" for kind, path in links.items())
    source.write("papers.yaml", f"publications:\n  one:\n    title: One\n{fields}")
    built = source.build("linkcheck", linkcheck_retries=1, linkcheck_timeout=5, **options)
    lines = [json.loads(line) for line in built.text("output.json").splitlines()]
    statuses = {line["uri"].removeprefix(f"{server}/"): line["status"] for line in lines}
    assert {path: statuses[path] for path in expected} == expected


# --- repeated builds, as by sphinx-autobuild ---


def run(source: Path, out: Path, *options: str) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", *options, str(source), str(out)]
    subprocess.run(command, check=True, env=os.environ, capture_output=True, text=True)


@pytest.mark.parametrize("jobs", ["1", "auto"])
def test_changed_data_file_rewrites_exactly_the_pages_that_show_it(
    site: MakeSite, tmp_path: Path, jobs: str
) -> None:
    source, out = site("basic"), tmp_path / "out"
    source.write("more.yaml", "publications: {more: {title: More, year: 2001}}")
    source.write("more.rst", ":orphan:\n\nMore\n====\n\n.. publications:: more.yaml\n")
    source.write("far.rst", ":orphan:\n\nFar\n===\n\n:pubs:ref:`he2017maskrcnn`\n")
    run(source.root, out, "-j", jobs)
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("*.html")}
    path = source.root / "papers.bib"
    path.write_text(path.read_text(encoding="utf-8").replace("Mask {R-CNN}", "Masks"), encoding="utf-8")
    run(source.root, out, "-j", jobs)
    written = {path.name for path in out.glob("*.html") if path.stat().st_mtime_ns != before[path.name]}
    assert written - {"genindex.html", "search.html"} == {"index.html", "other.html", "far.html"}


def test_build_writes_nothing_to_the_source_folder(site: MakeSite, tmp_path: Path) -> None:
    source = site("basic")
    before = {path: path.read_bytes() for path in source.root.rglob("*") if path.is_file()}
    folders = [source.root, *(path for path in source.root.rglob("*") if path.is_dir())]
    for path in (*before, *folders):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        run(source.root, tmp_path / "out")
    finally:
        for path in (*folders, *before):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert before == {path: path.read_bytes() for path in source.root.rglob("*") if path.is_file()}


# --- translations ---


def test_gettext_extracts_texts_of_pages_and_no_data(site: MakeSite) -> None:
    source = site("basic")
    source.write(
        "words.rst",
        ":orphan:\n\nA heading\n=========\n\n.. publications:: papers.bib\n   :caption: A caption\n"
        "   :group-by: year\n   :show: bibtex\n\nA paragraph with :pubs:ref:`he2016resnet`\n",
    )
    pot = source.build("gettext", gettext_compact=False).text("words.pot")
    for text in ("A heading", "A caption", "A paragraph with :pubs:ref:`he2016resnet`"):
        assert f'msgid "{text}"' in pot
    for data in ("Deep Residual", "Mask", "He, ", "2017", "in press", "CVPR", "bibtex", "BibTeX"):
        assert data not in pot


LANGUAGES = sorted(path.name for path in Path(LOCALE_DIR).iterdir() if (path / "LC_MESSAGES").is_dir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_site_in_each_language_with_a_catalog(site: MakeSite, language: str) -> None:
    built = site("basic").build(language=language)
    assert built.warnings == ""
    assert len(built.entries()) == 4
