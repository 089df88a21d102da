"""Dates in all forms, and strings that are not dates."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.fields.dates import date_from_parts, parse_date, read_date
from sphinx_pubs.readers.fields.values import Fields

D = PartialDate


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("2019", D(2019)),
        ("2019-11", D(2019, 11)),
        ("2019-11-03", D(2019, 11, 3)),
        ("2020-12-4", D(2020, 12, 4)),
        ("2019-11-03T10:00:00Z", D(2019, 11, 3)),
        ("2025-06-00", D(2025, 6)),
        ("20260630", D(2026, 6, 30)),
        ("2019~", D(2019)),
        ("2018/2019", D(2018, end=D(2019))),
        ("2018-05/2019-06", D(2018, 5, end=D(2019, 6))),
        ("2018--2019", D(2018, end=D(2019))),
        ("2016 - 2019", D(2016, end=D(2019))),
        ("2014–2018", D(2014, end=D(2018))),
        ("2014-18", D(2014, end=D(2018))),
        ("2011/12", D(2011, end=D(2012))),
        ("2019/05", D(2019, 5)),
        ("05/2019", D(2019, 5)),
        ("2022/4/26", D(2022, 4, 26)),
        ("2004///", D(2004)),
        ("-0043", D(-43)),
        ("y-51234", D(-51234)),
        ("1999-uu-uu", D(1999)),
        ("2020-05-xx", D(2020, 5)),
        ("12.05.2019", D(2019, 5, 12)),
        ("5.2019", D(2019, 5)),
        ("2019.05.12", D(2019, 5, 12)),
        ("31/12/2019", D(2019, 12, 31)),
        ("12/31/2019", D(2019, 12, 31)),
        ("۲۰۱۹", D(2019)),
    ],
)
def test_date_of_numbers_has_no_text(source: str, date: PartialDate) -> None:
    assert parse_date(source) == date


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("Jan 2019", D(2019, 1)),
        ("Nov. 2019", D(2019, 11)),
        ("November 2019", D(2019, 11)),
        ("2019 May", D(2019, 5)),
        ("Sept./1997", D(1997, 9)),
        ("3 May 2019", D(2019, 5, 3)),
        ("May 3rd, 2019", D(2019, 5, 3)),
        ("September 15-19, 2019", D(2019, 9, 15, end=D(2019, 9, 19))),
        ("15--19 September 2019", D(2019, 9, 15, end=D(2019, 9, 19))),
        ("30 April -- 3 May 2018", D(2018, 4, 30, end=D(2018, 5, 3))),
        ("Jul–Aug 2019", D(2019, 7, end=D(2019, 8))),
        ("Dec 2018 - Jan 2019", D(2018, 12, end=D(2019, 1))),
        ("Spring 2019", D(2019)),
        ("c. 1999", D(1999)),
        ("2019a", D(2019)),
        ("[1893] 1984", D(1984)),
        ("199X", D(1990, end=D(1999))),
        ("19xx", D(1900, end=D(1999))),
        ("2019-21", D(2019)),
        ("2016/..", D(2016)),
        ("2004-06-01/unknown", D(2004, 6, 1)),
        ("2015-present", D(2015)),
        ("Wednesday, 3 May 2019", D(2019, 5, 3)),
        ("3. März 2019", D(2019, 3, 3)),
        ("Jänner 2019", D(2019, 1)),
        ("3.-5. Oktober 2019", D(2019, 10, 3, end=D(2019, 10, 5))),
        ("Mai–Juni 2019", D(2019, 5, end=D(2019, 6))),
        ("1er mai 2019", D(2019, 5, 1)),
        ("12 août 2018", D(2018, 8, 12)),
        ("3 de mayo de 2019", D(2019, 5, 3)),
        ("15 de dezembro de 2020", D(2020, 12, 15)),
        ("3 maggio 2019", D(2019, 5, 3)),
        ("kesäkuu 2019", D(2019, 6)),
        ("5 мая 2019 г.", D(2019, 5, 5)),
        ("2019年5月3日", D(2019, 5, 3)),
        ("2019年", D(2019)),
        ("2019년 5월", D(2019, 5)),
        ("printemps 2019", D(2019)),
        ("n.d.", D()),
        ("o. J.", D()),
        ("s.f.", D()),
        ("unknown", D()),
        ("بی‌تا", D()),
        ("im Druck", D(status=Status.IN_PRESS)),
        ("à paraître", D(status=Status.IN_PRESS)),
        ("印刷中", D(status=Status.IN_PRESS)),
        ("2024, im Druck", D(2024, status=Status.IN_PRESS)),
        ("in press", D(status=Status.IN_PRESS)),
        ("Working", D(status=Status.IN_PREPARATION)),
        ("2019 (Forthcoming)", D(2019, status=Status.IN_PRESS)),
        ("accepted in 2018", D(2018, status=Status.ACCEPTED)),
        ("To appear, Nov. 2020", D(2020, 11, status=Status.IN_PRESS)),
    ],
)
def test_date_with_words_keeps_its_text(source: str, date: PartialDate) -> None:
    assert parse_date(source) == PartialDate(date.year, date.month, date.day, date.end, date.status, source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "foo",
        "635-647",
        "Summer",
        "May",
        "2019-13",
        "2019-02-30",
        "31 February 2019",
        "2019/2018",
        "hello 2019",
        "1 2 3 May 2019",
        "03/05/2019",
        "0000-00-00",
        "635647",
        "listopad 2019",  # October in Croatian, November in Polish
    ],
)
def test_not_a_date(source: str) -> None:
    assert parse_date(source) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "date"),
    [
        ("2019", "", "", D(2019)),
        ("2019", "nov", "", D(2019, 11)),
        ("2019", "November", "12", D(2019, 11, 12)),
        ("2019", "11", "3", D(2019, 11, 3)),
        ("2019", "05", "", D(2019, 5)),
        ("2019", "September 15-19,", "", D(2019, 9, 15, end=D(2019, 9, 19))),
        ("2019", "sept", "15--19", D(2019, 9, 15, end=D(2019, 9, 19))),
        ("2019", "Jul–Aug", "", D(2019, 7, end=D(2019, 8))),
        ("2019", "January~1", "", D(2019, 1, 1)),
        ("2019", "10~jan", "10", D(2019, 1, 10)),
        ("2010", "08/2010", "", D(2010, 8)),
        ("2019", "août", "12", D(2019, 8, 12)),
        ("2019", "5月", "", D(2019, 5)),
        ("2018/2019", "5", "", D(2018, end=D(2019))),
        ("in press", "5", "", D(status=Status.IN_PRESS, text="in press")),
        ("2019", "5", "²", D(2019, 5)),
        ("2019", "5", "9" * 5000, D(2019, 5)),
        ("2019", "TBD", "", None),
    ],
)
def test_date_from_year_month_and_day(year: str, month: str, day: str, date: PartialDate | None) -> None:
    assert date_from_parts(year, month, day) == date


@pytest.mark.parametrize(
    ("values", "date", "problems"),
    [
        ({"date": "2019-11", "year": "2020"}, D(2019, 11), []),
        ({"date": "soon", "year": "2020"}, D(2020), [Code.BAD_DATE]),
        ({"year": "2019", "month": "TBD"}, D(2019), [Code.BAD_DATE]),
        ({"year": "635-647"}, D(text="635-647"), [Code.BAD_DATE]),
        ({"year": "2018", "pubstate": "inpress"}, D(2018, status=Status.IN_PRESS), []),
        ({"status": "In preparation"}, D(status=Status.IN_PREPARATION), []),
        ({"year": "2018", "status": "lost"}, D(2018), [Code.BAD_DATE]),
        ({"month": "may"}, None, [Code.BAD_DATE]),
        ({}, None, []),
    ],
)
def test_date_of_a_record(values: dict[str, object], date: PartialDate | None, problems: list[Code]) -> None:
    codes: list[Code] = []
    fields = Fields(values, lambda source: (source,), lambda code, message: codes.append(code))
    assert read_date(fields) == date
    assert codes == problems
