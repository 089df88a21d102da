"""Formulas in entries."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.support import Listing, Visits
from tests.support import BuildResult, Site

pytestmark = pytest.mark.browser

PAPERS = r"""
@article{norm, title = {Sparse Recovery with the $\ell_2$ Norm}, author = {Doe, Jane}, year = 2020}
@article{decay, title = {Decays of $\bar{\nu}_e$}, author = {Doe, Jane}, year = 2019,
  abstract = {Of $x'$}}
@article{plain, title = {Words}, author = {Roe, Richard}, year = 2018}
"""
_BOX = "math => { const box = math.getBoundingClientRect(); return [box.width, box.height]; }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    site = Site(tmp_path_factory.mktemp("formulas") / "source")
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\nhtml_theme = "alabaster"\n')
    site.write("papers.bib", PAPERS)
    site.write("index.rst", "Works\n=====\n\n.. publications:: papers.bib\n   :controls: search\n")
    return site.build()


def _url(site: BuildResult) -> str:
    return Path(site.outdir, "index.html").as_uri()


def test_title_without_a_script(visit: Visits, site: BuildResult) -> None:
    """``visit`` asserts that the page requests nothing from another host either."""
    page = visit(_url(site), java_script_enabled=False)
    title = page.locator("#pub-norm .pubs-title")
    expect(title).to_have_text("Sparse Recovery with the ℓ2 Norm")
    width, height = title.locator("math").evaluate(_BOX)
    assert width > 8
    assert height > 8


def test_index_is_beside_its_letter(visit: Visits, site: BuildResult) -> None:
    page = visit(_url(site))
    formula = page.locator("#pub-decay math")
    letter, index = (formula.locator("mi", has_text=text).bounding_box() for text in ("ν", "e"))
    assert letter
    assert index
    assert index["x"] >= letter["x"] + letter["width"] - 1
    assert index["height"] < letter["height"]


@pytest.mark.parametrize("query", ["ell_2", r"$\ell_2$", "ℓ2", "l2", "sparse ℓ2 norm"])
def test_search_finds_the_formula_of_a_title(visit: Visits, site: BuildResult, query: str) -> None:
    listing = Listing(visit(_url(site)))
    listing.search.fill(query)
    expect(listing.root.locator(".pubs-entry:visible")).to_have_count(1)
    expect(listing.root.locator("#pub-norm")).to_be_visible()
