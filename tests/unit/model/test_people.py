"""Names, and who is who."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.people import Contributor, Name, People, Person, fold, same_person


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


def _name(text: str) -> Name:
    family, _, given = text.partition(", ")
    return Name(given=given, family=family)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("He, Kaiming", "He, Kaiming", True),
        ("He, Kaiming", "He, K.", True),
        ("He, Kaiming", "HE, KAIMING", True),
        ("He, Kaiming", "He, Kai-Ming", True),
        ("He, Kaiming", "He, Ke", False),
        ("He, Kaiming", "He, J.", False),
        ("He, Kaiming", "Hu, Kaiming", False),
        ("He, Kaiming", "He", False),
        ("He", "He", True),
        ("Dollár, Piotr", "Dollar, P.", True),
        ("Wu, Chao-Yuan", "Wu, C.-Y.", True),
        ("Wu, Chao-Yuan", "Wu, C. Y.", True),
        ("Wu, Chao-Yuan", "Wu, Chao Yuan", True),
        ("Wu, Chao-Yuan", "Wu, C.", True),
        ("Wu, Chao-Yuan", "Wu, C.-H.", False),
        ("Wu, Chao-Yuan", "Wu, Chao-Han", False),
        ("Doe, Jane A.", "Doe, Jane", True),
        ("Doe, Jane A.", "Doe, J. A.", True),
        ("Doe, Jane A.", "Doe, J. B.", False),
        ("Doe, Jane", "Doe, John", False),
    ],
)
def test_the_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(_name(one), _name(other)) is same
    assert same_person(_name(other), _name(one)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Name("L.", "van der", "Maaten"), Name("Laurens", "", "van der Maaten"), True),
        (Name("Luc", "Van", "Gool"), Name("Luc", "van", "Gool"), True),
        (Name("L.", "van der", "Maaten"), Name("Laurens", "", "Maaten"), False),
        (Name("John", "", "Doe", "Jr."), Name("John", "", "Doe", "jr"), True),
        (Name("John", "", "Doe", "Jr."), Name("John", "", "Doe", "Sr."), False),
        (Name("John", "", "Doe", "Jr."), Name("John", "", "Doe"), True),
        (Name(literal="OpenAI"), Name(family="OpenAI"), True),
        (Name(literal="OpenAI"), Name(literal="Open AI"), False),
    ],
)
def test_particles_suffixes_and_literals(one: Name, other: Name, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


HE = Person(
    key="kaiming-he", name=_name("He, Kaiming"), aliases=(_name("Ho, Kevin"),), orcid="0000-0001-7318-9658"
)
WU = Person(key="cy-wu", name=_name("Wu, Chao-Yuan"))
WU_2 = Person(key="ch-wu", name=_name("Wu, Chao-Han"))
MAATEN = Person(key="maaten", name=Name("Laurens", "van der", "Maaten"))
PEOPLE = People([HE, WU, WU_2, MAATEN])


@pytest.mark.parametrize(
    ("who", "key"),
    [
        (Contributor(_name("He, Kaiming")), "kaiming-he"),
        (Contributor(_name("He, K.")), "kaiming-he"),
        (Contributor(_name("Ho, K.")), "kaiming-he"),
        (Contributor(_name("He, Ke")), ""),
        (Contributor(_name("He")), ""),
        (Contributor(_name("Wu, C.-Y.")), "cy-wu"),
        (Contributor(_name("Wu, C.")), ""),
        (Contributor(Name("L.", "", "van der Maaten")), "maaten"),
        # an ORCID decides
        (Contributor(_name("Other, Name"), orcid=HE.orcid), "kaiming-he"),
        (Contributor(_name("He, Kaiming"), orcid="0000-0002-1825-0097"), ""),
        (Contributor(_name("Wu, Chao-Yuan"), orcid="0000-0002-1825-0097"), "cy-wu"),
        # and the data's own word before it
        (Contributor(_name("Wu, C."), person="ch-wu"), "ch-wu"),
        (Contributor(_name("Wu, C."), person="cy-wu", orcid=HE.orcid), "cy-wu"),
        (Contributor(_name("He, Kaiming"), person="not-here"), "kaiming-he"),
    ],
)
def test_resolving(who: Contributor, key: str) -> None:
    found = PEOPLE.resolve(who)
    assert (found.key if found else "") == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kaiming-he", "kaiming-he"),
        ("Kaiming He", "kaiming-he"),
        ("He, Kaiming", "kaiming-he"),
        ("kaiming he", "kaiming-he"),
        ("Kevin Ho", "kaiming-he"),
        ("Laurens van der Maaten", "maaten"),
        ("K. He", ""),
        ("He", ""),
    ],
)
def test_named(text: str, key: str) -> None:
    found = PEOPLE.named(text)
    assert (found.key if found else "") == key


def test_a_name_in_one_piece_is_that_of_the_person() -> None:
    people = People([Person(key="he", name=Name(given="Kaiming", family="He"))])
    found = people.resolve(Contributor(Name(literal="Kaiming He")))
    assert found is not None
    assert found.key == "he"
