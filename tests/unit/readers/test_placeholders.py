"""Values that say nothing."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.model.records import Award, Publication
from sphinx_pubs.readers.fields.placeholders import is_placeholder, without_placeholders
from sphinx_pubs.readers.load import reader_for

PLACEHOLDERS = [
    *(
        "N/A",
        "n/a",
        "n.a.",
        "none",
        "None",
        "NULL",
        "unknown",
        "Unknown Journal",
        "undefined",
        "TBD",
        "{n/a}",
    ),
    *("NA", "0", "00", "ahead-of-print", "Online First", "early access"),
    *("-", "--", "---", "\u2013", "\u2014", "?", "???", "[-]", "(none)", "#"),
]


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_a_placeholder(value: str) -> None:
    assert is_placeholder("volume", value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("volume", ""),
        ("volume", "12"),
        ("volume", "n"),
        ("volume", "10"),
        ("volume", "0A"),
        ("edition", "0"),
        ("pages", "1--10"),
        ("pages", "n/a-10"),
        ("note", "ahead of print"),
        ("year", "in press"),
        ("year", "TBD"),  # it says something of the work
        ("publisher", "Nonesuch Press"),
        ("booktitle", "Unknown Pleasures"),
        ("journal", "The Unknown"),
        ("pages", "1--"),
        ("abbr", "NA"),
        ("author", "..."),  # and others
    ],
)
def test_not_a_placeholder(field: str, value: str) -> None:
    assert not is_placeholder(field, value)


@pytest.mark.parametrize("pages", ["n/a-n/a", "n/a--n/a", "null-null", "0\u20130", "??--??"])
def test_pages_between_placeholders(pages: str) -> None:
    assert is_placeholder("pages", pages)


def test_missing_values_of_r() -> None:
    assert is_placeholder("volume", "NA")
    assert is_placeholder("doi", "NA")


def test_a_title_is_kept() -> None:
    fields = {"title": "Unknown", "year": "2020"}
    assert without_placeholders(fields) is fields


def test_lists_and_mappings() -> None:
    fields = {
        "tags": ["a", "none", "b"],
        "links": {"pdf": "-", "code": "https://example.org"},
        "year": "2020",
    }
    assert without_placeholders(fields) == {
        "tags": ["a", "b"],
        "links": {"code": "https://example.org"},
        "year": "2020",
    }


FIELDS = {
    "title": "A Title",
    "author": "Doe, Jane",
    "journal": "A Journal",
    "year": "Unknown Year",
    "month": "???",
    "volume": "-",
    "number": "N/A",
    "pages": "--",
    "doi": "N/A",
    "url": "none",
}
NATIVE = {**FIELDS, "type": "article", "author": ["Doe, Jane"]}
CSL = [
    {
        "id": "a",
        "type": "article-journal",
        "title": "A Title",
        "author": [{"family": "Doe", "given": "Jane"}],
        "container-title": "A Journal",
        "issued": {"literal": "Unknown Year"},
        "volume": "-",
        "issue": "N/A",
        "page": "--",
        "DOI": "N/A",
        "URL": "none",
    }
]
SOURCES = {
    "a.bib": f"@article{{a,\n{''.join(f'{name} = {{{value}}},' for name, value in FIELDS.items())}\n}}",
    "a.json": json.dumps({"publications": {"a": NATIVE}}),
    "a.yaml": json.dumps({"publications": {"a": NATIVE}}),
    "a.toml": "[publications.a]\n"
    + "\n".join(f"{name} = {json.dumps(value)}" for name, value in NATIVE.items()),
    "a.csl.json": json.dumps(CSL),
    "a.ris": "TY  - JOUR\nID  - a\nTI  - A Title\nAU  - Doe, Jane\nT2  - A Journal\nPY  - Unknown Year\n"
    "VL  - -\nIS  - N/A\nSP  - --\nDO  - N/A\nUR  - none\nER  - ",
    "a.cff": "title: A Title\nauthors: [{family-names: Doe, given-names: Jane}]\ntype: article\n"
    "journal: A Journal\nyear: Unknown Year\nvolume: '-'\nissue: N/A\ndoi: N/A\nurl: none\n",
    "a.md": f"---\n{json.dumps(NATIVE)}\n---\n",
}


@pytest.mark.parametrize("path", SOURCES)
def test_placeholders_are_nothing_in_every_format(path: str) -> None:
    data = SOURCES[path].encode()
    read = reader_for(path, data)
    assert read is not None
    result = read(data, path)
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    (venue,) = record.venues
    assert venue.name == ("A Journal",)
    assert (venue.volume, venue.number, venue.pages, venue.pagetotal) == ("", "", "", "")
    assert record.date is None
    assert (record.identifiers, record.url) == ((), "")
    assert not {"volume", "number", "pages", "doi", "url"} & record.fields.keys()


def test_placeholders_of_awards() -> None:
    data = json.dumps(
        {"awards": [{"title": "A Prize", "awarder": "N/A", "date": "2020", "note": "--"}]}
    ).encode()
    read = reader_for("a.json", data)
    assert read is not None
    (record,) = read(data, "a.json").records
    assert isinstance(record, Award)
    assert (record.awarder, record.note) == ((), ())
