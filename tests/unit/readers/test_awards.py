"""Awards and activities as people and other systems write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate, Season
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Activity, Award, Publication, Record
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers import native
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.fields.date_strings import split_date

SINCE_2020 = PartialDate(2020, end=PartialDate())


def records(text: str, path: str = "list.yaml") -> tuple[Record, ...]:
    result = native.read(text.encode(), path)
    assert [str(problem) for problem in result.problems] == []
    return result.records


def award(text: str) -> Award:
    (found,) = records(f"awards: [{{{text}}}]")
    assert isinstance(found, Award)
    return found


def activity(text: str) -> Activity:
    (found,) = records(f"activities: [{{{text}}}]")
    assert isinstance(found, Activity)
    return found


@pytest.mark.parametrize(
    "text",
    ["awards: [{title: A Prize, %s}]", "activities: [{title: A Talk, %s}]", "people: [{name: Jane, %s}]"],
)
def test_other_fields_are_without_markup(text: str) -> None:
    fields = r"jury: 'Sch{\"o}lkopf {\&} <i>Doe</i>', press: 'https://example.org/a_b_c'"
    (found,) = native.read((text % fields).encode(), "list.yaml").records
    assert found.fields["jury"] == "Schölkopf & Doe"
    assert found.fields["press"] == "https://example.org/a_b_c"


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("name: X (2019)", "X", PartialDate(2019)),
        ("name: 'X [2019]'", "X", PartialDate(2019)),
        ("name: 'X, 2019'", "X", PartialDate(2019)),
        ("title: X (2019–2021)", "X", PartialDate(2019, end=PartialDate(2021))),
        ("title: X (2019-)", "X", PartialDate(2019, end=PartialDate())),
        ("title: X (May 2019)", "X", PartialDate(2019, 5, text="May 2019")),
        ("title: X (2019), date: 2019", "X", PartialDate(2019)),
        ("title: X (2019), date: 2020", "X (2019)", PartialDate(2020)),
        ("title: X (CVPR 2019)", "X (CVPR 2019)", None),
        ("title: Horizon 2020", "Horizon 2020", None),
        ("title: (2019)", "(2019)", None),
        ("title: X (1793)", "X (1793)", None),
        ("title: X (in press)", "X (in press)", None),
    ],
)
def test_a_date_at_the_end_of_a_title(text: str, title: str, date: PartialDate | None) -> None:
    for record in (award(text), activity(text)):
        assert (plain(record.title), record.date) == (title, date)


def test_beside_its_work_an_award_keeps_the_year_of_its_title() -> None:
    assert award("name: Test of Time Award (2019), paper: a").shorttitle == "Test of Time Award (2019)"
    (work,) = bibtex.read(
        b"@misc{a, title={A}, year=2009, award={Test of Time Award (2019)}}", "a.bib"
    ).records
    assert isinstance(work, Publication)
    (inner,) = work.awards
    assert (plain(inner.title), inner.shorttitle, inner.date) == (
        "Test of Time Award", "Test of Time Award (2019)", PartialDate(2019)
    )  # fmt: skip


def test_split_date_leaves_a_title_without_a_date() -> None:
    assert split_date("A (b) c") == ("A (b) c", None)
    assert split_date("") == ("", None)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020-", SINCE_2020),
        ('"2020/.."', SINCE_2020),
        ("since 2020", PartialDate(2020, end=PartialDate(), text="since 2020")),
        ("2021-22", PartialDate(2021, end=PartialDate(2022))),
        ("Fall 2023", PartialDate(2023, season=Season.AUTUMN, text="Fall 2023")),
        ("-2019", PartialDate(end=PartialDate(2019))),
    ],
)
def test_dates(written: str, date: PartialDate) -> None:
    assert award(f"title: X, date: {written}").date == date
    assert activity(f"title: X, year: {written}").date == date
    assert activity(f"title: X, years: {written}").date == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("start_date: 2020", SINCE_2020),
        ("start_date: 2020, end_date: present", SINCE_2020),
        ("start_date: 2020, end_date: 2020", PartialDate(2020)),
        ("startDate: 2020, endDate: 2021", PartialDate(2020, end=PartialDate(2021))),
        ("start: 2020", SINCE_2020),
        ("since: 2020", SINCE_2020),
        ("from: 2020, to: 2021", PartialDate(2020, end=PartialDate(2021))),
        ("until: 2019", PartialDate(end=PartialDate(2019))),
        ("date: {start: 2020, end: 2021}", PartialDate(2020, end=PartialDate(2021))),
        ("date: {start: 2020}", SINCE_2020),
        ("date: {year: 2020, month: 5, day: 3}", PartialDate(2020, 5, 3)),
        ("date: {year: 2020, month: May}", PartialDate(2020, 5)),
        ("date: [2019, 2021]", PartialDate(2019, end=PartialDate(2021))),
        ('years: "2019, 2020, 2022"', PartialDate(2019, end=PartialDate(2022))),
        ("semester: Fall, year: 2023", PartialDate(2023, season=Season.AUTUMN)),
        ("year: 2020, status: ongoing", SINCE_2020),
        ("year: 2020, status: Completed", PartialDate(2020)),
        ("when: Fall 2023", PartialDate(2023, season=Season.AUTUMN)),
        ("period: 2020-present", SINCE_2020),
    ],
)
def test_dates_in_other_fields(written: str, date: PartialDate) -> None:
    for record in (award(f"title: X, {written}"), activity(f"title: X, {written}")):
        assert record.date is not None
        assert replace(record.date, text="") == date


def test_a_publication_with_a_start_does_not_go_on() -> None:
    (work,) = records("publications: {a: {title: X, start_date: 2020-06-01}}")
    assert isinstance(work, Publication)
    assert work.date == PartialDate(2020, 6, 1)


@pytest.mark.parametrize(
    "written",
    [
        'winner: "Jane Doe, John Roe"',
        'winner: "Jane Doe and John Roe"',
        'recipients: "Jane Doe; John Roe"',
        "winners: [Jane Doe, John Roe]",
        'recipient: "Doe, Jane and Roe, John"',
    ],
)
def test_winners(written: str) -> None:
    names = [who.name.full() for who in award(f"title: X, {written}").recipients]
    assert names == ["Jane Doe", "John Roe"]


@pytest.mark.parametrize(
    ("written", "publications"),
    [
        ("paper: doe2020", ("doe2020",)),
        ("papers: [doe2020, roe2021]", ("doe2020", "roe2021")),
        ('for: "doe2020, roe2021"', ("doe2020", "roe2021")),
        ('publication: "A Title, with a Comma"', ("A Title, with a Comma",)),
        ("paper: 10.1000/x", ("10.1000/x",)),
        ("paper: {title: A Title, url: 'https://example.org'}", ("A Title",)),
        ("works: [{doi: 10.1000/x, title: A Title}]", ("10.1000/x",)),
    ],
)
def test_publications(written: str, publications: tuple[str, ...]) -> None:
    assert award(f"title: X, {written}").publications == publications


def test_amount_and_collaborators_are_notes() -> None:
    found = award('title: X, amount: "$5,000", collaborators: "Jane Doe, John Roe", note: A note')
    assert [plain(line) for line in found.note] == ["A note", "$5,000", "with Jane Doe, John Roe"]
    assert found.recipients == ()


@pytest.mark.parametrize("name", ["place", "location", "city"])
def test_the_place_of_a_talk(name: str) -> None:
    assert activity(f"title: A Talk, {name}: Zurich").place == "Zurich"


def test_a_course_keeps_its_role_title_and_event() -> None:
    found = activity("role: TA, title: Computer Vision, events: ETH")
    assert (found.role, plain(found.title), *map(plain, found.events)) == ("TA", "Computer Vision", "ETH")


MARKDOWN_CV = """
- title: Education
  items:
  - {title: PhD, institution: ETH, year: 2015}
