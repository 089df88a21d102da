"""The table of tags, which the manual shows, says which fields the RIS reader makes of each tag."""

from __future__ import annotations

import pytest

from sphinx_pubs.model.links import LINK_FIELDS, LINK_KINDS
from sphinx_pubs.readers.fields.tables import PUBLICATION, STORED, names_in
from sphinx_pubs.readers.ris import fields_of, read
from sphinx_pubs.readers.ris_tags import FIELD_TAGS, KEY, NOTE_LINES, NOTES, TYPE

TYPES = ("JOUR", "CPAPER", "CHAP", "BOOK", "THES", "RPRT", "PAT", "COMP", "GEN")
#: Values of which each tag can hold at least one.
VALUES = (
    "7",
    "10.5555/12345678",
    "978-3-16-148410-0",
    "2049-3630",
    "https://example.org/a",
    "https://example.org/a.pdf",
    "https://example.org/a https://example.org/b.pdf https://example.org/c",
)
#: Tags of the specification and of programs that are read into fields.
READ = (
    "A1 A2 A4 AB AU BT C7 CP CT CY DA DO ED EP ET IS J1 J2 JA JF JO KW L1 L2 LA LK M3 N1 N2 PB PP PY SN SP ST"
    " T1 T2 T3 TI UR VL VO Y1 Y2"
).split()
#: Others, which become fields of their own name.
OTHERS = ("AN", "C1", "DB", "RN", "U1")


def fields_from(tag: str, value: str) -> set[str]:
    """Return the fields that a tag becomes in a record of any type, besides one of the name of the tag."""
    found: set[str] = set()
    for name in TYPES:
        found |= fields_of({TYPE: [name], tag: [value]}).keys()
        found |= {"abbr"} & fields_of({TYPE: [name], "T2": ["Example Conference"], tag: [value]}).keys()
    return found - {tag.lower()}


@pytest.mark.parametrize("tag", [*READ, *OTHERS])
def test_table_has_exactly_the_fields_of_a_tag(tag: str) -> None:
    found = set().union(*(fields_from(tag, value) for value in VALUES))
    assert found == {field for field, tags in FIELD_TAGS.items() if tag in tags}


def test_table_has_all_tags() -> None:
    assert sorted({tag for tags in FIELD_TAGS.values() for tag in tags}) == READ


@pytest.mark.parametrize("name", NOTE_LINES)
def test_table_has_the_field_of_a_line_of_a_note(name: str) -> None:
    assert fields_from(NOTES, f"{name}: 7") == {NOTE_LINES[name]}


def test_any_field_can_be_a_line_of_a_note() -> None:
    assert fields_from(NOTES, "tex.presentation: Oral") == {"presentation"}


def test_fields_are_those_of_publications() -> None:
    known = names_in(PUBLICATION) | names_in(STORED) | LINK_KINDS.keys() | LINK_FIELDS.keys() | {"type"}
    assert {*FIELD_TAGS, *NOTE_LINES.values()} <= known


def test_tags_of_type_and_key() -> None:
    (record,) = read(f"{TYPE}  - BOOK\n{KEY}  - doe2020\nTI  - T\nER  - \n".encode(), "a.ris").records
    assert (record.kind, record.key) == ("book", "doe2020")
