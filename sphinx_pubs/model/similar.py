"""Whether two records that have something in common can be about one work.

Measured on the ``.bib`` files of many owners: works of their own are also those
that are called alike (*Editorial*; a thesis and its paper; a talk given twice),
and one identifier on two works is a slip of copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .people import OTHERS, Contributor, fold
from .publication import Identifier, Publication, Venue
from .text import plain

#: Identifiers that name one work. An ISBN names a book, and with it all its chapters.
_UNIQUE = frozenset({"doi", "arxiv", "pmid", "pmcid", "hal", "ads"})
#: DOIs that arXiv gives (https://info.arxiv.org/help/doi.html).
_ARXIV_DOI = "10.48550/arxiv."
_VERSION = re.compile(r"v\d+\Z")

#: Kinds of what can have been a preprint before.
_PUBLISHED = frozenset({"article", "inproceedings", "incollection"})
#: Kinds that people give to a preprint for want of a better one.
_LOOSE = frozenset({"article", "misc", "online", "unpublished", "report", ""})
#: Kinds of what may be given again under its title in another month.
_REPEATED = frozenset({"presentation", "poster", "video", "misc", "online", "unpublished"})
#: How many years a preprint and its published version may be apart.
_YEARS_IN_REVIEW = 2

_SMALL_WORDS = frozenset("a an and at by for from in of on or s the to via with".split())
#: Words that any venue may have in its name.
_VENUE_WORDS = _SMALL_WORDS | frozenset(
    "acm annual conf conference ieee international int j journal meeting proc proceedings symposium trans"
    " transactions workshop".split()
)
#: So many words tell two venues apart; each of one is compared with each of the other.
_MOST_WORDS = 40
_COMMON_TITLES = frozenset(
    fold(title)
    for title in (
        "abstract|acknowledgements|acknowledgments|afterword|announcement|appendix|bibliography|book review"
        "|commentary|conclusion|conclusions|contents|discussion|editor's introduction|editor's note|editorial"
        "|editors' introduction|epilogue|foreword|glossary|guest editor's introduction|guest editorial"
        "|guest editors' introduction|in memoriam|index|interview|introduction|keynote|letter to the editor"
        "|news|notes|obituary|overview|panel discussion|preface|prologue|references|reply|report|review"
        "|summary|table of contents|untitled|welcome"
    ).split("|")
)
_ABOUT_ANOTHER_WORK = re.compile(
    r"(?:publisher s |author )?(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|addendum|retraction"
    r"|comments? on|reply to|response to|discussion of|review of|supplement(?:ary|al)?)\b"
    r"|.*\b(?:erratum|corrigendum|supplement(?:ary|al) (?:materials?|information))\Z"
)


def akin(one: Publication, other: Publication) -> bool:
    """Whether two records with one identifier can be one work, by their titles and first authors.

    A subtitle may be missing, and a title may have changed from preprint to paper.
    """
    if folded_title(one) == folded_title(other):
        return True
    ours, theirs = (set(folded_title(record).split()) - _SMALL_WORDS for record in (one, other))
    numbers, others = _with_digits(ours), _with_digits(theirs)
    if numbers - others and others - numbers:
        return False
    least = max(1, min(len(ours), len(theirs)))
    shared = len(ours & theirs) / least
    if not _same_first_author(one, other):
        return shared >= 0.8
    return shared >= (1 / 3 if is_preprint(one) != is_preprint(other) else 0.5)


def one_work(one: Publication, other: Publication) -> bool:
    """Whether two records with one title and first author are one work, and not only called alike."""
    if folded_title(one) in _COMMON_TITLES or not _same_first_author(one, other):
        return False
    if _all_other(_coauthors(one), _coauthors(other)):
        return False
    if _all_other(_of_scheme(one, "arxiv"), _of_scheme(other, "arxiv")):
        return False
    years = _years_between(one, other)
    if is_preprint(one) != is_preprint(other):
        published = other if is_preprint(one) else one
        return published.kind in _PUBLISHED and (years is None or years <= _YEARS_IN_REVIEW)
    if years or _all_other(_of_scheme(one, "doi"), _of_scheme(other, "doi")):
        return False
    if is_preprint(one):
        return True
    if one.kind != other.kind or (one.kind in _REPEATED and _in_other_months(one, other)):
        return False
    return _one_place(one.venue, other.venue)


def differing(one: Publication, other: Publication) -> list[str]:
    """Return in what two records differ that would be one and the same if they were of one work."""
    years = _years_between(one, other)
    tests = {
        "title": folded_title(one) != folded_title(other),
        "first author": not _same_first_author(one, other),
        "year": bool(years),
        "DOI": _all_other(_of_scheme(one, "doi"), _of_scheme(other, "doi")),
    }
    return [name for name, differs in tests.items() if differs]


def about_another_work(publication: Publication) -> bool:
    """Whether a record is an erratum, a comment, a supplement: called like a work that it is not."""
    return bool(_ABOUT_ANOTHER_WORK.match(folded_title(publication)))


def is_preprint(publication: Publication) -> bool:
    """Whether a record is about a version that is in an archive only, whatever its type says."""
    if publication.kind == "preprint":
        return True
    if publication.kind not in _LOOSE:
        return False
    named = [venue for venue in publication.venues if venue.name or venue.abbr]
    if named:
        return all(venue.kind == "archive" for venue in named)
    return bool(_of_scheme(publication, "arxiv")) and not _of_scheme(publication, "doi")


def identities(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that name one work, as they compare."""
    for identifier in publication.identifiers:
        if identifier.scheme in _UNIQUE:
            yield identity(identifier)


