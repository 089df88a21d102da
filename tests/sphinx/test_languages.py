"""Titles stay in their own language and have a ``lang`` attribute; all builders accept them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support import Site

ENTRIES = """
@book{a, title = {Ein Titel}, langid = {ngerman}, year = {2001}}
@book{b, title = {A Title}, langid = {english}, year = {2002}}
@book{c, title = {عنوان}, language = {Arabic}, author = {محمد, أحمد}, year = {2003}}
@book{d, title = {表題}, language = {ja}, author = {山田 太郎}, year = {2004}}
@book{e, title = {No Language}, year = {2005}}
"""


@pytest.fixture
def site_of_languages(site: Callable[[str], Site]) -> Site:
    source = site("basic")
    source.write("papers.bib", ENTRIES)
    for page in ("other.rst", "plain.rst"):
        (source.root / page).unlink()
    source.write("index.rst", "T\n=\n\n.. publications:: papers.bib\n")
    return source


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {"Ein Titel": "de", "A Title": None, "عنوان": "ar", "表題": "ja", "No Language": None}),
        ("de", {"Ein Titel": None, "A Title": "en", "عنوان": "ar", "表題": "ja", "No Language": None}),
    ],
)
def test_titles_in_other_languages_have_a_lang_attribute(
    site_of_languages: Site, language: str, expected: dict[str, str | None]
) -> None:
    built = site_of_languages.build(language=language)
    titles = built.page().select(".pubs-title")
    assert {title.get_text(): title.get("lang") for title in titles} == expected
    assert built.warnings == ""


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "epub"])
def test_builder_gives_no_warning(site_of_languages: Site, builder: str) -> None:
    assert "pubs" not in site_of_languages.build(builder).warnings


def test_text_from_right_to_left_is_isolated_in_html_only(site_of_languages: Site) -> None:
    page = site_of_languages.build().page()
    assert [tag.get_text() for tag in page.select(".pubs-title > bdi")] == ["عنوان"]
    assert [tag.get_text() for tag in page.select(".pubs-author > bdi")] == ["أحمد محمد"]
    text = (site_of_languages.build("text").outdir / "index.txt").read_text(encoding="utf-8")
    assert "عنوان" in text
    assert "bdi" not in text
