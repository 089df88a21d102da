"""Find the records of one work under several keys, and keys used for several works.

Two records are taken for one work because the data says so (``same_as``), because they
share an identifier, or because they share title and first author. Candidates are looked
up in dictionaries, so the time grows with the number of records and not with its square;
each pair of candidates is then compared in detail (see ``same_work``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from .problems import Code, Problem, describe_origin, did_you_mean
from .records import Publication
from .same_work import (
    about_another_work,
    differences,
    first_author,
    folded_family,
    folded_title,
    is_preprint,
    keys_in,
    same_work_by_identifier,
    same_work_by_title,
    work_identifiers,
)

# The values of pubs_merge. Each merges what the ones before it merge, and more; but *identifiers* only merges
# a preprint with its published version if they have a common identifier.
MERGES = ("none", "preprints", "identifiers", "works")
#: The default of pubs_merge: most files with a preprint and its paper mean one work, and nothing is lost.
MERGE = "preprints"

# Each record is compared with this many others of the same identifier or title. More records than
# that are not versions of one work but a series.
_MAX_VERSIONS = 8
# Kinds whose versions may all have one identifier.
_VERSIONED = frozenset({"software", "dataset"})


@dataclass(frozen=True, slots=True)
class Pair:
    """The keys of two records of one work, the earlier record first.

    ``by`` says how that is known: *data*, *identifiers* or *works*. It is empty for a conflict: two
    works that cannot both have the identifier named in ``reason``. ``has_preprint``: one of them is the
    preprint of the other.
    """

    first: str
    second: str
    by: str
    reason: str
    has_preprint: bool = False


class Clusters:
    """Keys that belong together: a disjoint-set forest with path halving (Tarjan and van Leeuwen 1984)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the key that represents the cluster of ``key``."""
        parent = self._parent
        while (above := parent.get(key, key)) != key:
            parent[key] = parent.get(above, above)
            key = above
        return key

    def join(self, one: str, other: str) -> bool:
        """Join the clusters of two keys; return False if they were joined already."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return False
        self._parent[other] = one
        return True

    def groups(self, keys: Iterable[str]) -> list[list[str]]:
        """Return the clusters of more than one key, in the order of ``keys``."""
        clusters: dict[str, list[str]] = {}
        for key in keys:
            clusters.setdefault(self.root(key), []).append(key)
        return [cluster for cluster in clusters.values() if len(cluster) > 1]


def duplicates(
    publications: Mapping[str, Publication], merge: str, aliases: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[list[str]], list[Problem]]:
    """Find the works that have several keys.

    :param merge: which of them to merge, one of :data:`MERGES`.
    :param aliases: other keys that ``same_as`` may name, and the keys of their works.
    :returns: the keys of each work to merge, those of the preferred record first; and the problems: one
        for each pair that is not merged, reported at the later record, one for each conflict, and one
        for each unknown key in ``same_as`` and ``different_from``.
    """
    merged_by = {"data", *MERGES[2 : MERGES.index(merge) + 1]}
    pairs = [
        *_pairs_by_data(publications, aliases),
        *_pairs_by_identifier(publications),
        *_pairs_by_title(publications),
    ]
    merged, reported = Clusters(), Clusters()
    for pair in pairs:
        if pair.by in merged_by or (merge == "preprints" and pair.by and pair.has_preprint):
            merged.join(pair.first, pair.second)
            reported.join(pair.first, pair.second)
    problems = [*_unknown_keys(publications, aliases)]
    problems += [
        _problem(publications[pair.first], publications[pair.second], pair)
        for pair in pairs
        if not pair.by or reported.join(pair.first, pair.second)
    ]
    groups = merged.groups(publications)
    return [sorted(group, key=lambda key: _rank(publications[key])) for group in groups], problems


