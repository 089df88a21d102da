"""Advice: what could be better in the data, as values.

A problem is a mistake, and a build reports it too. Advice is about data that is not wrong, but
that the author of the file may want to change. There are rules for single records, as their file
has them (:func:`hints_on`), and for the works of all files together (:func:`hints_in`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ..model.dates import Status
from ..model.library import Library
from ..model.names import OTHERS, Contributor, Name, fold
from ..model.problems import Origin
from ..model.records import Person, Publication, Record
from ..model.spelling import is_typo
from ..model.text import plain
from ..readers.braces import EVERY_BRACE, outside_braces
from ..readers.fields.links import IDENTIFIER_FIELDS, is_url, link_field
from ..readers.fields.records import is_known_field
from ..readers.markup.latex import unknown_macros
from .name_advice import names_to_check


class Advice(Enum):
    """The kinds of advice."""

    NO_VENUE = "no_venue"
    NO_DATE = "no_date"
    NEAR_PERSON = "near_person"
    NO_PERSON = "no_person"
    ACRONYM = "acronym"
    CAPITALS = "capitals"
    NO_URL = "no_url"
    NAMES = "names"
    UNKNOWN_MACRO = "unknown_macro"


#: Advice -> what was found; for the manual.
ADVICE_MEANINGS = {
    Advice.NO_VENUE: "An article has no journal, a conference paper no booktitle, a thesis no school or a "
    "report no institution, and the work is neither in an archive nor forthcoming.",
    Advice.NO_DATE: "A work has neither a date nor a status. A list sorted by date shows it at the end.",
    Advice.NEAR_PERSON: "A name is almost the name of a person of the site: one letter differs, or given and "
    "family name are swapped.",
    Advice.NO_PERSON: "No author is a person of the site, although nearly every other work has such an "
    "author.",
    Advice.ACRONYM: "A BibTeX title has capitals inside a word without braces around them. Styles that set "
    "titles in lower case change them.",
    Advice.CAPITALS: "A title is all in capitals.",
    Advice.NO_URL: "A link has no URL, or a field for a URL has other text.",
    Advice.NAMES: "Names may be divided wrongly: a comma between two names is read as the comma between "
    "family and given name, or a list in YAML without quotes makes two names of one.",
    Advice.UNKNOWN_MACRO: "A BibTeX field has an unknown LaTeX macro. The page shows its name.",
}

#: Advice -> what to do about it; for the manual.
ADVICE_CURES = {
    Advice.NO_VENUE: "Add the field, or the identifier of the archive.",
    Advice.NO_DATE: "Add ``year``, or a status such as ``in press``.",
    Advice.NEAR_PERSON: "Correct the name, or add it to the ``aliases`` of the person.",
    Advice.NO_PERSON: "Check whether the record belongs in the file, and how its authors are spelled.",
    Advice.ACRONYM: "Put braces around the capitals: ``{DNA}``.",
    Advice.CAPITALS: "Write the title as it should be read.",
    Advice.NO_URL: "Write the URL, or delete the field.",
    Advice.NAMES: "Write *and* between names in BibTeX, and quotes around names with a comma in YAML.",
    Advice.UNKNOWN_MACRO: "Replace the macro by text or by a standard command.",
}


@dataclass(frozen=True, slots=True)
class Hint:
    """A piece of advice: its kind, a message, and the record it is about."""

    advice: Advice
    message: str
    origin: Origin
    key: str = ""


# --- advice on single records ---

# In a BibTeX title: commands and formulas, which no style changes to lower case.
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.S)
_MATH = re.compile(r"\$[^$]*+\$|\\\((?:(?!\\[()]).)*+\\\)", re.S)
_PROTECTED = re.compile(r"\{[^{}\\]*[A-Z]")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
# Fields that are no text.
_NO_TEXT = frozenset({"url", "file", "eprint", "image", "preview", "thumbnail", *IDENTIFIER_FIELDS})
# A value that is neither a list nor a placeholder such as "#".
_HAS_TEXT = re.compile(r"[^\[{]*\w")
# A shorter title in capitals can be a name: *YOLO*, *HELLO WORLD*.
_MIN_LETTERS_OF_A_TITLE = 20
_MIN_WORDS_OF_A_TITLE = 4


def hints_on(records: Sequence[Record]) -> Iterator[Hint]:
    """Yield advice on the records of one data file, as they are before merging."""
    publications = [record for record in records if isinstance(record, Publication)]
    for publication in publications:
        if _is_in_capitals(plain(publication.title)):
            yield _hint(publication, Advice.CAPITALS, "the title is all in capitals")
        if _is_bibtex(publication):
            yield from _unknown_macros(publication)
        yield from _links_without_url(publication)
    yield from _acronyms([publication for publication in publications if _is_bibtex(publication)])
    for publication, message in names_to_check(publications):
        yield _hint(publication, Advice.NAMES, message)


def _is_bibtex(publication: Publication) -> bool:
    return publication.origin.path.lower().endswith((".bib", ".bibtex", ".biblatex"))


def _is_in_capitals(title: str) -> bool:
    letters = [char for char in title if char.isalpha() and char.lower() != char.upper()]
    return (
        len(letters) >= _MIN_LETTERS_OF_A_TITLE
        and len(title.split()) >= _MIN_WORDS_OF_A_TITLE
        and all(char.isupper() for char in letters)
    )


def _acronyms(publications: Sequence[Publication]) -> Iterator[Hint]:
    """Yield advice on unprotected capitals: once if no title of the file has braces, else for each title."""
    unprotected = [
        (publication, words)
        for publication in publications
        if (words := unprotected_words(publication.fields.get("title", "")))
        and not _is_in_capitals(plain(publication.title))
    ]
    uses_braces = any(_PROTECTED.search(record.fields.get("title", "")) for record in publications)
    if len(unprotected) > 1 and not uses_braces:
        first, words = unprotected[0]
        message = (
            f"no title of this file has braces around its capitals; "
            f"{len(unprotected)} need them, such as {words[0]} here"
        )
        yield _hint(first, Advice.ACRONYM, message)
        return
    for publication, words in unprotected:
        yield _hint(publication, Advice.ACRONYM, f"capitals without braces: {', '.join(words)}")


def unprotected_words(title: str) -> list[str]:
    """Return the words of a BibTeX title that have a capital after the first letter and are not in braces.

    A style may change the case of text at brace level 0 (btxhak, section 4, ``change.case$``).
    """
    text = _COMMAND.sub(" ", outside_braces(_MATH.sub(" ", title), EVERY_BRACE))
    return list(dict.fromkeys(word for word in _WORD.findall(text) if any(map(str.isupper, word[1:]))))


def _unknown_macros(publication: Publication) -> Iterator[Hint]:
    for name, value in publication.fields.items():
        if "\\" in value and is_known_field(name) and not link_field(name) and name not in _NO_TEXT:
            for macro in unknown_macros(value):
                message = f"{name} has the unknown macro \\{macro[:40]}; the page shows its name"
                yield _hint(publication, Advice.UNKNOWN_MACRO, message)


def _links_without_url(publication: Publication) -> Iterator[Hint]:
    labels = dict.fromkeys(
        f"{link.group}: {link.label}" if link.group else link.label
        for link in publication.all_links()
        if not link.url
    )
    for label in labels:
        yield _hint(publication, Advice.NO_URL, f"the link {label!r} has no URL")
    for name, value in publication.fields.items():
        if link_field(name) and _HAS_TEXT.match(value) and value != name and not is_url(value):
            message = f"{name} is not a URL: {value[:40]!r}"
            yield _hint(publication, Advice.NO_URL, message)


# --- advice on all works together ---

# Kind -> the field that should name its venue (btxdoc, section 3.1: the required fields).
_VENUE_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "thesis": "school",
    "report": "institution",
}
# A work in one of these archives needs no journal.
_ARCHIVES = frozenset({"arxiv", "hal"})
# Start of a note on a work that has no journal yet.
_FORTHCOMING = re.compile(
    r"\W*(?:submitted|preprint|accepted|in press|to appear|under review|in review)\b", re.I
)
# Kinds that need no date.
_UNDATED = frozenset({"software", "dataset", "online", "manual", "misc", "unpublished"})
# A work without any of the people is suspicious if at least this share of the works, and at least this
# many, have one of them.
_MIN_SHARE_WITH_PEOPLE = 0.8
_MIN_WORKS_WITH_PEOPLE = 4


def hints_in(library: Library) -> Iterator[Hint]:
    """Yield advice on the works of ``library``: where and when they appeared, and who wrote them."""
    for publication in library.publications.values():
        yield from _missing_data(publication)
    if library.people.by_key:
        yield from _people(library)


def _missing_data(publication: Publication) -> Iterator[Hint]:
    field = _VENUE_FIELDS.get(publication.kind, "")
    is_archived = any(identifier.scheme in _ARCHIVES for identifier in publication.identifiers)
    if field and not _has_venue(publication) and not is_archived and not _is_forthcoming(publication):
        yield _hint(publication, Advice.NO_VENUE, f"no {field}")
    # A date that cannot be parsed is a problem of its own.
    has_date_field = publication.fields.get("year") or publication.fields.get("date")
    is_dated = publication.date or any(venue.date for venue in publication.venues)
    if not is_dated and not has_date_field and publication.kind not in _UNDATED:
        yield _hint(publication, Advice.NO_DATE, "no year")


def _has_venue(publication: Publication) -> bool:
    return any(venue.name or venue.abbr or venue.publisher for venue in publication.venues)


def _is_forthcoming(publication: Publication) -> bool:
    has_status = publication.date is not None and publication.date.status is not Status.PUBLISHED
    return has_status or any(_FORTHCOMING.match(plain(note)) for note in publication.note)


def _people(library: Library) -> Iterator[Hint]:
    people = list(library.people.by_key.values())
    publications = library.publications.values()
    with_people = sum(any(who.person for who in publication.contributors) for publication in publications)
    most_have_people = with_people >= max(_MIN_SHARE_WITH_PEOPLE * len(publications), _MIN_WORKS_WITH_PEOPLE)
    for publication in publications:
        known = {contributor.person for contributor in publication.contributors}
        # A name that fits several persons is a problem that the library reports.
        unknown = [
            contributor
            for contributor in publication.contributors
            if not contributor.person
            and contributor.name != OTHERS
            and not library.people.candidates(contributor)
        ]
        misspelt = [hint for who in unknown for hint in _misspelt_name(publication, who, people, known)]
        yield from misspelt
        if unknown and known <= {""} and not misspelt and most_have_people:
            yield _hint(
                publication, Advice.NO_PERSON, "none of the people is an author, unlike in most works"
            )


def _misspelt_name(
    publication: Publication, contributor: Contributor, people: list[Person], known: set[str]
) -> Iterator[Hint]:
    """Yield advice if the name may be the misspelled name of a person who is not a contributor yet."""
    name = contributor.name
    for person in people:
        if person.key not in known and any(_is_misspelt(name, written) for written in person.names):
            message = f"unknown name {name.full()!r}; did you mean {person.name.full()!r}?"
            yield _hint(publication, Advice.NEAR_PERSON, message)
            return


def _is_misspelt(name: Name, known: Name) -> bool:
    """Whether ``name`` is ``known`` with its parts swapped, or with a typo in one of them."""
    known_parts, parts = (fold(known.given), fold(known.family)), (fold(name.given), fold(name.family))
    if not all(known_parts) or not all(parts) or known_parts == parts:
        return False
    if known_parts == parts[::-1]:
        return True
    return (known_parts[0] == parts[0] and is_typo(known_parts[1], parts[1])) or (
        known_parts[1] == parts[1] and is_typo(known_parts[0], parts[0])
    )


def _hint(publication: Publication, advice: Advice, message: str) -> Hint:
    return Hint(advice, message, publication.origin, publication.key)
