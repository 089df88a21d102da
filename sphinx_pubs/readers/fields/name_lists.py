r"""Several names in one text, as people write them who do not write BibTeX: with commas between them.

What stands around a name in a list of authors: marks such as ``*``, and typeface.

People mark equal contribution and their own name inside the author field:
``Brandon Amos$^{\dagger}$``, ``Zhilin Yang<sup>*</sup>``, ``\textbf{Zhu, W.}``.
"""

from __future__ import annotations

import re

from ...model.text import plain
from ..braces import is_one_group
from ..markup.latex import to_text

_AND = re.compile(r",?\s+(?:and|&)\s+|\s*&\s*", re.I)
_ET_AL = re.compile(r"(?<![\s,;])[\s,;]*\b(?:et\.?\s+al\.?|and\s+others)[\s.]*$", re.I)
#: The initials of a given name, with or without full stops: ``R.``, ``S. J. L.``, ``JC``, ``J.-P.``.
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s-]*){1,4}(?:,?\s*(?:Jr|Sr|I{2,3}|IV)\.?)?")
_FAMILY_FIRST = re.compile(r"(?P<family>\S.*\S|\S)\s+(?P<initials>[^\W\d_a-z]{1,3})\.?(?P<marks>[*†‡§#]*)")
_PARTICLE = re.compile(r"[a-z]")


def split_names(source: str) -> list[str]:
    """Return the names that ``source`` holds, each in an order that BibTeX understands.

    Understood are *Ada Lovelace, Alan Turing*, *Lovelace, A., Turing, A., and Curie, M.*,
    *Lovelace A, Turing AM*, and any of them with semicolons or *&*. *et al.* at the end
    becomes *others*.

    >>> split_names("Lovelace A, Turing AM")
    ['Lovelace, A', 'Turing, AM']
    """
    whole = " ".join(source.split()).strip(" ;")
    rest = _ET_AL.sub("", whole)
    others = ["others"] if rest != whole and rest else []
    rest = rest.rstrip(" ,")
    if ";" in rest:
        names = [name.strip(" ,") for name in _AND.sub(";", rest).split(";")]
    else:
        names = _at_commas(rest)
    return [*map(_family_first, filter(None, names)), *others]


def _at_commas(source: str) -> list[str]:
    pieces = [part.strip() for name in _AND.split(source) for part in name.split(",")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2 or "," not in source:
        return pieces
    if any(_INITIALS.fullmatch(piece) for piece in pieces[1:]):
        return _in_pairs(pieces)
    between = [part.strip(" ,") for part in _AND.split(source)]
    if len(between) > 1 and all(part.count(",") == 1 for part in between):
        return between  # Lovelace, Ada and Turing, Alan
    if len(pieces) == 2 and not _AND.search(source) and not _two_whole_names(pieces):
        return [source]
    return pieces


def _in_pairs(pieces: list[str]) -> list[str]:
    """Return each family name with the initials that follow it."""
    names: list[str] = []
    for piece in pieces:
        if names and "," not in names[-1] and _INITIALS.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        else:
            names.append(piece)
    return names


def _two_whole_names(pieces: list[str]) -> bool:
    return all(len(piece.split()) > 1 and not _PARTICLE.match(piece) for piece in pieces)


def _family_first(name: str) -> str:
    """Return *Turing AM* as *Turing, AM*; any other name as it is."""
    found = _FAMILY_FIRST.fullmatch(name)
    if not found or "," in name or _INITIALS.fullmatch(found["family"]):
        return name
    return f"{found['family']}, {found['initials']}{found['marks']}"


_SYMBOLS = "*†‡§¶#∗⋆✉"
_NAMED = r"\\(?:text)?d?dag(?:ger)?(?:dbl)?|\\[SP]"
_MARK = re.compile(
    rf"""\s*(?:
        \\textsuperscript\s*\{{(?P<raised>(?:[^{{}}]|\{{[^{{}}]*\}})*)\}}
      | \$(?P<formula>[^$]*)\$
      | <sup>(?P<html>[^<]*)</sup>
      | \^(?P<caret>[{_SYMBOLS}]|\{{[{_SYMBOLS}]\}})
      | (?P<plain>(?:[{_SYMBOLS}]|\\[*\#]|(?:{_NAMED})(?![A-Za-z])(?:\{{\}})?)+)
    )\s*$""",
    re.VERBOSE,
)
#: How much of the end of a long source is looked at: the work would else grow with its square.
_END = 500
_ONE_MARK = re.compile(rf"([{_SYMBOLS}])\1*|\w+")
_LEADING = re.compile(rf"[{_SYMBOLS}]+(?=\w|\\|\{{)")
# More layers around a name than this are no name.
_LAYERS = 8
# "(* indicates Equal Contribution)" behind the last author
_EXPLANATION = re.compile(r"\s*\([^()]*(?:contribut|correspond)[^()]*\)$", re.IGNORECASE)
_TYPEFACE = re.compile(
    r"\\(?:textbf|textit|emph|underline|uline|textsc|textrm|textnormal|normalfont|mbox)\s*(?P<group>\{.*\})"
    r"|\{\\(?:bf|bfseries|em|it|itshape|sc|scshape)\b\s*(?P<switched>.*)\}"
    r"|<(?P<tag>b|u|strong|em|i)>(?P<tagged>.*)</(?P=tag)>"
    r"|(?P<stars>\*\*|__)(?P<starred>[^*_]+)(?P=stars)"
)


def strip_marks(source: str) -> tuple[str, tuple[str, ...]]:
    """Return ``source`` without typeface and marks around it, and the marks."""
    if "\\" not in source and source[:1].isalpha() and (source[-1:].isalpha() or source[-1:] == "."):
        return source, ()
    source = source[:-_END] + _EXPLANATION.sub("", source[-_END:])
    marks: tuple[str, ...] = ()
    for _ in range(_LAYERS):
        if found := _TYPEFACE.fullmatch(source):
            inner = found["group"] or f"{{{found['switched'] or found['tagged'] or found['starred'] or ''}}}"
            if not is_one_group(inner):
                break
            source = inner[1:-1].strip()
        elif (found := _MARK.search(source, max(len(source) - _END, 0))) and found.start():
            marks = (*_each(found[found.lastgroup or 0]), *marks)
            source = source[: found.start()]
        elif found := _LEADING.match(source):
            marks = (*marks, *_each(found[0]))
            source = source[found.end() :]
        else:
            break
    return source.strip(), marks


def _each(source: str) -> tuple[str, ...]:
    written = plain(to_text(source)).replace("∗", "*")
    return tuple(found[0] for found in _ONE_MARK.finditer(written))
