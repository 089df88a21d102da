"""The script and style files: which pages load them, their size, their types, and forbidden code."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_pubs.sphinx_ext.assets import SCRIPT, SCRIPTS_DIR, joined_scripts, joined_stylesheets
from tests.browser.support import STATIC, write_papers
from tests.support import REPOSITORY, BuildResult

SCRIPTS = sorted(SCRIPTS_DIR.glob("*.js"))
STYLESHEETS = sorted(path.name for path in STATIC.glob("*.css"))

_FIXED_COLORS = {"--pubs-award", "--pubs-media-background", "--pubs-theme-link"}

Papers = Callable[[str], BuildResult]


@pytest.fixture
def built(tmp_path: Path) -> Papers:
    return lambda conf: write_papers(tmp_path / "source", conf).build()


def assets(built: BuildResult, page: str) -> list[str]:
    """Return the names of the sphinx-pubs files that a page loads."""
    tags = built.page(f"{page}.html").select("link[rel=stylesheet], script[src]")
    urls = [str(tag.get("href") or tag.get("src")) for tag in tags]
    return [re.sub(r".*/|\?.*", "", url) for url in urls if "sphinx_pubs/" in url]


def test_only_pages_with_a_list_load_the_files(built: Papers) -> None:
    site = built("")
    assert assets(site, "plain") == []
    assert assets(site, "search") == []
    assert assets(site, "genindex") == []
    names = assets(site, "index")
    assert sorted(names) == ["pubs.css", SCRIPT]


def test_all_pages_load_the_files_with_the_assets_policy_always(built: Papers) -> None:
    site = built('def setup(app):\n    app.set_html_assets_policy("always")')
    for page in ("plain", "genindex", "index"):
        assert sorted(assets(site, page)) == ["pubs.css", SCRIPT]


def test_scripts_are_classic_and_deferred(built: Papers) -> None:
    scripts = built("").page().select("script[src*=sphinx_pubs]")
    assert scripts
    assert all(script.has_attr("defer") and script.get("type") is None for script in scripts)


def test_scripts_and_styles_are_small() -> None:
    assert len(gzip.compress(joined_scripts().encode(), mtime=0)) < 20_000
    assert len(gzip.compress(joined_stylesheets().encode(), mtime=0)) <= 6 * 1024


def test_scripts_are_joined_without_a_change_of_their_code() -> None:
    """Only comments and blanks at the ends of lines are gone."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node was not found")
    code = joined_scripts()
    process = subprocess.run([node, "--check", "-"], input=code, capture_output=True, text=True, check=False)
    assert process.stderr == ""
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"^\s*(?:class|function|const) \w+", text, re.M)
        for line in text.splitlines():
            if line.strip() and not re.match(r"\s*(/?\*|//|\"use strict\")", line) and "/**" not in line:
                assert f"\n{line.strip()}\n" in code


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_create_no_html_from_strings_and_request_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "// @ts-check" in text.splitlines()[0]
    code = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", text, flags=re.S)
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|\beval\b"
    )
    forbidden += (
        r"|\bFunction\(|setAttribute\(\s*[\"']style|https?://|\bfetch\(|XMLHttpRequest|\bimport\b|sendBeacon"
    )
    assert re.findall(forbidden, code) == []


@pytest.mark.parametrize("name", STYLESHEETS)
def test_stylesheet_requests_nothing_and_has_no_fixed_colors(name: str) -> None:
    code = re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.S)
    assert re.findall(r"url\(|@import|@font-face", code) == []
    # Colors come from the theme, are mixed from the text color, or are system colors: all but those of some
    # properties, which a site can set. Plots are drawn for white paper, and no theme has gold; ink is black.
    fixed = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(")
    properties = re.findall(r"(--pubs-[a-z-]+): ([^;]*);", code)
    ink = {"--pubs-muted", "--pubs-text"} if name == "print.css" else set()
    assert {name for name, value in properties if fixed.search(value)} <= _FIXED_COLORS | ink
    code = re.sub(r"--pubs-[a-z-]+: [^;]*;|@supports [^{]*", "", code)
    assert fixed.findall(code) == []


def test_types_of_scripts() -> None:
    tsc = os.environ.get("PUBS_TSC") or shutil.which("tsc")
    if tsc is None and os.environ.get("PUBS_REQUIRE_TSC"):
        pytest.fail("PUBS_REQUIRE_TSC is set, but tsc was not found: npm install typescript or set PUBS_TSC")
    if tsc is None:
        pytest.skip("tsc was not found: npm install typescript or set PUBS_TSC")
    # Check all scripts as one program: on a page, classic scripts share their globals.
    process = subprocess.run([tsc, "-p", str(REPOSITORY)], capture_output=True, text=True, check=False)
    assert process.stdout + process.stderr == ""
