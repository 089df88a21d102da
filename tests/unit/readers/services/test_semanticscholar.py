"""Papers of Semantic Scholar: recorded ones, and small ones for what these do not have."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.services import read_answer

from .answers import in_short, read_valid, recorded
from .support import read_json

NUMBER = "0" * 40


def body(name: str) -> bytes:
    return recorded(f"semanticscholar/{name}.json")


def short(members: dict[str, Any]) -> dict[str, str]:
    (record,) = read_json("semanticscholar", {"paperId": NUMBER, "title": "Example", **members})
    return in_short(record)


def test_a_preprint() -> None:
    (paper,) = read_valid("semanticscholar", body("paper-preprint"))
    assert paper.key == "lala2023paperqa"
    assert in_short(paper) == {
        "kind": "preprint",
        "title": "PaperQA: Retrieval-Augmented Generative Agent for Scientific Research",
        "date": "2023-12-08",
        "venues": "name=ArXiv, kind=archive",
        "ids": "doi:10.48550/arXiv.2312.07559 arxiv:2312.07559",
        "aliases": "DBLP:journals/corr/abs-2312-07559",
        "author": "Jakub L'ala; Odhran O'Donoghue; Aleksandar Shtedritski; Sam Cox; Samuel G. Rodriques;"
        " Andrew D. White",
    }


def test_a_paper_without_authors() -> None:
    (paper,) = read_valid("semanticscholar", body("paper-no-author"))
    assert in_short(paper) == {
        "kind": "article",
        "title": "Convalescent-anti-sars-cov-2-plasma/immune-globulin",
        "date": "2023-06-01",
        "venues": "name=Reactions Weekly, kind=journal, volume=1962, pages=145",
        "ids": "doi:10.1007/s40278-023-41815-2",
    }


def test_a_batch_with_an_unknown_paper() -> None:
    first, *_ = read_valid("semanticscholar", body("batch-with-unknown"))
    assert in_short(first) == {
        "kind": "misc",
        "title": "How Much Should We Trust Differences-in-Differences Estimates?",
        "date": "2001-10-01",
        "venues": "name=Experimental & Empirical Studies eJournal",
        "ids": "doi:10.2139/ssrn.288970",
        "links": "pdf:http://papers.nber.org/papers/w8841.pdf",
        "abstract": "Most Difference-in-Difference (DD) paper",
        "author": "Marianne Bertrand; E. Duflo; S. Mullainathan",
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("author-papers-page1", "SARS-CoV-2 hijacks p38\u03b2/MAPK11 to promote virus replication"),
        ("author-papers-last", "Cell and molecular physiology. Modulation of membrane transport systems"),
        (
            "citations-page1",
            (
                "We\u2019ve got you covered! The effect of public health insurance on rural"
                " entrepreneurship in China"
            ),
        ),
        (
            "references-page2",
            "Does Gender Matter for Firm Performance? Evidence from Eastern Europe and Central Asia",
        ),
        ("paper", "Computing Machinery and Intelligence"),
    ],
)
def test_lists_with_titles_only(name: str, title: str) -> None:
    first, *_ = read_valid("semanticscholar", body(name))
    assert in_short(first) == {"kind": "misc", "title": title}


def test_control_characters_are_removed() -> None:
    assert short({"title": "A \u0093B\u0094"})["title"] == "A B"


@pytest.mark.parametrize("name", ["search", "batch-authors"])
def test_papers_without_titles_are_reported(name: str) -> None:
    result = read_answer("semanticscholar", body(name), "answer")
    assert result.records == ()
    assert {problem.message for problem in result.problems} == {
        "paper without title; ask Semantic Scholar for the field 'title', too"
    }


@pytest.mark.parametrize(
    ("name", "message"),
    [("error-404", "Paper with id 0 not found"), ("error-403", "Forbidden"), ("error-400", "Unrecognized")],
)
def test_errors_are_reported(name: str, message: str) -> None:
    result = read_answer("semanticscholar", body(name), "answer")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]
    assert message in result.problems[0].message


def test_a_search_without_results() -> None:
    assert read_json("semanticscholar", {"total": 0, "offset": 0}) == []
    (problem,) = read_answer("semanticscholar", b"{}", "answer").problems
    assert problem.message.startswith("no works found: an answer of Semantic Scholar has a paper")


@pytest.mark.parametrize(
    ("members", "kind", "venues"),
    [
        ({"publicationTypes": ["JournalArticle", "Conference"], "venue": "Symposium on Examples",
          "journal": {"name": "Proceedings of Examples", "pages": "1-9"}},
         "inproceedings", "name=Symposium on Examples, kind=conference, pages=1\u20139"),
        ({"publicationTypes": ["Review", "JournalArticle"], "venue": "Nat.",
          "journal": {"name": "Nature", "volume": "7"}},
         "article", "name=Nature, kind=journal, volume=7"),
        ({"publicationTypes": ["BookSection"], "venue": "Handbook"},
         "incollection", "name=Handbook, kind=book"),
        ({"publicationTypes": None, "publicationVenue": {"name": "Nature", "type": "journal"}},
         "article", "name=Nature, kind=journal"),
        ({"publicationTypes": ["JournalArticle"], "journal": {"name": "bioRxiv"}},
         "preprint", "name=bioRxiv, kind=archive"),
    ],
)  # fmt: skip
def test_kinds_and_venues(members: dict[str, Any], kind: str, venues: str) -> None:
    record = short(members)
    assert (record["kind"], record["venues"]) == (kind, venues)


def test_identifiers_and_addresses() -> None:
    address = "https://www.semanticscholar.org/paper/1"
    numbers = {"PubMed": "123", "PubMedCentral": "456", "MAG": "7", "CorpusId": 8}
    assert short({"url": address, "externalIds": numbers}) == {
        "kind": "misc",
        "title": "Example",
        "ids": "pmid:123 pmcid:PMC456",
        "url": address,
    }
    assert short({"url": address, "externalIds": {"DOI": "10.5555/1"}})["ids"] == "doi:10.5555/1"
    assert "url" not in short({"url": address, "externalIds": {"DOI": "10.5555/1"}})
