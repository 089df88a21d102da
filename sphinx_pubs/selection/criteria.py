"""The options of a directive that are shorter than a filter: ``:author:``, ``:year:``, ``:kind:`` and others.

The first half reads the text of an option and raises ``ValueError``, with what is allowed, for
text that is invalid. The second half makes the tests that need more than the text: the people
of the site, or the type of the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ..model.dates import PartialDate, Status, status_of
from ..model.kinds import KINDS, is_known
from ..model.names import Contributor, Name, fold, identity_of, name_in, same_person
from ..model.people import PeopleIndex
from ..model.records import Person, Record
from .accessors import creators, date_of, reader, recipients, year_of
from .comparison import KindName, casefolded

Predicate = Callable[[Record], bool]

#: The value of ``award`` that means any award.
ANY = "*"
NO_PEOPLE = PeopleIndex(())

_YEARS = re.compile(r"(\d{4})?\s*+([-\u2010-\u2015]*+)\s*+(\d{4})?")
_COMMA = re.compile(",")
_COMMA_OR_BLANK = re.compile(r"[\s,]")
_SEMICOLON_OR_AND = re.compile(r";|(?<!\s)\s++and\s++")
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")


def parse_names(option: str, text: str) -> tuple[str, ...]:
    """Return the keys and names that ``text`` lists, separated by semicolons or *and*, or else by commas."""
    return _split(option, text, _SEMICOLON_OR_AND if _SEMICOLON_OR_AND.search(text) else _COMMA)


def parse_keys(text: str) -> tuple[str, ...]:
    """Return the keys that ``text`` lists, separated by commas or blanks."""
    return _split("keys", text, _COMMA_OR_BLANK)


def parse_kinds(text: str) -> tuple[str, ...]:
    """Return the kinds that ``text`` lists; whether they exist depends on the records, see ``kind``."""
    return _split("kind", text)


def parse_roles(text: str) -> tuple[str, ...]:
    """Return the roles that ``text`` lists."""
    return _split("role", text)


def year(text: str) -> Predicate:
    """Test for years: ``2019``, ``2015-2020``, ``2015-``, ``-2010``; or for a status such as ``in press``."""
    tests = [_year_test(item) for item in _split("year", text)]
    return lambda record: (date := date_of(record)) is not None and any(test(date) for test in tests)


def labels_in(name: str, text: str) -> tuple[str, ...]:
    """Return the venues, tags or parts of an award's title for which an option asks."""
    if name == "award":
        title = text.strip()
        return (title,) if title not in ("", ANY) else ()
    return tuple(filter(None, map(str.strip, _COMMA.split(text))))


def venue(text: str) -> Predicate:
    """Test for names or abbreviations of venues."""
    return _has_label("venue", text)


def tag(text: str) -> Predicate:
    """Test for tags."""
    return _has_label("tag", text)


def award(text: str) -> Predicate:
    """Test for a part of an award's title, or with ``*`` for any award."""
    part, read = one_line(text), reader("award")
    if not part:
        raise ValueError(f"award must be a part of an award's title, or {ANY} for any award")
    if part == ANY:
        return lambda record: bool(read(record))
    return lambda record: any(part in title for title in _labels(read(record)))


def selected(text: str) -> Predicate:
    """Test for the value of ``selected`` in the data: ``true`` or ``false``."""
    answer = text.strip().lower()
    if answer not in _TRUE + _FALSE:
        raise ValueError(f"selected must be true or false, not {text[:40]!r}")
    read = reader("selected")
    return lambda record: read(record) is (answer in _TRUE)


def member(text: str) -> Predicate:
    """Test for persons who are members (``current``) or no longer are (``former``)."""
    return lambda record: isinstance(record, Person) and record.is_current() is (text == "current")


#: The options that name values of records: none of the records may have them.
LABELS = ("venue", "tag", "award")

#: The options that are a test of a record by themselves.
TESTS: dict[str, Callable[[str], Predicate]] = {
    "selected": selected,
    "year": year,
    "tag": tag,
    "venue": venue,
    "award": award,
    "member": member,
}


def kind(kinds: Sequence[str], *, any_kind: bool = False) -> Predicate:
    """Test for one of ``kinds`` of publications, by any of its names.

    With ``any_kind``, all words are allowed, as awards and activities have their own kinds;
    else ``ValueError`` is raised for an unknown one.
    """
    for item in kinds:
        if not (any_kind or is_known(item)):
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {item[:40]!r}")
    names, texts = {KindName.normalize(item) for item in kinds}, {item.lower() for item in kinds}
    read = reader("kind")

    def test(record: Record) -> bool:
        value = read(record)
        return value in names if isinstance(value, KindName) else str(value).lower() in texts

    return test


