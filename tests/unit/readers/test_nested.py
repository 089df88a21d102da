"""Lists and mappings where a record has a single value."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Link, Publication
from sphinx_pubs.readers.fields.nested import flattened
from sphinx_pubs.readers.load import reader_for
from tests.unit.readers.support import read_fields


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"pages": ["361", "369"]}, {"pages": "361--369"}),
        ({"pages": ["361"]}, {"pages": "361"}),
        ({"pages": ["e1", "e9"]}, {"pages": "e1--e9"}),
        ({"pages": ["1-3", "7", "9"]}, {"pages": "1-3, 7, 9"}),
        ({"pages": {"start": "361", "end": "369"}}, {"pages": "361--369"}),
        ({"pages": {"first": "361"}}, {"pages": "361"}),
        ({"issue": {"value": "3"}}, {"issue": "3"}),
        ({"number": {"number": "3"}}, {"number": "3"}),
        (
            {"publisher": {"name": "ACM", "location": "New York"}},
            {"publisher": "ACM", "address": "New York"},
        ),
        ({"journal": {"name": "A Journal", "abbreviation": "AJ"}}, {"journal": "A Journal", "abbr": "AJ"}),
        (
            {"link": {"url": "https://example.org", "display": "Proceedings"}},
            {"url": "https://example.org", "links": {"Proceedings": "https://example.org"}},
        ),
        (
            {"url": {"value": "https://example.org", "date": "2020-05-03"}},
            {"url": "https://example.org", "urldate": "2020-05-03"},
        ),
        ({"link": {"pdf": "a.pdf", "code": "https://example.org"}}, {"links": {"pdf": "a.pdf", "code": "https://example.org"}}),
        (
            {"serial_number": {"doi": "10.1000/1", "ISBN": "9781107044524", "other": "x"}},
            {"doi": "10.1000/1", "isbn": "9781107044524"},
        ),
        ({"identifiers": [{"type": "doi", "value": "10.1000/1"}]}, {"doi": "10.1000/1"}),
        ({"external_ids": {"ArXiv": "1703.06870", "DOI": None}}, {"arxiv": "1703.06870"}),
        # the record's own value wins
        ({"doi": "10.1000/1", "serial_number": {"doi": "10.1000/2"}}, {"doi": "10.1000/1"}),
    ],
)  # fmt: skip
def test_other_shapes(fields: dict[str, object], expected: dict[str, object]) -> None:
    assert flattened(fields) == expected


@pytest.mark.parametrize("fields", [{"pages": [["1"], "2"]}, {"volume": {"a": "b"}}, {"issue": ["3", "4"]}])
def test_a_shape_that_is_not_clear_is_reported(fields: dict[str, object]) -> None:
    assert flattened(fields) == fields
    assert read_fields({"title": "T", **fields})[1] == [Code.SHAPE]


def test_single_values_are_left_as_they_are() -> None:
    fields = {"pages": "1--2", "links": {"pdf": "a.pdf"}, "author": ["Doe, Jane"]}
    assert flattened(fields) is fields


RECORD = {
    "title": "A Title",
    "type": "article",
    "journal": "A Journal",
    "pages": [361, 369],
    "volume": 12,
    "issue": {"value": 3},
    "link": {"url": "https://example.org/a", "display": "Publisher"},
    "serial-number": {"doi": "10.1000/1"},
    "date": "2020",
}


@pytest.mark.parametrize("path", ["a.yaml", "a.json", "a.md"])
def test_a_native_record(path: str) -> None:
    text = json.dumps(RECORD if path == "a.md" else [RECORD])
    data = (f"---\n{text}\n---\n" if path == "a.md" else text).encode()
    read = reader_for(path, data)
    assert read is not None
    result = read(data, path)
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    assert record.venue is not None
    assert (record.venue.volume, record.venue.number, record.venue.pages) == ("12", "3", "361–369")
    assert [identifier.value for identifier in record.identifiers] == ["10.1000/1"]
    assert record.url == "https://example.org/a"
    assert record.links == (Link("Publisher", "https://example.org/a"),)
