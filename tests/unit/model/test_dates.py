"""Partial dates, statuses and periods."""

from __future__ import annotations

import re

import pytest

from sphinx_pubs.model.dates import (
    STATUS_NAMES,
    PartialDate,
    Period,
    Season,
    Status,
    is_preprint_status,
    status_of,
)


def test_order_of_dates() -> None:
    ordered = [
        PartialDate(text="n.d."),
        PartialDate(-99),
        PartialDate(-44),
        PartialDate(2012, end=PartialDate()),  # since 2012, under its beginning
        PartialDate(end=PartialDate(2013)),
        PartialDate(2018, 12, 31),
        PartialDate(2019),
        PartialDate(2019, 11),
        PartialDate(2019, 11, 3),
        PartialDate(2019, season=Season.WINTER),
        PartialDate(2016, end=PartialDate(2020)),
        PartialDate(status=Status.IN_PREPARATION),
        PartialDate(2018, status=Status.SUBMITTED),
        PartialDate(2018, status=Status.ACCEPTED),
        PartialDate(status=Status.IN_PRESS),
    ]
    keys = [date.sort_key() for date in ordered]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(), ""),
        (PartialDate(text="n.d."), ""),
        (PartialDate(2019), "2019"),
        (PartialDate(33), "0033"),
        (PartialDate(-44), "-0044"),
        (PartialDate(2019, 3), "2019-03"),
        (PartialDate(2019, 3, 4), "2019-03-04"),
        (PartialDate(2019, 0, 4), "2019"),
        (PartialDate(2018, end=PartialDate(2019, 2)), "2018/2019-02"),
        (PartialDate(2018, end=PartialDate()), "2018/.."),
        (PartialDate(end=PartialDate(2018, 5)), "../2018-05"),
        (PartialDate(end=PartialDate()), ""),
        (PartialDate(2023, season=Season.AUTUMN), "2023-23"),
        (PartialDate(1890, qualifier="~"), "1890~"),
        (PartialDate(1890, qualifier="?", end=PartialDate(1895, 3)), "1890?/1895-03"),
        (PartialDate(status=Status.IN_PRESS), ""),
        (PartialDate(2018, status=Status.ACCEPTED), "2018"),
    ],
)
def test_iso(date: PartialDate, expected: str) -> None:
    assert date.isoformat() == expected


def test_status_names_are_in_the_form_that_is_compared() -> None:
    assert set(STATUS_NAMES.values()) == set(Status)
    assert all(re.fullmatch(r"[^\W\d_]+", name) and name == name.lower() for name in STATUS_NAMES)
    assert all(STATUS_NAMES[status.name.lower().replace("_", "")] is status for status in Status)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In Press", Status.IN_PRESS),
        ("in-preparation", Status.IN_PREPARATION),
        ("(submitted).", Status.SUBMITTED),
        ("published", Status.PUBLISHED),
        ("2019", None),
        ("", None),
    ],
)
def test_status_of_a_text(text: str, status: Status | None) -> None:
    assert status_of(text) is status


@pytest.mark.parametrize("pubstate", ["inpreparation", "submitted", "forthcoming", "inpress", "prepublished"])
def test_every_pubstate_of_biblatex_is_known(pubstate: str) -> None:
    assert (status_of(pubstate) is None) == is_preprint_status(pubstate) == (pubstate == "prepublished")


@pytest.mark.parametrize("status", Status)
def test_the_label_of_a_status_names_it(status: Status) -> None:
    assert status_of(status.label) is status


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
        (PAST, PartialDate(2012, end=PartialDate()), True),
        (PAST, PartialDate(2005, end=PartialDate()), True),
        (PAST, PartialDate(2017, end=PartialDate()), False),
        (PAST, PartialDate(end=PartialDate(2012)), True),
        (PAST, PartialDate(end=PartialDate(2010)), False),
        (Period(PartialDate(2016)), PartialDate(2015), False),
        (Period(PartialDate(2016)), PartialDate(2040), True),
        (Period(PartialDate(2016)), PartialDate(status=Status.IN_PRESS), True),
        (Period(end=PartialDate(2014)), PartialDate(1990), True),
        (Period(end=PartialDate(2014)), PartialDate(2015), False),
    ],
)
def test_whether_a_period_contains_a_date(period: Period, date: PartialDate | None, held: bool) -> None:
    assert period.contains(date) is held
