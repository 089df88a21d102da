"""Texts of the model as elements and nodes."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_pubs.model.text import Hyperlink, Markup, MarkupKind, Math, plain
from sphinx_pubs.render.context import RenderContext
from sphinx_pubs.render.elements import Element, inline, isolated, part, to_nodes, words
from sphinx_pubs.render.html_nodes import pubs_formula
from tests.unit.render.facts import text

LINK = RenderContext().link


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("emphasis", nodes.emphasis),
        ("strong", nodes.strong),
        ("sub", nodes.subscript),
        ("sup", nodes.superscript),
        ("code", nodes.literal),
        ("smallcaps", nodes.inline),
    ],
)
def test_markup(kind: MarkupKind, node: type[nodes.TextElement]) -> None:
    (found,) = to_nodes(inline((Markup(kind, ("a", Math("x_2"))),), LINK))
    assert type(found) is node
    assert [type(child) for child in found.children] == [nodes.Text, nodes.math]


def test_a_formula_is_a_math_node() -> None:
    before, math = to_nodes(inline(("The ", Math("L_2")), LINK))
    assert before.astext() == "The "
    assert isinstance(math, nodes.math)
    assert math.astext() == "L_2"


def test_a_formula_as_mathml_has_its_source_as_text() -> None:
    emphasis = Markup("emphasis", (Math(r"\ell_2"),))
    (node,) = to_nodes(inline((emphasis,), LINK, as_mathml=True))
    (found,) = node.children
    assert isinstance(found, pubs_formula)
    assert found["html"] == "<math><msub><mi>ℓ</mi><mn>2</mn></msub></math>"
    assert found.astext() == r"\ell_2"


def test_a_formula_that_cannot_be_mathml_is_a_math_node() -> None:
    (found,) = to_nodes(inline((Math(r"\boxed{x}"),), LINK, as_mathml=True))
    assert isinstance(found, nodes.math)


def test_links_are_made_by_the_site_or_become_their_text() -> None:
    tree = ("see ", Hyperlink("https://example.org", (Markup("strong", ("this",)),)))
    _, link = to_nodes(inline(tree, LINK))
    assert isinstance(link, nodes.reference)
    assert link["refuri"] == "https://example.org"
    bare = to_nodes(inline(tree, None))
    assert text(bare) == plain(tree)
    assert [type(node) for node in bare] == [nodes.Text, nodes.strong]


def test_a_link_has_no_link_inside() -> None:
    (link,) = to_nodes(inline((Hyperlink("https://a.org", (Hyperlink("https://b.org", ("x",)),)),), LINK))
    assert isinstance(link, nodes.reference)
    assert [type(child) for child in link.children] == [nodes.Text]


def test_text_is_never_markup_again() -> None:
    assert text(inline(("<b> & *x* `y`",), LINK)) == "<b> & *x* `y`"


def test_a_part_has_a_class_and_an_empty_part_is_nothing() -> None:
    assert part("title", "x").classes == ("pubs-title",)
    assert words("title", "") == []
    assert text(words("title", "x")) == "x"


def test_text_from_right_to_left_is_isolated() -> None:
    assert isolated(["Title"]) == ["Title"]
    content = isolated([Element("emphasis", ["שלום"]), "!"])
    assert [node.astext() for node in to_nodes(content)] == ["<bdi>", "שלום", "!", "</bdi>"]
    assert [node["format"] for node in to_nodes(content) if isinstance(node, nodes.raw)] == ["html", "html"]
