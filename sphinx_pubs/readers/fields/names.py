"""One name -> its four parts, by the rules of BibTeX.

The rules are those of "Tame the BeaST" (Markey, 2009, section 11) and btxdoc
(Patashnik, 1988, section 4); what real lists need beyond them is said where
it is done. pybtex's ``Person`` follows the same rules, but it takes the *Jr.* of
*Martin Luther King Jr.* for a family name, and knows neither literal names nor
biblatex's extended format: what would remain of it is less than what is here.

Braces and the case of letters decide before LaTeX is decoded: ``{van Gogh}`` is
one word, and ``von`` is a particle because it is in lower case.

Fields of names -> contributors: the list, its *and*s, and what people write instead of them.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from ...model.names import OTHERS, Contributor, Name
from ...model.problems import Code
from ...model.text import plain
from ..base import Report, ToText
from ..braces import is_one_group, split_outside_braces
from ..markup.latex import decode_accents, to_text
from .name_lists import strip_marks

COMMA = re.compile(",")
_TIE = re.compile(r"(?<!\\)[ ~]+")
_EXTENDED = re.compile(r'\{?\s*"?(?:family|given|prefix|suffix)\s*=')
_SUFFIX = re.compile(
    r"(?:[Jj]r|[Ss]r|[Jj]nr|[Ss]nr|\d(?:st|nd|rd|th)|[Pp][Hh]\.? ?[Dd]|M\.?D|[Ee]sq)\.?|II|III|IV|VI{0,3}"
)
_SUFFIX_WORD = re.compile(r"(?:Jr|Sr|Jnr|Snr|Ph\.?D)\.?|II|III|IV|2nd|3rd|4th")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[- ]?)+|[^\W\d_](?:[- ][^\W\d_])*|[A-Z]{2,3}")
# DBLP tells namesakes apart with a number: "Wei Wang 0001".
_DBLP_NUMBER = re.compile(r" \d{4}$")
_NO_MARKUP = re.compile(r"(?:[A-Za-z. ]++|-(?!-))*+")
_PROTECTED = re.compile(r"(?:\{[^\\{}][^{}]+\})+")


def several_in_one(pieces: list[str]) -> list[str]:
    """Return the names in ``pieces`` between commas that are several persons; empty where they are not.

    People write ``Smith, J., Doe, A.`` and ``Anna Smith, John Doe, Hao Ye`` where BibTeX wants *and*.
    With three pieces, *Smith, Esq., John* is as likely; with more it cannot be one name.
    """
    names: list[str] = []
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        is_family = rest and not _INITIALS.fullmatch(piece) and _INITIALS.fullmatch(rest[0])
        if is_family or (" " not in piece and rest and " " not in rest[0] and len(pieces) > 3):
            names.append(f"{piece}, {rest.pop(0)}")
        elif " " in piece:
            names.append(piece)
        else:
            return []
    return names


def is_extended(source: str) -> bool:
    """Whether ``source`` is a name in biblatex's extended format."""
    return _EXTENDED.match(source) is not None


def is_suffix(piece: str) -> bool:
    """Whether ``piece`` stands after a name, as *Jr.* does."""
    return _SUFFIX.fullmatch(piece) is not None


def read_name(source: str, pieces: list[str], text: ToText) -> Name:
    """Return the name in ``source``, which is ``pieces`` between commas."""
    if is_extended(source):
        return _extended(pieces if len(pieces) > 1 else split_outside_braces(source.strip("{}"), COMMA), text)
    if is_one_group(source):
        return Name(literal=_decoded(source[1:-1], text))
    pieces = [_DBLP_NUMBER.sub("", piece) for piece in pieces]
    if len(pieces) == 1 or (len(pieces) == 2 and _SUFFIX_WORD.fullmatch(pieces[1])):
        return _in_reading_order(pieces[0], pieces[1] if len(pieces) == 2 else "", text)
    family, *between, given = pieces
    suffix = between[0] if between else ""
    if suffix and is_suffix(given) and not is_suffix(suffix):
        suffix, given = given, suffix
    given = " ".join(filter(None, (*between[1:], given)))
    return _inverted(family, suffix, given, text)


def _in_reading_order(source: str, suffix: str, text: ToText) -> Name:
    """*First von Last*: the particle is what is in lower case before the last word."""
    words, suffix = _without_suffix(_words(source), suffix)
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word, text)]
    start, end = (lower[0], lower[-1] + 1) if lower else (len(words) - 1, len(words) - 1)
    return Name(
        given=_decoded(" ".join(words[:start]), text),
        particle=_decoded(" ".join(words[start:end]), text),
        family=_decoded(" ".join(words[end:]), text),
        suffix=_decoded(suffix, text),
    )


def _inverted(family: str, suffix: str, given: str, text: ToText) -> Name:
    """*von Last, Jr, First*: the particle ends with the last word in lower case before the last word."""
    words, suffix = _without_suffix(_words(family), suffix)
    given_words, suffix = _without_suffix(_words(given), suffix)
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word, text)]
    end = lower[-1] + 1 if lower else 0
    family = _decoded(" ".join(words[end:]), text)
    given = _decoded(" ".join(given_words), text)
    return Name(
        given=given if family else "",
        particle=_decoded(" ".join(words[:end]), text),
        family=family or given,
        suffix=_decoded(suffix, text),
    )


def _words(source: str) -> list[str]:
    if "{" in source or "~" in source:
        return [word for word in split_outside_braces(source, _TIE) if word]
    return source.split()


def _without_suffix(words: list[str], suffix: str) -> tuple[list[str], str]:
    # BibTeX wants "King, Jr., Martin Luther"; people write "Martin Luther King Jr." as well.
    if not suffix and len(words) > 1 and _SUFFIX_WORD.fullmatch(words[-1]):
        return words[:-1], words[-1]
    return words, suffix


def _is_lower(word: str, text: ToText) -> bool:
    """Whether a word begins in lower case; one in braces has no case (btxdoc, section 4)."""
    if word[0] in "{\\":
        word = _decoded(_PROTECTED.sub("", word, count=1), text)
    return next((letter.islower() for letter in word if letter.isalpha()), False)


def _extended(pieces: list[str], text: ToText) -> Name:
    """``given=Hans, family=Harman``: the extended name format (biblatex manual, section 3.4)."""
    parts: dict[str, str] = {}
    for piece in pieces:
        key, _, value = piece.strip('{" ').partition("=")
        parts[key.strip()] = _decoded(value.strip(' "'), text)
    return Name(
        given=parts.get("given", ""),
        particle=parts.get("prefix", ""),
        family=parts.get("family", ""),
        suffix=parts.get("suffix", ""),
    )


def _decoded(source: str, text: ToText) -> str:
    if _NO_MARKUP.fullmatch(source):
        return source
    return " ".join(plain(text(source)).split())


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
    source, marks = strip_marks(decode_accents(source))
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
