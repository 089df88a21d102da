"""The library: the records of all sources, merged by key and linked with each other.

:func:`build_library` is the one way to make a :class:`Library` of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, NamedTuple

from .award_links import is_title, with_keys
from .digests import combine, digest_of
from .duplicates import conflicts, duplicates
from .merging import overlay, overlay_fields, overlay_person, union
from .names import Contributor, Name, fold
from .people import PeopleIndex, several
from .problems import Code, Problem, did_you_mean
from .records import Activity, Award, Person, Publication, Record, RecordKind, RecordT
from .text import plain
from .works import alias_problems, assign

# So many unknown keys are reported with a similar one.
_MOST_HINTS = 20


@dataclass(frozen=True, slots=True)
class Library:
    """The records of some sources. Each mapping is by key, in the order of the sources.

    ``aliases`` maps the other keys of a publication to its key. ``paths`` has the files of each publication
    that is made of several records. ``problems`` are those that only the records together show, such as a
    key that is used for two works.
    """

    publications: dict[str, Publication] = field(default_factory=dict)
    awards: dict[str, Award] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    people: PeopleIndex = field(default_factory=lambda: PeopleIndex(()))
    aliases: dict[str, str] = field(default_factory=dict)
    paths: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of_kind(
        self, kind: RecordKind
    ) -> Mapping[str, Publication] | Mapping[str, Award] | Mapping[str, Activity] | Mapping[str, Person]:
        """Return the records of one kind, by key."""
        match kind:
            case "publication":
                return self.publications
            case "award":
                return self.awards
            case "person":
                return self.people.by_key
        return self.activities


def build_library(records: Iterable[Record], merge: str = "none") -> Library:
    """Merge ``records``, identify people, and link awards with publications.

    :param records: the records of all sources, in the order of the sources: a later record changes an
        earlier one of the same work (see :mod:`.works` and :func:`~.merging.overlay`).
    :param merge: which publications with different keys become one, of :data:`~.duplicates.MERGES`.
    """
    records = tuple(records)
    publication_records: list[Publication] = []
    awards: dict[str, Award] = {}
    activities: dict[str, Activity] = {}
    for record in records:
        match record:
            case Publication():
                publication_records.append(record)
            case Award():
                awards[record.key] = _overlaid(awards, record)
            case Activity():
                activities[record.key] = _overlaid(activities, record)
    works = assign(publication_records)
    publications = {key: reduce(overlay, versions) for key, versions in works.by_key.items()}
    groups, duplicate_problems = duplicates(publications, merge, works.aliases)
    merged = _merge_groups(publications, works.by_key, groups)
    aliases = _set_aliases(publications, merged, works.aliases)
    problems = [*works.problems, *duplicate_problems, *conflicts(works.by_key)]
    problems += alias_problems(works, publications)
    titled = {key: publication for key, publication in publications.items() if publication.title}
    problems += [
        Problem(Code.BAD_NAME, f"annotation without a matching name: '{annotation}'", work.origin, work.key)
        for work in titled.values()
        for annotation in work.annotations
    ]
    people = PeopleIndex(persons_in(records))
    problems += [*people.problems(), *_identify_people(people, titled, awards, activities)]
    if aliases:
        for key, award in awards.items():
            linked = tuple(dict.fromkeys(aliases.get(old, old) for old in award.publications))
            awards[key] = _changed(award, linked, publications=linked)
    awards |= {award.key: award for award in with_keys(list(awards.values()), titled)}
    problems += _link_awards(titled, awards)
    if people.by_key:
        people = people.with_publications(_works_by_person(titled))
    paths = _paths(works.by_key, merged)
    return Library(titled, awards, activities, people, aliases, paths, tuple(problems))


def persons_in(records: Iterable[Record]) -> Iterable[Person]:
    """Return the persons among ``records``, merged by key.

    A source that adds to a person of another source need not repeat the name.
    """
    persons: dict[str, Person] = {}
    for record in records:
        if isinstance(record, Person):
            base = persons.get(record.key)
            # Without a name in the data, the reader takes the key for the name.
            has_no_name = record.name == Name(literal=record.key)
            if base and has_no_name:
                record = replace(record, name=base.name)
            persons[record.key] = overlay_person(base, record) if base else record
    return persons.values()


def keys_of(record: Record) -> tuple[str, ...]:
    """Return all keys of a record: its own, then those of the records merged into it."""
    return (record.key, *(record.aliases if isinstance(record, Publication) else ()))


def _overlaid(records: Mapping[str, RecordT], record: RecordT) -> RecordT:
    """Return the earlier record with the same key, changed by ``record``; or ``record`` if there is none."""
    base = records.get(record.key)
    return record if base is None else overlay_fields(base, record)


def _merge_groups(
    publications: dict[str, Publication], by_key: dict[str, list[Publication]], groups: Iterable[list[str]]
) -> dict[str, str]:
    """Merge the publications of each group under its first key; return the first key by each other key.

    Records without a title change another record. They are applied to the merged one, whichever of its
    keys they have.
    """
    aliases: dict[str, str] = {}
    for group in groups:
        first, *others = group
        versions = [
            reduce(overlay, titled)
            for key in group
            if (titled := [record for record in by_key[key] if record.title])
        ]
        changes = [replace(record, key=first) for key in group for record in by_key[key] if not record.title]
        layers = [reduce(union, versions), *changes] if versions else changes
        record = reduce(overlay, layers)
        digest = combine(record.digest, digest_of(first, *others))
        known = tuple(dict.fromkeys((*others, *record.aliases)))
        publications[first] = replace(record, key=first, aliases=known, digest=digest)
        for key in others:
            del publications[key]
            aliases[key] = first
    return aliases


def _set_aliases(
    publications: dict[str, Publication], merged: Mapping[str, str], named: Mapping[str, str]
) -> dict[str, str]:
    """Return the key of the publication with each other key, and set its ``aliases`` to these.

    :param merged: the keys of records merged into another one, with the key of that.
    :param named: the other keys in the data. One that is the key of a record stays with that.
    """
    aliases = {alias: merged.get(key, key) for alias, key in named.items() if alias not in publications}
    aliases |= merged
    for key, publication in publications.items():
        if publication.aliases:
            known = tuple(alias for alias in publication.aliases if aliases.get(alias) == key)
            publications[key] = _changed(publication, known, aliases=known)
    return aliases


def _paths(
    by_key: Mapping[str, Sequence[Publication]], merged: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Return the files of each publication that is made of several records."""
    merged_keys = {*merged, *merged.values()}
    paths: dict[str, set[str]] = {}
    for key, records in by_key.items():
        if len(records) > 1 or key in merged_keys:
            paths.setdefault(merged.get(key, key), set()).update(record.origin.path for record in records)
    return {key: frozenset(files) for key, files in paths.items()}


