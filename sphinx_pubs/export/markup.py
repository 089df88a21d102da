"""Inline tree -> LaTeX source that BibTeX can hold.

Inline tree -> the HTML that strings of CSL-JSON may hold, which Zotero writes into RIS as well.

Source: citeproc-js manual, "HTML-like formatting tags".
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.math import formula
from ..model.text import Hyperlink, Markup, Math, Text

#: A brace is written as a command, for BibTeX counts every brace, also one after a backslash.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\^{}",
    "`": r"\textasciigrave{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "\xa0": "~",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
#: What TeX sets as another character; an empty group keeps it apart.
_LIGATURE = re.compile(r"(?<=([-']))(?=\1)")

_WORD = re.compile(r"\S+")

_COMMANDS = {
    "emphasis": "emph",
    "strong": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "code": "texttt",
    "smallcaps": "textsc",
}


@lru_cache(maxsize=10_000)  # a list has the same journals, publishers and numbers again and again
def escape(characters: str) -> str:
    """Return ``characters`` as LaTeX that shows just them. What is not ASCII stays."""
    if characters.isalnum():
        return characters
    return _LIGATURE.sub("{}", _SPECIAL.sub(lambda found: _ESCAPES[found[0]], characters))


def to_latex(text: Text, *, protect: bool = False) -> str:
    """Return ``text`` as LaTeX; with ``protect`` in braces what no style may put in lower case."""
    return "".join([_latex_inline(part, protect) for part in text])


def _latex_inline(part: str | Markup | Math | Hyperlink, protect: bool) -> str:
    match part:
        case str():
            return " ".join(map(_protected, part.split(" "))) if protect else escape(part)
        case Math(tex):
            # Whoever sets the export in LaTeX is to run nothing that the page would not.
            allowed = formula(tex)
            written = f"${allowed}$" if allowed and _is_balanced(allowed) else escape(tex)
            return f"{{{written}}}" if protect else written
        case Hyperlink(url, children):
            return rf"\href{{{verbatim(url)}}}{{{to_latex(children, protect=protect)}}}"
        case Markup(kind, children):
            return rf"\{_COMMANDS[kind]}{{{to_latex(children, protect=protect)}}}"


def verbatim(source: str) -> str:
    """Return a URL or an identifier with what would end a BibTeX value percent-encoded."""
    return source.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _is_balanced(tex: str) -> bool:
    """Whether the braces in ``tex`` match for BibTeX, which knows no escaped brace."""
    depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and "$" not in tex and not tex.endswith("\\")


@lru_cache(maxsize=10_000)
def _protected(words: str) -> str:
    """Return what stands between two blanks: one word, or several with other blanks between them."""
    return _WORD.sub(_with_braces, words)


def _with_braces(word: re.Match[str]) -> str:
    return f"{{{escape(word[0])}}}" if _has_fixed_capitals(word[0]) else escape(word[0])


def _has_fixed_capitals(word: str) -> bool:
    """Whether a word has a capital that is more than the start of a word: *ResNet*, *3D*, *X-ray*."""
    for part in re.split(r"[-/\u2010-\u2015]", word):
        letters = re.sub(r"[\W_]", "", part)
        inner = any(letter.isupper() for letter in letters[1:])
        named = letters[:1].isupper() and (len(letters) == 1 or any(map(str.isdigit, letters)))
        if inner or (named and word != "A"):
            return True
    return False


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
    return "".join([_html_inline(part) for part in text])


def _html_inline(part: str | Markup | Math | Hyperlink) -> str:
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
