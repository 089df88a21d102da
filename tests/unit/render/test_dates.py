"""Dates and the headings of groups, in the language of the site."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.dates import (
    date_text,
    heading_text,
    kind_heading,
    month_name,
    status_text,
    year_text,
)
from sphinx_pubs.selection.grouping import Section
from tests.unit.render.facts import HE, language

YEAR, MONTH, DAY = PartialDate(2019), PartialDate(2019, 11), PartialDate(2019, 11, 3)
RANGE = PartialDate(2016, end=PartialDate(2019))
MONTHS = PartialDate(2019, 6, end=PartialDate(2019, 7))
OPEN = PartialDate(2016, end=PartialDate())


@pytest.mark.parametrize(
    ("date", "locale", "full", "abbr"),
    [
        (YEAR, "en", "2019", "2019"),
        (MONTH, "en", "November 2019", "Nov. 2019"),
        (PartialDate(2019, 6), "en", "June 2019", "June 2019"),
        (DAY, "en", "November 3, 2019", "3 Nov. 2019"),
        (DAY, "en_GB", "3 November 2019", "3 Nov. 2019"),
        (RANGE, "en", "2016–2019", "2016–2019"),
        (MONTHS, "en", "June 2019–July 2019", "June 2019–July 2019"),
        (OPEN, "en", "2016–", "2016–"),
        (PartialDate(2019, end=PartialDate(2019)), "en", "2019", "2019"),
        (YEAR, "zh_CN", "2019", "2019"),
        (MONTH, "zh_CN", "2019年11月", "2019年11月"),
        (DAY, "zh_CN", "2019年11月3日", "2019年11月3日"),
        (RANGE, "zh_CN", "2016–2019", "2016–2019"),
        (MONTH, "de", "November 2019", "Nov. 2019"),
        (PartialDate(2019, 3), "de", "März 2019", "März 2019"),
        (DAY, "de", "3. November 2019", "03.11.2019"),
        (MONTHS, "de", "Juni 2019–Juli 2019", "Juni 2019–Juli 2019"),
        (PartialDate(-44, 3, 15), "en", "-44", "-44"),
        (PartialDate(12019, 3), "de", "12019", "12019"),
        (PartialDate(2019, 2, 29), "de", "Februar 2019", "Feb. 2019"),
        (PartialDate(), "en", "", ""),
        (PartialDate(text="around the war"), "en", "around the war", "around the war"),
        (None, "en", "", ""),
    ],
)
def test_dates(date: PartialDate | None, locale: str, full: str, abbr: str) -> None:
    context = RenderContext(locale=locale)
    assert date_text(date, "", context) == date_text(date, "full", context) == full
    assert date_text(date, "abbr", context) == abbr


@pytest.mark.parametrize(
    ("status", "alone", "in_year"),
    [
        (Status.PUBLISHED, "", "2018"),
        (Status.IN_PRESS, "in press", "2018, in press"),
        (Status.ACCEPTED, "accepted", "accepted in 2018"),
        (Status.SUBMITTED, "submitted", "submitted in 2018"),
        (Status.IN_PREPARATION, "in preparation", "2018, in preparation"),
    ],
)
def test_statuses(status: Status, alone: str, in_year: str) -> None:
    context = RenderContext()
    assert date_text(PartialDate(status=status), "", context) == status_text(status, context) == alone
    assert date_text(PartialDate(2018, status=status), "", context) == in_year
    assert year_text(PartialDate(2018, status=status), context) == "2018"
    assert year_text(PartialDate(status=status), context) == alone


def test_statuses_in_another_language() -> None:
    german = language({"accepted in %s": "angenommen %s", "in press": "im Druck"}, "de")
    assert date_text(PartialDate(2018, 5, status=Status.ACCEPTED), "", german) == "angenommen Mai 2018"
    assert date_text(PartialDate(status=Status.IN_PRESS), "", german) == "im Druck"


@pytest.mark.parametrize(
    ("date", "year", "month", "iso"),
    [
        (YEAR, "2019", "", "2019"),
        (MONTH, "2019", "November", "2019-11"),
        (DAY, "2019", "November", "2019-11-03"),
        (RANGE, "2016–2019", "", "2016/2019"),
        (MONTHS, "2019", "June", "2019-06/2019-07"),
        (OPEN, "2016", "", "2016/"),
        (PartialDate(text="n.d."), "n.d.", "", ""),
    ],
)
def test_other_styles(date: PartialDate, year: str, month: str, iso: str) -> None:
    context = RenderContext()
    assert [date_text(date, style, context) for style in ("year", "month", "iso")] == [year, month, iso]


@pytest.mark.parametrize(
    ("locale", "expected"), [("en", "Nov. '19"), ("en_GB", "Nov. '19"), ("de", "November 2019")]
)
def test_the_words_of_the_data_are_used_in_english_only(locale: str, expected: str) -> None:
    date = PartialDate(2019, 11, text="Nov. '19")
    assert date_text(date, "written", RenderContext(locale=locale)) == expected
    assert date_text(MONTH, "written", RenderContext(locale=locale)) == "November 2019"


def test_month_names_of_several_languages_in_one_process() -> None:
    names = [month_name(11, locale) for locale in ("en", "zh_CN", "de", "fr", "ru")]
    assert names == ["November", "十一月", "November", "novembre", "ноябрь"]


@pytest.mark.parametrize(
    ("by", "value", "expected"),
    [
        ("year", "2019", "2019"),
        ("year", "in press", "In press"),
        ("year", "in preparation", "In preparation"),
        ("year", "submitted", "Submitted"),
        ("decade", "accepted", "Accepted"),
        ("decade", "2010s", "2010s"),
        ("status", "published", "Published"),
        ("status", "in press", "In press"),
        ("tag", "accepted", "accepted"),
        ("month", "11", "November"),
        ("month", "", "No date"),
        ("year", "", "No date"),
        ("decade", "", "No date"),
        ("venue", "", "Other"),
        ("venue", "ICCV", "ICCV"),
        ("kind", "inproceedings", "Conference papers"),
        ("kind", "", "Other"),
        ("kind", "fellowship", "Fellowship"),
        ("author", "kaiming-he", "Kaiming He"),
        ("author", "Doe, Jane", "Doe, Jane"),
        ("tag", "kaiming-he", "kaiming-he"),
    ],
)
def test_headings(by: str, value: str, expected: str) -> None:
    assert heading_text(Section(by=by, value=value), RenderContext(people={HE.key: HE})) == expected


def test_the_label_of_an_author_has_priority() -> None:
    assert heading_text(Section(by="kind", value="article", label="Papers"), RenderContext()) == "Papers"


def test_headings_are_in_the_language_of_the_site() -> None:
    german = language(
        {"Books": "Bücher", "in press": "im Druck", "No date": "Ohne Datum", "Other": "Sonstiges"}, "de"
    )
    sections = [
        Section(by="kind", value="book"),
        Section(by="year", value="in press"),
        Section(by="year"),
        Section(by="tag"),
        Section(by="month", value="3"),
    ]
    said = [heading_text(section, german) for section in sections]
    assert said == ["Bücher", "Im Druck", "Ohne Datum", "Sonstiges", "März"]


def test_every_kind_has_its_own_heading() -> None:
    headings = [kind_heading(kind, "<{}>".format) for kind in KINDS]
    assert all(heading.startswith("<") for heading in headings)
    assert len(set(headings)) == len(KINDS)
