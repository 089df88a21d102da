"""Lists written as HTML are, byte for byte, what the translator of the site writes of docutils nodes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from sphinx_pubs.render.html import HtmlList
from sphinx_pubs.sphinx_ext.lists import entries
from sphinx_pubs.sphinx_ext.lists.html_lists import html_node
from tests.support import Site, tree

Make = Callable[[str], Site]

# Everything that a line can contain besides plain text, and characters that must be escaped.
HARD = r"""
@article{a.b:c/d, title = {Caf\'e \emph{in $L_2$} \& <b> "q" @ \texttt{two  words}}, author = {He, Kaiming},
  year = 2020, url = {https://example.org/?a=1&b="2"}, langid = {german}, abstract = {An \emph{abstract} $x$},
  note = {See \href{mailto:a@example.org}{mail} and \href{https://example.org/x}{this}}}
@misc{k, title = {Plain}, author = {Doe, J.}, year = 2019, pdf = {here.pdf}}
@misc{odd, title = {日本 'q' ``Q'' 100\% CONTROL < & @ %s}, author = {O'Neil, "X"}, year = 2018,
  url = {https://example.org/ä@b?x='y'&z=<1>}}
@misc{empty, note = {}}
"""


def hard(site: Make) -> Site:
    source = site("alone")
    source.write("papers.bib", HARD.replace("CONTROL", "\x00 \x1f \x0b"))
    source.write("here.pdf", "PDF")
    source.write("people.yaml", "people:\n  he:\n    name: Kaiming He\n    homepage: he\n")
    source.write("he.rst", "He\n==\n\n.. publications::\n   :author: he\n")
    shows = [
        "",
        "   :show: abstract bibtex backrefs\n",
        "   :layout: compact\n",
        "   :highlight: Kaiming He\n",
    ]
    lists = "\n".join(f".. publications::\n   :numbering: up\n{show}" for show in shows)
    lists += "\n.. rst-class:: special\n\n.. publications::\n   :name: named\n"
    source.write("index.rst", f"Lists\n=====\n\n.. toctree::\n\n   he\n\n{lists}\n:pubs:ref:`k`\n")
    source.write("conf.py", 'extensions = ["sphinx_pubs"]\npubs_sources = ["papers.bib", "people.yaml"]\n')
    return source


def both(source: Site, monkeypatch: pytest.MonkeyPatch, folder: Path, **conf: Any) -> int:
    """Build with lists as HTML and as nodes, and compare; return the number of lists written as HTML."""
    count = 0

    def counted(html: HtmlList) -> nodes.Element:
        nonlocal count
        count += 1
        return html_node(html)

    monkeypatch.setattr(entries, "html_node", counted)
    written = tree(source.build(outdir=folder / "written", **conf).outdir)
    with monkeypatch.context() as patch:
        patch.setattr(entries, "html_writer", lambda _builder: None)
        made = tree(source.build(outdir=folder / "made", **conf).outdir)
    assert written == made
    return count


@pytest.mark.parametrize("root", ["matrix", "people", "awards", "hard"])
def test_a_written_list_is_what_the_translator_writes(
    site: Make, root: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = hard(site) if root == "hard" else site(root)
    assert both(source, monkeypatch, tmp_path) > 0


@pytest.mark.filterwarnings("ignore:.*is deprecated. Check CHANGES for Sphinx API")  # of the themes
@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "sphinx_rtd_theme", "sphinx_book_theme"])
def test_themes_with_their_own_translators(
    site: Make, theme: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert both(hard(site), monkeypatch, tmp_path, html_theme=theme) > 0


def test_a_long_list_without_permalinks(site: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = site("alone")
    source.write(
        "papers.bib", "".join(f"@misc{{k{n}, title = {{T {n}}}, year = {n}}}\n" for n in range(1, 310))
    )
    source.write(
        "index.rst", "List\n====\n\n.. publications:: papers.bib\n   :layout: compact\n   :group-by: none\n"
    )
    assert both(source, monkeypatch, tmp_path, html_permalinks=False) == 4


OWN = """
from sphinx.writers.html5 import HTML5Translator

class Own(HTML5Translator):
    def visit_reference(self, node):
        node["target"] = node.get("refuri", "")[-3:]
        super().visit_reference(node)

def setup(app):
    app.set_translator("html", Own)
"""

ADDED = """
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

class Own(HTML5Translator):
    def starttag(self, node, tagname, *args, **kwargs):
        if tagname == "a":
            kwargs["target"] = node.get("refuri", "")[-3:]
        return super().starttag(node, tagname, *args, **kwargs)

def setup(app):
    app.set_translator("html", Own)
"""


@pytest.mark.parametrize("own", [OWN, ADDED, START_TAG])
def test_a_translator_that_overrides_links_writes_them(site: Make, own: str) -> None:
    source = hard(site)
    source.write("conf.py", (source.root / "conf.py").read_text(encoding="utf-8") + own)
    links = source.build().page().select(".pubs-entry a.external")
    assert links
    assert all(link["target"] == link["href"][-3:] for link in links)


def test_the_search_index_has_the_words_of_a_list(site: Make) -> None:
    index = hard(site).build().text("searchindex.js")
    assert all(word in index for word in ("caf", "plain", "kaim"))


def test_a_layout_with_unusual_characters(site: Make) -> None:
    source = hard(site)
    layout = {"publication": ["100 %s \x1f{title}", "{note}"]}
    page = source.build(pubs_layouts={"own": layout}, pubs_layout="own").page()
    first = page.select_one(".pubs-entry")
    assert first is not None
    assert first.select(".line")[0].get_text().startswith("[1] 100 %s \x1fCafé in \\(L_2\\) & <b>")
