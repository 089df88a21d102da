"""The public Python API: it needs no Sphinx, and the examples that document it are true."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import sphinx_pubs
from sphinx_pubs import Library, load
from sphinx_pubs import export as public_export
from sphinx_pubs import model as public_model
from sphinx_pubs.model import Code
from tests.support import REPOSITORY

DOCS = REPOSITORY / "example_docs"
BOOK = "@book{knuth1984, title={The TeXbook}, author={Knuth, Donald E.}, publisher={P}, year=1984}\n"

# Importing a module that is None in sys.modules is an ImportError.
WITHOUT_SPHINX = "import sys; sys.modules.update(dict.fromkeys(('sphinx', 'docutils')));"
RUN_DOCTESTS = """
import doctest, importlib
failures = [doctest.testfile(name, module_relative=False, encoding="utf-8").failed for name in sys.argv[1:2]]
for name in sys.argv[2:]:
    failures.append(doctest.testmod(importlib.import_module(name)).failed)
sys.exit(sum(failures))
"""


def run(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_SPHINX + code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("sphinx_pubs", sphinx_pubs.__all__),
        ("sphinx_pubs.model", public_model.__all__),
        ("sphinx_pubs.export", public_export.__all__),
    ],
)
def test_public_names_are_imported_without_sphinx(module: str, names: Sequence[str], tmp_path: Path) -> None:
    done = run(f"from {module} import {', '.join(names)}", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_imports_no_other_module(tmp_path: Path) -> None:
    done = run(
        "import sphinx_pubs; print(*(name for name in sys.modules if 'pubs' in name or name == 'yaml'))",
        folder=tmp_path,
    )
    assert done.stdout.split() == ["sphinx_pubs"]


def test_the_examples_of_the_manual() -> None:
    done = run(RUN_DOCTESTS, "manual/reference/python.rst", folder=DOCS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_examples_in_docstrings(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    modules = ("sphinx_pubs", "sphinx_pubs.model", "sphinx_pubs.export")
    done = run(RUN_DOCTESTS, "empty.txt", *modules, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Libary'"):
        sphinx_pubs.Libary  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="no attribute 'Libary'"):
        public_model.Libary  # type: ignore[attr-defined]  # noqa: B018


# --- load ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "books.bib").write_text(BOOK, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(
        "publications:\n  knuth1984: {tags: [typesetting]}\npeople:\n  knuth: {name: Donald E. Knuth}\n",
        encoding="utf-8",
    )
    (tmp_path / "notes.txt").write_text("no data", encoding="utf-8")
    (tmp_path / "wrong.bib").write_text(BOOK + "@book{x, title={X}, year={sometime}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_one_path_is_enough(folder: Path) -> None:
    for path in ("books.bib", Path("books.bib"), str(folder / "books.bib")):
        library = load(path)
        assert isinstance(library, Library)
        assert list(library.publications) == ["knuth1984"]
        assert library.problems == ()


@pytest.mark.parametrize("paths", [["books.bib", "more.yaml"], ["books.bib", Path("*.yaml")], ["[bm]*.*"]])
def test_several_files_are_one_library(paths: list[str | Path], folder: Path) -> None:
    library = load(paths)
    assert library.publications["knuth1984"].tags == ("typesetting",)
    assert library.people.by_key["knuth"].publications == ("knuth1984",)


def test_a_folder_means_the_data_files_in_it(folder: Path) -> None:
    library = load(folder)
    assert list(library.publications) == ["knuth1984", "x"]
    assert list(library.people.by_key) == ["knuth"]


def test_a_group_says_what_a_list_holds(folder: Path) -> None:
    (folder / "list.yaml").write_text("- title: A Prize\n", encoding="utf-8")
    assert [award.title for award in load("list.yaml#awards").awards.values()] == [("A Prize",)]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    library = load(["books.bib", "b*.bib"])
    assert list(library.publications) == ["knuth1984"]
    assert library.problems == ()


def test_no_path_means_no_record() -> None:
    assert load([]).publications == {}


@pytest.mark.parametrize("path", ["missing.bib", "missing/", "*.ris", "empty"])
def test_a_path_without_a_data_file_is_an_error(path: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no data file"):
        load(["books.bib", path])


def test_wrong_arguments_are_errors(folder: Path) -> None:
    with pytest.raises(LookupError, match="latin-99"):
        load("books.bib", encoding="latin-99")
    with pytest.raises(
        ValueError, match="merge must be one of none, preprints, identifiers, works, not 'all'"
    ):
        load("books.bib", merge="all")


def test_wrong_data_are_problems(folder: Path) -> None:
    library = load(["wrong.bib", "notes.txt"])
    assert list(library.publications) == ["knuth1984", "x"]
    assert [(problem.code, problem.origin.path, problem.key) for problem in library.problems] == [
        (Code.BAD_DATE, "wrong.bib", "x"),
        (Code.SOURCE, "notes.txt", ""),
    ]


def test_the_encoding_is_that_of_the_files(folder: Path) -> None:
    (folder / "latin.bib").write_bytes("@book{a, title={Ångström}}".encode("latin-1"))
    library = load("latin.bib", encoding="latin-1")
    assert library.publications["a"].title == ("Ångström",)
    assert library.problems == ()


def test_versions_of_a_work_are_merged(folder: Path) -> None:
    (folder / "twice.bib").write_text(
        "@article{a, title={A Title}, author={Doe, Jane}, doi={10.1234/5}}\n"
        "@article{b, title={A Title}, author={Doe, Jane}, doi={10.1234/5}}\n",
        encoding="utf-8",
    )
    library = load("twice.bib", merge="identifiers")
    assert list(library.publications) == ["a"]
    assert library.aliases == {"b": "a"}
