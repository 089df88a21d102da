"""LaTeX as people write it into bibliographies -> inline tree.

What most texts hold is told here; pylatexenc's tolerant walker finds macros, groups and
formulas in the others (``latex_walker``). Whatever cannot be understood is kept as text without its
braces, and nothing raises. Unlike in TeX, a lone ``%`` is a percent sign (BibTeX
has no comments inside a field, and ``50% off`` is what people mean), and a
straight ``'`` stays as it is unless it closes a quotation.
"""

from __future__ import annotations

import html
import re
import unicodedata
from contextlib import suppress
from functools import lru_cache

from ...model.text import Hyperlink, Inline, Markup, Math, Text, fold_blanks, joined, stripped
from .latex_macros import SPECIALS, add_accent

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
# A group takes up to ten Python frames, and Sphinx has used some of the thousand already.
_DEEPEST = 40


def to_text(source: str) -> Text:
    """Return the text that the LaTeX ``source`` means: no macro and no brace is left in it."""
    return _remembered(source) if len(source) <= _SHORT else _text(source)


def _text(source: str) -> Text:
    source = decode_accents(source)
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


def decode_accents(source: str) -> str:
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
        from .latex_walker import parse_latex  # noqa: PLC0415 (a library that most builds do without)

        with suppress(RecursionError):
            parts = parse_latex(prepared)
            if parts is not None:
                return stripped(_finished(parts))
    return _characters(re.sub(r"\\[A-Za-z]+ ?|\\", "", prepared))


def _common_accent(match: re.Match[str]) -> str:
    letter = _composed(add_accent(match["name"], (match["braced"] or match["bare"])[-1]))
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
