"""Lists written directly as HTML are byte for byte equal to what the HTML translator writes for nodes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.sphinx_ext.nodes import pubs_html
from tests.support import LISTS_AS_NODES, BuildResult, Site, output_files

MakeSite = Callable[[str], Site]

# All that a line can contain besides plain text, and characters that must be escaped.
DIFFICULT = r"""
@article{a.b:c/d, title = {Caf\'e \emph{in $L_2$} \& <b> "q" @ \texttt{two  words}}, author = {He, Kaiming},
  year = 2020, url = {https://example.org/?a=1&b="2"}, langid = {german}, abstract = {An \emph{abstract} $x$},
  note = {See \href{mailto:a@example.org}{mail} and \href{https://example.org/x}{this}}}
@misc{k, title = {Plain}, author = {Doe, J.}, year = 2019, pdf = {here.pdf}}
@misc{odd, title = {日本 'q' ``Q'' 100\% CONTROL < & @ %s}, author = {O'Neil, "X"}, year = 2018,
  url = {https://example.org/ä@b?x='y'&z=<1>}}
@misc{empty, note = {}}
"""


def difficult_site(site: MakeSite) -> Site:
    source = site("alone")
    source.write("papers.bib", DIFFICULT.replace("CONTROL", "\x00 \x1f \x0b"))
    source.write("here.pdf", "PDF")
    source.write("people.yaml", "people:\n  he:\n    name: Kaiming He\n    homepage: he\n")
    source.write("he.rst", "He\n==\n\n.. publications::\n   :author: he\n")
    options = [
        "",
        "   :show: abstract bibtex backrefs\n",
        "   :layout: compact\n",
        "   :highlight: Kaiming He\n",
    ]
    lists = "\n".join(f".. publications::\n   :numbering: up\n{option}" for option in options)
    lists += "\n.. rst-class:: special\n\n.. publications::\n   :name: named\n"
    source.write("index.rst", f"Lists\n=====\n\n.. toctree::\n\n   he\n\n{lists}\n:pubs:ref:`k`\n")
    source.write("conf.py", 'extensions = ["sphinx_pubs"]\npubs_sources = ["papers.bib", "people.yaml"]\n')
    return source


def count_html_lists(source: Site, folder: Path, **conf: Any) -> int:
    """Build with lists as HTML and as nodes; return the number of lists written as HTML.

    Both outputs must be equal.
    """
    html = source.build(outdir=folder / "html", **conf)
    html_files, count = output_files(html.outdir), _html_lists(html)
    source.write("conf.py", (source.root / "conf.py").read_text(encoding="utf-8") + LISTS_AS_NODES)
    nodes = source.build(outdir=folder / "nodes", **conf)
    assert html_files == output_files(nodes.outdir)
    assert _html_lists(nodes) == 0
    return count


def _html_lists(built: BuildResult) -> int:
    doctrees = map(built.doctree, built.app.env.found_docs)
    return sum(len(list(doctree.findall(pubs_html))) for doctree in doctrees)


@pytest.mark.parametrize("root", ["matrix", "people", "awards", "difficult"])
def test_html_list_equals_the_output_of_the_translator(site: MakeSite, root: str, tmp_path: Path) -> None:
    source = difficult_site(site) if root == "difficult" else site(root)
    assert count_html_lists(source, tmp_path) > 0


@pytest.mark.filterwarnings("ignore:.*is deprecated. Check CHANGES for Sphinx API")  # warnings of the themes
@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "sphinx_rtd_theme", "sphinx_book_theme"])
def test_theme_with_its_own_translator(site: MakeSite, theme: str, tmp_path: Path) -> None:
    assert count_html_lists(difficult_site(site), tmp_path, html_theme=theme) > 0


def test_long_list_without_permalinks(site: MakeSite, tmp_path: Path) -> None:
    source = site("alone")
    source.write(
        "papers.bib", "".join(f"@misc{{k{n}, title = {{T {n}}}, year = {n}}}\n" for n in range(1, 310))
    )
    source.write(
        "index.rst", "List\n====\n\n.. publications:: papers.bib\n   :layout: compact\n   :group-by: none\n"
    )
    assert count_html_lists(source, tmp_path, html_permalinks=False) == 4


TRANSLATOR = """
from sphinx.writers.html5 import HTML5Translator

class Translator(HTML5Translator):
    def visit_reference(self, node):
        node["target"] = node.get("refuri", "")[-3:]
        super().visit_reference(node)

def setup(app):
    app.set_translator("html", Translator)
"""

NODE_VISITOR = """
from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

def visit(self, node):
    node["target"] = node.get("refuri", "")[-3:]
    HTML5Translator.visit_reference(self, node)

def setup(app):
    app.add_node(nodes.reference, override=True, html=(visit, HTML5Translator.depart_reference))
"""


START_TAG = """
from sphinx.writers.html5 import HTML5Translator

class Translator(HTML5Translator):
    def starttag(self, node, tagname, *args, **kwargs):
        if tagname == "a":
            kwargs["target"] = node.get("refuri", "")[-3:]
        return super().starttag(node, tagname, *args, **kwargs)

def setup(app):
    app.set_translator("html", Translator)
"""


@pytest.mark.parametrize("override", [TRANSLATOR, NODE_VISITOR, START_TAG])
def test_overridden_translator_writes_the_links(site: MakeSite, override: str) -> None:
    source = difficult_site(site)
    source.write("conf.py", (source.root / "conf.py").read_text(encoding="utf-8") + override)
    links = source.build().page().select(".pubs-entry a.external")
    assert links
    assert all(link["target"] == link["href"][-3:] for link in links)


def test_search_index_contains_the_words_of_a_list(site: MakeSite) -> None:
    index = difficult_site(site).build().text("searchindex.js")
    assert all(word in index for word in ("caf", "plain", "kaim"))


def test_layout_with_unusual_characters(site: MakeSite) -> None:
    source = difficult_site(site)
    layout = {"publication": ["100 %s \x1f{title}", "{note}"]}
    page = source.build(pubs_layouts={"override": layout}, pubs_layout="override").page()
    first = page.select_one(".pubs-entry")
    assert first is not None
    assert first.select(".line")[0].get_text().startswith("[1] 100 %s \x1fCafé in L2 & <b>")
