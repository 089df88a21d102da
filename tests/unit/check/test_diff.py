"""Two states of data files: new, gone and changed works, changed keys, and records that lost their work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_pubs.check.diff import Change, Difference, Entry, FieldChange, KeyChange, difference
from sphinx_pubs.check.files import read_records
from sphinx_pubs.cli import main
from tests.support import REPOSITORY

EXAMPLE = REPOSITORY / "example_docs" / "manual" / "guides" / "diff"
A = "@article{doe2024a, title={Splatting}, author={Doe, Jane}, year=2024, doi={10.1000/a}}\n"
B = "@article{doe2024b, title={Meshing}, author={Doe, Jane}, year=2024}\n"


def compare(tmp_path: Path, old: str, new: str, more: str = "") -> Difference:
    states = []
    for name, content in (("old.bib", old), ("new.bib", new), ("more.yaml", more)):
        (tmp_path / name).write_text(content, encoding="utf-8")
        states.append(read_records([str(tmp_path / name)] if content else []).records)
    return difference(*states)


def test_the_example_of_the_manual(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(EXAMPLE)
    assert main(["diff", "old.bib", "new.bib", "--with", "more.yaml"]) == 1
    assert capsys.readouterr().out == (EXAMPLE / "output.txt").read_text(encoding="utf-8")


def test_new_and_gone(tmp_path: Path) -> None:
    assert compare(tmp_path, A, A + B) == Difference(new=(Entry("doe2024b", "Meshing"),))
    assert compare(tmp_path, A + B, A) == Difference(gone=(Entry("doe2024b", "Meshing"),))
    assert not compare(tmp_path, A + B, B + A)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (A, A.replace("doe2024a", "new")),  # by DOI, title and author
        (A.replace("Splatting", "Splats"), A.replace("doe2024a", "new").replace("Jane", "Janet")),  # by DOI
        (B, B.replace("doe2024b", "new")),  # by title, author and year
        (B, B.replace("doe2024b", "new").replace("2024}", "2025}").replace("year=2024", "year=2025")),
        (B, B.replace("doe2024b,", "new, ids={doe2024b},").replace("Meshing", "Other")),  # by the former key
        (B.replace("year=2024", "eprint={2401.00001}, eprinttype={arxiv}"),
         B.replace("doe2024b", "new").replace("year=2024", "doi={10.48550/arXiv.2401.00001}")),
    ],
)  # fmt: skip
def test_a_work_with_another_key(tmp_path: Path, old: str, new: str) -> None:
    found = compare(tmp_path, old, new)
    assert [(change.new, found.new, found.gone) for change in found.keys] == [("new", (), ())]


def test_keys_that_are_swapped(tmp_path: Path) -> None:
    swapped = (A + B).replace("2024a", "2024x").replace("2024b", "2024a").replace("2024x", "2024b")
    assert compare(tmp_path, A + B, swapped) == Difference(
        keys=(KeyChange("doe2024a", "doe2024b", "Splatting"), KeyChange("doe2024b", "doe2024a", "Meshing"))
    )


def test_changed_fields(tmp_path: Path) -> None:
    new = A.replace("year=2024", "year={2025}, note={N}").replace(", doi={10.1000/a}", ", file={x.pdf}")
    assert compare(tmp_path, A, new).changed == (
        Change(
            "doe2024a",
            (
                FieldChange("year", "2024", "2025"),
                FieldChange("doi", "10.1000/a", ""),
                FieldChange("note", "", "N"),
            ),
        ),
    )


def test_a_new_title_is_a_change(tmp_path: Path) -> None:
    found = compare(tmp_path, B, B.replace("Meshing", "Something Else"))
    assert [change.fields for change in found.changed] == [
        (FieldChange("title", "Meshing", "Something Else"),)
    ]
    assert not found.new


MORE = """
publications:
  doe2024a: {code: 'https://example.org'}
awards:
  best: {title: Best, publication: doe2024b}
"""


@pytest.mark.parametrize(
    ("new", "lost"),
    [
        (A + B, []),
        (A, [("doe2024b", "Meshing", "")]),
        (A.replace("doe2024a", "x") + B, [("doe2024a", "Splatting", "x")]),
        (A.replace("doe2024a", "x, ids={doe2024a}") + B, []),
        (A.replace("doe2024a", "x") + B.replace("doe2024b", "doe2024a"),
         [("doe2024a", "Splatting", "x"), ("doe2024b", "Meshing", "doe2024a")]),
    ],
)  # fmt: skip
def test_records_that_lose_their_work(tmp_path: Path, new: str, lost: list[tuple[str, str, str]]) -> None:
    found = compare(tmp_path, A + B, new, MORE)
    assert [(each.key, each.work, each.new_key) for each in found.lost] == lost
    # What is added by the record itself has not changed.
    assert {field.name for change in found.changed for field in change.fields} <= {"ids"}


def test_a_record_with_an_identifier_follows_its_work(tmp_path: Path) -> None:
    more = "publications:\n- {key: doe2024a, doi: 10.1000/a, code: 'https://example.org'}\n"
    assert compare(tmp_path, A + B, A.replace("doe2024a", "x") + B, more).lost == ()


def test_json_and_exit_statuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("a.bib", A), ("b.bib", A + B), ("empty.bib", "")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    one, two, empty = (str(tmp_path / name) for name in ("a.bib", "b.bib", "empty.bib"))
    assert main(["diff", one, one]) == 0
    assert capsys.readouterr().out == "no differences\n"
    assert main(["diff", one, two, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["new"] == [{"key": "doe2024b", "title": "Meshing"}]
    assert sorted(document) == ["changed", "gone", "keys", "lost", "new"]
    assert main(["diff", one, empty]) == 2
    assert "it is empty" in capsys.readouterr().err
    with pytest.raises(SystemExit) as error:
        main(["diff", one, str(tmp_path / "nothing.bib")])
    assert error.value.code == 2
