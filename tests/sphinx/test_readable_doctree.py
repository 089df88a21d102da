"""The doctree of a list has its text in reading order, for search indexes, descriptions and excerpts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes

from tests.support import LISTS_AS_NODES, Site

MakeSite = Callable[[str], Site]

PAPERS = r"""
@article{a, title = {Water is H\textsubscript{2}O in $x^2$ Parts}, author = {Doe, Jane}, journal = {Journal},
  year = 2020, abstract = {An abstract}}
@misc{b, title = {Another Title}, author = {Roe, Richard}, year = 2019, url = {https://example.org}}
"""
PAGE = """
Works
=====

All works.

.. publications:: papers.bib
   :sort: -date
   :show: abstract

Words after the list.
"""
IN_ORDER = (
    "Water is H2O in x^2 Parts\nJane Doe\nJournal, 2020\nAn abstract\n\nAnother Title\nRichard Roe\n2019"
)


@pytest.fixture
def source(site: MakeSite) -> Site:
    source = site("alone")
    source.write("papers.bib", PAPERS)
    source.write("index.rst", PAGE)
    return source


def test_text_of_a_list_is_in_reading_order(source: Site) -> None:
    text = source.build().doctree().astext()
    assert IN_ORDER in text
    assert text.index("All works.") < text.index(IN_ORDER) < text.index("Words after the list.")


def test_formula_follows_the_text_before_it(source: Site) -> None:
    (formula,) = source.build(pubs_math="site").doctree().findall(nodes.math)
    before = formula.parent.parent[formula.parent.parent.index(formula.parent) - 1]
    assert before.astext().endswith("O in ")


def test_search_index_is_the_same_as_for_docutils_nodes(source: Site) -> None:
    index = source.build().text("searchindex.js")
    assert '"water"' in index
    words = index.partition('"terms":')[2].lower()
    assert "h2o" not in words  # for Sphinx, H, 2 and O are three words
    source.write("conf.py", (source.root / "conf.py").read_text(encoding="utf-8") + LISTS_AS_NODES)
    assert source.build(fresh=True).text("searchindex.js") == index


def test_description_of_a_page_quotes_the_list(source: Site) -> None:
    pytest.importorskip("sphinxext.opengraph", reason="sphinxext-opengraph is not installed")
    page = source.build(
        extensions=["sphinx_pubs", "sphinxext.opengraph"],
        ogp_site_url="https://example.org/",
        ogp_social_cards={"enable": False},
    ).page()
    (tag,) = page.select('meta[property="og:description"]')
    assert tag["content"] == (
        "All works. Water is H 2 O in x^2 Parts Jane Doe Journal, 2020 An abstract Another Title Richard Roe "
        "2019 Words after the list."
    )


def test_blog_post_with_a_list_has_a_readable_excerpt(source: Site) -> None:
    pytest.importorskip("ablog", reason="ablog is not installed")
    source.write("news.rst", f".. post:: 2020-01-01\n{PAGE}")
    source.write("index.rst", "Blog\n====\n\n.. toctree::\n\n   news\n\n.. postlist::\n   :excerpts:\n")
    built = source.build(
        extensions=["sphinx_pubs", "ablog"],
        blog_baseurl="https://example.org/",
        blog_feed_fulltext=True,
        post_auto_excerpt=2,
    )
    (post,) = built.page("blog.html").select(".ablog-post-excerpt")
    assert [*post.stripped_strings] == ["All works.", "Words after the list."]
    assert "Water is H" in built.text("blog/atom.xml")
