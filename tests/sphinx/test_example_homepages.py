"""The two homepages of the example site show the same lines and links as the originals."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import Tag

from sphinx_pubs.render.builtin import BUILTIN
from tests import original_homepages
from tests.support import BuildResult

pytestmark = pytest.mark.skipif(
    not original_homepages.available(), reason="the original homepages (../shared/seeds) are missing"
)


@pytest.fixture
def homepages(example: Callable[[str], BuildResult]) -> BuildResult:
    return example("html")


def entries(built: BuildResult, page: str, section: str) -> list[Tag]:
    return list(built.page(f"people/{page}.html").select(f"section#{section} .pubs-entry"))


def lines(entry: Tag) -> list[str]:
    tags = entry.select(".line") or entry.select("p")
    return [original_homepages.collapsed(tag.get_text()) for tag in tags]


def links(entry: Tag) -> list[tuple[str, str]]:
    return [
        (original_homepages.collapsed(link.get_text()), str(link["href"]))
        for link in entry.select("a[href]:not(.pubs-permalink, .pubs-author a)")
    ]


def test_publications_of_kaiming_he(homepages: BuildResult) -> None:
    shown = [lines(entry) for entry in entries(homepages, "kaiming-he", "publications")]
    assert len(shown) == 57
    assert shown == original_homepages.he_publications()


def test_known_links_of_kaiming_he_have_the_right_url(homepages: BuildResult) -> None:
    shown = {lines(entry)[0]: links(entry) for entry in entries(homepages, "kaiming-he", "publications")}
    for title, label, url in original_homepages.he_links():
        assert (label, url) in shown[title]
    assert sum(map(len, shown.values())) == len(original_homepages.he_links())


def test_activities_and_awards_of_kaiming_he(homepages: BuildResult) -> None:
    shown = [lines(entry) for entry in entries(homepages, "kaiming-he", "activities")]
    assert shown == [[line] for line in original_homepages.he_activities()]
    shown = [lines(entry) for entry in entries(homepages, "kaiming-he", "awards-and-honors")]
    assert shown == [[line] for line in original_homepages.he_awards()]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("recent-publications", original_homepages.wei_publications),
        ("news", original_homepages.wei_news),
        ("computer-vision-challenge-winnings", original_homepages.wei_challenges),
    ],
)
def test_sections_of_yichen_wei(homepages: BuildResult, section: str, expected: object) -> None:
    assert callable(expected)
    original = expected()
    shown = entries(homepages, "yichen-wei", section)
    assert [lines(entry) for entry in shown] == [entry.lines for entry in original]
    assert [links(entry) for entry in shown] == [entry.links for entry in original]


def test_links_to_the_other_pages_of_yichen_wei(homepages: BuildResult) -> None:
    urls = {str(link["href"]) for link in homepages.page("people/yichen-wei.html").select("a[href]")}
    assert {f"https://yichenwei.github.io/{page}.html" for page in ("index_cn", "publications")} <= urls


def test_the_page_of_all_publications_shows_each_work_once(homepages: BuildResult) -> None:
    titles = homepages.titles("publications.html")
    original_titles = {lines[0] for lines in original_homepages.he_publications()} | {
        entry.lines[0].rsplit(",", 1)[0] if "," in entry.lines[0] else entry.lines[0]
        for entry in original_homepages.wei_publications()
    }
    assert len(titles) == len(set(titles)) == len(original_titles) == 82
    years = [
        int(tag.get_text()[:4]) for tag in homepages.page("publications.html").select(".pubs-group > h2")
    ]
    assert years == sorted(years, reverse=True)


def test_the_gallery_shows_every_built_in_layout_and_pictures(homepages: BuildResult) -> None:
    page = homepages.page("manual/gallery.html")
    examples = "\n".join(tag.get_text() for tag in page.select(".highlight"))
    shown = {"homepage", *re.findall(r":layout: (\S+)", examples)}
    assert BUILTIN.keys() <= shown
    assert len(page.select(".pubs")) == len(re.findall(r"^\.\. \w+::", examples, re.M)) > len(BUILTIN)
    pictures = [homepages.outdir / "manual" / str(image["src"]) for image in page.select("img.pubs-image")]
    assert len(pictures) > 6
    assert all(picture.read_text(encoding="utf-8").startswith("<svg") for picture in pictures)
