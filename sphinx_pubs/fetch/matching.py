"""Which fetched works are one work, and which are known already; and one record for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType

from ..model.duplicates import Clusters, duplicates
from ..model.identifiers import SCHEMES
from ..model.merging import union
from ..model.names import fold
from ..model.records import Publication
from ..model.same_work import comparable, folded_title, is_preprint, work_identifiers
from .base import Work
from .forms import Form
from .native import Value

# Whose data is taken first where several services have a work. What people enter with care comes before
# what a program collects; registries of DOIs have the data of the publisher.
_PRIORITY = (
    "zotero inspire crossref datacite doi.org pubmed dblp hal arxiv zenodo openlibrary ads openalex orcid"
).split()
# The beginnings of provisional keys; no key has a blank.
_FETCHED = "fetched "
_BASE = "base "
_NO_PINS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SourceWork:
    """A fetched work and the name of the source that had it."""

    work: Work
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """One work: what the services have about it, and the keys that it has already.

    ``is_elsewhere``: a person has given a record of another work the content of this one. So it has no key
    of its own, and is there nevertheless.
    """

    works: tuple[SourceWork, ...]
    keys: tuple[str, ...] = ()
    is_elsewhere: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that had the work, each once."""
        return tuple(dict.fromkeys(each.source for each in self.works))

    @property
    def providers(self) -> tuple[str, ...]:
        """The services that know the work, the preferred first."""
        return tuple(dict.fromkeys(work.provider for work in _by_preference(self.works)))


def group_works(
    fetched: Sequence[SourceWork],
    known: Mapping[str, Publication],
    bases: Mapping[str, Publication],
    aliases: Mapping[str, str],
    pinned: Mapping[int, str] = _NO_PINS,
) -> list[Group]:
    """Return the fetched works, those that are one work together, in the order of ``fetched``.

    The rules are those of ``pubs_merge = "works"`` (see ``model.duplicates``): common identifiers, or the
    same title, first author and year; and what ``same_as`` and ``different_from`` say. Of works without an
    author, title and year are enough: the lists of some services have no authors.

    :param known: the works that there are already, by key, with their other keys in ``aliases``.
    :param bases: some of them as they were fetched, by key: a person may have changed what identifies them.
    :param pinned: index in ``fetched`` -> the key of the entry that has exactly this record.
    """
    publications = dict(known)
    for key, record in bases.items():
        publications[f"{_BASE}{key}"] = replace(record, key=f"{_BASE}{key}")
    for index, each in enumerate(fetched):
        key = f"{_FETCHED}{index}"
        publications[key] = replace(each.work.record, key=key)
    clusters = Clusters()
    groups, _ = duplicates(publications, "works", aliases)
    for first, *others in [*groups, *_without_authors(publications)]:
        for other in others:
            clusters.join(first, other)
    members = _members(len(fetched), clusters, pinned)
    # A work has the keys under which it was fetched before; of a key that several works have, the record in
    # the file has been given the content of another work.
    keys: dict[str, dict[str, None]] = {name: {} for name in members}
    owned: set[str] = set()
    elsewhere: set[str] = set()
    roots: dict[str, str] = {}
    for name, indexes in members.items():
        for index in indexes:
            roots.setdefault(clusters.root(f"{_FETCHED}{index}"), name)
    candidates = [(key, key) for key in members if not key.startswith(_FETCHED)]
    for prefix, records in ((_BASE, bases), ("", known)):
        candidates += [(roots.get(clusters.root(f"{prefix}{key}"), ""), key) for key in records]
    for name, key in candidates:
        if name and key not in owned:
            keys[name][key] = None
            owned.add(key)
        elif name and key not in keys[name]:
            elsewhere.add(name)
    return [
        Group(tuple(fetched[index] for index in indexes), tuple(keys[name]), name in elsewhere)
        for name, indexes in members.items()
    ]


def _members(count: int, clusters: Clusters, pinned: Mapping[int, str]) -> dict[str, list[int]]:
    """Return the indexes of the works that are one work, by the key that they are pinned to, or their root.

    Works that are pinned to different keys stay apart, whatever they have in common.
    """
    pins: dict[str, str] = {}
    for index, key in pinned.items():
        pins.setdefault(clusters.root(f"{_FETCHED}{index}"), key)
    members: dict[str, list[int]] = {}
    for index in range(count):
        root = clusters.root(f"{_FETCHED}{index}")
        members.setdefault(pinned.get(index) or pins.get(root) or f"{_FETCHED}{root}", []).append(index)
    return members


def _without_authors(publications: Mapping[str, Publication]) -> Iterator[list[str]]:
    """Yield the keys of works without author and editor that have the same title and year.

    Works with different identifiers are not the same: a data set may be named like its paper.
    """
    same: dict[tuple[str, int | None], list[str]] = {}
    for key, record in publications.items():
        title = folded_title(record)
        if title and not record.contributors:
            same.setdefault((title, record.date.year if record.date else None), []).append(key)
    for keys in same.values():
        identified: dict[str, set[tuple[str, str]]] = {}
        for key in keys:
            own = set(work_identifiers(publications[key]))
            for other, others in identified.items():
                if not own or not others or not own.isdisjoint(others):
                    yield [other, key]
            identified[key] = own


def combined(group: Group) -> Publication:
    """Return one record of all that the services have: the published version first, a preprint after it."""
    return reduce(union, [work.record for work in _by_preference(group.works)])


def origins_of(group: Group, fields: Mapping[str, Value], form: Form) -> dict[str, str]:
    """Return for each of the combined ``fields`` the service that it is from.

    That is the preferred one with the same value, or the preferred one with any value.
    """
    by_provider = [(work.provider, form.fields(work.record)) for work in _by_preference(group.works)]
    origins: dict[str, str] = {}
    for name, value in fields.items():
        same = [provider for provider, own in by_provider if own.get(name) == value]
        some = [provider for provider, own in by_provider if name in own]
        origins[name] = [*same, *some, by_provider[0][0]][0]
    return origins


def is_excluded(group: Group, exclude: Iterable[str]) -> bool:
    """Whether a work has one of the identifiers or titles of ``exclude`` in ``pubs.toml``."""
    titles = {folded_title(each.work.record) for each in group.works}
    identifiers = {each for work in group.works for each in work_identifiers(work.work.record)}
    for written in exclude:
        parsed = [identifier for parse in SCHEMES.values() if (identifier := parse(written))]
        if fold(written) in titles or any(comparable(each) in identifiers for each in parsed):
            return True
    return False


def _by_preference(works: Iterable[SourceWork]) -> list[Work]:
    def rank(work: Work) -> tuple[bool, int]:
        place = _PRIORITY.index(work.provider) if work.provider in _PRIORITY else len(_PRIORITY)
        return is_preprint(work.record), place

    return sorted((each.work for each in works), key=rank)
