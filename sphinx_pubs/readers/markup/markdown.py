"""Inline Markdown in YAML, JSON and TOML strings -> inline tree.

Emphasis, strong, code, links, formulas between dollars. markdown-it-py parses by the CommonMark
specification; a string without any character that can be markup is not parsed. Tags are those of
:mod:`.tags`, and LaTeX that came in from a BibTeX file is decoded first (:mod:`.embedded_latex`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from ...model.links import safe_url
from ...model.text import Hyperlink, Inline, Markup, MarkupKind, Math, Text, composed, joined, tidy
from .embedded_latex import latex_to_html
from .tags import decode_entities, with_tags

_MARKUP: dict[str, MarkupKind] = {"em": "emphasis", "strong": "strong"}
_CAN_BE_MARKUP = re.compile(r"[\\`*_\[<&${]")
_ESCAPED = re.compile(r"[\\`*_\[\]&$]")
# markdown-it takes a tag with a prefix for an automatic link, as CommonMark does: <jats:italic>.
_LINKED_TAG = re.compile(r"[A-Za-z]+:[A-Za-z-]+/?")


@lru_cache(maxsize=8192)
def to_text(source: str) -> Text:
    """Return ``source`` as an inline tree; of a link with an unsafe URL only the text is kept."""
    source = composed(source)
    if not _CAN_BE_MARKUP.search(source):
        return tidy((source,)) if source else ()
    source = latex_to_html(source, escape=_ESCAPED)
    tokens = _parser().parseInline(source.strip())[0].children or []
    tree = _TreeBuilder()
    for token in tokens:
        tree.add(token)
    return tidy(with_tags(tree.result()))


class _AnyLink(MarkdownIt):
    """A parser that accepts every URL.

    For one that it rejects, markdown-it keeps the source of the link as text; we keep the
    text of the link only, and check URLs ourselves.
    """

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        return True


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # "html" makes the parser find tags, in which nothing is Markdown; ``tags`` reads them.
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
        if token.type == "math_inline":
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
            self._append(decode_entities(token.content))

    def result(self) -> Text:
        """Return the tree; elements that are still open become text."""
        while len(self._open) > 1:
            self._turn_into_text()
        return joined(self._open[0][2])

    def _append(self, part: Inline) -> None:
        self._open[-1][2].append(part)

    def _close(self, name: str) -> None:
        """Close an element."""
        while self._open[-1][0] != name and len(self._open) > 1:
            self._turn_into_text()
        _, url, parts = self._open.pop()
        children = joined(parts)
        if name != "a":
            self._append(Markup(_MARKUP[name], children))
        elif children == (url,) and _LINKED_TAG.fullmatch(url):
            self._append(f"<{url}>")
        elif url and safe_url(url):
            self._append(Hyperlink(url, children))
        else:
            self._open[-1][2].extend(children)

    def _turn_into_text(self) -> None:
        """Replace the innermost open element by its source and its content."""
        _, source, parts = self._open.pop()
        self._open[-1][2].extend((source, *parts))
