"""Advice on the works of all files together: where and when they appeared, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.library import Library
from ..model.people import OTHERS, Contributor, Name, Person, fold
from ..model.publication import Publication
from ..model.text import plain
from .advice import Advice, Hint
from .fields import one_slip

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
        yield _hint(publication, Advice.NO_VENUE, f"no {field}")
    written = publication.fields.get("year") or publication.fields.get("date")
    dated = publication.date or any(venue.date for venue in publication.venues)
    if not dated and not written and publication.kind not in _UNDATED:
        yield _hint(publication, Advice.NO_DATE, "no year")


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
            yield _hint(publication, Advice.NO_PERSON, "none of the people is an author")


def _near(
    publication: Publication, who: Contributor, people: list[Person], known: set[str]
) -> Iterator[Hint]:
    """Yield advice on a name that is nobody's but could be somebody's who is no author besides."""
    for person in people:
        if person.key not in known and any(_is_slip(one, who.name) for one in person.names):
            message = f"{who.name.full()} is nobody's name: is it {person.name.full()}?"
            yield _hint(publication, Advice.NEAR_PERSON, message)
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


def _hint(publication: Publication, advice: Advice, message: str) -> Hint:
    return Hint(advice, message, publication.origin, publication.key)
