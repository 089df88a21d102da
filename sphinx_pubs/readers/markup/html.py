"""HTML in the strings of CSL-JSON and RIS -> inline tree.

The tags are those of the citeproc-js manual ("HTML-like formatting tags") and those that
Zotero and publishers write. Zotero users write formulas as ``$x^2$``. What is not a tag or
an entity (*p < 0.05*, *R&D*, ``List<T>``) is text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from ...model.text import Inline, Markup, MarkupKind, Math, Text, joined, tidy

_MARKUP: dict[str, MarkupKind] = {
    "i": "emphasis",
    "em": "emphasis",
    "b": "strong",
    "strong": "strong",
    "sup": "sup",
    "sub": "sub",
    "inf": "sub",
    "sc": "smallcaps",
    "scp": "smallcaps",
    "code": "code",
    "tt": "code",
}
# Tags without content -> the text that replaces them.
_VOID = {"br": " ", "p": " ", "hr": " ", "img": "", "wbr": ""}

# The standard library's HTMLParser is not used: it reads what follows <script> or <title> as raw text.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s<>/]*)"
    r"""(?P<attributes>(?:=\s*(?:"[^"<]*+"|'[^'<]*+')|[^<>])*+)>"""
)
_SMALL_CAPS = re.compile(r"\bstyle\s*=.*font-variant\s*:\s*small-caps", re.I | re.S)
_LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")

# ``$…$`` by pandoc's rule (manual, extension tex_math_dollars): no space inside the
# dollars and no digit after them, so that *$5 and $10* is money.
_MATH = re.compile(r"(?<!\\)\$(?![\s$])([^$]*[^\s$\\])\$(?!\d)")

# Of tags nested deeper than this only the text is kept, as no recursion could follow them.
_DEEPEST = 20


@lru_cache(maxsize=4096)
def to_text(source: str) -> Text:
    """Return ``source`` as an inline tree; of an unknown tag only the content is kept."""
    source = unicodedata.normalize("NFC", source)
    if "<" not in source and "&" not in source:
        return tidy(_with_math(source))
    tree = _TreeBuilder()
    position = 0
    for tag in _TAG.finditer(source):
        tree.add_text(source[position : tag.start()])
        tree.add_tag(tag)
        position = tag.end()
    tree.add_text(source[position:])
    return tidy(tree.result())


def _with_math(source: str) -> Text:
    """Return ``source`` with each ``$…$`` in it as a formula."""
    if "$" not in source:
        return (source,) if source else ()
    # Splitting at a pattern with one group returns text and formulas in turn.
    pieces = _MATH.split(source)
    return joined([Math(piece) if index % 2 else piece for index, piece in enumerate(pieces)])


class _OpenTag:
    """A tag that is not closed yet: its source, its meaning, and its content so far."""

    def __init__(self, name: str = "", source: str = "", kind: MarkupKind | None = None) -> None:
        self.name = name
        self.source = source
        self.kind = kind
        self.parts: list[Inline] = []


class _TreeBuilder:
    """Builds the tree from text and tags. An end tag also closes the tags opened inside it."""

    def __init__(self) -> None:
        self._open = [_OpenTag()]

    def result(self) -> Text:
        """Return the tree; tags that are still open end here."""
        while len(self._open) > 1:
            self._leave(closed=False)
        return _text(self._open[0].parts)

    def add_text(self, source: str) -> None:
        """Add the text between two tags."""
        if source:
            self._open[-1].parts.append(html.unescape(_LONE_AMPERSAND.sub("&amp;", source)))

    def add_tag(self, tag: re.Match[str]) -> None:
        """Open or close a tag."""
        name = tag["name"].lower()
        if tag["end"]:
            self._close(name)
        elif name in _VOID or tag["attributes"].endswith("/"):
            self._open[-1].parts.append(_VOID.get(name, ""))
        elif len(self._open) <= _DEEPEST:
            is_small_caps = name == "span" and _SMALL_CAPS.search(tag["attributes"])
            kind = "smallcaps" if is_small_caps else _MARKUP.get(name)
            self._open.append(_OpenTag(name, tag[0], kind))

    def _close(self, name: str) -> None:
        if any(tag.name == name for tag in self._open):
            while self._open[-1].name != name:
                self._leave(closed=False)
            self._leave(closed=True)

    def _leave(self, *, closed: bool) -> None:
        tag = self._open.pop()
        parts = self._open[-1].parts
        if tag.kind is not None:
            children = _text(tag.parts)
            parts.extend([Markup(tag.kind, children)] if children else [])
            return
        if not closed and tag.name != "span" and ":" not in tag.name:
            # An unknown tag without an end is text: "List<T>", "x<y and z>0".
            parts.append(tag.source)
        parts.extend(tag.parts)


def _text(parts: list[Inline]) -> Text:
    text: list[Inline] = []
    for part in joined(parts):
        text.extend(_with_math(part) if isinstance(part, str) else (part,))
    return tuple(text)
