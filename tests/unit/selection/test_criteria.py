from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor, Name, name_in
from sphinx_pubs.model.records import Publication, Venue
from sphinx_pubs.selection import criteria
from sphinx_pubs.selection.criteria import NO_PEOPLE, Predicate, named
from tests.unit.selection.sample_records import (
    EDITOR,
    MASK,
    MOCO,
    PEOPLE,
    PRESS,
    PUBLICATIONS,
    RECORDS,
    RESNET,
    TSNE,
    TUTORIAL,
    UNDATED,
    YOUNG_RESEARCHER,
    contributor,
)


def kind(text: str, *, any_kind: bool = False) -> Predicate:
    return criteria.kind(criteria.parse_kinds(text), any_kind=any_kind)


def author(text: str) -> Predicate:
    return criteria.made_by(NO_PEOPLE, names=criteria.parse_names("author", text))


def recipient(text: str) -> Predicate:
    return criteria.received_by(NO_PEOPLE, criteria.parse_names("recipient", text))


ANY_KIND = partial(kind, any_kind=True)


@pytest.mark.parametrize(
    ("option", "text", "expected"),
    [
        (criteria.year, "2017", {MASK.key, EDITOR.key}),
        (criteria.year, "2016, 2008", {RESNET.key, TSNE.key, EDITOR.key}),
        (
            criteria.year,
            "2016-2018",
            {RESNET.key, MASK.key, YOUNG_RESEARCHER.key, EDITOR.key, TUTORIAL.key},
        ),
        (criteria.year, "2019 – 2020", {MOCO.key, EDITOR.key}),
        (criteria.year, "2019-", {MOCO.key, EDITOR.key}),
        (criteria.year, "-2010", {TSNE.key}),
        (criteria.year, "in press", {PRESS.key}),
        (criteria.year, "In-Press, 2008", {PRESS.key, TSNE.key}),
        (criteria.year, "submitted", set()),
        (kind, "article", {TSNE.key, PRESS.key}),
        (kind, "Journal, preprint", {TSNE.key, PRESS.key, MOCO.key}),
        (kind, "paper-conference", {MASK.key, RESNET.key}),
        (ANY_KIND, "fellowship, Service", {YOUNG_RESEARCHER.key, EDITOR.key}),
        (ANY_KIND, "talk", set()),
        (criteria.venue, "cvpr, JMLR", {RESNET.key, TSNE.key}),
        (criteria.venue, "International conference on computer vision", {MASK.key}),
        (criteria.venue, "Computer Vision", set()),
        (criteria.tag, "Detection, classification", {MASK.key, RESNET.key}),
        (criteria.tag, "early career", {YOUNG_RESEARCHER.key}),
        (criteria.award, "*", {MASK.key, RESNET.key, YOUNG_RESEARCHER.key}),
        (criteria.award, "best paper", {MASK.key, RESNET.key}),
        (criteria.award, "Marr", {MASK.key}),
        (criteria.selected, "true", {MASK.key}),
        (criteria.selected, "no", {record.key for record in RECORDS} - {MASK.key}),
        (author, "kaiming-he", {MASK.key, RESNET.key, MOCO.key, YOUNG_RESEARCHER.key, EDITOR.key}),
        (author, "Ross Girshick", {MASK.key, MOCO.key}),
        (author, "Hinton, maaten", {TSNE.key}),
        (author, "Sun, Jian; Doe, Jane", {RESNET.key, PRESS.key, UNDATED.key}),
        (author, "Jian Sun and Piotr Dollar", {RESNET.key, MASK.key}),
        (recipient, "K. He", {YOUNG_RESEARCHER.key}),
        (recipient, "Girshick", set()),
    ],
)
def test_records_selected_by_an_option(
    option: Callable[[str], Predicate], text: str, expected: set[str]
) -> None:
    accepts = option(text)
    assert {record.key for record in RECORDS if accepts(record)} == expected


