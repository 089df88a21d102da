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
        ("index.rst:7", "no file 'nowhere.bib' in the source folder [pubs.source]"),
        ("index.rst:9", "no file matches 'none-*.bib' [pubs.source]"),
        ("index.rst:11", "unknown key 'lter'; did you mean 'later'? [pubs.unknown_key]"),
        ("index.rst:14", "unknown layout 'homepge', using 'homepage'; there are homepage, "),
        ("index.rst:14", "table; did you mean 'homepage'? [pubs.layout]"),
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
        "The Good One",
    ]


def test_nothing_unsafe_is_on_the_page(built: BuildResult) -> None:
    assert "alert(" not in built.text("index.html")
    assert "Code" in [tag.get_text() for tag in built.page().select(".pubs-link")]


def test_files_without_entries_and_misspelled_names_are_reported_in_a_build(site: MakeSite) -> None:
    errors = site("errors")
    errors.write("empty.bib", "")
    errors.write("page.bib", "<!DOCTYPE html>\n<title>404 Not Found</title>\n")
    errors.write("typos.bib", "@artcle{a, title = {T}, yaer = 2020}\n@artcle{b, title = {U}, yaer = 2020}\n")
    errors.write("index.rst", "T\n=\n\n.. publications:: empty.bib page.bib typos.bib\n")
    built = errors.build()
    assert [line for line in built.warnings.splitlines() if not line.startswith("papers.bib")] == [
        "empty.bib:1: WARNING: no entry in this file: it is empty [pubs.source]",
        "page.bib:1: WARNING: no entry in this file: it is an HTML page [pubs.source]",
        "typos.bib:1: WARNING: a: unknown entry type 'artcle'; did you mean 'article'? [pubs.unknown_field]",
        "typos.bib:1: WARNING: a: unknown field 'yaer'; did you mean 'year'? [pubs.unknown_field]",
    ]
    assert built.titles() == ["T", "U"]


@pytest.mark.parametrize("code", ["source", "unknown_key", "layout", "duplicate_key"])
def test_each_code_can_be_suppressed(site: MakeSite, built: BuildResult, code: str) -> None:
    assert f"[pubs.{code}]" in built.warnings
    assert f"[pubs.{code}]" not in site("errors").build(suppress_warnings=[f"pubs.{code}"]).warnings


def test_repeated_problems_are_summarized(site: MakeSite) -> None:
    errors = site("errors")
    errors.write(
        "many.bib", "".join(f"@misc{{k{n}, title = {{T{n}}}, year = {{soon{n}}}}}\n" for n in range(47))
    )
    errors.write("index.rst", "T\n=\n\n.. publications:: many.bib papers.bib\n")
    lines = [line for line in errors.build().warnings.splitlines() if line.startswith("many.bib")]
    assert len(lines) == 11
    assert lines[-1] == "many.bib:11: WARNING: … and 37 more of this kind [pubs.bad_date]"
    assert "papers.bib:10:" in errors.build(fresh=True).warnings


def test_the_same_problem_of_several_records_is_one_line(site: MakeSite) -> None:
    errors = site("errors")
    records = "".join(f"- {{key: k{n}, title: T, themes: x, year: soon}}\n" for n in range(23))
    errors.write("many.yaml", records)
    errors.write("index.rst", "T\n=\n\n.. publications:: many.yaml\n")
    lines = [line for line in errors.build().warnings.splitlines() if line.startswith("many.yaml")]
    assert sorted(lines) == [
        (
            "many.yaml:1: WARNING: k0: cannot understand year 'soon'; write it as 2024 "
            "(in 23 records) [pubs.bad_date]"
        ),
        (
            "many.yaml:1: WARNING: k0: unknown field: themes; pubs_field_map can map it to another field "
            "(in 23 records) [pubs.unknown_field]"
        ),
    ]


def test_suppressed_problems_are_not_summarized(site: MakeSite) -> None:
    errors = site("errors")
    errors.write("many.bib", "".join(f"@misc{{k{n}, title = {{T}}, year = {{soon}}}}\n" for n in range(47)))
    errors.write("index.rst", "T\n=\n\n.. publications:: many.bib\n")
    assert "many.bib" not in errors.build(suppress_warnings=["pubs.bad_date"]).warnings


LISTS = """
T
=

.. publications:: papers.bib
   :venue: CPVR

.. publications:: papers.bib
   :selected:
   :controls: search

.. publications:: papers.bib
   :links: ariv code

.. publications:: papers.bib
   :filter: venue == CVPR

.. publications:: papers.bib, more.bib

.. publications:: https://example.org/papers.bib

.. publications:: paper.bib

.. awards:: papers.bib

.. publications:: papers.bib
   :filter: "CVPR"
"""
BIB = """
@inproceedings{a, title = {A Title}, author = {Doe, Jane}, booktitle = {CVPR}, abbr = {CVPR}, year = 2020,
  arxiv = {2001.00001}}
"""


