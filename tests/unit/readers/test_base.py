"""Decoding a file."""

import pytest

from sphinx_pubs.model.text import printable
from sphinx_pubs.readers.base import ProblemLog, decode

CHARACTERS = [chr(code) for code in (*range(0x400), 0x2028, 0xFEFF, *range(0xFFF0, 0x10000), 0x1F600)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_decode_removes_unprintable_characters(encoding: str) -> None:
    for character in CHARACTERS:
        problems = ProblemLog("x")
        expected = printable(f"a{character}b".replace("\ufeff", ""))
        assert decode(f"a{character}b".encode(encoding), encoding, problems) == expected
        assert bool(problems.found) == (expected != f"a{character}b")
