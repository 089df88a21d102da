"""What could be better in the data, as values.

A problem is something wrong, which a build says too. Advice is not wrong: it
is what the author of the file would rather know before the readers do.

Advice on what one record says, as its file has it, before records are merged.

Advice on the works of all files together: where and when they appeared, and whose they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ..model.library import Library
from ..model.names import OTHERS, Contributor, Name, fold
from ..model.problems import Origin
from ..model.records import Person, Publication, Record
from ..model.text import plain
from ..readers.fields.links import is_url, link_field
from ..readers.fields.records import is_known_field, known_fields


class Advice(Enum):
    """The kinds of advice."""

    NO_VENUE = "no_venue"
    NO_DATE = "no_date"
    NEAR_PERSON = "near_person"
    NO_PERSON = "no_person"
    ACRONYM = "acronym"
    CAPITALS = "capitals"
    MISSPELT_FIELD = "misspelt_field"
    NO_URL = "no_url"


#: What each kind says; the manual prints it.
ADVICE_MEANINGS = {
    Advice.NO_VENUE: "An article has no journal, a conference paper no booktitle, a thesis no school or a "
    "report no institution, and it is neither in an archive nor forthcoming.",
    Advice.NO_DATE: "A work has neither a date nor a status, so that it stands at the end of a list by date.",
    Advice.NEAR_PERSON: "A name differs from that of one of the people by a slip: a letter, or family and "
    "given name in each other's place.",
    Advice.NO_PERSON: "None of the people is an author, where nearly every other work has one of them.",
    Advice.ACRONYM: "A BibTeX title has capitals inside a word that no braces protect: a style that sets "
    "titles in lower case makes small letters of them.",
    Advice.CAPITALS: "A title is in capitals from end to end.",
    Advice.MISSPELT_FIELD: "A BibTeX field that nothing reads is called nearly like one that is read.",
    Advice.NO_URL: "A link has no URL, or a field for one holds something else.",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of advice: what, and about which record."""

    advice: Advice
    message: str
    origin: Origin
    key: str = ""


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
            yield _field_hint(record, Advice.CAPITALS, "the title is in capitals from end to end")
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
        yield _field_hint(first, Advice.ACRONYM, message)
        return
    for record, words in found:
        yield _field_hint(record, Advice.ACRONYM, f"not in braces: {', '.join(words)}")


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
            yield _field_hint(record, Advice.MISSPELT_FIELD, f"nothing reads the field {name}: is it {near}?")


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
        yield _field_hint(record, Advice.NO_URL, f"the link {label!r} has no URL")
    for name, value in record.fields.items():
        if link_field(name) and _SAYS_SOMETHING.match(value) and value != name and not is_url(value):
            yield _field_hint(
                record, Advice.NO_URL, f"{name} makes no link, since it is no URL: {value[:40]}"
            )


def _field_hint(record: Publication, advice: Advice, message: str) -> Hint:
    return Hint(advice, message, record.origin, record.key)


#: Kind -> the field in which its venue is missed (btxdoc, section 3.1: the required fields).
_VENUE_OF = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "thesis": "school",
    "report": "institution",
}
#: Where a work is, when no journal is named.
_ARCHIVES = frozenset({"arxiv", "hal"})
#: What a note says of a work that has no journal yet.
_FORTHCOMING = re.compile(
    r"\W*(?:submitted|preprint|accepted|in press|to appear|under review|in review)\b", re.I
)
#: Kinds that need no date: they are as they are today.
_UNDATED = frozenset({"software", "dataset", "online", "manual", "misc", "unpublished"})
#: The share of works with one of the people from which a work without any is odd.
_OF_THE_PEOPLE = 0.8
#: Of fewer works nothing can be said to be the rule.
_ENOUGH = 4


def hints_in(library: Library) -> Iterator[Hint]:
    """Yield advice on the works of ``library``."""
    for publication in library.publications.values():
        yield from _incomplete(publication)
    if library.people.by_key:
        yield from _people(library)


def _incomplete(publication: Publication) -> Iterator[Hint]:
    forthcoming = (publication.date is not None and bool(publication.date.status)) or any(
        _FORTHCOMING.match(plain(note)) for note in publication.note
    )
    field = _VENUE_OF.get(publication.kind, "")
    archived = any(one.scheme in _ARCHIVES for one in publication.identifiers)
    if field and not _has_venue(publication) and not archived and not forthcoming:
        yield _work_hint(publication, Advice.NO_VENUE, f"no {field}")
    written = publication.fields.get("year") or publication.fields.get("date")
    dated = publication.date or any(venue.date for venue in publication.venues)
    if not dated and not written and publication.kind not in _UNDATED:
        yield _work_hint(publication, Advice.NO_DATE, "no year")


def _has_venue(publication: Publication) -> bool:
    return any(venue.name or venue.abbr or venue.publisher for venue in publication.venues)


def _people(library: Library) -> Iterator[Hint]:
    people = list(library.people.by_key.values())
    whole = library.publications.values()
    theirs = sum(any(who.person for who in publication.contributors) for publication in whole)
    for publication in whole:
        known = {who.person for who in publication.contributors}
        # Who fits several is a problem, which the library tells.
        unknown = [
            who
            for who in publication.contributors
            if not who.person and who.name != OTHERS and not library.people.candidates(who)
        ]
        found = [hint for who in unknown for hint in _near(publication, who, people, known)]
        yield from found
        if unknown and known <= {""} and not found and _OF_THE_PEOPLE * len(whole) <= theirs >= _ENOUGH:
            yield _work_hint(publication, Advice.NO_PERSON, "none of the people is an author")


def _near(
    publication: Publication, who: Contributor, people: list[Person], known: set[str]
) -> Iterator[Hint]:
    """Yield advice on a name that is nobody's but could be somebody's who is no author besides."""
    for person in people:
        if person.key not in known and any(_is_slip(one, who.name) for one in person.names):
            message = f"{who.name.full()} is nobody's name: is it {person.name.full()}?"
            yield _work_hint(publication, Advice.NEAR_PERSON, message)
            return


def _is_slip(known: Name, name: Name) -> bool:
    """Whether ``name`` is ``known`` with its parts swapped, or one letter of a part wrong."""
    ours, theirs = (fold(known.given), fold(known.family)), (fold(name.given), fold(name.family))
    if not all(ours) or not all(theirs) or ours == theirs:
        return False
    if ours == theirs[::-1]:
        return True
    return (ours[0] == theirs[0] and one_slip(ours[1], theirs[1])) or (
        ours[1] == theirs[1] and one_slip(ours[0], theirs[0])
    )


def _work_hint(publication: Publication, advice: Advice, message: str) -> Hint:
    return Hint(advice, message, publication.origin, publication.key)
