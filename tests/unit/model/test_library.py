"""The library: records merged by key and linked with each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.library import build_library
from sphinx_pubs.model.merging import overlay
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import (
    Activity,
    Award,
    Identifier,
    Link,
    Person,
    Publication,
    RecordKind,
    Venue,
)

HE = Contributor(Name("Kaiming", "", "He"))
ICCV = Venue(name=("International Conference on Computer Vision",), abbr="ICCV")
TPAMI = Venue(name=("Transactions on Pattern Analysis and Machine Intelligence",), abbr="TPAMI")
BASE = Publication(
    key="mask",
    kind="inproceedings",
    title=("Mask R-CNN",),
    contributors=(HE,),
    venues=(ICCV,),
    date=PartialDate(2017),
    links=(Link("PDF", "https://example.org/1.pdf", "pdf"),),
    tags=("detection",),
    fields={"year": "2017", "note": "x"},
    origin=Origin("papers.bib", 3),
)
OVERLAY = Publication(
    key="mask",
    venues=(Venue(presentation="Oral"),),
    links=(Link("code", "https://example.org/code", "code"),),
    tags=("segmentation", "detection"),
    selected=True,
    fields={"note": "y"},
    origin=Origin("extra.yaml", 1),
)


@pytest.mark.parametrize("records", [(BASE, OVERLAY), (OVERLAY, BASE)])
def test_an_overlay_may_come_first_or_last(records: tuple[Publication, ...]) -> None:
    library = build_library(records)
    found = library.publications["mask"]
    assert library.problems == ()
    assert (found.title, found.kind, found.date, found.contributors) == (
        BASE.title, BASE.kind, BASE.date, BASE.contributors
    )  # fmt: skip
    assert found.venues == (replace(ICCV, presentation="Oral"),)
    assert {link.label for link in found.links} == {"PDF", "code"}
    assert set(found.tags) == {"detection", "segmentation"}
    assert len(found.tags) == 2
    assert found.selected
    assert found.origin == records[0].origin


def test_the_later_source_wins() -> None:
    over = Publication(key="mask", title=("Another",), date=PartialDate(2018), fields={"note": "y"})
    found = overlay(BASE, over)
    assert (found.title, found.date, found.kind) == (("Another",), PartialDate(2018), "inproceedings")
    assert found.fields == {"year": "2017", "note": "y"}


def test_a_record_without_a_type_keeps_the_kind_that_another_source_has() -> None:
    over = replace(BASE, kind="misc", type="", title=("Mask R-CNN",), date=PartialDate(2018))
    assert overlay(BASE, over).kind == "inproceedings"
    assert overlay(BASE, replace(over, type="misc")).kind == "misc"


@pytest.mark.parametrize(("kind", "expected"), [("misc", "inproceedings"), ("article", "article")])
def test_the_type_misc_of_an_addition_says_nothing(kind: str, expected: str) -> None:
    over = replace(OVERLAY, kind=kind, type=kind)
    found = build_library([BASE, over]).publications["mask"]
    assert (found.kind, found.type) == (expected, "" if kind == "misc" else kind)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ((), (ICCV, TPAMI)),
        ((Venue(presentation="Oral"),), (replace(ICCV, presentation="Oral"), TPAMI)),
        ((Venue(abbr="iccv", pages="1"),), (replace(ICCV, abbr="iccv", pages="1"), TPAMI)),
        ((Venue(abbr="TPAMI", volume="42"),), (ICCV, replace(TPAMI, volume="42"))),
        ((Venue(name=ICCV.name, place="Venice"),), (replace(ICCV, place="Venice"), TPAMI)),
        ((Venue(abbr="ECCV"),), (ICCV, TPAMI, Venue(abbr="ECCV"))),
        ((Venue(name=("arXiv",)), Venue(abbr="ICCV", volume="1")),
         (replace(ICCV, volume="1"), TPAMI, Venue(name=("arXiv",)))),
    ],
)  # fmt: skip
def test_venues(over: tuple[Venue, ...], expected: tuple[Venue, ...]) -> None:
    base = replace(BASE, venues=(ICCV, TPAMI))
    assert overlay(base, Publication(key="mask", venues=over)).venues == expected


A, B = Link("slides", "https://a.org"), Link("slides", "https://b.org")
PDF, CODE = Link("PDF", "https://example.org/1.pdf"), Link("code", "https://example.org/code")


@pytest.mark.parametrize(
    ("base", "over", "expected"),
    [
        ((PDF, CODE), (), (PDF, CODE)),
        ((PDF,), (CODE,), (PDF, CODE)),
        ((), (PDF, CODE), (PDF, CODE)),
        ((PDF, CODE), (replace(PDF, url="x"),), (replace(PDF, url="x"), CODE)),
        ((PDF, CODE), (Link("pdf", "x"), A), (Link("pdf", "x"), CODE, A)),
        # two of one name are two, unless the overlay names it
        ((A, PDF, B), (CODE,), (A, PDF, B, CODE)),
        ((A, PDF, B), (Link("slides", "c"),), (Link("slides", "c"), PDF)),
        ((), (A, PDF, B), (A, PDF, B)),
        ((PDF,), (Link("PDF", "x", group="slides"),), (PDF, Link("PDF", "x", group="slides"))),
    ],
)
def test_links(base: tuple[Link, ...], over: tuple[Link, ...], expected: tuple[Link, ...]) -> None:
    assert overlay(replace(BASE, links=base), Publication(key="mask", links=over)).links == expected


def test_identifiers() -> None:
    doi, isbn, isbn_2 = (
        Identifier("doi", "10.1/1"),
        Identifier("isbn", "9783161484100"),
        Identifier("isbn", "9780306406157"),
    )
    base = replace(BASE, identifiers=(doi, isbn, isbn_2))
    assert overlay(base, OVERLAY).identifiers == (doi, isbn, isbn_2)
    new = Identifier("doi", "10.1/2")
    assert overlay(base, replace(OVERLAY, identifiers=(new,))).identifiers == (new, isbn, isbn_2)


def _award(title: str, key: str = "", **more: object) -> Award:
    return Award(key=key, title=(title,), **more)  # type: ignore[arg-type]


def test_an_award_of_a_publication_is_an_award() -> None:
    library = build_library([replace(BASE, awards=(_award("Marr Prize"), _award("Another")))])
    assert list(library.awards) == ["mask-award", "mask-award-2"]
    award = library.awards["mask-award"]
    assert (award.publications, award.date, award.recipients) == (("mask",), BASE.date, (HE,))
    assert award.origin == BASE.origin
    assert library.publications["mask"].awards == tuple(library.awards.values())


def test_an_award_that_names_a_publication_shows_on_it() -> None:
    library = build_library([_award("Marr Prize", "marr", publications=("mask",)), BASE])
    assert [award.key for award in library.publications["mask"].awards] == ["marr"]


@pytest.mark.parametrize("title", ["Marr Prize", "marr prize", "Best Paper"])
def test_an_award_that_both_sides_name_is_one(title: str) -> None:
    award = _award("Marr Prize", "marr", shorttitle="Best Paper", publications=("mask",))
    library = build_library([replace(BASE, awards=(_award(title), _award("Another"))), award])
    assert list(library.awards) == ["marr", "mask-award"]
    assert [each.key for each in library.publications["mask"].awards] == ["marr", "mask-award"]


def test_an_award_that_two_sources_give_a_publication_is_one() -> None:
    over = replace(OVERLAY, awards=(_award("Marr prize", shorttitle="Best Paper"), _award("Another")))
    library = build_library([replace(BASE, awards=(_award("Marr Prize"),)), over])
    assert [award.title for award in library.awards.values()] == [("Marr prize",), ("Another",)]


def test_an_award_that_has_only_a_short_title_is_not_lost() -> None:
    short = Award(key="", shorttitle="Oral")
    library = build_library(
        [replace(BASE, awards=(short,)), _award("Marr Prize", "marr", publications=("mask",))]
    )
    assert [award.shorttitle for award in library.publications["mask"].awards] == ["", "Oral"]


def test_an_award_gets_an_unused_key() -> None:
    library = build_library([replace(BASE, awards=(_award("Marr Prize"),)), _award("Other", "mask-award")])
    assert {key: award.title for key, award in library.awards.items()} == {
        "mask-award": ("Other",),
        "mask-award-2": ("Marr Prize",),
    }


def test_an_award_for_an_unknown_publication_is_a_problem() -> None:
    origin = Origin("awards.yaml", 7)
    library = build_library(
        [BASE, _award("Marr Prize", "marr", publications=("msak", "mask"), origin=origin)]
    )
    (problem,) = library.problems
    assert (problem.code, problem.key, problem.origin) == (Code.UNKNOWN_KEY, "marr", origin)
    assert "'msak'" in problem.message
    assert [award.key for award in library.publications["mask"].awards] == ["marr"]


def test_a_publication_without_a_title_is_a_problem_and_no_record() -> None:
    library = build_library([BASE, replace(OVERLAY, key="msak")])
    (problem,) = library.problems
    assert (problem.code, problem.key, problem.origin) == (Code.UNKNOWN_KEY, "msak", OVERLAY.origin)
    assert problem.message == "no source has the key 'msak'; did you mean 'mask'?"
    assert list(library.publications) == ["mask"]


def test_records_of_other_kinds_are_overlaid_too() -> None:
    library = build_library(
        [
            _award("Marr Prize", "marr", date=PartialDate(2017)),
            Award(key="marr", rank="winner"),
            Activity(key="chair", role="Area Chair"),
            Activity(key="chair", date=PartialDate(2016)),
        ]
    )
    award, activity = library.awards["marr"], library.activities["chair"]
    assert (award.title, award.date, award.rank) == (("Marr Prize",), PartialDate(2017), "winner")
    assert (activity.role, activity.date) == ("Area Chair", PartialDate(2016))


def test_contributors_get_their_person() -> None:
    person = Person(key="kaiming-he", name=HE.name)
    by_key = Contributor(Name(literal="kaiming-he"), marks=("equal",))
    short = Contributor(Name("K.", "", "He"))
    doe = Contributor(Name("Jane", "", "Doe"))
    library = build_library(
        [
            replace(BASE, contributors=(by_key, doe), awards=(_award("Marr Prize", recipients=(short,)),)),
            _award("Prize", "prize", recipients=(short,)),
            Activity(key="chair", people=(short,)),
            person,
        ]
    )
    assert library.publications["mask"].contributors == (
        replace(by_key, name=HE.name, person=person.key),
        doe,
    )
    known = (replace(short, person=person.key),)
    assert library.awards["prize"].recipients == known
    assert library.awards["mask-award"].recipients == known
    assert library.activities["chair"].people == known


def test_a_record_without_a_known_person_is_not_copied() -> None:
    he, nobody = Person(key="he", name=Name("Kaiming", "", "He")), Contributor(Name("Ada", "", "Nobody"))
    records = (
        Publication(key="a", title=("A",), contributors=(nobody,)),
        Award(key="b", title=("B",), recipients=(nobody,)),
        Activity(key="c", title=("C",), people=(nobody,)),
    )
    library = build_library([he, *records])
    assert library.publications["a"] is records[0]
    assert library.awards["b"] is records[1]
    assert library.activities["c"] is records[2]


@pytest.mark.parametrize(("kind", "key"), [("publication", "mask"), ("award", "marr"), ("activity", "chair")])
def test_records_by_kind(kind: RecordKind, key: str) -> None:
    library = build_library([BASE, _award("Marr Prize", "marr"), Activity(key="chair")])
    assert list(library.of_kind(kind)) == [key]
