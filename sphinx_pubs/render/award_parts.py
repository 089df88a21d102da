"""The parts of awards and activities: who, when, in which role, for which work."""

from __future__ import annotations

from collections.abc import Container, Mapping

from ..model.award_links import is_title
from ..model.award_years import same_awards
from ..model.dates import PartialDate, Status
from ..model.names import Contributor, fold
from ..model.records import Activity, Award, Person, Publication, Record
from ..model.text import EMPTY, plain
from .badges import badge, line_date, venue_badge
from .dates import date_text, says_year
from .elements import Node, part, separated, words
from .names import names
from .scope import RAIL, YEAR_HEADING, PartMaker, Scope


def contributors_of(record: Record, role: str) -> tuple[Contributor, ...]:
    """Return the contributors of a record with ``role``: *recipients* for awards, *people* for activities."""
    if isinstance(record, Publication):
        return tuple(who for who in record.contributors if who.role == role)
    if isinstance(record, Award) and role == "recipients":
        return record.recipients
    return record.people if isinstance(record, Activity) and role == "people" else ()


def _who(scope: Scope, option: str) -> list[Node]:
    """Return who won an award or took part in an activity, unless a reader knows that already.

    That is so if they are the people of the page, or named in the text of the record.
    """
    record, context = scope.record, scope.context
    people = contributors_of(record, "recipients") or contributors_of(record, "people")
    if all(who.person and who.person in context.highlighted for who in people):
        return []
    said = fold(plain(getattr(record, "text", EMPTY)))
    if all(fold(who.name.family or who.name.full()) in said for who in people):
        return []
    return [part("authors", *names(people, scope.names, context))]


def date_part(scope: Scope, option: str) -> list[Node]:
    """The date of the record, or of the venue of the line; all dates of an award of several years."""
    record, date = scope.record, line_date(scope)
    if option != "badge":
        dates = [award.date for award in same_awards(record)] if isinstance(record, Award) else [date]
        texts = [date_text(date, option or scope.date, scope.context) for date in dates]
        return words("date", ", ".join(texts))
    text = date_text(date, scope.date, scope.context)
    if date and text and scope.context.browser and date.status is not Status.PUBLISHED:
        return [badge("status", "date", [text], scope.context)]
    return words("date", text)


def _when(scope: Scope, option: str) -> list[Node]:
    """Return the date, unless the reader knows it.

    That is so if the text of the record, or else its title or events, say its year, or if it is only a year
    that is beside the entry or above it. The month and day of an activity are news to the reader.
    """
    record = scope.record
    if isinstance(record, Award | Activity) and record.date:
        dates = [award.date for award in same_awards(record) if award.date]
        if all(_is_beside(date, scope.omitted) for date in dates):
            return []
        if isinstance(record, Activity) and record.date.month and not record.text:
            return date_part(scope, option)
        said = " ".join(map(plain, [record.text] if record.text else [record.title, *record.events]))
        if all(says_year(said, date) for date in dates):
            return []
    return date_part(scope, option)


def _is_beside(date: PartialDate, omitted: Container[str]) -> bool:
    """Whether a date is only a year, or a range of years, that the entry has beside it or in its heading."""
    if any(
        point.month or point.season or point.status is not Status.PUBLISHED
        for point in (date, date.end or date)
    ):
        return False
    return RAIL in omitted or (YEAR_HEADING in omitted and date.end is None)


def _role(scope: Scope, option: str) -> list[Node]:
    """The role in an activity, which can have a badge, or that of a person."""
    role = getattr(scope.record, "role", "")
    text = scope.context.translate(role) if role else ""
    if option == "badge" and text and scope.context.browser:
        return [badge("role", "role", [text], scope.context)]
    return words("role", text)


def _publications(scope: Scope, option: str) -> list[Node]:
    """The publications of an award or a person, each as a link to its entry; titles of others as text."""
    record, context = scope.record, scope.context
    contents: list[list[Node]] = []
    for key in record.publications if isinstance(record, Award | Person) else ():
        publication = context.publications.get(key)
        if publication is not None:
            title = context.inline(publication.title, linked=False)
            reference = part("publication", context.refer(key, title))
            badges = venue_badge(scope.for_work(publication), "") if option == "venue" else []
            contents.append([reference, *(" " for _ in badges), *badges])
        elif is_title(key):
            contents.append([part("publication", key)])
    return separated(", ", contents)


AWARD_PARTS: Mapping[str, PartMaker] = {
    "who": _who,
    "when": _when,
    "role": _role,
    "publications": _publications,
}
