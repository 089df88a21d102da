from __future__ import annotations

import contextlib
import pickle
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.dates import PartialDate, Status
from sphinx_pubs.model.records import Publication
from sphinx_pubs.selection.filter import MAX_LENGTH, FilterError, compile_filter
from tests.unit.selection.sample_records import (
    EDITOR,
    MASK,
    MOCO,
    PRESS,
    PUBLICATIONS,
    RECORDS,
    RESNET,
    TSNE,
    UNDATED,
)

#: Keys of PUBLICATIONS.
NONE: set[str] = set()
ALL = {record.key for record in PUBLICATIONS}
HE = {MASK.key, RESNET.key, MOCO.key}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # the language of sphinxcontrib-bibtex
        ("True", ALL),
        ("False", NONE),
        ("None", NONE),
        ('type == "conference"', {MASK.key}),
        ('type in {"article", "techreport"}', {MOCO.key, TSNE.key, PRESS.key}),
        ('"He" in author', HE),
        ('"he" in author', NONE),
        ('author % "^he"', HE),
        ('author % "maaten.*hinton"', {TSNE.key}),
        ('key == "he2016"', {RESNET.key}),
        ('key in {"he2016", "moco"}', {RESNET.key, MOCO.key}),
        ('key not in {"he2016", "moco"}', ALL - {RESNET.key, MOCO.key}),
        ('docname == "papers/index"', ALL),
        ('docname == "index"', NONE),
        ('"segmentation" in keywords', {MASK.key}),
        ('"segment" in keywords', {MASK.key}),
        ('keywords == "detection, segmentation"', {MASK.key}),
        ('keywords == "detection"', NONE),
        ('year == "2017"', {MASK.key}),
        ('year == "in press"', {PRESS.key}),
        ('year == ""', {UNDATED.key}),
        ("not year", {UNDATED.key}),
        ('"201" in year', {MASK.key, RESNET.key, MOCO.key}),
        ('year % "^20"', {MASK.key, RESNET.key, MOCO.key, TSNE.key}),
        ('journal == "Journal of Machine Learning Research"', {TSNE.key}),
        ("JOURNAL", {TSNE.key}),
        ("true", NONE),  # the name of a field that no record has
        ('nosuch == ""', ALL),
        ("doi == None", NONE),
        ('{"a", "b"} & {"b"}', ALL),
        ('{"a"} & {"b"}', NONE),
        ('{"a"} | {"b"} == {"a", "b"}', ALL),
        ('{"a"} <= {"a", "b"}', ALL),
        ('{"a", "b"} < {"a", "b"}', NONE),
        ('{"a"} == {"b"}', NONE),
        ('type == "article" and year or key == "moco"', {TSNE.key, PRESS.key, MOCO.key}),
        ('not (type == "article" or author % "He")', {UNDATED.key}),
        # numbers
        ("year >= 2017", {MASK.key, MOCO.key}),
        ('year >= "2017"', {MASK.key, MOCO.key, PRESS.key}),
        ("year > 2016 and year < 2019", {MASK.key}),
        ("2016 <= year < 2019", {MASK.key, RESNET.key}),
        ("2016 <= year < 2017 < 2018", {RESNET.key}),
        ("year in {2016, 2017}", {MASK.key, RESNET.key}),
        ('year in ("2016", "2017")', {MASK.key, RESNET.key}),
        ("year not in [2016, 2017]", ALL - {MASK.key, RESNET.key}),
        ("year > -1", {MASK.key, RESNET.key, MOCO.key, TSNE.key}),
        ("year > 2016.5", {MASK.key, MOCO.key}),
        ('volume > "9"', {MASK.key}),  # as text, 10 is less than 9
        ("month == 11", {MOCO.key}),
        # dates, as far as both are known
        ('date >= "2017-10"', {MASK.key, MOCO.key}),
        ('date > "2017-10"', {MOCO.key}),
        ('date == "2017"', {MASK.key}),
        ('date <= "2016-05"', {RESNET.key, TSNE.key}),
        ('date < "2016-05"', {TSNE.key}),
        ('date != "2017"', ALL - {MASK.key}),
        ("date >= 2017", {MASK.key, MOCO.key}),
        ("date == year", ALL - {PRESS.key}),  # also if there is neither
        ('date >= "soon"', NONE),
        ('date % "2019-11"', {MOCO.key}),
        # names that are no fields
        ('kind == "preprint"', {MOCO.key}),
        ('kind == "journal"', {TSNE.key, PRESS.key}),
        ('kind in {"paper-conference", "book"}', {MASK.key, RESNET.key}),
        ('kind != "Article"', ALL - {TSNE.key, PRESS.key}),
        ('status == "forthcoming"', {PRESS.key}),
        ('status in ("to appear", "accepted")', {PRESS.key}),
        ('tag == "detection"', {MASK.key}),
        ('tag != "detection"', ALL - {MASK.key}),
        ('"detection" in tag', {MASK.key}),
        ('"detect" in tag', NONE),
        ('tag in {"detection", "classification"}', {MASK.key, RESNET.key}),
        ('tags & {"detection", "classification"}', {MASK.key, RESNET.key}),
        ('tag % "^class"', {RESNET.key}),
        ('keywords & {"segmentation"}', {MASK.key}),
        ('{"segmentation", "detection"} <= keywords', {MASK.key}),
        ('venue == "CVPR"', {RESNET.key}),
        ('venue == "TPAMI"', {MASK.key}),
        ('venue in {"ICCV", "Computer Vision and Pattern Recognition"}', {MASK.key, RESNET.key}),
        ('"Computer Vision" in venue', {MASK.key, RESNET.key}),
        ('venue % "learning|vision"', {MASK.key, RESNET.key, TSNE.key}),
        ('award % "marr prize"', {MASK.key}),
        ('"Best Paper" in award', {MASK.key, RESNET.key}),
        ("award", {MASK.key, RESNET.key}),
        ("selected", {MASK.key}),
        ("selected == True", {MASK.key}),
        ('selected == "true"', {MASK.key}),
        ('has("code")', {MASK.key}),
        ("has(award) and not has(code)", {RESNET.key}),
        ('arxiv == "1703.06870"', {MASK.key}),
        # accents are ignored, and case by operators that ignore it
        ('author % "dollar"', {MASK.key}),
        ('author % "DOLLÁR"', {MASK.key}),
        ('"Dollar" in author', {MASK.key}),
        ('"dollar" in author', NONE),
        ('title == "Másk R-CNN"', {MASK.key}),
        # what cannot be compared
        ("title > 3", NONE),
        ("title < {1}", NONE),
        ("3 in 4", NONE),
        ("tag > date", NONE),
        ("True < {1}", NONE),
        ("1 & 2", NONE),
        ('"a" | 2', NONE),
        ("None < None", NONE),
        ("(year > 2016) & (year < 2019)", {MASK.key}),
        ("(year > 2018) | (year < 2009)", {MOCO.key, TSNE.key}),
        # white space, comments and backslashes
        ("  year == 2017  ", {MASK.key}),
        ("year == 2017 or\n   year == 2019  # these two", {MASK.key, MOCO.key}),
        (r'title % "\bR-"', {MASK.key}),
        (r'title % "t\-SNE$"', {TSNE.key}),
    ],
)
def test_selected_records(source: str, expected: set[str]) -> None:
    accepts = compile_filter(source)
    assert {record.key for record in PUBLICATIONS if accepts(record, docname="papers/index")} == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cited", {RESNET.key, MASK.key}),
        ("not cited", ALL - {RESNET.key, MASK.key}),
        ("docname in docnames", {RESNET.key}),
        ("docname not in docnames", ALL - {RESNET.key}),
        ('"one" in docnames', {RESNET.key, MASK.key}),
        ('{"two", "three"} & docnames', {RESNET.key}),
        ('{"one", "two"} <= docnames', {RESNET.key}),
        ('cited and ({"one", "none"} >= docnames)', {MASK.key}),
        ('docnames == {"one"}', {MASK.key}),
        ('cited and type == "conference"', {MASK.key}),
    ],
)
def test_citations(source: str, expected: set[str]) -> None:
    citations = {RESNET.key: {"two": "", "one": ""}, MASK.key: ["one"], "unknown": ["one"]}
    accepts = compile_filter(source)
    found = {one.key for one in PUBLICATIONS if accepts(one, docname="two", citations=citations)}
    assert found == expected
    assert accepts.asks_for_citations
    assert not {"cited", "docnames", "docname"} & set(accepts.names)


