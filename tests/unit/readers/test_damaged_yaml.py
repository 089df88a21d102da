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
