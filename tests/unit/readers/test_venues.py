"""Where a work appeared."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.records import Venue
from tests.unit.readers.support import read_valid


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ({"journal": "Nature (London)"}, Venue(name=("Nature (London)",), kind="journal")),
        (
            {"journal": "A Journal (TPAMI)", "abbr": "PAMI"},
            Venue(name=("A Journal (TPAMI)",), abbr="PAMI", kind="journal"),
        ),
        ({"journal": "A Journal (Series B 2)"}, Venue(name=("A Journal (Series B 2)",), kind="journal")),
        (
            {"journaltitle": "Nature", "volume": "1", "issue": "2"},
            Venue(name=("Nature",), kind="journal", volume="1", number="2"),
        ),
        (
            {"booktitle": "CVPR", "organization": "IEEE", "address": "Boston"},
            Venue(name=("CVPR",), kind="conference", publisher="IEEE", place="Boston"),
        ),
        ({"booktitle": "CVPR", "venue": "Boston"}, Venue(name=("CVPR",), kind="conference", place="Boston")),
        ({"institution": "FAIR"}, Venue(name=("FAIR",), kind="institution")),
        ({"abbr": "CVPR", "presentation": "Oral"}, Venue(abbr="CVPR", presentation="Oral")),
        ({"journal": "arXiv preprint arXiv:1703.06870"}, Venue(name=("arXiv preprint",), kind="archive")),
        ({"journal": "arXiv:1703.06870 [cs.CV]"}, Venue(name=("arXiv",), kind="archive")),
        (
            {"journal": "arXiv e-prints", "eid": "arXiv:1703.06870"},
            Venue(name=("arXiv e-prints",), kind="archive"),
        ),
        (
            {"journal": "CoRR", "volume": "abs/1703.06870"},
            Venue(name=("CoRR",), kind="archive", volume="abs/1703.06870"),
        ),
        ({"journal": "Nature", "articleno": "12"}, Venue(name=("Nature",), kind="journal", pages="12")),
    ],
)
def test_venue_from_fields(fields: dict[str, object], venue: Venue) -> None:
    assert read_valid(fields).venues == (venue,)


def test_kind_of_venue_of_books_and_other_works() -> None:
    assert read_valid({"booktitle": "A Book"}, "incollection").venues == (
        Venue(name=("A Book",), kind="book"),
    )
    assert read_valid({"howpublished": "Talk at a school"}).venues == (Venue(name=("Talk at a school",)),)


@pytest.mark.parametrize(
    ("source", "pages"),
    [
        ("12--15", "12–15"),
        ("12-15", "12–15"),
        ("12–15", "12–15"),
        ("12 - 15", "12–15"),
        ("12---15", "12–15"),
        ("S1-S10, 20-22", "S1–S10, 20–22"),
        ("1-1--1-15", "1-1–1-15"),
        ("2022-01-13", "2022-01-13"),
        ("170–-172", "170–172"),
        ("12", "12"),
        ("e1234", "e1234"),
        ("12+", "12+"),
    ],
)
def test_page_ranges_get_an_en_dash(source: str, pages: str) -> None:
    assert read_valid({"pages": source}).venues == (Venue(pages=pages),)


def test_list_of_venues() -> None:
    oral = {"abbr": "ICCV", "presentation": "Oral"}
    accepted = {"name": "A Journal (TPAMI)", "date": "2018", "status": "accepted", "volume": "42"}
    record = read_valid({"venues": [oral, accepted, "A Workshop"], "pages": "1-2"})
    assert record.venues == (
        Venue(abbr="ICCV", presentation="Oral", pages="1–2"),
        Venue(
            name=("A Journal",),
            abbr="TPAMI",
            kind="journal",
            volume="42",
            date=PartialDate(2018, status=Status.ACCEPTED),
        ),
        Venue(name=("A Workshop",), kind="conference"),
    )
    assert record.date is None
