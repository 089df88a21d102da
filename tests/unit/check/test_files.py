"""Which files a path means, and the result of checking them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.check.files import check, expand
from sphinx_pubs.model.problems import Code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "b.bib": "@book{b, title={A title}, publisher={P}, year=2020}",
        "sub/a.bib": "@book{a, title={Another title}, publisher={P}, year=2020}",
        "sub/people.yaml": "people: {jane: {name: Jane Doe}}",
        "sub/_config.yml": "theme: minima\nplugins: [jekyll-feed]",
        "sub/broken.yml": "publications:\n  a: {title: [",
        "package.json": '{"name": "x", "version": "1"}',
        "notes.txt": "nothing",
        "index.md": "---\ntitle: A page\n---\n",
        ".hidden.bib": "@book{h}",
        ".git/x.bib": "@book{h}",
        "node_modules/x.bib": "@book{h}",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def found(folder: Path, pattern: str) -> list[str]:
    return [Path(path).relative_to(folder).as_posix() for path in expand(str(folder / pattern))]


def test_a_folder_means_its_data_files(folder: Path) -> None:
    assert found(folder, "") == ["b.bib", "sub/a.bib", "sub/broken.yml", "sub/people.yaml"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("b.bib", ["b.bib"]),
        ("*.bib", ["b.bib"]),
        ("**/*.bib", ["b.bib", "node_modules/x.bib", "sub/a.bib"]),
        ("notes.txt", ["notes.txt"]),
        ("sub/people.yaml#awards", ["sub/people.yaml#awards"]),
        ("c.bib", []),
        ("*.ris", []),
    ],
)
def test_paths_and_patterns(folder: Path, pattern: str, expected: list[str]) -> None:
    assert found(folder, pattern) == expected


def test_a_file_name_may_have_glob_characters(tmp_path: Path) -> None:
    path = tmp_path / "a[1].bib"
    path.touch()
    assert expand(str(path)) == [str(path)]


def test_files_are_one_library(folder: Path) -> None:
    (folder / "c.bib").write_text("@article{c, title={A third title}, author={Doe, J.}, year=2020}")
    checked = check([*expand(str(folder / "*.bib")), *expand(str(folder / "sub/people.yaml"))])
    assert list(checked.library.publications) == ["b", "c"]
    assert checked.library.publications["c"].contributors[0].person == "jane"
    assert [hint.message for hint in checked.hints] == ["no journal"]


def test_problems_are_in_the_order_of_the_files(tmp_path: Path) -> None:
    bib, yaml = tmp_path / "z.bib", tmp_path / "a.yaml"
    bib.write_text("@book{a, year=2020}\n@book{b, title={A title}, year={sometime}}", encoding="utf-8")
    yaml.write_text("publications: {c: {titel: A title}}", encoding="utf-8")
    problems = check([str(bib), str(yaml)]).problems
    assert [(problem.code, Path(problem.origin.path).name, problem.key) for problem in problems] == [
        (Code.MISSING_TITLE, "z.bib", "a"),
        (Code.BAD_DATE, "z.bib", "b"),
        (Code.UNKNOWN_FIELD, "a.yaml", "c"),
        (Code.MISSING_TITLE, "a.yaml", "c"),
    ]


def test_a_file_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    (problem,) = check([str(folder / "notes.txt")]).problems
    assert problem.code is Code.SOURCE
    (problem,) = check([str(folder / "sub")]).problems
    assert problem.code is Code.SOURCE
    (problem,) = check([str(folder / "b.bib")], max_bytes=10).problems
    assert problem.code is Code.SIZE


def test_a_group_says_what_a_list_holds(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- title: Best Paper Award\n  year: 2017\n", encoding="utf-8")
    assert len(check([f"{path}#awards"]).library.awards) == 1
    assert len(check([str(path)]).library.awards) == 0


def test_duplicates_are_reported_or_merged(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    entry = "@article{%s, title={Mask {R-CNN}}, journal={J}, year=2020, doi={10.1109/ICCV.2017.322}}\n"
    path.write_text(entry % "a" + entry % "b", encoding="utf-8")
    assert [problem.code for problem in check([str(path)]).problems] == [Code.DUPLICATE_WORK]
    assert check([str(path)], merge="identifiers").problems == ()
