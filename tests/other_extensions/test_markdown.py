"""Every directive and role gives the same nodes in Markdown as in reStructuredText."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from docutils import nodes

from sphinx_pubs.sphinx_ext.directives import RecordsDirective
from sphinx_pubs.sphinx_ext.domain import PubsDomain
from tests.support import BuildResult, Site

DATA = """
publications:
  anna: {title: Title A, authors: [A A, B B], year: 2001, tags: [x], abstract: Words., award: Prize}
  bert: {title: Title B, authors: [B B], date: 2002-03, type: book}
awards:
  medal: {title: Medal, recipients: [A A], year: 2003, publications: [anna]}
activities:
  talk: {title: Talk, role: Speaker, event: Conference, date: 2004-05-06, kind: talk}
people:
  aaa: {name: A A, role: Student}
"""
DIRECTIVES = {
    "publications": (
        "",
        {"filter": "year >= 2001", "group-by": "year", "numbering": "down", "show": "abstract"},
    ),
    "publication": ("anna", {"class": "mine"}),
    "awards": ("", {"layout": "compact", "highlight": "A A"}),
    "activities": ("", {"caption": "*Talks*"}),
    "people": ("", {}),
}
ROLES = {
    "ref": "anna",
    "cite": "anna, bert",
    "cite:t": "bert",
    "cite:p": "words <anna>",
    "num": "anna",
    "full": "bert",
    "count": "year >= 2002",
}


def directive(name: str, argument: str, options: dict[str, str], *, markdown: bool) -> str:
    lines = [f":{option}: {value}" for option, value in options.items()]
    if markdown:
        return "\n".join([f"```{{{name}}} {argument}", *lines, "```", ""])
    return "\n".join([f".. {name}:: {argument}", *(f"   {line}" for line in lines), ""])


def page(name: str, *, markdown: bool) -> str:
    """Return a page with one directive or role."""
    kind, _, rest = name.partition(" ")
    if kind == "directive":
        argument, options = DIRECTIVES[rest.removeprefix("pubs:")]
        text = directive(rest, argument, options, markdown=markdown)
    else:
        text = f"{{pubs:{rest}}}`{ROLES[rest]}`\n" if markdown else f":pubs:{rest}:`{ROLES[rest]}`\n"
    return f"# Page\n\n{text}" if markdown else f"Page\n====\n\n{text}"


CASES = [
    *(f"directive {name}" for name in DIRECTIVES),
    "directive pubs:publications",
    *(f"role {name}" for name in ROLES),
]


def create_site(folder: Path, parser: str) -> Site:
    site = Site(folder / "source")
    site.write(
        "conf.py",
        f"extensions = ['{parser}', 'sphinx_pubs']\nhtml_theme = 'basic'\npubs_sources = ['data.yaml']\n",
    )
    site.write("data.yaml", DATA)
    publications = ".. publications::\n   :numbering: up\n"
    site.write("index.rst", f"Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n\n{publications}")
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    site = create_site(tmp_path_factory.mktemp("markdown"), "myst_parser")
    for number, name in enumerate(CASES):
        site.write(f"rst{number}.rst", page(name, markdown=False))
        site.write(f"md{number}.md", page(name, markdown=True))
    built = site.build()
    assert built.warnings == ""
    return built


def page_text(built: BuildResult, docname: str) -> str:
    """Return the nodes below the heading as text, without differences due to page name and markup."""
    section = next(iter(built.doctree(docname).findall(nodes.section)))
    text = "".join(node.pformat() for node in section.children[1:])
    return re.sub(r"\b(rst|md)\d+", "page", re.sub(r' (ids|xml:space)="[^"]*"', "", text))


@pytest.mark.parametrize("number", range(len(CASES)), ids=CASES)
def test_nodes_are_the_same(built: BuildResult, number: int) -> None:
    markdown, restructured = page_text(built, f"md{number}"), page_text(built, f"rst{number}")
    assert markdown == restructured
    assert "pubs" in markdown or CASES[number] == "role count"


@pytest.mark.filterwarnings("ignore:'myst_parser")  # MyST uses deprecated parts of Sphinx
def test_markdown_link_to_an_entry_is_updated(tmp_path: Path) -> None:
    site = Site(tmp_path / "source")
    site.write("conf.py", "extensions = ['myst_parser', 'sphinx_pubs']\nhtml_theme = 'basic'\n")
    site.write("data.yaml", DATA)
    site.write("index.md", "# Index\n\nSee [words](anna).\n\n```{toctree}\npapers\nmore\n```\n")
    site.write("papers.md", "# Papers\n\n```{publications} data.yaml\n:show: backrefs\n```\n")
    site.write("more.md", "# More\n")
    built = site.build()
    assert [tag["href"] for tag in built.page().select("section p a")] == ["papers.html#pub-anna"]
    assert [tag.get_text() for tag in built.page("papers.html").select("#pub-anna .pubs-backrefs a")] == [
        "Index"
    ]
    site.write("more.md", "# More\n\n```{publications} data.yaml\n:canonical:\n```\n")
    assert [tag["href"] for tag in site.build().page().select("section p a")] == ["more.html#pub-anna"]


def test_cases_include_all_directives_and_roles() -> None:
    assert set(PubsDomain.directives) | set(DIRECTIVES) == set(DIRECTIVES)
    assert set(PubsDomain.roles) == set(ROLES)
    assert RecordsDirective.option_spec


@pytest.mark.skipif(find_spec("myst_nb") is None, reason="MyST-NB is not installed")
@pytest.mark.filterwarnings("ignore")
def test_notebook_shows_lists(tmp_path: Path) -> None:
    site = create_site(tmp_path, "myst_nb")
    source = page("directive publications", markdown=True) + "\n" + page("role cite", markdown=True)
    notebook = {
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": source}],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    site.write("notebook.ipynb", json.dumps(notebook))
    built = site.build(nb_execution_mode="off")
    assert built.warnings == ""
    assert built.titles("notebook.html") == ["Title B", "Title A"]
    assert "B 2002" in built.page("notebook.html").get_text()


LINKS = """# Page

