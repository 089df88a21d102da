"""Where one name ends and the next begins, if no *and* is between them.

Only what is certain is split here: punctuation of Chinese, Japanese and Korean lists
(:func:`split_east_asian`), blocks of names such as PubMed writes (:func:`family_first`), and a comma
behind a family name that would contain an initial (:func:`names_at_comma`).
:func:`looks_like_two_names` and :func:`has_initial_in_family` are true for what is doubtful, so that
the author can be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..braces import is_one_group, split_outside_braces

#: What separates names in Chinese, Japanese, Korean and Arabic lists.
EAST_ASIAN_COMMA = re.compile("[，、；､﹐﹑﹔،؛]")
EAST_ASIAN_SEPARATOR = re.compile("[，、；､﹐﹑﹔،؛・･·ㆍ]")
#: What separates names on web pages: *Jane Doe · Jim Roe*.
BULLET = re.compile(r" [·•∙⋅|] ")
# A dot separates persons between Japanese names that are not in katakana, and between Korean ones.
_DOT = re.compile("[・･·ㆍ]")
_JAPANESE = re.compile(r"[々-〇ぁ-ヿ㐀-鿿豈-﫿\U00020000-\U0003ffff\s,]++")
_HAN_OR_HIRAGANA = re.compile(r"[ぁ-ゖ々㐀-鿿豈-﫿\U00020000-\U0003ffff]")
_KOREAN = re.compile(r"[\s,]*+[가-힣][가-힣\s,]*+")

_OTHERS = re.compile(r"(?:and )?(?:others|et\.? ?al\.?)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV|2nd|3rd|4th")
_INITIALS = re.compile(r"(?P<letters>[^\W\d_](?:-?[^\W\d_]){0,2}+)[*†‡§#]*+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)++[*†‡§#]*+")
_INITIALS_THEN_FAMILY = re.compile(
    r"(?:[^\W\d_a-z]\.[- ]*+)++(?:[a-z][^\s.]*+ )*+\{?[^\W\d_a-z][^\s.]++(?: [^\W\d_a-z][^\s.]++)?+"
)
_AMPERSAND = re.compile(r" \\?& ")
_IN_ORGANIZATION = re.compile(r"\b(?:of|for|the|Inc|Ltd|Co|Corp|GmbH|Company)\b")
_EAST_ASIAN = re.compile(r"[々-〇ぁ-ヿ㐀-鿿豈-﫿가-힣\U00020000-\U0003ffff ]++")
_GROUP = re.compile(r"(?:\S++ )++(?:[Cc]ollaboration|[Cc]onsortium)")
# Particles that begin a family name of several words, in any case.
_PARTICLE = re.compile(
    r"[a-z]|(?:De|Da|Do|Dos|Di|Del|Della|Du|La|Le|El|Al|Van|Von|Den|Ter|Ten|Ben|Bin|St\.?) "
)


# --- Chinese, Japanese and Korean ---


def split_east_asian(part: str) -> list[str]:
    """Return the names between the separators of East Asian lists, outside of braces.

    A dot separates *新井悠介・山田太郎*, but neither the words of *アルベルト・アインシュタイン* nor those
    of a name like *阿尔伯特·爱因斯坦*.
    """
    pieces = split_outside_braces(part, EAST_ASIAN_COMMA)
    names = [name for piece in pieces for name in _split_at_dots(piece) if name]
    return [name.removeprefix("and ") for name in names]  # Jane Doe，and Jim Roe


def _split_at_dots(piece: str) -> Iterator[str]:
    if "{" in piece:
        yield piece
        return
    name, *others = _DOT.split(piece)
    dots = _DOT.findall(piece)
    before = name
    for dot, after in zip(dots, others, strict=True):
        is_japanese = dot in "・･" and _is_japanese(before) and _is_japanese(after)
        if is_japanese or (_KOREAN.fullmatch(before) and _KOREAN.fullmatch(after)):
            yield name.strip()
            name = after
        else:
            name += dot + after
        before = after
    yield name.strip()


def _is_japanese(text: str) -> bool:
    """Return whether a name is in Japanese characters, not all of them katakana as in foreign names."""
    return _HAN_OR_HIRAGANA.search(text) is not None and _JAPANESE.fullmatch(text) is not None


def split_at_bullets(part: str) -> list[str]:
    """Return the persons between bullets; one if they may be the parts of one name."""
    pieces = split_outside_braces(part, BULLET)
    if all(map(_EAST_ASIAN.fullmatch, pieces)):
        return [part.replace(" · ", "·")]
    return [piece.strip() for piece in pieces] if all(" " in piece.strip() for piece in pieces) else [part]


# --- family name and initials: Doe J, Roe RS ---


@dataclass(frozen=True, slots=True)
class _BlockName:
    """A name such as *Roe RS Jr* or *Doe J. P.* in a block of such names."""

    family: str
    suffix: str
    initials: str

    def inverted(self) -> str:
        """Return the name in BibTeX's order."""
        return ", ".join(filter(None, (self.family, self.suffix, self.initials)))

    def letters(self) -> str:
        """Return the initials without periods and marks."""
        return "".join(filter(str.isalpha, self.initials))

    def is_clear(self) -> bool:
        """Whether the initials cannot be a family name in capitals, as in *Wei LI*, or part of one."""
        if "." in self.initials:
            return len(self.letters()) > 1
        letters = self.letters()
        return len(letters) == 1 or (letters != "NG" and not set(letters) & set("AEIOUY"))


