"""Records of Zenodo: recorded ones, and small ones for what these do not have."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.services import read_answer

from .answers import in_short, read_valid, recorded
from .support import read_json

CODE = "https://github.com/example/example/tree/v2.1"


def record_of(metadata: dict[str, Any], **members: Any) -> Publication:
    (record,) = read_json("zenodo", {"id": 1, "metadata": {"title": "Example", **metadata}, **members})
    return record


def short(metadata: dict[str, Any], **members: Any) -> dict[str, str]:
    return in_short(record_of(metadata, **members))


# --- recorded answers ---


def test_a_presentation() -> None:
    (record,) = read_valid("zenodo", recorded("zenodo/record-presentation.json"))
    assert (record.key, record.type) == ("andren2025find", "presentation")
    assert in_short(record) == {
        "kind": "presentation",
        "title": "Find and explore data presentation for KTH Library webinar on May 15th 2025",
        "date": "2025-05-14",
        "venues": "publisher=Zenodo",
        "ids": "doi:10.5281/zenodo.15411009",
        "abstract": "Discover and explore research data: Exam",
        "author": "Lina J. Andr\u00e9n; Mattias Vesterlund",
    }
    assert [who.orcid for who in record.authors] == ["0000-0002-7539-3203", "0000-0001-9471-6592"]
    assert record.fields["version_of"] == "10.5281/zenodo.15411008"


def test_an_image_with_odd_names() -> None:
    (record,) = read_valid("zenodo", recorded("zenodo/record-image-2020.json"))
    assert in_short(record) == {
        "kind": "misc",
        "title": "NN from Colombia collected by M. Montoya, E. Paqui y colaboradores #7283",
        "date": "2018-08-22",
        "venues": "publisher=Zenodo",
        "ids": "doi:10.5281/zenodo.3624890",
        "tags": "Colombia",
        "abstract": "File Name: TOLI-21888-PER-02-E4-2.jpg C\u00d3",
        "author": "M. Montoya; colaboradores, y, Paqui, E.",
    }
    assert record.authors[0].name.family == "Montoya"
    assert record.fields["version_of"] == "10.5281/zenodo.3624889"


def test_drafts_have_neither_doi_nor_address() -> None:
    (record,) = read_valid("zenodo", recorded("zenodo/deposit-zenodo.json"))
    assert in_short(record) == {
        "kind": "dataset",
        "title": "a title",
        "date": "2021-10-27",
        "venues": "publisher=Zenodo",
        "abstract": "a description",
        "author": "Ivan Winter Black",
    }
    (other,) = read_valid("zenodo", recorded("zenodo/deposit-zenodo-notes-with-funder.json"))
    assert in_short(other) == in_short(record)


def test_a_creator_without_a_name() -> None:
    (record,) = read_valid("zenodo", recorded("zenodo/deposit-zenodo-no-name.json"))
    assert in_short(record) == {
        "kind": "dataset",
        "title": "Test deposit",
        "date": "2023-10-27",
        "venues": "publisher=Zenodo",
        "tags": "CZNet; one; two; three",
        "abstract": "Test",
    }


# --- what the recorded answers do not have ---


def test_lists() -> None:
    first, second = (
        {"metadata": {"title": title, "publication_date": "2020"}, "doi": f"10.5281/zenodo.{number}"}
        for number, title in enumerate(("One", "Two"), 1)
    )
    document = {"hits": {"hits": [first, None, {"id": 3}, second], "total": 2}, "links": {"self": "x"}}
    records = read_json("zenodo", document)
    assert [in_short(record)["ids"] for record in records] == ["doi:10.5281/zenodo.1", "doi:10.5281/zenodo.2"]
    assert [record.title for record in read_json("zenodo", [first, second])] == [("One",), ("Two",)]
    assert read_json("zenodo", {"hits": {"hits": [], "total": 0}}) == []


def test_an_article() -> None:
    metadata = {
        "resource_type": {"type": "publication", "subtype": "article"},
        "journal": {"title": "Nature", "volume": "7", "issue": "2", "pages": "1-9"},
        "language": "eng",
        "contributors": [
            {"name": "Roe, Richard", "type": "Editor"},
            {"name": "Doe, John", "type": "DataCurator"},
        ],
    }
    assert short(metadata) == {
        "kind": "article",
        "title": "Example",
        "venues": "name=Nature, kind=journal, volume=7, number=2, pages=1\u20139",
        "language": "en",
        "editor": "Richard Roe",
    }


def test_software_and_its_versions() -> None:
    metadata = {
        "resource_type": {"type": "software"},
        "version": "v2.1",
        "related_identifiers": [
            {"identifier": CODE, "relation": "isSupplementTo", "scheme": "url"},
            {"identifier": "10.5281/zenodo.1", "relation": "isVersionOf", "scheme": "doi"},
        ],
    }  # fmt: skip
    record = record_of(metadata, doi="10.5281/zenodo.2")
    assert in_short(record) == {
        "kind": "software",
        "title": "Example",
        "venues": "publisher=Zenodo",
        "ids": "doi:10.5281/zenodo.2",
        "url": CODE,
        "links": f"code:{CODE}",
        "version": "v2.1",
    }
    assert record.fields["version_of"] == "10.5281/zenodo.1"


@pytest.mark.parametrize(
    ("metadata", "kind", "venues"),
    [
        ({"resource_type": {"type": "publication", "subtype": "thesis"},
          "thesis": {"university": "Example College", "supervisors": [{"name": "Doe, Jane"}]}},
         "thesis", "name=Example College, kind=school, publisher=Zenodo"),
        ({"upload_type": "publication", "publication_type": "thesis",
          "thesis_university": "Example College", "thesis_supervisors": [{"name": "Doe, Jane"}]},
         "thesis", "name=Example College, kind=school, publisher=Zenodo"),
        ({"resource_type": {"type": "publication", "subtype": "preprint"}}, "preprint", "name=Zenodo"),
        ({"resource_type": {"type": "publication", "subtype": "section"},
          "part_of": {"title": "Handbook", "pages": "3-4"}, "imprint":
          {"publisher": "Example Press", "place": "Lyon"}},
         "incollection", "name=Handbook, kind=book, pages=3\u20134, publisher=Example Press, place=Lyon"),
        ({"resource_type": {"type": "publication", "subtype": "conferencepaper"},
          "meeting": {"title": "Symposium on Examples", "acronym": "SoE", "place": "Lyon"}},
         "inproceedings", "name=Symposium on Examples, abbr=SoE, kind=conference, place=Lyon"),
        ({"upload_type": "poster", "conference_title": "Symposium on Examples", "conference_place": "Lyon"},
         "poster", "name=Symposium on Examples, kind=conference, publisher=Zenodo, place=Lyon"),
        ({"resource_type": {"id": "publication-report"}}, "report", "publisher=Zenodo"),
        ({"resource_type": {"type": "image", "subtype": "photo"}}, "misc", "publisher=Zenodo"),
        ({}, "misc", "publisher=Zenodo"),
    ],
)  # fmt: skip
def test_kinds_and_venues(metadata: dict[str, Any], kind: str, venues: str) -> None:
    record = short(metadata)
    assert (record["kind"], record["venues"]) == (kind, venues)
    assert record.get("advisor", "") == ("Jane Doe" if kind == "thesis" else "")


def test_the_form_of_inveniordm() -> None:
    metadata = {
        "resource_type": {"id": "publication-article"},
        "publication_date": "2024-05",
        "publisher": "Example Repository",
        "languages": [{"id": "deu"}],
        "subjects": [{"subject": "one"}],
        "creators": [
            {"person_or_org": {"type": "personal", "given_name": "Jane", "family_name": "Doe", "identifiers":
             [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}]}},
            {"person_or_org": {"type": "organizational", "name": "Examples, Inc."}},
            {"person_or_org": {"type": "personal"}},
        ],
    }  # fmt: skip
    members = {
        "pids": {"doi": {"identifier": "10.5281/zenodo.2"}},
        "parent": {"pids": {"doi": {"identifier": "10.5281/zenodo.1"}}},
        "custom_fields": {"journal:journal": {"title": "Nature", "volume": "7"}},
    }
    record = record_of(metadata, **members)
    assert in_short(record) == {
        "kind": "article",
        "title": "Example",
        "date": "2024-05",
        "venues": "name=Nature, kind=journal, volume=7, publisher=Example Repository",
        "ids": "doi:10.5281/zenodo.2",
        "language": "de",
        "tags": "one",
        "author": "Jane Doe; Examples, Inc.",
    }
    assert record.authors[0].orcid == "0000-0002-1825-0097"
    assert record.fields["version_of"] == "10.5281/zenodo.1"


@pytest.mark.parametrize(
    ("members", "url"),
    [
        ({"links": {"self_html": "https://zenodo.org/records/1"}}, "https://zenodo.org/records/1"),
        ({"links": {"html": "https://zenodo.org/record/1"}}, "https://zenodo.org/record/1"),
        ({"links": {"html": "https://zenodo.org/deposit/1"}, "state": "unsubmitted"}, ""),
        ({"links": {"self_html": "https://zenodo.org/uploads/1"}, "is_draft": True}, ""),
    ],
)
def test_addresses_of_records_without_a_doi(members: dict[str, Any], url: str) -> None:
    assert short({}, **members).get("url", "") == url


def test_errors_are_reported() -> None:
    data = b'{"status": 404, "message": "The persistent identifier does not exist."}'
    (problem,) = read_answer("zenodo", data, "answer").problems
    assert problem.code is Code.SHAPE
    assert "The persistent identifier does not exist." in problem.message
    (problem,) = read_answer("zenodo", b'{"id": 1}', "answer").problems
    assert problem.message.startswith("no works found: an answer of Zenodo has a record with 'metadata'")
