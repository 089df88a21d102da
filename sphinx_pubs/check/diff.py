"""Compare two states of data files: which works are new, gone or changed, and which keys are.

A work is found again by its key, an identifier or its title, first author and year, whatever else has
changed. Records of other files that name a work by its key (additions and awards) are followed, too: they
may have lost their work, or belong to another one that has its key now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from ..model.library import Library, build_library
from ..model.problems import Origin
from ..model.records import Award, Publication, Record
from ..model.same_work import first_author, folded_family, folded_title, is_other_work, work_identifiers
from ..model.text import plain

# What reference managers write for themselves, at each export.
_BOOKKEEPING = frozenset(
    "creationdate date-added date-modified file groups modificationdate owner timestamp urldate".split()
)
_BOOKKEEPING_PREFIXES = ("bdsk-", "mendeley-")
_LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A work that is in one state only."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A work that has another key."""

    old: str
    new: str
    title: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has another value; an empty value is none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A work with other fields; ``key`` is the new one."""

    key: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class LostReference:
    """A record that names a work by the key ``key``, which is gone or that of another work now.

    ``work`` is the title of the work that it named, and ``new_key`` the key of that, if it is still there.
    """

    origin: Origin
    key: str
    work: str
    new_key: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two states, in the order of the new one."""

    new: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    keys: tuple[KeyChange, ...] = ()
    changed: tuple[Change, ...] = ()
    lost: tuple[LostReference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.keys or self.changed or self.lost)


def difference(old: Sequence[Record], new: Sequence[Record], others: Sequence[Record] = ()) -> Difference:
    """Compare the records of two states.

    :param others: the records of files that belong to both states, and add to works of these.
    """
    old_library, new_library = build_library(old, "none"), build_library(new, "none")
    old_works, new_works = old_library.publications, new_library.publications
    pairs = _pairs(old_works, new_works)
    partners = {key: other for other, key in pairs.items()}
    return Difference(
        tuple([_entry(work) for key, work in new_works.items() if key not in partners]),
        tuple([_entry(work) for key, work in old_works.items() if key not in pairs]),
        tuple(
            [
                KeyChange(partners[key], key, _title(work))
                for key, work in new_works.items()
                if partners.get(key, key) != key
            ]
        ),
        tuple(
            [
                Change(key, changes)
                for key, work in new_works.items()
                if key in partners and (changes := tuple(_changes(old_works[partners[key]], work)))
            ]
        ),
        tuple(_lost_references([*new, *others], old_library, new_library, pairs)),
    )


# --- which works are the same ---


def _pairs(old: Mapping[str, Publication], new: Mapping[str, Publication]) -> dict[str, str]:
    """Return the new key of each old key whose work is in both states."""
    pairs = {key: key for key, work in old.items() if key in new and not is_other_work(work, new[key])}
    for marks in (work_identifiers, _other_keys, _title_author_year, _title_author):
        taken = set(pairs.values())
        by_mark: dict[object, list[str]] = {}
        for key, work in new.items():
            if key not in taken:
                for mark in marks(work):
                    by_mark.setdefault(mark, []).append(key)
        for key, work in old.items():
            if key in pairs:
                continue
            found = [other for mark in marks(work) for other in by_mark.get(mark, ()) if other not in taken]
            if found:
                pairs[key] = found[0]
                taken.add(found[0])
    taken = set(pairs.values())
    # A title may change altogether.
    pairs |= {
        key: key
        for key, work in old.items()
        if key in new and key not in pairs and key not in taken and _same_authors(work, new[key])
    }
    return pairs


def _other_keys(work: Publication) -> Iterator[str]:
    yield from (work.key, *work.aliases)


def _title_author_year(work: Publication) -> Iterator[tuple[str, str, int | None]]:
    for title, family in _title_author(work):
        yield title, family, work.date.year if work.date else None


def _title_author(work: Publication) -> Iterator[tuple[str, str]]:
    author = first_author(work)
    if title := folded_title(work):
        yield title, folded_family(author) if author else ""


def _same_authors(one: Publication, other: Publication) -> bool:
    families = [[folded_family(who) for who in work.contributors] for work in (one, other)]
    return bool(families[0]) and families[0] == families[1]


# --- what has changed ---


def _changes(old: Publication, new: Publication) -> Iterator[FieldChange]:
    fields = [{"type": work.type, **work.fields} for work in (old, new)]
    for name in dict.fromkeys([*fields[0], *fields[1]]):
        if name in _BOOKKEEPING or name.startswith(_BOOKKEEPING_PREFIXES):
            continue
        values = [" ".join(of_work.get(name, "").split()) for of_work in fields]
        if values[0] != values[1]:
            yield FieldChange(name, *values)


def _lost_references(
    records: Iterable[Record],
    old: Library,
    new: Library,
    pairs: Mapping[str, str],
) -> Iterator[LostReference]:
    """Yield the keys in ``records`` that named a work of ``old`` and do not name the same work in ``new``."""
    known = {*new.publications, *new.aliases}
    by_identifier = {mark for work in new.publications.values() for mark in work_identifiers(work)}
    for record in records:
        if isinstance(record, Award):
            keys = record.publications
        elif isinstance(record, Publication) and not record.title:
            if not by_identifier.isdisjoint(work_identifiers(record)):
                continue
            keys = (record.key,)
        else:
            continue
        for key in keys:
            old_key = old.aliases.get(key, key)
            work = old.publications.get(old_key)
            if work is None:
                continue
            new_key = pairs.get(old_key, "")
            if key not in known or new.aliases.get(key, key) != new_key:
                yield LostReference(record.origin, key, _title(work), new_key)


def _entry(work: Publication) -> Entry:
    return Entry(work.key, _title(work))


def _title(work: Publication) -> str:
    return " ".join(plain(work.title).split())


# --- formats: each returns the lines of the output ---


def as_text(found: Difference) -> Iterator[str]:
    """Yield a line for each difference, and a summary."""
    if not found:
        yield "no differences"
        return
    for entry in found.new:
        yield f"new      {entry.key}: {entry.title}"
    for entry in found.gone:
        yield f"gone     {entry.key}: {entry.title}"
    for change in found.keys:
        yield f"key      {change.old} -> {change.new}: {change.title}"
    for work in found.changed:
        yield f"changed  {work.key}: {'; '.join(map(_field_as_text, work.fields))}"
    for lost in found.lost:
        place = f"has the key {lost.new_key!r} now" if lost.new_key else "is gone"
        yield f"lost     {lost.origin}: {lost.key}: {_short(lost.work)} {place}"
    numbers = {
        "new": len(found.new),
        "gone": len(found.gone),
        "with another key": len(found.keys),
        "changed": len(found.changed),
    }
    summary = ", ".join(f"{number} {what}" for what, number in numbers.items())
    if found.lost:
        summary += f"; {len(found.lost)} lost {'reference' if len(found.lost) == 1 else 'references'}"
    yield summary


def as_json(found: Difference) -> Iterator[str]:
    """Yield one JSON document, in ASCII, which every terminal can show."""
    document = asdict(found)
    for lost in document["lost"]:
        lost |= lost.pop("origin")
    yield json.dumps(document, indent=2)


def _field_as_text(change: FieldChange) -> str:
    if not change.old:
        return f"{change.name} added: {_short(change.new)}"
    if not change.new:
        return f"{change.name} removed"
    return f"{change.name} {_short(change.old)} -> {_short(change.new)}"


def _short(value: str) -> str:
    return repr(value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…")
