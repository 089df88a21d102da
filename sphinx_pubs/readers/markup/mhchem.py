r"""Chemistry of LaTeX's package mhchem -> text: ``\ce{SO4^2-}`` has 4 as a subscript, 2− as a superscript.

Source: the manual of mhchem, version 4, sections on formulas, charges, isotopes and reaction arrows.
"""

from __future__ import annotations

import re

from ...model.text import Inline, Markup, MarkupKind, Math

_ARROWS = {"->": "→", "<-": "←", "<->": "↔", "<-->": "⇄", "<=>": "⇌", "<=>>": "⇌", "<<=>": "⇌"}
_TOKEN = re.compile(
    r"(?P<space>\s++)|(?P<arrow><=>>|<<=>|<-->|<->|<=>|->|<-)(?:\[(?P<above>[^\[\]]*+)\])?+(?:\[(?P<below>[^\[\]]*+)\])?+"
    r"|(?P<script>[\^_])(?:\{(?P<group>[^{}]*+)\}|(?P<bare>[0-9]*+[+-]|[0-9A-Za-z]++|\*))"
    r"|\$(?P<math>[^$]*+)\$|\\(?P<macro>[A-Za-z]++)\s*+|\{(?P<braced>[^{}]*+)\}|(?P<number>[0-9]++(?:[./][0-9]++)?+)"
    r"|(?P<letters>[A-Za-z]++)|(?P<close>[)\]])|(?P<sign>[+-])|(?P<other>.)",
    re.S,
)
_OTHERS = {"*": "·", ".": "·", "=": "=", "#": "≡", "^": "↑", "~": "\xa0", "\\": "", "{": "", "}": ""}


def read(source: str, symbols: dict[str, str]) -> list[Inline]:
    r"""Return the inline tree of the argument of ``\ce``; ``symbols`` has the characters of macros."""
    parts: list[Inline] = []
    previous = "space"
    for match in _TOKEN.finditer(source.strip()):
        kind = match.lastgroup or ""
        if match["arrow"]:
            words = "; ".join(filter(None, (match["above"], match["below"])))
            above: list[Inline] = [" (", *read(words, symbols), ")"] if words else []
            parts += [f" {_ARROWS[match['arrow']]}", *above, " "]
            kind = "space"
        elif match["script"]:
            script: MarkupKind = "sup" if match["script"] == "^" else "sub"
            content = match["group"] if match["group"] is not None else match["bare"]
            parts += [Markup(script, (content.replace("-", "−"),))] if content else []
            kind = "close"
        elif kind == "number" and previous in ("letters", "close", "macro", "braced"):
            parts.append(Markup("sub", (match[0],)))
            kind = "close"
        elif kind == "sign" and previous in ("letters", "close") and _ends_word(match):
            parts.append(Markup("sup", (match[0].replace("-", "−"),)))
        elif kind == "sign":
            parts.append("–" if match[0] == "-" and previous != "space" else match[0].replace("-", "−"))
        elif kind == "math":
            parts.append(Math(match["math"]))
        elif kind == "macro":
            parts.append(symbols.get(match["macro"], match["macro"]))
        elif kind == "space":
            parts.append(" ")
        elif kind == "other":
            is_precipitate = match[0] == "v" and previous == "space"
            parts.append("↓" if is_precipitate else _OTHERS.get(match[0], match[0]))
        else:
            # Between two spaces, "v" is the arrow of a precipitate.
            is_arrow = match[0] == "v" and previous == "space"
            parts.append("↓" if is_arrow else match["braced"] or match[0])
        previous = kind
    return parts


def _ends_word(match: re.Match[str]) -> bool:
    return match.string[match.end() : match.end() + 1] in ("", " ", ")", "]", "\t", "\n")
