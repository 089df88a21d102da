r"""LaTeX inside the strings of other formats -> HTML inside the same strings.

Values of JSON, YAML, TOML, CSL-JSON, RIS and CITATION.cff come from BibTeX files more often than not:
``Sch{\"o}lkopf``, ``Ka{\l}uszy{\'n}ski``, ``{\&}``, ``\textendash``, ``{B}ayesian``. Only what cannot be
anything else is decoded, piece by piece: a Windows path, a lone brace and a set (``{0, 1}``) stay.
"""

from __future__ import annotations

import re

from ...model.text import Hyperlink, Inline, Markup, Math, Text
from .latex import is_known_macro, known_start, repaired, to_text

_GROUP = r"\{(?:[^{}\\]++|\\.)*+\}"
# Braces are nested up to three deep.
for _ in range(2):
    _GROUP = rf"\{{(?:[^{{}}\\]++|\\.|{_GROUP})*+\}}"
# An escaped brace begins no group.
_OUTER_GROUP = rf"(?<!\\){_GROUP}"
# Each alternative begins with another character, so that the search is linear.
_PIECE = re.compile(
    r"(?P<path>(?<![^\s\"'(])(?:[A-Za-z]:\\|\\\\\w)\S*+)"
    r"|(?P<kept>\bhttps?://[^\s{}\\]++|\$(?![\s$])[^$]*+\$(?<![\s\\]\$)(?!\d)|`[^`]*+`|<(?:\w++:)?tex-math\b[^<>]*+>[^<]*+<)"
    rf"|(?P<group>{_OUTER_GROUP})"
    rf"|\\(?:(?P<accent>[\"'`^~=.])(?:(?P<braced>{_GROUP})|\\[ij](?![A-Za-z])[ ]?|(?P<letter>[A-Za-z]))"
    rf"|(?P<macro>[A-Za-z]++)(?P<arguments>\*?+(?:\[[^\][{{}}]*+\])?+(?:{_GROUP})*+)(?P<blank>[ ]?)"
    r"|(?P<escaped>[&%_#]))",
    re.S,
)
_SIGN = re.compile(r"[\\{]")
# Braces that protect capitals, or an accented letter that somebody has decoded: {B}ayes, {{Deep Sky}}, {ö}.
_PROTECTED = re.compile(r"\{+(?:[^\s{}\\,;:$|=<>]|(?<=[^\s{}\\,;:$|=<>]) (?=[^\s{}\\,;:$|=<>]))+ ?\}+")
_FORMULA = re.compile(r"\$[^$\s][^$]*+\$")
# Before an accented vowel, in contrast to an apostrophe that a program has escaped: Garc\'ia, but d\'un.
_BEFORE_ACUTE = re.compile(r"[^\W\d_]{2}\Z")
_ELISION = re.compile(r"(?:\b(?:un|qu|lorsqu|jusqu|puisqu|aujourd|\w?[aeu]ll|quell|bell)|squ)\Z", re.I)
_CHEMISTRY_OR_UNIT = re.compile(r"\$\\(?:ce|ch|cf|chem|SI|si|qty|unit|num)\s*+\{")
_TEXT_MACROS = frozenset({"ldots", "dots", "LaTeX", "LaTeXe", "TeX", "BibTeX"})


def latex_to_html(source: str, *, escape: re.Pattern[str] | None = None) -> str:
    """Return ``source`` with its LaTeX as characters, tags of HTML, and formulas between dollars.

    :param escape: matches the characters that get a backslash where they come from LaTeX.
    """
    if not _SIGN.search(source):
        return source

    def replace(match: re.Match[str]) -> str:
        if match["path"]:
            return escape.sub(r"\\\g<0>", match[0]) if escape else match[0]
        if not _is_latex(match):
            return match[0]
        macro = match["macro"] or ""
        if macro and not match["arguments"]:
            known = _known_start(macro)
            rest = macro[len(known) :] + match["blank"] if macro != known else ""
            return _html(to_text(f"\\{known}{{}}"), escape) + rest
        return _html(to_text(match[0].rstrip(" ")), escape) + (match["blank"] or "")

    return _PIECE.sub(replace, repaired(source))


def _is_latex(match: re.Match[str]) -> bool:
    """Return whether a piece cannot be anything but LaTeX."""
    if group := match["group"]:
        return _is_latex_group(group)
    if match["braced"] or (match["accent"] and not match["letter"]):
        return True
    if letter := match["letter"]:
        return _is_accented(match["accent"], letter, match.string, match.start())
    if macro := match["macro"]:
        if "{" in match["arguments"]:
            return is_known_macro(macro)
        return bool(_known_start(macro))
    if kept := match["kept"]:
        return _CHEMISTRY_OR_UNIT.match(kept) is not None
    return bool(match["escaped"])


def _is_latex_group(group: str) -> bool:
    inner = group[1:-1]
    if "\\" in inner:
        starts_with_macro = re.match(r"\\([A-Za-z]+)", inner)
        if starts_with_macro and is_known_macro(starts_with_macro[1]):
            return True
        if re.match(r"\\[\"'`^~=.&%_#$]", inner):
            return True
        return any(map(_is_latex, _PIECE.finditer(inner)))
    if _FORMULA.search(inner):
        return True
    if not _PROTECTED.fullmatch(group):
        return any(_is_latex_group(piece[0]) for piece in re.finditer(_OUTER_GROUP, inner))
    letters = inner.strip("{}")
    return any(map(str.isupper, letters)) or (
        len(letters) == 1 and letters.isalpha() and not letters.isascii()
    )


def _is_accented(accent: str, letter: str, source: str, start: int) -> bool:
    r"""Return whether an accent without braces is one: in ``Schr\"odinger``, but not in ``it\'s``."""
    before = source[max(start - 8, 0) : start]
    if letter.lower() not in "aeiouyn" or not before[-1:].isalpha():
        return False
    if accent == "'":
        return bool(_BEFORE_ACUTE.search(before)) and not _ELISION.search(before)
    return True


def _known_start(macro: str) -> str:
    """Return the name of a macro that may be without an argument; see :func:`.latex.known_start`."""
    return macro if macro in _TEXT_MACROS else known_start(macro)


def _html(text: Text, escape: re.Pattern[str] | None) -> str:
    return "".join([_html_inline(part, escape) for part in text])


_TAGS = {"emphasis": "i", "strong": "b", "sub": "sub", "sup": "sup", "code": "code", "smallcaps": "sc"}


def _html_inline(part: Inline, escape: re.Pattern[str] | None) -> str:
    match part:
        case Math(tex):
            return f"${tex}$"
        case Hyperlink(url, children):
            return f'<a href="{url.replace(chr(34), "%22")}">{_html(children, escape)}</a>'
        case str():
            return escape.sub(r"\\\g<0>", part) if escape else part.replace("$", "\\$")
        case Markup(kind, children):
            return f"<{_TAGS[kind]}>{_html(children, escape)}</{_TAGS[kind]}>"
