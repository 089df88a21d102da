"""Advice on what one record says, as its file has it, before records are merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..model.activity import Activity
from ..model.award import Award
from ..model.people import Person
from ..model.publication import Publication
from ..model.text import plain
from ..readers.links import is_url, link_field
from ..readers.publication import is_known_field, known_fields
from .advice import Advice, Hint

Record = Publication | Award | Activity | Person

#: What stays as it is when BibTeX changes the case of a title: braces; formulas are left to their authors.
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.S)
_MATH = re.compile(r"\$[^$]*\$|\\\(.{0,999}?\\\)", re.S)
#: Not a list, not a placeholder such as ``#``.
_SAYS_SOMETHING = re.compile(r"[^\[{]*\w")
_PROTECTED = re.compile(r"\{[^{}\\]*[A-Z]")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
#: A title of fewer letters can be a name: *YOLO*, *HELLO WORLD*.
_LETTERS_OF_A_TITLE = 20
_WORDS_OF_A_TITLE = 4


def hints_on(records: Sequence[Record]) -> Iterator[Hint]:
    """Yield advice on the records of one data file."""
    publications = [record for record in records if isinstance(record, Publication)]
    for record in publications:
        if _is_in_capitals(plain(record.title)):
            yield _hint(record, Advice.CAPITALS, "the title is in capitals from end to end")
        if _is_bibtex(record):
            yield from _misspelt(record)
        yield from _without_url(record)
    yield from _acronyms([record for record in publications if _is_bibtex(record)])


def _is_bibtex(record: Publication) -> bool:
    return record.origin.path.lower().endswith((".bib", ".bibtex", ".biblatex"))


def _acronyms(records: Sequence[Publication]) -> Iterator[Hint]:
    """Yield advice on unprotected capitals: on each title, or once where the file protects none at all."""
    found = [
        (record, words)
        for record in records
        if (words := unprotected(record.fields.get("title", ""))) and not _is_in_capitals(plain(record.title))
    ]
    if len(found) > 1 and not any(_PROTECTED.search(record.fields.get("title", "")) for record in records):
        first, words = found[0]
        message = f"no title has braces around its capitals; {len(found)} should, such as {words[0]} here"
        yield _hint(first, Advice.ACRONYM, message)
        return
    for record, words in found:
        yield _hint(record, Advice.ACRONYM, f"not in braces: {', '.join(words)}")


def unprotected(title: str) -> list[str]:
    """Return the words of a BibTeX title with a capital after their first letter, and no braces around it.

    Source: btxhak, section 4, ``change.case$``: what stands at brace level 0 changes.
    """
    outside = _COMMAND.sub(" ", _at_level_0(_MATH.sub(" ", title)))
    words = _WORD.findall(outside)
    return list(dict.fromkeys(word for word in words if any(char.isupper() for char in word[1:])))


def _at_level_0(title: str) -> str:
    """Return ``title`` without what stands in braces."""
    kept, depth = [], 0
    for char in title:
        depth += char == "{"
        if not depth:
            kept.append(char)
        elif char == "}":
            depth -= 1
    return "".join(kept)


def _is_in_capitals(title: str) -> bool:
    letters = [char for char in title if char.isalpha() and char.lower() != char.upper()]
    return (
        len(letters) >= _LETTERS_OF_A_TITLE
        and len(title.split()) >= _WORDS_OF_A_TITLE
        and all(char.isupper() for char in letters)
    )


def _misspelt(record: Publication) -> Iterator[Hint]:
    for name in record.fields:
        if is_known_field(name) or not name:
            continue
        near = next((known for known in sorted(known_fields()) if _is_misspelling(name, known)), "")
        if near and near not in record.fields:
            yield _hint(record, Advice.MISSPELT_FIELD, f"nothing reads the field {name}: is it {near}?")


def _is_misspelling(name: str, known: str) -> bool:
    # Whoever writes aslides, or _venue, has put the field aside; nobody's finger slips on the first letter.
    return name[0] == known[0] and one_slip(name, known)


def one_slip(one: str, other: str) -> bool:
    """Whether two different words differ by one letter too many, missing, wrong, or by two that swap places.

    In words of fewer than five letters only a swap counts: there one letter makes another word.
    """
    shorter, longer = sorted((one, other), key=len)
    if one == other or len(longer) - len(shorter) > 1 or not shorter:
        return False
    start = next((i for i, char in enumerate(shorter) if char != longer[i]), len(shorter))
    swapped = shorter[start : start + 2] == longer[start : start + 2][::-1]
    if len(shorter) == len(longer) and swapped and shorter[start + 2 :] == longer[start + 2 :]:
        return True
    if len(shorter) < 5:
        return False
    rest = start if len(shorter) < len(longer) else start + 1
    return shorter[rest:] == longer[start + 1 :]


def _without_url(record: Publication) -> Iterator[Hint]:
    found = Counter(
        f"{link.group}: {link.label}" if link.group else link.label
        for link in record.all_links()
        if not link.url
    )
    for label in found:
        yield _hint(record, Advice.NO_URL, f"the link {label!r} has no URL")
    for name, value in record.fields.items():
        if link_field(name) and _SAYS_SOMETHING.match(value) and value != name and not is_url(value):
            yield _hint(record, Advice.NO_URL, f"{name} makes no link, since it is no URL: {value[:40]}")


def _hint(record: Publication, advice: Advice, message: str) -> Hint:
    return Hint(advice, message, record.origin, record.key)
