"""Native files in YAML, JSON and TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_pubs.model import problems
from sphinx_pubs.model.dates import PartialDate, Period
from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code
from sphinx_pubs.model.records import Activity, Award, Identifier, Link, Person, Publication, Record
from sphinx_pubs.model.text import Hyperlink, Markup
from sphinx_pubs.readers import native
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.native import read


def read_text(text: str, path: str = "a.yaml") -> ReadResult:
    return read(text.encode(), path)


def read_one(text: str, path: str = "a.yaml") -> Record:
    result = read_text(text, path)
    assert [str(problem) for problem in result.problems] == []
    (record,) = result.records
    return record


def codes(result: ReadResult) -> list[tuple[Code, int]]:
    return [(problem.code, problem.origin.line) for problem in result.problems]


OVERLAY = """\
publications:
  mask-rcnn:
    venues:
      - abbr: ICCV
        presentation: Oral
      - name: IEEE Transactions on Pattern Analysis and Machine Intelligence (TPAMI)
        date: 2018
        status: accepted
    links:
      - arXiv: https://arxiv.org/abs/1703.06870
      - talk:
      - slides:
          - ICCV tutorial:
          - ICCV oral:
          - COCO workshop:
      - code/models: https://github.com/facebookresearch/Detectron
"""


def test_overlay_keeps_links_in_order_with_their_groups() -> None:
    record = read_one(OVERLAY)
    assert isinstance(record, Publication)
    assert (record.kind, record.title, record.date) == ("", (), None)
    assert record.links == (
        Link("arXiv", "https://arxiv.org/abs/1703.06870", "arxiv"),
        Link("talk", "", "talk"),
        Link("ICCV tutorial", "", "slides", "slides"),
        Link("ICCV oral", "", "slides", "slides"),
        Link("COCO workshop", "", "slides", "slides"),
        Link("code/models", "https://github.com/facebookresearch/Detectron", "code"),
    )
    assert [(venue.abbr, venue.presentation) for venue in record.venues] == [("ICCV", "Oral"), ("TPAMI", "")]
    assert (record.origin.path, record.origin.line) == ("a.yaml", 2)


def test_the_same_record_in_three_formats() -> None:
    value = {
        "type": "inproceedings",
        "title": "Mask *R-CNN*",
        "author": ["Kaiming He", "Georgia Gkioxari"],
        "booktitle": "International Conference on Computer Vision (ICCV)",
        "date": "2017-10-22",
        "arxiv": "1703.06870",
        "volume": "1",
        "selected": True,
        "links": [{"code": "https://github.com/facebookresearch/Detectron"}],
    }
    yaml = """\
publications:
  mask-rcnn:
    type: inproceedings
    title: Mask *R-CNN*
    author: Kaiming He and Georgia Gkioxari
    booktitle: International Conference on Computer Vision (ICCV)
    date: 2017-10-22
    arxiv: 1703.06870
    volume: 1
    selected: true
    links:
      code: https://github.com/facebookresearch/Detectron
"""
    toml = """\
[publications.mask-rcnn]
type = "inproceedings"
title = "Mask *R-CNN*"
author = ["Kaiming He", "Georgia Gkioxari"]
booktitle = "International Conference on Computer Vision (ICCV)"
date = 2017-10-22
arxiv = 1703.06870
volume = 1
selected = true
[[publications.mask-rcnn.links]]
label = "code"
url = "https://github.com/facebookresearch/Detectron"
"""
    records = [
        read_one(json.dumps({"publications": {"mask-rcnn": value}}), "a.json"),
        read_one(yaml),
        read_one(toml, "a.toml"),
    ]
    assert records[0] == records[1] == records[2]
    assert isinstance(records[0], Publication)
    assert records[0].title == ("Mask ", Markup("emphasis", ("R-CNN",)))
    assert records[0].date == PartialDate(2017, 10, 22)


def test_json_in_yaml_is_read_too() -> None:
    assert read_one('{"publications": {"a": {"title": "A Title"}}}').key == "a"


def test_numbers_keep_their_digits() -> None:
    expected = (Identifier("arxiv", "2104.01230", "https://arxiv.org/abs/2104.01230"),)
    for text, path in [
        ("publications: {a: {arxiv: 2104.01230}}", "a.yaml"),
        ('{"publications": {"a": {"arxiv": 2104.01230}}}', "a.json"),
        ("[publications.a]\narxiv = 2104.01230", "a.toml"),
    ]:
        record = read_one(text, path)
        assert isinstance(record, Publication)
        assert record.identifiers == expected


def test_yaml_scalars_are_strings_as_written() -> None:
    record = read_one(
        "publications:\n  a:\n    title: No\n    note: [1e3, 0x10, 2019-01-01, on, 'true', 12:30]\n"
    )
    assert isinstance(record, Publication)
    assert record.title == ("No",)
    assert record.note == (("1e3",), ("0x10",), ("2019-01-01",), ("on",), ("true",), ("12:30",))


def test_authors_as_mappings() -> None:
    record = read_one(
        """\
