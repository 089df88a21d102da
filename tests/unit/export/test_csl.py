"""Publication -> CSL-JSON."""

from __future__ import annotations

import pytest

from sphinx_pubs.export import to_csl
from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.records import Identifier, Link, Publication, Venue
from sphinx_pubs.model.text import Markup


def test_an_item() -> None:
    record = Publication(
        key="he2017mask",
        kind="inproceedings",
        title=("Mask ", Markup("emphasis", ("R-CNN",))),
        contributors=(
            Contributor(Name("Kaiming", "", "He")),
            Contributor(Name("Laurens", "van der", "Maaten", "Jr.")),
            Contributor(Name(literal="Facebook AI Research"), role="editor"),
            Contributor(OTHERS, role="editor"),
        ),
        venues=(Venue(name=("ICCV",), abbr="ICCV", pages="2980–2988", publisher="IEEE", place="Venice"),),
        date=PartialDate(2017, 10),
        identifiers=(Identifier("doi", "10.1109/ICCV.2017.322"), Identifier("arxiv", "1703.06870")),
        links=(Link("code", "https://github.com/facebookresearch/Detectron", "code"),),
        tags=("detection", "segmentation"),
        note=(("Marr Prize.",),),
        fields={"preview": "mask.png"},
    )
    assert to_csl(record) == {
        "id": "he2017mask",
        "type": "paper-conference",
        "title": "Mask <i>R-CNN</i>",
        "author": [
            {"family": "He", "given": "Kaiming"},
            {"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der", "suffix": "Jr."},
        ],
        "editor": [{"literal": "Facebook AI Research"}, {"literal": "et al."}],
        "container-title": "ICCV",
        "container-title-short": "ICCV",
        "page": "2980-2988",
        "publisher": "IEEE",
        "publisher-place": "Venice",
        "issued": {"date-parts": [[2017, 10]]},
        "DOI": "10.1109/ICCV.2017.322",
        "keyword": "detection, segmentation",
        "note": "arXiv: 1703.06870\nMarr Prize.",
    }


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2017, 5, 3), {"issued": {"date-parts": [[2017, 5, 3]]}}),
        (PartialDate(2017, end=PartialDate(2018, 2)), {"issued": {"date-parts": [[2017], [2018, 2]]}}),
        (
            PartialDate(2017, status=Status.ACCEPTED),
            {"issued": {"date-parts": [[2017]]}, "status": "accepted"},
        ),
        (PartialDate(status=Status.IN_PRESS, text="in press"), {"status": "in press"}),
        (PartialDate(2023, season=Season.SUMMER), {"issued": {"date-parts": [[2023]], "season": 2}}),
        (PartialDate(1890, qualifier="~"), {"issued": {"date-parts": [[1890]], "circa": True}}),
        (PartialDate(2020, end=PartialDate()), {"issued": {"date-parts": [[2020], [0]]}}),
        (PartialDate(1890, qualifier=">"), {"issued": {"date-parts": [[1890], [0]]}}),
        (PartialDate(1890, qualifier="<"), {"issued": {"literal": "../1890"}}),
        (PartialDate(text="n.d."), {"issued": {"literal": "n.d."}}),
    ],
)
def test_dates(date: PartialDate, expected: dict[str, object]) -> None:
    assert to_csl(Publication(key="k", date=date)) == {"id": "k", "type": "document", **expected}


@pytest.mark.parametrize(
    ("kind", "type_", "variables"),
    [
        ("article", "article", {"type": "article-journal", "container-title": "V"}),
        ("article", "article-magazine", {"type": "article-magazine", "container-title": "V"}),
        ("preprint", "", {"type": "article", "publisher": "V"}),
        ("thesis", "phdthesis", {"type": "thesis", "publisher": "V", "genre": "PhD thesis"}),
        ("report", "", {"type": "report", "publisher": "V"}),
        ("presentation", "", {"type": "speech", "event-title": "V"}),
        ("poster", "", {"type": "speech", "event-title": "V", "genre": "Poster"}),
        ("software", "", {"type": "software", "container-title": "V"}),
    ],
)
def test_types(kind: str, type_: str, variables: dict[str, object]) -> None:
    record = Publication(key="k", kind=kind, type=type_, venues=(Venue(name=("V",)),))
    assert to_csl(record) == {"id": "k", **variables}