def _identify_people(
    people: PeopleIndex,
    publications: dict[str, Publication],
    awards: dict[str, Award],
    activities: dict[str, Activity],
) -> Iterator[Problem]:
    """Set ``person`` of every contributor that is a known person; yield the problems.

    The records in the three dictionaries are replaced.
    """
    if not people.by_key:
        return
    resolver = _PersonResolver(people)
    for key, publication in publications.items():
        contributors, changes = resolver.resolve(publication.contributors, publication)
        own_awards = []
        for award in publication.awards:
            recipients, award_changes = resolver.resolve(award.recipients, publication)
            own_awards.append(_changed(award, [], recipients=recipients))
            changes += award_changes
        publications[key] = _changed(
            publication, changes, contributors=contributors, awards=tuple(own_awards)
        )
    for key, award in awards.items():
        recipients, changes = resolver.resolve(award.recipients, award)
        awards[key] = _changed(award, changes, recipients=recipients)
    for key, activity in activities.items():
        contributors, _ = resolver.resolve(activity.people, activity)
        activities[key] = _changed(activity, [], people=contributors)
    yield from dict.fromkeys(resolver.problems)


class _Lookup(NamedTuple):
    """The result of looking up one contributor.

    :param contributor: the contributor, with ``person`` set if it is a known person.
    :param candidates: the keys of the persons that it may be, if there are several.
    :param change: the person and the name, for digests; empty if they are those of the data.
    """

    contributor: Contributor
    candidates: tuple[str, ...]
    change: str


