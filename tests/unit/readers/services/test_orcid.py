"""Answers of ORCID."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.services import read_answer

from .support import publications, read_json, read_recorded, summary

IDENTIFIER = {"external-id-type": "doi", "external-id-value": "10.5555/1", "external-id-relationship": "self"}


def read_work(**members: object) -> dict[str, Any]:
    """Return the summary of a single work with these members."""
    work = {"put-code": 1, "title": {"title": {"value": "Example "}}, "type": "journal-article"}
    (record,) = read_json(
        "orcid", {**work, **{name.replace("_", "-"): value for name, value in members.items()}}
    )
    return summary(record)


def identifiers(*changes: dict[str, object]) -> dict[str, object]:
    return {"external-id": [{**IDENTIFIER, **change} for change in changes]}


def test_the_works_of_a_person() -> None:
    result = read_recorded("orcid/works-short")
    records = publications(result)
    assert summary(records[1]) == {
        "key": "2009reputation",
        "kind": "article",
        "title": "Reputation, authority and incentives. Or: How to get rid of ",
        "date": "2009-01-21",
        "ids": ["doi:10.1038/npre.2009.2801"],
    }
    assert [record.kind for record in records].count("inproceedings") == 2
    assert records[1].fields["put_code"] == "5011717"
    assert len(records) == 8
    assert result.problems == ()  # that summaries name no authors is no problem


def test_summaries_of_one_work_are_joined() -> None:
    records = publications(read_recorded("orcid/works-long"))
    assert len(records) == 111
    by_doi = {record.identifiers[0].value: summary(record) for record in records if record.identifiers}
    # the month is in the first summary, the journal in the second one
    joined = by_doi["10.1890/07-1139.1"]
    assert (joined["date"], joined["venue"]) == ("2008-05", "Ecology")
    preferred = by_doi["10.1111/1365-2745.12293"]
    assert (preferred["date"], preferred["venue"]) == ("2014-07", "J Ecol")
    assert by_doi["10.6084/m9.figshare.1112581"]["kind"] == "dataset"
    assert by_doi["10.6084/m9.figshare.1112581"]["publisher"] == "Figshare"


def test_a_work_without_a_date_has_not_that_of_its_last_change() -> None:
    records = publications(read_recorded("orcid/works-long"))
    without = [record for record in records if record.date is None]
    assert len(without) == 14
    assert all(not record.identifiers for record in without)


def test_the_journal_is_not_the_identifier_of_its_article() -> None:
    records = publications(read_recorded("orcid/works-long"))
    article = next(record for record in records if record.key == "2014context")
    assert summary(article)["ids"] == ["doi:10.1111/ele.12279"]
    assert article.fields["issn"] == "1461-023X"


def test_the_old_form_in_upper_case() -> None:
    records = publications(read_recorded("orcid/works-old-form"))
    assert [record.kind for record in records] == ["misc", "article", "misc", "article", "article"]
    assert summary(records[3]) == {
        "key": "2019programmable",
        "kind": "article",
        "title": "A programmable DNA-origami platform for studying lipid trans",
        "date": "2019-08",
        "ids": ["doi:10.1038/s41589-019-0325-3"],
    }


def test_a_record_with_all_activities() -> None:
    result = read_recorded("orcid/sample-record-full-3.0")
    (record,) = publications(result)
    assert result.problems == ()
    assert summary(record)["date"] == "2012-10-01"
    assert "ids" not in summary(record)  # one DOI is of another version, ORCID cannot read the other one
    assert record.fields["version_of"] == "10.1087/20120404"


def test_a_citation_completes_a_work() -> None:
    result = read_recorded("orcid/work-with-citation")
    (record,) = publications(result)
    assert summary(record) == {
        "key": "kreutzer2012introducing",
        "kind": "article",
        "title": "Introducing an R package for luminescence dating analysis",
        "authors": [
            "Kreutzer, Sebastian",
            "Schmidt, Christoph",
            "Fuchs, Margret C",
            "Dietze, Michael",
            "Fischer, Manfred",
            "Fuchs, Markus",
        ],
        "date": "2012",
        "venue": "Ancient TL",
        "volume": "30",
        "number": "1",
        "pages": "1–8",
        "url": "http://www.ecu.edu/cs-cas/physics/Ancient-Timeline/upload/ATL_30-1-Kreutzer.pdf",
        "language": "en",
    }
    assert result.problems == ()


def test_contributors() -> None:
    (record,) = publications(read_recorded("orcid/work-with-citation-2"))
    values = summary(record)
    assert values["title"] == "Dose-Rate Estimation using α-Al2O3:C Chips: Aftermath"
    assert values["authors"] == [
        "Kreutzer, Sebastian <0000-0002-0734-2199>",
        "Tribolo, Chantal",
        "Martin, Loïc",
        "Mercier, Norbert",
    ]
    assert (values["date"], values["volume"], values["publisher"]) == (
        "2020-06-01",
        "38",
        "East Carolina University",
    )
    assert values["tags"] == ["Dosimetry", "Al2O3:C", "Luminescence"]


def test_several_works_at_once() -> None:
    answer = b"""{"bulk": [
        {"work": {"put-code": 1, "title": {"title": {"value": "One"}}, "type": "book"}},
        {"error": {"response-code": 404, "developer-message": "404 Not Found: put-code 2"}}]}"""
    result = read_answer("orcid", answer, "answer.json")
    assert [record.title for record in result.records] == [("One",)]
    (problem,) = result.problems
    assert problem.code is Code.SHAPE
    assert "'404 Not Found: put-code 2'" in problem.message


def test_a_person_without_works() -> None:
    assert publications(read_recorded("orcid/works-empty")) == []


@pytest.mark.parametrize("answer", ["error-400", "error-404", "error-500", "search-page1", "search-empty"])
def test_what_has_no_works(answer: str) -> None:
    result = read_recorded(f"orcid/{answer}")
    assert (result.records, len(result.problems)) == ((), 1)


def test_the_preferred_summary_is_the_one_with_the_highest_index() -> None:
    summaries = [
        {"put-code": 1, "title": {"title": {"value": "One"}}, "display-index": "0"},
        {"put-code": 2, "title": {"title": {"value": "Two"}}, "display-index": "1"},
    ]
    (record,) = read_json("orcid", {"group": [{"work-summary": summaries}, {"work-summary": []}, None]})
    assert record.title == ("Two",)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"publication_date": None, "last_modified_date": {"value": 1}}, {"date": None}),
        ({"publication_date": {"year": {"value": "2020"}, "month": None}}, {"date": "2020"}),
        ({"publication_date": {"year": None, "month": {"value": "05"}}}, {"date": None}),
        ({"external_ids": identifiers({"external-id-relationship": "SELF"})}, {"ids": ["doi:10.5555/1"]}),
        ({"external_ids": identifiers({"external-id-relationship": "part-of"})}, {"ids": None}),
        ({"external_ids": identifiers({"external-id-relationship": "PART_OF"})}, {"ids": None}),
        ({"external_ids": identifiers({"external-id-relationship": "funded-by"})}, {"ids": None}),
        (
            {"external_ids": identifiers({"external-id-normalized": {"value": "10.5555/2"}})},
            {"ids": ["doi:10.5555/2"]},
        ),
        (
            {"external_ids": identifiers({"external-id-value": "http://dx.doi.org/10.5555/1"})},
            {"ids": ["doi:10.5555/1"]},
        ),
        (
            {"external_ids": identifiers({"external-id-type": "pmc", "external-id-value": "PMC123"})},
            {"ids": ["pmcid:PMC123"]},
        ),
        (
            {
                "type": "book-chapter",
                "external_ids": identifiers(
                    {
                        "external-id-type": "isbn",
                        "external-id-value": "9783863951887",
                        "external-id-relationship": "part-of",
                    }
                ),
            },
            {"ids": ["isbn:9783863951887"]},
        ),
        (
            {"type": "EDITED_BOOK", "journal_title": {"value": "Springer"}},
            {"kind": "collection", "publisher": "Springer"},
        ),
        ({"type": None}, {"kind": "misc", "title": "Example"}),
        (
            {
                "contributors": {
                    "contributor": [
                        {
                            "credit-name": {"value": "Doe, Jane"},
                            "contributor-attributes": {"contributor-role": "WRITING"},
                        },
                        {"credit-name": {"value": "Doe, Jane"}, "contributor-attributes": None},
                        {"credit-name": None, "contributor-orcid": {"path": "0000-0002-1825-0097"}},
                        {
                            "credit-name": {"value": "Max Roe"},
                            "contributor-attributes": {"contributor-role": "EDITOR"},
                        },
                    ]
                }
            },
            {"authors": ["Doe, Jane"], "editors": ["Roe, Max"]},
        ),
        (
            {
                "citation": {
                    "citation-type": "BIBTEX",
                    "citation-value": "@article{k, author = {A B}, volume = 1",
                }
            },
            {"authors": ["B, A"], "volume": "1"},
        ),
        ({"citation": {"citation-type": "ris", "citation-value": "AU  - Doe"}}, {"authors": None}),
        ({"citation": {"citation-type": "bibtex", "citation-value": None}}, {"authors": None}),
        ({"url": {"value": "https://doi.org/10.5555/1"}}, {"url": None}),
    ],
)
def test_members(members: dict[str, object], expected: dict[str, object]) -> None:
    values = read_work(**members)
    assert {name: values.get(name) for name in expected} == expected
