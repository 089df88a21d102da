"""Persons found by key, ORCID iD or name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model import people as resolving
from sphinx_pubs.model.dates import PartialDate, Period, Status
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.people import PeopleIndex
from sphinx_pubs.model.problems import Code, Origin, counted
from sphinx_pubs.model.records import Person, Publication, Venue
from sphinx_pubs.readers.fields.names import parse_name as name

HE = Person(
    key="kaiming-he",
    name=name("Kaiming He"),
    aliases=(name("Kevin Ho"), name("何恺明"), name("He Kaiming")),
    orcid="0000-0001-7318-9658",
)
WU = Person(key="cy-wu", name=name("Chao-Yuan Wu"))
WU_2 = Person(key="ch-wu", name=name("Chao-Han Wu"))
MAATEN = Person(key="maaten", name=name("Laurens van der Maaten"))
NAGY = Person(key="nagy", name=name("A. Nagy"), aliases=(name("Nagy Anna"),))
PEOPLE = PeopleIndex([HE, WU, WU_2, MAATEN, NAGY])
ANOTHER = "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        (Contributor(name("He, Kaiming")), "kaiming-he"),
        (Contributor(name("He, K.")), "kaiming-he"),
        (Contributor(name("Ho, K.")), "kaiming-he"),
        (Contributor(name("{Kaiming He}")), "kaiming-he"),
        (Contributor(name("He Kaiming")), "kaiming-he"),
        (Contributor(name("何, 恺明")), "kaiming-he"),
        (Contributor(name("He, Ke")), ""),
        (Contributor(name("He")), ""),
        (Contributor(name("Wu, C.-Y.")), "cy-wu"),
        (Contributor(name("Wu, C.")), "cy-wu ch-wu"),
        (Contributor(Name("L.", "", "van der Maaten")), "maaten"),
        (Contributor(name("Maaten, L.")), "maaten"),
        (Contributor(name("Nagy Anna")), "nagy"),
        # an ORCID iD decides
        (Contributor(name("Other, Name"), orcid=HE.orcid), "kaiming-he"),
        (Contributor(name("He, Kaiming"), orcid=ANOTHER), ""),
        (Contributor(name("Wu, Chao-Yuan"), orcid=ANOTHER), "cy-wu"),
        # and the data's own word before it
        (Contributor(name("Wu, C."), person="ch-wu"), "ch-wu"),
        (Contributor(name("Wu, C."), person="cy-wu", orcid=HE.orcid), "cy-wu"),
        (Contributor(name("He, Kaiming"), person="not-here"), "kaiming-he"),
    ],
)
def test_candidates(who: Contributor, keys: str) -> None:
    assert PEOPLE.candidates(who) == tuple(keys.split())
    found = PEOPLE.resolve(who)
    assert (found.key if found else "") == (keys if " " not in keys else "")


@pytest.mark.parametrize(
    ("one", "other", "written", "keys"),
    [
        ("Jane Doe", "Jane A. Doe", "Jane Doe", "a"),  # who is called so and not more
        ("Jane Doe", "Jane A. Doe", "Jane A. Doe", "b"),
        ("Jane Doe", "Jane A. Doe", "J. Doe", "a b"),
        ("Jane Doe", "Jane Doe", "Jane Doe", "a b"),
        ("Jane Doe", "John Doe", "J. Doe", "a b"),
        ("Anna Müller-Schmidt", "Bernd Schmidt", "A. Müller Schmidt", "a"),
        ("Anna Müller-Schmidt", "Anna Schmidt", "A. Müller Schmidt", "a b"),
    ],
)
def test_namesakes(one: str, other: str, written: str, keys: str) -> None:
    people = PeopleIndex([Person(key="a", name=name(one)), Person(key="b", name=name(other))])
    assert people.candidates(Contributor(name(written))) == tuple(keys.split())


def test_an_alias_decides_about_initials() -> None:
    people = PeopleIndex(
        [
            Person(key="a", name=name("Jane Doe"), aliases=(name("J. Doe"),)),
            Person(key="b", name=name("John Doe")),
        ]
    )
    assert people.candidates(Contributor(name("Doe, J."))) == ("a",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kaiming-he", "kaiming-he"),
        ("Kaiming He", "kaiming-he"),
        ("He, Kaiming", "kaiming-he"),
        ("kaiming he", "kaiming-he"),
        ("Kevin Ho", "kaiming-he"),
        ("何恺明", "kaiming-he"),
        ("Laurens van der Maaten", "maaten"),
        ("K. He", "kaiming-he"),
        ("C. Wu", ""),
        ("He", ""),
    ],
)
def test_named(text: str, key: str) -> None:
    found = PEOPLE.named(text)
    assert (found.key if found else "") == key


def _paper(*authors: Contributor, key: str = "p", line: int = 7) -> Publication:
    return Publication(key=key, title=(key,), contributors=authors, origin=Origin("a.bib", line))


def test_an_ambiguous_name_is_a_problem_of_the_record() -> None:
    library = build_library([WU, WU_2, _paper(Contributor(name("C. Wu")), Contributor(name("C.-H. Wu")))])
    (problem,) = library.problems
    assert str(problem) == "a.bib:7: p: ambiguous name 'C. Wu': cy-wu or ch-wu [pubs.ambiguous_person]"
    assert [who.person for who in library.publications["p"].authors] == ["", "ch-wu"]


def test_each_record_reports_an_ambiguous_name_once_and_a_key_resolves_it() -> None:
    short = Contributor(name("C. Wu"))
    library = build_library(
        [
            WU,
            WU_2,
            _paper(short, key="p"),
            _paper(short, short, key="q"),
            _paper(Contributor(name("C. Wu"), person="cy-wu"), key="r"),
        ]
    )
    assert [(problem.code, problem.key) for problem in library.problems] == [
        (Code.AMBIGUOUS_PERSON, "p"),
        (Code.AMBIGUOUS_PERSON, "q"),
    ]
    assert [library.publications[key].authors[0].person for key in "pqr"] == ["", "", "cy-wu"]


def _member(key: str, period: str) -> Person:
    start, _, end = period.partition("/")
    dates = [PartialDate(int(year)) if year else None for year in (start, end)]
    return Person(key=key, name=name("Wei Zhang"), periods=(Period(*dates),) if period else ())


@pytest.mark.parametrize(
    ("first", "second", "date", "key"),
    [
        ("2010/2014", "2015/2019", PartialDate(2012), "zhang-1"),
        ("2010/2014", "2015/2019", PartialDate(2017, 3), "zhang-2"),
        ("2010/2014", "2015/", PartialDate(status=Status.IN_PRESS), "zhang-2"),
        ("2010/2014", "", PartialDate(2020), "zhang-2"),
        ("2010/2016", "2015/2019", PartialDate(2015), ""),
        ("2010/2014", "2015/2019", PartialDate(2020), ""),
        ("2010/2014", "", None, ""),
    ],
)
def test_the_only_member_at_the_date_is_meant(
    first: str, second: str, date: PartialDate | None, key: str
) -> None:
    paper = replace(_paper(Contributor(name("Wei Zhang"))), date=date)
    library = build_library([_member("zhang-1", first), _member("zhang-2", second), paper])
    assert library.publications["p"].authors[0].person == key
    assert len(library.problems) == (not key)
    in_venue = replace(paper, date=None, venues=(Venue(abbr="X", date=date),))
    library = build_library([_member("zhang-1", first), _member("zhang-2", second), in_venue])
    assert library.publications["p"].authors[0].person == key


def test_an_ambiguous_name_is_counted_in_each_file() -> None:
    papers = [_paper(Contributor(name("C. Wu")), key=f"p{line}", line=line) for line in range(1, 4)]
    other = replace(_paper(Contributor(name("C. Wu")), key="q"), origin=Origin("b.bib", 9))
    library = build_library([WU, WU_2, *papers, other])
    assert [(str(problem.origin), number) for problem, number in counted(library.problems)] == [
        ("a.bib:1", 3),
        ("b.bib:9", 1),
    ]


def test_an_unknown_person_is_reported() -> None:
    library = build_library(
        [
            *(WU, WU_2, _paper(Contributor(name("He, K."), person="ch-wuu"))),
            _paper(
                Contributor(name("OpenAI"), person="OpenAI"), key="q"
            ),  # a word that is no key, but a name
        ]
    )
    assert [str(problem) for problem in library.problems] == [
        "a.bib:7: p: unknown person 'ch-wuu'; did you mean 'ch-wu' or 'cy-wu'? [pubs.unknown_person]"
    ]


def test_an_orcid_goes_before_a_name_that_is_a_key() -> None:
    person = Person(key="Kaiming He", name=name("Kaiming He"), orcid=HE.orcid)
    library = build_library([person, _paper(Contributor(name("Kaiming He"), orcid="0000-0001-5109-3700"))])
    assert [who.person for who in library.publications["p"].authors] == [""]


def test_two_persons_with_the_same_orcid_are_a_problem() -> None:
    other = Person(key="ho", name=name("Kevin Ho"), orcid=HE.orcid, origin=Origin("people.yaml", 3))
    (problem,) = build_library([HE, other]).problems
    assert str(problem) == (
        f"people.yaml:3: ho: kaiming-he and ho have the same ORCID iD, {HE.orcid} [pubs.ambiguous_person]"
    )


def test_another_source_adds_to_a_person() -> None:
    added = Person(key=HE.key, name=Name(literal=HE.key), role="Professor")  # as it is read without a name
    (person,) = build_library([HE, added]).people.by_key.values()
    assert person == replace(HE, role="Professor")


def test_persons_get_the_keys_of_their_works() -> None:
    he, wu = Contributor(name("K. He")), Contributor(name("Chao-Yuan Wu"))
    editor = Contributor(name("K. He"), role="editor")
    library = build_library(
        [
            HE,
            WU,
            _paper(he, wu, key="p"),
            _paper(he, he, key="q"),
            _paper(editor, key="r"),
            _paper(wu, editor, key="s"),
        ]
    )
    assert library.people.by_key["kaiming-he"].publications == ("p", "q", "r")
    assert library.people.by_key["cy-wu"].publications == ("p", "s")


def test_names_are_compared_only_within_a_family_name(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def same_person(one: Name, other: Name) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr(resolving, "same_person", same_person)
    authors = [Contributor(Name(f"G{number}", "", f"F{number % 900}")) for number in range(3600)]
    build_library([*(Person(key=f"f{number}", name=Name("G", "", f"F{number}")) for number in range(300)),
           *(_paper(*authors, key=f"p{number}") for number in range(100))])  # fmt: skip
    assert len(compared) == 1200  # each name once, although a hundred works have it
