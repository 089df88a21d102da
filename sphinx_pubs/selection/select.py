"""From records and the options of a list to its sections and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from ..model.people import PeopleIndex, several
from ..model.problems import Code, did_you_mean
from ..model.records import Activity, Person, Publication, Record
from . import criteria
from .accessors import unknown_name
from .criteria import NO_PEOPLE, Predicate
from .filter import Filter, FilterError, compile_filter
from .grouping import CALENDAR, Order, Section, group, leaves, parse_group_by, parse_group_order
from .sorting import SortKey, parse_sort, sort_records

T = TypeVar("T")

DEFAULT_SORT = parse_sort("-date")

#: A problem with the options; the caller knows their source file and line.
Finding = tuple[Code, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What a list asks for, parsed from its options by :meth:`parse`. All conditions must hold.

    :param tests: the conditions of ``year``, ``venue``, ``tag``, ``award``, ``selected`` and ``member``.
    :param authors: keys and names of people; ``roles`` and ``in_period`` are conditions on the same
        people. In a list of activities or persons, ``roles`` are those of the records themselves.
    :param recipients: keys and names of people who have received an award.
    :param keys: the keys of the only records to select from.
    :param limit: how many records are shown; 0 for all.
    :param offset: how many records are skipped before the first one that is shown.
    :param numbering: *none*, *up* or *down*.
    """

    filter: Filter | None = None
    tests: tuple[Predicate, ...] = ()
    kinds: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    in_period: bool = False
    keys: tuple[str, ...] = ()
    sort: tuple[SortKey, ...] = DEFAULT_SORT
    group_by: tuple[str, ...] = ()
    group_order: tuple[Order, ...] = ()
    limit: int = 0
    offset: int = 0
    numbering: str = "none"

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> tuple[Spec, tuple[Finding, ...]]:
        """Parse the texts of ``options``; return what they ask for, and what is wrong with them.

        The names are those of the directive with ``_`` for ``-``; an empty text is no condition.
        ``limit`` and ``offset`` are numbers, ``in_period`` is a bool. An invalid option is a
        finding and is ignored: a list with a mistake in its filter shows too much, which its
        author notices, instead of nothing.
        """
        findings: list[Finding] = []

        def read(name: str, parse: Callable[[str], T], default: T) -> T:
            text = options.get(name, "")
            if not text.strip():
                return default
            try:
                return parse(text)
            except FilterError as error:
                findings.append((Code.SYNTAX, f"filter, {error}"))
            except ValueError as error:
                findings.append((Code.OPTION, str(error)))
            return default

        tests = [read(name, parse, None) for name, parse in criteria.TESTS.items()]
        spec = cls(
            tests=tuple(test for test in tests if test is not None),
            kinds=read("kind", criteria.parse_kinds, ()),
            authors=read("author", partial(criteria.parse_names, "author"), ()),
            recipients=read("recipient", partial(criteria.parse_names, "recipient"), ()),
            roles=read("role", criteria.parse_roles, ()),
            in_period=options.get("in_period", False),
            keys=read("keys", criteria.parse_keys, ()),
            sort=read("sort", parse_sort, ()) if "sort" in options else DEFAULT_SORT,
            group_by=read("group_by", parse_group_by, ()),
            group_order=read("group_order", parse_group_order, ()),
            filter=read("filter", compile_filter, None),
            limit=options.get("limit", 0),
            offset=options.get("offset", 0),
            numbering=options.get("numbering", "none"),
        )
        return spec, tuple(findings)

    @property
    def asks_for_citations(self) -> bool:
        """Whether the selection depends on which pages cite a record."""
        return self.filter is not None and self.filter.asks_for_citations


@dataclass(frozen=True, slots=True)
class Selection:
    """The records that a list shows, in sections.

    :param numbers: key -> number of each record shown, in the order of the page. With a limit or an
        offset they are the numbers in the complete list, so that its parts can be on several pages.
    :param count: how many records match, shown or not.
    :param problems: options that name something that no record has.
    """

    sections: tuple[Section, ...]
    numbers: Mapping[str, int]
    count: int
    problems: tuple[Finding, ...] = ()


