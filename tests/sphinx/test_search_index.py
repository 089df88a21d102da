"""Sphinx's own search finds each entry, and leads to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import BuildResult, Site

BIB = """
@misc{one, title={A Study v2.0: {Z}ebras}, author={Doe, Jane}, year=2020, doi={10.1000/x}}
@misc{two, title={Less < More \\& Others}, author={Roe, Ann}, year=2021}
"""
#: The same work as *one*.
OTHER_BIB = "@misc{uno, title={A Study v2.0: {Z}ebras}, author={Doe, Jane}, year=2020, doi={10.1000/x}}"
YAML = """
awards:
  - {key: best, title: Best Paper, date: 2020, recipients: [Jane Doe]}
activities:
  - {key: chair, title: Chair of a Meeting, date: 2021, kind: service}
people:
  - {key: jane, name: Jane Doe}
"""
INDEX = """
Lists
=====

.. publications:: papers.bib other.bib
.. awards:: more.yaml
.. activities:: more.yaml
.. people:: more.yaml
"""


@pytest.fixture
def built(tmp_path: Path) -> BuildResult:
    site = Site(tmp_path / "source")
    site.write("conf.py", "extensions = ['sphinx_pubs']\nhtml_theme = 'basic'\n")
    site.write("papers.bib", BIB)
    site.write("other.bib", OTHER_BIB)
    site.write("more.yaml", YAML)
    site.write("index.rst", INDEX)
    return site.build(pubs_merge="identifiers")


def object_results(index: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return what ``performObjectSearch`` of ``searchtools.js`` shows: title -> label and address."""
    results = {}
    for prefix, matches in index["objects"].items():
        for page, kind, priority, anchor, name in matches:
            assert priority == 1
            title = f"{prefix}.{name}" if prefix else name
            short = {"": title, "-": f"{index['objnames'][str(kind)][1]}-{title}"}
            label = index["objnames"][str(kind)][2]
            assert title not in results
            results[title] = label, f"{index['docnames'][page]}#{short.get(anchor, anchor)}"
    return results


def test_search_finds_titles_and_leads_to_the_entries(built: BuildResult) -> None:
    script = built.text("searchindex.js")
    index = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
    results = object_results(index)
    assert results == {
        "A Study v2.0: Zebras": ("publication", "index#pub-one"),
        "Less &lt; More &amp; Others": ("publication", "index#pub-two"),
        "Best Paper": ("award", "index#award-best"),
        "Chair of a Meeting": ("activity", "index#activity-chair"),
        "Jane Doe": ("person", "index#person-jane"),
    }
    ids = {str(tag["id"]) for tag in built.entries()}
    assert {address.partition("#")[2] for _, address in results.values()} == ids


def test_inventory_has_each_key(built: BuildResult) -> None:
    rows = built.app.env.get_domain("pubs").get_objects()
    names = {(kind, name): anchor for name, _, kind, _, anchor, _ in rows if not kind.endswith("-entry")}
    assert names == {
        ("publication", "one"): "pub-one",
        ("publication", "uno"): "pub-one",
        ("publication", "two"): "pub-two",
        ("award", "best"): "award-best",
        ("activity", "chair"): "activity-chair",
        ("person", "jane"): "person-jane",
    }
