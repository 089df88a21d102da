"""``pubs_venues``: badges in the colors of venues, which lead to their sites."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.errors import ConfigError

from tests.support import BuildResult, Site

VENUES = {"CVPR": {"color": "#0b5394", "url": "https://cvpr.example.org"}, "CHI": {"url": "https://x.org"}}


@pytest.fixture
def papers(site: Callable[[str], Site]) -> Site:
    source = site("alone")
    source.write(
        "papers.bib",
        "".join(
            f"@article{{{abbr}, title = {{T}}, journal = {{J}}, abbr = {{{abbr}}}, year = 2020}}\n"
            for abbr in ("CVPR", "CHI", "ICML")
        ),
    )
    source.write("index.rst", "Papers\n======\n\n.. publications:: papers.bib\n   :sort: source\n")
    return source


def stylesheet(built: BuildResult) -> str:
    return built.text("_static/sphinx_pubs/pubs.css")


def badges(built: BuildResult) -> list[tuple[str, str]]:
    """Return the class for its color, and the address, of each badge."""
    found = []
    for badge in built.page().select(".pubs-badge-venue"):
        colors = [name for name in badge["class"] if name.startswith("pubs-venue-")]
        found.append((" ".join(colors), str(badge.a["href"]) if badge.a else ""))
    return found


def test_badges_have_a_class_and_lead_to_the_venue(papers: Site) -> None:
    built = papers.build(pubs_venues=VENUES)
    assert built.warnings == ""
    assert badges(built) == [("pubs-venue-1", "https://cvpr.example.org"), ("", "https://x.org"), ("", "")]
    assert ".pubs .pubs-venue-1{--pubs-badge-background:#0b5394;" in stylesheet(built)
    assert "pubs-venue-2" not in stylesheet(built)
    assert "style=" not in "".join(map(str, built.page().select(".pubs")))


def test_without_the_value_nothing_changes(papers: Site) -> None:
    built = papers.build()
    assert badges(built) == [("", "")] * 3
    assert "pubs-venue-" not in stylesheet(built)


def test_a_change_of_the_value_is_seen(papers: Site) -> None:
    papers.build(pubs_venues=VENUES)
    built = papers.build(pubs_venues={"ICML": {"color": "#fc0"}})
    assert badges(built) == [("", ""), ("", ""), ("pubs-venue-1", "")]
    assert "#0b5394" not in stylesheet(built)


def test_other_builders_have_the_words(papers: Site) -> None:
    text = papers.build("text", pubs_venues=VENUES).text("index.txt")
    assert text == papers.build("text").text("index.txt")


def test_mistakes_stop_the_build(papers: Site) -> None:
    with pytest.raises(ConfigError) as raised:
        papers.build(pubs_venues={"CVPR": {"color": "blue"}})
    assert str(raised.value) == "pubs_venues: 'CVPR': color must be like #0b5394 or #05a, not 'blue'"
