"""Contributors of all name fields: roles and annotations."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.problems import Code
from tests.unit.readers.support import read_fields, read_valid


@pytest.mark.parametrize(
    ("annotation", "marks", "problems"),
    [
        ("1=equal;2=equal,corresponding", [("equal",), ("equal", "corresponding")], []),
        (' 2 = "co-first" ', [(), ("co-first",)], []),
        ("1:family=student", [("student",), ()], []),
        ("3=equal", [(), ()], [Code.BAD_NAME]),
        ("equal", [(), ()], [Code.BAD_NAME]),
    ],
)
def test_annotations_add_marks(annotation: str, marks: list[tuple[str, ...]], problems: list[Code]) -> None:
    record, codes = read_fields({"author": "Yang and Zhao", "author+an": annotation})
    assert [who.marks for who in record.authors] == marks
    assert codes == problems


def test_contributors_are_ordered_by_role() -> None:
    record = read_valid({"editor": "Doe", "author": "Roe", "translator": "Moe", "supervisor": "Poe"})
    assert [(who.name.family, who.role) for who in record.contributors] == [
        ("Roe", "author"),
        ("Doe", "editor"),
        ("Moe", "translator"),
        ("Poe", "advisor"),
    ]


def test_fields_of_one_role_are_joined() -> None:
    assert [who.name.family for who in read_valid({"author": "Roe", "authors": "Doe"}).authors] == [
        "Roe",
        "Doe",
    ]
