"""``pubs_stylesheet``: which stylesheet pages with a list link, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sphinx.errors import ConfigError

from sphinx_pubs.sphinx_ext.assets import joined_stylesheets
from sphinx_pubs.sphinx_ext.stylesheets import structure_of
from tests.support import BuildResult, Site

MakeSite = Callable[[str], Site]

PATH = "_static/sphinx_pubs/pubs.css"


def links(built: BuildResult) -> int:
    """Return how many links to our stylesheet the page with a list has."""
    return len(built.page().select("link[rel=stylesheet][href*='sphinx_pubs/pubs.css']"))


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_full_is_the_default(site: MakeSite, builder: str) -> None:
    built = site("basic").build(builder)
    assert built.text(PATH) == joined_stylesheets()
    assert built.text(PATH).count("color:") > 20


def test_structure_places_things_without_a_look(site: MakeSite) -> None:
    built = site("basic").build(pubs_stylesheet="structure")
    assert links(built) == 1
    text = built.text(PATH)
    for place in ("display:grid", "aspect-ratio:var(--pubs-ratio)", "[hidden]{display:none;}"):
        assert place in text
    rules = dict(re.findall(r"([^{}]+)\{([^{}]*)\}", text))
    look = r"(?:^|;)(?:color|background|border|border-radius|font-weight|text-decoration):"
    with_look = {selector.strip() for selector, rule in rules.items() if re.search(look, rule)}
    drawn = r"pubs-year|pubs-facet-bar|pubs-panel|pubs-sheet|pubs-chevron|summary::after|::highlight"
    assert with_look
    assert [selector for selector in with_look if not re.search(drawn, selector)] == []
    assert len(text) < 0.85 * len(joined_stylesheets())


def test_none_links_and_writes_no_stylesheet(site: MakeSite) -> None:
    built = site("basic").build(pubs_stylesheet="none")
    assert links(built) == 0
    assert not (built.outdir / PATH).exists()
    assert built.page().select("script[src*='sphinx_pubs/']")


def test_a_change_of_the_value_is_a_change_of_the_pages(site: MakeSite) -> None:
    source = site("basic")
    assert links(source.build()) == 1
    without = source.build(pubs_stylesheet="none")
    assert links(without) == 0
    assert not (without.outdir / PATH).exists()
    assert links(source.build(pubs_stylesheet="structure")) == 1


def test_another_value_is_an_error(site: MakeSite) -> None:
    with pytest.raises(ConfigError) as raised:
        site("basic").build(pubs_stylesheet="small")
    assert str(raised.value) == "pubs_stylesheet must be one of full, structure, none, not 'small'"


@pytest.mark.parametrize(
    ("stylesheet", "structure"),
    [
        (".a{color: red;display: grid;}", ".a{display: grid;}"),
        (".a{color: red;}.b{margin: 0;}", ".b{margin: 0;}"),
        (".a{--pubs-link: red;}", ".a{--pubs-link: red;}"),
        ("@media print{.a{color: red;}}", ""),
        ("@media print{.a{color: red;}.b{margin: 0;}.c{margin: 1px;}}.d{order: 1;}",
         "@media print{.b{margin: 0;}.c{margin: 1px;}}.d{order: 1;}"),
        (".pubs-year-bar{background: red;}.a{background: red;}", ".pubs-year-bar{background: red;}"),
    ],
)  # fmt: skip
def test_rules_without_declarations_are_left_out(stylesheet: str, structure: str) -> None:
    assert structure_of(stylesheet) == structure


def test_what_places_things_keeps_its_order() -> None:
    full = iter(re.split(r"(?<=[{};])", joined_stylesheets()))
    places = [part.strip() for part in re.split(r"(?<=[{};])", structure_of(joined_stylesheets()))]
    assert [part for part in places if part not in map(str.strip, full)] == []
    assert places.count("display:grid;") == joined_stylesheets().count("display:grid;")