def select(
    records: Sequence[Record], spec: Spec, context: Mapping[str, object], people: PeopleIndex = NO_PEOPLE
) -> Selection:
    """Return the records for which ``spec`` asks, sorted, grouped and numbered.

    :param context: what a ``Filter`` can ask about the site.
    :param people: the people whom a name in ``spec`` can mean.

    Never raises an exception because of ``spec``: what does not fit the records is a problem.
    """
    problems: list[Finding] = []
    keys = _main_keys(spec.keys, records)
    tests = _tests(records, spec, context, people, problems)
    problems += _unknown_keys(keys, records)
    problems += _unknown_people(records, spec, people)
    problems += _unknown_names(records, spec)
    candidates = [record for record in records if record.key in keys] if keys else records
    matching = [record for record in candidates if all(test(record) for test in tests)]
    shown = sort_records(matching, spec.sort, keys)[spec.offset :][: spec.limit or None]
    sections = group(shown, spec.group_by, spec.group_order, ascending=_is_ascending(spec.sort))
    return Selection(sections, _numbers(sections, spec, len(matching)), len(matching), tuple(problems))


def _tests(
    records: Sequence[Record],
    spec: Spec,
    context: Mapping[str, object],
    people: PeopleIndex,
    problems: list[Finding],
) -> list[Predicate]:
    """Return a test for each condition of ``spec``; the filter, which may be slow, is the last."""
    tests = list(spec.tests)
    has_own_role = bool(records) and isinstance(records[0], Activity | Person)
    if spec.kinds:
        any_kind = not (records and isinstance(records[0], Publication))
        try:
            tests.append(criteria.kind(spec.kinds, any_kind=any_kind))
        except ValueError as error:
            problems.append((Code.OPTION, str(error)))
    if spec.recipients:
        tests.append(criteria.received_by(people, spec.recipients))
    if spec.roles and has_own_role:
        tests.append(criteria.own_role(spec.roles))
    roles = () if has_own_role else spec.roles
    if spec.authors or roles or spec.in_period:
        tests.append(criteria.made_by(people, names=spec.authors, roles=roles, in_period=spec.in_period))
    if spec.filter is not None:
        tests.append(partial(spec.filter, **context))
    return tests


def _main_keys(keys: Iterable[str], records: Iterable[Record]) -> dict[str, None]:
    """Return ``keys`` without repetitions; an alias is replaced by the key of its record."""
    main_keys = {alias: record.key for record in records for alias in getattr(record, "aliases", ())}
    return dict.fromkeys(main_keys.get(key, key) for key in keys)


def _unknown_keys(keys: Iterable[str], records: Sequence[Record]) -> Iterator[Finding]:
    known = dict.fromkeys(record.key for record in records)
    for key in keys:
        if key not in known:
            yield Code.UNKNOWN_KEY, f"keys: unknown key {key[:40]!r}{did_you_mean(key, known, limit=3)}"


def _unknown_people(records: Sequence[Record], spec: Spec, people: PeopleIndex) -> Iterator[Finding]:
    """Yield a finding for each name that several persons have, and for each author without any record."""
    for option, names in (("author", spec.authors), ("recipient", spec.recipients)):
        for name in names if records else ():
            keys = people.all_named(name)
            if len(keys) > 1:
                yield Code.AMBIGUOUS_PERSON, f"{option}: {several(name, keys)}"
            elif option == "author" and not keys:
                made_by = criteria.made_by(people, names=[name])
                if not any(map(made_by, records)):
                    hint = did_you_mean(name, people.by_key, limit=3)
                    yield Code.UNKNOWN_PERSON, f"author: no record by {name[:40]!r}{hint}"


def _unknown_names(records: Sequence[Record], spec: Spec) -> Iterator[Finding]:
    """Yield a finding for each name that no record has: it may be misspelled."""
    names_by_option = {
        "sort": [name for name, _ in spec.sort if name not in ("source", "keys")],
        "group-by": spec.group_by,
        "filter": spec.filter.names if spec.filter else (),
    }
    for option, names in names_by_option.items():
        for name in names:
            if records and (message := unknown_name(name, records)):
                yield Code.UNKNOWN_FIELD, f"{option}: {message}"


def _is_ascending(sort: Sequence[SortKey]) -> bool:
    """Whether the list goes from old to new, so that its years do too."""
    return next((not descending for name, descending in sort if name in ("date", *CALENDAR)), False)


def _numbers(sections: Sequence[Section], spec: Spec, count: int) -> dict[str, int]:
    """Number the records in the order of the page; a record in two groups has one number."""
    if spec.numbering not in ("up", "down"):
        return {}
    keys = dict.fromkeys(record.key for section in leaves(sections) for record in section.records)
    if spec.numbering == "up":
        return {key: number for number, key in enumerate(keys, spec.offset + 1)}
    return {key: count - spec.offset - index for index, key in enumerate(keys)}
