"""Decide whether two records that have something in common describe one work.

The rules were measured on the ``.bib`` files of many owners. They have to tell versions of
a work (a preprint and its paper) from works that only look alike: *Editorial* in two
issues, a thesis named like a paper, a talk given twice, an erratum, the parts of a series.
An identifier on two unrelated works is a copying error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .names import OTHERS, Contributor, fold
from .records import Identifier, Publication, Venue
from .spelling import is_misspelling
from .text import plain

# Schemes that identify one work. An ISBN identifies a book, and all its chapters have it.
_UNIQUE = frozenset({"doi", "arxiv", "pmid", "pmcid", "hal", "ads"})
# Prefix of the DOIs that arXiv assigns (https://info.arxiv.org/help/doi.html).
_ARXIV_DOI = "10.48550/arxiv."
_VERSION = re.compile(r"v\d+\Z")

# Kinds of a published version of a preprint.
_PUBLISHED = frozenset({"article", "inproceedings", "incollection"})
# Kinds that a record of a preprint may have, for lack of a better one.
_LOOSE = frozenset({"article", "misc", "online", "unpublished", "report", ""})
# Kinds of works that papers describe.
_NOT_WRITTEN = frozenset({"software", "dataset"})
# Kinds that may be given again under the same title in another month.
_REPEATED = frozenset({"presentation", "poster", "video", "misc", "online", "unpublished"})
# The most years between a preprint and its published version.
_YEARS_IN_REVIEW = 2

_SMALL_WORDS = frozenset("a an and at by for from in of on or s the to via with".split())
# Words that say nothing about which venue a name means.
_VENUE_WORDS = _SMALL_WORDS | frozenset(
    "acm annual conf conference ieee international int j journal meeting proc proceedings symposium trans"
    " transactions workshop".split()
)
# The most words of a venue's name that are compared: each is compared with each of the other name.
_MAX_WORDS = 40
# The most words with a typo in one of two titles that are the same.
_MOST_TYPOS = 2
_SUBTITLE = re.compile(r"[:?!]\s|\s[–—-]\s")
# Titles that many works have.
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


# --- two records ---


def same_work_by_identifier(one: Publication, other: Publication) -> bool:
    """Whether two records with a common identifier are one work, judged by titles and first authors.

    A subtitle may be missing, and the title may have changed between preprint and paper.
    """
    if folded_title(one) == folded_title(other):
        return True
    if (one.kind in _NOT_WRITTEN) != (other.kind in _NOT_WRITTEN):
        return False  # a paper about a program
    one_words, other_words = (set(folded_title(record).split()) - _SMALL_WORDS for record in (one, other))
    one_numbers, other_numbers = _with_digits(one_words), _with_digits(other_words)
    if one_numbers - other_numbers and other_numbers - one_numbers:
        return False  # parts of a series
    shared = len(one_words & other_words) / max(1, min(len(one_words), len(other_words)))
    if not _same_first_author(one, other):
        return shared >= 0.8
    return shared >= (1 / 3 if is_preprint(one) != is_preprint(other) else 0.5)


def same_work_by_title(one: Publication, other: Publication) -> bool:
    """Whether two records with the same title and first author are one work; two works may share both."""
    if folded_title(one) in _COMMON_TITLES or not _same_first_author(one, other):
        return False
    if _disjoint(_coauthors(one), _coauthors(other)):
        return False
    if _disjoint(_identifiers(one, "arxiv"), _identifiers(other, "arxiv")):
        return False
    years = _years_between(one, other)
    if is_preprint(one) != is_preprint(other):
        published = other if is_preprint(one) else one
        return published.kind in _PUBLISHED and (years is None or years <= _YEARS_IN_REVIEW)
    if years or _disjoint(_identifiers(one, "doi"), _identifiers(other, "doi")):
        return False
    if is_preprint(one):
        return True
    if one.kind != other.kind or (one.kind in _REPEATED and _in_different_months(one, other)):
        return False
    return _same_venue(one.venue, other.venue)


def is_other_work(one: Publication, other: Publication) -> bool:
    """Whether two records with the same key are different works, judged by all that both name.

    If only one of them has a title, it is unknown: the answer is no.
    """
    if not one.title or not other.title:
        return False
    is_complete = bool(one.contributors and other.contributors)
    if not have_same_title(one, other):
        has_common = not set(work_identifiers(one)).isdisjoint(work_identifiers(other))
        return not has_common or (is_complete and not same_work_by_identifier(one, other))
    if _disjoint(_family_words(one), _family_words(other)):
        return True
    is_repeated = folded_title(one) in _COMMON_TITLES or (one.kind == other.kind and one.kind in _REPEATED)
    if is_preprint(one) != is_preprint(other) and not is_repeated:
        return False
    has_other_doi = _disjoint(_identifiers(one, "doi"), _identifiers(other, "doi"))
    if not _years_between(one, other):
        return is_repeated and has_other_doi
    return is_repeated or has_other_doi


def have_same_title(one: Publication, other: Publication) -> bool:
    """Whether two titles are the same, apart from a missing subtitle and typos."""
    titles = [folded_title(record) or plain(record.title) for record in (one, other)]
    if titles[0] == titles[1]:
        return True
    words = [title.split() for title in titles]
    if len(words[0]) == len(words[1]):
        differing = [(a, b) for a, b in zip(*words, strict=True) if a != b]
        if len(differing) <= _MOST_TYPOS and all(_is_typing_error(a, b) for a, b in differing):
            return True
    main_titles = [fold(_SUBTITLE.split(plain(record.title), 1)[0]) for record in (one, other)]
    return (
        main_titles[0] == main_titles[1]
        and main_titles[0] not in _COMMON_TITLES
        and main_titles[0] in titles  # one of them has no subtitle
    )


def differences(one: Publication, other: Publication) -> list[str]:
    """Return which of title, first author, year and DOI, which records of one work share, differ."""
    years = _years_between(one, other)
    differs = {
        "title": folded_title(one) != folded_title(other),
        "first author": not _same_first_author(one, other),
        "year": bool(years),
        "DOI": _disjoint(_identifiers(one, "doi"), _identifiers(other, "doi")),
    }
    return [name for name, is_different in differs.items() if is_different]


# --- one record ---


def keys_in(publication: Publication, field: str) -> list[str]:
    """Return the keys in a field: one, several separated by commas, or a list as JSON."""
    value = publication.fields.get(field)
    return [key for key in re.split(r'[\s,;"\[\]]+', value) if key] if value else []


def about_another_work(publication: Publication) -> bool:
    """Whether a record is an erratum, a comment or a supplement, whose title names another work."""
    return bool(_ABOUT_ANOTHER_WORK.match(folded_title(publication)))


def is_preprint(publication: Publication) -> bool:
    """Whether a record describes a version that is only in an archive, whatever its type."""
    if publication.kind == "preprint":
        return True
    if publication.kind not in _LOOSE:
        return False
    named = [venue for venue in publication.venues if venue.name or venue.abbr]
    if named:
        return all(venue.kind == "archive" for venue in named)
    return bool(_identifiers(publication, "arxiv")) and not _identifiers(publication, "doi")


def work_identifiers(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that identify one work, in the form in which they are compared."""
    for identifier in publication.identifiers:
        if identifier.scheme in _UNIQUE:
            yield comparable(identifier)


