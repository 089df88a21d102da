"""From the fields of a work in an answer to a publication."""

from __future__ import annotations

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import Markup, plain
from sphinx_pubs.readers.base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from sphinx_pubs.readers.services.common import Found, people, read_found

DOE = {"family": "Doe", "given": "Jane", "ORCID": "https://orcid.org/0000-0002-1825-0097"}


def read(*works: Found, options: ReadOptions = NO_OPTIONS) -> ReadResult:
    return read_found(works, ProblemLog("answer.json"), options)


def test_fields_names_and_markup() -> None:
    fields = {
        "title": "The <i>Example</i> &amp; more",
        "author": [DOE],
        "date": "2020-05",
        "journal": "Nature",
    }
    (record,) = read(Found(3, "article", fields)).records
    assert isinstance(record, Publication)
    assert record.title == ("The ", Markup("emphasis", ("Example",)), " & more")
    assert [(who.name.full(), who.orcid) for who in record.authors] == [("Jane Doe", "0000-0002-1825-0097")]
    assert (record.key, record.kind, record.origin.line) == ("doe2020example", "article", 3)
    assert record.venue is not None
    assert plain(record.venue.name) == "Nature"


def test_keys_are_made_once_and_wanted_keys_are_used() -> None:
    fields = {"title": "Example", "author": [DOE], "date": "2020"}
    result = read(
        Found(0, "article", fields), Found(0, "article", fields), Found(0, "misc", fields, "Doe:2020 x")
    )
    assert [record.key for record in result.records] == ["doe2020example", "doe2020examplea", "Doe:2020-x"]


def test_empty_fields_are_left_out() -> None:
    fields: dict[str, object] = {
        "title": "Example",
        "volume": None,
        "pages": "",
        "keywords": [],
        "abstract": {},
    }
    (record,) = read(Found(0, "article", fields)).records
    assert isinstance(record, Publication)
    assert set(record.fields) == {"title"}


def test_the_fields_can_be_renamed() -> None:
    (record,) = read(
        Found(0, "", {"heading": "Example"}), options=ReadOptions(names={"heading": "title"})
    ).records
    assert record.title == ("Example",)


def test_problems_name_the_record() -> None:
    (problem,) = read(Found(7, "article", {"title": "Example", "doi": "12"})).problems
    assert (problem.code, problem.key, problem.origin.line) == (Code.BAD_IDENTIFIER, "example", 7)


def test_names_of_others_share_nothing() -> None:
    first, second = people("et al.", "0000-0002-1825-0097"), people("et al.")
    assert (first[0]["ORCID"], second[0]["ORCID"]) == ("0000-0002-1825-0097", "")
