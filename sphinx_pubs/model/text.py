"""Text with inline markup, as a small immutable tree.

Readers make it from LaTeX, Markdown or HTML; ``render`` turns it into docutils nodes and ``export``
into other formats. It contains no source syntax, except for the TeX of formulas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# Characters that XML 1.0 (production 2, Char) forbids or discourages, and surrogates, which no encoding has.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
# A letter without its dot, before an accent: Unicode has no composed letter for it.
_DOTLESS = re.compile("[ıȷ](?=[\u0300-\u036f])")

MarkupKind = Literal["emphasis", "strong", "sub", "sup", "code", "smallcaps"]


@dataclass(frozen=True, slots=True)
class Markup:
    """Text with one kind of inline markup."""

    kind: MarkupKind
    children: Text


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in the TeX syntax that MathJax and LaTeX share, without ``$``."""

    tex: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link inside running text."""

    url: str
    children: Text


Inline = str | Markup | Math | Hyperlink
Text = tuple[Inline, ...]

EMPTY: Text = ()


def plain(text: Text) -> str:
    """Return ``text`` as a string without markup; formulas as TeX."""
    if len(text) == 1 and isinstance(text[0], str):
        return text[0]
    return "".join(
        part if isinstance(part, str) else part.tex if isinstance(part, Math) else plain(part.children)
        for part in text
    )


def joined(parts: list[Inline]) -> Text:
    """Return ``parts`` as a text: adjacent strings joined, empty strings removed."""
    result: list[Inline] = []
    strings: list[str] = []
    for part in parts:
        if isinstance(part, str):
            strings.append(part)
            continue
        if text := "".join(strings):
            result.append(text)
        strings.clear()
        result.append(part)
    if text := "".join(strings):
        result.append(text)
    return tuple(result)


def printable(text: str) -> str:
    """Return ``text`` without control characters and lone surrogates; a page break becomes a space."""
    return _UNPRINTABLE.sub(_space_or_nothing, text)


def _space_or_nothing(match: re.Match[str]) -> str:
    return " " if match[0] in "\v\f" else ""


def composed(text: str) -> str:
    """Return ``text`` with each letter and its accents as one character, where Unicode has it (NFC)."""
    if text.isascii():
        return text
    dotted = _DOTLESS.sub(lambda match: "i" if match[0] == "ı" else "j", text)
    return unicodedata.normalize("NFC", dotted)


def tidy(text: Text) -> Text:
    """Return ``text`` with each run of white space as one space, and none at its ends."""
    return stripped(fold_blanks(part) if isinstance(part, str) else part for part in text)


def fold_blanks(text: str) -> str:
    """Return ``text`` with each run of white space as one space; no-break spaces are kept."""
    # The space is the only white space for which str.isprintable() is true.
    return text if "  " not in text and text.isprintable() else _SPACES.sub(" ", text)


def stripped(text: Iterable[Inline]) -> Text:
    """Return ``text`` without spaces at its ends."""
    parts = list(text)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return joined(parts)
