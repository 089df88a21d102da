"""Words from data that have a translation, because they are words of the trade.

What is not here stands on a page as the data has it.

The parts of a record that a layout can name, each as nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model.kinds import is_known
from ..model.library import keys_of
from ..model.names import Contributor
from ..model.records import Activity, Award, Person, Publication, Record
from ..model.text import Text
from ..selection.accessors import events
from .dates import STYLES, date_text, status_text
from .elements import Node, inline, part, words
from .links import language_classes, link_list
from .names import legend, names
from .person_parts import PERSON_PARTS
from .scope import PartMaker, Scope

PRESENTATIONS = ("Oral", "Spotlight", "Poster", "Talk", "Invited talk", "Keynote", "Demo")

RANKS = ("winner", "1st place", "2nd place", "3rd place", "finalist", "runner-up", "honorable mention")

ROLES = (
    "General Chair", "Program Chair", "Area Chair", "Publication Chair", "Workshop Chair", "Editor-in-Chief",
    "Editor", "Associate Editor", "Guest Editor", "Reviewer", "Outstanding Reviewer", "Organizer",
)  # fmt: skip


def make_part(name: str, option: str, scope: Scope) -> list[Node]:
    """Return the nodes of the part ``name`` of the scope's record; none where it has none."""
    maker = PARTS.get(name)
    return maker(scope, option) if maker else []


def _text(name: str, value: Text, scope: Scope, option: str = "") -> list[Node]:
    """Return a text; with the option ``link``, it leads to the record's URL."""
    if not value:
        return []
    url = getattr(scope.record, "url", "") if option == "link" else ""
    children = inline(value, None if url else scope.context.link)
    made = part(name, scope.context.link(url, children)) if url else part(name, *children)
    if name == "title" and (language := language_classes(scope.record, scope.context)):
        made.classes = (*made.classes, *language)
    return [made]


def _attribute(name: str, css: str) -> PartMaker:
    """Return the maker of a part that is an inline tree or a string of the record's own."""

    def make(scope: Scope, option: str) -> list[Node]:
        value = getattr(scope.record, name, "")
        if isinstance(value, str):
            return words(css, scope.context.translate(value) if value and name in _TRANSLATED else value)
        return _text(css, value, scope, option)

    return make


def _people(role: str) -> PartMaker:
    def make(scope: Scope, option: str) -> list[Node]:
        who = _contributors(scope.record, role)
        style = replace(scope.names, max=int(option)) if option.isdigit() else scope.names
        return [part("authors", *names(who, style, scope.context))] if who else []

    return make


def _contributors(record: Record, role: str) -> tuple[Contributor, ...]:
    if isinstance(record, Publication):
        return tuple(who for who in record.contributors if who.role == role)
    if isinstance(record, Award) and role == "recipients":
        return record.recipients
    return record.people if isinstance(record, Activity) and role == "people" else ()


def _eds(scope: Scope, option: str) -> list[Node]:
    """What stands behind the names of editors."""
    _ = scope.context.translate
    editors = _contributors(scope.record, "editor")
    return words("eds", _("Ed.") if len(editors) == 1 else _("Eds.")) if editors else []


def _in(scope: Scope, option: str) -> list[Node]:
    """What stands before the name of a book or of proceedings that a work is part of."""
    inside = getattr(scope.record, "kind", "") in {"incollection", "inproceedings"}
    return words("in", scope.context.translate("In")) if inside else []


def _type(scope: Scope, option: str) -> list[Node]:
    """What kind of thesis or report it is: in the data's words, or in those of its BibTeX type."""
    record, _ = scope.record, scope.context.translate
    if not isinstance(record, Publication):
        return []
    said = record.fields.get("type", "") or (record.type if record.kind == "thesis" else "")
    if not said:
        return []
    names = {
        "phdthesis": _("PhD thesis"),
        "mastersthesis": _("Master's thesis"),
        "mathesis": _("Master's thesis"),
        "bathesis": _("Bachelor's thesis"),
        "bachelorsthesis": _("Bachelor's thesis"),
        "techreport": _("Technical report"),
    }
    return words("type", names.get(said.lower(), "" if is_known(said) else said))


def _legend(scope: Scope, option: str) -> list[Node]:
    record = scope.record
    return words(
        "legend", legend(record.contributors, scope.context) if isinstance(record, Publication) else ""
    )


def _venue_name(scope: Scope, option: str) -> list[Node]:
    venue = scope.venue
    if venue is None:
        return []
    children = inline(venue.name, None if venue.url else scope.context.link)
    if venue.url and children:
        children = [scope.context.link(venue.url, children)]
    return [part("venue", *children)] if children else []


def _venue_abbr(scope: Scope, option: str) -> list[Node]:
    return words("abbr", scope.venue.abbr if scope.venue else "")


def _venue_field(name: str, called: str = "") -> PartMaker:
    def make(scope: Scope, option: str) -> list[Node]:
        value = getattr(scope.venue, name) if scope.venue else ""
        return words(
            called or name, scope.context.translate(value) if value and name in _TRANSLATED else value
        )

    return make


def _date(scope: Scope, option: str) -> list[Node]:
    record, date = scope.record, None
    if isinstance(record, Publication):
        first = scope.venue is None or scope.venue is record.venue
        date = scope.venue.date if scope.venue else None
        date = date or (record.date if first else None)
    else:
        date = record.date
    return words("date", date_text(date, option or scope.date, scope.context))


