"""Write entries as HTML, byte for byte as the HTML writers of docutils and Sphinx write their nodes.

A list of thousands of entries costs no docutils nodes this way, which every transform would visit. The
rules are those of ``HTMLTranslator`` in ``docutils.writers.html5_polyglot`` and of ``HTML5Translator`` in
``sphinx.writers.html5``; docutils 0.20 to 0.22 and Sphinx 7.4 to 9.0 agree on them. Where they do not
apply, because a theme or an extension writes one of the elements differently, lists become docutils nodes
(see ``sphinx_ext/lists/html_lists.py``).

Some content only the translator of the page can write: formulas that are not MathML, verbatim text, pictures,
references to other pages, email addresses (docutils hides them from harvesters), blocks that open. It is a
:class:`Gap` between two pieces of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard, cast

from docutils import nodes
from docutils.writers.html5_polyglot import HTMLTranslator

from .elements import VERBATIM, Element, Node, Recurring, text, to_node

# Elements that are written as a start tag, their content and an end tag.
_INLINE_TAGS = {
    "emphasis": "em",
    "inline": "span",
    "reference": "a",
    "strong": "strong",
    "subscript": "sub",
    "superscript": "sup",
}
# A border between two strings that is not inside a word. Sphinx's search index finds words by ``\w+``.
_NO_DIVIDED_WORD = re.compile(r"\x00(?:(?!\w)|(?<!\w\x00))")
_WHITESPACE = re.compile("[\n\r\t\v\f]")  # as in docutils' ``attval()``


@dataclass(frozen=True, slots=True)
class Gap:
    """Content that the translator writes when it writes the page.

    :param is_block: whether it is between blocks, not in a line of text.
    """

    node: Element | nodes.Node
    is_block: bool = False

    def to_node(self) -> nodes.Element:
        """Return the docutils node, in a parent: some visitors ask what the parent is."""
        parent: nodes.Element = nodes.container() if self.is_block else nodes.inline()
        parent += to_node(self.node)
        return parent

    def is_plain_data(self) -> bool:
        """Return whether the content is source text only: a formula or verbatim text."""
        node = self.node
        return (
            isinstance(node, Element)
            and node.name in VERBATIM
            and not (node.attributes or node.classes)
            and all(isinstance(child, str) for child in node.children)
        )


@dataclass(frozen=True, slots=True)
class HtmlFragment:
    """The content of one entry, as HTML and as text. It can be pickled if :meth:`is_plain_data`.

    It does not depend on the position of the entry in its list, nor on its id and permalink.

    :param html: the HTML before, between and after the gaps: one string more than there are gaps.
    :param text: the strings and gaps in reading order. Two adjacent strings are one word that markup
        divides, as in H₂O: Sphinx's search index sees two words there.
    :param is_simple: whether it is at most one paragraph, so that its list may be a compact one.
    """

    html: tuple[str, ...]
    text: tuple[str | Gap, ...]
    is_simple: bool

    def is_plain_data(self) -> bool:
        """Return whether all of it is strings, so that it can be kept for the next build."""
        return all(gap.is_plain_data() for gap in self.text if isinstance(gap, Gap))


@dataclass(frozen=True, slots=True)
class HtmlList:
    """A list as HTML and as text.

    :param parts: the HTML before, between and after the gaps.
    :param text: the strings and gaps in reading order (see :class:`HtmlFragment`), with a blank line
        between two entries.
    """

    parts: list[str]
    text: list[str | Gap]

    @property
    def gaps(self) -> Iterator[Gap]:
        """The gaps between the parts, in order."""
        return (item for item in self.text if isinstance(item, Gap))


class HtmlWriter:
    """Writes lists, and the content of single entries.

    :param compact_lists: docutils' setting, of Sphinx's ``html_compact_lists``: whether a list of single
        paragraphs gets the class *simple*.
    """

    def __init__(self, *, compact_lists: bool = True) -> None:
        self._compact_lists = compact_lists
        self._recurring: dict[Element, tuple[str, str]] = {}

    def write(self, entries: Element, contents: Sequence[HtmlFragment] | None = None) -> HtmlList:
        """Return ``entries``, a ``bullet_list``, as HTML.

        :param contents: the content of each entry, if it is written already; it follows what the
            ``list_item`` of the entry holds (a permalink).
        """
        items = cast("list[Element]", entries.children)
        out = _Output()
        is_simple = True
        for index, item in enumerate(items):
            fragments = [self.fragment(item.children)] if item.children or contents is None else []
            if contents is not None:
                fragments.append(contents[index])
            ids = cast("list[str]", item.attributes["ids"])
            out.html.append(start_tag("li", item.classes, ids=ids[:1]) + _targets(ids[1:]))
            if index:
                out.text.append("\n\n")
            for fragment in fragments:
                out.add_fragment(fragment)
            if len(fragments) == 1 and fragments[0].is_simple:
                out.html[-1] = out.html[-1].removesuffix("\n")  # no newline after a single paragraph
            else:
                is_simple = False
            out.html.append("</li>\n")
        out.html.append("</ul>\n")
        first, *rest = out.all_parts()
        return HtmlList(
            [self._start_of_list(entries, is_simple=is_simple) + first, *rest], [*_joined(out.text)]
        )

    def _start_of_list(self, entries: Element, *, is_simple: bool) -> str:
        classes = entries.classes
        # As ``is_compactable()`` of docutils' translator decides.
        if "compact" in classes or ("open" not in classes and self._compact_lists and is_simple):
            classes = (*classes, "simple")
        ids = cast("list[str]", entries.attributes.get("ids", []))
        return f"{_targets(ids[1:])}{start_tag('ul', classes, ids=ids[:1])}\n"

    def fragment(self, content: Iterable[Node]) -> HtmlFragment:
        """Return the blocks of one entry as HTML and as text."""
        out = _Output()
        count, is_paragraph = 0, True
        for block in content:
            count += 1
            is_paragraph = isinstance(block, Element) and block.name == "paragraph"
            if out.text and not _is_markup(block):
                out.text.append("\n")
            self._write_block(block, out)
        return HtmlFragment(
            (*out.parts, "".join(out.html)),
            _joined(out.text),
            count == 0 or (count == 1 and is_paragraph),
        )

    def _write_block(self, block: Node, out: _Output) -> None:
        if not isinstance(block, Element):
            out.add_gap(Gap(block if isinstance(block, nodes.Node) else nodes.Text(block), is_block=True))
        elif block.name == "paragraph" and not block.attributes:
            out.html.append(start_tag("p", block.classes))
            self._write_inline(block.children, out)
            out.html.append("</p>\n")
        elif block.name == "line_block" and not block.attributes:
            out.html.append(f"{start_tag('div', (*block.classes, 'line-block'))}\n")
            for index, line in enumerate(cast("list[Element]", block.children)):
                if index:
                    out.text.append("\n")
                out.html.append(start_tag("div", (*line.classes, "line")))
                self._write_inline(line.children, out)
                out.html.append("</div>\n" if line.children else "<br /></div>\n")
            out.html.append("</div>\n")
        elif _is_markup(block):
            out.html.append(cast("str", block.attributes["html"]))
        elif _is_html(block):
            out.html += cast("list[str]", block.children)
        else:
            out.add_gap(Gap(block, is_block=True))

    def _write_inline(self, content: Iterable[Node], out: _Output) -> None:
        for node in content:
            if isinstance(node, str):
                if "\x00" in node:  # docutils' mark of an escaped character, which its text nodes leave out
                    node = nodes.Text(node).astext()
                out.html.append(escape(node))
                out.text.append(node)
            elif isinstance(node, Recurring):
                if node not in self._recurring:
                    words = nodes.Text(text(node)).astext()
                    tag = _INLINE_TAGS[node.name]
                    self._recurring[node] = f"{start_tag(tag, node.classes)}{escape(words)}</{tag}>", words
                html, words = self._recurring[node]
                out.html.append(html)
                out.text.append(words)
            elif _is_plain(node):
                tag = _INLINE_TAGS[node.name]
                out.html.append(_start_of_link(node) if tag == "a" else start_tag(tag, node.classes))
                self._write_inline(node.children, out)
                out.html.append(f"</{tag}>")
            elif _is_markup(node):
                out.html.append(cast("str", node.attributes["html"]))
            elif isinstance(node, Element) and node.name == "formula":
                out.html.append(cast("str", node.attributes["html"]))
                out.text += cast("list[str]", node.children)
            elif isinstance(node, Element) and _is_html(node):
                out.html += cast("list[str]", node.children)
            else:
                out.add_gap(Gap(node))


class _Output:
    """What has been written: the parts before its last gap, the HTML since then, the text."""

    __slots__ = ("html", "parts", "text")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.html: list[str] = []
        self.text: list[str | Gap] = []

    def add_gap(self, gap: Gap) -> None:
        self.parts.append("".join(self.html))
        self.html = []
        self.text.append(gap)

    def add_fragment(self, fragment: HtmlFragment) -> None:
        first, *rest = fragment.html
        self.html.append(first)
        for html in rest:
            self.parts.append("".join(self.html))
            self.html = [html]
        self.text += fragment.text

    def all_parts(self) -> list[str]:
        return [*self.parts, "".join(self.html)]


@lru_cache(maxsize=1024)  # the words between names, or before a volume, are the same in most entries
def escape(words: str) -> str:
    """Return ``words`` with docutils' character references."""
    return words.translate(HTMLTranslator.special_characters)


