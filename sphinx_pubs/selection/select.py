"""The whole way: records, and what a directive asks for -> sections and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ..model.people import PeopleIndex, several
from ..model.problems import Code, did_you_mean
from ..model.records import Activity, Person, Publication, Record
from . import criteria as shorthands
from .accessors import NOBODY, unknown_name
from .criteria import Predicate
from .filter import FilterError, compile_filter
from .grouping import CALENDAR, Section, group, leaves, parse_group_by, parse_group_order
from .sorting import SortKey, ordered, parse_sort

T = TypeVar("T")

#: What is wrong with the options; where they stand is known to who calls.
Finding = tuple[Code, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What is asked for, each as its author wrote it; what is empty is not asked for.

    All conditions need to hold. ``award`` is ``*`` for any award. ``limit`` 0 is
    no limit; ``offset`` is how many are left out before. ``numbering`` is *none*, *up*
    or *down*. ``role`` and ``in_period`` are about those who made it, as ``author`` is;
    of activities and persons, ``role`` is their own. ``member`` is *current* or *former*.
    """

    filter: str = ""
    author: str = ""
    year: str = ""
    kind: str = ""
    venue: str = ""
    tag: str = ""
    keys: str = ""
    award: str = ""
    selected: str = ""
    recipient: str = ""
    role: str = ""
    in_period: bool = False
    member: str = ""
    sort: str = "-date"
    group_by: str = ""
    group_order: str = ""
    limit: int = 0
    offset: int = 0
    numbering: str = "none"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for.

    ``numbers`` has the number of each record shown, by its key, in the order of
    the page. With a limit or an offset they are those of the whole list, so that
    its parts can stand on several pages. ``count`` is how many records match, shown or not.
    """

    sections: tuple[Section, ...]
    numbers: Mapping[str, int]
    count: int
    problems: tuple[Finding, ...] = ()


def select(
    records: Sequence[Record], spec: Spec, context: Mapping[str, object], people: PeopleIndex = NOBODY
) -> Selection:
    """Return what ``spec`` asks for of ``records``.

    ``context`` is what a ``Filter`` can ask of the site, ``people`` are those whom a name can mean.

    Never raises for what ``spec`` says: an option that cannot be understood is a
    problem, and does not count. So a list with a mistake in its filter shows too
    much, which its author sees, and not an empty page.
    """
    problems: list[Finding] = []
    read = partial(_read, problems)
    sort = read(parse_sort, spec.sort) or ()
    wanted = _by_first_keys(read(shorthands.keys, spec.keys) or (), records)
    levels = read(parse_group_by, spec.group_by) or ()
    orders = read(parse_group_order, spec.group_order) or ()
    tests = _tests(records, spec, context, people, problems)
    problems += _unknown(wanted, records)
    problems += _unknown_people(records, spec, people)
    candidates = [record for record in records if record.key in wanted] if wanted else records
    problems += _unknown_names(records, spec, sort, levels)
    matching = [record for record in candidates if all(test(record) for test in tests)]
    shown = ordered(matching, sort, wanted)[spec.offset :][: spec.limit or None]
    sections = group(shown, levels, orders, ascending=_is_ascending(sort))
    return Selection(sections, _numbers(sections, spec, len(matching)), len(matching), tuple(problems))


def asks_for_citations(text: str) -> bool:
    """Whether what a filter selects depends on which pages cite a record."""
    with suppress(FilterError):  # which ``select`` reports
        return bool(text.strip()) and compile_filter(text).asks_for_citations
    return False


def _read(problems: list[Finding], parse: Callable[[str], T], text: str) -> T | None:
    """Return what ``text`` says, or None where it is empty or cannot be understood."""
    return _attempt(problems, partial(parse, text)) if text.strip() else None


def _attempt(problems: list[Finding], make: Callable[[], T]) -> T | None:
    try:
        return make()
    except FilterError as error:
        problems.append((Code.SYNTAX, f"filter, {error}"))
    except ValueError as error:
        problems.append((Code.OPTION, str(error)))
    return None


def _tests(
    records: Sequence[Record],
    spec: Spec,
    context: Mapping[str, object],
    people: PeopleIndex,
    problems: list[Finding],
) -> list[Predicate]:
    """Return a test of each condition of ``spec``; the filter, which may be slow, is the last."""
    free = not (records and isinstance(records[0], Publication))
    has_role = bool(records) and isinstance(records[0], Activity | Person)
    options: dict[str, Callable[[str], Predicate]] = {
        "kind": partial(shorthands.kind, free=free),
        "recipient": partial(shorthands.recipient, people=people),
        **({"role": shorthands.own_role} if has_role else {}),
        **shorthands.OPTIONS,
    }
    found = [_read(problems, parse, getattr(spec, name)) for name, parse in options.items()]
    role = "" if has_role else spec.role
    if spec.author or role or spec.in_period:
        made_by = partial(shorthands.made_by, people, author=spec.author, in_period=spec.in_period)
        found.append(_attempt(problems, lambda: made_by(role=role)))
    tests = [test for test in found if test is not None]
    accepts = _read(problems, compile_filter, spec.filter)
    return tests if accepts is None else [*tests, partial(accepts, **context)]


def _by_first_keys(keys: Iterable[str], records: Iterable[Record]) -> dict[str, None]:
    """Return ``keys`` with the key of its record in the place of an alias, each once."""
    first = {alias: record.key for record in records for alias in getattr(record, "aliases", ())}
    return dict.fromkeys(first.get(key, key) for key in keys)


def _unknown(wanted: Iterable[str], records: Sequence[Record]) -> Iterator[Finding]:
    known = dict.fromkeys(record.key for record in records)
    for key in wanted:
        if key not in known:
            yield Code.UNKNOWN_KEY, f"keys: no record {key!r}{did_you_mean(key, known, limit=3)}"


def _unknown_people(records: Sequence[Record], spec: Spec, people: PeopleIndex) -> Iterator[Finding]:
    """Yield a finding for each name that fits several persons, and each author who made nothing here."""
    for option, asked in (("author", spec.author), ("recipient", spec.recipient)):
        with suppress(ValueError):  # which is a finding of its own
            for text in shorthands.names(asked, option) if records and asked else ():
                meant = people.all_named(text)
                if len(meant) > 1:
                    yield Code.AMBIGUOUS_PERSON, f"{option}: {several(text, meant)}"
                elif option == "author" and not meant and not _made_any(text, people, records):
                    hint = did_you_mean(text, people.by_key, limit=3)
                    yield Code.UNKNOWN_PERSON, f"author: nobody here is {text!r}{hint}"


def _made_any(text: str, people: PeopleIndex, records: Sequence[Record]) -> bool:
    return any(map(shorthands.author(f"{text};", people), records))


def _unknown_names(
    records: Sequence[Record], spec: Spec, sort: Sequence[SortKey], levels: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding for each name that is asked for in vain: it may be misspelt."""
    asked = {"sort": [name for name, _ in sort if name not in ("source", "keys")], "group-by": levels}
    if spec.filter.strip():
        with suppress(FilterError):  # which is a finding of its own
            asked["filter"] = compile_filter(spec.filter).names
    for option, names in asked.items():
        for name in names:
            if records and (wrong := unknown_name(name, records)):
                yield Code.UNKNOWN_FIELD, f"{option}: {wrong}"


def _is_ascending(sort: Sequence[SortKey]) -> bool:
    """Whether dates go forward in a list, so that its years do too."""
    return next((not descending for name, descending in sort if name in ("date", *CALENDAR)), False)


def _numbers(sections: Sequence[Section], spec: Spec, count: int) -> dict[str, int]:
    """Number the records in the order of the page; one that stands in two groups has one number."""
    if spec.numbering not in ("up", "down"):
        return {}
    keys = dict.fromkeys(record.key for section in leaves(sections) for record in section.records)
    if spec.numbering == "up":
        return {key: number for number, key in enumerate(keys, spec.offset + 1)}
    return {key: count - spec.offset - index for index, key in enumerate(keys)}
