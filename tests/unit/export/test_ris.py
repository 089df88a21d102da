"""Publication -> RIS."""

from __future__ import annotations

import pytest

from sphinx_pubs.export import to_ris
from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.records import Identifier, Publication, Venue


def test_a_record() -> None:
    record = Publication(
        key="he2017mask",
        kind="inproceedings",
        title=("Mask R-CNN",),
        contributors=(
            Contributor(Name("Kaiming", "", "He")),
            Contributor(Name("John", "van", "Doe", "Jr.")),
            Contributor(Name(literal="Facebook AI Research")),
            Contributor(Name("Jane", "", "Doe"), role="editor"),
            Contributor(Name("Jim", "", "Doe"), role="advisor"),
        ),
        venues=(Venue(name=("ICCV",), pages="2980–2988", volume="1", place="Venice"),),
        date=PartialDate(2017, 10),
        identifiers=(Identifier("doi", "10.1109/ICCV.2017.322"), Identifier("arxiv", "1703.06870")),
        url="https://openaccess.thecvf.com/ICCV2017",
        tags=("detection", "segmentation"),
        abstract=("Two\nlines",),
        note=(("Marr Prize.",),),
    )
    assert to_ris(record).splitlines() == [
        "TY  - CPAPER",
        "ID  - he2017mask",
        "TI  - Mask R-CNN",
        "AU  - He, Kaiming",
        "AU  - van Doe, John, Jr.",
        "AU  - Facebook AI Research,",
        "ED  - Doe, Jane",
        "T2  - ICCV",
        "VL  - 1",
        "SP  - 2980",
        "EP  - 2988",
        "CY  - Venice",
        "PY  - 2017",
        "DA  - 2017/10",
        "DO  - 10.1109/ICCV.2017.322",
        "UR  - https://openaccess.thecvf.com/ICCV2017",
        "AB  - Two lines",
        "KW  - detection",
        "KW  - segmentation",
        "N1  - arXiv: 1703.06870",
        "N1  - Marr Prize.",
        "ER  - ",
    ]


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        (PartialDate(2017), ["PY  - 2017"]),
        (PartialDate(2017, 5, 3), ["PY  - 2017", "DA  - 2017/05/03"]),
        (PartialDate(2017, end=PartialDate(2018)), ["PY  - 2017", "DA  - 2017/2018"]),
        (PartialDate(2017, status=Status.ACCEPTED), ["PY  - 2017", "N1  - status: accepted"]),
        (PartialDate(2023, season=Season.SUMMER), ["PY  - 2023", "DA  - 2023///Summer"]),
        (PartialDate(1890, qualifier="~"), ["PY  - 1890", "DA  - 1890///circa"]),
        (PartialDate(2020, end=PartialDate()), ["PY  - 2020", "DA  - 2020/.."]),
        (PartialDate(text="n.d."), ["PY  - n.d."]),
    ],
)
def test_dates(date: PartialDate, lines: list[str]) -> None:
    assert to_ris(Publication(key="k", date=date)).splitlines() == ["TY  - GEN", "ID  - k", *lines, "ER  - "]


@pytest.mark.parametrize(
    ("pages", "lines"),
    [("12", ["SP  - 12"]), ("12–15", ["SP  - 12", "EP  - 15"]), ("1–2, 5–6", ["SP  - 1–2, 5–6"])],
)
def test_pages(pages: str, lines: list[str]) -> None:
    record = Publication(key="k", venues=(Venue(pages=pages),))
    assert to_ris(record).splitlines()[2:-1] == lines
