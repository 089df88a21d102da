"""CITATION.cff."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.cff import read

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "cff"
TEXT = """cff-version: 1.2.0
message: Cite it.
title: A Tool
version: 1.0.4
doi: 10.5281/zenodo.1234
date-released: 2017-12-18
repository-code: https://a.b/tool
license: MIT
keywords: [one, two]
authors:
- {family-names: Doe, given-names: Jane, name-particle: van, orcid: "https://orcid.org/0000-0002-1825-0097"}
- {name: The Team}
- {alias: jroe}
preferred-citation:
  type: article
  title: A Paper
  authors: [{family-names: Roe, given-names: John}]
  journal: A Journal
  volume: 3
  issue: 2
  start: 42
  end: 45
  year: 2018
  month: 5
references:
- type: conference-paper
  title: Another
  authors: [{family-names: Poe, given-names: Ann}]
  collection-title: Proceedings of It
  conference: {name: The Conference}
  publisher: {name: A Press, city: X}
  status: in-press
  year: 2019
- type: thesis
  title: A Thesis
  institution: {name: A University}
  authors: [{family-names: Poe, given-names: Ann}]
"""


def papers(text: str) -> list[Publication]:
    result = read(text.encode(), "CITATION.cff")
    assert result.problems == ()
    return [record for record in result.records if isinstance(record, Publication)]


def test_software_preferred_citation_and_references() -> None:
    tool, paper, other, thesis = papers(TEXT)
    assert [record.key for record in (tool, paper, other, thesis)] == [
        "doe2017tool", "roe2018paper", "poe2019another", "poethesis",
    ]  # fmt: skip
    assert [record.kind for record in (tool, paper, other, thesis)] == [
        "software",
        "article",
        "inproceedings",
        "thesis",
    ]
    assert [record.selected for record in (tool, paper, other, thesis)] == [False, True, False, False]
    assert [who.name.full() for who in tool.authors] == ["Jane van Doe", "The Team", "jroe"]
    assert tool.authors[0].orcid == "0000-0002-1825-0097"
    assert tool.date
    assert tool.date.isoformat() == "2017-12-18"
    assert tool.tags == ("one", "two")
    assert [(link.kind, link.url) for link in tool.links] == [("code", "https://a.b/tool")]
    assert [(identifier.scheme, identifier.value) for identifier in tool.identifiers] == [
        ("doi", "10.5281/zenodo.1234")
    ]
    assert paper.venue
    assert (plain(paper.venue.name), paper.venue.volume, paper.venue.number, paper.venue.pages) == (
        "A Journal", "3", "2", "42–45",
    )  # fmt: skip
    assert paper.date
    assert paper.date.isoformat() == "2018-05"
    assert other.venue
    assert plain(other.venue.name) == "Proceedings of It"
    assert other.venue.publisher == "A Press"
    assert other.date
    assert other.date.status.name == "IN_PRESS"
    assert thesis.venue
    assert plain(thesis.venue.name) == "A University"


def test_without_a_preferred_citation_the_software_is_selected() -> None:
    (tool,) = papers("title: A Tool\nauthors: [{family-names: Doe}]\n")
    assert tool.selected


def test_identifiers_fill_empty_fields() -> None:
    (tool,) = papers(
        "title: A Tool\nidentifiers:\n- {type: doi, value: 10.5281/zenodo.1}\n- {type: other, value: x}\n"
    )
    assert [identifier.value for identifier in tool.identifiers] == ["10.5281/zenodo.1"]


@pytest.mark.parametrize("text", ["just words", "[a]", "message: x", "title: A\nreferences: [x]"])
def test_invalid_shapes(text: str) -> None:
    assert Code.SHAPE in {problem.code for problem in read(text.encode(), "CITATION.cff").problems}


@given(st.binary(max_size=80))
def test_no_bytes_raise(data: bytes) -> None:
    read(b"title: A\nauthors:\n- " + data + b"\nreferences:\n- " + data, "CITATION.cff")


def test_every_work_of_real_files_is_read() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the collection of real files is not beside the repository")
    wrong = {}
    for path in sorted(CORPUS.glob("*.cff")):
        try:
            tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, ValueError):
            continue
        if not isinstance(tree, dict):
            continue
        works = [tree, tree.get("preferred-citation"), *(tree.get("references") or [])]
        expected = sum(
            1 for record in works if isinstance(record, dict) and (record.get("title") or record.get("doi"))
        )
        found = len(read(path.read_bytes(), str(path)).records)
        if found != expected:
            wrong[path.name] = (found, expected)
    assert wrong == {}