@pytest.mark.parametrize(
    ("option", "text", "allowed"),
    [
        (criteria.year, "", "at least one"),
        (criteria.year, "recently", "2015-2020"),
        (criteria.year, "2015 2020", "in press"),
        (criteria.year, "-", "2019"),
        (criteria.year, "17", "2019"),
        (criteria.year, "2020-2015", "ends before it begins"),
        (kind, "artcle", "inproceedings"),
        (criteria.venue, " , ", "at least one"),
        (criteria.award, " ", "any"),
        (criteria.selected, "maybe", "true or false"),
        (author, ";", "at least one"),
        (criteria.parse_keys, "\n", "at least one"),
    ],
)
def test_invalid_options(option: Callable[[str], object], text: str, allowed: str) -> None:
    with pytest.raises(ValueError, match=allowed):
        option(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2019", False), ("2020", True), ("2030", True), ("2021-", True), ("-2019", False), ("2018-2021", True)],
)
def test_an_open_range_is_of_every_year_since_its_beginning(text: str, expected: bool) -> None:
    record = Publication(key="a", date=PartialDate(2020, end=PartialDate()))
    assert criteria.year(text)(record) is expected


def test_a_range_without_a_beginning_is_of_every_year_until_its_end() -> None:
    record = Publication(key="a", date=PartialDate(end=PartialDate(2019)))
    assert [criteria.year(text)(record) for text in ("1990", "2019", "2020", "2015-")] == [1, 1, 0, 1]


def test_works_accepted_in_a_year_are_also_of_that_year() -> None:
    record = Publication(key="a", date=PartialDate(2018, status=Status.ACCEPTED))
    assert criteria.year("2018")(record)
    assert criteria.year("accepted")(record)
    assert not criteria.year("published")(record)


def test_c_is_not_c_plus_plus() -> None:
    assert not criteria.tag("C")(Publication(key="a", tags=("C++",)))
    assert criteria.venue("siam review")(Publication(key="a", venues=(Venue(name=("SIAM  Review",)),)))


def test_keys_may_be_on_several_lines() -> None:
    assert criteria.parse_keys(" he2016, moco\n press ") == ("he2016", "moco", "press")


@pytest.mark.parametrize(
    ("meant", "family", "given", "expected"),
    [
        ("Kaiming He", "He", "Kaiming", True),
        ("Kaiming He", "He", "K.", True),
        ("He, K.", "He", "Kaiming", True),
        ("He", "He", "Kaiming", True),
        ("Kaiming He", "He", "Yihui", False),
        ("Kaiming He", "Heinrich", "Kaiming", False),
        ("Kaiming He", "Zhe", "Kaiming", False),
        ("Piotr Dollar", "Dollár", "Piotr", True),
        ("muller", "Müller", "Klaus-Robert", True),
        ("Klaus-Robert Müller", "Müller", "K.-R.", True),
        ("Anna Müller-Schmidt", "Schmidt", "A. Müller", True),
        ("kaiming-he", "He", "Kaiming", False),  # a key, but this contributor is no known person
    ],
)
def test_named(meant: str, family: str, given: str, expected: bool) -> None:
    assert named([meant])(Contributor(Name(given=given, family=family))) is expected


@pytest.mark.parametrize(
    "meant", ["Laurens van der Maaten", "van der Maaten, L.", "Maaten", "van der Maaten"]
)
def test_particles(meant: str) -> None:
    assert named([meant])(TSNE.contributors[0])


def test_an_organization_and_a_person_with_a_key() -> None:
    consortium = Contributor(Name(literal="The ATLAS Collaboration"))
    assert named(["The ATLAS Collaboration"])(consortium)
    assert not named(["Collaboration"])(consortium)
    assert named(["he"])(Contributor(Name(given="Anybody", family="Else"), person="he"))


@pytest.mark.parametrize("text", ["", ",", "?", "van der", "何恺明"])
def test_any_text_can_be_a_name(text: str) -> None:
    name_in(text)
    assert not any(named([text])(who) for record in PUBLICATIONS for who in record.contributors)


def test_a_name_of_a_known_person_does_not_match_namesakes() -> None:
    is_meant = named(["Kaiming He"], PEOPLE)
    assert is_meant(contributor("K. He", "kaiming-he"))
    assert not is_meant(contributor("Kaiming He"))  # somebody else: the data has another ORCID iD
    assert named(["Kaiming He"])(contributor("Kaiming He"))


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
