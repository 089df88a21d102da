"""The site's own stylesheet wins: each public property changes what it says, in four themes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from sphinx_pubs.sphinx_ext.assets import STATIC_DIR, STYLESHEET
from tests.browser.conftest import Serve
from tests.browser.support import Visits
from tests.browser.test_entries import ENTRY, png
from tests.support import BuildResult, Site

pytestmark = pytest.mark.browser

THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme")


class Effect(NamedTuple):
    """What a value of a property changes: a computed property of the first element that a selector finds."""

    value: str
    selector: str
    changed: str


TITLE = ".pubs-body .line:has(.pubs-title)"
OPEN = ".pubs-actions [open] > summary"
EFFECTS = {
    "--pubs-text": Effect("rgb(1, 2, 3)", ".pubs-badge-status", "color"),
    "--pubs-muted": Effect("rgb(1, 2, 3)", ".pubs-tags", "color"),
    "--pubs-link": Effect("rgb(1, 2, 3)", OPEN, "border-top-color"),
    "--pubs-line": Effect("rgb(1, 2, 3)", ".pubs-group", "border-top-color"),
    "--pubs-tint": Effect("rgb(1, 2, 3)", OPEN, "background-color"),
    "--pubs-award": Effect("rgb(1, 2, 3)", ".pubs-badge-award", "color"),
    "--pubs-radius": Effect("11px", ".pubs-link > a", "border-top-left-radius"),
    "--pubs-gap": Effect("77px", ".pubs-entry", "margin-bottom"),
    "--pubs-small": Effect("9px", ".pubs-actions", "font-size"),
    "--pubs-title-size": Effect("33px", TITLE, "font-size"),
    "--pubs-title-weight": Effect("300", "strong:has(> .pubs-title)", "font-weight"),
    "--pubs-title-color": Effect("rgb(1, 2, 3)", ".pubs-title a", "color"),
    "--pubs-title-decoration": Effect("line-through", ".pubs-title a", "text-decoration-line"),
    "--pubs-me-weight": Effect("900", ".pubs-me", "font-weight"),
    "--pubs-author-color": Effect("rgb(1, 2, 3)", ".pubs-author a", "color"),
    "--pubs-author-decoration": Effect("wavy", ".pubs-author a", "text-decoration-style"),
    "--pubs-badge-radius": Effect("3px", ".pubs-badge", "border-top-left-radius"),
    "--pubs-badge-background": Effect("rgb(1, 2, 3)", ".pubs-badge-venue", "background-color"),
    "--pubs-badge-border": Effect("rgb(1, 2, 3)", ".pubs-badge-venue", "border-top-color"),
    "--pubs-action-border": Effect("rgb(1, 2, 3)", ".pubs-link > a", "border-top-color"),
    "--pubs-action-color": Effect("rgb(1, 2, 3)", ".pubs-link > a", "color"),
    "--pubs-action-background": Effect("rgb(1, 2, 3)", ".pubs-link > a", "background-color"),
    "--pubs-action-height": Effect("44px", ".pubs-link > a", "min-height"),
    "--pubs-link-decoration": Effect("overline", ".pubs-note a", "text-decoration-line"),
    "--pubs-thumb": Effect("150px", ".pubs-list:not(.pubs-cards) .pubs-media", "width"),
    "--pubs-ratio": Effect("1 / 1", ".pubs-list:not(.pubs-cards) .pubs-media", "aspect-ratio"),
    "--pubs-fit": Effect("cover", ".pubs-media img", "object-fit"),
    "--pubs-media-background": Effect("rgb(1, 2, 3)", ".pubs-media", "background-color"),
    "--pubs-rail": Effect("130px", ".pubs-group-year", "grid-template-columns"),
    "--pubs-sticky-top": Effect("55px", ".pubs-group-year > :first-child", "top"),
    "--pubs-card-width": Effect("600px", ".pubs-cards", "grid-template-columns"),
    "--pubs-card-ratio": Effect("1 / 1", ".pubs-cards .pubs-media", "aspect-ratio"),
    "--pubs-card-radius": Effect("21px", ".pubs-cards > li", "border-top-left-radius"),
    "--pubs-card-border": Effect("rgb(1, 2, 3)", ".pubs-cards > li", "border-top-color"),
    "--pubs-card-background": Effect("rgb(1, 2, 3)", ".pubs-cards > li", "background-color"),
    "--pubs-icon-gap": Effect("13px", ".pubs-icon", "margin-right"),
    "--pubs-surface": Effect("rgb(1, 2, 3)", ".pubs-entry:target", "background-color"),
}
#: Properties of controls, which have their own tests, and those that are only parts of others.
ELSEWHERE = {"--pubs-accent", "--pubs-control-border", "--pubs-theme-link"}


def declared() -> set[str]:
    """Return the properties that the stylesheet gives a value."""
    text = (STATIC_DIR / STYLESHEET).read_text(encoding="utf-8")
    blocks = re.findall(r":where\([^{]*\.pubs\)\s*\{([^}]*)\}", text)
    return {name for block in blocks for name in re.findall(r"^\s*(--pubs-[\w-]+):", block, re.MULTILINE)}


def test_every_property_is_tried() -> None:
    assert declared() == EFFECTS.keys() | ELSEWHERE


Build = Callable[[str], BuildResult]


@pytest.fixture(scope="module")
def build(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Build:
    site = Site(tmp_path_factory.mktemp("properties") / "source")
    site.write(
        "papers.bib",
        "\n".join(
            ENTRY.format(number=number, year=2020 + number, image="a.png").replace(
                "tags =",
                "url = {https://example.org}, note = {See https://example.org/note}, tags =",
            )
            for number in range(2)
        ),
    )
    (site.root / "a.png").write_bytes(png(30, 20))
    site.write("people.yaml", "people:\n  jane: {name: Jane Doe, homepage: 'https://example.org/jane'}\n")
    site.write(
        "index.rst",
        "Works\n=====\n\n.. publications::\n   :group-by: year\n   :show: image abstract bibtex tags\n"
        "   :highlight: jane\n\n.. publications::\n   :layout: cards\n",
    )
    site.write(
        "conf.py",
        "extensions = ['sphinx_pubs']\npubs_sources = ['papers.bib']\npubs_people = ['people.yaml']\n",
    )

    def build(theme: str) -> BuildResult:
        return site.build(html_theme=theme, fresh=True, outdir=site.root.parent / theme)

    return build


def computed(page: Page, effect: Effect) -> str:
    """Return the computed value of what the property changes."""
    value: str = page.eval_on_selector(
        effect.selector, "(element, name) => getComputedStyle(element)[name]", effect.changed
    )
    return value


@pytest.mark.parametrize("theme", THEMES)
def test_every_property_changes_what_it_says(visits: Visits, build: Build, serve: Serve, theme: str) -> None:
    url = serve(build(theme).outdir)
    page = visits(f"{url}#pub-k1", viewport={"width": 1900, "height": 900})
    page.eval_on_selector(".pubs-actions details", "block => { block.open = true; }")
    # The column of some themes is too narrow for a rail of years.
    page.add_style_tag(
        content=".wy-nav-content, .document { max-width: none !important; width: 1700px !important }"
    )
    unchanged = []
    for name, effect in EFFECTS.items():
        before = computed(page, effect)
        style = page.add_style_tag(content=f".pubs {{ {name}: {effect.value} }}")
        if computed(page, effect) == before:
            unchanged.append(name)
        style.evaluate("style => style.remove()")
    assert unchanged == []
