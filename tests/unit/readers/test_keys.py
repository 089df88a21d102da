"""Keys for records that have none."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.keys import unique_key
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Activity, Award, Publication, Record, record_kind
from sphinx_pubs.readers.base import ProblemLog
from sphinx_pubs.readers.keys import (
    FileRecords,
    clean_key,
    first_family,
    key_of_work,
    make_key,
    slug,
)


@pytest.mark.parametrize(
    ("family", "year", "title", "key"),
    [
        ("He", 2017, "Mask R-CNN", "he2017mask"),
        ("Dollár", "2014-08", "The Fast Feature Pyramids", "dollar2014fast"),
        ("van der Maaten", "2008", "On the", "vandermaaten2008on"),
        ("O'Brien", "n.d.", "“Quoted” words", "obrienquoted"),
        ("何", "2017", "深い", "何2017深い"),
        ("", "", "", "untitled"),
    ],
)
def test_make_key(family: str, year: int | str, title: str, key: str) -> None:
    assert make_key(family, year, title) == key


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        (set(), "k"),
        ({"k"}, "ka"),
        ({"k", "ka"}, "kb"),
        ({"k", *(f"k{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")}, "kaa"),
    ],
)
def test_unique_key(taken: set[str], key: str) -> None:
    assert unique_key("k", taken) == key


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("he2017mask", "he2017mask"),
        ("DBLP:conf/iccv/HeGDG17", "DBLP:conf/iccv/HeGDG17"),
        ("doi:10.1109/ICCV.2017.322", "doi:10.1109/ICCV.2017.322"),
        ("url:https://doi.org/10.48550/arXiv.1802.03426", "10.48550-arXiv.1802.03426"),
        ("http://zotero.org/groups/2282383/items/Q25BFYEZ", "Q25BFYEZ"),
        ("http://zotero.org/users/2282383/items/118718", ""),
        (" a b, {c} ", "a-b-c"),
        ("2006713348", ""),
        ("", ""),
    ],
)
def test_clean_key(source: str, key: str) -> None:
    assert clean_key(source) == key


def test_key_of_work() -> None:
    names = (Contributor(Name("Laurens", "van der", "Maaten")), Contributor(Name(literal="A Team")))
    assert key_of_work(names, "2008-11", ("Visualizing data",)) == "maaten2008visualizing"
    assert key_of_work(names[1:], "", ("Visualizing data",)) == "ateamvisualizing"
    assert key_of_work((), "", ()) == "untitled"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([{"family": "van der Maaten", "given": "Laurens"}, {"family": "Hinton"}], "van der Maaten"),
        ([{"literal": "A Team"}], "A Team"),
        (["Jane Doe"], "Jane Doe"),
        ([{}], ""),
        ([], ""),
        ("Jane Doe", ""),
        (None, ""),
    ],
)
def test_first_family(names: object, expected: str) -> None:
    assert first_family(names) == expected


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        ("Best Paper Award", "2017-10", "best-paper-award-2017"),
        ("One two three four five six seven", "", "one-two-three-four-five-six"),
        ("", "", "record"),
    ],
)
def test_slug(title: str, year: str, expected: str) -> None:
    assert slug(title, year) == expected


def _record(line: int, title: str, key: str = "k") -> Publication:
    return Publication(key=key, title=(title,) if title else (), origin=Origin("a.bib", line))


def test_of_two_records_about_one_work_the_later_is_used() -> None:
    problems = ProblemLog("a.bib")
    records = FileRecords[Record](problems)
    for record in (_record(3, "Splat"), _record(5, "Other", "l"), _record(7, "SPLAT")):
        records.add(record)
    assert [record.origin.line for record in records] == [5, 7]
    (problem,) = problems.found
    assert (problem.code, problem.key, problem.origin.line) == (Code.DUPLICATE_KEY, "k", 7)
    assert problem.message == "duplicate key, also at line 3; this record is used"


def test_different_works_with_one_key_are_all_kept() -> None:
    problems = ProblemLog("a.bib")
    records = FileRecords[Record](problems)
    titles = ["Splat", "Other", "splat", "Third", "Other"]
    for line, title in enumerate(titles, 1):
        records.add(_record(line, title))
    assert [record.origin.line for record in records] == [3, 4, 5]
    assert [problem.origin.line for problem in problems.found] == [3, 5]


@pytest.mark.parametrize("titles", [("Splat", ""), ("", "Splat")])
def test_a_record_without_a_title_does_not_replace_one(titles: tuple[str, str]) -> None:
    problems = ProblemLog("a.bib")
    records = FileRecords[Record](problems)
    for line, title in enumerate(titles, 1):
        records.add(_record(line, title))
    assert [record.origin.line for record in records] == [1, 2]
    assert [problem.message for problem in problems.found] == [
        "duplicate key, also at line 1; the two are combined"
    ]


def test_thousands_of_works_with_one_key_take_linear_time() -> None:
    records = FileRecords[Record](ProblemLog("a.bib"))
    for line in range(3000):
        records.add(_record(line, f"Work {line} of {line * 7}"))
    assert sum(1 for _ in records) == 3000


def test_an_award_with_the_same_values_replaces_an_earlier_one() -> None:
    problems = ProblemLog("a.yaml")
    records = FileRecords[Record](problems)
    records.add(Award(key="k", title=("One",)))
    records.add(Award(key="k", title=("One",), rank="1st"))
    assert [record.key for record in records] == ["k"]
    assert [problem.code for problem in problems.found] == [Code.DUPLICATE_KEY]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Award(key="k", title=("One",)), Award(key="k", title=("Two",))),
        (
            Award(key="k", title=("One",), date=PartialDate(2019)),
            Award(key="k", title=("One",), date=PartialDate(2020)),
        ),
        (Activity(key="k", role="TA", events=(("ETH",),)), Activity(key="k", role="TA", events=(("EPFL",),))),
        (Activity(key="k", text=("One",)), Activity(key="k", text=("Two",))),
    ],
)
def test_different_awards_and_activities_with_one_key_are_all_kept(first: Record, second: Record) -> None:
    problems = ProblemLog("a.yaml")
    records = FileRecords[Record](problems)
    for record in (first, second, second, first):
        records.add(record)
    assert sorted(record.key for record in records) == ["k", "ka"]
    outcomes = [problem.message.rpartition("; ")[2] for problem in problems.found]
    assert outcomes == [f"{record_kind(first)} kept as 'ka'", *["this record is used"] * 2]


def test_thousands_of_awards_with_one_key_take_linear_time() -> None:
    records = FileRecords[Record](ProblemLog("a.yaml"))
    for number in range(3000):
        records.add(Award(key="k", title=(f"Award {number}",)))
    assert sum(1 for _ in records) == 3000
