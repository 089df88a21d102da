"""Find the work that each record is about, before records are merged.

A record with a title describes the work of its key. A record without one adds to another record: that with
its key, with its key among its ``aliases``, or with one of its identifiers. Keys are unreliable: programs
change them, and two files use one key for different works. So a record is never applied to a work whose
identifier or title contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from .digests import combine, digest_of
from .identifiers import arxiv, doi
from .keys import key_of_identifier, unique_key
from .problems import Code, Problem, describe_origin, did_you_mean
from .records import Identifier, Publication
from .same_key import SameKey
from .same_work import comparable, differences, folded_title, have_same_title, keys_in, work_identifiers
from .text import plain

# The number of unknown keys for which a similar one is searched: each is compared with all keys.
_MOST_SUGGESTIONS = 20
_MOST_QUOTED = 40
# The files of which the command line can complete records.
_COMPLETED = frozenset({".yaml", ".yml", ".bib"})


@dataclass(frozen=True, slots=True)
class Works:
    """The records of each work.

    :param by_key: key -> the records about its work, in the order of the sources.
    :param aliases: other key in the data -> the key of its work.
    """

    by_key: dict[str, list[Publication]]
    aliases: dict[str, str]
    problems: list[Problem]


def assign(publications: Sequence[Publication]) -> Works:
    """Return the records of each work, under a key that no other work has.

    A record that adds to no known work is reported and left out.
    """
    assignment = _Assignment(publications)
    by_key: dict[str, list[Publication]] = {}
    for publication, key in zip(publications, assignment.keys, strict=True):
        if key and key != publication.key:
            digest = combine(publication.digest, digest_of(key))
            publication = replace(publication, key=key, digest=digest)
        if key:
            by_key.setdefault(key, []).append(publication)
    return Works(by_key, assignment.aliases, assignment.problems)


class _Assignment:
    """Finds the key of the work of each record."""

    def __init__(self, publications: Sequence[Publication]) -> None:
        self.publications = publications
        self.problems: list[Problem] = []
        #: The key of each record; empty for one that adds to no known work.
        self.keys = [publication.key if publication.title else "" for publication in publications]
        #: Key of a work -> its records with a title.
        self.titled: dict[str, list[Publication]] = {}
        #: Key in the data -> the keys of the works that have it there, if they are several.
        self.split: dict[str, list[str]] = {}
        self.aliases: dict[str, str] = {}
        self._by_identifier: dict[tuple[str, str], str] | None = None
        self._by_title: dict[str, list[str]] | None = None
        self._suggestions = 0
        self._assign_titled()
        additions = [index for index, record in enumerate(publications) if not record.title]
        #: The keys that ``same_as`` of a record names.
        self._preferred = {key for record in publications for key in keys_in(record, "same_as")}
        self._add_aliases(index for index, key in enumerate(self.keys) if key)
        # Those with the key of a work come first: they may have other keys, which others use.
        for index in sorted(additions, key=lambda index: publications[index].key not in self.titled):
            self.keys[index] = self._work_of_addition(publications[index])
            self._add_aliases([index])

    # --- records with a title ---

    def _assign_titled(self) -> None:
        by_key: dict[str, list[int]] = {}
        for index, record in enumerate(self.publications):
            if record.title:
                by_key.setdefault(record.key, []).append(index)
        # What a work is does not depend on a record that changes its title, wherever that comes.
        repeated = {
            key: sorted(indices, key=lambda index: not self.publications[index].contributors)
            for key, indices in by_key.items()
            if len(indices) > 1
        }
        self.titled = {
            key: [self.publications[repeated.get(key, indices)[0]]] for key, indices in by_key.items()
        }
        if not repeated:
            return
        taken = {record.key for record in self.publications}
        taken.update(alias for record in self.publications for alias in record.aliases)
        for key, indices in repeated.items():
            self._assign_repeated(key, indices, taken)
        self._by_identifier = self._by_title = None  # there may be more works now

    def _assign_repeated(self, key: str, indices: Sequence[int], taken: set[str]) -> None:
        """Find the works of the records with a title and the same ``key``; the first one keeps the key."""
        first = self.titled[key][0]
        works, keys = SameKey(), [key]
        works.add(first)
        for index in indices[1:]:
            record = self.publications[index]
            if works.find(record) is None and not record.contributors:
                other = self._work_with_title_of(record)
                if other:
                    named, known = (f"title {_quoted(each)}" for each in (record, first))
                    self._report_wrong_key(record, named, known, other)
                    self.keys[index] = other
                    self.titled[other].append(record)
                    continue
            number = works.add(record)
            if number == len(keys):
                keys.append(unique_key(key, taken))
                taken.add(keys[number])
                self._report_other_work(first, record, keys[number])
            self.keys[index] = keys[number]
            self.titled.setdefault(keys[number], []).append(record)
        if len(keys) > 1:
            self.split[key] = keys

    def _report_other_work(self, first: Publication, record: Publication, key: str) -> None:
        where = describe_origin(first.origin, record.origin)
        message = f"duplicate key, also used at {where} for a different {_differences(first, record)}"
        message += f"; keeping this one as {key!r}"
        code = Code.DUPLICATE_KEY if first.origin.path == record.origin.path else Code.CONFLICT
        self.problems.append(Problem(code, message, record.origin, record.key))

    def _work_with_title_of(self, record: Publication) -> str:
        """Return the key of the only other work with an identifier or the title of ``record``, if any."""
        if keys := self._works_with_identifier(record):
            return keys[0]
        if self._by_title is None:
            self._by_title = {}
            for key, versions in self.titled.items():
                self._by_title.setdefault(folded_title(versions[0]), []).append(key)
        keys = self._by_title.get(folded_title(record), [])
        return keys[0] if len(keys) == 1 else ""

    # --- records without a title ---

    def _work_of_addition(self, record: Publication) -> str:
        """Return the key of the work that ``record`` adds to; report it if there is none, or another one."""
        key = record.key if record.key in self.titled else self.aliases.get(record.key, "")
        identified = self._works_with_identifier(record)
        if key:
            works = self.split.get(key, [key])
            if agreeing := [work for work in works if work in identified]:
                return agreeing[0]
            contradiction = self._contradiction(key, record)
            if not contradiction:
                return key
            self._report_wrong_key(record, *contradiction, identified[0] if identified else "")
        elif not identified:
            others = keys_in(record, "same_as")
            if record.key in self._preferred or any(
                key in self.titled or key in self.aliases for key in others
            ):
                return record.key  # merged with another record later
            self._report_unknown_work(record)
        return identified[0] if identified else ""

    def _contradiction(self, key: str, record: Publication) -> tuple[str, str] | None:
        """Return the identifier of ``record`` that is not that of the work ``key``, and what that has."""
        own = self.titled[key]
        known = {scheme: value for version in own for scheme, value in work_identifiers(version)}
        for scheme, value in work_identifiers(record):
            owner = self._identifiers().get((scheme, value), "")
            if owner and have_same_title(self.titled[owner][0], own[0]):
                continue  # a preprint and its paper
            if owner or scheme in known:
                return f"{scheme} {value}", f"{scheme} {known[scheme]}" if scheme in known else f"no {scheme}"
        return None

    def _works_with_identifier(self, record: Publication) -> list[str]:
        """Return the keys of the works that have an identifier of ``record``, without repetitions."""
        keys = [self._identifiers().get(comparable(identifier), "") for identifier in _identifiers_of(record)]
        return [key for key in dict.fromkeys(keys) if key]

    def _identifiers(self) -> Mapping[tuple[str, str], str]:
        """Return the key of the first work with each identifier; of an ISBN, only that of the only work."""
        if self._by_identifier is None:
            self._by_identifier = {}
            for key, versions in self.titled.items():
                for identifier in (named for version in versions for named in _identifiers_of(version)):
                    first = self._by_identifier.setdefault(comparable(identifier), key)
                    if first != key and identifier.scheme == "isbn":
                        self._by_identifier[comparable(identifier)] = ""  # of a book and its chapters
        return self._by_identifier

    def _report_wrong_key(self, record: Publication, named: str, known: str, key: str) -> None:
        """Report that ``record`` contradicts the work with its key.

        :param key: the key of the work that it is added to instead; empty if there is none.
        """
        owner = self.titled[self.aliases.get(record.key, record.key)][0]
        message = f"{named} is not that of {owner.key!r} at {describe_origin(owner.origin, record.origin)}"
        message += f", which has {known}; "
        if key:
            where = describe_origin(self.titled[key][0].origin, record.origin)
            message += f"added to {key!r} at {where} instead: correct the key"
        else:
            message += "not added to it: correct one of the two"
        self.problems.append(Problem(Code.CONFLICT, message, record.origin, record.key))

    def _report_unknown_work(self, record: Publication) -> None:
        """Report a record without a title that adds to no work, or that lacks its title."""
        hint = ""
        if not record.contributors and self._suggestions < _MOST_SUGGESTIONS:
            self._suggestions += 1
            hint = did_you_mean(record.key, [*self.titled, *self.aliases])
        code, message = Code.MISSING_TITLE, "no title in this source or any other"
        names = [f"{scheme} {value}" for scheme, value in map(comparable, record.identifiers)]
        if not _has_made_key(record):
            names.insert(0, f"key {record.key[:_MOST_QUOTED]!r}")
        if names and _only_adds(record):
            code, message = Code.UNKNOWN_KEY, f"no source has the {' or '.join(names)}"
            path = PurePath(record.origin.path)
            if record.identifiers and not hint and path.suffix in _COMPLETED:
                hint = f"; fetch the record: sphinx-pubs add --complete {path.name} --in-place"
        self.problems.append(Problem(code, message + hint, record.origin, record.key))

    # --- other keys ---

    def _add_aliases(self, indices: Iterable[int]) -> None:
        for index in indices:
            for alias in self.publications[index].aliases if self.keys[index] else ():
                if alias not in self.titled:
                    self.aliases.setdefault(alias, self.keys[index])


def alias_problems(works: Works, publications: Mapping[str, Publication]) -> Iterator[Problem]:
    """Yield a problem for each alias that is the key, or an alias, of another work.

    :param publications: the merged works. An alias may be the key of another record of the same work.
    """
    owners = {alias: record for record in publications.values() for alias in (record.key, *record.aliases)}
    for key, records in works.by_key.items():
        for record in records:
            for alias in record.aliases:
                owner, work = owners.get(alias), owners.get(key)
                if owner and work and owner.key != work.key:
                    where = describe_origin(owner.origin, record.origin)
                    message = f"the other key {alias[:_MOST_QUOTED]!r} is that of another work, at {where}"
                    message += "; it stays there: remove it here"
                    yield Problem(Code.DUPLICATE_KEY, message, record.origin, record.key)


def _identifiers_of(record: Publication) -> Iterator[Identifier]:
    """Yield the identifiers of a record, and the one that its URL resolves."""
    yield from record.identifiers
    if record.url and (resolved := arxiv(record.url) or doi(record.url)):
        yield resolved


def _has_made_key(record: Publication) -> bool:
    """Whether the reader has made the key, since the data has none."""
    made_keys = [key_of_identifier(source) for source in (*(i.value for i in record.identifiers), record.url)]
    return record.key.startswith("untitled") or any(key and record.key.endswith(key) for key in made_keys)


def _only_adds(record: Publication) -> bool:
    """Whether a record without a title has nothing that describes a work, but something to add to one."""
    if record.contributors or record.date or any(venue.name or venue.abbr for venue in record.venues):
        return False
    additions = (record.venues, record.identifiers, record.url, record.links, record.awards, record.abstract)
    more = (record.note, record.tags, record.image, record.selected, record.aliases, record.annotations)
    return any(additions) or any(more)


def _differences(one: Publication, other: Publication) -> str:
    names = [name for name in differences(one, other) if name != "title" or not have_same_title(one, other)]
    return " and ".join(names) or "work"


def _quoted(record: Publication) -> str:
    title = " ".join(plain(record.title).split())
    return repr(title if len(title) <= _MOST_QUOTED else f"{title[: _MOST_QUOTED - 1]}…")
