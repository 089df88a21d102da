"""The two homepages of the example site, line by line against their originals."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests import seeds
from tests.support import REPOSITORY, Built, Site

pytestmark = pytest.mark.skipif(not seeds.available(), reason="the originals of the homepages are not here")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site(REPOSITORY / "example_docs")
    built = site.build(outdir=tmp_path_factory.mktemp("example"))
    assert built.warnings == ""
    return built


def entries(built: Built, page: str, section: str) -> list[Tag]:
    return list(built.page(f"people/{page}.html").select(f"section#{section} .pubs-entry"))


def lines(entry: Tag) -> list[str]:
    found = entry.select(".line") or entry.select("p")
    return [seeds.collapsed(line.get_text()) for line in found]


def links(entry: Tag) -> list[tuple[str, str]]:
    return [
        (seeds.collapsed(link.get_text()), str(link["href"]))
        for link in entry.select("a[href]:not(.pubs-permalink, .pubs-author a)")
    ]


def test_publications_of_kaiming_he(example: Built) -> None:
    shown = [lines(entry) for entry in entries(example, "kaiming-he", "publications")]
    assert len(shown) == 57
    assert shown == seeds.he_publications()


def test_every_known_link_of_kaiming_he_leads_where_it_should(example: Built) -> None:
    shown = {lines(entry)[0]: links(entry) for entry in entries(example, "kaiming-he", "publications")}
    for title, label, url in seeds.he_links():
        assert (label, url) in shown[title]
    assert sum(map(len, shown.values())) == len(seeds.he_links())


def test_activities_and_awards_of_kaiming_he(example: Built) -> None:
    shown = [lines(entry) for entry in entries(example, "kaiming-he", "activities")]
    assert shown == [[line] for line in seeds.he_activities()]
    shown = [lines(entry) for entry in entries(example, "kaiming-he", "awards-and-honors")]
    assert shown == [[line] for line in seeds.he_awards()]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("recent-publications", seeds.wei_publications),
        ("news", seeds.wei_news),
        ("computer-vision-challenge-winnings", seeds.wei_challenges),
    ],
)
def test_sections_of_yichen_wei(example: Built, section: str, expected: object) -> None:
    assert callable(expected)
    original = expected()
    shown = entries(example, "yichen-wei", section)
    assert [lines(entry) for entry in shown] == [entry.lines for entry in original]
    assert [links(entry) for entry in shown] == [entry.links for entry in original]


def test_links_to_the_other_pages_of_yichen_wei(example: Built) -> None:
    urls = {str(link["href"]) for link in example.page("people/yichen-wei.html").select("a[href]")}
    assert {f"https://yichenwei.github.io/{page}.html" for page in ("index_cn", "publications")} <= urls


def test_the_lab_shows_every_work_once(example: Built) -> None:
    titles = example.titles("publications.html")
    both = {lines[0] for lines in seeds.he_publications()} | {
        entry.lines[0].rsplit(",", 1)[0] if "," in entry.lines[0] else entry.lines[0]
        for entry in seeds.wei_publications()
    }
    assert len(titles) == len(set(titles)) == len(both) == 82
    years = [int(tag.get_text()[:4]) for tag in example.page("publications.html").select(".pubs-group > h2")]
    assert years == sorted(years, reverse=True)
