r"""LaTeX as people write it in bibliographies -> inline tree.

Most strings have nothing but accents, braces, dashes and simple formulas: these are decoded
here. For all others ``latex_walker`` runs pylatexenc, which is loaded for the first of them.

Nothing raises: what cannot be understood is text without its braces. Unlike in TeX, a lone
``%`` is a percent sign (BibTeX has no comments inside a field, and people write ``50% off``),
and a straight ``'`` stays as it is unless it closes a quotation.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import lru_cache

from ...model.text import Hyperlink, Inline, Markup, Math, Text, composed, fold_blanks, joined, stripped
from ..braces import EVERY_BRACE, deepest, is_balanced
from .latex_macros import SPECIALS, add_accent
from .tags import decode_entities, with_tags

# Strings up to this length are cached: journals, names, volumes and keywords recur, longer texts seldom do.
_CACHED_LENGTH = 100
# A group takes up to ten Python frames, and Sphinx already uses some of the thousand.
_DEEPEST = 40
# The parser takes up to 300 bytes of memory for each character. In longer texts, no markup is read.
_LONGEST_PARSED = 100_000

# The patterns below begin with a set of few characters, so that the search can skip all others fast.

# An accent in every usual way of bracing: most of the LaTeX in names and titles.
_ACCENT = re.compile(
    r"\\(?<!\\\\)(?P<name>[\"'`^~=.]|[cvuHkrdb](?=[\s{\\]))\s*+"
    r"(?:\{(?P<braced>\\[ij]|[A-Za-z])\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"(?:(?<=\\[ij])\s++)?"  # TeX skips the blanks behind \i
)
# Braces that protect capitals, escaped by a program.
_ESCAPED_BRACES = re.compile(r"\{\\\{\}([^{}\\]*+)\{\\\}\}")
# A character in place of an accent, inside a word.
_SPACING_ACCENTS = {"tilde": "~", "acute": "'", "grave": "`", "dieresis": '"', "circum": "^", "caron": "v"}
_SPACING_ACCENT = re.compile(
    rf"(?<=[A-Za-z])\{{\\textascii(?P<name>{'|'.join(_SPACING_ACCENTS)})"
    r"(?: (?P<braced>[aeiounyAEIOUNY])\}|\}(?P<bare>[aeiouny]))"
)
# A "<", or what may become one.
_CAN_HAVE_TAGS = re.compile(r"[<\\$&]")
# TeX's primitives: lengths and penalties, which print nothing, and characters by their number.
_LENGTH = re.compile(
    r"\\(?:m?kern|[hvm]skip)(?![A-Za-z])[ =]*+[-+]?[\d.]*+ *+(?:pt|em|ex|mm|cm|in|sp|pc|bp|dd|cc|mu)? ?"
    r"|\\penalty(?![A-Za-z])[ =]*+-?\d++ ?"
)
_CHARACTER = re.compile(
    r"\\(?:char(?![A-Za-z]) *+(?:`\\?(?P<itself>[!-~])"
    r"|\"(?P<hex>[0-9A-F]{1,5})|'(?P<octal>[0-7]{1,6})|(?P<number>\d{1,6})) ?"
    r"|symbol *+\{ *+(?P<symbol>\d{1,6}) *+\})"
)
# Characters that mean something in LaTeX -> themselves.
_ESCAPED_CHARACTERS = {
    **{character: f"\\{character}" for character in "%#&_$"},
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip
_MACRO_BEFORE = re.compile(r"\\[A-Za-z]+$")
# A variant for formulas and one for text, as the American Physical Society exports letters. TeX skips the
# blanks behind the names of macros.
_NO_BRANCH = r"(?:(?!\\(?:ifmmode|else|fi)(?![A-Za-z])).)*+"
_IFMMODE = re.compile(
    rf"\\ifmmode(?![A-Za-z])(?P<formula>{_NO_BRANCH})"
    rf"(?:\\else(?![A-Za-z])(?P<text>{_NO_BRANCH}))?\\fi(?![A-Za-z])\s*+",
    re.DOTALL,
)
_MOST_CONDITIONALS_IN_ONE_ANOTHER = 4
_MACRO_WITHOUT_ARGUMENT = re.compile(
    r"(?<!\\)\$[^$]*+\$|\\url\s*+\{[^{}]*+\}|\\\\|\\(?P<name>[A-Za-z]++)(?!\s*+[\[{][^}\]])"
)
# In a URL, as in \url{https://example.org/\~jane}, what looks like an accent is not one.
_URL_MACRO = re.compile(r"\\(?:url|href|path|nolinkurl|verb)(?![A-Za-z])")
# Everything but braces that means something in LaTeX.
_SPECIAL = re.compile(r"[\\$~`'?!-](?:(?<=[\\$~`])|(?<=-)-|(?<=')'|(?<=[?!])`)")
# The tokens of a string that needs no parser.
_TOKEN = re.compile(
    r"(?P<plain>(?:[^\\{}$~`'\-!?]++|[-'](?![-'])|[!?](?!`))++)"
    r"|(?P<brace>[{}])|\\(?P<escaped>[%_#&])|(?P<special>-{2,3}(?!-)|~)"
    r"|(?P<formula>\$(?:[^\\$%&<`]|\\[A-Za-z])++\$(?!\$))"
)


def to_text(source: str) -> Text:
    """Return the LaTeX ``source`` as an inline tree without macros and braces."""
    return _cached_decode(source) if len(source) <= _CACHED_LENGTH else _decode(source)


def is_known_macro(name: str) -> bool:
    """Return whether LaTeX, or a package that bibliographies use, has a macro of this name."""
    from . import latex_walker  # noqa: PLC0415 (loads a library that most builds do not need)

    return latex_walker.is_known_macro(name)


def unknown_macros(source: str) -> list[str]:
    """Return the macros without an argument in ``source``, outside of formulas, that are not known."""
    names = dict.fromkeys(
        match["name"] for match in _MACRO_WITHOUT_ARGUMENT.finditer(source) if match["name"]
    )
    return [name for name in names if not is_known_macro(name) and not known_start(name)]


def known_start(name: str) -> str:
    """Return the name of the symbol that ``name`` begins with; see :func:`.latex_symbols.known_start`."""
    from . import latex_symbols  # noqa: PLC0415 (loads a library that most builds do not need)

    return latex_symbols.known_start(name)


def decode_accents(source: str) -> str:
    r"""Return ``source`` with its common accents as letters: ``M{\"u}ller`` becomes ``M{ü}ller``."""
    if "\\" not in source:
        return source
    if "\\ifmmode" in source:
        source = _without_conditionals(source)
    if _URL_MACRO.search(source):
        return source
    return _ACCENT.sub(_accented_letter, repaired(source))


def repaired(source: str) -> str:
    r"""Return ``source`` without what programs made wrong: ``{\{}PIC{\}}``, ``Mu{\textasciitilde n}oz``."""
    if "\\char" in source or "\\symbol" in source:
        source = _CHARACTER.sub(_character, source)
    if "kern" in source or "skip" in source or "\\penalty" in source:
        source = _LENGTH.sub("", source)
    if "{\\{}" in source:
        source = _ESCAPED_BRACES.sub(r"{\1}", source)
    if "\\textascii" in source and "://" not in source:
        source = _SPACING_ACCENT.sub(_accented_letter, source)
    return source


def _character(match: re.Match[str]) -> str:
    itself, octal, hexadecimal = match["itself"], match["octal"], match["hex"]
    if itself:
        character = itself
    elif octal or hexadecimal:
        character = chr(int(octal, 8) if octal else int(hexadecimal, 16))
    else:
        number = int(match["number"] or match["symbol"])
        character = chr(number) if number <= sys.maxunicode else ""
    if not character.isprintable():
        return ""
    return _ESCAPED_CHARACTERS.get(character, character)


def _without_conditionals(source: str) -> str:
    r"""Return ``source`` with one variant of each ``\ifmmode … \else … \fi``, in braces."""

    def variant(match: re.Match[str]) -> str:
        in_formula = source.count("$", 0, match.start()) % 2
        return f"{{{(match['formula'] if in_formula else match['text'] or '').strip()}}}"

    for _ in range(_MOST_CONDITIONALS_IN_ONE_ANOTHER):
        before, source = source, _IFMMODE.sub(variant, source)
        if source == before:
            break
    return source


def _accented_letter(match: re.Match[str]) -> str:
    accent = _SPACING_ACCENTS.get(match["name"], match["name"])
    letter = composed(add_accent(accent, (match["braced"] or match["bare"])[-1]))
    start = match.start()
    # After the name of a macro, as in \else\'e, the letter would become a part of that name.
    return f"{{}}{letter}" if _MACRO_BEFORE.search(match.string, max(start - 30, 0), start) else letter


def _decode(source: str) -> Text:
    text = _decode_latex(source)
    return with_tags(text) if _CAN_HAVE_TAGS.search(source) else text


def _decode_latex(source: str) -> Text:
    if "&" in source:
        source = decode_entities(source, kept="\\{}$%")
    source = decode_accents(source)
    if not _SPECIAL.search(source):
        return _without_braces(source)
    text = _decode_simple(source)
    return _parse(source) if text is None else text


_cached_decode = lru_cache(maxsize=16384)(_decode)


def _without_braces(source: str) -> Text:
    text = composed(fold_blanks(source.replace("{", "").replace("}", ""))).strip(" ")
    return (text,) if text else ()


# --- without a parser ---


def _decode_simple(source: str) -> Text | None:
    """Return what the parser would return, or None if ``source`` needs it.

    It decodes escaped characters, dashes, ties and formulas in text with balanced braces.
    """
    if "://" in source:  # in a URL a dash and a tilde are themselves
        return None
    if "{" in source and not (is_balanced(source, EVERY_BRACE) and deepest(source, EVERY_BRACE) <= _DEEPEST):
        return None
    parts: list[Inline] = []
    position = 0
    for token in _TOKEN.finditer(source):
        if token.start() != position:
            return None
        position = token.end()
        kind, text = token.lastgroup, token[0]
        if kind == "plain":
            parts.append(text)
        elif kind == "escaped":
            parts.append(text[1])
        elif kind == "special":
            parts.append(SPECIALS[text])
        elif kind == "formula":
            formula = _single_formula(text)
            if not formula:
                return None
            parts += formula
    if position != len(source):
        return None
    return stripped(_normalized(parts))


@lru_cache(maxsize=4096)
def _single_formula(source: str) -> Text:
    """Return the formula between the first and the last dollar; nothing if it is not one formula."""
    formula = (Math(source[1:-1].strip()),)
    # A macro without its argument would take the dollar, or what follows.
    return formula if _parse(f"{source}.") == (*formula, ".") else ()


def _normalized(parts: list[Inline]) -> list[Inline]:
    """Return ``parts`` with adjacent strings joined, spaces folded and letters composed, at any depth."""
    return [_normalized_part(part) for part in joined(parts)]


def _normalized_part(part: Inline) -> Inline:
    match part:
        case str():
            # The macro \fg removes the space before it.
            return composed(fold_blanks(part)).replace(" \xa0»", "\xa0»")
        case Markup(kind, children):
            return Markup(kind, tuple(_normalized(list(children))))
        case Hyperlink(url, children):
            return Hyperlink(url, tuple(_normalized(list(children))))
        case Math():
            return part


# --- with the parser ---


@lru_cache(maxsize=4096)
def _parse(source: str) -> Text:
    prepared = _prepare(fold_blanks(source))
    if len(prepared) <= _LONGEST_PARSED and deepest(prepared, EVERY_BRACE) <= _DEEPEST:
        from .latex_walker import parse_latex  # noqa: PLC0415 (loads a library that most builds do not need)

        with suppress(RecursionError):
            parts = parse_latex(prepared)
            if parts is not None:
                return stripped(_normalized(parts))
    return _without_braces(re.sub(r"\\[A-Za-z]+ ?|\\", "", prepared))


def _prepare(source: str) -> str:
    """Return ``source`` with bare percent signs, single quotes and amounts in dollars as LaTeX."""
    if "%" in source:
        source = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\\%", source)
    if "`" in source:
        source = re.sub(r"(?<![\\`?!])`(?!`)([^`]*?[^`\s\\])(?<!')'(?![\w'])", "‘\\1’", source)
    if "$" in source:
        source = _escape_odd_dollar(source)
    return source


def _escape_odd_dollar(source: str) -> str:
    """Of an odd number of dollars, escape the one before a digit, or else the last: it is money."""
    dollars = [match.start() for match in re.finditer(r"(?<!\\)\$", source)]
    if len(dollars) % 2:
        index = next((index for index in dollars if source[index + 1 : index + 2].isdigit()), dollars[-1])
        source = f"{source[:index]}\\{source[index:]}"
    return source