def comparable(identifier: Identifier) -> tuple[str, str]:
    """Return scheme and value for comparison: without case and version, a DOI of arXiv as its arXiv id."""
    scheme, value = identifier.scheme, identifier.value.casefold()
    if scheme == "doi" and value.startswith(_ARXIV_DOI):
        scheme, value = "arxiv", value.removeprefix(_ARXIV_DOI)
    return scheme, _VERSION.sub("", value) if scheme in ("arxiv", "hal") else value


def folded_title(publication: Publication) -> str:
    """Return the title for comparison."""
    return fold(plain(publication.title))


def first_author(publication: Publication) -> Contributor | None:
    """Return the first author, or the first editor of a record without authors."""
    for role in ("author", "editor"):
        for contributor in publication.contributors:
            if contributor.role == role:
                return None if contributor.name == OTHERS else contributor
    return None


def folded_family(author: Contributor) -> str:
    """Return the family name, or the name of an organization, for comparison."""
    return fold(author.name.literal or author.name.family)


def _coauthors(publication: Publication) -> set[str]:
    """Return the family names of all authors but the first; none if the list ends with "and others"."""
    families = {folded_family(author) for author in publication.authors[1:]}
    return set() if folded_family(Contributor(OTHERS)) in families else families


def _family_words(publication: Publication) -> set[str]:
    """Return the words of all family names; a name may also be the key of a person, *kaiming-he*."""
    return {word for who in publication.contributors for word in folded_family(who).split()}


