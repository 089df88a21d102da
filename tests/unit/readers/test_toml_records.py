"""Damaged headers of TOML files, which can leave the file valid."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from sphinx_pubs.readers.native import read
from sphinx_pubs.readers.toml_records import has_damaged_header

LISTS = "".join(
    f"""
[[publications]]
key = "{key}2019x"
title = "Title {key}"

[[publications.authors]]
name = "Jane Doe"

[publications.links]
pdf = "https://example.org/{key}.pdf"
"""
    for key in "abc"
)
KEYED = "".join(
    f"""
[publications.{key}2019x]
title = "Title {key}"

[publications.{key}2019x.links]
pdf = "https://example.org/{key}.pdf"
"""
    for key in "abc"
)


def read_with(text: str, old: str, new: str) -> tuple[list[str], set[Code]]:
    index = text.index(old)
    result = read((text[:index] + new + text[index + len(old) :]).encode(), "a.toml")
    return [record.key for record in result.records], {problem.code for problem in result.problems}


@pytest.mark.parametrize(
    "header",
    ["[[publixcations]]", "[[publication]]", "#[publications]]", "[\n[publications]]", "[=[publications]]"],
)
def test_a_damaged_header_of_a_list_costs_its_record(header: str) -> None:
    """The inner tables below it do not become records, nor parts of the record above it."""
    keys, codes = read_with(LISTS, '[[publications]]\nkey = "b', f'{header}\nkey = "b')
    assert keys == ["a2019x", "c2019x"]
    assert codes == {Code.SYNTAX}


@pytest.mark.parametrize(
    "header",
    ["[publicationsb2019x]", "[publixcations.b2019x]", "#publications.b2019x]", "[\npublications.b2019x]"],
)
def test_a_damaged_header_of_a_mapping_costs_its_record(header: str) -> None:
    keys, codes = read_with(KEYED, "[publications.b2019x]", header)
    assert keys == ["a2019x", "c2019x"]
    assert codes == {Code.SYNTAX}


@pytest.mark.parametrize("key", ["b219x.links", "b2019xlinks", "b20119x.links"])
def test_an_inner_table_with_another_key_is_no_record(key: str) -> None:
    keys, codes = read_with(KEYED, "[publications.b2019x.links]", f"[publications.{key}]")
    assert keys == ["a2019x", "b2019x", "c2019x"]
    assert codes == {Code.SYNTAX}


def test_a_damaged_key_with_inner_tables_makes_one_record() -> None:
    keys, codes = read_with(KEYED, "[publications.b2019x]", "[publications.b219x]")
    assert keys == ["a2019x", "b219x", "c2019x"]
    assert codes == {Code.SYNTAX}


@pytest.mark.parametrize(
    "text",
    [
        LISTS,
        KEYED,
        "[publications.a1]\ntitle = 'A'\n[publications.a2]\ntitle = 'B'\n[publications.a1.links]\npdf='x'\n",
        "[[person]]\nname = 'A'\n[[person]]\nname = 'B'\n[[people]]\nname = 'C'\n",
        "# [[publications]]\n# title = 'A'\n\n[[publications]]\ntitle = 'B'\n",
    ],
)
def test_a_sound_file_has_no_damaged_header(text: str) -> None:
    assert not has_damaged_header(text)


@pytest.mark.parametrize("text", [LISTS, KEYED])
@pytest.mark.parametrize("cut_off", ["[", "[[", "[[publ"])
def test_a_file_cut_off_in_a_header_keeps_the_record_above(text: str, cut_off: str) -> None:
    result = read((text + "\n" + cut_off).encode(), "a.toml")
    assert len(result.records) == 3
    assert {problem.code for problem in result.problems} == {Code.SYNTAX}
