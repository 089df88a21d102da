"""Literature stays in its language: titles say which it is, and no builder minds."""

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
    made = site("basic")
    made.write("papers.bib", ENTRIES)
    for page in ("other.rst", "plain.rst"):
        (made.root / page).unlink()
    made.write("index.rst", "T\n=\n\n.. publications:: papers.bib\n")
    return made


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {"Ein Titel": "de", "A Title": None, "عنوان": "ar", "表題": "ja", "No Language": None}),
        ("de", {"Ein Titel": None, "A Title": "en", "عنوان": "ar", "表題": "ja", "No Language": None}),
    ],
)
def test_titles_in_other_languages_say_so(
    site_of_languages: Site, language: str, expected: dict[str, str | None]
) -> None:
    built = site_of_languages.build(language=language)
    titles = built.page().select(".pubs-title")
    assert {title.get_text(): title.get("lang") for title in titles} == expected
    assert built.warnings == ""


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "epub"])
def test_no_builder_minds(site_of_languages: Site, builder: str) -> None:
    assert "pubs" not in site_of_languages.build(builder).warnings
