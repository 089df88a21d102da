"""The options of a directive that say in a word what a filter would say in a line.

Each function takes what the author wrote and returns a test of a record, or
raises ``ValueError`` with a message that says what can be written.

One value for each author, however the sources write the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from ..model.dates import PartialDate, Status, status_of
from ..model.kinds import KINDS, is_known
from ..model.names import Contributor, Name, fold, identity_of, same_person
from ..model.people import PeopleIndex
from ..model.records import Person, Record
from .accessors import NOBODY, creators, date_of, identity, reader, recipients, year_of
from .comparison import Kind, unaccented

Predicate = Callable[[Record], bool]

#: The value of ``award`` that is any award.
ANY = "*"
_YEARS = re.compile(r"(\d{4})?\s*([-\u2010-\u2015]*)\s*(\d{4})?")
_AND = re.compile(r";|\s+and\s+")
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")


def year(text: str) -> Predicate:
    """Years: ``2019``, ``2015-2020``, ``2015-``, ``-2010``; or a status such as ``in press``."""
    tests = [_year(item) for item in _listed(text, "year")]
    return lambda record: (date := date_of(record)) is not None and any(test(date) for test in tests)


def kind(text: str, *, free: bool = False) -> Predicate:
    """Kinds, under any of their names; with ``free`` any words, as awards and activities have them."""
    wanted = _listed(text, "kind")
    for item in wanted:
        if not (free or is_known(item)):
            raise ValueError(f"kind: {item!r} is not one of {', '.join(KINDS)}")
    kinds, words = {Kind.form(item) for item in wanted}, {item.lower() for item in wanted}
    read = reader("kind")

    def test(record: Record) -> bool:
        found = read(record)
        return found in kinds if isinstance(found, Kind) else str(found).lower() in words

    return test


def venue(text: str) -> Predicate:
    """Names or abbreviations of venues."""
    return _one_of("venue", text)


def tag(text: str) -> Predicate:
    """Tags."""
    return _one_of("tag", text)


def award(text: str) -> Predicate:
    """A part of an award's title, or ``*`` for any award."""
    wanted, read = _comparable(text), reader("award")
    if not wanted:
        raise ValueError(f"award: write a part of its title, or {ANY} for any")
    if wanted == ANY:
        return lambda record: bool(read(record))
    return lambda record: any(wanted in title for title in _comparables(read(record)))


def selected(text: str) -> Predicate:
    """``true`` or ``false``: whether the data says ``selected``."""
    answer = text.strip().lower()
    if answer not in _TRUE + _FALSE:
        raise ValueError(f"selected: {text!r} is not true or false")
    read = reader("selected")
    return lambda record: read(record) is (answer in _TRUE)


def author(text: str, people: PeopleIndex = NOBODY) -> Predicate:
    """Who made it: keys of people, names or family names.

    Commas separate them, or semicolons (``He, Kaiming; Sun, J.``).
    """
    return made_by(people, author=text)


def made_by(people: PeopleIndex, *, author: str = "", role: str = "", in_period: bool = False) -> Predicate:
    """Somebody who made it is one of ``author``, has a ``role``, and was a member at the time.

    All of it holds for one and the same: a student's work is that of somebody who is a student now.
    """
    is_meant = identity(names(author, "author"), people) if author else None
    roles = frozenset(map(_comparable, _listed(role, "role"))) if role else frozenset()

    def fits(who: Contributor, record: Record) -> bool:
        if is_meant and not is_meant(who):
            return False
        person = people.by_key.get(who.person)
        if roles and (person is None or _comparable(person.role) not in roles):
            return False
        return not in_period or (person is not None and person.was_member(date_of(record)))

    return lambda record: any(fits(who, record) for who in creators(record))


def own_role(text: str) -> Predicate:
    """The role that the record itself tells: of an activity, or a person."""
    wanted, read = frozenset(map(_comparable, _listed(text, "role"))), reader("role")
    return lambda record: _comparable(str(read(record))) in wanted


def member(text: str) -> Predicate:
    """``current`` or ``former``: persons who are members, or have been."""
    return lambda record: isinstance(record, Person) and record.is_current() is (text == "current")


def recipient(text: str, people: PeopleIndex = NOBODY) -> Predicate:
    """Who won the award, or an award for the publication; written as for ``author``."""
    is_meant = identity(names(text, "recipient"), people)
    return lambda record: any(is_meant(who) for who in recipients(record))


