"""Fields of names -> contributors: the list, its *and*s, and what people write instead of them."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from ..model.people import OTHERS, Contributor, Name
from ..model.problems import Code
from .base import Report, ToText
from .latex import to_text, with_letters
from .name_marks import strip_marks
from .name_parts import (
    COMMA,
    is_extended,
    is_one_group,
    is_suffix,
    read_name,
    several_in_one,
    split_outside_braces,
)

# A source gets a blank before it, since an *and* may be its first word.
_AND = re.compile(r" and(?= |$)", re.IGNORECASE)
_SEMICOLON = re.compile(";")
_OTHERS = re.compile(r"\{?(?:(?:\d+ )?others|\\l?dots|\.\.\.|…)\}?\.?", re.IGNORECASE)
#: How much of the end of a long source is looked at: the work would else grow with its square.
_END = 200
_ET_AL = re.compile(
    r"(?:(?:^|,? |,)(?:\{?\\(?:emph|textit|em|it)\b ?)?\{?et\.?[ ~]*al\b\.?\}?\.?)+$", re.IGNORECASE
)

# What one stretch between two "and"s says: the contributors, and what is wrong with it.
_Found = tuple[tuple[Contributor, ...], str]


def parse_names(source: str, role: str, report: Report, text: ToText) -> tuple[Contributor, ...]:
    """Return the contributors that ``source`` names in ``role``, separated by *and* as in BibTeX."""
    source = " ".join(source.split())
    if "&" in source:
        source = html.unescape(source)
    found: list[Contributor] = []
    for stretch in _stretches(source, report):
        contributors, problem = _contributors(stretch, role, text)
        if problem:
            report(Code.BAD_NAME, problem)
        found += contributors
    return tuple(found)


def parse_name(source: str) -> Name:
    """Return the one name in ``source``, in either order; LaTeX in it is decoded."""
    contributors, _ = _contributors(" ".join(source.split()), "author", to_text)
    return contributors[0].name if contributors else Name()


def _stretches(source: str, report: Report) -> list[str]:
    """Return what stands between the *and*s (in any case) outside of braces."""
    if not source:
        return []
    stretches = [stretch.strip(", ") for stretch in split_outside_braces(f" {source}", _AND)]
    if not all(stretches):
        report(Code.BAD_NAME, f"an 'and' with no name beside it: {source}")
    if ";" in source:
        pieces = [piece for stretch in stretches for piece in split_outside_braces(stretch, _SEMICOLON)]
        if len(pieces) > len(stretches):
            report(Code.BAD_NAME, f"names are separated by 'and', not by semicolons: {source}")
        stretches = pieces
    return list(filter(None, stretches))


@lru_cache(maxsize=16384)
def _contributors(source: str, role: str, text: ToText) -> _Found:
    """Return what ``source`` says; several contributors where *et al.* or commas make it so."""
    if _OTHERS.fullmatch(source):
        return (Contributor(OTHERS, role),), ""
    if found := _ET_AL.search(source, max(len(source) - _END, 0)):
        before, problem = _contributors(source[: found.start()].strip(", "), role, text)
        return (*before, Contributor(OTHERS, role)), problem
    source, marks = strip_marks(with_letters(source))
    if not source:
        return (), ""
    pieces = [source] if is_one_group(source) else split_outside_braces(source, COMMA)
    is_plain = not is_extended(source)
    if len(pieces) > 2 and is_plain and not any(map(is_suffix, pieces[1:])):
        names = several_in_one(pieces)
        each = tuple(contributor for name in names for contributor in _contributors(name, role, text)[0])
        if each:
            return each, f"names are separated by 'and', not by commas: {source}"
    stripped = [strip_marks(piece) for piece in pieces]
    marks = (*(mark for _, piece_marks in stripped for mark in piece_marks), *marks)
    name = read_name(source, [piece for piece, _ in stripped], text)
    if name == Name():
        return (), f"no name: {source}"
    problem = f"more commas than a name can have: {source}" if len(pieces) > 3 and is_plain else ""
    return (Contributor(name, role, tuple(dict.fromkeys(marks))),), problem