- title: Awards
  items:
  - {name: Best Paper (2019)}
  - year: 2020
    items: [A Fellowship]
- title: Talks
  items:
  - {title: A Talk, place: Zurich, date: 2020}
"""


def test_the_sections_of_a_cv() -> None:
    found = [(type(record).__name__, plain(record.title), record.date) for record in records(MARKDOWN_CV)]
    assert found == [
        ("Award", "Best Paper", PartialDate(2019)),
        ("Award", "A Fellowship", PartialDate(2020)),
        ("Activity", "A Talk", PartialDate(2020)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- title: Awards\n  items: [{name: X, date: 2020}]",
        "- name: Honors\n  entries: [{name: X, date: 2020}]",
        "- section: Awards and Honors\n  list: [{name: X, date: 2020}]",
        "- year: 2020\n  awards: [{name: X}]",
        "awards:\n  title: Awards\n  items: [{name: X, date: 2020}]",
        "awards:\n  items: [{name: X, date: 2020}]",
        "awards:\n- title: National\n  items: [{name: X, date: 2020}]",
        "awards:\n- year: 2020\n  items: [{name: X}]",
        "honors:\n- items: [X (2020)]\n  label: All",
    ],
)
def test_awards_below_headings(text: str) -> None:
    (found,) = records(text)
    assert isinstance(found, Award)
    assert (plain(found.title), found.date) == ("X", PartialDate(2020))


def test_categories_of_publications_are_no_cv() -> None:
    text = "- title: Journal papers\n  items: [{title: A}]\n- title: Under review\n  items: [{title: B}]"
    assert [type(record) for record in records(text)] == [Publication, Publication]


def test_a_publication_of_no_known_shape_is_a_problem() -> None:
    result = native.read(b"awards: [{title: X, paper: {x: y}}]", "a.yaml")
    assert [problem.code for problem in result.problems] == [Code.SHAPE]