def attribute_value(value: str) -> str:
    """Return the value of an attribute as docutils' ``attval()`` writes it."""
    return _WHITESPACE.sub(" ", value).translate(HTMLTranslator.special_characters)


def start_tag(
    tag: str, classes: Iterable[str], attributes: Mapping[str, str] | None = None, ids: Sequence[str] = ()
) -> str:
    """Return a start tag as docutils' ``starttag()`` writes it, for at most one id."""
    if attributes or ids:
        return _start_tag(tag, tuple(classes), {**(attributes or {}), **({"id": ids[0]} if ids else {})})
    return _bare_start_tag(tag, tuple(classes))


def _targets(ids: Iterable[str]) -> str:
    """Return the elements that docutils writes for the ids of an element beyond the first."""
    return "".join(f'<span id="{name}"></span>' for name in ids)


@lru_cache(maxsize=256)
def _bare_start_tag(tag: str, classes: tuple[str, ...]) -> str:
    return _start_tag(tag, classes, {})


def _start_tag(tag: str, classes: tuple[str, ...], attributes: Mapping[str, str]) -> str:
    values = dict(attributes)
    languages = [name.removeprefix("language-") for name in classes if name.startswith("language-")]
    names = [name for name in classes if name.strip() and not name.startswith("language-")]
    if languages:
        values["lang"] = languages[0]
    if names:
        values["class"] = " ".join(dict.fromkeys(names))
    attributes_html = "".join([f' {name}="{attribute_value(values[name])}"' for name in sorted(values)])
    return f"<{tag}{attributes_html}>"


