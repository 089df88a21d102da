"""Names: comparison, order, initials, and whether two can mean one person."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.model.names import Name, fold, name_in, same_person
from sphinx_pubs.readers.fields.names import parse_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # order, case, accents, initials
        ("Kaiming He", "He, Kaiming", True),
        ("Kaiming He", "He, K.", True),
        ("Kaiming He", "K. He", True),
        ("Kaiming He", "HE, KAIMING", True),
        ("Kaiming He", "{Kaiming He}", True),
        ("Kaiming He", "He Kaiming", False),  # an alias says so
        ("Kaiming He", "He, Ke", False),
        ("Kaiming He", "He, J.", False),
        ("Kaiming He", "Hu, Kaiming", False),
        ("Kaiming He", "He", False),
        ("He", "He", True),
        ("Piotr Dollár", "Dollar, P.", True),
        ("Bernhard Schölkopf", "Scholkopf, B.", True),
        ("Bernhard Schölkopf", "Schoelkopf, B.", True),
        ("Bernhard Scholkopf", "Schoelkopf, B.", False),
        ("Jörg Öztürk", "Joerg Oeztuerk", True),
        ("Jörg Öztürk", "Jorg Ozturk", True),
        ("Jorg Ozturk", "Joerg Oeztuerk", False),
        # several given names
        ("Jane A. Doe", "Doe, Jane", True),
        ("Jane A. Doe", "Doe, J. A.", True),
        ("Jane A. Doe", "Doe JA", False),
        ("Jane A. Doe", "Doe, JA", True),
        ("Jane A. Doe", "Doe, J. B.", False),
        ("Jane Doe", "John Doe", False),
        ("WU, CY", "Wu, Cy", True),
        # hyphens
        ("Chao-Yuan Wu", "Wu, C.-Y.", True),
        ("Chao-Yuan Wu", "Wu, C. Y.", True),
        ("Chao-Yuan Wu", "Wu, Chao Yuan", True),
        ("Chao-Yuan Wu", "Wu, Chaoyuan", True),
        ("Chao-Yuan Wu", "Wu, Chaoyuan A.", True),
        ("Chaoyuan Wu", "Wu, C.-Y.", True),
        ("Chao-Yuan Wu", "Wu, C.", True),
        ("Chao-Yuan Wu", "Wu, C.-H.", False),
        ("Chao-Yuan Wu", "Wu, Chao-Han", False),
        ("Chaoyuan Wu", "Wu, Chao-Han", False),
        ("David Lopez-Paz", "Lopez Paz, D.", True),
        # two family names, of which BibTeX takes the first for a given name where nothing parts them
        ("Anna Müller-Schmidt", "A. Müller Schmidt", True),
        ("Anna Müller-Schmidt", "A. Mueller Schmidt", True),
        ("Anna Müller-Schmidt", "B. Müller Schmidt", False),
        ("Anna Müller-Schmidt", "A. Schmidt", False),
        ("Chandrasekhara Venkata Raman", "C. Venkataraman", False),
        ("José García López", "García López, J.", True),
        ("José García López", "J. García-López", True),
        ("José María García López", "García López, José", True),
        # particles
        ("Laurens van der Maaten", "van der Maaten, L.", True),
        ("Laurens van der Maaten", "Maaten, L.", True),
        ("Laurens van der Maaten", "Maaten, L. v.d.", True),
        ("Laurens van der Maaten", "Maaten, L. J. P. van der", True),
        ("Laurens van der Maaten", "L. v.d. Maaten", True),
        ("Laurens van der Maaten", "Laurens van den Maaten", False),
        ("Luc Van Gool", "Van Gool, L.", True),
        ("Luc Van Gool", "Luc van Gool", True),
        ("Luc Van Gool", "Gool, Luc", True),
        ("Yann LeCun", "Le Cun, Y.", True),
        ("Hung Van Nguyen", "Hung Minh Nguyen", False),
        ("C. Y. Wu", "C. H. Wu", False),
        # suffixes
        ("John Doe Jr.", "Doe, jr, J.", True),
        ("John Doe Jr.", "John Doe", True),
        ("John Doe Jr.", "Doe, III, John", False),
        ("Doe, 3rd, John", "Doe, III, John", True),
        ("John Doe", "J. Doe, PhD", True),
        ("John Doe", "John Doe Ph.D.", True),
        # Chinese in either order, with or without a blank
        ("何恺明", "何, 恺明", True),
        ("何恺明", "恺明 何", True),
        ("何恺明", "何 恺明", True),
        ("何恺明", "何恺", False),
        ("김철수", "김, 철수", True),
        ("김철수", "철수 김", True),
        ("김철수", "김, 철", False),
        # names in one piece
        ("{OpenAI}", "OpenAI", True),
        ("{OpenAI}", "{Open AI}", False),
    ],
)
def test_the_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(parse_name(one), parse_name(other)) is same
    assert same_person(parse_name(other), parse_name(one)) is same


WORD = st.text("abcdefghiklmnoprst", min_size=1, max_size=6).map(str.capitalize)
NAMES = st.builds(
    Name,
    given=st.lists(WORD | WORD.map(lambda word: f"{word[0]}."), max_size=3).map(" ".join),
    particle=st.sampled_from(["", "van", "van der", "de", "v.d."]),
    family=st.lists(WORD, min_size=1, max_size=2).map(" ".join),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)
#: Combining marks; not the diaeresis, since ü may be written ue.
ACCENTS = st.sampled_from("\u0300\u0301\u0302\u0303\u030c")


@given(NAMES, NAMES)
def test_the_comparison_is_symmetric(one: Name, other: Name) -> None:
    assert same_person(one, other) is same_person(other, one)
    assert same_person(one, one)


@given(NAMES, NAMES, ACCENTS)
def test_accents_and_case_change_nothing(one: Name, other: Name, accent: str) -> None:
    def accented(text: str) -> str:
        return unicodedata.normalize("NFC", "".join(char + accent * char.isalpha() for char in text))

    marked = Name(accented(one.given), one.particle, accented(one.family), one.suffix)
    assert same_person(marked, other) is same_person(one, other)
    upper = Name(one.given.upper(), one.particle.upper(), one.family.upper(), one.suffix.upper())
    assert same_person(upper, other) is same_person(one, other)


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
def test_names_in_running_text(text: str, name: Name) -> None:
    assert name_in(text) == name


def test_an_east_asian_name_has_no_initials() -> None:
    assert Name("恺明", "", "何").initials() == "恺明"
    assert not Name("Kaiming", "", "何").is_east_asian()
