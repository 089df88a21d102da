from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import Contributor, Name, name_in
from sphinx_pubs.model.records import Publication, Venue
from sphinx_pubs.selection import criteria as shorthands
from sphinx_pubs.selection.accessors import identity
from sphinx_pubs.selection.criteria import Predicate
from tests.unit.selection.facts import (
    EDITOR,
    MASK,
    MOCO,
    PRESS,
    PUBLICATIONS,
    RECORDS,
    RESNET,
    TSNE,
    TUTORIAL,
    UNDATED,
    YOUNG_RESEARCHER,
)

EVERY_KIND = partial(shorthands.kind, free=True)


@pytest.mark.parametrize(
    ("option", "text", "expected"),
    [
        (shorthands.year, "2017", {MASK.key, EDITOR.key}),
        (shorthands.year, "2016, 2008", {RESNET.key, TSNE.key, EDITOR.key}),
        (
            shorthands.year,
            "2016-2018",
            {RESNET.key, MASK.key, YOUNG_RESEARCHER.key, EDITOR.key, TUTORIAL.key},
        ),
        (shorthands.year, "2019 – 2020", {MOCO.key, EDITOR.key}),
        (shorthands.year, "2019-", {MOCO.key, EDITOR.key}),
        (shorthands.year, "-2010", {TSNE.key}),
        (shorthands.year, "in press", {PRESS.key}),
        (shorthands.year, "In-Press, 2008", {PRESS.key, TSNE.key}),
        (shorthands.year, "submitted", set()),
        (shorthands.kind, "article", {TSNE.key, PRESS.key}),
        (shorthands.kind, "Journal, preprint", {TSNE.key, PRESS.key, MOCO.key}),
        (shorthands.kind, "paper-conference", {MASK.key, RESNET.key}),
        (EVERY_KIND, "fellowship, Service", {YOUNG_RESEARCHER.key, EDITOR.key}),
        (EVERY_KIND, "talk", set()),
        (shorthands.venue, "cvpr, JMLR", {RESNET.key, TSNE.key}),
        (shorthands.venue, "International conference on computer vision", {MASK.key}),
        (shorthands.venue, "Computer Vision", set()),
        (shorthands.tag, "Detection, classification", {MASK.key, RESNET.key}),
        (shorthands.tag, "early career", {YOUNG_RESEARCHER.key}),
        (shorthands.award, "*", {MASK.key, RESNET.key, YOUNG_RESEARCHER.key}),
        (shorthands.award, "best paper", {MASK.key, RESNET.key}),
        (shorthands.award, "Marr", {MASK.key}),
        (shorthands.selected, "true", {MASK.key}),
        (shorthands.selected, "no", {record.key for record in RECORDS} - {MASK.key}),
        (shorthands.author, "kaiming-he", {MASK.key, RESNET.key, MOCO.key, YOUNG_RESEARCHER.key, EDITOR.key}),
        (shorthands.author, "Ross Girshick", {MASK.key, MOCO.key}),
        (shorthands.author, "Hinton, maaten", {TSNE.key}),
        (shorthands.author, "Sun, Jian; Doe, Jane", {RESNET.key, PRESS.key, UNDATED.key}),
        (shorthands.author, "Jian Sun and Piotr Dollar", {RESNET.key, MASK.key}),
        (shorthands.recipient, "K. He", {YOUNG_RESEARCHER.key}),
        (shorthands.recipient, "Girshick", set()),
    ],
)
def test_what_an_option_selects(option: Callable[[str], Predicate], text: str, expected: set[str]) -> None:
    accepts = option(text)
    assert {record.key for record in RECORDS if accepts(record)} == expected


@pytest.mark.parametrize(
    ("option", "text", "allowed"),
    [
        (shorthands.year, "", "at least one"),
        (shorthands.year, "recently", "2015-2020"),
        (shorthands.year, "2015 2020", "in press"),
        (shorthands.year, "-", "2019"),
        (shorthands.year, "17", "2019"),
        (shorthands.year, "2020-2015", "ends before it begins"),
        (shorthands.kind, "artcle", "inproceedings"),
        (shorthands.venue, " , ", "at least one"),
        (shorthands.award, " ", "any"),
        (shorthands.selected, "maybe", "true or false"),
        (shorthands.author, ";", "at least one"),
        (shorthands.keys, "\n", "at least one"),
    ],
)
def test_what_cannot_be_understood(option: Callable[[str], object], text: str, allowed: str) -> None:
    with pytest.raises(ValueError, match=allowed):
        option(text)


def test_accepted_in_a_year_is_of_that_year_too() -> None:
    record = Publication(key="a", date=PartialDate(2018, status=Status.ACCEPTED))
    assert shorthands.year("2018")(record)
    assert shorthands.year("accepted")(record)
    assert not shorthands.year("published")(record)


def test_c_is_not_c_plus_plus() -> None:
    assert not shorthands.tag("C")(Publication(key="a", tags=("C++",)))
    assert shorthands.venue("siam review")(Publication(key="a", venues=(Venue(name=("SIAM  Review",)),)))


def test_keys_may_stand_on_lines() -> None:
    assert shorthands.keys(" he2016, moco\n press ") == ("he2016", "moco", "press")


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
        ("kaiming-he", "He", "Kaiming", False),  # a key; this contributor resolves to nobody
    ],
)
def test_who_is_meant(meant: str, family: str, given: str, expected: bool) -> None:
    assert identity([meant])(Contributor(Name(given=given, family=family))) is expected


@pytest.mark.parametrize(
    "meant", ["Laurens van der Maaten", "van der Maaten, L.", "Maaten", "van der Maaten"]
)
def test_particles(meant: str) -> None:
    assert identity([meant])(TSNE.contributors[0])


def test_an_organisation_and_a_person_with_a_key() -> None:
    consortium = Contributor(Name(literal="The ATLAS Collaboration"))
    assert identity(["The ATLAS Collaboration"])(consortium)
    assert not identity(["Collaboration"])(consortium)
    assert identity(["he"])(Contributor(Name(given="Anybody", family="Else"), person="he"))


@pytest.mark.parametrize("text", ["", ",", "?", "van der", "何恺明"])
def test_no_text_makes_a_name_fail(text: str) -> None:
    name_in(text)
    assert not any(identity([text])(who) for record in PUBLICATIONS for who in record.contributors)
