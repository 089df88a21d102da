"""Convert ``Text`` to the LaTeX of BibTeX fields and to the HTML of CSL-JSON strings."""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.math import formula
from ..model.text import Hyperlink, Markup, Math, Text

# --- LaTeX ---

# Braces are written as commands, since BibTeX counts every brace, even behind a backslash.
_LATEX_ESCAPES = {
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
_LATEX_SPECIAL = re.compile("[" + re.escape("".join(_LATEX_ESCAPES)) + "]")
# The position inside -- and '', which TeX replaces by one character; an empty group prevents it.
_LIGATURE = re.compile(r"(?<=([-']))(?=\1)")
_WORD = re.compile(r"\S+")
_LATEX_COMMANDS = {
    "emphasis": "emph",
    "strong": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "code": "texttt",
    "smallcaps": "textsc",
}


def to_latex(text: Text, *, protect: bool = False) -> str:
    """Return ``text`` as LaTeX that a BibTeX field can hold.

    :param protect: put words in braces that a style must not change to lower case.
    """
    return "".join([_latex_inline(part, protect) for part in text])


@lru_cache(maxsize=10_000)  # the works of a list have the same journals, publishers and numbers
def escape(characters: str) -> str:
    """Return LaTeX that shows exactly ``characters``; characters outside of ASCII are kept."""
    if characters.isalnum():
        return characters
    escaped = _LATEX_SPECIAL.sub(lambda match: _LATEX_ESCAPES[match[0]], characters)
    return _LIGATURE.sub("{}", escaped)


def verbatim(source: str) -> str:
    """Return a URL or an identifier with the characters percent-encoded that would end a BibTeX value."""
    return source.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _latex_inline(part: str | Markup | Math | Hyperlink, protect: bool) -> str:
    match part:
        case str():
            return " ".join(map(_protected, part.split(" "))) if protect else escape(part)
        case Math(tex):
            # As on a page, a formula with commands that are not allowed is shown as its source.
            safe = formula(tex)
            latex = f"${safe}$" if safe and _fits_bibtex(safe) else escape(tex)
            return f"{{{latex}}}" if protect else latex
        case Hyperlink(url, children):
            return rf"\href{{{verbatim(url)}}}{{{to_latex(children, protect=protect)}}}"
        case Markup(kind, children):
            return rf"\{_LATEX_COMMANDS[kind]}{{{to_latex(children, protect=protect)}}}"


def _fits_bibtex(tex: str) -> bool:
    """Whether a formula can be part of a BibTeX value: BibTeX counts every brace, escaped or not."""
    depth = 0
    for brace in re.findall(r"[{}]", tex):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and "$" not in tex and not tex.endswith("\\")


@lru_cache(maxsize=10_000)
def _protected(words: str) -> str:
    """Return LaTeX for text without spaces, with the words in braces that keep their capitals.

    Other white space may separate the words.
    """
    return _WORD.sub(_in_braces_if_needed, words)


def _in_braces_if_needed(word: re.Match[str]) -> str:
    return f"{{{escape(word[0])}}}" if _has_fixed_capitals(word[0]) else escape(word[0])


def _has_fixed_capitals(word: str) -> bool:
    """Whether a word has a capital that is not just its first letter: *ResNet*, *3D*, *X-ray*."""
    for part in re.split(r"[-/\u2010-\u2015]", word):
        letters = re.sub(r"[\W_]", "", part)
        has_inner_capital = any(letter.isupper() for letter in letters[1:])
        is_symbol = letters[:1].isupper() and (len(letters) == 1 or any(map(str.isdigit, letters)))
        if has_inner_capital or (is_symbol and word != "A"):
            return True
    return False


# --- HTML ---

_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=/?[a-zA-Z])")
_HTML_TAGS = {
    "emphasis": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "code": ("<code>", "</code>"),
    "smallcaps": ('<span style="font-variant: small-caps;">', "</span>"),
}


def to_html(text: Text) -> str:
    """Return ``text`` with its markup as tags, formulas as ``$…$``, and links as their text.

    These are the tags of CSL-JSON (citeproc-js manual, "HTML-like formatting tags"); Zotero writes them
    into RIS as well.
    """
    return "".join([_html_inline(part) for part in text])


def _html_inline(part: str | Markup | Math | Hyperlink) -> str:
    match part:
        case str():
            return _escape_html(part)
        case Math(tex):
            return _escape_html(f"${tex}$")
        case Hyperlink(_, children):
            return to_html(children)
        case Markup(kind, children):
            start, end = _HTML_TAGS[kind]
            return f"{start}{to_html(children)}{end}"


def _escape_html(characters: str) -> str:
    """Escape only what would be read as an entity or a tag, since many programs show ``&amp;`` literally."""
    if "&" not in characters and "<" not in characters:
        return characters
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", characters))
