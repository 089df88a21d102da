r"""LaTeX as people write it into bibliographies -> inline tree.

pylatexenc's tolerant walker finds macros, groups and formulas; here they get
their meaning. Whatever cannot be understood is kept as text without its
braces, and nothing raises. Unlike in TeX, a lone ``%`` is a percent sign (BibTeX
has no comments inside a field, and ``50% off`` is what people mean), and a
straight ``'`` stays as it is unless it closes a quotation.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any

from pylatexenc import latexwalker

from ..model.links import safe_url
from ..model.text import Hyperlink, Inline, Markup, Math, Text, fold_blanks, joined, plain, stripped
from .latex_macros import (
    ACCENTS,
    BARE_ACCENTS,
    DROPPED,
    FORMULAS,
    MARKUP,
    MATH_ENVIRONMENTS,
    QUOTES,
    SPECIALS,
    SWITCHES,
    SYMBOLS,
    Walker,
)

# Accents, in every usual way of bracing, are most of the LaTeX that names and titles have.
# A pattern that begins with the one character, or the few, that it can begin with skips all others at once.
_ACCENT = re.compile(
    r"\\(?<!\\\\)(?P<name>[\"'`^~=.]|[cvuHkrdb](?=[\s{\\]))\s*"
    r"(?:\{(?P<braced>\\[ij]|[A-Za-z])\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
)
_MACRO = re.compile(r"\\[A-Za-z]+$")
# In an address, as in \url{https://example.org/\~jane}, what looks like an accent is none.
_ADDRESS = re.compile(r"\\(?:url|href|path|nolinkurl|verb)(?![A-Za-z])")
_NEEDS_PARSER = re.compile(
    r"[\\$~`'&<?!-](?:(?<=[\\$~`])|(?<=-)-|(?<=')'|(?<=&)#?\w+;|(?<=<)/?\w+>|(?<=[?!])`)"
)
# What of LaTeX most texts have at most, and what can be told without a parser.
_COMMON = re.compile(
    r"(?P<plain>(?:[^\\{}$~`'\-!?&<]++|[-'](?![-'])|[!?](?!`)|&(?!#?\w+;)|<(?!/?\w+>))++)"
    r"|(?P<brace>[{}])|\\(?P<escaped>[%_#]|&(?!#?\w+;))|(?P<special>-{2,3}(?!-)|~)"
    r"|(?P<formula>\$(?:[^\\$%&<`]|\\[A-Za-z]+)+\$(?!\$))"
)
#: Of texts up to this length the meaning is kept.
_SHORT = 100
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# A group takes up to ten Python frames, and Sphinx has used some of the thousand already.
_DEEPEST = 40


def to_text(source: str) -> Text:
    """Return the text that the LaTeX ``source`` means: no macro and no brace is left in it."""
    return _remembered(source) if len(source) <= _SHORT else _text(source)


def _text(source: str) -> Text:
    source = with_letters(source)
    if not _NEEDS_PARSER.search(source):
        return _characters(source)
    common = _common(source)
    return _parsed(source) if common is None else common


def _characters(source: str) -> Text:
    """Return a text of the characters in ``source`` but braces."""
    text = _composed(fold_blanks(source.replace("{", "").replace("}", ""))).strip(" ")
    return (text,) if text else ()


# Journals, names, volumes and keywords come again and again; a longer text seldom does.
_remembered = lru_cache(maxsize=16384)(_text)


def with_letters(source: str) -> str:
    r"""Return ``source`` with its common accents as letters: ``M{\"u}ller`` becomes ``M{ü}ller``."""
    if "\\" not in source or _ADDRESS.search(source):
        return source
    return _ACCENT.sub(_common_accent, source)


def _common(source: str) -> Text | None:
    """Return what the walker would make of ``source``; None where it holds more than what is common.

    That is escaped characters, dashes, ties, and formulas, in text whose braces are balanced.
    """
    if "://" in source:  # in an address a dash and a tilde are themselves
        return None
    parts: list[Inline] = []
    position = depth = 0
    for token in _COMMON.finditer(source):
        if token.start() != position:
            return None
        position = token.end()
        kind, text = token.lastgroup, token[0]
        if kind == "plain":
            parts.append(text)
        elif kind == "brace":
            depth += 1 if text == "{" else -1
            if not 0 <= depth <= _DEEPEST:
                return None
        elif kind == "escaped":
            parts.append(text[1])
        elif kind == "special":
            parts.append(SPECIALS[text])
        else:
            formula = _whole_formula(text)
            if not formula:
                return None
            parts += formula
    if depth or position != len(source):
        return None
    return stripped(_finished(parts))


@lru_cache(maxsize=4096)
def _whole_formula(source: str) -> Text:
    """Return the one formula that ``source`` is from its first dollar to its last; nothing if it is none."""
    formula = (Math(source[1:-1].strip()),)
    # A macro that lacks its argument would take the dollar, or what follows.
    return formula if _parsed(f"{source}.") == (*formula, ".") else ()


@lru_cache(maxsize=4096)
def _parsed(source: str) -> Text:
    prepared = _prepare(fold_blanks(source))
    if _depth(prepared) <= _DEEPEST:
        try:
            nodes, _, _ = Walker(prepared).get_latex_nodes()
            return stripped(_finished(_inline(nodes)))
        # The walker is tolerant but not proof: deep nesting of other kinds, odd \verb.
        except (RecursionError, AssertionError, IndexError, TypeError, latexwalker.LatexWalkerError):
            pass
    return _characters(re.sub(r"\\[A-Za-z]+ ?|\\", "", prepared))


def _common_accent(match: re.Match[str]) -> str:
    letter = _composed(_accented(match["name"], (match["braced"] or match["bare"])[-1]))
    start = match.start()
    # Behind a macro's name, as in \else\'e, a letter would become a part of it.
    return f"{{}}{letter}" if _MACRO.search(match.string, max(start - 30, 0), start) else letter


def _depth(source: str) -> int:
    depth = deepest = 0
    for brace in re.findall(r"[{}]", source):
        depth = depth + 1 if brace == "{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _finished(parts: list[Inline]) -> list[Inline]:
    """Return ``parts`` with neighbouring strings joined, blanks folded and letters composed, at any depth."""
    return [_finished_part(part) for part in joined(parts)]


def _finished_part(part: Inline) -> Inline:
    match part:
        case str():
            return _composed(fold_blanks(part))
        case Markup(kind, children):
            return Markup(kind, tuple(_finished(list(children))))
        case Hyperlink(url, children):
            return Hyperlink(url, tuple(_finished(list(children))))
        case Math():
            return part


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


# Before the walker: what people write that TeX would read in another way.

_TAGS = {"sup": "textsuperscript", "sub": "textsubscript", "i": "emph", "em": "emph", "b": "textbf",
         "strong": "textbf", "tt": "texttt", "sc": "textsc"}  # fmt: skip
_IFMMODE = re.compile(r"\\ifmmode\b(?:(?!\\ifmmode).)*?\\else\b ?((?:(?!\\ifmmode|\\else).)*?)\\fi\b")


def _prepare(source: str) -> str:
    if "&" in source:
        source = re.sub(r"\\?&(#?\w+;)", _entity, source)
    if "<" in source:
        for tag, macro in _TAGS.items():
            if f"<{tag}>" in source and source.count(f"<{tag}>") == source.count(f"</{tag}>"):
                source = source.replace(f"<{tag}>", f"\\{macro}{{").replace(f"</{tag}>", "}")
    if "%" in source:
        source = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\\%", source)
    if "`" in source:
        source = re.sub(r"(?<![\\`?!])`(?!`)([^`]*?[^`\s\\])(?<!')'(?![\w'])", "‘\\1’", source)
    if "\\if" in source:  # how some publishers export what shall work inside and outside of formulas
        source = _IFMMODE.sub(r"\1", source)
    if "$" in source:
        dollars = [match.start() for match in re.finditer(r"(?<!\\)\$", source)]
        if len(dollars) % 2:
            amount = next((at for at in dollars if source[at + 1 : at + 2].isdigit()), dollars[-1])
            source = f"{source[:amount]}\\{source[amount:]}"
    return source


def _entity(match: re.Match[str]) -> str:
    character = html.unescape(f"&{match[1]}")
    return match[0] if character in ("\\", "{", "}", "$") else character


# After the walker: nodes -> inline tree.


def _inline(nodes: list[Any]) -> list[Inline]:
    parts: list[Inline] = []
    for index, node in enumerate(nodes):
        if isinstance(node, latexwalker.LatexCharsNode):
            parts.append(node.chars)
        elif isinstance(node, latexwalker.LatexGroupNode):
            parts += _inline(node.nodelist)
        elif isinstance(node, latexwalker.LatexMacroNode):
            if node.macroname in SWITCHES:
                return [*parts, *_markup(SWITCHES[node.macroname], _inline(nodes[index + 1 :]))]
            parts += _macro(node)
        elif isinstance(node, latexwalker.LatexMathNode):
            start, end = node.delimiters
            parts += _formula(node.latex_verbatim(), start, end, node.nodelist)
        elif isinstance(node, latexwalker.LatexSpecialsNode):
            parts.append(SPECIALS[node.specials_chars])
        elif isinstance(node, latexwalker.LatexEnvironmentNode):
            name = node.environmentname
            if name in MATH_ENVIRONMENTS:
                parts += _formula(
                    node.latex_verbatim(), f"\\begin{{{name}}}", f"\\end{{{name}}}", node.nodelist
                )
            else:
                parts += _inline(node.nodelist)
    return parts


def _macro(node: Any) -> list[Inline]:
    name = node.macroname
    arguments = [argument for argument in node.nodeargd.argnlist if argument] if node.nodeargd else []
    if not arguments or name in DROPPED:
        return [] if name in DROPPED else [_symbol(name)]
    last = arguments[-1:]
    if name in MARKUP:
        return _markup(MARKUP[name], _inline(last))
    if name in ACCENTS:
        return [_accented(name, plain(joined(_inline(last))))]
    if name in QUOTES:
        return ["“", *_inline(last), "”"]
    if name in ("url", "path", "nolinkurl", "href"):
        url = verbatim(arguments[0].latex_verbatim())
        label = joined(_inline(last)) if name == "href" else (url,)
        return [Hyperlink(url, label)] if url and name != "path" and safe_url(url) else list(label)
    if name == "verb":
        return [Markup("code", (arguments[0].chars.replace("\\%", "%"),))] if arguments[0].chars else []
    if name == "ensuremath":
        return _formula(arguments[0].latex_verbatim(), "{", "}", arguments)
    if name in FORMULAS:
        return _formula(node.latex_verbatim(), "", "", arguments)
    return _inline(arguments[:1] if name == "texorpdfstring" else last)


def _symbol(name: str) -> str:
    if name in SYMBOLS:
        return SYMBOLS[name]
    # An unknown word is a macro; a lone character is what somebody escaped.
    return "" if name.isascii() and (name.isalpha() or name in ACCENTS) else name.strip("\\{}")


def _accented(name: str, letters: str) -> str:
    letters = letters.strip(" ")
    if not letters:
        return BARE_ACCENTS.get(name, "")
    base = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return base + ACCENTS[name] + letters[1:]


def _markup(kind: Any, children: list[Inline]) -> list[Inline]:
    text = joined(children)
    return [Markup(kind, text)] if text else []


def _formula(source: str, start: str, end: str, nodes: list[Any]) -> list[Inline]:
    """Return the formula in ``source``; as text where it is not closed or its braces are not balanced."""
    if not (source.startswith(start) and source.endswith(end) and len(source) >= len(start) + len(end)):
        return _inline(nodes)
    tex = source[len(start) : len(source) - len(end)].strip()
    if not _balanced(tex):
        return _inline(nodes)
    return [Math(tex)] if tex else []


def _balanced(tex: str) -> bool:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", tex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0


# Fields that are not text.

_VERBATIM = (
    (re.compile(r"\\(?:url|path|nolinkurl)\b\s*"), ""),
    (re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}"), r"\1"),
    (re.compile(r"\\textasciitilde\b\s*|\\~\{\}|\$\s*\\sim\s*\$|\\sim\b\s*"), "~"),
    (re.compile(r"\\textunderscore\b\s*"), "_"),
    (re.compile(r"\\textless\b\s*|\$<\$|&lt;"), "<"),
    (re.compile(r"\\textgreater\b\s*|\$>\$|&gt;"), ">"),
    (re.compile(r"\\?&amp;"), "&"),
    (re.compile(r"\\-|(?<!\\)[{}]"), ""),
    (re.compile(r"\\([^A-Za-z0-9\s])"), r"\1"),
    (_BLANKS, " "),
)
_NEEDS_UNESCAPING = re.compile(r"[\\{}$&\s]")


def verbatim(source: str) -> str:
    r"""Return a URL, DOI or path without what LaTeX needs around it and in it: ``\url{…}``, ``\_``."""
    if _NEEDS_UNESCAPING.search(source):
        for pattern, replacement in _VERBATIM:
            source = pattern.sub(replacement, source)
    return source.strip()
