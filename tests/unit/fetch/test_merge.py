"""The three-way merge of a field as a table: base, theirs, ours; what the file has then, and the report."""

from __future__ import annotations

import pytest

from sphinx_pubs.fetch.documents import Document
from sphinx_pubs.fetch.merge import FieldChange, merge_record

NONE = ""  # the field is missing
#: What a person may have written instead: another value, and the same value in another form.
EDITED = {".yaml": "  volume: 99 # mine\n", ".bib": '  volume = "99",\n'}


def document(suffix: str, ours: str) -> Document:
    """Return a generated file with one record; ``ours`` is a value, a whole line or nothing."""
    line = ours if ours.endswith("\n") or not ours else ""
    if suffix == ".yaml":
        written = line or (f"  volume: {ours}\n" if ours else "")
        text = f"publications:\n- key: doe\n  type: article\n  title: A title\n{written}  date: 2020\n"
    else:
        written = line or (f"  volume = {{{ours}}},\n" if ours else "")
        text = f"@article{{doe,\n  title = {{A title}},\n{written}  year = {{2020}},\n}}\n"
    return Document.parse(f"papers.auto{suffix}", text.encode())


@pytest.mark.parametrize("suffix", [".yaml", ".bib"])
@pytest.mark.parametrize(
    ("base", "theirs", "ours", "in_file", "reported", "is_kept"),
    [
        # nobody has changed anything
        ("1", "1", "1", "1", None, False),
        (NONE, NONE, NONE, NONE, None, False),
        # the service has a new value
        ("1", "2", "1", "2", ("1", "2", False), False),
        (NONE, "2", NONE, "2", (None, "2", False), False),
        # a person has a new value, has added or removed the field
        ("1", "1", "99", "99", None, True),
        ("1", "1", "edited", "edited", None, True),
        ("1", "1", NONE, NONE, None, True),
        (NONE, NONE, "99", "99", None, False),
        # both have
        ("1", "2", "99", "99", ("1", "2", True), True),
        ("1", "2", "edited", "edited", ("1", "2", True), True),
        ("1", "2", NONE, NONE, ("1", "2", True), True),
        (NONE, "2", "99", "99", (None, "2", True), True),
        # both have the same
        ("1", "2", "2", "2", None, False),
        (NONE, "2", "2", "2", None, False),
        # the service has lost the value
        ("1", NONE, "1", "1", None, False),
        ("1", NONE, "99", "99", None, True),
    ],
)
def test_a_field(
    suffix: str,
    base: str,
    theirs: str,
    ours: str,
    in_file: str,
    reported: tuple[str | None, str, bool] | None,
    is_kept: bool,
) -> None:
    written = document(suffix, EDITED[suffix] if ours == "edited" else ours)
    expected = document(suffix, EDITED[suffix] if in_file == "edited" else in_file)
    old, new = ({"volume": value} if value else {} for value in (base, theirs))
    merged = merge_record(written, written.blocks[0], old, new)
    assert sorted(written.text().splitlines()) == sorted(expected.text().splitlines())
    assert merged.changes == ([FieldChange("volume", *reported)] if reported else [])
    assert merged.kept == (["volume"] if is_kept else [])
    assert merged.base == ({"volume": theirs or base} if theirs or base else {})
