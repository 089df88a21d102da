from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.names import OTHERS, Contributor, Name, name_in
from sphinx_pubs.model.records import Award, Publication, Record
from sphinx_pubs.selection.facets import FACETS, facet, fullest_names
from tests.unit.selection.sample_records import (
    MASK,
    MOCO,
    PRESS,
    PUBLICATIONS,
    RESNET,
    TUTORIAL,
    UNDATED,
    people,
)


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


def test_authors_who_are_persons_have_their_key() -> None:
    assert all("kaiming-he" in values for values in _values("author", MASK, RESNET))


def test_years_are_newest_first_after_unpublished_works() -> None:
    found = facet(PUBLICATIONS, "year").values
    years = [value for value in found if value.isdigit()]
    assert years == sorted(years, reverse=True)
    assert list(facet((MASK, PRESS), "year").values) == ["in press", "2017"]


def test_the_most_frequent_value_comes_first() -> None:
    assert facet((MOCO, MASK, RESNET), "kind").values[0] == "inproceedings"


def test_spellings_of_a_value_are_merged() -> None:
    records = [Publication(key=str(n), tags=(tag,)) for n, tag in enumerate(["Vision", "vision", "VISIÓN"])]
    found = facet(records, "tag")
    assert found.values == ("Vision",)
    assert found.of == ((0,), (0,), (0,))


def test_the_first_of_two_spellings_in_a_record_is_used() -> None:
    found = facet((Publication(key="a", tags=("AO-driven", "ao-driven")),), "tag")
    assert (found.values, found.of) == (("AO-driven",), ((0,),))


@pytest.mark.parametrize("name", FACETS)
def test_a_record_without_a_value_has_no_index(name: str) -> None:
    assert facet((Publication(key="a"), UNDATED), name).of[0] == () or name == "kind"


def test_and_others_is_not_a_value() -> None:
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


def test_initials_become_the_only_full_name_that_fits() -> None:
    assert set(_names("Ren, Shaoqing", "Ren, S.", "Ren, S").values()) == {"Shaoqing Ren"}


def test_initials_that_fit_two_names_remain_a_name() -> None:
    names = _names("Ren, Shaoqing", "Ren, Shu", "Ren, S.")
    assert names["S. Ren"] == "S. Ren"


def test_a_name_with_accents_is_preferred_and_then_the_most_frequent_one() -> None:
    assert _names("Dollar, Piotr", "Dollár, Piotr")["Piotr Dollar"] == "Piotr Dollár"
    assert _names("Sun, Jian", "sun, Jian", "Sun, Jian")["Jian sun"] == "Jian Sun"


def test_organizations_are_kept_apart() -> None:
    one, other = Contributor(Name(literal="Team A")), Contributor(Name(literal="Team B"))
    assert len(set(fullest_names([one, other]).values())) == 2


def test_spellings_of_a_family_name_have_one_fullest_name() -> None:
    names = [
        name_in(text)
        for text in (
            *("B. Schoelkopf", "Bernhard Schölkopf", "B. Scholkopf", "L. van der Maaten", "Maaten, L."),
            *("A. Müller Schmidt", "Anna Müller-Schmidt", "B. Schmidt"),
        )
    ]
    found = fullest_names(Contributor(name) for name in names)
    assert [found[name].full() for name in names] == [
        *["Bernhard Schölkopf"] * 3,
        *["L. van der Maaten"] * 2,
        *["Anna Müller-Schmidt"] * 2,
        "B. Schmidt",
    ]
