"""Answers of OpenAlex."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.names import OTHERS
from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.services import read_answer

from .support import publications, read_json, read_recorded, summary

JOURNAL = {"source": {"display_name": "Nature", "type": "journal", "host_organization_name": "Springer"}}
ARXIV = {
    "landing_page_url": "http://arxiv.org/abs/2304.05376",
    "source": {"display_name": "arXiv (Cornell University)", "type": "repository"},
}


def read_work(**members: object) -> dict[str, Any]:
    """Return the summary of the work with these members."""
    (record,) = read_json("openalex", {"id": "https://openalex.org/W1", "title": "Example", **members})
    return summary(record)


def test_an_article() -> None:
    result = read_recorded("openalex/work-article")
    (record,) = publications(result)
    assert summary(record) == {
        "key": "makris2014developing",
        "kind": "article",
        "title": "Developing functional musculoskeletal tissues through hypoxi",
        "authors": [
            "Makris, Eleftherios A. <0000-0003-4136-4620>",
            "Responte, Donald J.",
            "Paschos, Nikolaos K. <0000-0002-1689-6636>",
            "Hu, Jerry C. <0000-0003-0651-1461>",
            "Athanasiou, Kyriacos A. <0000-0001-5387-8405>",
        ],
        "date": "2014-10-27",
        "venue": "Proceedings of the National Academy of Sciences",
        "volume": "111",
        "number": "45",
        "publisher": "National Academy of Sciences",
        "ids": ["doi:10.1073/pnas.1414271111", "pmid:25349395", "pmcid:PMC4234579"],
        "language": "en",
        "abstract": "Significance The inadequate mechanical p",
    }
    assert result.problems == ()


def test_a_preprint_and_its_paper_in_a_list() -> None:
    paper, preprint = map(summary, publications(read_recorded("openalex/works-list-2")))
    assert (paper["kind"], paper["date"], paper["pages"]) == ("article", "2024-05-08", "525–535")
    assert paper["abstract"].startswith("Large language models (LLMs)")
    assert paper["links"] == {"pdf": "https://www.nature.com/articles/s42256-024-00832-8.pdf"}
    assert (preprint["kind"], preprint["venue"], preprint["date"]) == ("preprint", "arXiv", "2023")
    assert preprint["ids"] == ["doi:10.48550/arxiv.2304.05376", "arxiv:2304.05376"]
    assert "publisher" not in preprint


def test_names_as_the_work_has_them() -> None:
    (record,) = publications(read_recorded("openalex/works-list-preprint"))
    assert summary(record)["authors"][:2] == [
        "Lála, Jakub <0000-0002-5424-5260>",
        "O'Donoghue, Odhran <0000-0001-6507-8990>",
    ]


def test_a_wrong_type_is_corrected_by_the_source() -> None:
    (record,) = publications(read_recorded("openalex/work"))
    values = summary(record)
    assert (values["kind"], values["venue"], values["pages"]) == ("article", "PeerJ", "e4375")


def test_the_first_of_january_is_a_year_only() -> None:
    (record,) = publications(read_recorded("openalex/work-doi-with-colon"))
    values = summary(record)
    assert (values["date"], values["ids"][0]) == ("2001", "doi:10.1023/a:1007154515475")


def test_a_work_of_which_few_members_were_asked_for() -> None:
    (record,) = publications(read_recorded("openalex/work-select"))
    assert summary(record)["ids"] == ["doi:10.1021/acs.jctc.5b00178"]


@pytest.mark.parametrize("answer", ["openalex/author", "openalex/source", "openalex/error-404-html"])
def test_what_is_no_work(answer: str) -> None:
    result = read_recorded(answer)
    assert (result.records, len(result.problems)) == ((), 1)


def test_a_page_of_a_list_by_cursor() -> None:
    page = {
        "meta": {"count": 2, "per_page": 2, "next_cursor": "IlsxNjA5MzcyODAwMDAwXSI="},
        "results": [
            {
                "id": "https://openalex.org/W1",
                "title": "One",
                "authorships": [{"raw_author_name": "Jane Doe"}],
                "is_authors_truncated": True,
            },
            {"id": "https://openalex.org/A1", "display_name": "an author"},
            {"id": "https://openalex.org/W2", "title": None, "display_name": None, "primary_location": None},
        ],
    }
    first, second = read_json("openalex", page)
    assert [who.name for who in first.authors][1:] == [OTHERS]
    assert second.title == ()


def test_an_empty_list_is_no_problem() -> None:
    assert read_json("openalex", {"meta": {"count": 0}, "results": [], "group_by": []}) == []


def test_errors_are_reported() -> None:
    answer = b'{"error": "Invalid query parameters error.", "message": "orcid is not valid"}'
    (problem,) = read_answer("openalex", answer, "answer.json").problems
    assert problem.code is Code.SHAPE
    assert "'orcid is not valid'" in problem.message


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"type": "article", "primary_location": JOURNAL}, {"kind": "article", "publisher": "Springer"}),
        ({"type": "article", "type_crossref": "proceedings-article"}, {"kind": "inproceedings"}),
        ({"type": "book-chapter", "primary_location": JOURNAL}, {"kind": "article", "venue": "Nature"}),
        ({"type": "article", "locations": [JOURNAL, ARXIV]}, {"ids": ["arxiv:2304.05376"]}),
        ({"type": "paratext"}, {"kind": "misc"}),
        ({"is_retracted": True}, {"note": ["Retracted"]}),
        ({"biblio": {"first_page": "7", "last_page": "7"}}, {"pages": "7"}),
        ({"biblio": {"volume": None, "first_page": None, "last_page": "7"}}, {"pages": "7"}),
        ({"publication_date": None, "publication_year": 2020}, {"date": "2020"}),
        ({"abstract_inverted_index": {"b": [1], "a": [0, 2], "c": "x", "d": [10**9]}}, {"abstract": "a b a"}),
        ({"authorships": [{"raw_author_name": "JANE DOE", "author": {"display_name": "Jane Doe"}}]},
         {"authors": ["Doe, Jane"]}),
        ({"authorships": [{"author": {"display_name": "Barnes and Noble"}}]},
         {"authors": ["Barnes and Noble"]}),
        ({"authorships": [{"raw_author_name": None, "author": None}]}, {"authors": None}),
    ],
)  # fmt: skip
def test_members(members: dict[str, object], expected: dict[str, object]) -> None:
    values = read_work(**members)
    assert {name: values.get(name) for name in expected} == expected
