"""Lists of names with commas."""

from __future__ import annotations

import pytest

from sphinx_pubs.readers.fields.name_lists import split_names


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Doe, Jane", ["Doe, Jane"]),
        ("Jane Doe", ["Jane Doe"]),
        ("Jane Doe, John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe, and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Doe, Jane and Roe, John", ["Doe, Jane", "Roe, John"]),
        ("Doe, J., Roe, J. Q., and Poe, A.", ["Doe, J.", "Roe, J. Q.", "Poe, A."]),
        ("Doe-Roe, J.-P., Poe, A.", ["Doe-Roe, J.-P.", "Poe, A."]),
        ("Doe J, Roe JQ & Poe A.", ["Doe, J", "Roe, JQ", "Poe, A"]),
        ("J. Doe, J. Q. Roe, et al.", ["J. Doe", "J. Q. Roe", "others"]),
        ("Doe et al.", ["Doe", "others"]),
        ("Doe*, Roe*, Poe* et al.", ["Doe*", "Roe*", "Poe*", "others"]),
        ("Doe, Jane; Roe, John Q.", ["Doe, Jane", "Roe, John Q."]),
        ("van der Doe, Jane Ann", ["van der Doe, Jane Ann"]),
        ("Jane Doe, John Roe.", ["Jane Doe", "John Roe."]),
        ("", []),
    ],
)
def test_split_names(source: str, expected: list[str]) -> None:
    assert split_names(source) == expected
