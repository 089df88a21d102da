"""The scripts and styles as files: which pages have them, their size, their types, what they must not do."""

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
from tests.support import REPOSITORY, Built

SCRIPTS = sorted(STATIC.glob("*.js"))

Papers = Callable[[str], Built]


@pytest.fixture
def built(tmp_path: Path) -> Papers:
    return lambda conf: write_papers(tmp_path / "source", conf).build()


def assets(built: Built, page: str) -> list[str]:
    """Return the files of ours that a page loads."""
    tags = built.page(f"{page}.html").select("link[rel=stylesheet], script[src]")
    found = [str(tag.get("href") or tag.get("src")) for tag in tags]
    return [re.sub(r".*/|\?.*", "", name) for name in found if "sphinx_pubs/" in name]


def test_only_pages_with_a_list_have_them(built: Papers) -> None:
    site = built("")
    assert assets(site, "plain") == []
    assert assets(site, "search") == []
    assert assets(site, "genindex") == []
    found = assets(site, "index")
    assert "pubs.css" in found
    assert {name for name in found if name.endswith(".js")} == {path.name for path in SCRIPTS}


def test_all_pages_have_them_where_the_site_asks_for_that(built: Papers) -> None:
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
def test_scripts_build_no_html_and_ask_no_other_host(path: Path) -> None:
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


def test_the_stylesheet_asks_no_other_host_and_names_no_colour() -> None:
    code = re.sub(r"/\*.*?\*/", "", (STATIC / "pubs.css").read_text(encoding="utf-8"), flags=re.S)
    assert re.findall(r"url\(|@import|@font-face", code) == []
    # A theme's colours, or parts of the text's own; and what forced colours are called.
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", code) == []


def test_the_scripts_types() -> None:
    tsc = os.environ.get("PUBS_TSC") or shutil.which("tsc")
    if tsc is None and os.environ.get("PUBS_REQUIRE_TSC"):
        pytest.fail(
            "PUBS_REQUIRE_TSC is set, and there is no tsc: npm install typescript, or name it in PUBS_TSC"
        )
    if tsc is None:
        pytest.skip("no TypeScript compiler: npm install typescript, and name its tsc in PUBS_TSC")
    # One program, as on a page: classic scripts share their globals.
    done = subprocess.run([tsc, "-p", str(REPOSITORY)], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
