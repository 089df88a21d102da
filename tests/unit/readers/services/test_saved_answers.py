"""A saved answer is a source file like any other: its content tells the service that it is from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.load import load_file
from sphinx_pubs.readers.services import read_answer
from sphinx_pubs.readers.services.detection import service_of

from .support import body, read_recorded
from .test_damaged_answers import answers

#: Answers of these services that have no works. Only a reader that is asked for says so.
_NO_WORKS = frozenset(
    {
        "openalex/author",
        "openalex/source",
        "orcid/search-empty",
        "orcid/search-page1",
        "orcid/search-page2",
        "semanticscholar/search-empty",
        "zotero/2026-tag",
        "zotero/groups",
        "zotero/item-versions",
    }
)


@pytest.mark.parametrize("name", [name for name in answers() if name not in _NO_WORKS])
def test_a_saved_answer_gives_the_same_records(name: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_bytes(body(name))
    saved, read = load_file(str(path)), read_recorded(name)
    assert saved.records == read.records
    assert [problem.message for problem in saved.problems] == [problem.message for problem in read.problems]


@pytest.mark.parametrize("name", sorted(_NO_WORKS))
def test_other_answers_are_of_no_service(name: str) -> None:
    assert service_of(body(name)) == ""


@pytest.mark.parametrize("name", ["doi/csl-json", "csl-pairs/crossref-deep-review-raw"])
def test_csl_of_crossref_stays_csl(name: str) -> None:
    assert service_of(body(name)) == ""


def test_an_answer_without_works_is_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(
        '{"status": "ok", "message-type": "work-list", "message": {"items": []}}', encoding="utf-8"
    )
    result = load_file(str(path))
    assert (result.records, result.problems) == ((), ())


def test_what_is_left_of_a_damaged_answer_is_read(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_bytes(body("crossref/works-books")[:-3000])
    result = load_file(str(path))
    keys = [record.key for record in result.records]
    assert keys == [
        "schmidt2015synopse",
        "heumann2021gottingische",
        "spindler2011unternehmensorganisationspflichten",
    ]
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]


def test_a_fault_costs_its_work() -> None:
    works = [json.dumps({"DOI": "10.5555/1", "title": [f"T{number}"], "type": "book"}) for number in range(4)]
    works[1] = works[1].replace(",", ";", 1)
    answer = '{"message-type": "work-list", "message": {"items": [' + ", ".join(works) + "]}}"
    result = read_answer("crossref", answer.encode(), "answer.json")
    assert [record.title for record in result.records] == [("T0",), ("T2",), ("T3",)]
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]


def test_a_list_with_many_faults_ends() -> None:
    answer = '{"items": [' + '{"a": [[' * 30_000
    assert read_answer("crossref", answer.encode(), "answer.json").records == ()


@pytest.mark.parametrize(
    ("service", "start", "work"),
    [
        ("dblp", '{"result": {"hits": {"@total": "3", "hit": [', {"info": {"title": "T"}}),
        ("hal", '{"response": {"numFound": 3, "docs": [', {"title_s": ["T"]}),
        ("zenodo", '{"hits": {"hits": [', {"metadata": {"title": "T"}}),
    ],
)
def test_the_whole_works_of_a_cut_list_are_read(service: str, start: str, work: object) -> None:
    cut = start + ", ".join([json.dumps(work)] * 3)[:-5]
    result = read_answer(service, cut.encode(), "answer.json")
    assert [record.title for record in result.records] == [("T",), ("T",)]
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]
