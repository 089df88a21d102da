"""Documents of HAL: recorded ones, and small ones for what these do not have."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.services import read_answer

from .answers import in_short, read_valid, recorded
from .support import read_json


def answer(*documents: dict[str, Any]) -> dict[str, Any]:
    return {"response": {"numFound": len(documents), "start": 0, "docs": list(documents)}}


def short(document: dict[str, Any]) -> dict[str, str]:
    (record,) = read_json("hal", answer(document))
    return in_short(record)


# --- recorded answers ---


def test_a_document_with_all_fields() -> None:
    (talk,) = read_valid("hal", recorded("hal/search-all-fields.json"))
    assert (talk.key, talk.type) == ("dulaurans2020cyber", "inproceedings")
    assert in_short(talk) == {
        "kind": "inproceedings",
        "title": "Cyber-harassment and social networks : the CyberNeTic research project",
        "date": "2020-06-02",
        "venues": "name=SUNBELT 2020, Session Recent advances in Social Network Analysis, kind=conference,"
        " place=Paris",
        "ids": "hal:hal-02498602",
        "language": "en",
        "tags": "Cyberharc\u00e8lement; R\u00e9seaux sociaux Internet",
        "author": "Marl\u00e8ne Dulaurans; Jean-Christophe Fedherbe",
    }


def test_a_document_with_the_default_fields() -> None:
    (document,) = read_valid("hal", recorded("hal/search-one.json"))
    assert in_short(document) == {
        "kind": "misc",
        "title": "Universit\u00e9, p\u00e9dagogie, innovation : cherchez l'intrus !",
        "date": "2019",
        "venues": "name=Pratiques de la communication",
        "ids": "hal:hal-02455856",
        "author": "Marl\u00e8ne Dulaurans; Arnaud Levy",
    }


def test_a_list_with_the_default_fields() -> None:
    documents = read_valid("hal", recorded("hal/search-default.json"))
    assert len(documents) == 30
    assert all(document.title and document.authors and document.date for document in documents)
    assert in_short(documents[0]) == {
        "kind": "misc",
        "title": "Cyber-harassment and social networks : the CyberNeTic research project",
        "date": "2020-06",
        "venues": "name=SUNBELT 2020, Session Recent advances in Social Network Analysis",
        "ids": "hal:hal-02498602",
        "author": "Marl\u00e8ne Dulaurans; Jean-Christophe Fedherbe",
    }
    assert in_short(documents[6]) == {
        "kind": "misc",
        "title": "Quand le jeu vid\u00e9o devient affaire de clan : un Clash Royale entre incitation et"
        " inhibition",
        "date": "2018",
        "venues": "name=Revue fran\u00e7aise des sciences de l'information et de la communication",
        "ids": "doi:10.4000/rfsic.3610 hal:hal-02455811",
        "author": "Marl\u00e8ne Dulaurans; Raphael Marczak",
    }
    assert (
        in_short(documents[9])["title"] == 'La toma de palabra ciudadana en el web frances: "A blogu\u00e9!"'
    )


def test_names_of_authors_are_no_documents() -> None:
    result = read_answer("hal", recorded("hal/author-forms.json"), "answer")
    assert result.records == ()
    assert [problem.message for problem in result.problems] == [
        "no works found: an answer of HAL has a list of documents, 'response.docs'"
    ]


# --- what the recorded answers do not have ---


def test_an_article() -> None:
    document = {
        "docType_s": "ART",
        "title_s": ["An example", "Un exemple"],
        "fr_title_s": ["Un exemple"],
        "subTitle_s": ["With a subtitle"],
        "language_s": ["en"],
        "authFullName_s": ["Jane Q. Doe", "Jean de la Roe", "Example Group"],
        "authFirstName_s": ["Jane", "Jean"],
        "authLastName_s": ["Doe", "de la Roe", "Group"],
        "producedDate_s": "2020-05",
        "journalTitle_s": "Nature",
        "volume_s": "7",
        "issue_s": ["2"],
        "page_s": "1-9",
        "publisher_s": ["Example Press"],
        "doiId_s": "10.5555/1",
        "halId_s": "hal-01234567",
        "arxivId_s": "2005.00001",
        "uri_s": "https://hal.science/hal-01234567",
        "fileMain_s": "https://hal.science/hal-01234567/document",
        "keyword_s": ["one", "two"],
        "abstract_s": ["We <i>show</i> &lt; 1."],
    }
    assert short(document) == {
        "kind": "article",
        "title": "An example: With a subtitle",
        "date": "2020-05",
        "venues": "name=Nature, kind=journal, volume=7, number=2, pages=1\u20139, publisher=Example Press",
        "ids": "doi:10.5555/1 arxiv:2005.00001 hal:hal-01234567",
        "links": "pdf:https://hal.science/hal-01234567/document",
        "language": "en",
        "tags": "one; two",
        "abstract": "We show < 1.",
        "author": "Jane Q. Doe; Jean de la Roe; Example Group",
    }
    (record,) = read_json("hal", answer(document))
    assert [who.name.family for who in record.authors][:2] == ["Doe", "Roe"]


def test_the_title_in_the_language_of_the_work() -> None:
    document = {"title_s": ["An example", "Un exemple"], "fr_title_s": ["Un exemple"], "language_s": ["fr"]}
    assert short(document)["title"] == "Un exemple"


@pytest.mark.parametrize(
    ("members", "kind", "venues"),
    [
        ({"docType_s": "COUV", "bookTitle_s": "Handbook", "scientificEditor_s": ["Jane Doe"]},
         "incollection", "name=Handbook, kind=book"),
        ({"docType_s": "OUV", "publisher_s": ["Example Press"], "serie_s": "LNCS"},
         "book", "series=LNCS, publisher=Example Press"),
        ({"docType_s": "THESE", "authorityInstitution_s": ["Example University", "Other"]},
         "thesis", "name=Example University, kind=school"),
        ({"docType_s": "REPORT", "authorityInstitution_s": ["Inria"], "number_s": ["RR-1"]},
         "report", "name=Inria, kind=institution, number=RR-1"),
        ({"docType_s": "COMM", "source_s": "Proceedings of Examples", "conferenceTitle_s": "Examples 2020",
          "conferenceStartDate_s": "2020-05-01", "conferenceEndDate_s": "2020-05-03", "city_s": "Lyon"},
         "inproceedings", "name=Proceedings of Examples, kind=conference, place=Lyon, event=Examples 2020"),
        ({"docType_s": "POSTER", "conferenceTitle_s": "Examples 2020", "city_s": "Lyon", "source_s": "x"},
         "poster", "name=Examples 2020, kind=conference, place=Lyon"),
        ({"docType_s": "UNDEFINED"}, "preprint", ""),
        ({"docType_s": "HDR"}, "thesis", ""),
        ({"docType_s": "SOFTWARE"}, "software", ""),
        ({"docType_s": "NEW"}, "misc", ""),
        ({"docType_s": None, "journalTitle_s": "Journal of Examples"},
         "article", "name=Journal of Examples, kind=journal"),
    ],
)  # fmt: skip
def test_kinds_and_venues(members: dict[str, Any], kind: str, venues: str) -> None:
    record = short({"title_s": ["Example"], **members})
    assert (record["kind"], record.get("venues", "")) == (kind, venues)
    assert record.get("editor", "") == ("Jane Doe" if "scientificEditor_s" in members else "")


def test_editors_among_the_authors() -> None:
    document = {
        "docType_s": "DOUV",
        "title_s": ["Example"],
        "authFullName_s": ["Jane Doe", "Richard Roe"],
        "authQuality_s": ["edt", "aut"],
    }
    record = short(document)
    assert (record["kind"], record["editor"], record["author"]) == ("collection", "Jane Doe", "Richard Roe")


def test_a_work_in_press() -> None:
    (record,) = read_json("hal", answer({"title_s": ["Example"], "inPress_bool": True}))
    assert record.date is not None
    assert record.date.status.name == "IN_PRESS"


@pytest.mark.parametrize(
    ("label", "author", "title"),
    [
        ("J. Doe, R. S. Roe. An example. Nature. &#x27E8;hal-01234567&#x27E9;",
         "J. Doe; R. S. Roe", "An example"),
        ("Jane Doe. An example. &#x27E8;hal-01234567&#x27E9;", "Jane Doe", "An example"),
        ("An example", "", "An example"),
        ("Jane Doe. R &amp; D", "Jane Doe", "R & D"),
    ],
)  # fmt: skip
def test_labels(label: str, author: str, title: str) -> None:
    record = short({"label_s": label, "uri_s": "https://hal.science/hal-01234567v2"})
    assert (record.get("author", ""), record["title"]) == (author, title)
    assert record["ids"].startswith("hal:hal-01234567")


def test_a_document_without_an_identifier_has_its_address() -> None:
    record = short({"title_s": "Example", "uri_s": "https://example.org/1"})
    assert (record["title"], record["url"]) == ("Example", "https://example.org/1")


def test_errors_and_empty_answers() -> None:
    assert read_json("hal", answer()) == []
    data = b'{"error": {"msg": "undefined field x", "code": 400}}'
    (problem,) = read_answer("hal", data, "answer").problems
    assert problem.code is Code.SHAPE
    assert "undefined field x" in problem.message