[near](#pub-here) [far](#pub-There) [](#pub-There)
[page](lists/index.rst#pub-There) [](lists/index.rst#pub-There)
{ref}`pub-There` {ref}`text <pub-There>` {any}`person-jane`
[none](#pub-nowhere) [wrong](lists/index.rst#pub-here)

```{publications} here.bib
```
"""


@pytest.mark.filterwarnings("ignore:'myst_parser")  # MyST uses deprecated parts of Sphinx
def test_anchor_of_an_entry_is_a_target(tmp_path: Path) -> None:
    site = Site(tmp_path / "source")
    site.write("conf.py", "extensions = ['sphinx_pubs', 'myst_parser']\nhtml_theme = 'basic'\n")
    site.write("index.md", "# Index\n\n```{toctree}\nlinks\nlists/index\n```\n")
    site.write("links.md", LINKS)
    site.write("here.bib", "@misc{here, title={Near}, author={Doe, Jane}, year=2020}")
    site.write("lists/there.bib", "@misc{There, title={Far}, author={Doe, Jane}, year=2020}")
    site.write("lists/people.yaml", "people:\n  jane: {name: Jane Doe}\n")
    lists = "Lists\n=====\n\n.. publications:: there.bib\n\n.. people:: people.yaml\n"
    site.write("lists/index.rst", lists)
    built = site.build()
    links = [(tag.get_text(), tag["href"]) for tag in built.page("links.html").select("section > p > a")]
    there = "lists/index.html#pub-There"
    assert links == [
        ("near", "#pub-here"),
        ("far", there),
        ("Far", there),
        ("page", there),
        ("Far", there),
        ("Far", there),
        ("text", there),
        ("Jane Doe", "lists/index.html#person-jane"),
        ("none", "#pub-nowhere"),
        ("wrong", "lists/index.html#pub-here"),
    ]
    assert built.page("links.html").select_one("#pub-here") is not None
    assert built.page("lists/index.html").select_one("#pub-There") is not None
    warnings = built.warnings.strip().splitlines()
    assert ["[myst.xref_missing]" in line for line in warnings] == [True, True]
    # A change of the data reaches the links.
    site.write("lists/there.bib", "@misc{There, title={Further}, author={Doe, Jane}, year=2020}")
    texts = [tag.get_text() for tag in site.build().page("links.html").select("section > p > a")]
    assert texts.count("Further") == texts.count("far") + 2
