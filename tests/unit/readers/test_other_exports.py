"""PubMed's .nbib, EndNote's .enw, and the YAML of Hayagriva."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.dates import PartialDate
from sphinx_pubs.model.names import Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers import enw, hayagriva, native, nbib
from sphinx_pubs.readers.bibtex import reader as bibtex
from sphinx_pubs.readers.load import reader_for

#: A slow machine must not fail a test.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

BIBTEX = """
@article{k, author = {Doe, Jane and {The Example Collaboration} and Roe, Richard S.}, title = {A Title},
  journal = {Journal of Examples}, volume = 3, number = 4, pages = {12--15}, date = {2019-11-05},
  doi = {10.1000/xyz_1}, abstract = {A short abstract.}, keywords = {alpha; beta}, language = {en}, %s}
"""
ENW = """\
%0 Journal Article
%A Doe, Jane
%A The Example Collaboration,
%A Roe, Richard S.
%T A Title
%J Journal of Examples
%V 3
%N 4
%P 12-15
%D 2019
%8 2019-11-05
%R 10.1000/xyz_1
%X A short
abstract.
%K alpha
beta
%G en
%@ 1234-5679
%W EBSCOhost
%F k
"""
NBIB = """\

PMID- 28981428
OWN - NLM
STAT- MEDLINE
IS  - 1234-5679 (Electronic)
VI  - 3
IP  - 4
DP  - 2019 Nov 5
TI  - A Title.
PG  - 12-15
LID - 10.1000/xyz_1 [doi]
LID - S0000-0000(19)1-1 [pii]
AB  - A short
      abstract.
FAU - Doe, Jane
AU  - Doe J
AUID- ORCID: 0000-0002-1825-0097
AD  - A University, A City,
      A Country.
CN  - The Example Collaboration
FAU - Roe, Richard S.
AU  - Roe RS
LA  - eng
PT  - Journal Article
PT  - Review
PL  - England
JT  - Journal of Examples
MH  - Humans
MH  - *Algorithms
OT  - alpha
OT  - beta
PMC - PMC1234567
SO  - J Ex. 2019 Nov 5;3(4):12-15. doi: 10.1000/xyz_1.
"""
HAYAGRIVA = """\
k:
  type: Article
  title: {value: A Title, short: Short}
  author:
    - Doe, Jane
    - {name: The Example Collaboration}
    - {name: Roe, given-name: Richard S.}
  date: 2019-11-05
  page-range: 12-15
  serial-number: {doi: 10.1000/xyz_1, issn: 1234-5679}
  url: {value: "https://example.org", date: 2020-01-01}
  abstract: A short abstract.
  keywords: [alpha, beta]
  language: en
  parent:
    type: periodical
    title: Journal of Examples
    volume: 3
    issue: 4
