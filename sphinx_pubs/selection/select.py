"""From records and the options of a list to its sections and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from ..model.people import PeopleIndex
from ..model.problems import Code
from ..model.records import Activity, Person, Publication, Record
from . import criteria
from .criteria import NO_PEOPLE, Predicate
from .filter import Filter, FilterError, compile_filter
from .grouping import CALENDAR, Order, Section, group, leaves, parse_group_by, parse_group_order
from .sorting import SortKey, parse_sort, sort_records
from .unknown import Finding, Wanted, reason_for_none, unknown_names, unknown_values

T = TypeVar("T")

#: Problems that tell why a list is empty.
_REASONS = (
    Code.EMPTY,
    Code.UNKNOWN_KEY,
    Code.UNKNOWN_PERSON,
    Code.UNKNOWN_FIELD,
    Code.AMBIGUOUS_PERSON,
    Code.OPTION,
)

DEFAULT_SORT = parse_sort("-date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What a list asks for, parsed from its options by :meth:`parse`. All conditions must hold.

    :param tests: the conditions of ``year``, ``venue``, ``tag``, ``award``, ``selected`` and ``member``,
        each with the name of its option.
    :param labels: the values of ``venue``, ``tag`` and ``award`` as written.
    :param authors: keys and names of people; ``roles`` and ``in_period`` are conditions on the same
        people. In a list of activities or persons, ``roles`` are those of the records themselves.
    :param recipients: keys and names of people who have received an award.
    :param keys: the keys of the only records to select from.
    :param limit: how many records are shown; 0 for all.
    :param offset: how many records are skipped before the first one that is shown.
    :param numbering: *none*, *up* or *down*.
    """

    filter: Filter | None = None
    tests: tuple[tuple[str, Predicate], ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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

        # The value of *member* is the name of the option: *current* or *former*.
        tests = [
            (options[name] if name == "member" and options.get(name) else name, read(name, parse, None))
            for name, parse in criteria.TESTS.items()
        ]
        spec = cls(
            # Of people, the option is *current* or *former*.
            tests=tuple(
                (options["member"] if name == "member" else name, test)
                for name, test in tests
                if test is not None
            ),
            labels={
                name: labels
                for name in criteria.LABELS
                if (labels := criteria.labels_in(name, options.get(name, "")))
            },
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
        if spec.filter is not None:
            findings += [(Code.SYNTAX, f"filter, {doubt}") for doubt in spec.filter.doubts]
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
    candidates = [record for record in records if record.key in keys] if keys else records
    matching = [record for record in candidates if all(test(record) for _, test in tests)]
    shown = sort_records(matching, spec.sort, keys)[spec.offset :][: spec.limit or None]
    problems += _unknown(records, spec, keys, people, is_empty=not shown)
    if records and not shown and not any(code in _REASONS for code, _ in problems):
        reason = f"offset {spec.offset} skips all {len(matching)}" if matching else ""
        if not spec.asks_for_citations:  # while pages are read, not all citations are known
            reason = reason or reason_for_none(candidates, tests, spec.filter)
        if reason:
            problems.append((Code.EMPTY, f"empty list: {reason}"))
    sections = group(shown, spec.group_by, spec.group_order, ascending=_is_ascending(spec.sort))
    return Selection(sections, _numbers(sections, spec, len(matching)), len(matching), tuple(problems))


def _unknown(
    records: Sequence[Record], spec: Spec, keys: Iterable[str], people: PeopleIndex, *, is_empty: bool
) -> Iterator[Finding]:
    """Yield a finding for each name and value in ``spec`` that no record has.

    If the list is empty because of an unknown value, this is the one finding about the empty list.
    """
    wanted = Wanted(
        keys=tuple(keys),
        authors=spec.authors,
        recipients=spec.recipients,
        roles=spec.roles,
        labels=spec.labels,
        names={
            "sort": [name for name, _ in spec.sort if name not in ("source", "keys")],
            "group-by": [level for level in spec.group_by if level not in CALENDAR],
            "filter": spec.filter.names if spec.filter else (),
        },
    )
    yield from unknown_names(records, wanted, people)
    messages = list(unknown_values(records, wanted, people))
    if messages and is_empty:
        yield Code.EMPTY, f"empty list: {'; '.join(messages)}"
    else:
        yield from ((Code.UNKNOWN_VALUE, message) for message in messages)


def _tests(
    records: Sequence[Record],
    spec: Spec,
    context: Mapping[str, object],
    people: PeopleIndex,
    problems: list[Finding],
) -> list[tuple[str, Predicate]]:
    """Return the condition of each option in ``spec``; the filter, which may be slow, is the last."""
    tests = list(spec.tests)
    has_own_role = bool(records) and isinstance(records[0], Activity | Person)
    if spec.kinds:
        any_kind = not (records and isinstance(records[0], Publication))
        try:
            tests.append(("kind", criteria.kind(spec.kinds, any_kind=any_kind)))
        except ValueError as error:
            problems.append((Code.OPTION, str(error)))
    if spec.recipients:
        tests.append(("recipient", criteria.received_by(people, spec.recipients)))
    if spec.roles and has_own_role:
        tests.append(("role", criteria.own_role(spec.roles)))
    roles = () if has_own_role else spec.roles
    if spec.authors or roles or spec.in_period:
        asked = {"author": spec.authors, "role": roles, "in-period": spec.in_period}
        option = " and ".join(name for name, value in asked.items() if value)
        made_by = criteria.made_by(people, names=spec.authors, roles=roles, in_period=spec.in_period)
        tests.append((option, made_by))
    if spec.filter is not None:
        tests.append(("filter", partial(spec.filter, **context)))
    return tests


def _main_keys(keys: Iterable[str], records: Iterable[Record]) -> dict[str, None]:
    """Return ``keys`` without repetitions; an alias is replaced by the key of its record."""
    main_keys = {alias: record.key for record in records for alias in getattr(record, "aliases", ())}
    return dict.fromkeys(main_keys.get(key, key) for key in keys)


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