class _PersonResolver:
    """Finds the persons among the contributors of records; each contributor is looked up once."""

    def __init__(self, people: PeopleIndex) -> None:
        self.problems: list[Problem] = []
        self._people = people
        self._lookups: dict[Contributor, _Lookup] = {}
        self._keys = {"", *people.by_key}

    def resolve(
        self, contributors: tuple[Contributor, ...], record: Record
    ) -> tuple[tuple[Contributor, ...], list[str]]:
        """Return the contributors of ``record`` with their persons, and the change of each.

        Unknown and ambiguous persons are added to ``problems``.
        """
        resolved: list[Contributor] = []
        changes: list[str] = []
        for contributor in contributors:
            lookup = self._lookups.get(contributor)
            if lookup is None:
                lookup = self._lookups[contributor] = _look_up(self._people, contributor)
            if lookup.candidates and (key := self._member(lookup.candidates, record)):
                lookup = _identified(contributor, replace(contributor, person=key))
            resolved.append(lookup.contributor)
            changes.append(lookup.change)
            if lookup.candidates:
                message = several(contributor.name.full(), lookup.candidates)
                self.problems.append(Problem(Code.AMBIGUOUS_PERSON, message, record.origin, record.key))
            # A single word in the data may be a key or a name, and a name need not be that of a known person.
            key = contributor.person
            if key not in self._keys and key != contributor.name.full():
                message = f"unknown person {key!r}{did_you_mean(key, self._people.by_key, limit=3)}"
                self.problems.append(Problem(Code.UNKNOWN_PERSON, message, record.origin, record.key))
        return tuple(resolved), changes

    def _member(self, candidates: tuple[str, ...], record: Record) -> str:
        """Return the only one of ``candidates`` who was a member at the date of ``record``, or nothing."""
        date = record.date
        if date is None and isinstance(record, Publication):
            date = next((venue.date for venue in record.venues if venue.date), None)
        if date is None:
            return ""
        members = [key for key in candidates if self._people.by_key[key].was_member(date)]
        return members[0] if len(members) == 1 else ""


def _look_up(people: PeopleIndex, contributor: Contributor) -> _Lookup:
    person = people.by_key.get(contributor.name.full())
    is_namesake = person and contributor.orcid and person.orcid and contributor.orcid != person.orcid
    candidates: tuple[str, ...] = ()
    identified = contributor
    if person and not is_namesake and contributor.person in ("", person.key):
        identified = replace(contributor, name=person.name, person=person.key)
    else:
        candidates = people.candidates(contributor)
        if len(candidates) == 1:
            identified, candidates = replace(contributor, person=candidates[0]), ()
    return _identified(contributor, identified, candidates)


def _identified(
    contributor: Contributor, identified: Contributor, candidates: tuple[str, ...] = ()
) -> _Lookup:
    change = "" if identified == contributor else f"{identified.person!r} {identified.name!r}"
    return _Lookup(identified, candidates, change)


def _changed(record: RecordT, changes: Sequence[str], **values: Any) -> RecordT:
    """Return ``record`` with ``values``, or ``record`` itself if it has these values already.

    :param changes: what ``values`` change, as texts that are the same in each build, for the digest.
    """
    if all(getattr(record, name) == value for name, value in values.items()):
        return record
    return replace(record, digest=combine(record.digest, digest_of(*changes)), **values)


def _works_by_person(publications: Mapping[str, Publication]) -> dict[str, list[str]]:
    """Return the keys of each person's works: as author, or as editor of a work without authors."""
    works: dict[str, list[str]] = {}
    for key, publication in publications.items():
        creators = publication.authors or publication.editors
        for person in dict.fromkeys(creator.person for creator in creators if creator.person):
            works.setdefault(person, []).append(key)
    return works


def _link_awards(publications: dict[str, Publication], awards: dict[str, Award]) -> Iterator[Problem]:
    """Add each award to its publications, and the awards that publications have to ``awards``.

    The records in both dictionaries are replaced. Yield a problem for each unknown publication.
    """
    by_publication: dict[str, list[Award]] = {}
    unknown: set[str] = set()
    for award in awards.values():
        for key in award.publications:
            if key in publications:
                by_publication.setdefault(key, []).append(award)
            elif not is_title(key):
                unknown.add(key)
                # A search for similar keys takes a while in a large library.
                hint = did_you_mean(key, publications) if len(unknown) <= _MOST_HINTS else ""
                message = f"unknown publication {key[:40]!r}{hint}"
                yield Problem(Code.UNKNOWN_KEY, message, award.origin, award.key)
    for key, publication in publications.items():
        linked = by_publication.get(key, [])
        titles = {title for award in linked for title in (fold(plain(award.title)), fold(award.shorttitle))}
        for award in publication.awards:
            if award.title and fold(plain(award.title)) in titles:
                continue
            award = replace(
                award,
                key=award.key or _unused_key(f"{key}-award", awards),
                date=award.date or publication.date,
                recipients=award.recipients or publication.authors,
                publications=(key,),
                origin=publication.origin,
            )
            award = replace(award, digest=combine(publication.digest, digest_of(award.key)))
            awards[award.key] = award
            linked.append(award)
        if linked:
            digest = combine(publication.digest, *[award.digest for award in linked])
            publications[key] = replace(publication, awards=tuple(linked), digest=digest)


def _unused_key(key: str, awards: Mapping[str, Award]) -> str:
    if key not in awards:
        return key
    number = 2
    while f"{key}-{number}" in awards:
        number += 1
    return f"{key}-{number}"
