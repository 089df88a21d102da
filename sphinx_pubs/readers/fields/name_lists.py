r"""Lists of names with commas, and marks such as ``*`` beside a name.

:func:`split_names` splits a string of names from a source that does not use BibTeX's
*and* (``Lovelace A, Turing AM``); :func:`names_between_commas` finds several names where
BibTeX allows one only (``Smith, J., Doe, A.``).

:func:`strip_marks` takes off what people put around a name to mark equal contribution
or themselves: ``Brandon Amos$^{\dagger}$``, ``Zhilin Yang<sup>*</sup>``, ``\textbf{Zhu, W.}``.
"""

from __future__ import annotations

import re

from ...model.text import plain
from ..braces import is_one_group
from ..markup.latex import to_text
from .name_separators import EAST_ASIAN_COMMA, names_at_comma

_AND = re.compile(r"(?:,|(?<!\s))\s++(?:and|&)\s++|(?:(?<!\s)\s++)?+&\s*+", re.I)
_ET_AL = re.compile(r"(?<![\s,;])[\s,;]*\b(?:et\.?\s+al\.?|and\s+others)[\s.]*$", re.I)
# The initials of a given name, with or without periods: "R.", "S. J. L.", "JC", "J.-P."
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]*+){1,4}(?:,?\s*+(?:Jr|Sr|I{2,3}|IV)\.?)?")
_FAMILY_THEN_INITIALS = re.compile(
    r"(?P<family>\S.*\S|\S)\s+(?P<initials>[^\W\d_a-z]{1,3})\.?"
    r"(?P<suffix> (?:[JS]r\.?|I{2,3}|IV))?(?P<marks>[*†‡§#]*)"
)
_PARTICLE = re.compile(r"[a-z]")
# In BibTeX's syntax: stricter about letters without periods, as any of these pieces may be a family name.
_BIBTEX_INITIALS = re.compile(r"(?:[^\W\d_]\.[- ]?)+|[^\W\d_](?:[- ][^\W\d_])*|[A-Z]{2,3}")

_SYMBOLS = "*†‡§¶#∗⋆✉"
_SYMBOL_MACROS = r"\\(?:text)?d?dag(?:ger)?(?:dbl)?|\\[SP]"
_MARK = re.compile(
    rf"""(?:(?<!\s)\s++)?+(?:
        \\textsuperscript\s*+\{{(?P<raised>(?:[^{{}}]|\{{[^{{}}]*+\}})*+)\}}
      | \$(?P<formula>[^$]*)\$
      | <sup>(?P<html>[^<]*)</sup>
      | \^(?P<caret>[{_SYMBOLS}\d]|\{{[{_SYMBOLS}\d]\}})
      | (?P<digits>(?<![⁰¹²³⁴⁵⁶⁷⁸⁹,˒])[⁰¹²³⁴⁵⁶⁷⁸⁹]++(?:[,˒][⁰¹²³⁴⁵⁶⁷⁸⁹]++)*+)
      | (?P<plain>(?:[{_SYMBOLS}]|\\[*\#]|(?:{_SYMBOL_MACROS})(?![A-Za-z])(?:\{{\}})?){{1,30}}+)
    )\s*+$""",
    re.VERBOSE,
)
_ONE_MARK = re.compile(rf"([{_SYMBOLS}])\1*|\w+")
_LEADING_MARK = re.compile(rf"[{_SYMBOLS}]+(?=\w|\\|\{{)")
# "(* indicates Equal Contribution)" behind the last author
_EXPLANATION = re.compile(r"(?:(?<!\s)\s++)?+\((?:(?!contribut|correspond)[^()])*+[^()]++\)$", re.IGNORECASE)
# The same name in Chinese, Japanese or Korean, or the role: "Xiaoming Li (李晓明)", "鈴木 一郎 (著)"
_IN_HAN = re.compile(r"(?:(?<!\s)\s++)?+[(（][々-〇ぁ-ヿ㐀-鿿豈-﫿가-힣·・ ]++[)）]$")
_TYPEFACE = re.compile(
    r"\\(?:textbf|textit|emph|underline|uline|textsc|textrm|textnormal|normalfont|mbox)\s*+(?P<group>\{.*\})"
    r"|\{\\(?:bf|bfseries|em|it|itshape|sc|scshape)\b\s*+(?P<switched>.*)\}"
    r"|<(?P<tag>b|u|strong|em|i|ins|mark)>(?P<tagged>.*)</(?P=tag)>"
    r"|(?P<stars>\*{1,3}|_{1,3})(?P<starred>[^*_]+)(?P=stars)"
    r"|\[(?P<linked>[^\[\]]++)\]\([^()]*+\)"
)
# Marks are only searched in this many last characters: in all of a long source it takes quadratic time.
_MARKS_WITHIN = 500
# The number of marks and typefaces taken off one name, which bounds the work for hostile input.
_MOST_LAYERS = 8


# --- lists ---


