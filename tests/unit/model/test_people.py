"""Names, and persons."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate, Period
from sphinx_pubs.model.names import Name, fold, name_in
from sphinx_pubs.model.records import Person


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dollár", "dollar"),
        ("Søren ŁUKASZ Straße", "soren lukasz strasse"),
        ("Chao-Yuan", "chao yuan"),
        ("  J.A.  Doe ", "j a doe"),
        ("O’Brien", "o brien"),
        ("何恺明", "何恺明"),
        ("a_b", "a b"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("name", "full", "inverted"),
    [
        (Name("Kaiming", "", "He"), "Kaiming He", "He, Kaiming"),
        (Name("Laurens", "van der", "Maaten"), "Laurens van der Maaten", "van der Maaten, Laurens"),
        (Name("John", "", "Doe", "Jr."), "John Doe Jr.", "Doe, Jr., John"),
        (Name(family="Plato"), "Plato", "Plato"),
        (Name(literal="ATLAS Collaboration"), "ATLAS Collaboration", "ATLAS Collaboration"),
    ],
)
def test_both_orders(name: Name, full: str, inverted: str) -> None:
    assert (name.full(), name.inverted()) == (full, inverted)


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Kaiming", "K."),
        ("Chao-Yuan", "C.-Y."),
        ("C.-Y.", "C.-Y."),
        ("J. A.", "J. A."),
        ("J.A.", "J. A."),
        ("Jean-Paul Marie", "J.-P. M."),
        ("K", "K."),
        ("Jane\xa0A.", "J. A."),
        ("恺明", "恺."),
        ("", ""),
    ],
)
def test_initials(given: str, initials: str) -> None:
    assert Name(given=given, family="Doe").initials() == initials


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kaiming He", Name("Kaiming", "", "He")),
        ("He, Kaiming", Name("Kaiming", "", "He")),
        ("Laurens van der Maaten", Name("Laurens", "", "van der Maaten")),
        ("Plato", Name(family="Plato")),
        ("", Name()),
    ],
)
def test_a_name_in_words(text: str, name: Name) -> None:
    assert name_in(text) == name


FROM_2011 = Period(PartialDate(2011), PartialDate(2013, 6))
SINCE_2016 = Period(PartialDate(2016))


def test_a_person_has_what_other_records_have() -> None:
    he = Person(
        key="he", name=Name("Kaiming", "", "He"), homepage="people/he", role="Engineer", periods=(FROM_2011,)
    )
    assert (he.title, he.url, he.kind) == (("Kaiming He",), "people/he", "Engineer")
    assert he.date == PartialDate(2011)
    assert he.names == (he.name,)


@pytest.mark.parametrize(
    ("periods", "current", "in_2012", "in_2014"),
    [
        ((), True, True, True),
        ((FROM_2011,), False, True, False),
        ((FROM_2011, SINCE_2016), True, True, False),
        ((SINCE_2016,), True, False, False),
    ],
)
def test_membership(periods: tuple[Period, ...], current: bool, in_2012: bool, in_2014: bool) -> None:
    person = Person(key="a", name=Name(family="A"), periods=periods)
    assert person.is_current() is current
    assert person.was_member(PartialDate(2012)) is in_2012
    assert person.was_member(PartialDate(2014)) is in_2014