def _start_of_link(node: Element) -> str:
    url = cast("str", node.attributes["refuri"]) or "#"
    title = cast("str", node.attributes.get("reftitle", ""))
    attributes = {"href": url, "title": title} if title else {"href": url}
    return start_tag("a", (*node.classes, "reference", "external"), attributes)


def _is_plain(node: Node) -> TypeGuard[Element]:
    """Return whether ``node`` is written as a start tag, its content and an end tag."""
    if not isinstance(node, Element) or node.name not in _INLINE_TAGS:
        return False
    if node.name != "reference":
        return not node.attributes
    url = node.attributes.get("refuri")
    others = node.attributes.keys() - {"refuri", "internal", "reftitle"}
    return (
        isinstance(url, str)
        and not url.startswith("mailto:")
        and not others
        and not node.attributes.get("internal")
    )


def _is_markup(node: Node) -> TypeGuard[Element]:
    return isinstance(node, Element) and node.name == "markup"


def _is_html(node: Element) -> bool:
    return node.name == "raw" and node.attributes == {"format": "html"} and not node.classes


def _joined(items: Sequence[str | Gap]) -> tuple[str | Gap, ...]:
    """Join adjacent strings, unless a word would go on across the border (see :class:`HtmlFragment`)."""
    joined: list[str | Gap] = []
    strings: list[str] = []
    for item in items:
        if isinstance(item, Gap):
            joined += _joined_strings(strings)
            joined.append(item)
            strings = []
        elif item:
            strings.append(item)
    joined += _joined_strings(strings)
    return tuple(joined)


def _joined_strings(strings: Sequence[str]) -> list[str]:
    text = "\x00".join(strings)  # no text has this character: `_write_inline` leaves it out
    return _NO_DIVIDED_WORD.sub("", text).split("\x00") if text else []