def split_names(source: str) -> list[str]:
    """Return the names in ``source``, each in an order that BibTeX understands.

    The names can be *Ada Lovelace, Alan Turing*, *Lovelace, A., Turing, A., and Curie, M.*,
    *Lovelace A, Turing AM*, and any of them with semicolons or *&*. *et al.* at the end
    becomes *others*.

    >>> split_names("Lovelace A, Turing AM")
    ['Lovelace, A', 'Turing, AM']
    """
    source = " ".join(source.split()).strip(" ;")
    pieces = EAST_ASIAN_COMMA.split(source)
    if len(pieces) > 1:
        return [name for piece in pieces for name in split_names(piece)]
    listed = _ET_AL.sub("", source)
    others = ["others"] if listed != source and listed else []
    listed = listed.rstrip(" ,")
    if ";" in listed:
        names = [name.strip(" ,") for name in _AND.sub(";", listed).split(";")]
    else:
        names = _split_at_commas(listed)
    return [*map(_with_comma, filter(None, names)), *others]


def _split_at_commas(source: str) -> list[str]:
    pieces = [piece.strip() for part in _AND.split(source) for piece in part.split(",")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2 or "," not in source:
        return pieces
    if names := names_at_comma(pieces):
        return names
    parts = [part.strip(" ,") for part in _AND.split(source)]
    if len(parts) > 1 and all(part.count(",") == 1 for part in parts):
        return parts  # Lovelace, Ada and Turing, Alan
    if any(_INITIALS.fullmatch(piece) for piece in pieces[1:]):
        return _join_initials(pieces)
    if len(pieces) == 2 and len(parts) == 1 and not all(map(_is_full_name, pieces)):
        return [source]
    return pieces


def _join_initials(pieces: list[str]) -> list[str]:
    """Return each family name with the initials that follow it."""
    names: list[str] = []
    for piece in pieces:
        if names and "," not in names[-1] and _INITIALS.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return names


def _is_full_name(piece: str) -> bool:
    """Return whether a piece has a given and a family name, and is not a family name with a particle."""
    return len(piece.split()) > 1 and not _PARTICLE.match(piece)


def _with_comma(name: str) -> str:
    """Return *Turing AM* as *Turing, AM*; any other name as it is."""
    match = _FAMILY_THEN_INITIALS.fullmatch(name)
    # The name that ends with several initials, Roe R. S., is read as it is.
    if not match or "," in name or match["family"].endswith(".") or _INITIALS.fullmatch(match["family"]):
        return name
    suffix = f",{match['suffix']}" if match["suffix"] else ""
    return f"{match['family']}{suffix}, {match['initials']}{match['marks']}"


def names_between_commas(pieces: list[str]) -> list[str]:
    """Return the names in a BibTeX name of three or more ``pieces`` between commas; empty if it is one name.

    People write ``Smith, J., Doe, A.`` and ``Anna Smith, John Doe, Hao Ye`` where BibTeX requires *and*.
    Three pieces may be one name (*Smith, Esq., John*); more cannot.
    """
    names: list[str] = []
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        is_family = rest and not _BIBTEX_INITIALS.fullmatch(piece) and _BIBTEX_INITIALS.fullmatch(rest[0])
        if is_family or (" " not in piece and rest and " " not in rest[0] and len(pieces) > 3):
            names.append(f"{piece}, {rest.pop(0)}")
        elif " " in piece:
            names.append(piece)
        else:
            return []
    return names


# --- marks ---


def strip_marks(source: str) -> tuple[str, tuple[str, ...]]:
    """Return ``source`` without the typeface and the marks around it, and the marks."""
    if "\\" not in source and source[:1].isalpha() and (source[-1:].isalpha() or source[-1:] == "."):
        return source, ()
    end = _EXPLANATION.sub("", source[-_MARKS_WITHIN:])
    source = source[:-_MARKS_WITHIN] + (end if end.isascii() else _IN_HAN.sub("", end))
    marks: tuple[str, ...] = ()
    for _ in range(_MOST_LAYERS):
        if match := _TYPEFACE.fullmatch(source):
            inner = (
                match["group"]
                or f"{{{match['switched'] or match['tagged'] or match['starred'] or match['linked'] or ''}}}"
            )
            if not is_one_group(inner):
                break
            source = inner[1:-1].strip()
        elif (match := _MARK.search(source, max(len(source) - _MARKS_WITHIN, 0))) and match.start():
            marks = (*_split_marks(match[match.lastgroup or 0]), *marks)
            source = source[: match.start()]
        elif match := _LEADING_MARK.match(source):
            marks = (*marks, *_split_marks(match[0]))
            source = source[match.end() :]
        else:
            break
    return source.strip(), marks


def _split_marks(source: str) -> tuple[str, ...]:
    r"""Return the marks in ``source`` one by one: ``*,\dag`` is ``*`` and ``†``."""
    return tuple(match[0] for match in _ONE_MARK.finditer(plain(to_text(source)).replace("∗", "*")))
