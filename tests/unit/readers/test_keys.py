"""Keys for records that have none."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.base import ProblemLog
from sphinx_pubs.readers.keys import (
    clean_key,
    first_family,
    key_of_work,
    make_key,
    report_duplicate_key,
    slug,
    unique_key,
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


def test_report_duplicate_key() -> None:
    problems = ProblemLog("a.bib")
    report_duplicate_key(problems, "k", 3, 7)
    (problem,) = problems.found
    assert (problem.code, problem.key, problem.origin.line) == (Code.DUPLICATE_KEY, "k", 7)
    assert "3" in problem.message