def identity(identifier: Identifier) -> tuple[str, str]:
    """Return an identifier as it compares: without case and version, a DOI of arXiv as its id."""
    scheme, value = identifier.scheme, identifier.value.casefold()
    if scheme == "doi" and value.startswith(_ARXIV_DOI):
        scheme, value = "arxiv", value.removeprefix(_ARXIV_DOI)
    return scheme, _VERSION.sub("", value) if scheme in ("arxiv", "hal") else value


def folded_title(publication: Publication) -> str:
    """Return the title as titles compare."""
    return fold(plain(publication.title))


def first_author(publication: Publication) -> Contributor | None:
    """Return the first author, or the first editor of what has no author."""
    for role in ("author", "editor"):
        for who in publication.contributors:
            if who.role == role:
                return None if who.name == OTHERS else who
    return None


def folded_family(author: Contributor) -> str:
    """Return the family name, or that of an organisation, as names compare."""
    return fold(author.name.literal or author.name.family)


def _same_first_author(one: Publication, other: Publication) -> bool:
    ours, theirs = first_author(one), first_author(other)
    if ours is None or theirs is None:
        return True
    initials = {given[0] for who in (ours, theirs) if (given := fold(who.name.given))}
    return folded_family(ours) == folded_family(theirs) and len(initials) < 2


def _coauthors(publication: Publication) -> set[str]:
    """Return the family names of all authors but the first; none where the list is cut short."""
    families = {folded_family(who) for who in publication.authors[1:]}
    return set() if folded_family(Contributor(OTHERS)) in families else families


def _years_between(one: Publication, other: Publication) -> int | None:
    """Return by how many years two records differ; None where one does not say its year."""
    ours, theirs = (record.date.year if record.date else None for record in (one, other))
    return None if ours is None or theirs is None else abs(ours - theirs)


def _in_other_months(one: Publication, other: Publication) -> bool:
    months = {record.date.month for record in (one, other) if record.date and record.date.month}
    return len(months) == 2


def _of_scheme(publication: Publication, scheme: str) -> set[str]:
    return {value for kind, value in identities(publication) if kind == scheme}


def _all_other(ours: set[str], theirs: set[str]) -> bool:
    return bool(ours and theirs) and not ours & theirs


def _with_digits(words: set[str]) -> set[str]:
    return {word for word in words if any(char.isdigit() for char in word)}


def _one_place(ours: Venue | None, theirs: Venue | None) -> bool:
    """Whether two venues can be one, written in two ways: with or without volume, abbreviated or not."""
    if ours is None or theirs is None:
        return True
    places = [(fold(venue.volume), fold(venue.number), _first_page(venue)) for venue in (ours, theirs)]
    if any(a and b and a != b for a, b in zip(*places, strict=True)):
        return False
    if all(a and a == b for a, b in zip(*places, strict=True)):
        return True
    names = [
        [fold(name) for name in (plain(venue.name), venue.abbr) if fold(name)] for venue in (ours, theirs)
    ]
    if not all(names):
        return True
    return any(_one_name(a, b) for a in names[0] for b in names[1])


def _first_page(venue: Venue) -> str:
    return fold(venue.pages.partition("–")[0])


def _one_name(ours: str, theirs: str) -> bool:
    """Whether one name can be the other, abbreviated as in *Phys. Rev. Lett.* or *NeurIPS*."""
    if ("workshop" in ours) != ("workshop" in theirs):
        return False
    short, long = sorted((_telling(ours), _telling(theirs)), key=len)
    if len(short) == 1 and len(long) > 1:
        return short[0] in long or _in_order(short[0], " ".join(long))
    alike = [word for word in short if any(word.startswith(one) or one.startswith(word) for one in long)]
    return 2 * len(alike) >= len(short)


def _telling(name: str) -> list[str]:
    words = [word for word in name.split() if word not in _VENUE_WORDS and not word.isdigit()]
    return (words or name.split())[:_MOST_WORDS]


def _in_order(letters: str, text: str) -> bool:
    """Whether all ``letters`` stand in ``text`` in their order, as those of an acronym do."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
