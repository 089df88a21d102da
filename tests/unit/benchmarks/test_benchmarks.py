"""The benchmark's data can be read, and its tables can be written; nothing is timed here."""

from pathlib import Path

import pytest

pytest.importorskip("resource")  # Windows has none

from benchmarks.by_hand import page
from benchmarks.generate import bibliography, written
from benchmarks.measure import Cost
from benchmarks.projects import VARIANTS, Project
from benchmarks.scenario import STEPS, Scenario
from benchmarks.tables import Site, tables
from sphinx_pubs.readers.bibtex.reader import read


def test_the_bibliography_is_read_without_a_problem_and_is_always_the_same() -> None:
    source = written(bibliography(200))
    found = read(source.encode(), "papers.bib")
    assert (len(found.records), found.problems) == (200, ())
    assert source == written(bibliography(200))


def test_a_work_of_thousands() -> None:
    (entry,) = bibliography(1, authors=3600)
    assert entry.fields["author"].count(" and ") == 3599


def test_the_page_by_hand_has_all_works() -> None:
    assert page(written(bibliography(20))).count("\n* | ") == 19


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_project_is_written_and_changed(variant: str, tmp_path: Path) -> None:
    project = Project(variant, 3)
    project.write(tmp_path)
    before = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    project.change_entry(tmp_path, 1)
    project.change_entry(tmp_path, 2)
    project.change_other(tmp_path, 1)
    changed = {path.name for path in tmp_path.iterdir() if path.read_text("utf-8") != before[path.name]}
    expected = {"rst": {"list0.rst"}, "empty": set()}.get(variant, {"papers.bib"})
    assert changed == {"other0.rst"} | expected


def test_the_tables() -> None:
    found = {}
    for index, name in enumerate(VARIANTS):
        scenario = found[name] = Scenario(
            Project(name, 1000), Path(name), sizes=dict.fromkeys(("html", "environment", "doctree"), 1.0)
        )
        for step in STEPS:
            scenario.costs[step] = [Cost(2.0 + 8 * index, 100.0)]
    text = "\n".join(tables({Site(1000, 1, 1): found}))
    assert "| 1,000 | 1 | 1 | 1/5.0 | 1/9.0 | 1/13.0 | 1/13.0 | 1.00 | 1.00 | 1.00 | 1.00 |" in text
