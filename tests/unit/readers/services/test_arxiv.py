"""The Atom feeds of arXiv: recorded ones, and small ones for what these do not have."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.text import Math, plain
from sphinx_pubs.readers.services import read_answer

from .answers import (
    assert_others_unaffected,
    damaged_xml,
    in_short,
    names_of,
    read_valid,
    recorded,
)

FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <title>arXiv Search Results</title>
  <entry>
    {}
  </entry>
</feed>
"""


def body(name: str) -> bytes:
    """Return a recorded feed; whoever recorded them has read UTF-8 as Latin-1."""
    return recorded(f"arxiv/{name}.json").decode().encode("latin-1")


def test_a_paper() -> None:
    (paper,) = read_valid("arxiv", body("one"))
    assert (paper.key, paper.type, paper.origin.line) == ("stanley2016heat", "preprint", 10)
    assert in_short(paper) == {
        "kind": "preprint",
        "title": "Heat-bath random walks with Markov bases",
        "date": "2016-05-26",
        "venues": "name=arXiv, kind=archive",
        "ids": "arxiv:1605.08386",
        "abstract": "Graphs on lattice points are studied who",
        "author": "Caprice Stanley; Tobias Windisch",
    }
    assert paper.fields["eprintclass"] == "math.CO"
    assert paper.fields["comment"] == "20 pages, 3 figures"


def test_an_old_identifier_and_the_journal_of_the_published_version() -> None:
    (paper,) = read_valid("arxiv", body("old-id"))
    assert in_short(paper) == {
        "kind": "preprint",
        "title": "Frequency of Hot Jupiters and Very Hot Jupiters from the OGLE-III Transit Surveys Toward"
        " the Galactic Bulge and Carina",
        "date": "2006-01-02",
        "venues": "name=arXiv, kind=archive; name=ActaAstron.56:1-50,2006",
        "ids": "arxiv:astro-ph/0601001",
        "abstract": "We derive the frequencies of hot Jupiter",
        "author": "Andrew Gould; Susan Dorsher; B. Scott Gaudi; Andrzej Udalski",
    }
    assert "with 3\u20135 day periods" in plain(paper.abstract)
    assert "V_max<17.5" in plain(paper.abstract)


@pytest.mark.parametrize(
    ("name", "identifier", "date"),
    [
        ("old-id-version", "quant-ph/0201082", "2002-01-18"),
        ("version", "2104.12255", "2021-04-20"),
        ("two-ids", "1707.08567", "2017-07-27"),
    ],
)
def test_the_version_is_not_part_of_the_identifier(name: str, identifier: str, date: str) -> None:
    (paper,) = read_valid("arxiv", body(name))
    short = in_short(paper)
    assert (short["ids"], short["date"]) == (f"arxiv:{identifier}", date)


def test_many_authors() -> None:
    (paper,) = read_valid("arxiv", body("proceedings"))
    assert len(paper.authors) == 34
    names = [who.name for who in paper.authors]
    assert names[4].full() == "Peter H. N. de With"
    assert (names[4].given, names[4].particle, names[4].family) == ("Peter H. N.", "de", "With")
    assert [name.full() for name in names[-3:]] == [
        "Tadashi Wadayama",
        "Dirk W\u00fcbben",
        "Hirosuke Yamamoto",
    ]


