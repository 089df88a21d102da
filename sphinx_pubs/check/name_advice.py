"""Advice on names that may be divided wrongly: two names read as one, or one name read as two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from ..model.records import Publication
from ..readers.braces import split_outside_braces
from ..readers.fields.annotations import ROLES
from ..readers.fields.name_latex import decode_name
from ..readers.fields.name_separators import has_initial_in_family, looks_like_two_names, names_at_comma
from ..readers.fields.names import name_parts
from ..readers.fields.values import COMMA, quoted

# One word of a name, or initials; not a name in capitals such as CERN, and not the key of a person.
_ONE_WORD = re.compile(r"[^\W\d_a-z][A-Z]*+[^\W\d_A-Z][\w'’-]*+|(?:[^\W\d_a-z]\.-?)+")
_ASIAN = re.compile(r"[\u1100-\u11ff\u3005-\u9fff\uac00-\ud7a3]")
# Family names of one letter that exist: Weinan E, Chol O, Thant U.
_LETTERS_OF_FAMILIES = frozenset("AEIOUY")
_NAME_FIELDS = tuple(ROLES)


def names_to_check(publications: Sequence[Publication]) -> Iterator[tuple[Publication, str]]:
    """Yield publications of one file with a message about names in them that may be divided wrongly."""
    fields = [(publication, list(_parts(publication))) for publication in publications]
    has_inverted_names = any(
        _is_surely_one_name(pieces) for _, names in fields for name in names for pieces in name
    )
    seen: set[str] = set()
    for publication, names in fields:
        yield from ((publication, message) for message in _single_words(publication))
        for field in names:
            is_mixed = any(len(pieces) == 1 and " " in pieces[0] and "{" not in pieces[0] for pieces in field)
            for pieces in field:
                name = ", ".join(pieces)
                if names_at_comma(pieces):
                    continue
                if looks_like_two_names(pieces) and (is_mixed or not has_inverted_names):
                    message = f"{quoted(name)} is read as one name; if it is two, put 'and' between them"
                    yield publication, message
                elif has_initial_in_family(pieces):
                    yield publication, f"the family name in {quoted(name)} has an initial; is a comma wrong?"
                elif inverted := _inverted_initial(pieces):
                    message = f"the family name of {quoted(name)} is a letter; did you mean '{inverted}'?"
                    if name not in seen:
                        yield publication, message
                    seen.add(name)


def _parts(publication: Publication) -> Iterator[list[list[str]]]:
    """Yield the names of each field, as the pieces between their commas."""
    for field in _NAME_FIELDS:
        source = publication.fields.get(field, "")
        if not source or publication.origin.path.lower().endswith(".ris"):
            continue  # in RIS, the comma of a name is certain
        items = _items(source)
        parts = name_parts(source) if items is None else [str(item) for item in items if _is_name(item)]
        yield [split_outside_braces(decode_name(part), COMMA) for part in parts]


def _is_name(item: object) -> bool:
    return isinstance(item, str) and " and " not in item


def _items(source: str) -> list[object] | None:
    """Return the items of a list that ``fields`` has as JSON; None for another value."""
    if not source.startswith("["):
        return None
    try:
        value = json.loads(source)
    except ValueError:
        return None
    return value if isinstance(value, list) else None


def _is_surely_one_name(pieces: Sequence[str]) -> bool:
    """Return whether a comma is between a family and a given name, as in *Doe, Jane*."""
    is_single_word = any(" " not in piece for piece in pieces)
    return len(pieces) == 2 and is_single_word and not looks_like_two_names(pieces)


def _single_words(publication: Publication) -> Iterator[str]:
    """Yield a message for a list such as ``[Doe, Jane]``: YAML takes it for two names."""
    if publication.origin.path.lower().endswith((".ris", ".bib")):
        return
    for field in _NAME_FIELDS:
        items = _items(publication.fields.get(field, "")) or []
        words = [item for item in items if isinstance(item, str) and _ONE_WORD.fullmatch(item)]
        if len(words) != len(items) or len(words) % 2 or not words or any(map(_ASIAN.search, words)):
            continue
        name = f"{words[0]}, {words[1]}"
        yield f'{field} has {len(words)} names of one word each; did you mean "{name}", in quotes?'


def _inverted_initial(pieces: Sequence[str]) -> str:
    """Return *Doe, J* for *Doe J*, whose given name may be behind the family name; or an empty string."""
    first, _, letter = pieces[0].partition(" ")
    is_initial = len(letter) == 1 and letter.isupper() and letter not in _LETTERS_OF_FAMILIES
    is_name = len(first) > 1 and first.isalpha() and first[1:].islower()
    return f"{first}, {letter}" if len(pieces) == 1 and is_initial and is_name else ""
