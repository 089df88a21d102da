"""Warnings about data and pages: location, text, suppression. The rest of the page is still built."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sphinx.errors import ConfigError

from tests.support import BuildResult, Site, copy_root

MakeSite = Callable[[str], Site]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    return copy_root("errors", tmp_path_factory.mktemp("errors")).build()


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ("papers.bib:3", "undefined macro 'nosuchmacro'"),
        ("papers.bib:5", "[pubs.syntax]"),
        ("papers.bib:7", "'javascript:alert(1)'"),
        ("papers.bib:7", "'JavaScript:alert(2)'"),
        ("papers.bib:10", "[pubs.duplicate_key]"),
        ("papers.bib:12", "[pubs.missing_title]"),
        ("index.rst:4", "filter, "),
        ("index.rst:7", "no file 'nowhere.bib' [pubs.source]"),
        ("index.rst:9", "no file matches 'none-*.bib' [pubs.source]"),
        ("index.rst:11", "unknown key 'lter'; did you mean 'later'? [pubs.unknown_key]"),
        ("index.rst:14", "unknown layout 'homepge', using 'homepage'; there are homepage, "),
        ("index.rst:17", "no pybtex style 'nosuchstyle' is installed [pubs.layout]"),
        ("index.rst:20", "must be one of none, up, down, not 'backwards'"),
        ("index.rst:23", "nobody on this list is named 'Nobody' [pubs.unknown_person]"),
        ("index.rst:26", "unknown part 'abstrct'; did you mean 'abstract'?"),
        ("index.rst:29", "unknown key 'nokey'"),
        ("index.rst:31", "no list shows the entry 'nowhere'"),
    ],
)
def test_problem_is_reported_with_its_location(built: BuildResult, location: str, text: str) -> None:
    messages = built.warnings.split(f"{location}:")[1:]
    assert any(text in message.split("index.rst:")[0].split("papers.bib:")[0] for message in messages), (
        built.warnings
    )


def test_each_problem_of_the_data_is_reported_once(built: BuildResult) -> None:
    lines = [line for line in built.warnings.splitlines() if line.startswith("papers.bib:")]
    assert len(lines) == len(set(lines)) == 6


def test_the_rest_of_the_page_is_built(built: BuildResult) -> None:
    page = built.page()
    assert "The end." in page.get_text()
    first = page.select(".pubs")[0]
    assert [tag.get_text() for tag in first.select(".pubs-title")] == [
        "The Good One Again",
        "The Later One",
        "With a Macro",
    ]


def test_nothing_unsafe_is_on_the_page(built: BuildResult) -> None:
    assert "alert(" not in built.text("index.html")
    assert "code" in [tag.get_text() for tag in built.page().select(".pubs-link")]


@pytest.mark.parametrize("code", ["source", "unknown_key", "layout", "duplicate_key"])
def test_each_code_can_be_suppressed(site: MakeSite, built: BuildResult, code: str) -> None:
    assert f"[pubs.{code}]" in built.warnings
    assert f"[pubs.{code}]" not in site("errors").build(suppress_warnings=[f"pubs.{code}"]).warnings


def test_repeated_problems_are_summarized(site: MakeSite) -> None:
    errors = site("errors")
    errors.write(
        "many.bib", "".join(f"@misc{{k{n}, title = {{T{n}}}, year = {{soon}}}}\n" for n in range(47))
    )
    errors.write("index.rst", "T\n=\n\n.. publications:: many.bib papers.bib\n")
    lines = [line for line in errors.build().warnings.splitlines() if line.startswith("many.bib")]
    assert len(lines) == 11
    assert lines[-1] == "many.bib:11: WARNING: … and 37 more of this kind [pubs.bad_date]"
    assert "papers.bib:10:" in errors.build(fresh=True).warnings


def test_suppressed_problems_are_not_summarized(site: MakeSite) -> None:
    errors = site("errors")
    errors.write("many.bib", "".join(f"@misc{{k{n}, title = {{T}}, year = {{soon}}}}\n" for n in range(47)))
    errors.write("index.rst", "T\n=\n\n.. publications:: many.bib\n")
    assert "many.bib" not in errors.build(suppress_warnings=["pubs.bad_date"]).warnings


def test_all_invalid_configuration_values_are_reported_at_once(site: MakeSite) -> None:
    with pytest.raises(ConfigError) as raised:
        site("basic").build(
            pubs_layouts={"mine": ["{titel}"]},
            pubs_sort="--date",
            pubs_numbering="backwards",
            pubs_show="abstrct",
            pubs_sources=[1],
        )
    message = str(raised.value)
    for text in (
        "unknown part 'titel'; did you mean 'title'?",
        "pubs_sort",
        "none, up, down",
        "'abstract'",
        "pubs_sources",
    ):
        assert text in message
