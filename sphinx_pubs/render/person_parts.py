"""The parts of a person: name, period, ORCID iD, number of publications."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.dates import Period
from ..model.records import Person
from .context import RenderContext
from .dates import date_text
from .elements import Node, part, words
from .scope import PartMaker, Scope


def _name(scope: Scope, option: str) -> list[Node]:
    """The name, with a link to the homepage of the person or to a page of the site."""
    person, context = scope.record, scope.context
    if not isinstance(person, Person):
        return []
    content: Node = person.name.full()
    if person.homepage:
        content = context.link(person.homepage, [content])
    element = part("name", content)
    if person.key in context.highlighted:
        element.classes = (*element.classes, "pubs-me")
    return [element]


def _period(scope: Scope, option: str) -> list[Node]:
    """The periods; as years, unless the option names another style of dates."""
    periods = scope.record.periods if isinstance(scope.record, Person) else ()
    return words(
        "period", ", ".join(period_text(period, option or "year", scope.context) for period in periods)
    )


def period_text(period: Period, style: str, context: RenderContext) -> str:
    """Return a period in words: *2011–2016*, *since 2016*, *until 2014*."""
    _ = context.translate
    start, end = date_text(period.start, style, context), date_text(period.end, style, context)
    if start and end:
        return start if start == end else f"{start}–{end}"
    return _("since %s") % start if start else _("until %s") % end


def _homepage(scope: Scope, option: str) -> list[Node]:
    url = scope.record.homepage if isinstance(scope.record, Person) else ""
    return [part("homepage", scope.context.link(url, [url]))] if url else []


def _orcid(scope: Scope, option: str) -> list[Node]:
    """The ORCID iD, as a link to its record."""
    orcid = scope.record.orcid if isinstance(scope.record, Person) else ""
    link = scope.context.link
    return [part("orcid", link(f"https://orcid.org/{orcid}", [orcid]))] if orcid else []


def _count(scope: Scope, option: str) -> list[Node]:
    """The number of publications of the person; empty if there are none."""
    _ = scope.context.translate
    count = len(scope.record.publications) if isinstance(scope.record, Person) else 0
    if option == "number" or not count:
        return words("count", str(count or ""))
    return words("count", _("1 publication") if count == 1 else _("%s publications") % count)


PERSON_PARTS: Mapping[str, PartMaker] = {
    "name": _name,
    "period": _period,
    "homepage": _homepage,
    "orcid": _orcid,
    "count": _count,
}
