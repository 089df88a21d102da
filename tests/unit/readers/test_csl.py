"""CSL-JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.dates import PartialDate, Season, Status
from sphinx_pubs.model.names import OTHERS, Contributor, Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import Markup, plain
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.csl import read

#: A slow machine must not fail a test.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MASK_RCNN: dict[str, Any] = {
    "id": "he2017mask",
    "type": "paper-conference",
    "title": "Mask R-CNN",
    "author": [
        {"family": "He", "given": "Kaiming"},
        {"family": "Gkioxari", "given": "Georgia"},
        {"family": "Dollár", "given": "Piotr"},
        {"family": "Girshick", "given": "Ross"},
    ],
    "container-title": "International Conference on Computer Vision",
    "container-title-short": "ICCV",
    "issued": {"date-parts": [["2017", 10]]},
    "page": "2980-2988",
    "DOI": "10.1109/ICCV.2017.322",
    "note": "arXiv: 1703.06870 [cs]\nMarr Prize.",
}


def read_items(*items: object) -> ReadResult:
    return read(json.dumps(items).encode(), "a.json")


def read_one(**variables: object) -> Publication:
    result = read_items({"id": "key", "title": "A Title", **variables})
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    assert isinstance(record, Publication)
    return record


def keys(result: ReadResult) -> list[str]:
    return [record.key for record in result.records]


def codes(result: ReadResult) -> list[tuple[Code, int]]:
    return [(problem.code, problem.origin.line) for problem in result.problems]


def test_a_record() -> None:
    record = read_one(**MASK_RCNN)
    assert record.key == "he2017mask"
    assert (record.kind, record.type) == ("inproceedings", "paper-conference")
    assert plain(record.title) == "Mask R-CNN"
    assert [who.name.full() for who in record.authors] == [
        "Kaiming He",
        "Georgia Gkioxari",
        "Piotr Dollár",
        "Ross Girshick",
    ]
    assert record.date == PartialDate(2017, 10)
    assert record.venue is not None
    assert plain(record.venue.name) == "International Conference on Computer Vision"
    assert (record.venue.abbr, record.venue.kind) == ("ICCV", "conference")
    assert record.venue.pages == "2980–2988"
    assert [(found.scheme, found.value) for found in record.identifiers] == [
        ("doi", "10.1109/ICCV.2017.322"),
        ("arxiv", "1703.06870"),
    ]
    assert record.note == (("Marr Prize.",),)


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a"}, {"id": "b"}]',
        '{"items": [{"id": "a"}, {"id": "b"}]}',
        '{"style": "apa", "items": [{"id": "a"}, {"id": "b"}]}',
        '{"id": "a"}\n{"id": "b"}',
        '\ufeff[{"id": "a"},\r\n{"id": "b"},]',
        '[{"id": "a"} {"id": "b"}]',
    ],
)
def test_top_level(text: str) -> None:
    result = read(text.encode(), "a.json")
    assert keys(result) == ["a", "b"]
    assert result.problems == ()


def test_a_syntax_error_loses_only_its_record() -> None:
    text = '[\n  {"id": "a"},\n  {"id": "b",\n   "title" "x"},\n  {"id": "c"}\n]'
    result = read(text.encode(), "a.json")
    assert keys(result) == ["a", "c"]
    assert codes(result) == [(Code.SYNTAX, 4)]


def test_origins_and_shapes() -> None:
    result = read(b'[\n{"id": "a"},\n\n5, "x",\n{"id": "b"}]', "a.json")
    assert [(record.key, record.origin.line) for record in result.records] == [("a", 2), ("b", 5)]
    assert codes(result) == [(Code.SHAPE, 4), (Code.SHAPE, 4)]


def test_the_later_of_two_records_with_the_same_key_is_used() -> None:
    result = read_items({"id": "a", "title": "One"}, {"id": "b"}, {"id": "a", "title": "ONE"})
    assert keys(result) == ["b", "a"]
    assert codes(result) == [(Code.DUPLICATE_KEY, 1)]


@pytest.mark.parametrize(
    ("id_", "key"),
    [
        ("he2017mask", "he2017mask"),
        ("DBLP:conf/iccv/HeGDG17", "DBLP:conf/iccv/HeGDG17"),
        ("http://zotero.org/users/1234/items/H7VW6ZWI", "H7VW6ZWI"),
        ("http://zotero.org/users/local/abc/items/H7VW6ZWI", "H7VW6ZWI"),
        ("https://doi.org/10.1109/ICCV.2017.322", "10.1109-ICCV.2017.322"),
        ("two words, {braced}", "two-words-braced"),
        (17, "he2017mask"),
        ("17", "he2017mask"),
        (None, "he2017mask"),
    ],
)
def test_keys(id_: object, key: str) -> None:
    assert keys(read_items({**MASK_RCNN, "id": id_})) == [key]


def test_a_made_key_ignores_markup_in_the_title() -> None:
    record = {**MASK_RCNN, "id": None, "title": "<i>Mask</i> R-CNN"}
    assert keys(read_items(record)) == ["he2017mask"]


def test_made_keys_differ() -> None:
    record = {**MASK_RCNN, "id": None}
    assert keys(read_items(record, record, record)) == ["he2017mask", "he2017maska", "he2017maskb"]


def test_a_citation_key_is_the_key() -> None:
    assert (
        read_one(id="http://zotero.org/users/1/items/A", note="Citation Key: he2017mask").key == "he2017mask"
    )


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2019]]}, PartialDate(2019)),
        ({"date-parts": [["2019", "11", "3"]]}, PartialDate(2019, 11, 3)),
        ({"date-parts": [[2019, 0]]}, PartialDate(2019)),
        ({"date-parts": [[2018], [2019]]}, PartialDate(2018, end=PartialDate(2019))),
        ({"date-parts": [[2018, 5, 1], [2018, 6]]}, PartialDate(2018, 5, 1, end=PartialDate(2018, 6))),
        ({"date-parts": [[2019]], "circa": True}, PartialDate(2019, qualifier="~")),
        (
            {"date-parts": [[1890], [1895]], "circa": "1"},
            PartialDate(1890, qualifier="~", end=PartialDate(1895, qualifier="~")),
        ),
        ({"date-parts": [[2019]], "circa": False}, PartialDate(2019)),
        ({"date-parts": [[2020], [0]]}, PartialDate(2020, end=PartialDate())),
        ({"date-parts": [[-99]]}, PartialDate(-99)),
        ({"raw": "2019-11"}, PartialDate(2019, 11)),
        ({"literal": "November 2019"}, PartialDate(2019, 11, text="November 2019")),
        ({"date-parts": [[2019]], "season": 1}, PartialDate(2019, season=Season.SPRING)),
        ({"date-parts": [["2019"]], "season": "2"}, PartialDate(2019, season=Season.SUMMER)),
        ({"date-parts": [[2019]], "season": "Herbst"}, PartialDate(2019, season=Season.AUTUMN)),
        ({"date-parts": [[2019, 16]]}, PartialDate(2019, season=Season.WINTER)),
        ({"date-parts": [[2019, 21]]}, PartialDate(2019, season=Season.SPRING)),
        ("2019-11-03", PartialDate(2019, 11, 3)),
        (2019, PartialDate(2019)),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({}, None),
    ],
)
def test_dates(issued: object, expected: PartialDate | None) -> None:
    assert read_one(issued=issued).date == expected


def test_status() -> None:
    assert read_one(status="in press").date == PartialDate(status=Status.IN_PRESS)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"family": "He", "given": "Kaiming"}, Name("Kaiming", "", "He")),
        (
            {"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"},
            Name("Laurens", "van der", "Maaten"),
        ),
        ({"family": "van der Maaten", "given": "Laurens"}, Name("Laurens", "van der", "Maaten")),
        ({"family": "Beethoven", "given": "Ludwig van"}, Name("Ludwig", "van", "Beethoven")),
        ({"family": '"van der Maaten"', "given": "Laurens"}, Name("Laurens", "", "van der Maaten")),
        ({"family": "Doe", "given": "John", "suffix": "Jr."}, Name("John", "", "Doe", "Jr.")),
        ({"literal": "Facebook AI Research"}, Name(literal="Facebook AI Research")),
        ({"family": "He"}, Name(family="He")),
        ({"given": "Plato"}, Name(literal="Plato")),
        ({"literal": "others"}, OTHERS),
        ("He, Kaiming", Name("Kaiming", "", "He")),
        ("Kaiming He", Name("Kaiming", "", "He")),
    ],
)
def test_names(author: object, expected: Name) -> None:
    assert [who.name for who in read_one(author=[author]).authors] == [expected]


def test_marks_orcid_and_person_of_a_name() -> None:
    author = {
        "family": "He*",
        "given": "Kaiming",
        "ORCID": "https://orcid.org/0000-0002-1825-0097",
        "person": "he",
    }
    expected = Contributor(Name("Kaiming", "", "He"), "author", ("*",), "0000-0002-1825-0097", "he")
    assert read_one(author=[author]).contributors == (expected,)


@pytest.mark.parametrize("author", [[{}], [True], [None], [[]], {"x": 1}])
def test_invalid_names(author: object) -> None:
    result = read_items({"id": "key", "author": author})
    assert codes(result) == [(Code.BAD_NAME, 1)]


@pytest.mark.parametrize(
    ("variables", "kind", "venue", "venue_kind"),
    [
        ({"type": "article-journal", "container-title": "Nature"}, "article", "Nature", "journal"),
        ({"type": "article", "container-title": "Nature", "volume": "1"}, "article", "Nature", "journal"),
        ({"type": "article", "publisher": "arXiv"}, "preprint", "arXiv", "archive"),
        ({"type": "chapter", "container-title": "A Book"}, "incollection", "A Book", "book"),
        ({"type": "paper-conference", "event-title": "ICCV"}, "inproceedings", "ICCV", "conference"),
        ({"type": "thesis", "publisher": "CUHK"}, "thesis", "CUHK", "school"),
        ({"type": "report", "publisher": "Microsoft"}, "report", "Microsoft", "institution"),
        ({"type": "webpage", "container-title": "A Blog"}, "online", "A Blog", ""),
        ({"type": "map", "container-title": "An Atlas"}, "misc", "An Atlas", ""),
    ],
)
def test_venues(variables: dict[str, object], kind: str, venue: str, venue_kind: str) -> None:
    record = read_one(**variables)
    assert record.venue is not None
    assert (record.kind, plain(record.venue.name), record.venue.kind) == (kind, venue, venue_kind)


def test_all_parts_of_a_venue() -> None:
    venue = read_one(
        type="chapter", volume=1, issue=2, page="3-4", edition="5", publisher="P", **{"publisher-place": "Q"}
    ).venue
    assert venue is not None
    assert (venue.volume, venue.number, venue.pages, venue.edition) == ("1", "2", "3–4", "5")
    assert (venue.publisher, venue.place) == ("P", "Q")


def test_variables_that_csl_does_not_define() -> None:
    record = read_one(
        code="https://example.org/code",
        custom={"slides": "https://example.org/slides", "short_id": "x"},
        note="tex.video: https://example.org/video\nA note: with a colon",
    )
    assert {link.kind: link.url for link in record.links} == {
        "code": "https://example.org/code",
        "slides": "https://example.org/slides",
        "video": "https://example.org/video",
    }
    assert record.note == (("A note: with a colon",),)
    assert record.fields["short_id"] == "x"


def test_markup_and_other_fields() -> None:
    record = read_one(
        title="On <i>x</i> &amp; y",
        abstract="An <b>abstract</b>",
        keyword="a, b",
        language="en-US",
        URL="https://example.org",
        ISBN="978-1-107-04452-4 978-1-107-68637-3",
        **{"title-short": "Short", "collection-title": "LNCS"},
    )
    assert record.title == ("On ", Markup("emphasis", ("x",)), " & y")
    assert record.abstract == ("An ", Markup("strong", ("abstract",)))
    assert record.tags == ("a", "b")
    assert (record.url, record.shorttitle, record.language) == ("https://example.org", "Short", "en-US")
    assert [found.value for found in record.identifiers] == ["9781107044524", "9781107686373"]
    assert record.venue is not None
    assert record.venue.series == "LNCS"


def test_half_a_surrogate_pair_is_replaced() -> None:
    result = read(rb'[{"id": "a", "title": "x\ud800y \ud83d\ude00"}]', "a.json")
    (record,) = result.records
    assert isinstance(record, Publication)
    assert plain(record.title).encode() == "x\ufffdy 😀".encode()


def test_deep_nesting_does_not_raise() -> None:
    assert codes(read(b"[" * 200_000, "a.json")) == [(Code.SYNTAX, 1)]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=8), values, max_size=3),
    max_leaves=8,
)
_VARIABLES = st.sampled_from(
    "id type title author editor issued container-title note custom page DOI ISBN URL keyword language status"
    " publisher volume number award links venue image selected abbr".split()
)


@_PATIENT
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    read(data, "a.json")


@_PATIENT
@given(st.lists(st.dictionaries(_VARIABLES, _JSON, max_size=4), max_size=3))
def test_no_values_raise(items: list[dict[str, object]]) -> None:
    assert len(read_items(*items).records) <= len(items)