def test_a_citation_may_name_any_key_of_a_record() -> None:
    merged = Publication(key="a", aliases=("b",))
    assert compile_filter("docname in docnames")(merged, docname="one", citations={"b": ["one"]})


def test_without_citations_nothing_is_cited() -> None:
    assert not compile_filter("cited")(MASK)
    assert not compile_filter('title == "cited"').asks_for_citations


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('date == "2017-05"', True),
        ('date >= "2019"', True),
        ("date <= 2016", True),
        ('date > "2019"', False),
        ('date < "2016"', False),
        ('date == "2015"', False),
    ],
)
def test_a_range_of_dates_matches_if_a_part_of_it_does(source: str, expected: bool) -> None:
    assert compile_filter(source)(EDITOR) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [('date >= "2022"', True), ('date == "2022"', True), ('date < "2020"', False), ("year == 2020", True)],
)
def test_an_open_range_goes_on(source: str, expected: bool) -> None:
    record = Publication(key="a", date=PartialDate(2020, 5, end=PartialDate()))
    assert compile_filter(source)(record) is expected


def test_a_date_with_a_status_counts_by_its_year() -> None:
    accepted = Publication(key="a", date=PartialDate(2018, status=Status.ACCEPTED))
    assert compile_filter('date >= "2018" and year == 2018 and status == "accepted"')(accepted)


