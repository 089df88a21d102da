"""Braces: depth, groups, splitting outside of groups."""

from __future__ import annotations

import re

import pytest

from sphinx_pubs.readers.braces import (
    BRACE,
    EVERY_BRACE,
    TEX_BRACE,
    brace_depths,
    deepest,
    end_of_group,
    is_balanced,
    is_one_group,
    outside_braces,
    split_outside_braces,
)

COMMA = re.compile(",")


@pytest.mark.parametrize(
    ("source", "depths"),
    [
        ("", []),
        ("a{b{c}}", [(2, 1), (4, 2), (6, 1), (7, 0)]),
        (r"{\}}", [(1, 1), (4, 0)]),
        ("}}{", [(1, -1), (2, -1), (3, 1)]),
    ],
)
def test_depths(source: str, depths: list[tuple[int, int]]) -> None:
    assert list(brace_depths(source)) == depths


@pytest.mark.parametrize(
    ("source", "brace", "expected"),
    [
        ("a {b} {c {d}}", BRACE, True),
        (r"\{", BRACE, True),
        (r"\{", EVERY_BRACE, False),
        (r"\\{a}", BRACE, False),
        (r"\\{a}", TEX_BRACE, True),
        ("}{", BRACE, False),
        ("{", BRACE, False),
    ],
)
def test_balanced(source: str, brace: re.Pattern[str], expected: bool) -> None:
    assert is_balanced(source, brace) is expected


def test_deepest_group() -> None:
    assert [deepest(source) for source in ("", "a", "}", "{a}{b{c}}", "}{{")] == [0, 0, 0, 2, 2]


def test_end_of_a_group() -> None:
    assert [end_of_group("x{a{b}}c", start) for start in (1, 3)] == [7, 6]
    assert end_of_group("{a{b}", 0) == 0


@pytest.mark.parametrize(
    ("source", "expected"),
    [("{a}", True), ("{a}{b}", False), ("{a}b", False), (r"{a\}", False), ("{}", True), ("{", False)],
)
def test_one_group(source: str, expected: bool) -> None:
    assert is_one_group(source) is expected


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("a, b", ["a", "b"]),
        ("a, {b, c}, d", ["a", "{b, c}", "d"]),
        ("a}, {b, c}", ["a}", "{b, c}"]),
        ("{a, b", ["{a, b"]),
        (r"\{a, b", [r"\{a", "b"]),
    ],
)
def test_split_outside_braces(source: str, pieces: list[str]) -> None:
    assert split_outside_braces(source, COMMA) == pieces


def test_text_outside_of_braces() -> None:
    assert outside_braces("a{b{c}}d}e{f") == "ad}e"
