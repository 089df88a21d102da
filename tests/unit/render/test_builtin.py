"""The built-in layouts."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import RECORD_KINDS, Publication, Record, Venue
from sphinx_pubs.render.builtin import BUILTIN, builtin_layouts
from sphinx_pubs.render.entries import Presentation
from tests.unit.render.facts import ACTIVITY, AWARD, BARE, EMPTY, FULL, language, list_of, of_kind

LAYOUTS = builtin_layouts()


def _set(record: Record, layout: str) -> str:
    return list_of([record], Presentation(layout=LAYOUTS[layout], context=language({}))).astext()


def test_names() -> None:
    assert sorted(LAYOUTS) == sorted(BUILTIN) == ["cards", "compact", "cv", "homepage", "reference", "table"]


@pytest.mark.parametrize("layout", BUILTIN)
def test_each_layout_has_lines_for_every_kind_of_record(layout: str) -> None:
    assert set(LAYOUTS[layout].lines) == set(RECORD_KINDS)
    assert all(LAYOUTS[layout].lines.values())


@pytest.mark.parametrize("layout", BUILTIN)
@pytest.mark.parametrize("kind", KINDS)
def test_each_layout_shows_a_full_record_of_every_kind(layout: str, kind: str) -> None:
    said = _set(of_kind(kind), layout)
    for part in ("Mask R-CNN", "He", "ICCV" if layout != "reference" else "International", "2017"):
        assert part in said


@pytest.mark.parametrize("layout", BUILTIN)
@pytest.mark.parametrize("record", [BARE, EMPTY, AWARD, ACTIVITY])
def test_each_layout_shows_incomplete_records(layout: str, record: Record) -> None:
    said = _set(record, layout)
    assert all(pair not in said for pair in ("..", ",,", "()", "[]", ", .", " ,"))
    assert "A Title" in said or record is not BARE


HOMEPAGE = """\
Mask R-CNN
Kaiming He*, Georgia Gkioxari, Piotr Dollár, and Ross Girshick†
International Conference on Computer Vision (ICCV), A Series 1(2), 2nd ed., 2980–2988, October 2017 (Oral). \
Best Paper
IEEE Transactions on Pattern Analysis and Machine Intelligence (TPAMI), accepted in 2018
DOI · arXiv · code · talk
First line
Second line"""

COMPACT = """\
K. He*, G. Gkioxari, P. Dollár et al. Mask R-CNN. ICCV 2017 (Oral). DOI · arXiv · code · talk"""

REFERENCE = """\
He, K.*, Gkioxari, G., Dollár, P., and Girshick, R.† (2017). Mask R-CNN (Roe, J., Trans.). \
In Doe, J. (Ed.), International Conference on Computer Vision, A Series 1(2), 2nd ed., 2980–2988. \
IEEE, Venice. Best Paper. First line Second line. 10.1109/ICCV.2017.322"""

CV = """\
K. He*, G. Gkioxari, P. Dollár, and R. Girshick†: Mask R-CNN. \
International Conference on Computer Vision (ICCV), A Series 1(2), 2nd ed., 2980–2988, Oct. 2017 (Oral). \
Best Paper. DOI · arXiv · code · talk"""


@pytest.mark.parametrize(
    ("layout", "expected"),
    [("homepage", HOMEPAGE), ("compact", COMPACT), ("reference", REFERENCE), ("cv", CV)],
)
def test_the_text_of_a_publication(layout: str, expected: str) -> None:
    said = _set(FULL, layout)
    assert "\n".join(filter(None, said.splitlines())) == expected


WORKS = {
    "book": Publication(
        key="b",
        kind="book",
        title=("A Book",),
        contributors=(Contributor(Name(given="Jane", family="Doe"), role="editor"),),
        date=PartialDate(1997),
        venues=(Venue(publisher="A Press", volume="1", edition="Third"),),
    ),
    "chapter": Publication(
        key="c",
        kind="incollection",
        title=("A Chapter",),
        contributors=(
            Contributor(Name(given="Jane", family="Doe")),
            Contributor(Name(given="A.", family="Roe"), role="editor"),
            Contributor(Name(given="B.", family="Poe"), role="editor"),
        ),
        date=PartialDate(2003),
        venues=(Venue(name=("The Book",), pages="1–20", publisher="A Press"),),
    ),
    "report": Publication(
        key="r",
        kind="report",
        title=("A Report",),
        date=PartialDate(2000),
        venues=(Venue(name=("CERN",), number="7"),),
    ),
    "thesis": Publication(
        key="t", kind="thesis", type="phdthesis", title=("A Thesis?",), venues=(Venue(name=("A School",)),)
    ),
    "draft": Publication(key="d", kind="misc", title=("A Draft",)),
}


@pytest.mark.parametrize(
    ("layout", "work", "text"),
    [
        ("homepage", "book", "A Book\nJane Doe (Ed.)\nA Press, vol. 1, Third ed., 1997"),
        ("homepage", "thesis", "A Thesis?\nPhD thesis, A School"),
        ("homepage", "report", "A Report\nCERN (7), 2000"),
        ("compact", "book", "J. Doe (Ed.). A Book. A Press 1997."),
        ("compact", "draft", "A Draft."),
        ("reference", "book", "Doe, J. (Ed.) (1997). A Book. vol. 1, Third ed. A Press."),
        (
            "reference",
            "chapter",
            "Doe, J. (2003). A Chapter. In Roe, A. and Poe, B. (Eds.), The Book, 1–20. A Press.",
        ),
        ("reference", "report", "A Report (2000). CERN (7)."),
        ("reference", "thesis", "A Thesis? PhD thesis. A School."),
        ("cv", "report", "A Report. CERN (7), 2000."),
        ("cv", "draft", "A Draft."),
    ],
)
def test_a_missing_part_leaves_no_punctuation(layout: str, work: str, text: str) -> None:
    assert _set(WORKS[work], layout).replace("\n\n", "\n") == text
