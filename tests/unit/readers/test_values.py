"""Raw values of fields -> strings and lists."""

from __future__ import annotations

import datetime

import pytest

from sphinx_pubs.readers.fields.values import COMMA, as_list, quoted, scalar, split_list


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" a ", "a"),
        (None, ""),
        (True, "true"),
        (2019, "2019"),
        (datetime.date(2019, 11, 3), "2019-11-03"),
        (["a"], None),
        ({"a": "b"}, None),
    ],
)
def test_scalar(value: object, expected: str | None) -> None:
    assert scalar(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(None, []), ("", []), ("a", ["a"]), (["a", "b"], ["a", "b"]), (0, [0])]
)
def test_as_list(value: object, expected: list[object]) -> None:
    assert as_list(value) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("a, b,", ["a", "b"]), ("{a, b}, c", ["{a, b}", "c"]), ("a}, b", ["a}", "b"]), (" , ", [])],
)
def test_split_list(source: str, expected: list[str]) -> None:
    assert split_list(source, COMMA) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [("a\n b", "'a b'"), ("x" * 40, f"'{'x' * 40}'"), ("x" * 41, f"'{'x' * 39}…'")],
)
def test_quotes_in_messages_are_short(source: str, expected: str) -> None:
    assert quoted(source) == expected
