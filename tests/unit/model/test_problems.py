"""Suggestions of similar names in messages."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import MEANINGS, Code, did_you_mean


@pytest.mark.parametrize(
    ("name", "limit", "end"),
    [
        ("titel", 1, "; did you mean 'title'?"),
        ("titel", 3, "; did you mean 'title' or 'subtitle'?"),
        ("zzz", 1, ""),
        ("zzz", 3, ""),
    ],
)
def test_similar_names_are_suggested(name: str, limit: int, end: str) -> None:
    assert did_you_mean(name, iter(("year", "subtitle", "title")), limit) == end


def test_every_code_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Code)
