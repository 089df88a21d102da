"""Inline tree -> the HTML that strings of CSL-JSON may hold, which Zotero writes into RIS as well.

Source: citeproc-js manual, "HTML-like formatting tags".
"""

from __future__ import annotations

import re

from ..model.text import Hyperlink, Markup, Math, Text

_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=/?[a-zA-Z])")

_TAGS = {
    "emphasis": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "code": ("<code>", "</code>"),
    "smallcaps": ('<span style="font-variant: small-caps;">', "</span>"),
}


def to_html(text: Text) -> str:
    """Return ``text`` with its markup as tags, formulas as ``$…$``, and links as their text."""
    return "".join([_inline(part) for part in text])


def _inline(part: str | Markup | Math | Hyperlink) -> str:
    match part:
        case str():
            return _escape(part)
        case Math(tex):
            return _escape(f"${tex}$")
        case Hyperlink(_, children):
            return to_html(children)
        case Markup(kind, children):
            before, after = _TAGS[kind]
            return f"{before}{to_html(children)}{after}"


def _escape(characters: str) -> str:
    """Escape only what would be read as an entity or a tag: many programs show ``&amp;`` as it stands."""
    if "&" not in characters and "<" not in characters:
        return characters
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", characters))
