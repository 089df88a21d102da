"""Publication -> BibTeX."""

from __future__ import annotations

import pytest

from sphinx_pubs.export import to_bibtex
from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.records import Identifier, Image, Link, Publication, Venue

MASK_RCNN = Publication(
    key="he2017mask",
    kind="inproceedings",
    type="inproceedings",
    title=("Mask R-CNN",),
    contributors=(
        Contributor(Name("Kaiming", "", "He"), marks=("equal",)),
        Contributor(Name("Piotr", "", "Dollár")),
        Contributor(Name("Jane", "", "Doe"), role="editor"),
    ),
    venues=(
        Venue(
            name=("International Conference on Computer Vision",),
            abbr="ICCV",
            kind="conference",
            pages="2980–2988",
            presentation="Oral",
        ),
    ),
    date=PartialDate(2017, 10),
    identifiers=(
        Identifier("doi", "10.1109/ICCV.2017.322", "https://doi.org/10.1109/ICCV.2017.322"),
        Identifier("arxiv", "1703.06870", "https://arxiv.org/abs/1703.06870"),
    ),
    url="https://arxiv.org/abs/1703.06870",
    links=(Link("code", "https://github.com/facebookresearch/Detectron", "code"),),
    tags=("detection",),
    image=Image("mask.png"),
    selected=True,
    note=(("Marr Prize.",), ("50% more",)),
    fields={"bibtex_show": "true", "preview": "mask.png"},
)


def test_an_entry() -> None:
    assert (
        to_bibtex(MASK_RCNN)
        == """\
@inproceedings{he2017mask,
  title = {Mask {R-CNN}},
  author = {He, Kaiming and Dollár, Piotr},
  editor = {Doe, Jane},
  booktitle = {International Conference on Computer Vision (ICCV)},
  pages = {2980--2988},
  year = {2017},
  month = oct,
  doi = {10.1109/ICCV.2017.322},
  eprint = {1703.06870},
  archiveprefix = {arXiv},
  note = {Marr Prize. 50\\% more},
}
"""
    )


def fields(**changes: object) -> list[str]:
    record = Publication(**{"key": "k", "kind": "misc", **changes})  # type: ignore[arg-type]
    return [line.strip().rstrip(",") for line in to_bibtex(record).splitlines()[1:-1]]


@pytest.mark.parametrize(
    ("kind", "type_", "expected"),
    [
        ("article", "jour", "article"),
        ("article", "article-journal", "article"),
        ("incollection", "inbook", "inbook"),
        ("inproceedings", "conference", "conference"),
        ("thesis", "phdthesis", "phdthesis"),
        ("thesis", "mastersthesis", "mastersthesis"),
        ("thesis", "thes", "thesis"),
        ("report", "rprt", "techreport"),
        ("collection", "edbook", "book"),
        ("software", "software", "misc"),
        ("preprint", "preprint", "misc"),
        ("", "", "misc"),
    ],
)
def test_entry_types(kind: str, type_: str, expected: str) -> None:
    assert to_bibtex(Publication(key="k", kind=kind, type=type_)) == f"@{expected}{{k,\n}}\n"


def test_the_degree_may_be_in_a_field() -> None:
    record = Publication(key="k", kind="thesis", type="thesis", fields={"type": "PhD thesis"})
    assert to_bibtex(record).startswith("@phdthesis{k,")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Kaiming", "", "He"), "He, Kaiming"),
        (Name("Laurens", "van der", "Maaten"), "van der Maaten, Laurens"),
        (Name("John", "", "Doe", "Jr."), "Doe, Jr., John"),
        (Name("", "", "Doe", "Jr."), "Doe, Jr.,"),
        (Name(literal="Facebook AI Research"), "{Facebook AI Research}"),
        (Name(literal="AT&T"), r"{AT\&T}"),
        (Name("Laurens", "", "van der Maaten"), "{van der Maaten}, Laurens"),
        (Name("Yves", "", "Van de Peer"), "{Van de Peer}, Yves"),
        (Name(family="Van Gogh"), "{Van Gogh}"),
        (Name(family="Plato"), "Plato"),
        (Name("A and B", "", "Doe"), "Doe, {A and B}"),
        (OTHERS, "others"),
    ],
)
def test_names(name: Name, expected: str) -> None:
    assert fields(contributors=(Contributor(name),)) == [f"author = {{{expected}}}"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2017), ["year = {2017}"]),
        (PartialDate(2017, 5), ["year = {2017}", "month = may"]),
        (PartialDate(2017, 5, 3), ["year = {2017}", "month = may", "day = {3}"]),
        (PartialDate(2017, end=PartialDate(2018)), ["year = {2017}", "date = {2017/2018}"]),
        (PartialDate(2017, status=Status.ACCEPTED), ["year = {2017}", "pubstate = {accepted}"]),
        (PartialDate(status=Status.IN_PRESS, text="in press"), ["pubstate = {inpress}"]),
        (PartialDate(2023, season=Season.SUMMER), ["year = {2023}", "date = {2023-22}"]),
        (PartialDate(1890, qualifier="~"), ["year = {1890}", "date = {1890~}"]),
        (PartialDate(2020, end=PartialDate()), ["year = {2020}", "date = {2020/..}"]),
        (PartialDate(text="n.d."), ["year = {n.d.}"]),
        (PartialDate(), []),
    ],
)
def test_dates(date: PartialDate, expected: list[str]) -> None:
    assert fields(date=date) == expected


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("article", "journal"),
        ("inproceedings", "booktitle"),
        ("incollection", "booktitle"),
        ("thesis", "institution"),
        ("report", "institution"),
        ("manual", "organization"),
        ("misc", "howpublished"),
    ],
)
def test_venues(kind: str, field: str) -> None:
    assert fields(kind=kind, venues=(Venue(name=("Venue",)),)) == [f"{field} = {{Venue}}"]


def test_all_parts_of_a_venue() -> None:
    venue = Venue(
        abbr="TPAMI",
        volume="1",
        number="2",
        series="S",
        edition="3",
        publisher="P & Q",
        place="R",
        pages="i–v",
    )
    assert fields(kind="article", venues=(venue,)) == [
        "journal = {TPAMI}",
        "series = {S}",
        "volume = {1}",
        "number = {2}",
        "pages = {i--v}",
        "edition = {3}",
        r"publisher = {P \& Q}",
        "address = {R}",
    ]


def test_identifiers() -> None:
    found = (
        Identifier("hal", "hal-01234567"),
        Identifier("pmid", "1"),
        Identifier("pmcid", "PMC1"),
        Identifier("isbn", "9781107044524"),
        Identifier("isbn", "9781107686373"),
    )
    assert fields(identifiers=found) == [
        "hal_id = {hal-01234567}",
        "pmid = {1}",
        "pmcid = {PMC1}",
        "isbn = {9781107044524, 9781107686373}",
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.org/b_c%20{d}", ["url = {https://a.org/b_c%20%7Bd%7D}"]),
        ("_static/he.pdf", []),
        ("", []),
    ],
)
def test_urls(url: str, expected: list[str]) -> None:
    assert fields(url=url) == expected


@pytest.mark.parametrize(
    ("key", "expected"), [("DBLP:conf/iccv/He", "DBLP:conf/iccv/He"), ("a b,{c}", "a-b-c-"), ("", "untitled")]
)
def test_keys(key: str, expected: str) -> None:
    assert to_bibtex(Publication(key=key)).startswith(f"@misc{{{expected},")
