from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.records import Award, Publication, Record, Venue
from sphinx_pubs.selection.facets import FACETS, facet, fullest_names
from sphinx_pubs.selection.sorting import parse_sort, ranks, sort_records
from tests.unit.selection.facts import MASK, MOCO, PRESS, PUBLICATIONS, RESNET, TUTORIAL, UNDATED, people


def _values(name: str, *records: Record) -> list[list[str]]:
    found = facet(records, name)
    return [[found.values[place] for place in places] for places in found.of]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("year", [["2017"], ["2016"]]),
        ("kind", [["inproceedings"], ["inproceedings"]]),
        ("venue", [["ICCV", "TPAMI"], ["CVPR"]]),
        ("tag", [["detection", "segmentation"], ["classification"]]),
        ("award", [["Best Paper"], ["Best Paper"]]),
    ],
)
def test_values_of_each_record(name: str, expected: list[list[str]]) -> None:
    assert [sorted(values) for values in _values(name, MASK, RESNET)] == expected


def test_an_author_who_is_a_person_has_its_key() -> None:
    assert all("kaiming-he" in values for values in _values("author", MASK, RESNET))


def test_years_have_the_newest_first_and_what_is_not_out_before_them() -> None:
    found = facet(PUBLICATIONS, "year").values
    years = [value for value in found if value.isdigit()]
    assert years == sorted(years, reverse=True)
    assert list(facet((MASK, PRESS), "year").values) == ["in press", "2017"]


def test_the_most_frequent_value_comes_first() -> None:
    assert facet((MOCO, MASK, RESNET), "kind").values[0] == "inproceedings"


def test_spellings_of_one_value_are_one() -> None:
    records = [Publication(key=str(n), tags=(tag,)) for n, tag in enumerate(["Vision", "vision", "VISIÓN"])]
    found = facet(records, "tag")
    assert found.values == ("Vision",)
    assert found.of == ((0,), (0,), (0,))


def test_of_two_spellings_in_one_record_the_first_stands() -> None:
    found = facet((Publication(key="a", tags=("AO-driven", "ao-driven")),), "tag")
    assert (found.values, found.of) == (("AO-driven",), ((0,),))


@pytest.mark.parametrize("name", FACETS)
def test_a_record_without_a_value_has_none(name: str) -> None:
    assert facet((Publication(key="a"), UNDATED), name).of[0] == () or name == "kind"


def test_and_others_is_nobody() -> None:
    record = Publication(key="a", contributors=(*people("Sun, Jian"), Contributor(OTHERS)))
    assert _values("author", record) == [["Jian Sun"]]


def test_awards_and_activities_have_facets() -> None:
    award = Award(
        key="a", title=("Prize",), kind="prize", date=PartialDate(2015), recipients=people("Sun, Jian")
    )
    assert _values("author", award) == [["Jian Sun"]]
    assert _values("year", award) == [["2015"]]
    assert _values("venue", TUTORIAL) != [[]]


def _names(*written: str) -> dict[str, str]:
    contributors = people(*written)
    return {name.full(): whole.full() for name, whole in fullest_names(contributors).items()}


def test_initials_are_the_only_one_they_can_be() -> None:
    assert set(_names("Ren, Shaoqing", "Ren, S.", "Ren, S").values()) == {"Shaoqing Ren"}


def test_initials_that_two_can_be_are_a_name_of_their_own() -> None:
    names = _names("Ren, Shaoqing", "Ren, Shu", "Ren, S.")
    assert names["S. Ren"] == "S. Ren"


def test_a_name_with_accents_is_preferred_and_then_the_most_frequent_one() -> None:
    assert _names("Dollar, Piotr", "Dollár, Piotr")["Piotr Dollar"] == "Piotr Dollár"
    assert _names("Sun, Jian", "sun, Jian", "Sun, Jian")["Jian sun"] == "Jian Sun"


def test_organisations_are_told_apart() -> None:
    one, other = Contributor(Name(literal="Team A")), Contributor(Name(literal="Team B"))
    assert len(set(fullest_names([one, other]).values())) == 2


@pytest.mark.parametrize("name", ["date", "title", "author"])
def test_ranks_are_the_order_of_a_list(name: str) -> None:
    numbers = ranks(PUBLICATIONS, name)
    known = [record for record, rank in zip(PUBLICATIONS, numbers, strict=True) if rank]
    by_rank = sorted(known, key=lambda record: numbers[PUBLICATIONS.index(record)])
    assert by_rank == [record for record in sort_records(PUBLICATIONS, parse_sort(name)) if record in known]


def test_equal_records_share_a_rank_and_one_without_a_value_has_none() -> None:
    dates = [
        PartialDate(2015),
        PartialDate(2014),
        None,
        PartialDate(2015),
        PartialDate(None, status=Status.SUBMITTED),
    ]
    records = [Publication(key=str(n), date=date, venues=(Venue(),)) for n, date in enumerate(dates)]
    assert ranks(records, "date") == [2, 1, 0, 2, 3]
