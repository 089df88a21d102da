"""Real data files: each can be read, no complete entry is lost, and a page can show all of them.

``python tests/corpus/table.py`` updates the expected results; review the diff.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sphinx_pubs.model.problems import Code
from tests.corpus.table import CORPUS, Row, files, read_row, table
from tests.support import Site

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of real files (../shared/corpus) is missing"
)

#: Formats in which every counted entry is a record.
COUNTED = (".bib", ".bibtex", ".biblatex", ".ris")
NAMES = files() if CORPUS.is_dir() else []
EXPECTED = table()

_DUPLICATES = re.compile(r"\bduplicate_key=(\d+)")


def has_exact_count(name: str) -> bool:
    return name.endswith(COUNTED) or name.startswith("csl-json/")


def lost(row: Row) -> int:
    duplicates = _DUPLICATES.search(row.problems)
    # Not below 0: of two records with one key that are combined, both are read.
    return max(0, row.entries - row.read - (int(duplicates[1]) if duplicates else 0))


def test_table_contains_every_file() -> None:
    assert set(NAMES) == set(EXPECTED)


@pytest.mark.parametrize("name", NAMES)
def test_result_of_reading_is_unchanged(name: str) -> None:
    row = read_row(name)
    assert str(row) == str(EXPECTED[name])
    if has_exact_count(name):
        assert lost(row) <= row.broken
        assert not row.missing


def test_no_complete_entry_is_lost_in_the_table() -> None:
    rows = [row for name, row in EXPECTED.items() if has_exact_count(name)]
    assert sum(row.entries for row in rows) > 10_000
    assert all(lost(row) <= row.broken for row in rows)


def test_build_a_page_with_all_files(tmp_path: Path) -> None:
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
