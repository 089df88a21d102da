"""Filters of sphinxcontrib-bibtex select the same records in both extensions."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from pybtex.database import BibliographyData, parse_bytes
from sphinxcontrib.bibtex.domain import _FilterVisitor

from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.base import ReadOptions
from sphinx_pubs.readers.load import reader_for
from sphinx_pubs.selection.filter import compile_filter

FIXTURES = Path(__file__).parents[1] / "fixtures" / "bibtex_filters"
BIB = (FIXTURES / "refs.bib").read_bytes()
CITATIONS: Mapping[str, set[str]] = {
    "second": {"doc1"},
    "he2016": {"doc1", "doc2"},
    "Einstein1905": {"here"},
    "tr": {"here", "doc2"},
}
#: From the manual and the tests of sphinxcontrib-bibtex 2.7, and at least one for each grammar element.
FILTERS = (FIXTURES / "filters.txt").read_text(encoding="utf-8").splitlines()


def select_peer(
    entries: BibliographyData, source: str, docname: str, citations: Mapping[str, set[str]]
) -> set[str]:
    """Return the keys of the entries that the filter selects in sphinxcontrib-bibtex."""
    parsed, visitor = ast.parse(source), cast("Any", _FilterVisitor)
    return {
        key
        for key, entry in entries.entries.items()
        if visitor(entry, docname, citations.get(key, set())).visit(parsed)
    }


@pytest.fixture(scope="module")
def peer_entries() -> BibliographyData:
    return parse_bytes(BIB, "bibtex")


@pytest.fixture(scope="module")
def publications() -> Mapping[str, Publication]:
    read = reader_for("refs.bib", BIB)
    assert read is not None
    return build_library(read(BIB, "refs.bib", "utf-8", ReadOptions()).records).publications


@pytest.mark.parametrize("source", FILTERS)
def test_filter_selects_the_same_records(
    source: str, peer_entries: BibliographyData, publications: Mapping[str, Publication]
) -> None:
    expected = select_peer(peer_entries, source, "here", CITATIONS)
    accepts = compile_filter(source)
    selected = {
        key
        for key, publication in publications.items()
        if accepts(publication, docname="here", citations=CITATIONS)
    }
    assert selected == expected


def test_grammar_of_sphinxcontrib_bibtex_has_no_other_elements() -> None:
    visitors = {name.removeprefix("visit_") for name in vars(_FilterVisitor) if name.startswith("visit_")}
    constants = {"Constant", "NameConstant", "Str"}
    assert visitors <= constants | {"Module", "Expr", "BoolOp", "UnaryOp", "BinOp", "Compare", "Name", "Set"}


#: Filter -> the keys that sphinx-pubs selects, and those that sphinxcontrib-bibtex selects.
DIFFERENCES: dict[str, tuple[set[str], set[str]]] = {
    'key == "Einstein1905"': ({"Einstein1905"}, set()),  # sphinxcontrib-bibtex lower-cases keys
    'author % "Muller"': ({"umlaut"}, set()),  # it does not decode LaTeX
    'volume > "3"': ({"he2016"}, set()),  # as strings, "12" < "3"
}


@pytest.mark.parametrize("source", DIFFERENCES)
def test_filter_selects_other_records(
    source: str, peer_entries: BibliographyData, publications: Mapping[str, Publication]
) -> None:
    peer = select_peer(peer_entries, source, "", {})
    own = {key for key, publication in publications.items() if compile_filter(source)(publication)}
    assert (own, peer) == DIFFERENCES[source]
