"""A list is shown without an option that is wrong, and the warning names the option."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_pubs.sphinx_ext.directives import DIRECTIVES
from tests.support import Site

INVALID = {
    "limit": "-1",
    "offset": "two",
    "numbering": "sideways",
    "heading-level": "7",
    "sort": "-date;title",
    "group-by": "year, year",
    "group-order": "=",
    "show": "abstrct",
    "controls": "serach",
    "canonical": "x",
    "selected": "yes",
    "in-period": "2020",
    "current": "x",
    "former": "x",
    "print-bibtex": "no",
    "class": "!!",
    "name": "",
    "limt": "3",
}
ARGUMENTS = {name: "one" if name == "publication" else "data.yaml" for name in DIRECTIVES}
DATA = """
publications: {one: {title: First, year: 2020}, two: {title: Second, year: 2021}}
awards: {best: {title: Prize, year: 2020}}
activities: {chair: {title: Chair, date: 2020}}
people: {jane: {name: Jane Doe}}
"""


@pytest.mark.parametrize("directive", DIRECTIVES)
def test_list_is_shown_without_invalid_options(tmp_path: Path, directive: str) -> None:
    site = Site(tmp_path / "source")
    site.write("conf.py", "extensions = ['sphinx_pubs']\npubs_sources = ['data.yaml']\n")
    site.write("data.yaml", DATA)
    lists = [
        f".. {directive}:: {ARGUMENTS[directive]}\n   :{option}: {value}\n   :caption: Caption\n"
        for option, value in INVALID.items()
    ]
    site.write("index.rst", "\n".join(["Lists", "=====", "", *lists]))
    built = site.build()
    page = built.page()
    assert len(page.select(".pubs")) == len(page.select(".pubs-caption")) == len(INVALID)
    assert page.select(".pubs-entry")
    lines = built.warnings.splitlines()
    assert len(lines) == len(INVALID)
    for index, (option, line) in enumerate(zip(INVALID, lines, strict=True)):
        assert f"index.rst:{4 + 4 * index}: WARNING: option {option!r} ignored: " in line
        assert "[pubs.option]" in line


def test_near_name_of_an_unknown_option(tmp_path: Path) -> None:
    site = Site(tmp_path / "source")
    site.write("conf.py", "extensions = ['sphinx_pubs']\nhtml_theme = 'basic'\n")
    site.write("papers.bib", "@misc{one, title={First}, year=2020}")
    site.write("index.rst", "List\n====\n\n.. publications:: papers.bib\n   :limt: 3\n")
    built = site.build()
    assert "option 'limt' ignored: no such option; did you mean 'limit'? [pubs.option]" in built.warnings
    assert built.titles() == ["First"]
