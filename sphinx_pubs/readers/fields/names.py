"""A field in BibTeX's name syntax -> contributors.

:func:`parse_names` reads a whole field, with *and* between the names; :func:`parse_name`
one name. The rules for one name are those of "Tame the BeaST" (Markey, 2009, section 11)
and btxdoc (Patashnik, 1988, section 4), with biblatex's extended format and what people
write instead: *Martin Luther King Jr.*, semicolons or commas between names, *et al.*,
marks such as ``*`` behind a name.

pybtex's ``Person`` follows the same rules, but reads the *Jr.* of *Martin Luther King Jr.*
as the family name, and knows neither literal names nor the extended format.

Braces and the case of letters decide before LaTeX is decoded: ``{van Gogh}`` is one word,
and ``von`` is a particle because it is in lower case.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from ...model.names import OTHERS, Contributor, Name, east_asian_name, family_name_in_han
from ...model.problems import Code
from ...model.text import plain
from ..base import Report, ToText, ignore
from ..braces import is_one_group, split_outside_braces
from ..markup.latex import to_text
from .collaborations import ROLE as GROUP_ROLE
from .collaborations import full_name, organization, split_on_behalf
from .name_latex import decode_name
from .name_lists import names_between_commas, strip_marks
from .name_separators import (
    BULLET,
    EAST_ASIAN_SEPARATOR,
    family_first,
    names_at_comma,
    split_at_ampersand,
    split_at_bullets,
    split_east_asian,
    start_of_initials,
)
from .values import COMMA, SEMICOLON, quoted, quoted_around

# Needs a space before the source, since *and* may be its first word.
_AND = re.compile(r" and(?= |$)", re.IGNORECASE)
_OTHERS = re.compile(r"\{?(?:(?:\d+ )?others|\\l?dots|\.\.\.|…|等|他|ほか)\}?\.?", re.IGNORECASE)
_ET_AL = re.compile(
    r"(?:(?:^|,? |,)(?:(?:\{?\\(?:emph|textit|em|it)\b ?)?\{?et\.?[ ~]*al\b\.?\}?\.?|等|他|ほか)){1,9}+$",
    re.IGNORECASE,
)
# "et al." is only searched in this many last characters: in all of a long source it takes quadratic time.
_ET_AL_WITHIN = 200

_EXTENDED = re.compile(r'\{?\s*"?(?:family|given|prefix|suffix)\s*=')
# Suffixes between commas. More words are accepted than without a comma (_SUFFIX_WORD).
_SUFFIX = re.compile(
    r"(?:[Jj]r|[Ss]r|[Jj]nr|[Ss]nr|\d(?:st|nd|rd|th)|[Pp][Hh]\.? ?[Dd]|M\.?D|[Ee]sq)\.?|II|III|IV|VI{0,3}"
)
_SUFFIX_WORD = re.compile(r"(?:Jr|Sr|Jnr|Snr|Ph\.?D)\.?|II|III|IV|2nd|3rd|4th")
# Titles before a name.
_TITLES = frozenset("Dr. Dr Prof. Prof Mr. Mrs. Ms. Professor Ph.D. PhD M.Sc. Dipl.-Ing.".split())
# DBLP numbers people with the same name: "Wei Wang 0001".
_DBLP_NUMBER = re.compile(r" \d{4}$")
# The first name of a block of names like *Doe J*; nearly all lists begin otherwise.
_MAY_START_BLOCK = re.compile(r"\{|[^,]*+(?:(?<![a-z\d])|(?<= [JS]r))(?:,|$)")
_SPACE_OR_TIE = re.compile(r"(?<!\\)[ ~]+")
_NO_MARKUP = re.compile(r"(?:[A-Za-z. ]++|-(?!-))*+")
# Braces around letters protect them; "{\'E}" is an accent.
_PROTECTED = re.compile(r"(?:\{[^\\{}][^{}]+\})+")


# --- a field ---


def parse_names(source: str, role: str, report: Report, text: ToText) -> tuple[Contributor, ...]:
    """Return the contributors in a field whose names are separated by *and*.

    Each gets ``role``. ``text`` decodes the markup of the names. *others* and *et al.*
    become the contributor ``OTHERS``. What is not a list of names is reported.
    """
    source = " ".join(source.split())
    if "&" in source:
        source = html.unescape(source)
    contributors: list[Contributor] = []
    for part in _split_at_and(source, report):
        more, problem = _parse_part(part, role, text)
        if problem:
            report(Code.BAD_NAME, problem)
        contributors += more
    return tuple(contributors)


def parse_name(source: str) -> Name:
    """Return the one name in ``source``, in either order and with LaTeX; an empty name if there is none."""
    contributors, _ = _parse_part(" ".join(source.split()), "author", to_text)
    return contributors[0].name if contributors else Name()


def name_parts(source: str) -> list[str]:
    """Return the names in a field as they are written, for advice on them."""
    return _split_at_and(" ".join(source.split()), ignore)


def _split_at_and(source: str, report: Report) -> list[str]:
    """Return the parts between the *and*s (in any case) and semicolons that are outside of braces.

    What separates names in East Asian languages does so here, and PubMed's *Doe J, Roe RS* are two parts.
    """
    if not source:
        return []
    parts = [part.strip(", ") for part in split_outside_braces(f" {source}", _AND)]
    if not all(parts):
        report(Code.BAD_NAME, f"missing name beside an 'and': {_around_gap(parts)}")
    if ";" in source:
        pieces = [piece for part in parts for piece in split_outside_braces(part, SEMICOLON)]
        if len(pieces) > len(parts):
            where = quoted_around(source, source.index(";"))
            report(Code.BAD_NAME, f"separate names by 'and', not by semicolons: {where}")
        parts = pieces
    if "& " in source:
        pieces = [piece for part in parts for piece in split_at_ampersand(part)]
        if len(pieces) > len(parts):
            where = quoted_around(source, source.index("& "))
            report(Code.BAD_NAME, f"separate names by 'and', not by an ampersand: {where}")
        parts = pieces
    if " | " in source or (not source.isascii() and BULLET.search(source)):
        parts = [name for part in parts for name in split_at_bullets(part)]
    if not source.isascii() and EAST_ASIAN_SEPARATOR.search(source):
        parts = [name for part in parts for name in split_east_asian(part)]
    parts = list(filter(None, parts))
    if not parts or not _MAY_START_BLOCK.match(parts[0]):
        return parts
    names = family_first(piece for part in parts for piece in split_outside_braces(part, COMMA))
    if names and len(names) > len(parts):
        report(Code.BAD_NAME, f"separate names by 'and', not by commas: {quoted(source)}")
    return names or parts


def _around_gap(parts: list[str]) -> str:
    """Return the *and* without a name beside it, with the ends of the names around it, in quotes."""
    gap = parts.index("")
    before, after = " ".join(parts[:gap][-1:]), " ".join(parts[gap + 1 :][:1])
    if not before:
        return quoted(f"and {after}")
    text = f"{before} and and {after}" if after else f"{before} and"
    return quoted_around(text, len(before) + len(" and"))


@lru_cache(maxsize=16384)
def _parse_part(source: str, role: str, text: ToText) -> tuple[tuple[Contributor, ...], str]:
    """Return the contributors in the text between two *and*s, and the problem with it, if any.

    There are several if it contains *et al.*, *on behalf of* a group, or commas between names.
    """
    if _OTHERS.fullmatch(source):
        return (Contributor(OTHERS, role),), ""
    match = _ET_AL.search(source, max(len(source) - _ET_AL_WITHIN, 0))
    if not match:
        return _parse_people_and_group(source, role, text)
    before, problem = _parse_people_and_group(source[: match.start()].strip(", "), role, text)
    return (*before, Contributor(OTHERS, role)), problem


def _parse_people_and_group(source: str, role: str, text: ToText) -> tuple[tuple[Contributor, ...], str]:
    """Return the contributors, the last of whom may be the group that they write for, and the problem."""
    people, group = split_on_behalf(source)
    contributors, problem = _parse_people(people, role, text)
    if not group:
        return contributors, problem
    collaboration = Name(literal=full_name(_decode(group, text)))
    return (*contributors, Contributor(collaboration, GROUP_ROLE if role == "author" else role)), problem


def _parse_people(source: str, role: str, text: ToText) -> tuple[tuple[Contributor, ...], str]:
    """Return the contributors, and the problem with them; there are several if commas are between them."""
    source, marks = strip_marks(decode_name(source))
    if not source:
        return (), ""
    pieces = [source] if is_one_group(source) else split_outside_braces(source, COMMA)
    is_extended = _EXTENDED.match(source) is not None
    if len(pieces) > 1 and not is_extended and (several := _names_between_commas(pieces)):
        contributors = tuple(who for name in several for who in _parse_part(name, role, text)[0])
        if contributors:
            return contributors, f"separate names by 'and', not by commas: {quoted(source)}"
    without_marks = [strip_marks(piece) for piece in pieces]
    marks = (*(mark for _, piece_marks in without_marks for mark in piece_marks), *marks)
    name = organization(_parse_pieces(source, [piece for piece, _ in without_marks], text))
    if name == Name():
        return (), f"no name in {quoted(source)}"
    too_many = len(pieces) > 3 and not is_extended
    problem = f"too many commas in a name: {quoted(source)}" if too_many else ""
    return (Contributor(name, role, tuple(dict.fromkeys(marks))),), problem


def _names_between_commas(pieces: list[str]) -> list[str]:
    """Return the names in ``pieces``, which commas separate; empty if they may be one name."""
    if names := names_at_comma(pieces):
        return names
    if len(pieces) == 2 or any(map(_SUFFIX.fullmatch, pieces[1:])):
        return []
    return names_between_commas(pieces)


# --- one name ---


def _parse_pieces(source: str, pieces: list[str], text: ToText) -> Name:
    """Return the name in ``source``; ``pieces`` are its parts between commas."""
    if _EXTENDED.match(source):
        return _extended(pieces if len(pieces) > 1 else split_outside_braces(source.strip("{}"), COMMA), text)
    if is_one_group(source):
        return Name(literal=_decode(source[1:-1], text))
    pieces = [_DBLP_NUMBER.sub("", piece) for piece in pieces]
    if len(pieces) == 1 or (len(pieces) == 2 and _SUFFIX_WORD.fullmatch(pieces[1])):
        return _in_reading_order(pieces[0], pieces[1] if len(pieces) == 2 else "", text)
    family, *between, given = pieces
    suffix = between[0] if between else ""
    if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):
        suffix, given = given, suffix
    given = " ".join(filter(None, (*between[1:], given)))
    return _inverted(family, suffix, given, text)


def _extended(pieces: list[str], text: ToText) -> Name:
    """Parse ``given=Hans, family=Harman``, the extended name format (biblatex manual, section 3.4)."""
    parts: dict[str, str] = {}
    for piece in pieces:
        key, _, value = piece.strip('{" ').partition("=")
        parts[key.strip()] = _decode(value.strip(' "'), text)
    return Name(
        given=parts.get("given", ""),
        particle=parts.get("prefix", ""),
        family=parts.get("family", ""),
        suffix=parts.get("suffix", ""),
    )


def _in_reading_order(source: str, suffix: str, text: ToText) -> Name:
    """Parse *First von Last*: the particle is what is in lower case before the last word."""
    words, suffix = _split_suffix(_words(source), suffix)
    while len(words) > 2 and words[0] in _TITLES:
        words = words[1:]
    if suffix and len(words) == 2 and len(words[1]) == 1 and len(words[0]) > 2:  # Roe J Jr
        return _inverted(words[0], suffix, words[1], text)
    if initials := start_of_initials(words):  # Roe R. S.
        return _inverted(" ".join(words[:initials]), suffix, " ".join(words[initials:]), text)
    if not source.isascii():
        decoded = [_decode(word, text) for word in words]
        if name := east_asian_name(decoded) or family_name_in_han(decoded):
            return name
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word, text)]
    start, end = (lower[0], lower[-1] + 1) if lower else (len(words) - 1, len(words) - 1)
    return Name(
        given=_decode(" ".join(words[:start]), text),
        particle=_decode(" ".join(words[start:end]), text),
        family=_decode(" ".join(words[end:]), text),
        suffix=_decode(suffix, text),
    )


def _inverted(family: str, suffix: str, given: str, text: ToText) -> Name:
    """Parse *von Last, Jr, First*: the particle ends at the last lower-case word before the final word."""
    words, suffix = _split_suffix(_words(family), suffix)
    given_words, suffix = _split_suffix(_words(given), suffix)
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word, text)]
    end = lower[-1] + 1 if lower else 0
    family = _decode(" ".join(words[end:]), text)
    given = _decode(" ".join(given_words), text)
    return Name(
        given=given if family else "",
        particle=_decode(" ".join(words[:end]), text),
        family=family or given,
        suffix=_decode(suffix, text),
    )


def _words(source: str) -> list[str]:
    if "{" in source or "~" in source:
        return [word for word in split_outside_braces(source, _SPACE_OR_TIE) if word]
    return source.split()


def _split_suffix(words: list[str], suffix: str) -> tuple[list[str], str]:
    """Return the words without a suffix at their end, and the suffix."""
    # BibTeX requires "King, Jr., Martin Luther"; people also write "Martin Luther King Jr."
    if not suffix and len(words) > 1 and _SUFFIX_WORD.fullmatch(words[-1]):
        return words[:-1], words[-1]
    return words, suffix


def _is_lower(word: str, text: ToText) -> bool:
    """Return whether a word begins in lower case; a word in braces has no case (btxdoc, section 4)."""
    if word[0] in "{\\":
        word = _decode(_PROTECTED.sub("", word, count=1), text)
    return next((letter.islower() for letter in word if letter.isalpha()), False)


def _decode(source: str, text: ToText) -> str:
    """Return ``source`` without markup and with single spaces."""
    if _NO_MARKUP.fullmatch(source):
        return source
    return " ".join(plain(text(source)).split())