def _identifiers(publication: Publication, scheme: str) -> set[str]:
    return {value for known, value in work_identifiers(publication) if known == scheme}


# --- parts of two records ---


def _same_first_author(one: Publication, other: Publication) -> bool:
    one_author, other_author = first_author(one), first_author(other)
    if one_author is None or other_author is None:
        return True
    initials = {given[0] for who in (one_author, other_author) if (given := fold(who.name.given))}
    return folded_family(one_author) == folded_family(other_author) and len(initials) < 2


def _years_between(one: Publication, other: Publication) -> int | None:
    """Return the years between two records, or None if a year is unknown."""
    one_year, other_year = (record.date.year if record.date else None for record in (one, other))
    return None if one_year is None or other_year is None else abs(one_year - other_year)


def _in_different_months(one: Publication, other: Publication) -> bool:
    months = {record.date.month for record in (one, other) if record.date and record.date.month}
    return len(months) == 2


def _disjoint(one: set[str], other: set[str]) -> bool:
    """Whether both sets have items, but none in common; an empty set means *unknown*."""
    return bool(one and other) and not one & other


def _is_typing_error(one: str, other: str) -> bool:
    return is_misspelling(one, other) and one.isalpha() and other.isalpha()


def _with_digits(words: set[str]) -> set[str]:
    return {word for word in words if any(char.isdigit() for char in word)}


def _same_venue(one: Venue | None, other: Venue | None) -> bool:
    """Whether two venues can be the same: with or without a volume, with an abbreviated name or not."""
    if one is None or other is None:
        return True
    positions = [(fold(venue.volume), fold(venue.number), _first_page(venue)) for venue in (one, other)]
    if any(a and b and a != b for a, b in zip(*positions, strict=True)):
        return False
    if all(a and a == b for a, b in zip(*positions, strict=True)):
        return True
    one_names, other_names = _venue_names(one), _venue_names(other)
    if not one_names or not other_names:
        return True
    return any(_same_venue_name(a, b) for a in one_names for b in other_names)


def _first_page(venue: Venue) -> str:
    return fold(venue.pages.partition("–")[0])


def _venue_names(venue: Venue) -> list[str]:
    return [name for name in (fold(plain(venue.name)), fold(venue.abbr)) if name]


def _same_venue_name(one: str, other: str) -> bool:
    """Whether one name can be short for the other, as *Phys. Rev. Lett.* and *NeurIPS* are."""
    if ("workshop" in one) != ("workshop" in other):
        return False
    short, long = sorted((_significant_words(one), _significant_words(other)), key=len)
    if len(short) == 1 and len(long) > 1:
        return short[0] in long or _is_acronym(short[0], " ".join(long))
    similar = [word for word in short if any(word.startswith(w) or w.startswith(word) for w in long)]
    return 2 * len(similar) >= len(short)


def _significant_words(name: str) -> list[str]:
    words = [word for word in name.split() if word not in _VENUE_WORDS and not word.isdigit()]
    return (words or name.split())[:_MAX_WORDS]


def _is_acronym(letters: str, text: str) -> bool:
    """Whether ``text`` contains all ``letters`` in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
