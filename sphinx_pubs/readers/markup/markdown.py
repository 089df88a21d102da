"""Inline Markdown in YAML, JSON and TOML strings -> inline tree.

Emphasis, strong, code, links, formulas between dollars, and a few HTML tags.
markdown-it-py parses by the CommonMark specification; a string without any character
that can be markup is not parsed.
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


@lru_cache(maxsize=8192)
def to_text(source: str) -> Text:
    """Return ``source`` as an inline tree; of a link with an unsafe URL only the text is kept."""
    if not _CAN_BE_MARKUP.search(source):
        return tidy((source,)) if source else ()
    tokens = _parser().parseInline(source.strip())[0].children or []
    tree = _TreeBuilder()
    for token in tokens:
        tree.add(token)
    return tidy(tree.result())


class _AnyLink(MarkdownIt):
    """A parser that accepts every URL.

    For one that it rejects, markdown-it keeps the source of the link as text; we keep the
    text of the link only, and check URLs ourselves.
    """

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        return True


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # "html" makes the parser find tags; which of them are markup is decided in _TreeBuilder.
    parser = _AnyLink("zero", {"html": True, "maxNesting": 20})
    parser.enable(["autolink", "backticks", "emphasis", "entity", "escape", "html_inline", "link"])
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)


class _TreeBuilder:
    """Builds a tree from the flat list of tokens."""

    def __init__(self) -> None:
        # Elements that are not closed yet: name, source (or URL, of a link) and content so far.
        self._open: list[tuple[str, str, list[Inline]]] = [("", "", [])]

    def add(self, token: Token) -> None:
        """Add the next token."""
        if token.type == "html_inline":
            self._add_tag(token.content)
        elif token.type == "math_inline":
            self._append(Math(token.content.strip()))
        elif token.type == "code_inline":
            self._append(Markup("code", (token.content,)))
        elif token.type in ("softbreak", "hardbreak"):
            self._append(" ")
        elif token.nesting == 1:
            self._open.append((token.tag, str(token.attrGet("href") or ""), []))
        elif token.nesting == -1:
            self._close(token.tag)
        else:
            self._append(token.content)

    def result(self) -> Text:
        """Return the tree; elements that are still open become text."""
        while len(self._open) > 1:
            self._turn_into_text()
        return joined(self._open[0][2])

    def _append(self, part: Inline) -> None:
        self._open[-1][2].append(part)

    def _add_tag(self, source: str) -> None:
        """Open or close an HTML tag that is markup; any other tag is text."""
        match = _TAG.fullmatch(source)
        name = f"<{match['name'].lower()}>" if match else ""
        if not match or (match["end"] and self._open[-1][0] != name):
            self._append(source)
        elif match["end"]:
            self._close(name)
        else:
            self._open.append((name, source, []))

    def _close(self, name: str) -> None:
        """Close an element; HTML tags opened inside it and still open become text."""
        while self._open[-1][0] != name and len(self._open) > 1:
            self._turn_into_text()
        _, url, parts = self._open.pop()
        children = joined(parts)
        if name != "a":
            self._append(Markup(_MARKUP[name.strip("<>")], children))
        elif url and safe_url(url):
            self._append(Hyperlink(url, children))
        else:
            self._open[-1][2].extend(children)

    def _turn_into_text(self) -> None:
        """Replace the innermost open element by its source and its content."""
        _, source, parts = self._open.pop()
        self._open[-1][2].extend((source, *parts))
