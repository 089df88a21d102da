"""What a list asks for and no record has: misspelled names and values, and why a list is empty."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.names import OTHERS, Contributor
from ..model.people import PeopleIndex, several
from ..model.problems import Code, did_you_mean
from ..model.records import Record, record_kind
from . import criteria
from .accessors import creators, reader, recipients, unknown_name
from .comparison import Labels, as_text, holds
from .criteria import Predicate
from .filter import Filter

#: A problem with the options; the caller knows their source file and line.
Finding = tuple[Code, str]

#: The most values that are compared to suggest a similar one.
_MOST_VALUES = 5000
#: Names of the filter language whose values are lists of people in one string.
_NAME_LISTS = frozenset({"author", "editor", "people", "recipient"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """The values that the options of a list name, each as written.

    :param labels: option (*venue*, *tag* or *award*) -> its values.
    :param names: option -> the names of the filter language that it uses.
    """

    keys: Sequence[str] = ()
    authors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    roles: Sequence[str] = ()
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)


def unknown_names(records: Sequence[Record], wanted: Wanted, people: PeopleIndex) -> Iterator[Finding]:
    """Yield a finding for each key, person and field name that no record has, and for ambiguous people."""
    yield from _unknown_keys(wanted.keys, records)
    if not records:
        return
    yield from _unknown_people("author", wanted.authors, records, creators, people)
    yield from _unknown_people("recipient", wanted.recipients, records, recipients, people)
    for option, names in wanted.names.items():
        for name in names:
            if message := unknown_name(name, records):
                hint = "; put texts in quotes" if option == "filter" and "?" not in message else ""
                yield Code.UNKNOWN_FIELD, f"{option}: {message}{hint}"


def unknown_values(records: Sequence[Record], wanted: Wanted, people: PeopleIndex) -> Iterator[str]:
    """Yield a message for each venue, tag, award and role that no record has, with similar ones."""
    if not records:
        return
    for option, values in wanted.labels.items():
        known = _labels(records, option)
        for value in values:
            folded = criteria.one_line(value)
            matches = any(folded in label for label in known) if option == "award" else folded in known
            if not matches:
                yield _no_record(records, f"{option} {value[:40]!r}", did_you_mean(value, known.values()))
    roles = _roles(records, people) if wanted.roles else {}
    for role in wanted.roles:
        if criteria.one_line(role) not in roles:
            yield _no_record(records, f"role {role[:40]!r}", did_you_mean(role, roles.values()))


def reason_for_none(
    records: Sequence[Record], tests: Iterable[tuple[str, Predicate]], condition: Filter | None
) -> str:
    """Return why no record passes all ``tests``, each the name of an option and its condition.

    :param condition: the filter, if it is one of them.
    """
    kind = record_kind(records[0])
    options: list[str] = []
    for option, test in tests:
        if not any(map(test, records)):
            hint = _unequal(records, condition) if option == "filter" and condition is not None else ""
            return f"no {kind} matches {option}{hint}"
        options.append(option)
    return f"no {kind} matches {' and '.join(options)} together"


def _unequal(records: Sequence[Record], condition: Filter) -> str:
    """Return a hint about the first comparison for equality in ``condition`` that holds for no record."""
    for name, text in condition.equalities:
        read = reader(name)
        values = [read(record) for record in records]
        if any(holds(operator.eq, value, text) for value in values):
            continue
        if name in _NAME_LISTS:
            return f"; {name} is a list of names: search it with {name} % {text[:40]!r}"
        known = dict.fromkeys(item for value in values for item in _items(value))
        return f": no {name} is {text[:40]!r}{did_you_mean(text, list(known)[:_MOST_VALUES])}"
    return ""


def _items(value: object) -> Iterator[str]:
    if isinstance(value, Labels):
        yield from value
    elif text := as_text(value):
        yield text


def _unknown_keys(keys: Iterable[str], records: Sequence[Record]) -> Iterator[Finding]:
    known = dict.fromkeys(record.key for record in records)
    for key in keys:
        if key not in known:
            yield Code.UNKNOWN_KEY, f"keys: unknown key {key[:40]!r}{did_you_mean(key, known, limit=3)}"


def _unknown_people(
    option: str,
    names: Sequence[str],
    records: Sequence[Record],
    named_in: Callable[[Record], Iterable[Contributor]],
    people: PeopleIndex,
) -> Iterator[Finding]:
    """Yield a finding for each name that several persons have, and for each that no record has."""
    for name in names:
        keys = people.all_named(name)
        if len(keys) > 1:
            yield Code.AMBIGUOUS_PERSON, f"{option}: {several(name, keys)}"
        elif not keys:
            is_named = criteria.named([name], people)
            if any(is_named(contributor) for record in records for contributor in named_in(record)):
                continue
            known = dict.fromkeys(people.by_key)
            for record in records:
                for contributor in named_in(record):
                    if contributor.name != OTHERS:
                        known[contributor.name.full()] = None
            hint = did_you_mean(name, list(known)[:_MOST_VALUES], limit=3)
            preposition = "by" if option == "author" else "for"
            yield Code.UNKNOWN_PERSON, f"{option}: no record {preposition} {name[:40]!r}{hint}"


def _labels(records: Sequence[Record], option: str) -> dict[str, str]:
    """Return the labels of ``records``, by how they are compared."""
    read = reader(option)
    return {criteria.one_line(label): label for record in records for label in _items(read(record))}


def _roles(records: Sequence[Record], people: PeopleIndex) -> dict[str, str]:
    read = reader("role")
    texts = [*(person.role for person in people.by_key.values()), *(str(read(record)) for record in records)]
    return {criteria.one_line(text): text for text in texts if text}


def _no_record(records: Sequence[Record], what: str, hint: str) -> str:
    return f"no {record_kind(records[0])} has the {what}{hint}"
