"""Who made it: persons, their roles, and whether they were members at the time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sphinx_pubs.model.dates import PartialDate, Period, Status
from sphinx_pubs.model.names import Contributor, Name, name_in
from sphinx_pubs.model.people import PeopleIndex
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Activity, Person, Publication, Record
from sphinx_pubs.selection.accessors import creators, reader
from sphinx_pubs.selection.criteria import named
from sphinx_pubs.selection.facets import fullest_names
from sphinx_pubs.selection.grouping import group
from sphinx_pubs.selection.select import Spec, select
from sphinx_pubs.selection.sorting import parse_sort, sort_records

HE = Person(
    key="kaiming-he",
    name=name_in("Kaiming He"),
    aliases=(Name(family="何恺明"),),
    role="Researcher",
    periods=(Period(PartialDate(2011), PartialDate(2016)),),
    publications=("a", "b"),
    origin=Origin("people.yaml", 2),
)
JANE = Person(key="jane", name=name_in("Jane Doe"), role="Étudiante", origin=Origin("people.yaml", 9))
JOHN = Person(
    key="john",
    name=name_in("John Doe"),
    role="Researcher",
    periods=(Period(PartialDate(2016)),),
    origin=Origin("people.yaml", 20),
)
PEOPLE = PeopleIndex([HE, JANE, JOHN])


def by(text: str, person: str = "") -> Contributor:
    return Contributor(name_in(text), person=person)


def paper(
    key: str, year: int | None, *authors: Contributor, status: Status = Status.PUBLISHED
) -> Publication:
    return Publication(key=key, title=(key,), date=PartialDate(year, status=status), contributors=authors)


PAPERS = (
    paper("he-2014", 2014, by("K. He", "kaiming-he"), by("R. Roe")),
    paper("he-2018", 2018, by("K. He", "kaiming-he")),
    paper("both-2018", 2018, by("K. He", "kaiming-he"), by("J. Doe", "john")),
    paper("jane-2001", 2001, by("Jane Doe", "jane"), by("K. He", "kaiming-he")),
    paper("press", None, by("J. Doe", "john"), status=Status.IN_PRESS),
    paper("his-press", None, by("K. He", "kaiming-he"), status=Status.IN_PRESS),
    paper("doubtful", 2014, by("J. Doe")),
    paper("other", 2014, by("R. Roe")),
)


def shown(records: Sequence[Record], **asked: object) -> list[str]:
    spec, findings = Spec.parse({"sort": "source", **asked})
    selection = select(records, spec, {}, PEOPLE)
    assert (findings, selection.problems) == ((), ())
    return [record.key for section in selection.sections for record in section.records]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"author": "kaiming-he", "in_period": True}, "he-2014"),
        ({"author": "何恺明", "in_period": True}, "he-2014"),
        ({"author": "john"}, "both-2018 press"),
        ({"author": "john", "in_period": True}, "both-2018 press"),
        ({"author": "John Doe"}, "both-2018 press"),  # and no J. Doe who may be another
        ({"author": "Doe"}, "both-2018 jane-2001 press doubtful"),
        ({"in_period": True}, "he-2014 both-2018 jane-2001 press"),
        ({"author": "Roe", "in_period": True}, ""),
        ({"role": "researcher"}, "he-2014 he-2018 both-2018 jane-2001 press his-press"),
        ({"role": "researcher", "in_period": True}, "he-2014 both-2018 press"),
        ({"role": "etudiante, nobody"}, "jane-2001"),
        ({"role": "researcher", "author": "jane; john"}, "both-2018 press"),
    ],
)
def test_works_of_members(asked: dict[str, object], keys: str) -> None:
    assert shown(PAPERS, **asked) == keys.split()


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"member": "current"}, "jane john"),
        ({"member": "former"}, "kaiming-he"),
        ({"role": "Researcher"}, "kaiming-he john"),
        ({"filter": "count > 1"}, "kaiming-he"),
        ({"filter": 'name % "doe$" and role == "Researcher"'}, "john"),
        ({"keys": "john"}, "john"),
    ],
)
def test_persons(asked: dict[str, object], keys: str) -> None:
    assert shown((HE, JANE, JOHN), **asked) == keys.split()


def test_the_role_of_an_activity_is_its_own() -> None:
    chair = Activity(key="chair", role="Area Chair", people=(by("K. He", "kaiming-he"),))
    assert shown((chair,), role="area chair") == ["chair"]
    assert shown((chair,), role="researcher") == []


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("name", "jane john kaiming-he"),
        ("-count, name", "kaiming-he jane john"),
        ("-date", "john kaiming-he jane"),
    ],
)
def test_the_order_of_persons(sort: str, keys: str) -> None:
    assert [person.key for person in sort_records((HE, JANE, JOHN), parse_sort(sort))] == keys.split()


def test_roles_stand_in_the_order_of_the_data() -> None:
    sections = group((JOHN, JANE, HE), ("role",))
    assert [section.value for section in sections] == ["Researcher", "Étudiante"]
    assert [record.key for record in sections[0].records] == ["john", "kaiming-he"]


def test_a_person_is_the_one_who_made_itself() -> None:
    (who,) = creators(HE)
    assert (who.name, who.person) == (HE.name, HE.key)
    assert [reader(name)(HE) for name in ("name", "role", "count", "homepage")] == [
        "Kaiming He",
        "Researcher",
        2,
        "",
    ]


@pytest.mark.parametrize(
    ("author", "message"),
    [
        ("kaimin-he", "author: nobody here is 'kaimin-he'; did you mean kaiming-he?"),
        ("Nobody, N.; jane", "author: nobody here is 'Nobody, N.'"),
    ],
)
def test_an_author_who_is_nobody_is_a_finding(author: str, message: str) -> None:
    selection = select(PAPERS, Spec.parse({"author": author})[0], {}, PEOPLE)
    assert selection.problems == ((Code.UNKNOWN_PERSON, message),)


@pytest.mark.parametrize("option", ["author", "recipient"])
def test_a_name_that_fits_several_persons_is_a_finding(option: str) -> None:
    selection = select(PAPERS, Spec.parse({option: "K. He; J. Doe"})[0], {}, PEOPLE)
    assert selection.problems == ((Code.AMBIGUOUS_PERSON, f"{option}: J. Doe can be jane or john"),)


def test_a_person_who_made_nothing_yet_is_none() -> None:
    assert select(PAPERS[:1], Spec.parse({"author": "jane"})[0], {}, PEOPLE).problems == ()


def test_a_namesake_is_not_meant() -> None:
    is_meant = named(["Kaiming He"], PEOPLE)
    assert is_meant(by("K. He", "kaiming-he"))
    assert not is_meant(by("Kaiming He"))  # whom another ORCID iD has made somebody else
    assert named(["Kaiming He"])(by("Kaiming He"))


@pytest.mark.parametrize(
    ("alone", "name"),
    [
        ("Van Gool", Name("Luc Van", "", "Gool")),
        ("Gool", Name("Luc", "van", "Gool")),
        ("LeCun", Name("Yann Le", "", "Cun")),
        ("Schoelkopf", Name("Bernhard", "", "Schölkopf")),
        ("Lopez Paz", Name("David", "", "Lopez-Paz")),
        ("何", Name("恺明", "", "何")),
    ],
)
def test_a_family_name_alone(alone: str, name: Name) -> None:
    assert named([alone])(Contributor(name))
    assert not named([alone])(Contributor(Name("A", "", "B")))


def test_one_value_for_one_author_however_the_family_name_is_spelt() -> None:
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
