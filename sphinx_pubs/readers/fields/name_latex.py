r"""LaTeX in a name, so that every blank outside of braces separates two words.

BibTeX cuts a name into words before TeX sees it, so it reads *Kow\l owski* as two words. biblatex decodes
LaTeX first, and so does this package: TeX skips the blanks behind the name of a macro.
"""

from __future__ import annotations

import re

from ..markup.latex import decode_accents
from ..markup.latex_macros import ACCENTS, SWITCHES

# A macro with a name of letters, the blanks behind it, and the first character that follows.
_MACRO_AND_BLANKS = re.compile(r"(?<!\\)\\(?P<name>[A-Za-z]++) ++(?P<next>.)")
# Accents of formulas -> accents of text: some publishers write "Kow$\acute{\mathrm{n}}$ski".
_MATH_ACCENTS = {"acute": "'", "grave": "`", "hat": "^", "tilde": "~", "bar": "=", "dot": ".", "ddot": '"',
                 "breve": "u", "check": "v", "mathring": "r"}  # fmt: skip
_MATH_ACCENT = re.compile(
    rf"\$ *+\\(?P<accent>{'|'.join(_MATH_ACCENTS)})(?![A-Za-z]) *+\{{?"
    r" *+(?:\\(?:mathrm|rm|text|textrm)(?![A-Za-z]) *+\{?)?"
    r" *+(?P<letter>[A-Za-z]|\\[ij]math) *+\}{0,2} *+\$"
)


def decode_name(source: str) -> str:
    r"""Return ``source`` with its accents as letters and without blanks behind macros.

    >>> decode_name(r"P. Kow\l owski and {\v S}imon \textcommabelow Serban")
    'P. Kow\\l{}owski and {Š}imon \\textcommabelow{S}erban'
    """
    if "\\" not in source:
        return source
    if "$" in source:
        source = _MATH_ACCENT.sub(_text_accent, source)
    # First the conditionals in it, whose blanks are not those of the name.
    source = decode_accents(source)
    without_blanks = _MACRO_AND_BLANKS.sub(_without_blanks, source)
    return source if without_blanks == source else decode_accents(without_blanks)


def _text_accent(match: re.Match[str]) -> str:
    letter = match["letter"].replace("math", "")
    return f"{{\\{_MATH_ACCENTS[match['accent']]}{{{letter}}}}}"


def _without_blanks(match: re.Match[str]) -> str:
    name, following = match["name"], match["next"]
    if name in SWITCHES:  # it counts up to the end of its group, and is no part of a word
        return match[0]
    if name in ACCENTS and following.isalpha():
        return f"\\{name}{{{following}}}"
    return f"\\{name}{following}" if following == "{" else f"\\{name}{{}}{following}"
