"""Lists as HTML, where the translator of the site writes lists as docutils and Sphinx do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.writers.html5 import HTML5Translator

from ...render.elements import Element, to_node
from ...render.html import Gap, HtmlList, HtmlWriter
from ..nodes import pubs_html

if TYPE_CHECKING:
    from sphinx.builders import Builder

# The elements that lists are made of, and the methods that decide how these are written.
_ELEMENTS = (
    "Text", "bullet_list", "emphasis", "inline", "line", "line_block", "list_item", "paragraph", "raw",
    "reference", "strong", "subscript", "superscript",
)  # fmt: skip
_METHODS = (
    *(f"{step}_{name}" for name in _ELEMENTS for step in ("visit", "depart")),
    *("attval", "check_simple_list", "encode", "is_compactable"),
)


def html_writer(builder: Builder) -> HtmlWriter | None:
    """Return a writer for the pages of ``builder``, or None where lists must be docutils nodes.

    They must be nodes if a theme or an extension overrides a method for one of the elements: samples prove
    nothing then, because what the method writes may depend on the content. For everything else samples are
    compared: some themes override ``starttag()`` for headings, and a new version of docutils may differ.
    """
    settings = getattr(builder, "docsettings", None)  # only HTML builders have it, once they write pages
    if settings is None:
        return None
    translator = cast("HTML5Translator", builder.create_translator(new_document("", settings), builder))
    if any(_function(translator, name) is not _function(HTML5Translator, name) for name in _METHODS):
        return None
    writer = HtmlWriter(compact_lists=settings.compact_lists)
    is_same = all(
        "".join(writer.write(sample).parts) == _html_of(sample, translator) for sample in _samples()
    )
    return writer if is_same else None


def html_node(html: HtmlList) -> pubs_html:
    """Return a list as the node of a page."""
    children = [item.to_node() if isinstance(item, Gap) else nodes.Text(item) for item in html.text]
    return pubs_html("", *children, parts=html.parts)


def _function(translator: object, name: str) -> object:
    """Return the function of a method; extensions add their own to the class or to the instance."""
    method = getattr(translator, name, None)
    return getattr(method, "__func__", method)


def _html_of(sample: Element, translator: HTML5Translator) -> str:
    node = to_node(sample)
    nodes.container("", node)  # translators ask for the parent
    node.walkabout(translator)
    html = "".join(translator.body)
    translator.body.clear()
    return html


def _samples() -> list[Element]:
    """Return lists with every element that :class:`HtmlWriter` writes, and with what has to be escaped."""
    entry = partial(Element, "list_item", classes=["c"])
    words = "<a> & \"b\"\n'c' @ é"
    inline = [Element(name, [words], ["c", "language-de"]) for name in ("inline", "emphasis", "strong")]
    inline += [Element(name, [words]) for name in ("subscript", "superscript")]
    inline.append(
        Element("reference", [words], refuri="https://example.org/?a=1&b='<2>'@\n\"", internal=False)
    )
    inline.append(Element("reference", [Element("raw", ["<b></b>"], format="html"), words], refuri="#a"))
    inline.append(Element("reference", [words], refuri="https://example.org", reftitle='<"x">'))
    lines = Element("line_block", [Element("line", inline), Element("line", [words])])
    mixed = [Element("raw", ["<a></a>"], format="html"), Element("paragraph", [words]), lines]
    return [
        Element(
            "bullet_list", [entry(mixed, ids=["a:b", "a:c"]), entry([lines], ids=[])], ["c"], ids=["d", "e"]
        ),
        Element("bullet_list", [entry([Element("paragraph", [words])], ids=[])], ["c"], bullet="*"),
    ]
