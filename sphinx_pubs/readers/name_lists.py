"""Several names in one text, as people write them who do not write BibTeX: with commas between them."""

from __future__ import annotations

import re

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