PAGES = {
    "page1": [
        "2022-02-24 doi:10.1109/ICSTW55395.2022.00035 arxiv:2202.12139",
        "2024-05-22 doi:10.1109/ICSTW58534.2023.00023 arxiv:2405.13786",
        "2020-05-28 doi:10.1145/3395363.3397376 arxiv:2005.14124",
        "2022-04-18 doi:10.1145/3533767.3534401 arxiv:2204.08348",
        "2023-02-07 doi:10.1109/ICSTW58534.2023.00078 arxiv:2302.03287",
        "2012-02-21 arxiv:1202.4527",
        "2025-03-07 arxiv:2503.05378",
        "2012-05-09 doi:10.5121/vlsic.2012.3205 arxiv:1205.1866",
        "2025-02-11 arxiv:2502.07719",
        "2018-12-30 arxiv:1812.11470",
    ],
    "page2": [
        "2024-03-25 arxiv:2403.16981",
        "2020-04-07 arxiv:2004.03322",
        "2019-12-20 arxiv:1912.09881",
        "2024-06-28 arxiv:2406.19956",
        "2019-12-10 arxiv:1912.04900",
        "2023-01-13 arxiv:2301.05651",
        "2016-05-03 arxiv:1605.01097",
        "2023-01-31 arxiv:2301.13615",
        "2024-07-26 doi:10.1145/3679006.3685071 arxiv:2407.18756",
        "2022-02-13 arxiv:2202.06271",
    ],
    "page3": [
        "2020-08-05 arxiv:2008.01944",
        "2020-05-14 arxiv:2005.06826",
        "2023-06-06 doi:10.1145/3597926.3598112 arxiv:2306.03845",
        "2019-08-10 arxiv:1908.03707",
        "2021-09-16 arxiv:2109.07960",
        "2024-09-09 arxiv:2409.05654",
        "2021-04-21 arxiv:2104.11069",
        "2021-06-25 arxiv:2106.13414",
        "2020-07-20 arxiv:2007.10224",
        "2026-02-17 arxiv:2602.15552",
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_search(name: str) -> None:
    papers = [in_short(paper) for paper in read_valid("arxiv", body(name))]
    assert [f"{paper['date']} {paper['ids']}" for paper in papers] == PAGES[name]


def test_the_published_version_is_a_second_venue() -> None:
    first, second, *_ = read_valid("arxiv", body("page1"))
    assert in_short(first)["venues"] == (
        "name=arXiv, kind=archive; name=Artificial Intelligence in Software Testing @ 2022 IEEE International"
        " Conference on Software Testing, Verification and Validation Workshops, abbr=ICSTW, kind=conference"
    )
    assert in_short(second)["author"].startswith("Aurora Ram\u00edrez; ")


@pytest.mark.parametrize("name", ["unknown", "unknown-2"])
def test_an_unknown_identifier_has_no_entry(name: str) -> None:
    result = read_answer("arxiv", body(name), "answer")
    assert (result.records, result.problems) == ((), ())


def test_an_error_is_no_paper() -> None:
    result = read_answer("arxiv", body("malformed"), "answer")
    assert result.records == ()
    (problem,) = result.problems
    assert problem.code is Code.SOURCE
    assert problem.message == "arXiv answered with an error: 'incorrect id format for abc'"
    assert problem.origin.line == 9


def test_text_of_tex() -> None:
    title = "On $k$-means --\n      a ``test'' of 5\\% and $a--b$"
    (paper,) = read_valid(
        "arxiv", FEED.format(f"<id>http://arxiv.org/abs/2101.00001v3</id><title>{title}</title>")
    )
    assert paper.title == (
        "On ", Math("k"), "-means \u2013 a \u201ctest\u201d of 5% and ", Math("a--b")
    )  # fmt: skip
    assert in_short(paper)["ids"] == "arxiv:2101.00001"


def test_authors_that_are_groups() -> None:
    names = ("The Example Collaboration", "Jane Doe", "Johnson and Johnson Laboratories")
    authors = "".join(f"<author><name>{name}</name></author>" for name in names)
    (paper,) = read_valid("arxiv", FEED.format(f"<title>Example</title>{authors}<author/>"))
    assert [who.name.full() for who in paper.authors] == list(names)
    assert [who.name.literal != "" for who in paper.authors] == [True, False, True]


def test_an_entry_with_nothing_is_reported() -> None:
    result = read_answer("arxiv", FEED.format("<published>2020-01-01</published>").encode(), "answer")
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]


def test_another_root_element_is_reported() -> None:
    result = read_answer("arxiv", b"<html><entry><title>x</title></entry></html>", "answer")
    assert result.records == ()
    assert [problem.message for problem in result.problems] == [
        "not a feed of arXiv: its root element is 'html'"
    ]


@pytest.mark.parametrize("name", names_of("arxiv/*.json"))
def test_damage_costs_one_paper_only(name: str) -> None:
    data = recorded(name)
    assert_others_unaffected("arxiv", data, damaged_xml(data, "entry"))