def conflicts(records: Mapping[str, Sequence[Publication]]) -> Iterator[Problem]:
    """Yield a problem for each record whose key an earlier source uses for another work.

    :param records: the publications of each key, in the order of the sources.

    Only records with a title and contributors are compared: a shorter record is meant to change another.
    """
    for key, publications in records.items():
        complete = [record for record in publications if record.title and record.contributors]
        for before, record in pairwise(complete):
            differing = differences(before, record)
            if differing:
                where = describe_origin(before.origin, record.origin)
                message = f"duplicate key, also at {where} with a different {' and '.join(differing)}"
                message += "; this record is used"
                yield Problem(Code.CONFLICT, message, record.origin, key)


def _rank(publication: Publication) -> tuple[bool, bool]:
    """Return a sort key that puts the preferred record of a work first.

    The sort is stable: of equal records, the one that comes first in the data is preferred.
    """
    return (bool(publication.fields.get("same_as")) or not publication.title, is_preprint(publication))


def _problem(first: Publication, second: Publication, pair: Pair) -> Problem:
    where = f"{first.key!r} at {describe_origin(first.origin, second.origin)}"
    if not pair.by:
        message = f"{pair.reason} is also used by {where}, which has a different title"
        return Problem(Code.CONFLICT, message, second.origin, second.key)
    message = f"the same work as {where} ({pair.reason})"
    return Problem(Code.DUPLICATE_WORK, message, second.origin, second.key)


def _unknown_keys(publications: Mapping[str, Publication], aliases: Mapping[str, str]) -> Iterator[Problem]:
    for key, publication in publications.items():
        for field in ("same_as", "different_from"):
            for other in keys_in(publication, field):
                if other not in publications and other not in aliases:
                    hint = did_you_mean(other, [known for known in publications if known != key])
                    message = f"{field}: unknown publication {other[:40]!r}{hint}"
                    yield Problem(Code.UNKNOWN_KEY, message, publication.origin, key)


def _pairs_by_data(publications: Mapping[str, Publication], aliases: Mapping[str, str]) -> Iterator[Pair]:
    for key, publication in publications.items():
        for other in keys_in(publication, "same_as"):
            other = aliases.get(other, other)
            if other in publications and other != key:
                yield Pair(other, key, "data", "same_as")


def _pairs_by_identifier(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    """Yield the pairs with a common identifier; a pair with unrelated titles is a conflict."""
    by_identifier: dict[tuple[str, str], list[Publication]] = {}
    for publication in publications.values():
        if not publication.title:
            continue
        for scheme, value in dict.fromkeys(work_identifiers(publication)):
            earlier = by_identifier.setdefault((scheme, value), [])
            candidates = [other for other in earlier if not _are_distinct(other, publication)]
            match = next((other for other in candidates if same_work_by_identifier(other, publication)), None)
            if match:
                has_preprint = is_preprint(match) != is_preprint(publication)
                yield Pair(match.key, publication.key, "identifiers", f"{scheme} {value}", has_preprint)
            elif candidates and publication.kind not in _VERSIONED:
                yield Pair(candidates[0].key, publication.key, "", f"{scheme} {value}")
            if len(earlier) < _MAX_VERSIONS:
                earlier.append(publication)


def _pairs_by_title(publications: Mapping[str, Publication]) -> Iterator[Pair]:
    by_title: dict[tuple[str, str], list[Publication]] = {}
    for publication in publications.values():
        title, author = folded_title(publication), first_author(publication)
        if title and author is not None:
            by_title.setdefault((title, folded_family(author)), []).append(publication)
    for versions in by_title.values():
        for index, publication in enumerate(versions):
            for other in versions[: min(index, _MAX_VERSIONS)]:
                if not _are_distinct(other, publication) and same_work_by_title(other, publication):
                    has_preprint = is_preprint(other) != is_preprint(publication)
                    reason = "title, first author and year"
                    yield Pair(other.key, publication.key, "works", reason, has_preprint)
                    break


def _are_distinct(one: Publication, other: Publication) -> bool:
    """Whether two records are different works: the data says so, or only one is an erratum or a comment."""
    if _names_as_different(one, other) or _names_as_different(other, one):
        return True
    return about_another_work(one) != about_another_work(other)


def _names_as_different(one: Publication, other: Publication) -> bool:
    return not {other.key, *other.aliases}.isdisjoint(keys_in(one, "different_from"))