publications:
  a:
    author:
      - {name: "Girshick, Ross", orcid: https://orcid.org/0000-0002-1825-0097, marks: [equal], person: rbg}
      - {given: Laurens, particle: van der, family: Maaten}
      - {literal: The COCO Consortium}
      - Zhilin Yang*
"""
    )
    assert isinstance(record, Publication)
    assert record.contributors == (
        Contributor(
            Name("Ross", "", "Girshick"), marks=("equal",), orcid="0000-0002-1825-0097", person="rbg"
        ),
        Contributor(Name("Laurens", "van der", "Maaten")),
        Contributor(Name(literal="The COCO Consortium")),
        Contributor(Name("Zhilin", "", "Yang"), marks=("*",)),
    )


def test_award() -> None:
    record = read_one(
        """\
awards:
  marr-prize:
    title: ICCV Best Paper Award (Marr Prize)
    shorttitle: Best Paper
    kind: Paper
    year: 2017
    event: ICCV 2017
    recipients: [kaiming-he, Ross Girshick]
    publication: mask-rcnn
    tags: vision, award
    url: https://example.org
"""
    )
    assert record == Award(
        key="marr-prize",
        title=("ICCV Best Paper Award (Marr Prize)",),
        shorttitle="Best Paper",
        kind="paper",
        date=PartialDate(2017),
        events=(("ICCV 2017",),),
        recipients=(
            Contributor(Name(family="kaiming-he"), "recipient", person="kaiming-he"),
            Contributor(Name("Ross", "", "Girshick"), "recipient"),
        ),
        publications=("mask-rcnn",),
        url="https://example.org",
        tags=("vision", "award"),
    )


def test_activity() -> None:
    record = read_one(
        """\
activities:
  reviewing:
    kind: service
    role: Outstanding Reviewer
    events: [CVPR 2015, ICCV 2015, CVPR 2017]
    years: [2015, 2017]
    links: {website: https://example.org}
"""
    )
    assert record == Activity(
        key="reviewing",
        kind="service",
        role="Outstanding Reviewer",
        events=(("CVPR 2015",), ("ICCV 2015",), ("CVPR 2017",)),
        date=PartialDate(2015, end=PartialDate(2017), text="2015, 2017"),
        links=(Link("website", "https://example.org", "website"),),
    )


def test_person() -> None:
    record = read_one(
        """\
people:
  kaiming-he:
    name: Kaiming He
    aliases: ["He, K.", 何恺明]
    homepage: https://example.org/he
    orcid: 0000-0002-1825-0097
    period: 2011/2016
"""
    )
    assert isinstance(record, Person)
    assert record.name == Name("Kaiming", "", "He")
    assert [alias.full() for alias in record.aliases] == ["K. He", "何恺明"]
    assert record.orcid == "0000-0002-1825-0097"
    assert record.periods == (Period(PartialDate(2011), PartialDate(2016)),)


def test_records_without_fields() -> None:
    result = read_text("people: {he: Kaiming He}\nawards: [Marr Prize]\nactivities: ['[Talk](https://a.b)']")
    person, award, activity = result.records
    assert isinstance(person, Person)
    assert person.name == Name("Kaiming", "", "He")
    assert isinstance(award, Award)
    assert (award.key, award.title) == ("marr-prize", ("Marr Prize",))
    assert isinstance(activity, Activity)
    assert activity.text == (Hyperlink("https://a.b", ("Talk",)),)
    assert not result.problems


def test_keys_of_a_list() -> None:
    result = read_text(
        """\
publications:
  - title: Mask R-CNN
    author: Kaiming He and Ross Girshick
    year: 2017
  - key: own
    title: A Title
  - title: Mask R-CNN
    author: [Kaiming He]
    date: 2017-10
awards:
  - title: Marr Prize
    year: 2017
"""
    )
    assert [record.key for record in result.records] == [
        "he2017mask",
        "own",
        "he2017maska",
        "marr-prize-2017",
    ]
    assert [record.origin.line for record in result.records] == [2, 5, 7, 11]
    assert not result.problems


def test_lines_of_records_in_json_and_toml() -> None:
    result = read_text(
        '{\n "publications": {\n  "a": {"title": "A"},\n  "b": {"title": "B"}\n }\n}', "a.json"
    )
    assert [record.origin.line for record in result.records] == [3, 4]
    result = read_text("[publications.a]\ntitle = 'A'\n\n[publications.b]\ntitle = 'B'\n", "a.toml")
    assert [record.origin.line for record in result.records] == [1, 4]


def test_field_names_in_any_spelling() -> None:
    record = read_one("publications: {a: {Title: A Title, Award Name: x, project-page: https://a.b}}")
    assert isinstance(record, Publication)
    assert record.title == ("A Title",)
    assert record.links == (Link("Project", "https://a.b", "project"),)
    assert record.awards[0].shorttitle == "x"


def test_names_of_link_fields_keep_the_case_of_the_label() -> None:
    record = read_one(
        "publications: {a: {title: A, Link_Hugging_Face: https://a.b, link model card: https://a.c}}"
    )
    assert isinstance(record, Publication)
    assert [link.label for link in record.links] == ["Hugging Face", "model card"]


def test_links_of_an_activity_may_be_fields() -> None:
    result = read_text("activities:\n  talk: {role: TA, slides: https://a.b, link_demo_site: https://a.c}\n")
    (record,) = result.records
    assert isinstance(record, Activity)
    assert [link.label for link in record.links] == ["Slides", "demo site"]
    assert result.problems == ()


def test_unknown_fields_are_kept_and_reported_with_a_similar_name() -> None:
    result = read_text("publications:\n  a:\n    titel: A Title\n    colour: red\npublication: {}\n")
    assert codes(result) == [(Code.UNKNOWN_FIELD, 3), (Code.UNKNOWN_FIELD, 4), (Code.UNKNOWN_FIELD, 5)]
    assert [problem.message for problem in result.problems] == [
        "unknown field: titel; did you mean 'title'?",
        "unknown field: colour; pubs_field_map can map it to another field",
        "unknown field: publication; did you mean 'publications'?",
    ]
    (record,) = result.records
    assert isinstance(record, Publication)
    assert record.fields["titel"] == "A Title"


def test_a_suggestion_for_an_unknown_field_of_many_records_is_looked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_for = []

    def did_you_mean(name: str, known: Iterable[str]) -> str:
        looked_for.append(name)
        return problems.did_you_mean(name, known)

    monkeypatch.setattr(native, "did_you_mean", did_you_mean)
    result = read_text("".join(f"- title: T{number}\n  grantnumbers: {number}\n" for number in range(20)))
    assert [problem.code for problem in result.problems] == [Code.UNKNOWN_FIELD] * 20
    assert looked_for == ["grantnumbers"]


def test_problems_of_fields_have_the_key_that_is_made_from_the_fields() -> None:
    result = read_text("- title: Mask\n  year: 2017\n  colour: red\n  Title: Again\n")
    assert [(problem.key, problem.code, problem.origin.line) for problem in result.problems] == [
        ("2017mask", Code.DUPLICATE_FIELD, 4),
        ("2017mask", Code.UNKNOWN_FIELD, 3),
    ]


def test_repeated_keys_and_fields() -> None:
    text = "publications:\n  a:\n    title: One\n    title: Two\n  b: {title: B}\n  a:\n    title: ONE\n"
    result = read_text(text)
    assert codes(result) == [(Code.DUPLICATE_FIELD, 4), (Code.DUPLICATE_KEY, 6)]
    assert {record.key: record.title for record in result.records if isinstance(record, Publication)} == {
        "a": ("ONE",),
        "b": ("B",),
    }
    result = read_text(
        '{"publications": {"a": {"title": "One", "title": "Two"}, "a": {"title": "one"}}}', "a.json"
    )
    assert [code for code, _ in codes(result)] == [Code.DUPLICATE_FIELD, Code.DUPLICATE_KEY]


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        (
            "publications:\n  a:\n    title: A\n  b:\n    title: B: C\n  # no\n  c:\n    title: C\n",
            "a.yaml",
            5,
        ),
        ("publications:\n- key: a\n  title: A\n- key: b\n  title: [B\n- key: c\n  title: C\n", "a.yaml", 6),
        (
            '{\n "publications": {\n  "a": {"title": "A"},\n  "b": {"title": "B" 1},\n  "c": {}\n }\n}',
            "a.json",
            4,
        ),
        ('{\n "publications": [\n  {"key": "a"},\n  {"key" "b"},\n  {"key": "c"}\n ]\n}', "a.json", 4),
        ("[publications.a]\ntitle='A'\n[publications.b]\ntitle=\n[publications.c]\ntitle='C'\n", "a.toml", 4),
        ("[[publications]]\nkey='a'\n[[publications]]\nkey='b\n[[publications]]\nkey='c'\n", "a.toml", 4),
    ],
)
def test_a_syntax_error_loses_only_its_record(text: str, path: str, line: int) -> None:
    result = read_text(text, path)
    assert [record.key for record in result.records] == ["a", "c"]
    assert codes(result) == [(Code.SYNTAX, line)]
    lines = [text.count("\n", 0, text.index(mark)) + 1 for mark in _marks(text)]
    assert [record.origin.line for record in result.records] == lines


def _marks(text: str) -> tuple[str, str]:
    forms = (
        ("  a:", "  c:"),
        ("key: a", "key: c"),
        ('"a":', '"c":'),
        ('"a"', '"c"'),
        (".a]", ".c]"),
        ("'a'", "'c'"),
    )
    return next(form for form in forms if all(mark in text for mark in form))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("- A Title\n", "a.yaml"),
        ("title: A Title\n", "a.yaml"),
        ("just words", "a.yaml"),
        ("title = 'A'", "a.toml"),
    ],
)
def test_a_file_without_records_is_one_problem(text: str, path: str) -> None:
    result = read_text(text, path)
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SHAPE]


@pytest.mark.parametrize(
    "text",
    [
        "publications: text",
        "publications: {a: text}",
        "publications: [text]",
        "publications: {a: [1]}",
        "publications: {a: {title: [x, y]}}",
        "publications: {a: {links: {x: {y: {z: 1}}}}}",
        "publications: {a: {venues: [[x]]}}",
        "publications: {a: {author: [[x]]}}",
        "publications: {? [x] : y}",
        "awards: {a: {publications: [{x: y}]}}",
    ],
)
def test_an_invalid_value_loses_only_that_value(text: str) -> None:
    result = read_text(f"{text}\npeople: {{he: Kaiming He}}")
    assert [problem.code for problem in result.problems] == [Code.SHAPE]
    assert result.records[-1].key == "he"


def test_documents_of_one_file_are_read_together() -> None:
    result = read_text("publications: {a: {title: A}}\n---\npublications: {b: {title: B}}\n")
    assert [record.key for record in result.records] == ["a", "b"]
    assert not result.problems


def test_empty_files_are_no_problem() -> None:
    for text in ("", "# nothing\n", "publications:\n"):
        assert read_text(text) == ReadResult()


def test_merge_keys() -> None:
    result = read_text("publications:\n  a: &a {year: 2017, title: A}\n  b: {<<: *a, title: B}\n")
    assert [record.title for record in result.records if isinstance(record, Publication)] == [("A",), ("B",)]
    assert [record.date for record in result.records if isinstance(record, Publication)] == [
        PartialDate(2017)
    ] * 2
    assert not result.problems


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("- " * 100_000, "a.yaml"),
        ("[" * 100_000, "a.yaml"),
        ("[" * 100_000, "a.json"),
        ("a = " + "[" * 100_000, "a.toml"),
        ("a: &a [*a]", "a.yaml"),
        (
            "a: &a [x, x, x, x, x, x, x, x]\n"
            + "".join(
                f"{name}: &{name} [{', '.join([f'*{before}'] * 8)}]\n"
                for before, name in zip("abcdefgh", "bcdefghi", strict=True)
            ),
            "a.yaml",
        ),
        ('{"publications": {"a": ' + '{"a":' * 60 + "1" + "}" * 62, "a.json"),
    ],
)
def test_deep_nesting_and_expanding_aliases_are_reported(text: str, path: str) -> None:
    result = read_text(text, path)
    assert result.records == ()
    assert [problem.code for problem in result.problems] == [Code.SYNTAX]


def test_yaml_tags_create_no_objects() -> None:
    result = read_text("publications:\n  a: !!python/object/apply:os.system {title: A}\n")
    assert codes(result) == [(Code.SYNTAX, 2)]


def test_unsafe_links_are_removed() -> None:
    result = read_text("people: {he: {homepage: 'javascript:alert(1)'}}\nawards: {a: {url: 'data:x'}}")
    assert [problem.code for problem in result.problems] == [Code.BAD_URL, Code.BAD_URL]
    person, award = result.records
    assert isinstance(person, Person)
    assert isinstance(award, Award)
    assert (person.homepage, award.url) == ("", "")


def test_characters_and_encodings() -> None:
    result = read("publications: {a: {title: Dollár}}".encode("latin-1"), "a.yaml")
    assert [problem.code for problem in result.problems] == [Code.ENCODING]
    result = read_text("publications: {a: {title: \x07A}}")
    assert codes(result) == [(Code.ENCODING, 1)]
    assert len(result.records) == 1


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "2019",
            "Jan 2019",
            "10.1000/x",
            "https://a.b",
            "javascript:x",
            "A and B",
            "*x*",
            "$x$",
            "{",
            "arXiv:1703.06870",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "title", "label", "url", "kind", "date", "year", "group", "x", ""]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    "title author editor date year month day journal booktitle venue venues links link code award awards"
    " image note doi eprint archiveprefix isbn tags selected author+an key type pages url status events"
    " recipients publications people name aliases period years orcid link_x abbr howpublished".split()
)
GROUPS = st.sampled_from(["publications", "awards", "activities", "people"])


@given(st.binary() | st.text().map(str.encode), st.sampled_from(["a.yaml", "a.json", "a.toml"]))
def test_any_bytes_are_read_without_error(data: bytes, path: str) -> None:
    assert isinstance(read(data, path), ReadResult)


@settings(deadline=None)  # on a busy machine one example may take longer
@given(
    st.dictionaries(
        GROUPS,
        st.dictionaries(st.text(max_size=3), st.dictionaries(FIELDS, VALUES))
        | st.lists(st.dictionaries(FIELDS, VALUES)),
    )
)
def test_any_values_are_read_without_error(value: object) -> None:
    text = json.dumps(value)
    for path in ("a.json", "a.yaml"):
        assert isinstance(read(text.encode(), path), ReadResult)


@given(st.text(alphabet="publicatons: \n-[]{}&*!|>'\"#a1,?%@`~<\t", max_size=200))
def test_any_yaml_is_read_without_error(text: str) -> None:
    assert isinstance(read_text(f"publications:\n{text}"), ReadResult)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("publications:\n  doe:\n    title: T\n  links:\n    code: https://example.org\n", 4),
        ("publications:\n  doe:\n    title: T\n  year: 2020\n", 4),
        ("publications:\n  doe:\n    title: T\nlinks:\n  code: https://example.org\n", 4),
        ("awards:\n  doe:\n    title: T\nrecipient: Jane Doe\n", 4),
        ("people:\n  doe:\n    name: T\nhomepage: https://example.org\n", 4),
    ],
)
def test_a_field_beside_the_records_is_reported(text: str, line: int) -> None:
    result = read(text.encode(), "a.yaml")
    assert [record.key for record in result.records] == ["doe"]
    [problem] = result.problems
    assert (problem.code, problem.origin.line) == (Code.SHAPE, line)
    assert "indent it under its record" in problem.message


def test_other_names_of_fields_of_awards_and_activities() -> None:
    (award,) = read_text("awards: [{title: A, awardee: Jane Doe}]").records
    assert isinstance(award, Award)
    assert [who.name.full() for who in award.recipients] == ["Jane Doe"]
    text = "activities: [{role: TA, course: Vision, institution: ETH, date: 2020}]"
    (activity,) = read_text(text).records
    assert isinstance(activity, Activity)
    assert (activity.title, activity.events) == (("Vision",), (("ETH",),))
