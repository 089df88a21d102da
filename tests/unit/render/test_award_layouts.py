"""Awards and activities in the built-in layouts: what is shown, and what is not said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Activity, Award, Publication, Record, Venue
from sphinx_pubs.render.builtin import builtin_layouts
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.entries import Presentation
from sphinx_pubs.render.scope import YEAR_HEADING
from tests.unit.render.facts import inside, list_of

LAYOUTS = builtin_layouts()
DOE = Contributor(Name("Jane", "", "Doe"), "recipient")
ME = Contributor(Name("Kaiming", "", "He"), "recipient", person="me")
WORK = Publication(
    key="work",
    title=("A Work",),
    contributors=(replace(DOE, role="author"), Contributor(Name("Jim", "", "Roe"))),
    venues=(Venue(abbr="CVPR"),),
    date=PartialDate(2017),
)
CONTEXT = RenderContext(publications={"work": WORK}, highlighted=frozenset({"me"}))

PRIZE = Award(key="a", title=("A Prize",), awarder=("ACM",), date=PartialDate(2020), recipients=(DOE,))
CHALLENGE = Award(
    key="b",
    title=("COCO Challenge",),
    rank="1st place",
    task=("keypoint detection",),
    events=(("ECCV 2018",),),
    date=PartialDate(2018),
    recipients=(DOE,),
    publications=("work",),
)
FELLOWSHIP = Award(key="c", text=("Some Fellowship",), date=PartialDate(2024, end=PartialDate(2025)))
COURSE = Activity(
    key="d",
    role="TA",
    title=("Computer Vision",),
    events=(("ETH",),),
    place="Zurich",
    date=PartialDate(2020, end=PartialDate()),
)
TALK = Activity(
    key="e",
    title=("A Talk",),
    events=(("A Seminar",),),
    place="Zurich",
    date=PartialDate(2020, 5),
    people=(DOE,),
)
NEWS = Activity(key="f", text=("We released the code.",), date=PartialDate(2024, 5))


def _set(record: Record, layout: str) -> str:
    node = list_of([record], Presentation(layout=LAYOUTS[layout], context=CONTEXT))
    return " ".join(node.astext().split())


@pytest.mark.parametrize(
    ("layout", "record", "expected"),
    [
        ("homepage", PRIZE, "A Prize, ACM, Jane Doe, 2020"),
        ("compact", PRIZE, "A Prize, ACM, J. Doe, 2020"),
        ("reference", PRIZE, "A Prize, Doe, J. ACM, 2020."),
        ("cv", PRIZE, "2020 A Prize, ACM, J. Doe"),
        ("cards", PRIZE, "A Prize Jane Doe ACM, 2020"),
        ("homepage", CHALLENGE, "1st place, COCO Challenge, keypoint detection: ECCV 2018, Jane Doe A Work"),
        ("compact", CHALLENGE, "1st place, COCO Challenge, keypoint detection: ECCV 2018, J. Doe. A Work"),
        ("cv", CHALLENGE, "2018 1st place, COCO Challenge, keypoint detection: ECCV 2018, J. Doe – A Work"),
        ("homepage", FELLOWSHIP, "Some Fellowship (2024–2025)"),
        ("compact", FELLOWSHIP, "Some Fellowship (2024–2025)"),
        ("reference", FELLOWSHIP, "Some Fellowship (2024–2025)"),
        ("cards", FELLOWSHIP, "Some Fellowship 2024–2025"),
        ("homepage", Award(key="g", awarder=("ACM",), date=PartialDate(2020)), "ACM, 2020"),
        ("cv", Award(key="g", awarder=("ACM",), date=PartialDate(2020)), "2020 ACM"),
        ("homepage", Award(key="g", events=(("CVPR",),), rank="winner"), "winner, CVPR"),
        ("homepage", COURSE, "TA: Computer Vision, ETH, Zurich (since 2020)"),
        ("compact", COURSE, "TA: Computer Vision, ETH, Zurich (since 2020)"),
        ("cv", COURSE, "since 2020 TA, Computer Vision, ETH, Zurich"),
        ("homepage", TALK, "A Talk, Jane Doe, A Seminar, Zurich, May 2020"),
        ("cv", TALK, "2020 A Talk, A Seminar, Zurich, J. Doe"),
        ("homepage", NEWS, "We released the code. (May 2024)"),
        ("compact", NEWS, "We released the code. (May 2024)"),
    ],
)
def test_awards_and_activities(layout: str, record: Record, expected: str) -> None:
    assert _set(record, layout) == expected


@pytest.mark.parametrize("record", [PRIZE, CHALLENGE, FELLOWSHIP, COURSE, TALK, NEWS])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_shows_all_parts(layout: str, record: Record) -> None:
    said = _set(record, layout)
    parts = {
        PRIZE: ["A Prize", "ACM", "Doe", "2020"],
        CHALLENGE: ["1st place", "COCO Challenge", "keypoint detection", "ECCV 2018", "Doe", "A Work"],
        FELLOWSHIP: ["Some Fellowship", "2024–2025"],
        COURSE: ["TA", "Computer Vision", "ETH", "Zurich", "since 2020"],
        TALK: ["A Talk", "Doe", "A Seminar", "Zurich", "2020"],
        NEWS: ["We released the code", "2024"],
    }
    assert [text for text in next(parts[key] for key in parts if key is record) if text not in said] == []


@pytest.mark.parametrize("layout", ["homepage", "compact", "reference", "cards", "cv", "table"])
def test_who_won_is_not_said_where_the_reader_knows(layout: str) -> None:
    assert "He" not in _set(replace(PRIZE, recipients=(ME,)), layout)
    assert "He" in _set(replace(PRIZE, recipients=(ME, DOE)), layout)
    assert _set(replace(FELLOWSHIP, text=("Doe gets a grant",), recipients=(DOE,)), layout).count("Doe") == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_who_won_is_said_even_if_the_authors_did(layout: str) -> None:
    winners = tuple(replace(who, role="recipient") for who in WORK.authors)
    assert "Doe" in _set(replace(CHALLENGE, recipients=winners), layout)


WORK_LINE = "A Work CVPR 2017"


def _lines(record: Record, omitted: frozenset[str] = frozenset()) -> list[str]:
    context = replace(CONTEXT, browser=True)
    presentation = Presentation(layout=LAYOUTS["homepage"], context=context, omitted=omitted)
    nodes_of = inside(record, presentation)
    return [
        " ".join(text.split()) for node in nodes_of for text in node.astext().splitlines() if text.strip()
    ]


@pytest.mark.parametrize(
    ("record", "lines"),
    [
        (PRIZE, ["2020", "A Prize", "Jane Doe", "ACM"]),
        (
            CHALLENGE,
            ["2018", "1st place, COCO Challenge, keypoint detection", "Jane Doe", "ECCV 2018", WORK_LINE],
        ),
        (replace(PRIZE, date=PartialDate(2020, 5)), ["2020", "A Prize", "Jane Doe", "ACM, May 2020"]),
        (replace(PRIZE, recipients=(ME,)), ["2020", "A Prize", "ACM"]),
        (replace(PRIZE, title=(), rank="winner"), ["2020", "ACM", "Jane Doe"]),
        (replace(CHALLENGE, title=()), ["2018", "1st place, keypoint detection", "Jane Doe", "ECCV 2018",
                                        WORK_LINE]),
        (replace(CHALLENGE, title=(), task=()), ["2018", "1st place, ECCV 2018", "Jane Doe", WORK_LINE]),
        (FELLOWSHIP, ["2024–2025", "Some Fellowship"]),
        (COURSE, ["since 2020", "TA Computer Vision, ETH, Zurich"]),
        (TALK, ["2020", "A Talk, Jane Doe, A Seminar, Zurich, May 2020"]),
        (NEWS, ["2024", "We released the code. (May 2024)"]),
        (replace(NEWS, date=None), ["We released the code."]),
    ],
)  # fmt: skip
def test_a_browser_has_the_years_in_a_rail(record: Record, lines: list[str]) -> None:
    assert _lines(record) == lines


@pytest.mark.parametrize(
    ("record", "lines"),
    [
        (PRIZE, ["A Prize", "Jane Doe", "ACM"]),
        (FELLOWSHIP, ["Some Fellowship", "2024–2025"]),
        (replace(PRIZE, date=PartialDate(2020, 5)), ["A Prize", "Jane Doe", "ACM, May 2020"]),
    ],
)
def test_below_the_heading_of_a_year_only_that_year_is_left_out(record: Record, lines: list[str]) -> None:
    assert _lines(record, frozenset({YEAR_HEADING})) == lines


@pytest.mark.parametrize("layout", ["homepage", "compact", "reference"])
def test_a_year_is_not_said_twice(layout: str) -> None:
    assert _set(replace(FELLOWSHIP, text=("A Fellowship of 2024",)), layout) == "A Fellowship of 2024"
    assert _set(replace(NEWS, text=("In 2024 we moved",)), layout) == "In 2024 we moved"
    assert _set(CHALLENGE, layout).count("2018") == 1


def test_a_publication_that_is_not_on_the_site_is_shown_by_its_title() -> None:
    assert _set(replace(PRIZE, publications=("Another Work", "unknown")), "homepage").endswith(
        "2020 Another Work"
    )


def _years(first: Award, *years: int) -> Award:
    """Return an award with its repeats."""
    repeats = tuple(replace(first, key=f"{first.key}{year}", date=PartialDate(year)) for year in years)
    return replace(first, repeats=repeats)


@pytest.mark.parametrize("browser", [False, True])
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_the_same_award_of_several_years_has_all_of_them(layout: str, browser: bool) -> None:
    context = replace(CONTEXT, browser=browser)
    presentation = Presentation(layout=LAYOUTS[layout], context=context)
    text = list_of([_years(PRIZE, 2018, 2017)], presentation).astext()
    assert text.count("2020, 2018, 2017") == 1
    assert text.count("A Prize") == 1


def test_years_that_the_reader_knows_are_left_out_only_if_all_are_known() -> None:
    fellow = replace(PRIZE, title=("Fellow of 2020",))
    presentation = Presentation(layout=LAYOUTS["compact"], context=CONTEXT)
    assert "2020, 2018" in list_of([_years(fellow, 2018)], presentation).astext()
    month = replace(PRIZE, date=PartialDate(2020, 5))
    browser = Presentation(layout=LAYOUTS["homepage"], context=replace(CONTEXT, browser=True))
    assert "May 2020, 2018" in list_of([_years(month, 2018)], browser).astext()
