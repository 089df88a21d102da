"""The same work under two keys: said by the data, or found by identifiers or by title.

Everything is looked up in dictionaries, so that 20,000 records cost 20,000
lookups. What is found is compared once more, since titles such as *Editorial*,
theses that are called like a paper, errata and parts of a series are works of
their own, and a warning about them would be a nuisance.

Whether two records that have something in common can be about one work.

Measured on the ``.bib`` files of many owners: works of their own are also those
that are called alike (*Editorial*; a thesis and its paper; a talk given twice),
and one identifier on two works is a slip of copying.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .names import OTHERS, Contributor, fold
from .problems import Code, Origin, Problem
from .records import Identifier, Publication, Venue
from .text import plain

#: What ``pubs_merge`` can be; each merges what the ones before it do.
MERGES = ("none", "identifiers", "works")

#: So many records of one work are compared with each further one; more are no versions but a series.
_MOST_VERSIONS = 8
#: Kinds of which all versions may have one identifier.
_VERSIONED = frozenset({"software", "dataset"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys of one work, the earlier first, and how that is known: *data*, *identifiers* or *works*.

    Or, where ``by`` is empty, two works that cannot both have the identifier that is the reason.
    """

    first: str
    second: str
    by: str
    reason: str


class Clusters:
    """Keys that belong together, as a forest with path halving (Tarjan and van Leeuwen 1984)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the key that stands for the cluster of ``key``."""
        parent = self._parent
        while (above := parent.get(key, key)) != key:
            parent[key] = parent.get(above, above)
            key = above
        return key

    def join(self, one: str, other: str) -> bool:
        """Put two clusters into one; return whether they were two."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return False
        self._parent[other] = one
        return True

    def groups(self, keys: Iterable[str]) -> list[list[str]]:
        """Return the clusters of more than one key, in the order of ``keys``."""
        found: dict[str, list[str]] = {}
        for key in keys:
            found.setdefault(self.root(key), []).append(key)
        return [group for group in found.values() if len(group) > 1]


def duplicates(publications: Mapping[str, Publication], merge: str) -> tuple[list[list[str]], list[Problem]]:
    """Return the keys of each work that has several and is to be merged, the preferred first.

    The problems are one for each pair that is not merged, at the later one, and
    one for each key in the data that leads nowhere.
    """
    accepted = {"data", *MERGES[1 : MERGES.index(merge) + 1]}
    pairs = [*_said(publications), *_by_identifier(publications), *_by_title(publications)]
    merged, known = Clusters(), Clusters()
    for pair in pairs:
        if pair.by in accepted:
            merged.join(pair.first, pair.second)
            known.join(pair.first, pair.second)
    problems = [*_leading_nowhere(publications)]
    problems += [
        _problem(publications[pair.first], publications[pair.second], pair)
        for pair in pairs
        if not pair.by or known.join(pair.first, pair.second)
    ]
    groups = merged.groups(publications)
    return [sorted(group, key=lambda key: _rank(publications[key])) for group in groups], problems


def conflicts(stated: Mapping[str, Sequence[Publication]]) -> Iterator[Problem]:
    """Yield a problem for each record whose key another source has given to another work.

    Only records with a title and people are compared: a shorter one adds to another, and means what it
    replaces.
    """
    for key, records in stated.items():
        whole = [record for record in records if record.title and record.contributors]
        for before, record in pairwise(whole):
            other = differing(before, record)
            if other:
                where = place(before.origin, record.origin)
                message = f"the key is at {where} too, with another {' and '.join(other)}; this one counts"
                yield Problem(Code.CONFLICT, message, record.origin, key)


def place(origin: Origin, seen_from: Origin) -> str:
    """Return ``origin`` in words for a message at ``seen_from``: no path that only this machine has."""
    if origin.path == seen_from.path:
        return f"line {origin.line}" if origin.line else "the same file"
    path = Path(os.path.relpath(origin.path, Path(seen_from.path).parent)).as_posix()
    return str(Origin(path, origin.line))


def _rank(publication: Publication) -> tuple[bool, bool]:
    """Return what the preferred record has the least of; in doubt the one that stands first is it."""
    return (bool(publication.fields.get("same_as")) or not publication.title, is_preprint(publication))


def _problem(first: Publication, second: Publication, pair: Pair) -> Problem:
    where = f"{first.key!r} at {place(first.origin, second.origin)}"
    if not pair.by:
        message = f"{pair.reason} is also that of {where}, which has another title"
        return Problem(Code.CONFLICT, message, second.origin, second.key)
    return Problem(
        Code.DUPLICATE_WORK, f"the same work as {where} ({pair.reason})", second.origin, second.key
    )


def _named(publication: Publication, field: str) -> list[str]:
    """Return the keys in a field: one, several with commas, or a list as JSON."""
    said = publication.fields.get(field)
    return [key for key in re.split(r'[\s,;"\[\]]+', said) if key] if said else []


def _said(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    for key, publication in publications.items():
        for other in _named(publication, "same_as"):
            if other in publications and other != key:
                yield Pair(other, key, "data", "same_as")


def _leading_nowhere(publications: Mapping[str, Publication]) -> Iterator[Problem]:
    for key, publication in publications.items():
        for field in ("same_as", "different_from"):
            for other in _named(publication, field):
                if other not in publications:
                    yield Problem(
                        Code.UNKNOWN_KEY, f"{field}: no publication {other!r}", publication.origin, key
                    )


def _by_identifier(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    """Yield what has an identifier in common; where the titles are two works', that is a conflict."""
    known: dict[tuple[str, str], list[Publication]] = {}
    for publication in publications.values():
        if not publication.title:
            continue
        for scheme, value in dict.fromkeys(identities(publication)):
            earlier = known.setdefault((scheme, value), [])
            others = [other for other in earlier if not _apart(other, publication)]
            match = next((other for other in others if akin(other, publication)), None)
            if match:
                yield Pair(match.key, publication.key, "identifiers", f"{scheme} {value}")
            elif others and publication.kind not in _VERSIONED:
                yield Pair(others[0].key, publication.key, "", f"{scheme} {value}")
            if len(earlier) < _MOST_VERSIONS:
                earlier.append(publication)


def _by_title(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    known: dict[tuple[str, str], list[Publication]] = {}
    for publication in publications.values():
        title, author = folded_title(publication), first_author(publication)
        if not title or author is None:
            continue
        known.setdefault((title, folded_family(author)), []).append(publication)
    for versions in known.values():
        for index, publication in enumerate(versions):
            for other in versions[: min(index, _MOST_VERSIONS)]:
                if not _apart(other, publication) and one_work(other, publication):
                    yield Pair(other.key, publication.key, "works", "title, first author and year")
                    break


def _apart(one: Publication, other: Publication) -> bool:
    """Whether the data says that two records are two works, or one is about the other."""
    if other.key in _named(one, "different_from") or one.key in _named(other, "different_from"):
        return True
    return about_another_work(one) != about_another_work(other)


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
