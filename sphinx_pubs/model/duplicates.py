"""The same work under two keys: said by the data, or found by identifiers or by title.

Everything is looked up in dictionaries, so that 20,000 records cost 20,000
lookups. What is found is compared once more, since titles such as *Editorial*,
theses that are called like a paper, errata and parts of a series are works of
their own, and a warning about them would be a nuisance.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .people import OTHERS, Contributor, fold
from .problems import Code, Origin, Problem
from .publication import Publication
from .text import plain

#: What ``pubs_merge`` can be; each merges what the ones before it do.
MERGES = ("none", "identifiers", "works")

#: Identifiers that name one work. An ISBN names a book, and with it all its chapters.
_UNIQUE = frozenset({"doi", "arxiv", "pmid", "pmcid", "hal", "ads"})
#: DOIs that arXiv gives (https://info.arxiv.org/help/doi.html).
_ARXIV_DOI = "10.48550/arxiv."
_VERSION = re.compile(r"v\d+\Z")

#: Kinds of what can have been a preprint before.
_PUBLISHED = frozenset({"article", "inproceedings", "incollection", "book", "report", "misc"})
#: Kinds that people give to a preprint for want of a better one.
_LOOSE = frozenset({"article", "misc", "online", "unpublished", "report", ""})
#: How many years a preprint can be older, or its entry newer, than the published version.
_YEARS_IN_REVIEW = 2
#: So many works of one author with one title are a series: *Editorial*, *Preface*.
_MOST_VERSIONS = 8

_ABOUT_ANOTHER_WORK = re.compile(
    r"(?:publisher s |author )?(?:corrections?|correction to|corrigend(?:um|a)|errat(?:um|a)|addendum|retraction"
    r"|comments? on|reply to|response to|discussion of|review of|supplement(?:ary|al)?)\b"
    r"|.*\b(?:erratum|corrigendum|supplement(?:ary|al) (?:materials?|information))\Z"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys of one work, the earlier first, and how that is known: *data*, *identifiers* or *works*."""

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


def duplicates(
    publications: Mapping[str, Publication], merge: str
) -> tuple[list[list[str]], list[Problem]]:
    """Return the keys of each work that has several and is to be merged, the preferred first.

    The problems are one for each pair that is not merged, at the later one, and
    one for each ``same_as`` that leads nowhere.
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
        if known.join(pair.first, pair.second)
    ]
    return [sorted(group, key=lambda key: _rank(publications[key])) for group in merged.groups(publications)], problems


def is_preprint(publication: Publication) -> bool:
    """Whether a record is about a version that is in an archive only, whatever its type says."""
    if publication.kind == "preprint":
        return True
    if publication.kind not in _LOOSE:
        return False
    named = [venue for venue in publication.venues if venue.name or venue.abbr]
    if named:
        return all(venue.kind == "archive" for venue in named)
    return any(scheme == "arxiv" for scheme, _ in _identities(publication))


def place(origin: Origin, seen_from: Origin) -> str:
    """Return ``origin`` in words for a message at ``seen_from``: no path that only this machine has."""
    if origin.path == seen_from.path:
        return f"line {origin.line}" if origin.line else "the same file"
    path = os.path.relpath(origin.path, os.path.dirname(seen_from.path) or ".").replace(os.sep, "/")
    return str(Origin(path, origin.line))


def first_author(publication: Publication) -> Contributor | None:
    """Return the first author, or the first editor of what has no author."""
    people = publication.authors or publication.editors
    return people[0] if people and people[0].name != OTHERS else None


def _rank(publication: Publication) -> tuple[bool, bool]:
    """Return what the preferred record has the least of; in doubt the one that stands first is it."""
    return (bool(publication.fields.get("same_as")) or not publication.title, is_preprint(publication))


def _problem(first: Publication, second: Publication, pair: Pair) -> Problem:
    message = f"the same work as {first.key!r} at {place(first.origin, second.origin)} ({pair.reason})"
    return Problem(Code.DUPLICATE_WORK, message, second.origin, second.key)


def _named(publication: Publication, field: str) -> list[str]:
    """Return the keys in a field: one, several with commas, or a list as JSON."""
    return [key for key in re.split(r'[\s,;"\[\]]+', publication.fields.get(field, "")) if key]


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
                    yield Problem(Code.UNKNOWN_KEY, f"{field}: no publication {other!r}", publication.origin, key)


def _identities(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the identifiers as they compare: without case and version, a DOI of arXiv as its id."""
    for identifier in publication.identifiers:
        scheme, value = identifier.scheme, identifier.value.casefold()
        if scheme == "doi" and value.startswith(_ARXIV_DOI):
            scheme, value = "arxiv", value.removeprefix(_ARXIV_DOI)
        if scheme in _UNIQUE:
            yield scheme, _VERSION.sub("", value) if scheme in ("arxiv", "hal") else value


def _by_identifier(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    known: dict[tuple[str, str], list[Publication]] = {}
    for publication in publications.values():
        for scheme, value in dict.fromkeys(_identities(publication)):
            earlier = known.setdefault((scheme, value), [])
            for other in earlier:
                if not _apart(other, publication) and _akin(other, publication):
                    yield Pair(other.key, publication.key, "identifiers", f"{scheme} {value}")
                    break
            if len(earlier) < _MOST_VERSIONS:
                earlier.append(publication)


def _by_title(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    known: dict[tuple[str, str], list[Publication]] = {}
    for publication in publications.values():
        title, author = fold(plain(publication.title)), first_author(publication)
        if not title or author is None:
            continue
        known.setdefault((title, _family(author)), []).append(publication)
    for versions in known.values():
        if len(versions) > _MOST_VERSIONS:
            continue
        for place_of, publication in enumerate(versions):
            for other in versions[:place_of]:
                if not _apart(other, publication) and _one_work(other, publication):
                    yield Pair(other.key, publication.key, "works", "title, first author and year")
                    break