@pytest.mark.parametrize("kind", ["tutorial", "talk"])
def test_only_kinds_of_publications_have_aliases(kind: str) -> None:
    tutorial = next(record for record in RECORDS if record.key == "tutorial")
    assert compile_filter(f'kind == "{kind}"')(tutorial) is (kind == "tutorial")


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("year >=", 8, "invalid syntax"),
        ("year = 2015", 6, "=="),
        ('type == "article', 9, "unterminated string"),
        ("(year", 1, "never closed"),
        ("year)", 5, "unmatched"),
        ("year) or (title", 5, "unmatched"),
        ('has("code") and open("x")', 17, "has"),
        ("has()", 1, "has"),
        ("has(1)", 1, "has"),
        ('has(name="code")', 1, "has"),
        ('title.lower() == "a"', 1, "has"),
        ("author.family", 1, "attributes"),
        ("author[0]", 1, "indexing"),
        ("year + 1 > 2000", 1, "BinOp"),
        ("year > -title", 8, "UnaryOp"),
        ("year is 2000", 9, "=="),
        ("year is not 2000", 13, "!="),
        ('author % "["', 10, "regular expression"),
        ('title == "Müller" and author % "(a+)+$"', 32, "do not repeat"),
        ("author % title", 10, "in quotes"),
        ("author % 3", 10, "in quotes"),
        ("type == b'a'", 9, "only strings"),
        ("type == ...", 9, "only strings"),
        ("type in {'a', 1j}", 15, "only strings"),
        ("year > 1e99", 8, "too large"),
        ("{1: 2}", 1, "colons"),
        ("f'a'", 1, "f-strings"),
        ("(year := 2)", 2, "=="),
        ("[x for x in tag]", 1, "ListComp"),
        ("lambda: 1", 1, "Lambda"),
        ("*tag", 1, ""),
        ("year == 2000\nand tag[0]", 18, "indexing"),
        ("x" * MAX_LENGTH + "y", MAX_LENGTH + 1, "characters"),
        ("not " * 60 + "x", 41 * 4 + 1, "deeply"),
        ("(" * 300 + "x" + ")" * 300, 201, "parentheses"),
        ("\ud800", 1, "invalid syntax"),
    ],
)
def test_an_error_names_its_column(source: str, column: int, message: str) -> None:
    with pytest.raises(FilterError) as raised:
        compile_filter(source)
    assert message in raised.value.message
    assert raised.value.column == column
    assert str(raised.value).startswith(f"column {column}: ")