def own_role(roles: Iterable[str]) -> Predicate:
    """Test for the role of the record itself: an activity or a person."""
    accepted, read = frozenset(map(one_line, roles)), reader("role")
    return lambda record: one_line(str(read(record))) in accepted


def made_by(
    people: PeopleIndex, *, names: Iterable[str] = (), roles: Iterable[str] = (), in_period: bool = False
) -> Predicate:
    """Test for a creator with one of ``names`` and one of ``roles`` who was a member at the time.

    One creator must meet all conditions. Roles are those of today: works of *students* are those of people
    who are students now.
    """
    names = tuple(names)
    is_named = named(names, people) if names else None
    accepted_roles = frozenset(map(one_line, roles))

    def matches(creator: Contributor, record: Record) -> bool:
        if is_named and not is_named(creator):
            return False
        person = people.by_key.get(creator.person)
        if accepted_roles and (person is None or one_line(person.role) not in accepted_roles):
            return False
        return not in_period or (person is not None and person.was_member(date_of(record)))

    return lambda record: any(matches(creator, record) for creator in creators(record))


def received_by(people: PeopleIndex, names: Iterable[str]) -> Predicate:
    """Test for a recipient of the award, or of an award of the publication, with one of ``names``."""
    is_named = named(names, people)
    return lambda record: any(is_named(recipient) for recipient in recipients(record))


def named(texts: Iterable[str], people: PeopleIndex = NO_PEOPLE) -> Callable[[Contributor], bool]:
    """Return a test for contributors who have one of the names ``texts``.

    Each text is the key of a person, a name in either order (initials and accents are
    ignored as in ``same_person``), or a family name alone. A text that is the name of one of
    ``people`` matches that person only, and no other contributor of the same name.
    """
    texts = tuple(filter(None, texts))
    persons = {text: person.key for text in texts if (person := people.named(text))}
    keys = {*texts, *persons.values()}
    other_texts = [text for text in texts if text not in persons]
    families = set(filter(None, map(fold, other_texts)))
    families |= {family.replace(" ", "") for family in families}
    by_family: dict[str, list[Name]] = {}
    for name in map(name_in, other_texts):
        for family in identity_of(name).family_names:
            by_family.setdefault(family, []).append(name)
    # The same names occur in many records, and comparing names is slow.
    results: dict[Name, bool] = {}

    def matches(name: Name) -> bool:
        if name not in results:
            identity = identity_of(name)
            candidates = (other for family in identity.family_names for other in by_family.get(family, ()))
            results[name] = not families.isdisjoint({*identity.families, fold(name.family)}) or any(
                same_person(other, name) for other in candidates
            )
        return results[name]

    def is_named(contributor: Contributor) -> bool:
        return contributor.person in keys or (bool(other_texts) and matches(contributor.name))

    return is_named


def _split(option: str, text: str, separator: re.Pattern[str] = _COMMA) -> tuple[str, ...]:
    items = tuple(item.strip() for item in separator.split(text) if item.strip())
    if not items:
        raise ValueError(f"{option} must have at least one value")
    return items


def _year_test(item: str) -> Callable[[PartialDate], bool]:
    status = status_of(item)
    if status is Status.PUBLISHED:
        return lambda date: date.status is status and date.year is not None
    if status is not None:
        return lambda date: date.status is status
    match = _YEARS.fullmatch(item)
    if not match or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        labels = ", ".join(status.label for status in reversed(Status))
        raise ValueError(
            f"year must be years (2019, 2015-2020, 2015-, -2010) or a status ({labels}), not {item[:40]!r}"
        )
    first = int(match[1] or 0)
    if match[3]:
        last = int(match[3])
    else:
        last = 9999 if match[2] else first
    if first > last:
        raise ValueError(f"year: the range {item!r} ends before it begins")

    def overlaps(date: PartialDate) -> bool:
        start, end = date.year, year_of(date)
        if date.is_open:
            return (start is None or start <= last) and (start is not None or (end or 0) >= first)
        return start is not None and end is not None and start <= last and first <= end

    return overlaps


def _has_label(name: str, text: str) -> Predicate:
    """Test for one of the labels listed in ``text``, ignoring case and accents."""
    accepted, read = frozenset(map(one_line, _split(name, text))), reader(name)
    return lambda record: any(label in accepted for label in _labels(read(record)))


def one_line(text: str) -> str:
    """Return ``text`` as labels are compared: on one line, without case and accents."""
    return " ".join(casefolded(text).split())


def _labels(value: object) -> list[str]:
    return [one_line(label) for label in value] if isinstance(value, tuple) else []
