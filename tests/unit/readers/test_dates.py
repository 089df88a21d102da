"""Dates in all forms, and strings that are not dates."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.fields.date_strings import parse_date
from sphinx_pubs.readers.fields.date_words import SEASONS
from sphinx_pubs.readers.fields.dates import date_from_parts, read_date
from sphinx_pubs.readers.fields.months import MONTHS
from sphinx_pubs.readers.fields.values import Fields
from sphinx_pubs.readers.load import reader_for

D = PartialDate
SINCE_2016 = D(2016, end=D())
UNTIL_2019 = D(end=D(2019))


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("2019", D(2019)),
        ("2019-11", D(2019, 11)),
        ("2019-11-03", D(2019, 11, 3)),
        ("2020-12-4", D(2020, 12, 4)),
        ("> 2020", D(2020, qualifier=">")),
        ("<2000-05", D(2000, 5, qualifier="<")),
        ("\u2265 2020", D(2020, end=D())),
        (">=2020", D(2020, end=D())),
        ("\u2264 2020", D(end=D(2020))),
        ("2019-11-03T10:00:00Z", D(2019, 11, 3)),
        ("2025-06-00", D(2025, 6)),
        ("20260630", D(2026, 6, 30)),
        ("2019~", D(2019, qualifier="~")),
        ("~1890", D(1890, qualifier="~")),
        ("1890?", D(1890, qualifier="?")),
        ("1890%", D(1890, qualifier="%")),
        ("2004-06~/2004-08", D(2004, 6, qualifier="~", end=D(2004, 8))),
        ("2004?-06~", D(2004, 6, qualifier="%")),
        ("20190304T101500Z", D(2019, 3, 4)),
        ("2019-11-03 10:00:00+01:00", D(2019, 11, 3)),
        ("2019-21", D(2019, season=Season.SPRING)),
        ("2019-24", D(2019, season=Season.WINTER)),
        ("2017-23/2018-21", D(2017, season=Season.AUTUMN, end=D(2018, season=Season.SPRING))),
        ("2025-26", D(2025, end=D(2026))),
        ("2020/21", D(2020, end=D(2021))),
        ("1999/00", D(1999, end=D(2000))),
        ("'98", D(1998)),
        ("2016/..", SINCE_2016),
        ("2016/", SINCE_2016),
        ("2016-", SINCE_2016),
        ("2016--", SINCE_2016),
        ("2016 –", SINCE_2016),
        ("2016+", SINCE_2016),
        ("2016-05/..", D(2016, 5, end=D())),
        ("2016-05 -", D(2016, 5, end=D())),
        ("../2019", UNTIL_2019),
        ("/2019", UNTIL_2019),
        ("-2019", UNTIL_2019),
        ("–2019", UNTIL_2019),
        ("2019-03 – 2020-05", D(2019, 3, end=D(2020, 5))),
        ("03/2019 - 05/2020", D(2019, 3, end=D(2020, 5))),
        ("2019~2020", D(2019, end=D(2020))),
        ("(2019)", D(2019)),
        ("2019 (1999)", D(2019)),
        ("-0099", D(-99)),
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
        ("-0099/-0044", D(-99, end=D(-44))),
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
        ("after 1890", D(1890, qualifier=">")),
        ("post May 1890", D(1890, 5, qualifier=">")),
        ("nach 1890", D(1890, qualifier=">")),
        ("before c. 1900", D(1900, qualifier="<")),
        ("avant 1900", D(1900, qualifier="<")),
        ("not before 1890", D(1890, end=D())),
        ("not after 1890", D(end=D(1890))),
        ("1890 or later", D(1890, end=D())),
        ("H1 2020", D(2020, 1, end=D(2020, 6))),
        ("2020-H2", D(2020, 7, end=D(2020, 12))),
        ("second half of 2020", D(2020, 7, end=D(2020, 12))),
        ("1. Halbjahr 2020", D(2020, 1, end=D(2020, 6))),
        ("2023/Spring", D(2023, season=Season.SPRING)),
        ("2023/May", D(2023, 5)),
        ("draft, 2020", D(2020, status=Status.IN_PREPARATION)),
        ("early access 2020", D(2020)),
    ],
)
def test_words_around_a_date(source: str, date: PartialDate) -> None:
    assert parse_date(source) == replace(date, text=source)


@pytest.mark.parametrize("source", ["after lunch", "after 1890-1900", "H3 2020", "2020/Foo", "2018 or 2020"])
def test_words_that_make_no_date(source: str) -> None:
    assert parse_date(source) is None


@pytest.mark.parametrize(
    "source", ["2018, 2021", "2018 & 2021", "2018 and 2021", "2018 und 2021", "2018 y 2021", "2021, 2018"]
)
def test_a_list_of_years_keeps_its_gaps(source: str) -> None:
    assert parse_date(source) == D(2018, end=D(2021), text="2018, 2021")


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
        ("Spring 2019", D(2019, season=Season.SPRING)),
        ("Fall 2023", D(2023, season=Season.AUTUMN)),
        ("2023 Autumn", D(2023, season=Season.AUTUMN)),
        ("Fall semester 2023", D(2023, season=Season.AUTUMN)),
        ("Winter 2023/24", D(2023, season=Season.WINTER, end=D(2024))),
        ("WiSe 2023/24", D(2023, season=Season.WINTER, end=D(2024))),
        ("WS 23/24", D(2023, season=Season.WINTER, end=D(2024))),
        ("HS 2023", D(2023, season=Season.AUTUMN)),
        ("Fall '23", D(2023, season=Season.AUTUMN)),
        ("Nov. ’98", D(1998, 11)),
        ("end of 2020", D(2020)),
        ("1890 – ca. 1895", D(1890, end=D(1895, qualifier="~"))),
        ("2019年3月～2021年3月", D(2019, 3, end=D(2021, 3))),
        ("2019年度", D(2019)),
        ("2020/in press", D(2020, status=Status.IN_PRESS)),
        ("Sommersemester 2023", D(2023, season=Season.SUMMER)),
        ("Spring/Summer 2020", D(2020, season=Season.SPRING, end=D(2020, season=Season.SUMMER))),
        ("Fall 2019 to Spring 2020", D(2019, season=Season.AUTUMN, end=D(2020, season=Season.SPRING))),
        ("otoño de 2023", D(2023, season=Season.AUTUMN)),
        ("été 2020", D(2020, season=Season.SUMMER)),
        ("осень 2020", D(2020, season=Season.AUTUMN)),
        ("2019年秋学期", D(2019, season=Season.AUTUMN)),
        ("Q1 2020", D(2020, 1, end=D(2020, 3))),
        ("2020-Q3", D(2020, 7, end=D(2020, 9))),
        ("academic year 2020-21", D(2020, end=D(2021))),
        ("c. 1999", D(1999, qualifier="~")),
        ("circa 1890", D(1890, qualifier="~")),
        ("ca. May 1890", D(1890, 5, qualifier="~")),
        ("um 1890", D(1890, qualifier="~")),
        ("1890年頃", D(1890, qualifier="~")),
        ("[1890?]", D(1890, qualifier="?")),
        ("c1998", D(1998)),  # copyright
        ("[2019]", D(2019)),
        ("2019 [1999]", D(2019)),
        ("99 BC", D(-99)),
        ("99–44 B.C.", D(-99, end=D(-44))),
        ("44 v. Chr.", D(-44)),
        ("紀元前99年", D(-99)),
        ("199u", D(1990, end=D(1999))),
        ("1990s", D(1990, end=D(1999))),
        ("between 1890 and 1895", D(1890, end=D(1895))),
        ("since 2016", SINCE_2016),
        ("from 2016", SINCE_2016),
        ("seit 2016", SINCE_2016),
        ("depuis mai 2016", D(2016, 5, end=D())),
        ("2016–present", SINCE_2016),
        ("2016 - today", SINCE_2016),
        ("2016-now", SINCE_2016),
        ("2016 – ongoing", SINCE_2016),
        ("2016 to date", SINCE_2016),
        ("2016 onwards", SINCE_2016),
        ("from May 2016 to present", D(2016, 5, end=D())),
        ("Fall 2016 –", D(2016, season=Season.AUTUMN, end=D())),
        ("2016年至今", SINCE_2016),
        ("from 2016 to 2018", D(2016, end=D(2018))),
        ("until 2019", UNTIL_2019),
        ("bis 2019", UNTIL_2019),
        ("preprint", D()),
        ("2019, preprint", D(2019)),
        ("2019a", D(2019)),
        ("[1893] 1984", D(1984)),
        ("199X", D(1990, end=D(1999))),
        ("19xx", D(1900, end=D(1999))),
        ("2004-06-01/unknown", D(2004, 6, 1)),
        ("2016-present", SINCE_2016),
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
        ("printemps 2019", D(2019, season=Season.SPRING)),
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
    assert parse_date(source) == replace(date, text=source)


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("2020-21", D(2020, end=D(2021))),
        ("2019-23", D(2019, end=D(2023))),
        ("2023-23", D(2023, season=Season.AUTUMN)),  # not from 2023 to 2023
        ("2010-11", D(2010, 11)),
        ("2010-11-12", D(2010, 11, 12)),
    ],
)
def test_two_digits_after_a_year_where_years_are_expected(source: str, date: PartialDate) -> None:
    assert parse_date(source, years=True) == date


def test_no_name_of_a_season_is_that_of_a_month() -> None:
    assert not SEASONS.keys() & MONTHS.keys()


def test_what_is_too_long_for_a_date_is_refused() -> None:
    hostile = ["2020-" * 39, "since " * 30 + "2020", "2020 to " * 24, "~" * 199, "1" * 199, "2020/" * 40]
    assert [parse_date(source) for source in [*hostile, "2020 " + "to " * 10**6]] == [None] * 7


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


def test_a_talk_has_the_date_of_its_event() -> None:
    def date(values: dict[str, object]) -> PartialDate | None:
        return read_date(Fields(values, lambda source: (source,), lambda code, message: None))

    assert date({"eventdate": "2020-03-04/2020-03-06"}) == D(2020, 3, 4, end=D(2020, 3, 6))
    assert date({"eventdate": "2020-03-04", "year": "2021"}) == D(2021)


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
        ("2020-21", "", "", D(2020, end=D(2021))),
        ("2020", "1--3", "", D(2020, 1, end=D(2020, 3))),
        ("2020", "7/8", "", D(2020, 7, end=D(2020, 8))),
        ("2020", "jan/feb", "", D(2020, 1, end=D(2020, 2))),
        ("2020", "3/15", "", D(2020, 3, 15)),
        ("2020", "10-15", "", None),
        ("2020", "1~jan", "", D(2020, 1, 1)),
        ("2020", "Spring", "", D(2020, season=Season.SPRING, text="Spring 2020")),
        ("2020", "Q2", "", D(2020, 4, end=D(2020, 6))),
        ("1890~", "5", "", D(1890, 5, qualifier="~")),
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
        ({"date": "2024-05-01", "pubstate": "prepublished"}, D(2024, 5, 1), []),
        ({"year": "2024", "pubstate": "Preprint"}, D(2024), []),
        ({"year": "2024", "pubstate": "published"}, D(2024), []),
        ({"year": "2024", "pubstate": "under review"}, D(2024, status=Status.SUBMITTED), []),
        ({"year": "2024", "status": "submitted to a journal"}, D(2024, status=Status.SUBMITTED), []),
        ({"year": "2024", "status": "accepted"}, D(2024, status=Status.ACCEPTED), []),
        ({"year": "2024", "status": "to appear"}, D(2024, status=Status.IN_PRESS), []),
        ({"year": "2024", "status": "in revision"}, D(2024, status=Status.SUBMITTED), []),
        ({"date": "03/05/2019"}, D(2019, text="03/05/2019"), [Code.BAD_DATE]),
        ({"year": "98"}, D(text="98"), [Code.BAD_DATE]),
        ({"year": r"\url{https://example.org/}2020"}, D(2020), []),
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


@pytest.mark.parametrize(
    ("source", "date"),
    [
        ("Fall 2023", D(2023, season=Season.AUTUMN)),
        ("2023-23", D(2023, season=Season.AUTUMN)),
        ("since 2016", SINCE_2016),
        ("2016-", SINCE_2016),
        ("2016/..", SINCE_2016),
        ("circa 1890", D(1890, qualifier="~")),
        ("1890~", D(1890, qualifier="~")),
        ("-0099", D(-99)),
        ("99 BC", D(-99)),
        ("until 2019", UNTIL_2019),
        ("Winter 2023/24", D(2023, season=Season.WINTER, end=D(2024))),
    ],
)
def test_a_date_means_the_same_in_every_format(source: str, date: PartialDate) -> None:
    sources = {
        "a.bib": f"@misc{{a, title = {{T}}, date = {{{source}}}}}",
        "b.yaml": f"publications: {{a: {{title: T, date: '{source}'}}}}",
        "c.json": json.dumps({"publications": {"a": {"title": "T", "date": source}}}),
        "d.toml": f'[publications.a]\ntitle = "T"\ndate = "{source}"',
        "e.csl.json": json.dumps([{"id": "a", "type": "book", "title": "T", "issued": {"literal": source}}]),
        "f.ris": f"TY  - BOOK\nTI  - T\nPY  - {source}\nER  - \n",
    }
    for path, text in sources.items():
        read = reader_for(path, text.encode())
        assert read is not None
        result = read(text.encode(), path)
        assert result.problems == ()
        (record,) = result.records
        assert isinstance(record, Publication)
        assert record.date is not None
        assert replace(record.date, text="") == date, path
