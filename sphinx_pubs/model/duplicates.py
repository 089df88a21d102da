"""The same work under two keys: said by the data, or found by identifiers or by title.

Everything is looked up in dictionaries, so that 20,000 records cost 20,000
lookups. What is found is compared once more, since titles such as *Editorial*,
theses that are called like a paper, errata and parts of a series are works of
their own, and a warning about them would be a nuisance.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from . import similar
from .problems import Code, Origin, Problem
from .publication import Publication
from .similar import first_author, folded_family, folded_title, identities, is_preprint

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
            other = similar.differing(before, record)
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
            akin = next((other for other in others if similar.akin(other, publication)), None)
            if akin:
                yield Pair(akin.key, publication.key, "identifiers", f"{scheme} {value}")
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
                if not _apart(other, publication) and similar.one_work(other, publication):
                    yield Pair(other.key, publication.key, "works", "title, first author and year")
                    break


def _apart(one: Publication, other: Publication) -> bool:
    """Whether the data says that two records are two works, or one is about the other."""
    if other.key in _named(one, "different_from") or one.key in _named(other, "different_from"):
        return True
    return similar.about_another_work(one) != similar.about_another_work(other)