"""


def one(text: str, path: str) -> Publication:
    data = text.encode()
    reader = reader_for(path, data)
    assert reader is not None
    result = reader(data, path)
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    return record


def comparable(record: Publication) -> Publication:
    """Return a record without what the format determines: the fields as they are written, and the key."""
    date = record.date and replace(record.date, text="")
    people = tuple(replace(who, orcid="") for who in record.contributors)
    return replace(
        record, contributors=people, key="k", type="", fields={}, date=date, origin=Origin(""), digest=b""
    )


@pytest.mark.parametrize(
    ("text", "path", "more"),
    [
        (ENW, "a.enw", ""),
        (NBIB, "a.nbib", "pmid = 28981428, pmcid = {PMC1234567}"),
        (HAYAGRIVA, "a.yaml", "url = {https://example.org}, urldate = {2020-01-01}, shorttitle = {Short}"),
    ],
)  # fmt: skip
def test_the_record_is_that_of_bibtex(text: str, path: str, more: str) -> None:
    (expected,) = bibtex.read((BIBTEX % more).encode(), "a.bib").records
    assert isinstance(expected, Publication)
    assert comparable(one(text, path)) == comparable(expected)


def test_pubmed_names_have_orcid_ids() -> None:
    assert [who.orcid for who in one(NBIB, "a.nbib").authors] == ["0000-0002-1825-0097", "", ""]


def test_the_key_of_a_pubmed_record_is_not_its_number() -> None:
    assert one(NBIB, "a.nbib").key == "doe2019title"


def test_pubmed_names_without_full_forms() -> None:
    record = one("PMID- 1\nTI  - T\nAU  - Doe JS\nAU  - van der Berg J\nAU  - Plato\n", "a.nbib")
    assert [who.name for who in record.authors] == [
        Name("J. S.", "", "Doe"), Name("J.", "van der", "Berg"), Name("", "", "Plato")
    ]  # fmt: skip


def test_pubmed_books_preprints_and_several_records() -> None:
    text = (
        "PMID- 1\nTI  - A Chapter\nBTI - A Book.\nFAU - Doe, Jane Jr\nFED - Poe, Eve\nPB  - P\nPL  - L\n"
        "ISBN- 9783161484100\n\nPMID- 2\nTI  - A Preprint\nPT  - Preprint\nDEP - 20200102\n\n"
    )
    chapter, preprint = nbib.read(text.encode(), "a.nbib").records
    assert isinstance(chapter, Publication)
    assert isinstance(preprint, Publication)
    assert chapter.venue is not None
    assert (chapter.kind, plain(chapter.venue.name)) == ("incollection", "A Book")
    assert chapter.authors[0].name == Name("Jane", "", "Doe", "Jr")
    assert (preprint.kind, preprint.date) == ("preprint", PartialDate(2020, 1, 2))


@pytest.mark.parametrize(
    ("lines", "kind", "venue"),
    [
        ("%0 Conference Paper\n%B A Conference", "inproceedings", "A Conference"),
        ("%0 Conference Proceedings\n%B A Conference", "inproceedings", "A Conference"),
        ("%0 Book Section\n%B A Book", "incollection", "A Book"),
        ("%0 Thesis\n%I A School", "thesis", "A School"),
        ("%0 Report\n%I An Institute", "report", "An Institute"),
        ("%0 Generic", "misc", ""),
    ],
)
def test_endnote_types(lines: str, kind: str, venue: str) -> None:
    record = one(f"{lines}\n%T A Title\n%D 2019\n", "a.enw")
    assert (record.kind, plain(record.venue.name) if record.venue else "") == (kind, venue)


def test_endnote_records_end_at_an_empty_line_or_the_next_type() -> None:
    result = enw.read(b"%0 Book\r\n%T A\r\n%0 Book\r\n%T B\r\n\r\n%0 Book\r\n%T C\r\n", "a.enw")
    assert [(plain(record.title), record.origin.line) for record in result.records] == [
        ("A", 1),
        ("B", 3),
        ("C", 6),
    ]


@pytest.mark.parametrize("path", ["a.enw", "a.nbib"])
def test_a_file_of_another_format_is_reported(path: str) -> None:
    reader = reader_for(path, b"")
    assert reader is not None
    assert [problem.code for problem in reader(b"@book{a, title = {A}}", path).problems] == [Code.SYNTAX]


@pytest.mark.parametrize(
    ("text", "kind", "venue"),
    [
        ("type: article, parent: {type: Proceedings, title: P, parent: {type: conference, title: C}}",
         "inproceedings", "P"),
        ("type: article, parent: [{type: conference, title: C}]", "inproceedings", "C"),
        ("type: chapter, parent: {type: book, title: B, author: 'Roe, R'}", "incollection", "B"),
        ("type: article, page-range: 1-2, serial-number: {arxiv: 1703.06870}", "preprint", ""),
        ("type: thesis, page-total: 99, organization: MIT", "thesis", "MIT"),
        ("type: Web, affiliated: [{role: translator, names: ['Tee, T']}], parent: {type: web, title: Site}",
         "online", "Site"),
    ],
)  # fmt: skip
def test_hayagriva_types(text: str, kind: str, venue: str) -> None:
    entry = f"k: {{title: A Title, page-total: 1, {text}}}\n"
    result = hayagriva.read(entry.encode(), "a.yaml")
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    assert (record.kind, plain(record.venue.name) if record.venue else "") == (kind, venue)
    assert not record.authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HAYAGRIVA, hayagriva.read),
        ("k:\n  type: article\n  title: A\n  author: Doe\n", native.read),
        ("publications:\n  k:\n    type: article\n    page-range: 1-2\n", native.read),
        ("- title: A\n  type: article\n  parent: x\n", native.read),
    ],
)
def test_hayagriva_is_recognized_by_its_fields(text: str, expected: object) -> None:
    assert reader_for("a.yaml", text.encode()) == expected


@_PATIENT
@given(
    st.binary(max_size=300) | st.text(alphabet="%0TAJPMID- \n\r:{}[],abc019", max_size=300).map(str.encode)
)
def test_no_input_raises(data: bytes) -> None:
    for reader in (enw.read, nbib.read, hayagriva.read):
        reader(data, "a.x")


@_PATIENT
@given(
    st.lists(
        st.tuples(st.sampled_from("0 T A E B J S D 8 V N P I C @ R U X K Z G 7 F 9".split()), st.text()),
        max_size=20,
    )
)
def test_no_endnote_record_raises(tags: list[tuple[str, str]]) -> None:
    enw.read("\n".join(f"%{tag} {value}" for tag, value in tags).encode(errors="replace"), "a.enw")


@_PATIENT
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                "PMID TI BTI AB FAU AU AUID CN FED ED JT TA VI IP PG DP DEP LID AID PT OT ISBN LA".split()
            ),
            st.text(),
        ),
        max_size=20,
    )
)
def test_no_pubmed_record_raises(tags: list[tuple[str, str]]) -> None:
    nbib.read("\n".join(f"{tag:4}- {value}" for tag, value in tags).encode(errors="replace"), "a.nbib")


_NAMES = (
    "type title value short parent author name editor date url publisher serial-number doi affiliated role"
    " names page-range volume organization"
).split()
_VALUES = st.recursive(
    st.sampled_from(["A", "article", "proceedings", "2019", "", "Doe, Jane", "null", "10.1000/1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=5),
    max_leaves=15,
)


@_PATIENT
@given(st.dictionaries(st.sampled_from("abc"), _VALUES, max_size=3))
def test_no_hayagriva_tree_raises(tree: object) -> None:
    import json

    hayagriva.read(json.dumps(tree).encode(), "a.yaml")


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (enw, "%0 Journal Article\n%T A\n%X One.\n\nTwo.\n\n%D 2019\n\n%0 Journal Article\n%T B\n"),
        (nbib, "PMID- 1\nTI  - A.\nAB  - One.\n\n      Two.\nDP  - 2019\n\nPMID- 2\nTI  - B.\n"),
    ],
)
def test_an_abstract_with_paragraphs_is_one_value(reader: ModuleType, text: str) -> None:
    first, second = reader.read(text.encode(), "a").records
    assert [plain(record.title) for record in (first, second)] == ["A", "B"]
    assert plain(first.abstract) == "One. Two."
    assert first.date == PartialDate(2019)


def test_records_without_the_line_that_opens_them() -> None:
    text = "%T A\n%D 2018\n\n%T B\n\n%A Doe, Jane\n"
    assert [record.origin.line for record in enw.read(text.encode(), "a.enw").records] == [1, 4, 6]
