"""When somebody was a member."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Period, Status

PAST = Period(PartialDate(2011, 9), PartialDate(2016, 3))


@pytest.mark.parametrize(
    ("period", "date", "held"),
    [
        (PAST, PartialDate(2010), False),
        (PAST, PartialDate(2011), True),  # it can be of September
        (PAST, PartialDate(2011, 8), False),
        (PAST, PartialDate(2011, 9, 1), True),
        (PAST, PartialDate(2014), True),
        (PAST, PartialDate(2016, 3, 31), True),
        (PAST, PartialDate(2016, 4), False),
        (PAST, PartialDate(2017), False),
        (PAST, PartialDate(2009, end=PartialDate(2012)), True),
        (PAST, PartialDate(2009, end=PartialDate(2010)), False),
        (PAST, None, False),
        (PAST, PartialDate(status=Status.IN_PRESS), False),
        (PAST, PartialDate(text="some day"), False),
        (Period(PartialDate(2016)), PartialDate(2015), False),
        (Period(PartialDate(2016)), PartialDate(2040), True),
        (Period(PartialDate(2016)), PartialDate(status=Status.IN_PRESS), True),
        (Period(end=PartialDate(2014)), PartialDate(1990), True),
        (Period(end=PartialDate(2014)), PartialDate(2015), False),
    ],
)
def test_a_date_of_a_period(period: Period, date: PartialDate | None, held: bool) -> None:
    assert period.contains(date) is held