def _year(scope: Scope, option: str) -> list[Node]:
    return _date(scope, "year")


def _status(scope: Scope, option: str) -> list[Node]:
    date = scope.record.date
    return words("status", status_text(date.status, scope.context) if date else "")


def _awards(scope: Scope, option: str) -> list[Node]:
    """The awards of a publication; on a line about a venue, they stand with the first one."""
    record = scope.record
    if not isinstance(record, Publication) or scope.venue is not record.venue:
        return []
    found: list[Node] = []
    for award in record.awards:
        if found:
            found.append(". ")
        rank = f"{scope.context.translate(award.rank)}, " if award.rank else ""
        said = [award.shorttitle] if award.shorttitle else [rank, *inline(award.title, None)]
        found.append(part("award", *said))
    return found


def _events(scope: Scope, option: str) -> list[Node]:
    record = scope.record
    found: list[Node] = []
    for event in events(record):
        if found:
            found.append(", ")
        found += _text("event", event, scope)
    return found


def _publications(scope: Scope, option: str) -> list[Node]:
    """The publications that an award is for, or that are a person's, each a link to its entry."""
    record, context = scope.record, scope.context
    found: list[Node] = []
    for key in record.publications if isinstance(record, Award | Person) else ():
        publication = context.publications.get(key)
        if publication is None:
            continue
        if found:
            found.append(", ")
        found.append(part("publication", context.refer(key, inline(publication.title, None))))
    return found


def _links(scope: Scope, option: str) -> list[Node]:
    """The links; the option names kinds that alone stand here, or with a minus those that do not."""
    record = scope.record
    if isinstance(record, Award | Person):
        return []
    links = record.all_links() if isinstance(record, Publication) else record.links
    style, kinds = scope.links, tuple(option.removeprefix("-").split())
    if option.startswith("-"):
        links = tuple(link for link in links if link.kind not in kinds)
    elif kinds:
        style = replace(style, kinds=kinds)
    found = link_list(links, style, scope.context)
    return [part("links", *found)] if found else []


def _note(scope: Scope, option: str) -> list[Node]:
    """All lines of the note in one; a layout's line that is only a note has one line for each."""
    found: list[Node] = []
    for note in scope.record.note:
        if found:
            found.append(" ")
        found += _text("note", note, scope)
    return found


def _tags(scope: Scope, option: str) -> list[Node]:
    return words("tags", ", ".join(scope.record.tags))


def _number(scope: Scope, option: str) -> list[Node]:
    return words("number", scope.number)


def _identifier(scope: Scope, option: str) -> list[Node]:
    found: list[Node] = []
    for one in getattr(scope.record, "identifiers", ()):
        if one.scheme != (option or "doi"):
            continue
        if found:
            found.append(", ")
        value = f"arXiv:{one.value}" if one.scheme == "arxiv" else one.value
        found.append(part("identifier", scope.context.link(one.url, [value]) if one.url else value))
    return found


def _url(scope: Scope, option: str) -> list[Node]:
    url = scope.record.url
    return [part("url", scope.context.link(url, [url]))] if url else []


def _field(scope: Scope, option: str) -> list[Node]:
    return words("field", scope.record.fields.get(option.lower(), ""))


def _backrefs(scope: Scope, option: str) -> list[Node]:
    """The pages of the site that refer to the record."""
    record, context = scope.record, scope.context
    pages = {name: page for key in keys_of(record) for name, page in context.citing(key).items()}
    found: list[Node] = []
    cited_on = context.translate("Cited on")
    for page in pages.values():
        found += [", " if found else f"{cited_on}: ", page]
    return [part("backrefs", *found)] if found else []


#: The options of parts that take one of a few.
OPTIONS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("title", "text", "awarder", "task", "abstract"), ("link",)),
    "date": STYLES,
    "period": STYLES,
    "count": ("number",),
}

#: Values from data that are words of the trade, and so have a translation.
_TRANSLATED = frozenset({"presentation", "rank", "role"})

PARTS: Mapping[str, PartMaker] = {
    "title": _attribute("title", "title"),
    "authors": _people("author"),
    "editors": _people("editor"),
    "translators": _people("translator"),
    "recipients": _people("recipients"),
    "people": _people("people"),
    "legend": _legend,
    "eds": _eds,
    "in": _in,
    "type": _type,
    "venue": _venue_name,
    "abbr": _venue_abbr,
    "presentation": _venue_field("presentation"),
    "volume": _venue_field("volume"),
    "issue": _venue_field("number", called="issue"),
    "pages": _venue_field("pages"),
    "series": _venue_field("series"),
    "edition": _venue_field("edition"),
    "publisher": _venue_field("publisher"),
    "place": _venue_field("place"),
    "date": _date,
    "year": _year,
    "status": _status,
    "awards": _awards,
    "awarder": _attribute("awarder", "awarder"),
    "rank": _attribute("rank", "rank"),
    "task": _attribute("task", "task"),
    "role": _attribute("role", "role"),
    "text": _attribute("text", "text"),
    "events": _events,
    "publications": _publications,
    "links": _links,
    "note": _note,
    "abstract": _attribute("abstract", "abstract"),
    "tags": _tags,
    "number": _number,
    "identifier": _identifier,
    "url": _url,
    "field": _field,
    "backrefs": _backrefs,
    **PERSON_PARTS,
}
