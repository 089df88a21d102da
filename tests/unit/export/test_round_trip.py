"""Reading an export back gives the same work."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.export import to_bibtex, to_csl, to_ris
from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.records import Identifier, Publication, Venue
from sphinx_pubs.model.text import Markup, Math
from sphinx_pubs.readers import csl, ris
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.bibtex import reader as bibtex

Trip = Callable[[Publication], ReadResult]

TRIPS: dict[str, Trip] = {
    "bibtex": lambda record: bibtex.read(to_bibtex(record).encode(), "a.bib"),
    "csl": lambda record: csl.read(json.dumps([to_csl(record)]).encode(), "a.json"),
    "ris": lambda record: ris.read(to_ris(record).encode(), "a.ris"),
}
trips = pytest.mark.parametrize("trip", TRIPS.values(), ids=TRIPS)


def back(record: Publication, trip: Trip) -> Publication:
    result = trip(record)
    assert [str(problem) for problem in result.problems] == []
    (found,) = result.records
    assert isinstance(found, Publication)
    return found


@trips
@pytest.mark.parametrize(
    "record",
    [
        Publication(
            key="he2017mask",
            kind="inproceedings",
            title=("Mask R-CNN",),
            contributors=(
                Contributor(Name("Kaiming", "", "He")),
                Contributor(Name("Georgia", "", "Gkioxari")),
                Contributor(Name("Piotr", "", "Dollár")),
                Contributor(Name("Ross", "", "Girshick")),
            ),
            venues=(
                Venue(
                    name=("International Conference on Computer Vision",),
                    abbr="ICCV",
                    kind="conference",
                    pages="2980–2988",
                ),
            ),
            date=PartialDate(2017, 10),
            identifiers=(
                Identifier("doi", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322"),
                Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870"),
            ),
            url="https://openaccess.thecvf.com/ICCV2017",
        ),
        Publication(
            key="doe2019title",
            kind="article",
            title=(
                Math("L_2"),
                " & H",
                Markup("sub", ("2",)),
                "O: a ",
                Markup("emphasis", ("Title",)),
                " 100%",
            ),
            contributors=(
                Contributor(Name("Jane", "van der", "Doe", "Jr.")),
                Contributor(Name(literal="A Group and Its Friends")),
                Contributor(OTHERS),
                Contributor(Name("John", "", "Doe"), role="editor"),
            ),
            venues=(
                Venue(
                    name=("A Journal",),
                    kind="journal",
                    volume="1",
                    number="2",
                    pages="e3",
                    publisher="Doe & Sons",
                    place="Town",
                ),
            ),
            date=PartialDate(2019, 5, 3, status=Status.ACCEPTED),
            identifiers=(
                Identifier("hal", "hal-01234567", "https://hal.science/hal-01234567"),
                Identifier("pmid", "23690738", "https://pubmed.ncbi.nlm.nih.gov/23690738/"),
                Identifier("pmcid", "PMC3654245", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3654245/"),
            ),
        ),
        Publication(
            key="doe2018book",
            kind="book",
            title=("A Book",),
            contributors=(Contributor(Name("Jane", "", "Doe"), role="editor"),),
            venues=(Venue(series="Books", volume="7", edition="2", publisher="Press", place="Town"),),
            date=PartialDate(2018, end=PartialDate(2019)),
            identifiers=(Identifier("isbn", "9781107044524"), Identifier("isbn", "9781107686373")),
        ),
    ],
    ids=lambda record: record.key,
)
def test_a_work(record: Publication, trip: Trip) -> None:
    found = back(record, trip)
    assert found.key == record.key
    assert found.kind == record.kind
    assert found.title == record.title
    assert found.contributors == record.contributors
    assert found.venues == record.venues
    assert found.date == record.date
    assert found.identifiers == record.identifiers
    assert found.url == record.url


@trips
@pytest.mark.parametrize(
    "date",
    [
        PartialDate(2020, end=PartialDate()),
        PartialDate(2020, 5, end=PartialDate()),
        PartialDate(end=PartialDate(2019)),
        PartialDate(2023, season=Season.AUTUMN),
        PartialDate(2023, season=Season.AUTUMN, end=PartialDate(2024, season=Season.SPRING)),
        PartialDate(1890, qualifier="~"),
        PartialDate(1890, qualifier="~", end=PartialDate(1895, qualifier="~")),
        PartialDate(-99),
        PartialDate(-99, end=PartialDate(-44)),
    ],
    ids=PartialDate.isoformat,
)
def test_open_ranges_seasons_circa_and_years_before_christ(date: PartialDate, trip: Trip) -> None:
    found = back(Publication(key="k", kind="book", title=("A Title",), date=date), trip).date
    assert found is not None
    assert replace(found, text="") == date


@trips
@pytest.mark.parametrize(
    ("kind", "type_", "venue_kind"),
    [("thesis", "phdthesis", "school"), ("thesis", "mastersthesis", "school"), ("report", "", "institution")],
)
def test_venues_that_are_publishers(kind: str, type_: str, venue_kind: str, trip: Trip) -> None:
    venue = Venue(name=("The Chinese University of Hong Kong",), kind=venue_kind)
    record = Publication(key="k", kind=kind, type=type_, title=("A Title",), venues=(venue,))
    found = back(record, trip)
    assert (found.kind, found.venues) == (kind, (venue,))
    # What the degree is survives as well: the same entry once more.
    assert to_bibtex(found) == to_bibtex(record)


_LETTERS = st.sampled_from("abcdeABCDEéßøŁ")
_WORDS = st.text(_LETTERS, min_size=1, max_size=6)
_PHRASES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_NAMES = st.builds(
    Name,
    given=_PHRASES.map(str.title),
    particle=st.sampled_from(["", "van der", "de"]),
    family=_WORDS.map(str.title),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
_DATES = st.builds(
    PartialDate,
    st.integers(1000, 2100),
    st.integers(1, 12),
    st.integers(0, 28),
    status=st.sampled_from(Status),
)


@trips
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=_PHRASES, names=st.lists(_NAMES, max_size=3), date=_DATES)
def test_any_work(trip: Trip, title: str, names: list[Name], date: PartialDate) -> None:
    contributors = tuple(Contributor(name) for name in names)
    record = Publication(key="k", kind="article", title=(title,), contributors=contributors, date=date)
    found = back(record, trip)
    assert found.title == record.title
    assert found.contributors == record.contributors
    assert found.date == record.date


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab &<>;$%#_-'\"\\é", max_size=20))
def test_any_title_stays_in_its_record(title: str) -> None:
    record = Publication(key="k", kind="misc", title=(f"x{title}",))
    assert [[found.key for found in trip(record).records] for trip in TRIPS.values()] == [["k"]] * 3


@trips
def test_the_language_of_a_record(trip: Trip) -> None:
    record = Publication(key="a", kind="article", title=("T",), language="pt-BR")
    assert back(record, trip).language == "pt-BR"
