"""RIS."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.names import OTHERS, Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import Markup, plain
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.ris import read

#: A slow machine must not fail a test.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MASK_RCNN = """\
TY  - CPAPER
AU  - He, Kaiming
AU  - Gkioxari, Georgia
TI  - Mask R-CNN
T2  - International Conference on Computer Vision
J2  - ICCV
PY  - 2017
DA  - 2017/10//
SP  - 2980
EP  - 2988
DO  - 10.1109/ICCV.2017.322
UR  - https://openaccess.thecvf.com/ICCV2017
KW  - detection
KW  - segmentation
N1  - arXiv: 1703.06870
N1  - Marr Prize.
ER  - 
"""  # noqa: W291  The specification asks for the space.


def read_text(text: str) -> ReadResult:
    return read(text.encode(), "a.ris")


def read_one(*lines: str, kind: str = "JOUR") -> Publication:
    result = read_text("\n".join([f"TY  - {kind}", *lines, "ER  - "]))
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    return record


def titles(result: ReadResult) -> list[str]:
    return [plain(record.title) for record in result.records if isinstance(record, Publication)]


def codes(result: ReadResult) -> list[tuple[Code, int]]:
    return [(problem.code, problem.origin.line) for problem in result.problems]


def test_a_record() -> None:
    result = read_text(MASK_RCNN)
    assert result.problems == ()
    (record,) = result.records
    assert isinstance(record, Publication)
    assert (record.key, record.kind, record.type) == ("he2017mask", "inproceedings", "cpaper")
    assert plain(record.title) == "Mask R-CNN"
    assert [who.name for who in record.authors] == [
        Name("Kaiming", "", "He"),
        Name("Georgia", "", "Gkioxari"),
    ]
    assert record.venue is not None
    assert plain(record.venue.name) == "International Conference on Computer Vision"
    assert (record.venue.abbr, record.venue.pages) == ("ICCV", "2980–2988")
    assert record.date == PartialDate(2017, 10)
    assert record.url == "https://openaccess.thecvf.com/ICCV2017"
    assert record.tags == ("detection", "segmentation")
    assert [(found.scheme, found.value) for found in record.identifiers] == [
        ("doi", "10.1109/ICCV.2017.322"),
        ("arxiv", "1703.06870"),
    ]
    assert record.note == (("Marr Prize.",),)


TWO = "TY  - JOUR\nTI  - One\nER  - \nTY  - BOOK\nTI  - Two\nER  - \n"


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        TWO.replace("\n", "\r\n"),
        TWO.replace("\n", "\r"),
        "\ufeff" + TWO,
        "\n\n1.\n" + TWO,
        TWO.replace("ER  - \n", ""),
        TWO.replace("ER  - ", "ER  -"),
        TWO.replace("ER  - ", "ER  - \n\n2."),
        TWO.replace("  - ", " - "),
        TWO.replace("  - ", "  -"),
        TWO.removesuffix("\n"),
    ],
)
def test_spellings_of_lines_and_ends(text: str) -> None:
    result = read_text(text)
    assert titles(result) == ["One", "Two"]
    assert result.problems == ()


def test_a_line_without_a_tag_continues_the_value_above() -> None:
    record = read_one("TI  - A title that", "      goes on", "N1  - A note", "that goes on", "KW  - a", "b")
    assert plain(record.title) == "A title that goes on"
    assert record.note == (("A note that goes on",),)
    assert record.tags == ("a b",)


def test_origins_and_lines_without_a_record() -> None:
    result = read_text("\nTY  - JOUR\nTI  - One\nER  - \nAU  - Doe, Jane\n\nTY  - JOUR\nTI  - Two\nER  -\n")
    assert [record.origin.line for record in result.records] == [2, 7]
    assert codes(result) == [(Code.SYNTAX, 5)]


def test_a_file_without_records() -> None:
    assert codes(read_text("PT J\nAU Doe, J\n")) == [(Code.SYNTAX, 0)]
    assert codes(read_text(" \n")) == []


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["ID  - he2017mask"], "he2017mask"),
        (["ID  - 12345", "AU  - He, Kaiming", "PY  - 2017", "TI  - Mask R-CNN"], "he2017mask"),
        (["AU  - Dollár, Piotr", "PY  - 2014///", "TI  - The Fast Feature Pyramids"], "dollar2014fast"),
        (["AU  - Facebook AI Research,", "TI  - Detectron"], "facebookairesearchdetectron"),
        (["PY  - 2014"], "2014"),
        ([], "untitled"),
    ],
)
def test_keys(lines: list[str], key: str) -> None:
    assert read_one(*lines).key == key


def test_keys_of_one_file() -> None:
    result = read_text(MASK_RCNN + MASK_RCNN + "TY  - JOUR\nID  - a\nER  - \nTY  - JOUR\nID  - a\nER  - \n")
    assert [record.key for record in result.records] == ["he2017mask", "he2017maska", "a"]
    assert [code for code, _ in codes(result)] == [Code.DUPLICATE_KEY]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("He, Kaiming", Name("Kaiming", "", "He")),
        ("Kaiming He", Name("Kaiming", "", "He")),
        ("Doe, John, Jr.", Name("John", "", "Doe", "Jr.")),
        ("van der Maaten, Laurens", Name("Laurens", "van der", "Maaten")),
        ("Facebook AI Research,", Name(literal="Facebook AI Research")),
        ("The ATLAS Collaboration", Name(literal="The ATLAS Collaboration")),
        ("et al.", OTHERS),
    ],
)
def test_names(source: str, expected: Name) -> None:
    assert [who.name for who in read_one(f"AU  - {source}").authors] == [expected]


def test_roles() -> None:
    record = read_one("AU  - A, A", "ED  - B, B", "A2  - C, C", "A4  - D, D", kind="CHAP")
    assert [(who.name.family, who.role) for who in record.contributors] == [
        ("A", "author"),
        ("B", "editor"),
        ("C", "editor"),
        ("D", "translator"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["PY  - 2004///"], PartialDate(2004)),
        (["PY  - 2001/00/00/"], PartialDate(2001)),
        (["PY  - 2002/03/"], PartialDate(2002, 3)),
        (["PY  - 2001/09/01/"], PartialDate(2001, 9, 1)),
        (["Y1  - 2014//"], PartialDate(2014)),
        (["PY  - 2022", "DA  - 2022/4/26"], PartialDate(2022, 4, 26)),
        (["PY  - 2022", "DA  - 2021/12/26"], PartialDate(2022)),
        (["PY  - 2018", "DA  - 2018/2019"], PartialDate(2018, end=PartialDate(2019))),
        (["PY  - ///"], None),
        (["PY  - in press"], PartialDate(status=Status.IN_PRESS, text="in press")),
    ],
)
def test_dates(lines: list[str], expected: PartialDate | None) -> None:
    assert read_one(*lines).date == expected


@pytest.mark.parametrize(
    ("kind", "lines", "expected", "name"),
    [
        ("JOUR", ["T2  - Nature"], "article", "Nature"),
        ("JOUR", ["JF  - Nature", "JA  - Nat."], "article", "Nature"),
        ("CONF", ["T2  - ICCV"], "inproceedings", "ICCV"),
        ("CHAP", ["T2  - A Book"], "incollection", "A Book"),
        ("THES", ["PB  - CUHK"], "thesis", "CUHK"),
        ("RPRT", ["PB  - Microsoft"], "report", "Microsoft"),
        ("GEN", ["T2  - Somewhere"], "misc", "Somewhere"),
    ],
)
def test_venues(kind: str, lines: list[str], expected: str, name: str) -> None:
    record = read_one("TI  - A", *lines, kind=kind)
    assert record.venue is not None
    assert (record.kind, plain(record.venue.name)) == (expected, name)


def test_t2_is_the_series_of_a_book() -> None:
    venue = read_one(
        "T2  - LNCS", "VL  - 1", "PB  - Springer", "CY  - Berlin", "SN  - 978-1-107-04452-4", kind="BOOK"
    ).venue
    assert venue is not None
    assert (venue.series, venue.volume, venue.publisher, venue.place) == ("LNCS", "1", "Springer", "Berlin")


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (["SP  - 12", "EP  - 15"], "12–15"),
        (["SP  - 12-15"], "12–15"),
        (["SP  - 12"], "12"),
        (["SP  - 12", "EP  - 12"], "12"),
        (["C7  - e0815"], "e0815"),
    ],
)
def test_pages(lines: list[str], pages: str) -> None:
    venue = read_one(*lines).venue
    assert venue is not None
    assert venue.pages == pages


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DO  - http://dx.doi.org/10.1109/ICCV.2017.322", ("doi", "10.1109/ICCV.2017.322")),
        ("M3  - doi: 10.1109/ICCV.2017.322", ("doi", "10.1109/ICCV.2017.322")),
        ("N1  - doi: 10.1109/ICCV.2017.322", ("doi", "10.1109/ICCV.2017.322")),
        ("SN  - 978-1-107-04452-4", ("isbn", "9781107044524")),
        ("N1  - ISBN: 978-1-107-04452-4", ("isbn", "9781107044524")),
        ("N1  - PMID: 23690738", ("pmid", "23690738")),
    ],
)
def test_identifiers(line: str, expected: tuple[str, str]) -> None:
    assert [(found.scheme, found.value) for found in read_one(line).identifiers] == [expected]


def test_links() -> None:
    record = read_one(
        "UR  - https://a.org https://a.org/x.pdf", "L2  - https://b.org", "L1  - internal-pdf://1/x.pdf"
    )
    assert record.url == "https://a.org"
    assert {link.kind: link.url for link in record.links} == {
        "pdf": "https://a.org/x.pdf",
        "html": "https://b.org",
    }


def test_notes() -> None:
    record = read_one(
        "N1  - Export Date: 1 April 2016", "N1  - Cited By :44", "N1  - " + "Long. " * 100, "N1  - Short."
    )
    assert record.note == (("Short.",),)
    assert plain(record.abstract).startswith("Long. Long.")


def test_markup_and_unknown_tags() -> None:
    record = read_one("TI  - On <i>x</i> &amp; y", "AN  - PMC3654245", "ZZ  - what is this")
    assert record.title == ("On ", Markup("emphasis", ("x",)), " & y")
    assert (record.fields["an"], record.fields["zz"]) == ("PMC3654245", "what is this")


def test_unknown_tags_keep_their_order_and_repeated_values() -> None:
    record = read_one("ZZ  - a", "AN  - b", "UK  - c", "ZZ  - d", "ZY  -")
    assert list(record.fields.items()) == [("zz", "a; d"), ("an", "b"), ("uk", "c")]


_TAGS = st.sampled_from("TY ER AU A1 TI T2 JO PY DA SP EP DO UR N1 M3 SN KW ID ZZ".split())
_LINES = st.builds("{}{}{}".format, _TAGS, st.sampled_from(["  - ", " - ", "  -"]), st.text(max_size=12))


@_PATIENT
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    read(data, "a.ris")


@_PATIENT
@given(st.lists(_LINES | st.text(max_size=8), max_size=12))
def test_no_lines_raise(lines: list[str]) -> None:
    read("\n".join(["TY  - JOUR", *lines]).encode(errors="replace"), "a.ris")