def test_warnings_of_pythons_parser_are_hidden() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert compile_filter(r'title % "\w[[]?" and not (1 == "a")')(MASK)


def test_membership_in_a_set_of_many_keys() -> None:
    keys = ", ".join(f'"key{number}"' for number in range(900))
    accepts = compile_filter(f"key in {{{keys}}}")
    assert accepts(Publication(key="KEY899"))
    assert not accepts(Publication(key="key900"))


def test_a_filter_keeps_its_source() -> None:
    assert compile_filter("year > 2000").source == "year > 2000"
    with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
        pickle.dumps(compile_filter("year > 2000"))  # pages keep the options as written


WORDS = [record.key for record in PUBLICATIONS] + [
    "2017",
    "2019-06",
    "He",
    "in press",
    "",
    "a+",
    "(",
    "é",
    "art.*",
]
NAMES = "type key kind author year date month status tag keywords venue award selected docname nosuch".split()


def _expressions() -> st.SearchStrategy[str]:
    leaf = st.one_of(
        st.sampled_from(NAMES),
        st.sampled_from(WORDS).map(repr),
        st.sampled_from(
            ["True", "None", "2017", "-1", "1e999", "0.5", "{}", "{1}", "()", "has(code)", "cited", "b''"]
        ),
    )

    def combine(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        operator = st.sampled_from([*"and or == != < <= > >= in % & | + is".split(), "not in", "is not"])
        return st.one_of(
            st.builds("({} {} {})".format, inner, operator, inner),
            st.builds("{} {} {} {} {}".format, inner, operator, inner, operator, inner),
            st.builds("not {}".format, inner),
            st.builds("{{{}, {}}}".format, inner, inner),
            st.builds("-{}".format, inner),
        )

    return st.recursive(leaf, combine, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        _expressions(), st.text(max_size=60), st.text("()[]{}'\"%&|<>=!,.:;#\\\n\t xyear129-+*@", max_size=60)
    )
)
@example("0x" + "f" * 5000 + " in title")
@example("a" + ".a" * 4000)
@example("-" * 6000 + "1")
@example("a" + " | a" * 2000)
@example("a\x0cb")
@example("a\0b")
@example("{{{{{{1}}}}}} in {1, {1}}")
def test_any_text_compiles_or_raises_filter_error(source: str) -> None:
    with contextlib.suppress(FilterError):
        accepts = compile_filter(source)
        for record in RECORDS:
            assert accepts(record, docname="index") in (True, False)


def test_missing_values_in_examples() -> None:
    assert compile_filter('year >= "2015" and "He" in author and keywords % "detect"')(MASK)
    assert not compile_filter('year >= "2015"')(TSNE)
    assert not compile_filter("year >= 2015 or year < 2015")(PRESS)
    assert not compile_filter('date >= "2015" or date < "2015"')(UNDATED)
    # A year in quotes is compared as text, as in sphinxcontrib-bibtex.
    assert compile_filter('year >= "2015"')(PRESS)
    assert compile_filter('year < "2015"')(UNDATED)
    assert not compile_filter("year >= 2015")(UNDATED)
    assert compile_filter("not has(award)")(MOCO)
    assert compile_filter("has(award)")(RESNET)
