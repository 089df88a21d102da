"""Authors in the place of records."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.native import read

RECORDS = "".join(f"- title: Title {key}\n  authors:\n  - name: Jane Doe\n  year: 2010\n" for key in "abc")


def test_an_author_at_the_margin_is_no_record() -> None:
    text = RECORDS + "- title: Title d\n  authors:\n  - name: Jane Doe\n- name: John Roe\n  year: 2010\n"
    result = read(text.encode(), "a.yaml")
    assert len(result.records) == 4
    assert [(problem.code, problem.origin.line) for problem in result.problems] == [(Code.SHAPE, 16)]


@pytest.mark.parametrize(
    "text",
    [
        "- name: Title a\n- name: Title b\n- name: Title c\n- title: Title d\n",
        RECORDS + "- key: x\n  name: Title d\n",
        "awards:\n- name: Prize\n- name: Medal\n  date: 2010\n",
        "people:\n- name: Jane Doe\n- name: John Roe\n",
    ],
)
def test_records_with_a_name(text: str) -> None:
    result = read(text.encode(), "a.yaml")
    assert len(result.records) == text.count("\n- ") + text.startswith("- ")
    assert Code.SHAPE not in {problem.code for problem in result.problems}
