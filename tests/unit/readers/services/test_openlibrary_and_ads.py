"""Books of Open Library and works of the Astrophysics Data System."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.services import read_answer

BOOK = {
    "ISBN:0201558025": {
        "url": "https://openlibrary.org/books/OL1429049M/Concrete_mathematics",
        "title": "Concrete mathematics",
        "subtitle": "a foundation for computer science",
        "authors": [
            {"url": "https://openlibrary.org/authors/OL720958A", "name": "Ronald L. Graham"},
            {"name": "Donald Knuth"},
            {"name": "Oren Patashnik"},
        ],
        "number_of_pages": 657,
        "pagination": "xiii, 657 p. :",
        "identifiers": {"isbn_10": ["0201558025"], "openlibrary": ["OL1429049M"]},
        "publishers": [{"name": "Addison-Wesley"}],
        "publish_places": [{"name": "Reading, Mass"}],
        "publish_date": "1994",
        "edition_name": "2nd ed.",
    }
}
RESNET = {
    "response": {
        "numFound": 1,
        "start": 0,
        "docs": [
            {
                "bibcode": "2016cvpr.confE...1H",
                "title": ["Deep Residual Learning for Image Recognition"],
                "author": ["He, Kaiming", "Zhang, Xiangyu", "Ren, Shaoqing", "Sun, Jian"],
                "orcid_pub": ["-", "0000-0002-1825-0097", "-", "-"],
                "pub": "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
                "pubdate": "2016-06-00",
                "year": "2016",
                "page": ["1"],
                "doctype": "inproceedings",
                "doi": ["10.1109/CVPR.2016.90"],
                "identifier": ["2016cvpr.confE...1H", "arXiv:1512.03385", "10.1109/CVPR.2016.90"],
                "abstract": "Not Available <P />",
            }
        ],
    }
}


def records(service: str, answer: object) -> list[Publication]:
    result = read_answer(service, json.dumps(answer).encode(), "answer.json")
    assert result.problems == ()
    return [record for record in result.records if isinstance(record, Publication)]


def test_a_book() -> None:
    (book,) = records("openlibrary", BOOK)
    assert book.kind == "book"
    assert plain(book.title) == "Concrete mathematics: a foundation for computer science"
    assert [who.name.full() for who in book.authors] == ["Ronald L. Graham", "Donald Knuth", "Oren Patashnik"]
    assert book.date is not None
    assert book.date.year == 1994
    assert [(one.scheme, one.value) for one in book.identifiers] == [("isbn", "0201558025")]
    assert book.venue is not None
    assert (book.venue.publisher, book.venue.place, book.venue.edition, book.venue.pagetotal) == (
        "Addison-Wesley",
        "Reading, Mass",
        "2nd ed.",
        "657",
    )


def test_a_paper_of_ads() -> None:
    (paper,) = records("ads", RESNET)
    assert (paper.key, paper.kind) == ("2016cvpr.confE...1H", "inproceedings")
    assert [who.name.full() for who in paper.authors] == [
        "Kaiming He",
        "Xiangyu Zhang",
        "Shaoqing Ren",
        "Jian Sun",
    ]
    assert [who.orcid for who in paper.authors] == ["", "0000-0002-1825-0097", "", ""]
    assert paper.date is not None
    assert (paper.date.year, paper.date.month, paper.date.day) == (2016, 6, 0)
    assert {one.scheme: one.value for one in paper.identifiers} == {
        "doi": "10.1109/CVPR.2016.90",
        "arxiv": "1512.03385",
        "ads": "2016cvpr.confE...1H",
    }
    assert paper.venue is not None
    assert plain(paper.venue.name).startswith("2016 IEEE Conference on Computer Vision")
    assert paper.abstract == ()


@pytest.mark.parametrize(
    ("doctype", "kind", "venue"),
    [
        ("article", "article", "Example Journal"),
        ("eprint", "preprint", ""),
        ("phdthesis", "thesis", ""),
        ("software", "software", "Example Journal"),
        ("obituary", "misc", "Example Journal"),
    ],
)
def test_types_of_ads(doctype: str, kind: str, venue: str) -> None:
    document = {"title": ["Example"], "doctype": doctype, "pub": "Example Journal"}
    (record,) = records("ads", {"response": {"docs": [document]}})
    assert record.kind == kind
    assert (plain(record.venue.name) if record.venue else "") == venue


def test_answers_without_works() -> None:
    assert records("ads", {"response": {"docs": [None, 1]}}) == []
    assert records("openlibrary", {}) == []
    assert records("openlibrary", {"ISBN:0201558025": None}) == []


@pytest.mark.parametrize(
    ("service", "answer", "message"),
    [
        ("ads", {}, "an answer of ADS has a list 'response.docs'"),
        ("ads", {"error": "Unauthorized"}, "reports an error: 'Unauthorized'"),
        ("ads", {"error": {"msg": "undefined field x", "code": 400}}, "'undefined field x'"),
        ("openlibrary", [], "an answer of Open Library has an object"),
    ],
)
def test_other_answers_are_reported(service: str, answer: object, message: str) -> None:
    result = read_answer(service, json.dumps(answer).encode(), "answer.json")
    assert result.records == ()
    assert [problem.message for problem in result.problems if message in problem.message]


@pytest.mark.parametrize(("service", "whole"), [("ads", RESNET), ("openlibrary", BOOK)])
@pytest.mark.parametrize("value", [None, 1, "x", [], [None], {}, [{"name": None}]])
def test_members_of_another_type_do_no_harm(service: str, whole: object, value: object) -> None:
    answer = json.loads(json.dumps(whole))
    inner = answer["response"]["docs"][0] if service == "ads" else answer["ISBN:0201558025"]
    for name in list(inner):
        assert records_of_any(service, answer, inner, name, value)


def records_of_any(
    service: str, answer: object, inner: dict[str, object], name: str, value: object
) -> list[object]:
    before, inner[name] = inner[name], value
    result = read_answer(service, json.dumps(answer).encode(), "answer.json")
    inner[name] = before
    return list(result.records)