def names(text: str, option: str) -> list[str]:
    """Return the keys and names that ``text`` lists, with semicolons, *and*, or else commas between them."""
    return _listed(text, option, _AND) if _AND.search(text) else _listed(text, option)


def keys(text: str) -> tuple[str, ...]:
    """Return the keys that ``text`` lists, separated by commas or blanks."""
    return tuple(_listed(text, "keys", re.compile(r"[\s,]")))


#: The options that need nothing but their text.
OPTIONS: dict[str, Callable[[str], Predicate]] = {
    "selected": selected,
    "year": year,
    "tag": tag,
    "venue": venue,
    "award": award,
    "member": member,
}


def _listed(text: str, option: str, separator: re.Pattern[str] = re.compile(",")) -> list[str]:
    items = [item.strip() for item in separator.split(text) if item.strip()]
    if not items:
        raise ValueError(f"{option}: at least one is needed")
    return items


def _year(item: str) -> Callable[[PartialDate], bool]:
    status = status_of(item)
    if status is Status.PUBLISHED:
        return lambda date: date.status is status and date.year is not None
    if status is not None:
        return lambda date: date.status is status
    found = _YEARS.fullmatch(item)
    if not found or not (found[1] or found[3]) or (found[1] and found[3] and not found[2]):
        states = ", ".join(status.label for status in reversed(Status))
        raise ValueError(f"year: {item!r} is not of the form 2019, 2015-2020, 2015-, -2010, or {states}")
    first = int(found[1] or 0)
    last = int(found[3]) if found[3] else 9999 if found[2] else first
    if first > last:
        raise ValueError(f"year: {item!r} ends before it begins")

    def test(date: PartialDate) -> bool:
        end = year_of(date)
        return date.year is not None and end is not None and date.year <= last and first <= end

    return test


def _one_of(name: str, text: str) -> Predicate:
    """Return a test for whole words, without regard to case and accents."""
    wanted, read = frozenset(map(_comparable, _listed(text, name))), reader(name)
    return lambda record: any(word in wanted for word in _comparables(read(record)))


def _comparable(text: str) -> str:
    # Not model.people.fold, to which C and C++ are the same.
    return " ".join(unaccented(text).casefold().split())


def _comparables(value: object) -> list[str]:
    return [_comparable(word) for word in value] if isinstance(value, tuple) else []


def one_name_each(people: Iterable[Contributor]) -> dict[Name, Name]:
    """Return, for each name, the fullest name that can only be the same person's.

    *K. He* is *Kaiming He* where nobody else in ``people`` could be meant; beside a
    *Kevin He* it stays a name of its own.
    """
    counts = Counter([who.name for who in people])
    families: dict[str, list[Name]] = {}
    group = _groups(counts)
    for name in counts:
        families.setdefault(group(min(identity_of(name).families)), []).append(name)
    found: dict[Name, Name] = {}
    for names in families.values():
        if len(names) == 1:
            found[names[0]] = names[0]
            continue
        persons: list[Name] = []
        fullest: dict[str, Name] = {}
        for name in sorted(names, key=lambda name: (*_length(name), counts[name]), reverse=True):
            folded = fold(name.full())
            if folded not in fullest:
                meant = [other for other in persons if same_person(other, name)]
                if len(meant) == 1:
                    fullest[folded] = meant[0]
                else:
                    fullest[folded] = name
                    persons.append(name)
            found[name] = fullest[folded]
    return found


def _groups(names: Iterable[Name]) -> Callable[[str], str]:
    """Return what stands for all spellings of a family name: *Müller* is spelt *Muller* and *Mueller*.

    So are *Müller-Schmidt* and the *Schmidt* of *A. Müller Schmidt* of one group.
    """
    parents: dict[str, str] = {}

    def group(family: str) -> str:
        while (parent := parents.setdefault(family, family)) != family:
            family = parent
        return family

    for name in names:
        first, *others = sorted(identity_of(name).places)
        for other in others:
            parents[group(other)] = group(first)
    return group


def _length(name: Name) -> tuple[int, int]:
    """Return what puts the fullest name first, and of equal ones that with its accents."""
    full = name.full()
    return len(fold(full)), len(full) - sum(map(str.isascii, full))
