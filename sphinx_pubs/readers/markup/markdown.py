"""Inline Markdown -> inline tree: emphasis, strong, code, links, formulas, and a few tags of HTML.

markdown-it-py parses it by the CommonMark specification; what has no markup in
it does not get that far.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ...model.links import safe_url
from ...model.text import Hyperlink, Inline, Markup, MarkupKind, Math, Text, joined, tidy

_MARKUP: dict[str, MarkupKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
}
_CAN_BE_MARKUP = re.compile(r"[\\`*_\[<&$]")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>em|i|strong|b|sup|sub|code)\s*>", re.I)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # "html" makes the parser find tags; which of them mean something is said here.
    parser = MarkdownIt("zero", {"html": True, "maxNesting": 20})
    parser.enable(["autolink", "backticks", "emphasis", "entity", "escape", "html_inline", "link"])
    # A link that may not stand on a page is to leave its text, not its source.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)


@lru_cache(maxsize=8192)
def to_text(source: str) -> Text:
    """Return ``source`` as an inline tree; of a link that may not stand on a page its text."""
    if not _CAN_BE_MARKUP.search(source):
        return tidy((source,)) if source else ()
    tokens = _parser().parseInline(source.strip())[0].children or []
    walker = _Walker()
    for token in tokens:
        walker.take(token)
    return tidy(walker.result())


class _Walker:
    """Makes a tree of the flat list of tokens."""

    def __init__(self) -> None:
        #: What is open: how it ends, how it was written, and what it holds so far.
        self._open: list[tuple[str, str, list[Inline]]] = [("", "", [])]

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.type == "html_inline":
            self._tag(token.content)
        elif token.type == "math_inline":
            self._put(Math(token.content.strip()))
        elif token.type == "code_inline":
            self._put(Markup("code", (token.content,)))
        elif token.type in ("softbreak", "hardbreak"):
            self._put(" ")
        elif token.nesting == 1:
            self._open.append((token.tag, str(token.attrGet("href") or ""), []))
        elif token.nesting == -1:
            self._close(token.tag)
        else:
            self._put(token.content)

    def result(self) -> Text:
        """Return the tree, once all is taken."""
        while len(self._open) > 1:
            self._give_up()
        return joined(self._open[0][2])

    def _put(self, part: Inline) -> None:
        self._open[-1][2].append(part)

    def _tag(self, source: str) -> None:
        """Open or close a tag of HTML that has a meaning; any other is text."""
        found = _TAG.fullmatch(source)
        name = f"<{found['name'].lower()}>" if found else ""
        if not found or (found["end"] and self._open[-1][0] != name):
            self._put(source)
        elif found["end"]:
            self._close(name)
        else:
            self._open.append((name, source, []))

    def _close(self, tag: str) -> None:
        """Close ``tag``; tags of HTML that were opened in it and are still open become text."""
        while self._open[-1][0] != tag and len(self._open) > 1:
            self._give_up()
        _, source, parts = self._open.pop()
        children = joined(parts)
        if tag != "a":
            self._put(Markup(_MARKUP[tag.strip("<>")], children))
        elif safe_url(source) and source:
            self._put(Hyperlink(source, children))
        else:
            self._open[-1][2].extend(children)

    def _give_up(self) -> None:
        _, source, parts = self._open.pop()
        self._open[-1][2].extend((source, *parts))