def test_nothing_wrong_is_silent(site: MakeSite) -> None:
    lists = site("errors")
    lists.write("papers.bib", BIB)
    lists.write(
        "more.bib", BIB.replace("{a,", "{b,").replace("A Title", "Quite Different").replace("00001", "00002")
    )
    lists.write("index.rst", LISTS)
    built = lists.build()
    messages = [line.partition("index.rst:")[2] for line in built.warnings.strip().splitlines()]
    assert messages == [
        "5: WARNING: empty list: no publication has the venue 'CPVR'; did you mean 'CVPR'? [pubs.empty]",
        "8: WARNING: empty list: no publication matches selected [pubs.empty]",
        "12: WARNING: links: no record has a link 'ariv'; did you mean 'arxiv'? [pubs.unknown_value]",
        "15: WARNING: filter: no record has a field 'cvpr'; put texts in quotes [pubs.unknown_field]",
        (
            "20: WARNING: 'https://example.org/papers.bib' is a URL: download the file first, "
            "since a build never uses the network [pubs.source]"
        ),
        "22: WARNING: no file 'paper.bib' in the source folder; did you mean 'papers.bib'? [pubs.source]",
        "24: WARNING: empty list: the sources have no awards, only publications [pubs.empty]",
        (
            "26: WARNING: filter, column 1: this is the same for every record: "
            "compare it with a field, as in venue == 'CVPR' [pubs.syntax]"
        ),
    ]
    page_lists = built.page().select(".pubs")
    assert [len(element.select(".pubs-entry")) for element in page_lists] == [0, 0, 1, 0, 2, 0, 0, 0, 1]
    assert [element.get_text(strip=True) for element in page_lists[:2]] == ["", "Nothing matches."]


def test_keys_in_the_content_and_other_ends_of_file_names(site: MakeSite) -> None:
    lists = site("errors")
    lists.write("papers.bib", BIB)
    lists.write(
        "index.rst",
        "T\n=\n\n.. publications:: papers.bib\n\n   a\n   b, c\n   d\n\n"
        ".. publications:: papers.bib\n\n   - a\n\n"
        ".. publications:: papers\n\n.. publications:: papers.txt\n",
    )
    built = lists.build()
    messages = [line.partition("index.rst:")[2] for line in built.warnings.strip().splitlines()]
    ignored = "the content of the directive is ignored; to choose entries, write :keys:"
    assert messages == [
        f"4: WARNING: {ignored} a, b, c \u2026 [pubs.option]",
        f"10: WARNING: {ignored} a [pubs.option]",
        "14: WARNING: no file 'papers' in the source folder; did you mean 'papers.bib'? [pubs.source]",
        "16: WARNING: no file 'papers.txt' in the source folder; did you mean 'papers.bib'? [pubs.source]",
    ]
    assert len(built.entries()) == 2


def test_parts_that_only_publications_have(site: MakeSite) -> None:
    lists = site("errors")
    lists.write("more.yaml", "awards: [{title: A, date: 2020}]\nactivities: [{title: A talk}]\n")
    lists.write(
        "index.rst",
        "T\n=\n\n.. awards:: more.yaml\n   :show: bibtex note\n\n"
        ".. activities:: more.yaml\n   :show: image\n",
    )
    messages = [line.partition("index.rst:")[2] for line in lists.build().warnings.strip().splitlines()]
    assert messages == [
        "4: WARNING: show: awards have no bibtex [pubs.option]",
        "7: WARNING: show: activities have no image [pubs.option]",
    ]


def test_a_string_is_a_list_of_one_in_the_configuration(site: MakeSite) -> None:
    lists = site("errors")
    lists.write("papers.bib", BIB)
    lists.write("index.rst", "T\n=\n\n.. publications::\n")
    built = lists.build(pubs_sources="papers.bib", pubs_me="Jane Doe")
    assert built.warnings == ""
    assert [tag.get_text() for tag in built.page().select(".pubs-me")] == ["Jane Doe"]


def test_all_mistakes_in_layouts_are_reported_with_line_and_column(site: MakeSite) -> None:
    with pytest.raises(ConfigError) as raised:
        site("basic").build(
            pubs_layouts={
                "mine": ["{titel}, {authors:x} [", "{title} {anthors}"],
                "yours": {"publication": ["{title"], "form": "cloud", "names": {"mx": 3}},
            }
        )
    assert str(raised.value).splitlines() == [
        "pubs_layouts: layout 'mine': in the line '{titel}, {authors:x} [': no closing ']' (column 22)",
        (
            "pubs_layouts: layout 'mine': in the line '{title} {anthors}': unknown part 'anthors'; "
            "did you mean 'authors'? (column 9)"
        ),
        (
            "pubs_layouts: layout 'yours': in the line '{title': a brace without the name of a part; "
            "write \\{ or \\} for a brace (column 1)"
        ),
        "pubs_layouts: layout 'yours': 'form' must be one of list, cards, table, not 'cloud'",
        "pubs_layouts: layout 'yours': unknown key 'mx' in 'names'; did you mean 'max'?",
    ]


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


def test_a_value_of_another_type_does_not_hide_the_other_mistakes(site: MakeSite) -> None:
    with pytest.raises(ConfigError) as raised:
        site("basic").build(pubs_sources=5, pubs_layout="nolayout", pubs_export="none")
    assert str(raised.value).splitlines() == [
        "pubs_sources must be a list or a string or a tuple, not 5",
        "pubs_export must be one of source, record, not 'none'",
        (
            "pubs_layout must be one of homepage, compact, reference, cv, cards, table or pybtex:STYLE, "
            "not 'nolayout'"
        ),
    ]
