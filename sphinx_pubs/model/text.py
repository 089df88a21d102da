"""Text that can carry markup: a small immutable inline tree.

Readers make it once, from LaTeX, Markdown or HTML; ``render`` turns it into
docutils nodes. No source syntax is left in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MarkupKind = Literal["emphasis", "strong", "sub", "sup", "code", "smallcaps"]


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of text set in another way."""

    kind: MarkupKind
    children: Text


@dataclass(frozen=True, slots=True)
class Math:
    """A formula, in the TeX notation that MathJax and LaTeX share, without ``$``."""

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
    """Return the characters of ``text`` without its markup (a formula as its TeX)."""
    if len(text) == 1 and isinstance(text[0], str):
        return text[0]
    return "".join(
        part if isinstance(part, str) else part.tex if isinstance(part, Math) else plain(part.children)
        for part in text
    )


def joined(parts: list[Inline]) -> Text:
    """Return ``parts`` as a text: neighbouring strings as one, none of them empty."""
    result: list[Inline] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


# What XML 1.0 (production 2, Char) does not allow or discourages, and what no encoding can hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return ``text`` without control characters and halves of surrogate pairs; a page break is a blank."""
    return _UNPRINTABLE.sub(_blank_or_nothing, text)


def _blank_or_nothing(found: re.Match[str]) -> str:
    return " " if found[0] in "\v\f" else ""


_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def tidy(text: Text) -> Text:
    """Return ``text`` with runs of blanks as one blank, and none at its ends."""
    return stripped(fold_blanks(part) if isinstance(part, str) else part for part in text)


def fold_blanks(text: str) -> str:
    """Return ``text`` with runs of blanks as one blank; a no-break space is meant, and stays."""
    # Of all blanks, only the blank itself is printable (str.isprintable).
    return text if "  " not in text and text.isprintable() else _BLANKS.sub(" ", text)


def stripped(text: Iterable[Inline]) -> Text:
    """Return ``text`` without a blank at its ends."""
    parts = list(text)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip(" ")
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip(" ")
    return joined(parts)
