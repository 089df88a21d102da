"""Version, series, number of pages, holder: every export has them, and our readers read them back."""

from __future__ import annotations

import pytest

from sphinx_pubs.export import to_bibtex, to_csl, to_ris
from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Link, Publication, Venue
from sphinx_pubs.readers.cff import read as read_cff
from tests.unit.export.test_round_trip import TRIPS, back

CODE = Link("Code", "https://example.org/code", "code")
SOFTWARE = Publication(
    key="tool",
    kind="software",
    title=("A Tool",),
    version="2.1",
    url="https://example.org",
    links=(CODE,),
    accessed=PartialDate(2020, 5, 3),
    date=PartialDate(2020),
)
PAPER = Publication(
    key="paper",
    kind="inproceedings",
    title=("A Paper",),
    venues=(
        Venue(
            name=("A Conference",),
            kind="conference",
            series="Lecture Notes in Computer Science",
            volume="12345",
        ),
    ),
)
BOOK = Publication(
    key="book",
    kind="book",
    title=("A Book",),
    venues=(
        Venue(series="Graduate Texts", volume="2", number="12", edition="2", publisher="P", pagetotal="300"),
    ),
)
PATENT = Publication(
    key="patent",
    kind="patent",
    title=("A Patent",),
    contributors=(Contributor(Name(literal="A Company Ltd"), "holder"),),
    venues=(Venue(number="1234567"),),
)


@pytest.mark.parametrize("trip", TRIPS.values(), ids=TRIPS)
@pytest.mark.parametrize("record", [SOFTWARE, PAPER, BOOK, PATENT], ids=lambda record: record.key)
def test_a_round_trip(record: Publication, trip: object) -> None:
    assert callable(trip)
    found = back(record, trip)
    assert found.version == record.version
    assert found.accessed == record.accessed
    assert found.venues == record.venues
    assert [link.url for link in found.links] == [link.url for link in record.links]
    if record is PATENT and trip is not TRIPS["ris"]:
        assert found.contributors == record.contributors


def test_fields_of_biblatex() -> None:
    details = Venue(
        name=("A Conference",),
        event="An Event",
        maintitle="Main",
        shortseries="S",
        series="A Series",
        chapter="3",
    )
    record = Publication(
        key="a", kind="inproceedings", title=("T",), titleaddon=("An Addon",), venues=(details,), version="1"
    )
    assert to_bibtex(record).splitlines()[1:-1] == [
        "  title = {{T}},",
        "  titleaddon = {An Addon},",
        "  booktitle = {A Conference},",
        "  eventtitle = {An Event},",
        "  maintitle = {Main},",
        "  series = {A Series},",
        "  shortseries = {S},",
        "  chapter = {3},",
        "  version = {1},",
    ]


def test_the_type_of_a_patent() -> None:
    record = Publication(key="a", kind="patent", title=("T",), fields={"type": "patentus"})
    assert "  type = {patentus},\n" in to_bibtex(record)


@pytest.mark.parametrize("name", ["NeurIPS", "Conference (NeurIPS) of 2020", "NeurIPS 2020"])
def test_an_abbreviation_that_the_name_has_is_not_added(name: str) -> None:
    venue = Venue(name=(name,), abbr="NeurIPS")
    record = Publication(key="a", kind="inproceedings", title=("T",), venues=(venue,))
    assert f"booktitle = {{{name}}}" in to_bibtex(record).replace("{N}eur{IPS}", "NeurIPS")


def test_csl_has_a_number_in_a_series() -> None:
    assert to_csl(BOOK)["collection-number"] == "12"
    assert to_csl(SOFTWARE)["version"] == "2.1"
    assert to_csl(SOFTWARE)["custom"] == {"repository": CODE.url}


def test_ris_has_the_version_of_works_that_are_no_software() -> None:
    record = Publication(key="a", kind="report", title=("T",), version="3")
    assert "N1  - version: 3\n" in to_ris(record)
    assert back(record, TRIPS["ris"]).version == "3"


def test_a_citation_file() -> None:
    source = b"""\
cff-version: 1.2.0
title: A Tool
version: 2.1.0
date-released: 2020-05-03
repository-code: https://example.org/code
repository: https://example.org/archive
authors: [{family-names: Doe, given-names: Jane}]
"""
    (record,) = read_cff(source, "CITATION.cff").records
    assert isinstance(record, Publication)
    assert record.version == "2.1.0"
    assert record.url == CODE.url  # the title leads to the code, as there is no other page
    assert CODE in record.links
    assert "version = {2.1.0}" in to_bibtex(record)
    assert CODE.url in to_bibtex(record)
    assert to_csl(record)["URL"] == CODE.url
    assert f"UR  - {CODE.url}\n" in to_ris(record)
