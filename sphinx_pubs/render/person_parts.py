"""The parts of a person: name, period, ORCID iD, number of publications and more."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.dates import Period
from ..model.names import Name
from ..model.profiles import mail_address
from ..model.records import Person
from ..model.text import EMPTY, plain
from .anatomy import media_box, picture_of, plate
from .context import RenderContext
from .dates import date_text
from .elements import Element, Node, part, words
from .scope import PartMaker, Scope


def portrait(person: Person, context: RenderContext) -> list[Node]:
    """Return the picture of a person, or a plate with the initials, on pages for a browser."""
    picture = picture_of(person.image, context)
    return media_box(picture) if picture else plate(initials(person.name), "pubs-initials")


def initials(name: Name) -> str:
    """Return the first letters of the given name and the family name; of a name in one piece, two at most."""
    parts = [name.given, name.family] if name.family else [*name.literal.split()[:2]]
    return "".join(part.strip()[:1] for part in parts).upper()


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
    """The number of publications of the person, with a link to a list of them; empty if there are none."""
    _, person = scope.context.translate, scope.record
    count = len(person.publications) if isinstance(person, Person) else 0
    if not count or not isinstance(person, Person):
        return []
    text = _("1 publication") if count == 1 else _("%s publications") % count
    shown = str(count) if option == "number" else text
    url = scope.context.works(person)
    return [part("count", Element("reference", [shown], refuri=url, internal=True) if url else shown)]


def _email(scope: Scope, option: str) -> list[Node]:
    """The e-mail address, as a link unless it is hidden from programs."""
    email = scope.record.email if isinstance(scope.record, Person) else ""
    url = mail_address(email)
    return [part("email", scope.context.link(url, [email]) if url else email)] if email else []


def _pronouns(scope: Scope, option: str) -> list[Node]:
    return words("pronouns", scope.record.pronouns if isinstance(scope.record, Person) else "")


def _affiliation(scope: Scope, option: str) -> list[Node]:
    affiliation = scope.record.affiliation if isinstance(scope.record, Person) else EMPTY
    return [part("affiliation", *scope.context.inline(affiliation))] if affiliation else []


def _now(scope: Scope, option: str) -> list[Node]:
    """What the person does now: *now at Example Corp.*, or *now postdoc at …* if the text is no name."""
    now = scope.record.now if isinstance(scope.record, Person) else EMPTY
    if not now:
        return []
    _ = scope.context.translate
    written = plain(now)
    is_name = not written[:1].islower() and " at " not in written
    before, _gap, after = (_("now at %s") if is_name else _("now %s")).partition("%s")
    content: list[Node] = [before, *scope.context.inline(now), after]
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
