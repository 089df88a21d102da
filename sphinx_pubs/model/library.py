"""All records of all sources, by key, merged, and joined with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, NamedTuple

from .digests import combine, digest_of
from .duplicates import conflicts, duplicates
from .merging import _overlaid, merged, united
from .names import Contributor, Name, fold
from .people import PeopleIndex, several
from .problems import Code, Problem, did_you_mean
from .records import Activity, Award, Person, Publication, Record, RecordKind, RecordT
from .text import plain


@dataclass(frozen=True, slots=True)
class Library:
    """The records of some sources. Each mapping is by key, in the order of the sources.

    ``aliases`` has the key of the one record, by each other key of its work.
    """

    publications: dict[str, Publication] = field(default_factory=dict)
    awards: dict[str, Award] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    people: PeopleIndex = field(default_factory=lambda: PeopleIndex(()))
    aliases: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of_kind(
        self, kind: RecordKind
    ) -> Mapping[str, Publication] | Mapping[str, Award] | Mapping[str, Activity] | Mapping[str, Person]:
        """Return the *publication*, *award*, *activity* or *person* records by key."""
        match kind:
            case "publication":
                return self.publications
            case "award":
                return self.awards
            case "person":
                return self.people.by_key
        return self.activities


def build_library(records: Iterable[Record], merge: str = "none") -> Library:
    """Merge ``records``, resolve who is who, and join the awards with the publications.

    ``merge`` says which records of one work under several keys become one: one of ``duplicates.MERGES``.
    """
    stated: dict[str, list[Publication]] = {}
    awards: dict[str, Award] = {}
    activities: dict[str, Activity] = {}
    records = tuple(records)
    for record in records:
        match record:
            case Publication():
                stated.setdefault(record.key, []).append(record)
            case Award():
                awards[record.key] = _overlaid(awards.get(record.key), record)
            case Activity():
                activities[record.key] = _overlaid(activities.get(record.key), record)
    publications = {key: reduce(merged, given) for key, given in stated.items()}
    groups, found = duplicates(publications, merge)
    aliases = _unite(publications, stated, groups)
    problems = [*found, *conflicts(stated)]
    problems += [
        Problem(Code.MISSING_TITLE, "no title, in this source or another", publication.origin, key)
        for key, publication in publications.items()
        if not publication.title
    ]
    whole = {key: publication for key, publication in publications.items() if publication.title}
    people = PeopleIndex(persons_in(records))
    problems += [*people.problems(), *_identify(people, whole, awards, activities)]
    for key, award in awards.items() if aliases else ():
        keys = _resolve_keys(award.publications, aliases)
        awards[key] = _with(award, keys, publications=keys)
    problems += _join(whole, awards)
    if people.by_key:
        people = people.with_publications(_works(whole))
    return Library(whole, awards, activities, people, aliases, tuple(problems))


def persons_in(records: Iterable[Record]) -> Iterable[Person]:
    """Return the persons that ``records`` are about, each once.

    A source that adds to a person of another one need not repeat the name.
    """
    found: dict[str, Person] = {}
    for record in records:
        if isinstance(record, Person):
            base, over = found.get(record.key), record
            if base and over.name == Name(literal=over.key):
                over = replace(over, name=base.name)
            found[record.key] = _overlaid(base, over)
    return found.values()


def keys_of(record: Record) -> tuple[str, ...]:
    """Return all keys under which the data knows a record, that of the record first."""
    return (record.key, *(record.aliases if isinstance(record, Publication) else ()))


def _unite(
    publications: dict[str, Publication], stated: dict[str, list[Publication]], groups: Iterable[list[str]]
) -> dict[str, str]:
    """Make one record of each group, under its first key; return the first keys by the others.

    What only adds to a record adds to the one record, whichever of its keys it names.
    """
    aliases: dict[str, str] = {}
    for first, *others in groups:
        keys = (first, *others)
        whole = [
            reduce(merged, titled) for key in keys if (titled := [one for one in stated[key] if one.title])
        ]
        over = [replace(one, key=first) for key in keys for one in stated[key] if not one.title]
        record = reduce(merged, over, reduce(united, whole)) if whole else reduce(merged, over)
        digest = combine(record.digest, digest_of(first, *others))
        publications[first] = replace(record, key=first, aliases=tuple(others), digest=digest)
        for key in others:
            del publications[key]
            aliases[key] = first
    return aliases


def _resolve_keys(keys: tuple[str, ...], aliases: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(aliases.get(key, key) for key in keys))


def _identify(
    people: PeopleIndex,
    publications: dict[str, Publication],
    awards: dict[str, Award],
    activities: dict[str, Activity],
) -> Iterator[Problem]:
    """Set the person of every contributor that is one; yield a problem for each that can be several."""
    if not people.by_key:
        return
    known: dict[Contributor, _Identity] = {}
    known_keys = {"", *people.by_key}
    found: list[Problem] = []
    changes: list[str] = []  # those of the record at hand, for its digest

    def resolved(contributors: tuple[Contributor, ...], record: Record) -> tuple[Contributor, ...]:
        meant = []
        for who in contributors:
            if who not in known:
                known[who] = _identity(people, who)
            identity = known[who]
            meant.append(identity.contributor)
            changes.append(identity.change)
            if identity.candidates:
                message = several(who.name.full(), identity.candidates)
                found.append(Problem(Code.AMBIGUOUS_PERSON, message, record.origin, record.key))
            # One word may be a key or a name: who is called as the key is may be nobody's.
            if who.person not in known_keys and who.person != who.name.full():
                message = f"no person {who.person!r}{did_you_mean(who.person, people.by_key, limit=3)}"
                found.append(Problem(Code.UNKNOWN_PERSON, message, record.origin, record.key))
        return tuple(meant)

    for key, publication in publications.items():
        changes.clear()
        contributors = resolved(publication.contributors, publication)
        won = tuple(
            [_with(one, [], recipients=resolved(one.recipients, publication)) for one in publication.awards]
        )
        publications[key] = _with(publication, changes, contributors=contributors, awards=won)
    for key, award in awards.items():
        changes.clear()
        awards[key] = _with(award, changes, recipients=resolved(award.recipients, award))
    for key, activity in activities.items():
        activities[key] = _with(activity, [], people=resolved(activity.people, activity))
    yield from dict.fromkeys(found)


def _with(record: RecordT, changes: Sequence[str], **values: Any) -> RecordT:
    """Return ``record`` with ``values``: itself, where these are what it has.

    :param changes: what ``values`` change, in words that are the same in each build, for the digest.
    """
    if all(getattr(record, name) == value for name, value in values.items()):
        return record
    return replace(record, digest=combine(record.digest, digest_of(*changes)), **values)


class _Identity(NamedTuple):
    """Who a contributor is.

    :param contributor: the contributor, with the person if it is one of the site's.
    :param candidates: the keys of the persons that it can be, if these are several.
    :param change: the person and the name, if the contributor is not as the data have it.
    """

    contributor: Contributor
    candidates: tuple[str, ...]
    change: str


def _identity(people: PeopleIndex, contributor: Contributor) -> _Identity:
    who, candidates = _resolved(people, contributor)
    return _Identity(who, candidates, "" if who == contributor else f"{who.person!r} {who.name!r}")


def _resolved(people: PeopleIndex, contributor: Contributor) -> tuple[Contributor, tuple[str, ...]]:
    """Return ``contributor`` with the person that it is, or the keys of several that it can be."""
    by_key = people.by_key.get(contributor.name.full())
    namesake = by_key and contributor.orcid and by_key.orcid and contributor.orcid != by_key.orcid
    if by_key and not namesake and contributor.person in ("", by_key.key):
        return replace(contributor, name=by_key.name, person=by_key.key), ()
    found = people.candidates(contributor)
    if len(found) == 1:
        return replace(contributor, person=found[0]), ()
    return contributor, found


def _works(publications: Mapping[str, Publication]) -> dict[str, list[str]]:
    """Return the works of each person, as author, or as editor of one that has no author."""
    found: dict[str, list[str]] = {}
    for key, publication in publications.items():
        makers = publication.authors or publication.editors
        for person in dict.fromkeys(who.person for who in makers if who.person):
            found.setdefault(person, []).append(key)
    return found


def _join(publications: dict[str, Publication], awards: dict[str, Award]) -> Iterator[Problem]:
    """Show the awards of each side on the other."""
    named: dict[str, list[Award]] = {}
    for award in awards.values():
        for key in award.publications:
            if key in publications:
                named.setdefault(key, []).append(award)
            else:
                yield Problem(Code.UNKNOWN_KEY, f"no publication {key!r}", award.origin, award.key)
    for key, publication in publications.items():
        joined = named.get(key, [])
        titles = {title for award in joined for title in (fold(plain(award.title)), fold(award.shorttitle))}
        for award in publication.awards:
            if award.title and fold(plain(award.title)) in titles:
                continue
            award = replace(
                award,
                key=award.key or _free(f"{key}-award", awards),
                date=award.date or publication.date,
                recipients=award.recipients or publication.authors,
                publications=(key,),
                origin=publication.origin,
            )
            award = replace(award, digest=combine(publication.digest, digest_of(award.key)))
            awards[award.key] = award
            joined.append(award)
        if joined:
            digest = combine(publication.digest, *[award.digest for award in joined])
            publications[key] = replace(publication, awards=tuple(joined), digest=digest)


def _free(key: str, taken: dict[str, Award]) -> str:
    if key not in taken:
        return key
    number = 2
    while f"{key}-{number}" in taken:
        number += 1
    return f"{key}-{number}"
