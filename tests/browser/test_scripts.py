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

from tests.browser.support import STATIC, write_papers
from tests.support import REPOSITORY, BuildResult

SCRIPTS = sorted(STATIC.glob("*.js"))

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
    assert "pubs.css" in names
    assert {name for name in names if name.endswith(".js")} == {path.name for path in SCRIPTS}


def test_all_pages_load_the_files_with_the_assets_policy_always(built: Papers) -> None:
    site = built('def setup(app):\n    app.set_html_assets_policy("always")')
    for page in ("plain", "genindex", "index"):
        assert sorted(assets(site, page)) == sorted(["pubs.css", *(path.name for path in SCRIPTS)])


def test_scripts_are_classic_and_deferred(built: Papers) -> None:
    scripts = built("").page().select("script[src*=sphinx_pubs]")
    assert scripts
    assert all(script.has_attr("defer") and script.get("type") is None for script in scripts)


def test_scripts_are_small() -> None:
    assert SCRIPTS
    size = sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in SCRIPTS)
    assert size < 20_000


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


def test_stylesheet_requests_nothing_and_has_no_fixed_colors() -> None:
    code = re.sub(r"/\*.*?\*/", "", (STATIC / "pubs.css").read_text(encoding="utf-8"), flags=re.S)
    assert re.findall(r"url\(|@import|@font-face", code) == []
    # Colors come from the theme, are mixed from the text color, or are system colors.
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", code) == []


def test_types_of_scripts() -> None:
    tsc = os.environ.get("PUBS_TSC") or shutil.which("tsc")
    if tsc is None and os.environ.get("PUBS_REQUIRE_TSC"):
        pytest.fail("PUBS_REQUIRE_TSC is set, but tsc was not found: npm install typescript or set PUBS_TSC")
    if tsc is None:
        pytest.skip("tsc was not found: npm install typescript or set PUBS_TSC")
    # Check all scripts as one program: on a page, classic scripts share their globals.
    process = subprocess.run([tsc, "-p", str(REPOSITORY)], capture_output=True, text=True, check=False)
    assert process.stdout + process.stderr == ""
