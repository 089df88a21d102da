"""The HTML that CSL-JSON allows in its strings -> inline tree.

The tags are those of the citeproc-js manual ("HTML-like formatting tags") and
those that Zotero and publishers write beside them. Zotero users write formulas
as ``$x^2$``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

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
#: Tags that end nothing, and so are left out even where they are not closed.
_VOID = {"br": " ", "p": " ", "hr": " ", "img": "", "wbr": ""}

#: Deeper markup keeps its text only; a page could not show it, nor a recursion follow it.
_DEPTH = 20

#: ``$…$`` by pandoc's rule (manual, extension tex_math_dollars): no blank inside the
#: ends and no digit after them, so that *$5 and $10* is money.
_MATH = re.compile(r"(?<!\\)\$(?![\s$])([^$]*[^\s$\\])\$(?!\d)")

#: What HTML would read as a tag or an entity, and no author means as one: *p < 0.05*, *R&D*.
_LONE_LESS_THAN = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")


@lru_cache(maxsize=4096)
def to_text(source: str) -> Text:
    """Return ``source`` as an inline tree; of tags that are not known their text only."""
    source = unicodedata.normalize("NFC", source)
    if "<" not in source and "&" not in source:
        return tidy(with_math(source))
    source = _LONE_LESS_THAN.sub("&lt;", source)
    walker = _Walker()
    walker.feed(_LONE_AMPERSAND.sub("&amp;", source))
    walker.close()
    return tidy(walker.result())


def with_math(source: str) -> Text:
    """Return ``source`` with each ``$…$`` in it as a formula."""
    if "$" not in source:
        return (source,) if source else ()
    # Splitting at a pattern with one group gives text and formulas in turn.
    pieces = _MATH.split(source)
    return joined([Math(piece) if index % 2 else piece for index, piece in enumerate(pieces)])


class _Element:
    """A tag that is open: how it is written, what it means, and what it holds so far."""

    def __init__(self, tag: str = "", source: str = "", kind: MarkupKind | None = None) -> None:
        self.tag = tag
        self.source = source
        self.kind = kind
        self.parts: list[Inline] = []


class _Walker(HTMLParser):
    """Builds the tree. It closes what is open inside when tags cross or are not closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [_Element()]

    def result(self) -> Text:
        """Return the tree, once all is read."""
        while len(self._open) > 1:
            self._leave(closed=False)
        return _text(self._open[0].parts)

    def set_cdata_mode(self, *_args: object, **_options: object) -> None:
        """To the parser, what follows ``<script>`` is no markup; in a title it is."""

    def handle_data(self, data: str) -> None:
        self._open[-1].parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_data(_VOID[tag])
        elif len(self._open) <= _DEPTH:
            self._open.append(_Element(tag, self.get_starttag_text() or "", _kind(tag, attrs)))

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.handle_data(_VOID.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open[-1].tag != tag:
                self._leave(closed=False)
            self._leave(closed=True)

    def _leave(self, *, closed: bool) -> None:
        element = self._open.pop()
        parts = self._open[-1].parts
        if element.kind is not None:
            children = _text(element.parts)
            parts.extend([Markup(element.kind, children)] if children else [])
            return
        if not closed and element.tag != "span" and ":" not in element.tag:
            # A tag that is unknown and never closed is none: "List<T>", "x<y and z>0".
            parts.append(element.source)
        parts.extend(element.parts)


def _kind(tag: str, attrs: list[tuple[str, str | None]]) -> MarkupKind | None:
    style = (dict(attrs).get("style") or "").replace(" ", "").lower()
    return "smallcaps" if tag == "span" and "font-variant:small-caps" in style else _MARKUP.get(tag)


def _text(parts: list[Inline]) -> Text:
    result: list[Inline] = []
    for part in joined(parts):
        result.extend(with_math(part) if isinstance(part, str) else (part,))
    return tuple(result)
