"""Persons and their periods, and annotations that tell who an author is."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Period
from sphinx_pubs.model.names import Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Person, Publication
from sphinx_pubs.readers.base import ReadOptions, ReadResult
from sphinx_pubs.readers.load import reader_for


def read(text: str, path: str = "people.yaml", group: str = "") -> ReadResult:
    data = text.encode()
    reader = reader_for(path, data)
    assert reader is not None
    return reader(data, path, "utf-8", ReadOptions(group))


def person(fields: str) -> tuple[Person, list[str]]:
    result = read(f"people:\n  he: {{{fields}}}\n")
    (record,) = result.records
    assert isinstance(record, Person)
    return record, [str(problem) for problem in result.problems]


def test_person_with_all_fields() -> None:
    found, problems = person(
        "name: 'He, Kaiming', aliases: [何恺明, He Kaiming], homepage: /people/he,"
        " orcid: 0000-0001-7318-9658, role: Engineer, period: 2011/2016, note: [One, '*Two*'], tags: [vision]"
    )
    assert problems == []
    assert found.name == Name("Kaiming", "", "He")
    assert [alias.full() for alias in found.aliases] == ["何恺明", "He Kaiming"]
    assert (found.homepage, found.orcid, found.role) == ("/people/he", "0000-0001-7318-9658", "Engineer")
    assert (len(found.note), found.tags) == (2, ("vision",))
    assert found.fields["period"] == "2011/2016"


SINCE_2016, TO_2014 = Period(PartialDate(2016)), Period(end=PartialDate(2014))


@pytest.mark.parametrize(
    ("written", "periods"),
    [
        ("2011/2016", (Period(PartialDate(2011), PartialDate(2016)),)),
        ("2011–2016", (Period(PartialDate(2011), PartialDate(2016)),)),
        ("2011-09/2016-03", (Period(PartialDate(2011, 9), PartialDate(2016, 3)),)),
        ("Sep 2011 - Mar 2016", (Period(PartialDate(2011, 9), PartialDate(2016, 3)),)),
        ("2016", (Period(PartialDate(2016), PartialDate(2016)),)),
        ("2016-", (SINCE_2016,)),
        ("2016/", (SINCE_2016,)),
        ("2016/..", (SINCE_2016,)),
        ("2016–present", (SINCE_2016,)),
        ("2016 - ongoing", (SINCE_2016,)),
        ("2016 onwards", (SINCE_2016,)),
        ("2020-21", (Period(PartialDate(2020), PartialDate(2021)),)),
        ("since 2016", (SINCE_2016,)),
        ("since July 2018", (Period(PartialDate(2018, 7)),)),
        ("until 2014", (TO_2014,)),
        ("../2014", (TO_2014,)),
        ("-2014", (TO_2014,)),
        ("{start: 2016}", (SINCE_2016,)),
        ("{start: 2011, end: 2016}", (Period(PartialDate(2011), PartialDate(2016)),)),
        ("[2016-, until 2014]", (TO_2014, SINCE_2016)),
        ("'until 2014, since 2016'", (TO_2014, SINCE_2016)),
        ("''", ()),
    ],
)
def test_periods(written: str, periods: tuple[Period, ...]) -> None:
    found, problems = person(f"name: A, period: {written}")
    assert (found.periods, problems) == (periods, [])


@pytest.mark.parametrize("written", ["some time", "in press", "/", "[[2011]]"])
def test_invalid_period_is_reported(written: str) -> None:
    found, problems = person(f"name: A, period: {written}")
    assert found.periods == ()
    assert [problem.split(" [")[1] for problem in problems] in (["pubs.bad_date]"], ["pubs.shape]"])


def test_message_quotes_the_period() -> None:
    _, problems = person("name: A, period: some time")
    assert problems == ["people.yaml:2: he: cannot understand period 'some time' [pubs.bad_date]"]


@pytest.mark.parametrize("text", ["he: {name: Kaiming He}", "- {key: he, name: Kaiming He}"])
def test_file_with_only_people(text: str) -> None:
    (record,) = read(text, group="people").records
    assert isinstance(record, Person)
    assert (record.key, record.name.full()) == ("he", "Kaiming He")


def test_member_lists_of_other_systems() -> None:
    written = """
    Students:
      - {name: Jane Doe, aka: [J. D.], orcid_id: 0000-0001-7318-9658, website: https://jane.example}
    Staff:
      - {name: Bo Roe, title: Engineer, bio: Builds.}
    """
    result = read(written, group="people")
    jane, bo = (record for record in result.records if isinstance(record, Person))
    assert result.problems == ()
    assert (jane.key, jane.role, jane.aliases[0].full()) == ("jane-doe", "Students", "J. D.")
    assert (jane.orcid, jane.homepage) == ("0000-0001-7318-9658", "https://jane.example")
    assert (bo.role, bo.tags, bo.note) == ("Engineer", ("Staff",), (("Builds.",),))


def test_annotations_with_orcid_and_person() -> None:
    result = read(
        "@book{a, title={T}, author={He, K. and Doe, J. and Roe, R.}, author+an={2=equal},"
        ' author+an:orcid={1="0000-0001-7318-9658"; 3="x"}, author+an:person={2=jane}}',
        "a.bib",
    )
    (record,) = result.records
    assert isinstance(record, Publication)
    assert [(who.orcid, who.person, who.marks) for who in record.authors] == [
        ("0000-0001-7318-9658", "", ()),
        ("", "jane", ("equal",)),
        ("", "", ()),
    ]
    assert [problem.code for problem in result.problems] == [Code.BAD_IDENTIFIER]