def family_first(names: Iterable[str]) -> list[str] | None:
    """Return names such as *Doe J*, *Roe RS* as *Doe, J*; None if they are not a block of such names.

    They are if all are, except for *et al.* and names in braces, and the initials of one are clear.
    """
    result: list[str] = []
    is_clear, count = False, 0
    for name in names:
        if _OTHERS.fullmatch(name) or is_one_group(name):
            result.append(name)
            continue
        block_name = _block_name(name)
        if block_name is None:
            return None
        count += 1
        is_clear |= block_name.is_clear()
        result.append(block_name.inverted())
    return result if is_clear and count > 1 else None


def family_first_items(items: Sequence[object]) -> Sequence[object]:
    """Return the items of a list of names; in a block such as *Doe J*, *Roe RS* the names get commas."""
    names = [item for item in items if isinstance(item, str)]
    return (family_first(names) or items) if len(names) == len(items) else items


def _block_name(name: str) -> _BlockName | None:
    words = name.split()
    suffix = words.pop() if words and _SUFFIX.fullmatch(words[-1]) else ""
    first = len(words)
    while first and _DOTTED.fullmatch(words[first - 1]):
        first -= 1
    if first == len(words) and words and _is_initials(words[-1]):
        first -= 1
    family = " ".join(words[:first])
    if "," in name or first in (0, len(words)) or family.isupper():
        return None
    if (
        any((len(word) < 2 and word != "Ó") or "." in word for word in words[:first])
        or words[first - 1][0].islower()
    ):
        return None
    return _BlockName(family, suffix, " ".join(words[first:]))


def _is_initials(word: str) -> bool:
    match = _INITIALS.fullmatch(word)
    return match is not None and match["letters"].isupper()


# --- one comma ---


def names_at_comma(pieces: Sequence[str]) -> list[str]:
    """Return the names in ``pieces``, which commas separate; empty if they may be one name.

    In *C. Roe, T. Doe* the first piece is no family name; *山田 太郎, 佐藤 花子* are longer than the parts of
    a name, and East Asian names have no suffix as a third part.
    """
    if len(pieces) != 2:
        return list(pieces) if len(pieces) > 2 and all(map(_EAST_ASIAN.fullmatch, pieces)) else []
    is_list = (
        (_INITIALS_THEN_FAMILY.fullmatch(pieces[0]) and _is_full_name(pieces[1]))
        or all(map(_is_full_east_asian_name, pieces))
        or all(map(_GROUP.fullmatch, pieces))
    )
    return list(pieces) if is_list else []


def _is_full_east_asian_name(piece: str) -> bool:
    """Return whether a piece is longer than a family name: four ideographs, three syllables, two words."""
    if _KOREAN.fullmatch(piece):
        return len(piece) > 2
    return _is_japanese(piece) and (" " in piece or len(piece) > 3)


def split_at_ampersand(part: str) -> list[str]:
    """Return the persons around an ampersand; one if it may be an organization such as *Barnes & Noble*."""
    pieces = split_outside_braces(part, _AMPERSAND)
    is_organization = any(" " not in piece or _IN_ORGANIZATION.search(piece) for piece in pieces)
    return [part] if is_organization else [piece.strip(", ") for piece in pieces]


def start_of_initials(words: Sequence[str]) -> int:
    """Return the index of the initials in *van Doe J. P.*; 0 if they are not behind one family name."""
    if not words or not words[-1].endswith("."):
        return 0
    start = len(words)
    while start and _DOTTED.fullmatch(words[start - 1]):
        start -= 1
    family = words[:start]
    if start in (0, len(words)) or len(family[-1]) < 2 or any(map(_DOTTED.fullmatch, family)):
        return 0
    return start if all(word[0].islower() for word in family[:-1]) else 0


def _is_full_name(piece: str) -> bool:
    """Return whether ``piece`` is a given and a family name."""
    words = piece.split()
    last = words[-1] if words else ""
    return len(words) > 1 and not (_DOTTED.fullmatch(last) or _SUFFIX.fullmatch(last) or len(last) < 2)


def looks_like_two_names(pieces: Sequence[str]) -> bool:
    """Return whether *Jane Doe, Rick Roe* may be two persons: each piece is a given and a family name."""
    if len(pieces) != 2:
        return False
    if all(map(_EAST_ASIAN.fullmatch, pieces)):
        return all(len(piece) > 2 and _HAN_OR_HIRAGANA.search(piece) for piece in pieces)
    return all(map(_is_full_name, pieces)) and not any(
        _PARTICLE.match(piece) or "{" in piece or len(piece.split()) > 3 for piece in pieces
    )


def has_initial_in_family(pieces: Sequence[str]) -> bool:
    """Return whether the family name before a comma contains an initial: *J. Doe, T.*."""
    words = pieces[0].split() if len(pieces) == 2 else []
    is_suffix = len(pieces) == 2 and _SUFFIX.fullmatch(pieces[1])
    return (
        len(words) > 1
        and not is_suffix
        and any(_DOTTED.fullmatch(word) and word[0].isupper() for word in words)
    )
