"""Answers of Zotero."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.readers.services import read_answer

from .support import publications, read_json, read_recorded, summary


def item(**data: object) -> dict[str, object]:
    """Return an item as the API has it."""
    return {"key": "ABCD2345", "version": 7, "library": {}, "data": {"key": "ABCD2345", "version": 7, **data}}


def read_item(**data: object) -> dict[str, Any]:
    """Return the summary of the item with this data."""
    (record,) = read_json("zotero", [item(**{"itemType": "journalArticle", "title": "Example", **data})])
    return summary(record)


def test_a_list() -> None:
    result = read_recorded("zotero/items-page1")
    records = publications(result)
    assert len(records) == 20
    by_key = {record.key: summary(record) for record in records}
    article = by_key["rcreightonbuck1980sherlock"]
    assert article.pop("note")[0].startswith("ArticleType: research-article")
    assert article == {
        "key": "rcreightonbuck1980sherlock",
        "kind": "article",
        "title": "Sherlock Holmes in Babylon",
        "authors": ["R. Creighton Buck"],
        "date": "1980-05-01",
        "venue": "The American Mathematical Monthly",
        "volume": "87",
        "number": "5",
        "pages": "335–345",
        "ids": ["doi:10.2307/2321200"],
        "url": "http://www.jstor.org/stable/2321200",
    }
    assert by_key["asero2011sensitization"]["ids"] == ["pmid:20664272"]  # a line in Extra
    assert by_key["goodman1993cell"]["date"] == "1993-08"
    conference = by_key["leveillediagnostic"]
    assert (conference["kind"], conference["place"]) == ("inproceedings", "Banff, Alta., Canada")
    assert conference["event"] == "IEEE 29th International Conference on Plasma Sciences"
    assert by_key["2004adventures"]["kind"] == "video"
    assert records[1].fields["zotero_key"]
    assert result.problems == ()


def test_a_book_by_an_organization() -> None:
    (record,) = publications(read_recorded("zotero/items-backoff"))
    assert summary(record) == {
        "key": "instituteofphysicsgreatbritain1993electron",
        "kind": "book",
        "title": "Electron Microscopy and Analysis 1993: Proceedings of the In",
        "authors": ["Institute of Physics (Great Britain)"],
        "date": "1993",
        "number": "no. 138",
        "pagetotal": "546",
        "series": "Institute of Physics conference series",
        "publisher": "Institute of Physics Pub",
        "place": "Bristol, UK",
        "ids": ["isbn:0750303212"],
        "tags": ["Analysis", "Congresses", "Electron microscopy", "Materials", "Microscopy"],
    }
    assert record.version == ""  # the number of the item's version is no version of the book


def test_a_single_item() -> None:
    (record,) = publications(read_recorded("zotero/2026-item"))
    values = summary(record)
    assert values["title"] == "Real-Time Rendering 4th: Ray Tracing"
    assert values["authors"][0] == "Akenine-Moller, Tomas"
    assert values["language"] == "en"


@pytest.mark.parametrize("answer", ["attachment", "2026-attachment", "collections", "2026-collection"])
def test_attachments_and_collections_are_no_works(answer: str) -> None:
    result = read_recorded(f"zotero/{answer}")
    assert (result.records, result.problems) == ((), ())


def test_notes_and_annotations_are_no_works() -> None:
    items = [item(itemType=name, note="<p>x</p>") for name in ("note", "annotation", "attachment")]
    assert read_json("zotero", items) == []


def test_an_empty_list_is_no_problem() -> None:
    assert read_json("zotero", []) == []


def test_what_is_no_answer() -> None:
    result = read_recorded("zotero/item-versions")
    assert (result.records, len(result.problems)) == ((), 1)


def test_an_item_with_csl_only() -> None:
    csl = {"id": "1/ABCD2345", "type": "book", "title": "Example", "citation-key": "doe2020"}
    (record,) = read_json("zotero", [{"key": "ABCD2345", "csljson": csl}])
    assert (record.key, record.kind, record.title) == ("doe2020", "book", ("Example",))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"citationKey": "Doe2020"}, {"key": "Doe2020"}),
        ({"extra": "Citation Key: Doe2020b\nPMCID: PMC123"}, {"key": "Doe2020b", "ids": ["pmcid:PMC123"]}),
        ({"extra": "tex.eprint: 2104.01230\nHandled by hand"}, {"note": ["Handled by hand"]}),
        ({"extra": "type: dataset"}, {"kind": "dataset"}),
        ({"extra": "Volume: 3", "volume": "4"}, {"volume": "4"}),
        ({"creators": [{"creatorType": "author", "name": "A and B"}]}, {"authors": ["A and B"]}),
        (
            {"creators": [{"creatorType": "author", "lastName": "Voltaire", "firstName": ""}]},
            {"authors": ["Voltaire"]},
        ),
        (
            {"creators": [{"creatorType": "author", "lastName": "Berg", "firstName": "Max van den"}]},
            {"authors": ["van den Berg, Max"]},
        ),
        (
            {
                "creators": [
                    {"creatorType": "contributor", "name": "X"},
                    {"creatorType": "author", "name": ""},
                    7,
                ]
            },
            {"authors": None},
        ),
        (
            {
                "itemType": "bookSection",
                "bookTitle": "Book",
                "creators": [{"creatorType": "editor", "name": "X"}],
            },
            {"kind": "incollection", "venue": "Book", "editors": ["X"]},
        ),
        (
            {"itemType": "preprint", "repository": "arXiv", "archiveID": "arXiv:2104.01230"},
            {"kind": "preprint", "venue": "arXiv", "ids": ["arxiv:2104.01230"]},
        ),
        (
            {"itemType": "thesis", "university": "Example University", "numPages": "99"},
            {"kind": "thesis", "venue": "Example University", "pagetotal": "99"},
        ),
        (
            {"itemType": "presentation", "meetingName": "Meeting", "place": "Venice"},
            {"venue": "Meeting", "place": "Venice"},
        ),
        ({"itemType": "podcast"}, {"kind": "misc"}),
        ({"ISBN": "9783863951887 0750303212"}, {"ids": ["isbn:9783863951887", "isbn:0750303212"]}),
        ({"date": "in press"}, {"date": None}),
        ({"tags": [{"tag": "a, b"}, {"tag": "⛔ No DOI found", "type": 1}]}, {"tags": ["a, b"]}),
        ({"abstractNote": "<p>Text</p>"}, {"abstract": "Text"}),
    ],
)
def test_fields(data: dict[str, object], expected: dict[str, object]) -> None:
    values = read_item(**data)
    assert {name: values.get(name) for name in expected} == expected


def test_a_date_that_only_zotero_understands() -> None:
    work = {
        **item(itemType="book", title="T", date="Anno 1993 sine die"),
        "meta": {"parsedDate": "1993-00-00"},
    }
    (record,) = read_json("zotero", work)
    assert summary(record)["date"] == "1993"


def test_a_url_that_no_page_may_have() -> None:
    answer = b'[{"data": {"itemType": "book", "title": "T", "url": "javascript:alert(1)"}}]'
    (record,) = publications(read_answer("zotero", answer, "answer.json"))
    assert record.url == ""
