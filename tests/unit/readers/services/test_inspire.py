"""Answers of INSPIRE."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.services import read_answer

from .support import publications, read_json, read_recorded, summary


def read_work(**members: object) -> dict[str, Any]:
    """Return the summary of a record whose metadata has these members."""
    metadata = {"titles": [{"title": "Example"}], "document_type": ["article"], **members}
    (record,) = read_json("inspire", {"id": "1", "metadata": metadata})
    return summary(record)


def test_the_metadata_of_an_article() -> None:
    result = read_recorded("inspire/literature-metadata")
    (record,) = publications(result)
    assert summary(record) == {
        "key": "Ebadi:2019gij",
        "kind": "article",
        "title": "New probes for axionlike particles at hadron colliders",
        "authors": ["Ebadi, Javad", "Khatibi, Sara", "Mohammadi Najafabadi, Mojtaba"],
        "date": "2019-07-16",
        "venue": "Phys. Rev. D",
        "volume": "100",
        "number": "1",
        "pages": "015016",
        "ids": ["doi:10.1103/PhysRevD.100.015016", "arxiv:1901.03061"],
        "links": {"": "https://inspirehep.net/literature/1713040"},
        "tags": ["Beyond the standard model"],
        "abstract": "Axionlike particles (ALPs) appear from s",
    }
    assert result.problems == ()


def test_a_list() -> None:
    answer = {
        "hits": {
            "hits": [
                {
                    "id": "1",
                    "metadata": {"titles": [{"title": "One"}], "texkeys": ["Doe:2020abc", "Doe:2019xyz"]},
                },
                {"id": "2", "metadata": {"titles": None, "control_number": 2}},
            ],
            "total": 2,
        },
        "links": {"self": "https://inspirehep.net/api/literature?q=doe&size=10&page=1"},
    }
    first, second = read_json("inspire", answer)
    assert (first.key, first.aliases) == ("Doe:2020abc", ("Doe:2019xyz",))
    assert second.title == ()


def test_an_empty_list_is_no_problem() -> None:
    assert read_json("inspire", {"hits": {"hits": [], "total": 0}, "links": {}}) == []


def test_errors_are_reported() -> None:
    answer = b'{"status": 404, "message": "PID does not exist."}'
    (problem,) = read_answer("inspire", answer, "answer.json").problems
    assert problem.code is Code.SHAPE
    assert "'PID does not exist.'" in problem.message


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"arxiv_eprints": [{"value": "1901.03061"}]}, {"kind": "preprint", "ids": ["arxiv:1901.03061"]}),
        (
            {
                "arxiv_eprints": [{"value": "1901.03061"}],
                "publication_info": [{"pubinfo_freetext": "To appear in JHEP"}],
            },
            {"kind": "article", "venue": "To appear in JHEP"},
        ),
        (
            {
                "document_type": ["conference paper"],
                "publication_info": [{"conf_acronym": "CHEP 2019", "cnum": "C19"}],
            },
            {"kind": "inproceedings", "venue": "CHEP 2019"},
        ),
        (
            {
                "document_type": ["conference paper"],
                "publication_info": [{"journal_title": "PoS", "page_start": "1"}],
            },
            {"kind": "article", "venue": "PoS", "pages": "1"},
        ),
        (
            {
                "document_type": ["thesis"],
                "thesis_info": {"institutions": [{"name": "Hamburg U."}], "date": "2014-01"},
                "number_of_pages": 152,
            },
            {"kind": "thesis", "venue": "Hamburg U.", "date": "2014-01", "pagetotal": "152"},
        ),
        (
            {"document_type": ["report"], "report_numbers": [{"value": "CERN-1"}]},
            {"kind": "report", "number": "CERN-1"},
        ),
        (
            {
                "publication_info": [
                    {"material": "erratum", "journal_title": "Bad"},
                    {"journal_title": "Phys.Lett.B"},
                ]
            },
            {"venue": "Phys. Lett. B"},
        ),
        ({"publication_info": [{"year": 2020}], "imprints": [{"date": "2019-12-30"}]}, {"date": "2020"}),
        ({"preprint_date": "2019-01-10", "earliest_date": "2018"}, {"date": "2019-01-10"}),
        (
            {
                "dois": [
                    {"value": "10.5555/1"},
                    {"value": "10.5555/1"},
                    {"value": "10.5555/2", "material": "erratum"},
                ]
            },
            {"ids": ["doi:10.5555/1"]},
        ),
        ({"collaborations": [{"value": "ATLAS"}]}, {"collaborations": ["ATLAS Collaboration"]}),
        ({"corporate_author": ["Example Group"]}, {"authors": ["Example Group"]}),
        (
            {
                "authors": [
                    {"full_name": "Doe, Jane", "ids": [{"schema": "ORCID", "value": "0000-0002-1825-0097"}]},
                    {"full_name": "Roe, Max", "inspire_roles": ["editor"]},
                    {"full_name": "Poe, Ann", "inspire_roles": ["supervisor"]},
                    {"full_name": None},
                ]
            },
            {"authors": ["Doe, Jane <0000-0002-1825-0097>"], "editors": ["Roe, Max"]},
        ),
        (
            {"external_system_identifiers": [{"schema": "ADS", "value": "2019PhRvD.100a5016E"}]},
            {"ids": ["ads:2019PhRvD.100a5016E"]},
        ),
        ({"keywords": [{"value": "a"}, {"value": "b", "schema": "PDG"}]}, {"tags": ["a"]}),
        (
            {
                "document_type": ["book"],
                "isbns": [{"value": "9783863951887"}],
                "imprints": [{"publisher": "P", "place": "X"}],
                "book_series": [{"title": "S", "volume": "3"}],
            },
            {"kind": "book", "publisher": "P", "place": "X", "series": "S", "volume": "3"},
        ),
        ({"withdrawn": True}, {"note": ["Withdrawn"]}),
    ],
)
def test_members(members: dict[str, object], expected: dict[str, object]) -> None:
    values = read_work(**members)
    assert {name: values.get(name) for name in expected} == expected
