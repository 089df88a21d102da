"""The render context of a page creates all links of its entries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes

from sphinx_pubs.model.library import Library
from sphinx_pubs.render.elements import Element
from sphinx_pubs.sphinx_ext.lists.context import page_context
from tests.support import Site

UNSAFE = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//example.org",
]


def test_unsafe_url_in_the_renderer_is_not_a_link(site: Callable[[str], Site]) -> None:
    """Readers reject such URLs, but the renderer must not rely on it: a new reader may forget the check."""
    context = page_context(site("basic").build().app.env, "index", Library(), images={}, files={})
    for url in UNSAFE:
        node = context.link(url, ["text"])
        assert isinstance(node, Element)
        assert (node.name, node.attributes, node.children) == ("inline", {}, ["text"])


@pytest.mark.parametrize("url", ["https://example.org/a", "mailto:jane@example.org", "#part"])
def test_safe_url_is_a_link(site: Callable[[str], Site], url: str) -> None:
    context = page_context(site("basic").build().app.env, "index", Library(), images={}, files={})
    node = context.link(url, ["text"])
    assert isinstance(node, Element)
    assert (node.name, node.attributes["refuri"]) == ("reference", url)


def test_address_is_that_of_the_link(site: Callable[[str], Site]) -> None:
    source = site("basic")
    source.write("other.rst", "Other\n=====\n")
    source.write("slides/a.pdf", "%PDF")
    files = {"a.pdf": "slides/a.pdf"}
    context = page_context(source.build().app.env, "index", Library(), images={}, files=files)
    urls = {
        **dict.fromkeys(UNSAFE, ""),
        "https://example.org/a": "https://example.org/a",
        "other.html": "other.html",
        "nowhere.html": "",
        "a.pdf": "_files/slides/a.pdf",
        "": "",
    }
    assert {url: context.address(url) for url in urls} == urls


def test_path_of_a_page_is_a_reference_and_unknown_path_is_text(site: Callable[[str], Site]) -> None:
    source = site("basic")
    source.write("other.rst", "Other\n=====\n")
    context = page_context(source.build().app.env, "index", Library(), images={}, files={})
    page, missing = context.link("other.html", ["text"]), context.link("nowhere.html", ["text"])
    assert isinstance(page, nodes.Element)
    assert page["reftarget"] == "/other"
    assert isinstance(missing, nodes.inline)
    assert missing.astext() == "text"
