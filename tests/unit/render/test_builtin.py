"""The layouts that come with the extension."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.kinds import KINDS
from sphinx_pubs.render.builtin import BUILTIN, builtin_layouts
from sphinx_pubs.render.entries import Presentation, entries
from sphinx_pubs.render.layout import RECORD_KINDS
from sphinx_pubs.render.parts import Record
from tests.unit.render.facts import ACTIVITY, AWARD, BARE, EMPTY, FULL, language, of_kind

LAYOUTS = builtin_layouts()


def _set(record: Record, layout: str) -> str:
    made = entries([record], Presentation(layout=LAYOUTS[layout], context=language({})))
    return made.astext()


def test_names() -> None:
    assert sorted(LAYOUTS) == sorted(BUILTIN) == ["cards", "compact", "cv", "homepage", "reference", "table"]


@pytest.mark.parametrize("layout", BUILTIN)
def test_each_has_lines_for_each_kind_of_record(layout: str) -> None:
    assert set(LAYOUTS[layout].lines) == set(RECORD_KINDS)
    assert all(LAYOUTS[layout].lines.values())


@pytest.mark.parametrize("layout", BUILTIN)
@pytest.mark.parametrize("kind", KINDS)
def test_each_sets_a_full_record_of_every_kind(layout: str, kind: str) -> None:
    said = _set(of_kind(kind), layout)
    for part in ("Mask R-CNN", "He", "ICCV" if layout != "reference" else "International", "2017"):
        assert part in said


@pytest.mark.parametrize("layout", BUILTIN)
@pytest.mark.parametrize("record", [BARE, EMPTY, AWARD, ACTIVITY])
def test_each_sets_records_that_lack_something(layout: str, record: Record) -> None:
    said = _set(record, layout)
    assert all(pair not in said for pair in ("..", ",,", "()", "[]", ", .", " ,"))
    assert "A Title" in said or record is not BARE


HOMEPAGE = """\
Mask R-CNN
Kaiming He*, Georgia Gkioxari, Piotr Dollár, and Ross Girshick†
International Conference on Computer Vision (ICCV), October 2017 (Oral). Best Paper
IEEE Transactions on Pattern Analysis and Machine Intelligence (TPAMI), accepted in 2018
DOI · arXiv · code · talk
First line
Second line"""

COMPACT = """\
K. He*, G. Gkioxari, P. Dollár et al. Mask R-CNN. ICCV 2017 (Oral). DOI · arXiv · code · talk"""

REFERENCE = """\
He, K.*, Gkioxari, G., Dollár, P., and Girshick, R.† (2017). Mask R-CNN. \
International Conference on Computer Vision 1(2), 2nd ed., 2980–2988. IEEE, Venice. \
Best Paper. First line Second line. 10.1109/ICCV.2017.322"""

CV = """\
K. He*, G. Gkioxari, P. Dollár, and R. Girshick†: Mask R-CNN. \
International Conference on Computer Vision (ICCV) 1(2): 2980–2988, Oct. 2017 (Oral). \
Best Paper. DOI · arXiv · code · talk"""


@pytest.mark.parametrize(
    ("layout", "expected"),
    [("homepage", HOMEPAGE), ("compact", COMPACT), ("reference", REFERENCE), ("cv", CV)],
)
def test_a_publication_reads(layout: str, expected: str) -> None:
    said = _set(FULL, layout)
    assert "\n".join(filter(None, said.splitlines())) == expected
