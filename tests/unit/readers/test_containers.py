"""Lists of records under any name, inside of other things, and what is said if there are none."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.base import ReadOptions, ReadResult
from sphinx_pubs.readers.load import reader_for


def read(text: str, path: str, options: ReadOptions | None = None) -> ReadResult:
    data = text.encode()
    reader = reader_for(path, data)
    assert reader is not None
    return reader(data, path, "utf-8-sig", options or ReadOptions())


def rows(result: ReadResult) -> list[tuple[str, str]]:
    assert [str(problem) for problem in result.problems] == []
    return [(record.key, plain(record.title)) for record in result.records]


def years(result: ReadResult) -> list[str]:
    return [
        str(record.date.year) if isinstance(record.date, PartialDate) else "" for record in result.records
    ]


FIRST = {"title": "The First", "author": ["Doe, Jane", "Roe, Jim"], "year": 2019}
KEYED = {
    "k1": {"type": "article", "title": "A", "author": [{"family": "Doe", "given": "Jane"}], "year": 2019},
    "k2": {"type": "book", "title": "B", "author": "Roe, Jim", "year": 2018},
}
CSL = {
    "type": "article-journal",
    "title": "C",
    "author": [{"family": "Doe", "given": "Jane"}],
    "container-title": "J",
    "issued": {"date-parts": [[2019]]},
}
TOML_RECORD = '[[record]]\ntitle = "The First"\nauthors = ["Doe, Jane"]\nyear = 2019\n'
LISTED = [("doe2019first", "The First")]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (KEYED, [("k1", "A"), ("k2", "B")]),
        ({"k1": CSL, "k2": {"type": "book", "title": "B"}}, [("k1", "C"), ("k2", "B")]),
        ({"schemaVersion": 1, "works": [FIRST]}, LISTED),
        ({"meta": {"title": "My works", "generated": "today"}, "works": [FIRST]}, LISTED),
        ({"version": 1, "k1": FIRST}, [("k1", "The First")]),
        ({"works": [CSL], "schemaVersion": 1}, [("doe2019c", "C")]),
        ({"status": "ok", "message": {"total": 1, "items": [CSL]}}, [("doe2019c", "C")]),
        ({"status": "ok", "message": {**CSL, "title": ["C"], "container-title": ["J"]}}, [("doe2019c", "C")]),
        ({"responseHeader": {}, "response": {"docs": [{**FIRST, "title": ["The First"]}]}}, LISTED),
        ({"a": {"b": {"c": [FIRST]}}}, LISTED),
        ({"site": "x", "authors": [{"name": "Jane", "url": "https://a.org"}], "all": [FIRST]}, LISTED),
    ],
)  # fmt: skip
def test_json(document: object, expected: list[tuple[str, str]]) -> None:
    assert rows(read(json.dumps(document), "data.json")) == expected


@pytest.mark.parametrize("above", ["", 'title = "My works"\n', "[meta]\nversion = 1\n"])
def test_toml_lists_of_any_name(above: str) -> None:
    result = read(above + TOML_RECORD, "data.toml")
    assert rows(result) == LISTED
    assert result.records[0].tags == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {session: 58, entries: [A, B]}\n- {session: 59, entries: [C]}", ["", "", ""]),
        ("- {year: 2024, papers: [A]}\n- {year: 2023, papers: [B, C]}", ["2024", "2023", "2023"]),
        ("- {jahr: 2024, arbeiten: [A, B]}\n- {jahr: 2023, arbeiten: [C]}", ["2024", "2024", "2023"]),
        ("2024: [A, B]\n2023: [C]", ["2024", "2024", "2023"]),
        ("2024: {letters: [A], books: [B]}\n2023: {letters: [C]}", ["2024", "2024", "2023"]),
    ],
)
def test_headings(text: str, expected: list[str]) -> None:
    text = re.sub(r"\b[ABC]\b", r"{title: \g<0>, author: Doe}", text)
    result = read(text, "data.yaml")
    assert [title for _, title in rows(result)] == ["A", "B", "C"]
    assert years(result) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- {title: A, author: Doe, year: 2019, talks: [{title: A talk, date: 2020}]}",
        "- {title: A, year: 2019, versions: [{title: B, year: 2020}]}",
        "- {title: A, author: [{name: Jane}], links: [{label: code, url: 'https://a.org'}]}",
        "- {title: A, year: 2019, venues: [{name: CVPR, year: 2019}, {name: TPAMI, year: 2020}]}",
        "site: x\nlist: [{title: A, author: [{name: Jane}], venues: [{name: CVPR, year: 2019}]}]",
        "a: {title: A, author: Doe}\nb: {doi: 10.1000/1, talks: [{title: B, date: 2020}]}",
    ],
)
def test_tables_in_a_record_are_no_records(text: str) -> None:
    assert [plain(record.title) for record in read(text, "data.yaml").records if record.title] == ["A"]


FOREIGN = [{"paper_name": "A", "writers": "Doe, Jane", "yr": 2019}] * 12
FOREIGN_MAP = "{'paper_name': 'title', 'writers': 'author', 'yr': 'year'}"


@pytest.mark.parametrize("document", [FOREIGN, {"x": {"y": FOREIGN}}, {"version": 1, "entries": FOREIGN}])
def test_a_file_of_other_fields_has_one_message_that_says_how_to_map_them(document: object) -> None:
    result = read(json.dumps(document), "data.json")
    assert result.records == ()
    (problem,) = result.problems
    assert problem.code is Code.SHAPE
    assert problem.message == (
        "no records found: 12 tables with the fields 'paper_name', 'writers', 'yr'; "
        f"map them with pubs_field_map = {FOREIGN_MAP}"
    )


@pytest.mark.parametrize("document", [FOREIGN[:1], {"x": {"y": FOREIGN[:1]}}])
def test_the_map_of_the_message_reads_the_file(document: object) -> None:
    names = {"paper_name": "title", "writers": "author", "yr": "year"}
    assert rows(read(json.dumps(document), "data.json", ReadOptions(names=names))) == [("doe2019a", "A")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {authors: Jane Doe, year: 2019}", "1 table with the fields 'authors', 'year'; map"),
        (
            "title: My page\nbaseurl: /x\n",
            "1 table with the fields 'title', 'baseurl'; the file must be a list",
        ),
        ("- {Titel: A, Autoren: B, Jahr: 2019}", "{'Titel': 'title', 'Autoren': 'author', 'Jahr': 'year'}"),
        ("- {題名: A, 著者: B, 年: 2019}", "{'題名': 'title', '著者': 'author', '年': 'year'}"),
        ("- just words", "the file must be a list of records"),
    ],
)
def test_messages_for_files_without_records(text: str, words: str) -> None:
    messages = [problem.message for problem in read(text, "papers.yaml").problems]
    assert any(words in message for message in messages), messages
    assert all(len(message) <= 220 for message in messages)


def test_a_record_without_a_title_beside_others_is_said_by_its_line() -> None:
    result = read("- {title: A, author: Doe}\n- {year: 2019}\n", "papers.yaml")
    assert [(problem.message, problem.origin.line) for problem in result.problems] == [
        ("record of publications skipped: it has no title", 2)
    ]
