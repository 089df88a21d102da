"""Lines of YAML files that start a record, but for one character: the fault costs its record only."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.native import read

BLOCK = "".join(f"- key: {key}2019x\n  title: Title {key}\n  authors:\n  - name: Jane Doe\n" for key in "abc")
FLOW = "".join(f"- {{key: {key}2019x, title: Title {key}, authors: [Jane Doe]}}\n" for key in "abc")
INDENTED = "publications:\n" + "".join(f"  {line}\n" for line in BLOCK.splitlines())


def keys(text: str) -> list[str]:
    result = read(text.encode(), "a.yaml")
    assert Code.SYNTAX in {problem.code for problem in result.problems}
    return [record.key for record in result.records]


@pytest.mark.parametrize("start", ["-=", "x ", "-x", "--", "x- ", "-x ", "-", "-#", "-# ", "=- ", ", ", "' "])
@pytest.mark.parametrize("text", [BLOCK, FLOW, INDENTED])
def test_a_damaged_dash_or_blank_costs_one_item(text: str, start: str) -> None:
    first = "- {key: b2019x" if text == FLOW else "- key: b2019x"
    assert keys(text.replace(first, start + first[2:])) == ["a2019x", "c2019x"]


def test_a_line_with_a_blank_for_its_dash_is_an_item_in_flow_style() -> None:
    assert keys(FLOW.replace("- {key: b", "  {key: b")) == ["a2019x", "c2019x"]


def test_a_line_of_a_list_of_names_is_no_item() -> None:
    """Names in flow style can be at the indentation of the fields."""
    names = "  authors: [\n  {name: Jane Doe},\n  {name: Jim Roe}]\n"
    text = FLOW + f"- key: d2019x\n  title: Title d\n{names}- key: e2019x\n  title: ]\n"
    assert keys(text) == ["a2019x", "b2019x", "c2019x", "d2019x"]


NO_KEYS = "".join(
    f"- title: {word}\n  authors: [Jane Doe]\n  year: 2019\n" for word in ("Alpha", "Beta", "Gamma")
)
KEYED = "publications:\n" + "".join(
    f"  {key}2019x:\n    title: Title {key}\n    links:\n      pdf: https://example.org/{key}.pdf\n"
    for key in "abc"
)


@pytest.mark.parametrize(
    ("text", "first", "damaged"),
    [
        (BLOCK, "- key: b", "#- key: b"),
        (BLOCK, "- key: b", "# key: b"),
        (BLOCK, "- key: b", "  key: b"),
        (INDENTED, "  - key: b", "  #- key: b"),
        (INDENTED, "  - key: b", "    key: b"),
        (KEYED, "  b2019x:", "  #b2019x:"),
        (KEYED, "  b2019x:", "  #2019x:"),
        (NO_KEYS, "- title: Beta", "#- title: Beta"),
        (NO_KEYS, "- title: Beta", "  title: Beta"),
    ],
)
def test_two_records_in_a_valid_file_are_not_one(text: str, first: str, damaged: str) -> None:
    """A first line that is a comment, or has lost its dash, leaves the file valid."""
    first_record, _, last_record = read(text.encode(), "a.yaml").records
    assert keys(text.replace(first, damaged)) == [first_record.key, last_record.key]


def test_a_comment_in_a_record_starts_no_record() -> None:
    text = BLOCK.replace("  title: Title b", "  #- key: other\n  title: Title b\n  # key: other")
    assert [record.key for record in read(text.encode(), "a.yaml").records] == ["a2019x", "b2019x", "c2019x"]


def test_a_repeated_field_of_one_record_is_reported_as_such() -> None:
    text = BLOCK + "- title: A\n  year: 2019\n  title: B\n"
    result = read(text.encode(), "a.yaml")
    assert len(result.records) == 4
    assert {problem.code for problem in result.problems} == {Code.DUPLICATE_FIELD}


def test_an_inner_table_at_the_margin_is_no_record() -> None:
    """A line break in a key of a mapping of records: what is behind it seems to be a key of a record."""
    text = KEYED.replace("publications:\n", "").replace("\n  ", "\n").strip()
    assert keys(text.replace("  links:\n", "  l\nnks:\n", 1)) == ["b2019x", "c2019x"]


def test_a_record_that_is_a_list_costs_no_other_record() -> None:
    """A dash in front of its first field leaves the file valid; the others were lost without a word."""
    result = read(KEYED.replace("    title: Title b", "  - title: Title b").encode(), "a.yaml")
    assert [record.key for record in result.records][::2] == ["a2019x", "c2019x"]


@pytest.mark.parametrize("start", ["xkey:", "-key:", "zkey:", "key:", "[key:"])
def test_a_record_in_flow_style_without_its_bracket(start: str) -> None:
    """Its first key is not a field of the record above it."""
    text = "publications: [" + ", ".join(FLOW.replace("- ", "").splitlines()) + "]\n"
    assert keys(text.replace("{key: b", f"{start} b")) == ["a2019x", "c2019x"]


@pytest.mark.parametrize("end", ["", " 2019", ", tags: [x"])
def test_a_file_in_flow_style_cut_off_in_its_first_record_has_none(end: str) -> None:
    assert keys(f"[{{key: a, title: A, authors: [{{name: Jane Doe}}, {{name: Jim Roe}}], year:{end}") == []
