"""The parts of a person: name, period, ORCID iD, number of publications and more."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.dates import Period
from ..model.profiles import mail_address
from ..model.records import Person
from ..model.text import EMPTY, plain
from .context import RenderContext
from .dates import date_text
from .elements import Node, inline, part, words
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


def _email(scope: Scope, option: str) -> list[Node]:
    """The e-mail address, as a link unless it is hidden from programs."""
    email = scope.record.email if isinstance(scope.record, Person) else ""
    url = mail_address(email)
    return [part("email", scope.context.link(url, [email]) if url else email)] if email else []


def _pronouns(scope: Scope, option: str) -> list[Node]:
    return words("pronouns", scope.record.pronouns if isinstance(scope.record, Person) else "")


def _affiliation(scope: Scope, option: str) -> list[Node]:
    affiliation = scope.record.affiliation if isinstance(scope.record, Person) else EMPTY
    return [part("affiliation", *inline(affiliation, scope.context.link))] if affiliation else []


def _now(scope: Scope, option: str) -> list[Node]:
    """What the person does now: *now at Example Corp.*, or *now postdoc at …* if the text is no name."""
    now = scope.record.now if isinstance(scope.record, Person) else EMPTY
    if not now:
        return []
    _ = scope.context.translate
    written = plain(now)
    is_name = not written[:1].islower() and " at " not in written
    before, _gap, after = (_("now at %s") if is_name else _("now %s")).partition("%s")
    content: list[Node] = [before, *inline(now, scope.context.link), after]
    return [part("now", *[node for node in content if node != ""])]


PERSON_PARTS: Mapping[str, PartMaker] = {
    "name": _name,
    "period": _period,
    "homepage": _homepage,
    "orcid": _orcid,
    "count": _count,
    "email": _email,
    "pronouns": _pronouns,
    "affiliation": _affiliation,
    "now": _now,
}
