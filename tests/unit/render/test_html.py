"""HtmlWriter writes what docutils' own translator writes."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from docutils.writers.html5_polyglot import HTMLTranslator, Writer
from hypothesis import given
from hypothesis import strategies as st

from sphinx_pubs.render.elements import Element, Node, to_node
from sphinx_pubs.render.html import Gap, HtmlWriter

HARD_WORDS = "<a> & \"b\" 'c'\n@ é 日本 \x00\x1f\xa0\u2028\ue000 %s"


class Translator(HTMLTranslator):
    """docutils' translator with the one setting that Sphinx's changes: no class becomes a tag."""

    supported_inline_tags: set[str] = set()  # noqa: RUF012 (an attribute of docutils)


def written_by_docutils(entries: Element, *, compact_lists: bool = True) -> str:
    settings = get_default_settings(Writer())
    settings.compact_lists = compact_lists
    translator = Translator(new_document("", settings))
    node = to_node(entries)
    nodes.container("", node)
    node.walkabout(translator)
    return "".join(translator.body)


def entry(*content: Node, ids: tuple[str, ...] = (), classes: tuple[str, ...] = ("pubs-entry",)) -> Element:
    return Element("list_item", content, classes, ids=list(ids))


def entry_list(*entries: Element, classes: tuple[str, ...] = ("pubs-list",), **attributes: Any) -> Element:
    return Element("bullet_list", entries, classes, bullet="*", **attributes)


def paragraph(*content: Node) -> Element:
    return Element("paragraph", content)


def lines(*contents: Node) -> Element:
    return Element("line_block", [Element("line", [content]) for content in contents])


PERMALINK = Element("raw", ['<a href="#x"></a>'], format="html")

LISTS = {
    "paragraphs only": entry_list(entry(paragraph("a")), entry(paragraph("b"))),
    "one entry with two blocks": entry_list(entry(paragraph("a")), entry(paragraph("b"), paragraph("c"))),
    "lines": entry_list(entry(lines("a", "b"))),
    "a paragraph and lines": entry_list(entry(paragraph("a")), entry(lines("b"))),
    "permalinks": entry_list(entry(PERMALINK, paragraph("a")), entry(PERMALINK, lines("b"))),
    "an empty entry": entry_list(entry()),
    "an empty line": entry_list(entry(Element("line_block", [Element("line")]))),
    "always compact": entry_list(entry(lines("a")), classes=("pubs-list", "compact")),
    "never compact": entry_list(entry(paragraph("a")), classes=("open",)),
    "ids": entry_list(entry(paragraph("a"), ids=("pub:a",)), ids=["list", "other-name"]),
    "classes": entry_list(
        entry(
            Element("paragraph", ["a"], ["x", "x", "", "language-zh-CN"]),
            classes=("b", 'q"uoted', "language-de"),
        ),
        classes=("language-fr",),
    ),
    "hard words": entry_list(entry(lines(HARD_WORDS)), entry(paragraph(HARD_WORDS))),
    "markup": entry_list(
        entry(
            paragraph(
                *(
                    Element(name, [HARD_WORDS, Element("emphasis", ["x"])], ["y", "language-de"])
                    for name in ("inline", "emphasis", "strong", "subscript", "superscript")
                )
            )
        )
    ),
    "links": entry_list(
        entry(
            paragraph(
                *(
                    Element("reference", [HARD_WORDS], refuri=url)
                    for url in ("https://example.org/?a=1&b=<2>@'\"\n\t%40é", "/x y", "#", "MAILTO:a@b.c")
                )
            )
        )
    ),
    "HTML in a line": entry_list(entry(paragraph("a", Element("raw", ["<b>&</b>"], format="html")))),
}


@pytest.mark.parametrize("compact_lists", [True, False])
@pytest.mark.parametrize("entries", LISTS.values(), ids=LISTS)
def test_the_html_is_that_of_docutils(entries: Element, *, compact_lists: bool) -> None:
    html = HtmlWriter(compact_lists=compact_lists).write(entries)
    assert not list(html.gaps)
    assert html.parts == [written_by_docutils(entries, compact_lists=compact_lists)]


WORDS = st.text(max_size=8)
INLINE = st.recursive(
    WORDS,
    lambda children: st.builds(
        Element,
        st.sampled_from(["inline", "emphasis", "strong", "subscript", "superscript"]),
        st.lists(children, max_size=3),
        st.lists(st.sampled_from(["a", "b", "language-de"]), max_size=2),
    ),
    max_leaves=8,
)
PARAGRAPHS = st.lists(INLINE, max_size=4).map(lambda content: paragraph(*content))
LINES = st.lists(INLINE, max_size=4).map(lambda contents: lines(*contents))
ENTRIES = st.lists(PARAGRAPHS | LINES, max_size=2).map(lambda blocks: entry(*blocks))


@given(st.lists(ENTRIES, min_size=1, max_size=3))
def test_any_list_is_written_as_by_docutils(entries: list[Element]) -> None:
    whole = entry_list(*entries)
    html = HtmlWriter().write(whole)
    assert html.parts == [written_by_docutils(whole)]
    text = "".join(piece for piece in html.text if isinstance(piece, str))
    words = to_node(whole).astext().replace("\n", "")
    assert nodes.Text(text).astext().replace("\n", "") == words


@given(st.lists(ENTRIES, min_size=1, max_size=3), st.booleans())
def test_a_list_of_fragments_is_the_same_list(entries: list[Element], has_permalinks: bool) -> None:
    writer = HtmlWriter()
    first = [PERMALINK] if has_permalinks else []
    whole = entry_list(*(entry(*first, *item.children) for item in entries))
    shell = entry_list(*(entry(*first) for _ in entries))
    fragments = [writer.fragment(item.children) for item in entries]
    assert writer.write(shell, pickle.loads(pickle.dumps(fragments))) == writer.write(whole)  # noqa: S301


MATH = Element("math", ["x^2"])


@pytest.mark.parametrize(
    ("node", "is_plain_data"),
    [
        (MATH, True),
        (Element("literal", ["a  b"]), True),
        (Element("literal", ["a"], ["c"]), False),
        (Element("literal", [Element("emphasis", ["a"])]), False),
        (Element("reference", ["mail"], refuri="mailto:a@example.org"), False),
        (Element("reference", ["here"], refuri="x", internal=True), False),
        (Element("reference", ["here"], refid="x"), False),
        (Element("inline", ["a"], names=["b"]), False),
        (Element("problematic", ["a"]), False),
        (nodes.image(uri="a.png"), False),
    ],
)
def test_everything_else_is_a_gap(node: Node, is_plain_data: bool) -> None:
    emphasis = Element("emphasis", ["is ", node, " here"])
    fragment = HtmlWriter().fragment([paragraph("This ", emphasis), lines("a")])
    gap = Gap(node)  # type: ignore[arg-type]
    assert fragment.html == (
        "<p>This <em>is ",
        ' here</em></p>\n<div class="line-block">\n<div class="line">a</div>\n</div>\n',
    )
    assert fragment.text == ("This is ", gap, " here\na")
    assert fragment.is_plain_data() is is_plain_data
    (parent,) = [gap.to_node() for gap in HtmlWriter().write(entry_list(entry(paragraph(node)))).gaps]
    assert isinstance(parent, nodes.inline)
    assert isinstance(parent[0], type(to_node(node)))


def test_a_block_can_be_a_gap() -> None:
    image = nodes.image(uri="a.png")
    html = HtmlWriter().write(entry_list(entry(paragraph("a"), image), entry(paragraph("b"))))
    assert html.parts == [
        '<ul class="pubs-list">\n<li class="pubs-entry"><p>a</p>\n',
        '</li>\n<li class="pubs-entry"><p>b</p></li>\n</ul>\n',
    ]
    assert html.text == ["a\n", Gap(image, is_block=True), "\n\nb"]
    assert isinstance(Gap(image, is_block=True).to_node(), nodes.container)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            ["H", Element("subscript", ["2"]), "O is ", Element("emphasis", ["water"])],
            ("H", "2", "O is water"),
        ),
        (["a", "", Element("emphasis", []), " b"], ("a b",)),
        (["snake", Element("strong", ["_case"])], ("snake", "_case")),
        (["x", MATH, "y"], ("x", Gap(MATH), "y")),
        ([], ()),
    ],
)
def test_the_text_is_cut_where_markup_divides_a_word(content: list[Node], text: tuple[object, ...]) -> None:
    assert HtmlWriter().fragment([paragraph(*content)]).text == text
