"""Answers of DataCite."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code

from .support import publications, read_json, read_recorded, summary


def read_doi(**attributes: object) -> dict[str, Any]:
    """Return the summary of a DOI with these attributes."""
    default = {
        "doi": "10.5555/1",
        "titles": [{"title": "Example"}],
        "types": {"resourceTypeGeneral": "Dataset"},
    }
    (record,) = read_json(
        "datacite", {"data": {"id": "1", "type": "dois", "attributes": {**default, **attributes}}}
    )
    return summary(record)


def read_one(name: str) -> dict[str, Any]:
    result = read_recorded(name)
    (record,) = publications(result)
    assert result.problems == ()
    return summary(record)


def test_a_dataset() -> None:
    assert read_one("datacite/doi-dataset") == {
        "key": "ollomo2011data",
        "kind": "dataset",
        "title": "Data from: A new malaria agent in African hominids.",
        "authors": [
            "Ollomo, Benjamin",
            "Durand, Patrick",
            "Prugnolle, Franck",
            "Douzery, Emmanuel J. P.",
            "Arnathau, Céline",
            "Nkoghe, Dieudonné",
            "Leroy, Eric",
            "Renaud, François",
        ],
        "date": "2011-02-01",
        "publisher": "Dryad",
        "ids": ["doi:10.5061/dryad.8515"],
        "language": "en",
        "tags": ["Plasmodium", "malaria", "taxonomy", "mitochondrial genome", "Parasites"],
        "abstract": "Plasmodium falciparum is the major human",
    }


def test_a_version_of_software() -> None:
    (record,) = publications(read_recorded("datacite/doi-software-version"))
    values = summary(record)
    assert (values["kind"], values["authors"]) == ("software", ["Vanderplas, Jake", "Willmer, Alex"])
    assert (values["ids"], record.version) == (["doi:10.5281/zenodo.28518"], "v0.3.2")
    assert record.fields["version_of"] == "10.5281/zenodo.593209"
    assert values["links"] == {"code": "https://github.com/jakevdp/supersmoother/tree/v0.3.2"}


def test_a_thesis() -> None:
    values = read_one("datacite/doi-thesis")
    assert (values["kind"], values["date"], values["pagetotal"]) == ("thesis", "2014", "152")
    assert values["venue"] == "Deutsches Elektronen-Synchrotron, DESY, Hamburg"
    assert values["authors"] == ["Conrad, Heiko"]
    (record,) = publications(read_recorded("datacite/doi-thesis"))
    advisors = [who for who in record.contributors if who.role == "advisor"]
    assert [(who.name.full(), who.orcid) for who in advisors] == [("Gerhard Gruebel", "0000-0002-8633-8234")]


def test_a_conference_paper() -> None:
    values = read_one("datacite/doi-conference-paper")
    assert (values["kind"], values["date"]) == ("inproceedings", "2016")
    assert values["venue"] == "Proceedings of the 7th Int. Particle Accelerator Conf."
    assert "isbn:9783954501472" in values["ids"]
    assert values["editors"][0] == "Petit-Jean-Genaz, Christine"
    assert not {"volume", "pages"} & values.keys()  # "IPAC2016" and "Korea"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "doi-article",
            {"kind": "online", "authors": ["Fenner, Martin <0000-0003-1419-2405>"], "date": "2016-12-20"},
        ),
        ("doi-book", {"kind": "misc", "date": "2014"}),
        ("doi-organisation", {"authors": ["Statistique Canada"], "publisher": "Gouvernement du Canada"}),
        ("doi-anonymous", {"authors": ["Anonymous"], "language": "de"}),
        (
            "doi-doi-with-plus",
            {"authors": ["Wong, Takmeng"], "ids": ["doi:10.5067/terra+aqua/ceres/cldtyphist_l3.004"]},
        ),
        ("doi-thai-names", {"date": "2006", "authors": ["แซ่เตียว, กัญจนา"]}),
        (
            "doi-two-languages",
            {
                "kind": "article",
                "language": "ru",
                "authors": ["Ганичева, А.В.", "Ганичев, А.В."],
                "title": "МОДЕЛЬ СИСТЕМНОЙ ДИНАМИКИ ПРОЦЕССА ОБУЧЕНИЯ",
            },
        ),
    ],
)
def test_odd_records(answer: str, expected: dict[str, object]) -> None:
    values = read_one(f"datacite/{answer}")
    assert {name: values.get(name) for name in expected} == expected


def test_authors_in_one_string() -> None:
    authors = read_one("datacite/doi-authors-in-one-string")["authors"]
    assert authors[:4] == ["Jones, Matthew B.", "Slaughter, Peter", "Nahf, Rob", "Boettiger, Carl"]
    assert len(authors) == 9


def test_a_thousand_authors() -> None:
    assert len(read_one("datacite/doi-1000-authors")["authors"]) == 1000


def test_a_list() -> None:
    records = publications(read_recorded("datacite/dois-page1"))
    assert [record.kind for record in records] == ["software", "book", "book", "dataset", "misc"]
    book = summary(records[1])
    assert (book["ids"], book["language"]) == (["doi:10.5281/zenodo.3520062", "isbn:9788376831817"], "pl")
    assert book["tags"][:3] == ["sport", "rural community", "football club"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "datacite_software",
            {
                "kind": "software",
                "date": "2016",
                "authors": ["Jones, Matthew B."],
                "ids": ["doi:10.5063/F1M61H5X"],
            },
        ),
        (
            "datacite_with_container_and_seriesinformation",
            {"kind": "online", "date": "2016-12-20", "authors": ["Fenner, Martin <0000-0003-1419-2405>"]},
        ),
    ],
)
def test_attributes_without_an_envelope(answer: str, expected: dict[str, object]) -> None:
    values = read_one(f"datacite-xml/{answer}")
    assert {name: values.get(name) for name in expected} == expected


def test_errors_are_reported() -> None:
    (problem,) = read_recorded("datacite/error-404").problems
    assert problem.code is Code.SHAPE
    assert "The resource you are looking for doesn't exist." in problem.message


def test_an_empty_list_is_no_problem() -> None:
    assert read_json("datacite", {"data": [], "meta": {"total": 0}, "links": {}}) == []


def text(resource: str, **types: object) -> dict[str, object]:
    return {"types": {"resourceTypeGeneral": "Text", "resourceType": resource, **types}}


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        (
            {
                "types": {"resourceTypeGeneral": "Preprint"},
                "publisher": "arXiv",
                "doi": "10.48550/arXiv.2104.01230",
            },
            {
                "kind": "preprint",
                "venue": "arXiv",
                "ids": ["doi:10.48550/arXiv.2104.01230", "arxiv:2104.01230"],
            },
        ),
        (
            {
                "types": {"resourceTypeGeneral": "JournalArticle"},
                "container": {
                    "title": "Journal",
                    "volume": "3",
                    "issue": "2",
                    "firstPage": "1",
                    "lastPage": "9",
                },
            },
            {"kind": "article", "venue": "Journal", "volume": "3", "number": "2", "pages": "1–9"},
        ),
        (
            {
                "types": {"resourceTypeGeneral": "BookChapter"},
                "relatedItems": [
                    {
                        "relationType": "IsPublishedIn",
                        "titles": [{"title": "Book"}],
                        "firstPage": "5",
                        "lastPage": "5",
                    }
                ],
            },
            {"kind": "incollection", "venue": "Book", "pages": "5"},
        ),
        (text("Doctoral Thesis"), {"kind": "thesis"}),
        (text("Poster"), {"kind": "poster"}),
        (text("", bibtex="book"), {"kind": "book"}),
        (text("", bibtex="article"), {"kind": "misc"}),
        ({"types": None}, {"kind": "misc"}),
        ({"publisher": {"name": "Zenodo"}}, {"publisher": "Zenodo"}),
        ({"publicationYear": 2549}, {"date": "2006"}),
        ({"dates": [{"date": "2549-05", "dateType": "Issued"}]}, {"date": "2006-05"}),
        ({"publicationYear": 2031}, {"date": "2031"}),
        (
            {"publicationYear": 2020, "dates": [{"date": "2020-05-17", "dateType": "Available"}]},
            {"date": "2020-05-17"},
        ),
        (
            {"publicationYear": 2020, "dates": [{"date": "2021-05-17", "dateType": "Available"}]},
            {"date": "2020"},
        ),
        (
            {
                "titles": [
                    {"title": "Zwei", "titleType": "TranslatedTitle"},
                    {"title": "One &amp; two"},
                    {"title": "Three", "titleType": "Subtitle"},
                ]
            },
            {"title": "One & two: Three"},
        ),
        (
            {"creators": [{"name": "Example Group", "nameType": "Organizational"}]},
            {"authors": ["Example Group"]},
        ),
        ({"creators": [{"name": ":unav"}, {"name": None}, {"familyName": "Doe"}]}, {"authors": ["Doe"]}),
        (
            {
                "creators": [
                    {
                        "name": "Doe, Jane",
                        "nameIdentifiers": [
                            {"nameIdentifier": "0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}
                        ],
                    }
                ]
            },
            {"authors": ["Doe, Jane <0000-0002-1825-0097>"]},
        ),
        (
            {"subjects": [{"subject": "a"}, {"subject": "FOS: Physical sciences", "subjectScheme": "FOS"}]},
            {"tags": ["a"]},
        ),
        ({"url": "https://doi.org/10.5555/1"}, {"url": None}),
        (
            {
                "descriptions": [
                    {"description": "m", "descriptionType": "Methods"},
                    {"description": "<p>a</p>", "descriptionType": "Abstract"},
                ]
            },
            {"abstract": "a"},
        ),
    ],
)
def test_attributes(attributes: dict[str, object], expected: dict[str, object]) -> None:
    values = read_doi(**attributes)
    assert {name: values.get(name) for name in expected} == expected
