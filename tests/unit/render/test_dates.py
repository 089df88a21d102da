"""Dates and the headings of groups, in the language of the site."""

from __future__ import annotations

import gettext
import re
from dataclasses import replace
from pathlib import Path

import pytest

import sphinx_pubs
from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.dates import (
    date_text,
    heading_text,
    kind_heading,
    month_name,
    says_year,
    status_text,
    year_text,
)
from sphinx_pubs.selection.grouping import Section
from tests.unit.render.facts import HE, language

YEAR, MONTH, DAY = PartialDate(2019), PartialDate(2019, 11), PartialDate(2019, 11, 3)
RANGE = PartialDate(2016, end=PartialDate(2019))
MONTHS = PartialDate(2019, 6, end=PartialDate(2019, 7))
OPEN = PartialDate(2016, end=PartialDate())
FALL = PartialDate(2023, season=Season.AUTUMN)
CIRCA = PartialDate(1890, qualifier="~")


def translated(locale: str) -> RenderContext:
    """Return the context of a site in the language ``locale``, with its catalog."""
    catalog = Path(sphinx_pubs.__file__).parent / "locale"
    translations = gettext.translation("sphinx_pubs", catalog, [locale], fallback=True)
    return RenderContext(locale=locale, translate=translations.gettext)


@pytest.mark.parametrize(
    ("date", "locale", "full", "abbr"),
    [
        (YEAR, "en", "2019", "2019"),
        (PartialDate(1890, qualifier=">"), "en", "after 1890", "after 1890"),
        (PartialDate(1890, 5, qualifier="<"), "en", "before May 1890", "before May 1890"),
        (MONTH, "en", "November 2019", "Nov. 2019"),
        (PartialDate(2019, 6), "en", "June 2019", "June 2019"),
        (DAY, "en", "November 3, 2019", "Nov. 3, 2019"),
        (DAY, "en_GB", "3 November 2019", "3 Nov. 2019"),
        (RANGE, "en", "2016–2019", "2016–2019"),
        (MONTHS, "en", "June 2019–July 2019", "June 2019–July 2019"),
        (OPEN, "en", "since 2016", "since 2016"),
        (PartialDate(2016, 5, end=PartialDate()), "en", "since May 2016", "since May 2016"),
        (PartialDate(end=DAY), "en", "until November 3, 2019", "until Nov. 3, 2019"),
        (PartialDate(2019, end=PartialDate(2019)), "en", "2019", "2019"),
        (YEAR, "zh_CN", "2019", "2019"),
        (MONTH, "zh_CN", "2019年11月", "2019年11月"),
        (DAY, "zh_CN", "2019年11月3日", "2019年11月3日"),
        (RANGE, "zh_CN", "2016–2019", "2016–2019"),
        (MONTH, "de", "November 2019", "Nov. 2019"),
        (PartialDate(2019, 3), "de", "März 2019", "März 2019"),
        (DAY, "de", "3. November 2019", "03.11.2019"),
        (MONTHS, "de", "Juni 2019–Juli 2019", "Juni 2019–Juli 2019"),
        (PartialDate(-44, 3, 15), "en", "44 BC", "44 BC"),
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
    ("date", "locale", "words"),
    [
        (FALL, "en", "Fall 2023"),
        (FALL, "en_GB", "Autumn 2023"),
        (replace(FALL, text="autumn 2023"), "en", "Autumn 2023"),
        (replace(FALL, text="Fall 2023"), "en_GB", "Fall 2023"),
        (PartialDate(2023, season=Season.WINTER, end=PartialDate(2024)), "en", "Winter 2023–2024"),
        (FALL, "de", "Herbst 2023"),
        (FALL, "es", "otoño de 2023"),
        (FALL, "ja", "2023年秋"),
        (CIRCA, "en", "c. 1890"),
        (CIRCA, "fr", "vers 1890"),
        (CIRCA, "zh_CN", "约1890"),
        (PartialDate(1890, qualifier="?"), "de", "1890?"),
        (PartialDate(1890, qualifier="%"), "de", "um 1890?"),
        (PartialDate(-99), "en", "99 BC"),
        (PartialDate(-99, end=PartialDate(-44)), "de", "99 v. Chr.–44 v. Chr."),
        (OPEN, "de", "seit 2016"),
        (PartialDate(1890, qualifier=">"), "de", "nach 1890"),
        (PartialDate(1890, qualifier="<"), "fr", "avant 1890"),
        (OPEN, "fr", "depuis 2016"),
        (PartialDate(1990, end=PartialDate(1999), text="199X"), "de", "1990–1999"),
        (PartialDate(2019, end=PartialDate(2022), text="2019, 2020, 2022"), "de", "2019, 2020, 2022"),
        (PartialDate(2019, end=PartialDate(2021), text="2019, 2020, 2021"), "de", "2019–2021"),
    ],
)
@pytest.mark.parametrize("style", ["full", "abbr"])
def test_seasons_circa_and_eras_are_in_the_language_of_the_site(
    date: PartialDate, locale: str, words: str, style: str
) -> None:
    assert date_text(date, style, translated(locale)) == words


@pytest.mark.parametrize("locale", ["en", "en_US", "en_GB", "en_CA", "de", "fr", "es", "ja", "zh_CN", "sv"])
def test_day_month_and_year_have_one_order_in_every_style(locale: str) -> None:
    def order(style: str) -> list[int]:
        words = date_text(PartialDate(2019, 11, 23), style, RenderContext(locale=locale))
        month = re.search(r"(?<!\d)11|nov", words, re.I)
        assert month
        return sorted(range(3), key=[words.index("23"), month.start(), words.index("2019")].__getitem__)

    assert order("full") == order("abbr")


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("A Fellowship of 2024", PartialDate(2024), True),
        ("A Fellowship, 2025", PartialDate(2024, end=PartialDate(2025)), True),
        ("A Fellowship", PartialDate(2024), False),
        ("No. 12024", PartialDate(2024), False),
        ("A Fellowship of 2024", PartialDate(2024, end=PartialDate()), True),
    ],
)
def test_whether_a_text_says_the_year(text: str, date: PartialDate, expected: bool) -> None:
    assert says_year(text, date) is expected


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
        (OPEN, "since 2016", "", "2016/.."),
        (PartialDate(end=YEAR), "until 2019", "", "../2019"),
        (FALL, "2023", "Fall", "2023-23"),
        (CIRCA, "c. 1890", "", "1890~"),
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
        ("year", "-99", "99 BC"),
        ("decade", "-100s", "100s BC"),
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
