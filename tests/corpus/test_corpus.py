"""Real files by other people: each is read, no whole entry is lost, all at once make a page.

``python tests/corpus/table.py`` writes anew what is expected; the difference is for a reviewer to judge.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sphinx_pubs.model.problems import Code
from tests.corpus.table import CORPUS, Row, files, row, table
from tests.support import Site

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real files (../shared/corpus) is not here"
)

#: Formats whose entries the count knows for certain: each is one record.
COUNTED = (".bib", ".bibtex", ".biblatex", ".ris")
NAMES = files() if CORPUS.is_dir() else []
EXPECTED = table()

_DUPLICATES = re.compile(r"\bduplicate_key=(\d+)")


def is_counted(name: str) -> bool:
    return name.endswith(COUNTED) or name.startswith("csl-json/")


def lost(found: Row) -> int:
    duplicates = _DUPLICATES.search(found.problems)
    return found.entries - found.read - (int(duplicates[1]) if duplicates else 0)


def test_the_table_has_every_file() -> None:
    assert set(NAMES) == set(EXPECTED)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_as_before(name: str) -> None:
    found = row(name)
    assert str(found) == str(EXPECTED[name])
    if is_counted(name):
        assert 0 <= lost(found) <= found.broken
        assert not found.missing


def test_the_table_loses_no_whole_entry() -> None:
    counted = [found for name, found in EXPECTED.items() if is_counted(name)]
    assert sum(found.entries for found in counted) > 10_000
    assert all(0 <= lost(found) <= found.broken for found in counted)


def test_a_page_with_all_of_them_is_built(tmp_path: Path) -> None:
    site = Site(tmp_path / "source")
    for name in NAMES:
        (site.root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CORPUS / name, site.root / name)
    site.write("conf.py", 'extensions = ["sphinx_pubs"]\nhtml_theme = "basic"\n')
    patterns = sorted({f"{Path(name).parent.as_posix()}/*{Path(name).suffix}" for name in NAMES})
    site.write("index.rst", f"All\n===\n\n.. publications:: {' '.join(patterns)}\n")
    built = site.build(
        suppress_warnings=[f"pubs.{code.value}" for code in Code], exclude_patterns=["**/*.md", "**/*.qmd"]
    )
    assert built.warnings == ""
    assert len(built.entries()) > 10_000
