"""Awards of several years become one entry of a list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.award_years import joined_years, same_awards
from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Award, Record
from sphinx_pubs.selection.facets import facet

DOE = Contributor(Name("Jane", "", "Doe"), "recipient")
FIRST = Award(key="a", title=("Reviewer",), awarder=("CVPR",), date=PartialDate(2020), recipients=(DOE,))
SECOND = replace(FIRST, key="b", date=PartialDate(2018, 5))
OTHER = Award(key="c", title=("Prize",), date=PartialDate(2019))


def keys(records: list[Record]) -> list[list[str]]:
    return [[same.key for same in same_awards(record)] for record in records]


def test_the_first_has_the_others_and_the_order_stays() -> None:
    third = replace(FIRST, key="d", date=PartialDate(2016))
    joined = joined_years([FIRST, OTHER, SECOND, third])
    assert keys(joined) == [["a", "b", "d"], ["c"]]
    assert joined[0] == FIRST


@pytest.mark.parametrize(
    "other",
    [
        replace(SECOND, title=("Other",)),
        replace(SECOND, recipients=()),
        replace(SECOND, note=(("More",),)),
        replace(SECOND, url="https://example.org"),
        replace(SECOND, publications=("work",)),
        replace(SECOND, date=PartialDate(2020, 3)),
        replace(SECOND, date=None),
        replace(SECOND, date=PartialDate(2018, status=Status.SUBMITTED)),
    ],
)
def test_what_is_not_the_same_award_of_another_year_stays_apart(other: Award) -> None:
    assert keys(joined_years([FIRST, other])) == [["a"], ["b"]]


def test_awards_for_works_stay_apart() -> None:
    works = [replace(award, publications=("work",)) for award in (FIRST, SECOND)]
    assert keys(joined_years(works)) == [["a"], ["b"]]


def test_the_entry_is_found_under_each_of_its_years() -> None:
    years = facet(joined_years([FIRST, OTHER, SECOND]), "year")
    assert years.values == ("2020", "2019", "2018")
    assert years.of == ((0, 2), (1,))
