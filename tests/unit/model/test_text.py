"""Texts with markup."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.text import EMPTY, Hyperlink, Inline, Markup, Math, Text, joined, plain, tidy

STRONG = Markup("strong", ("b", Markup("emphasis", ("c",))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EMPTY, ""),
        (("a",), "a"),
        (("a ", STRONG, " d"), "a bc d"),
        (("On ", Math("L_2")), "On L_2"),
        ((Hyperlink("https://example.org", ("x", STRONG)),), "xbc"),
    ],
)
def test_plain(text: Text, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ()),
        (["", ""], ()),
        (["a", "", "b"], ("ab",)),
        (["a", STRONG, "b", "c"], ("a", STRONG, "bc")),
        ([STRONG, "", STRONG], (STRONG, STRONG)),
    ],
)
def test_joined(parts: list[Inline], expected: Text) -> None:
    assert joined(parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ((" a\n  b\t",), ("a b",)),
        ((" ", STRONG, "  c "), (STRONG, " c")),
        (("a ", STRONG, " "), ("a ", STRONG)),
        (("a\xa0 b\xa0",), ("a\xa0 b\xa0",)),
        ((Math(" x  y "),), (Math(" x  y "),)),
        (("  ",), ()),
    ],
)
def test_tidy(text: Text, expected: Text) -> None:
    assert tidy(text) == expected
