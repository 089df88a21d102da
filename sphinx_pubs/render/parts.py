"""The parts of a record that a layout can name, and the words in data that are translated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model.library import keys_of
from ..model.records import Activity, Award, Person, Publication
from ..model.text import Text, plain
from ..selection.accessors import events
from .award_parts import AWARD_PARTS, contributors_of, date_part
from .badges import BADGE_PARTS, badge
from .dates import STYLES, date_text, status_text
from .elements import Node, isolated, part, separated, separator, words
from .links import language_classes, link_list, title_url
from .names import legend, names
from .person_parts import PERSON_PARTS
from .scope import PartMaker, Scope
from .venue_parts import VENUE_PARTS
from .work_types import work_type

# Common words of data files. The catalogs have translations of them; all others are shown unchanged.
PRESENTATIONS = ("Oral", "Spotlight", "Poster", "Talk", "Invited talk", "Keynote", "Demo")

RANKS = ("winner", "1st place", "2nd place", "3rd place", "finalist", "runner-up", "honorable mention")

ROLES = (
    "General Chair", "Program Chair", "Area Chair", "Publication Chair", "Workshop Chair", "Editor-in-Chief",
    "Editor", "Associate Editor", "Guest Editor", "Reviewer", "Outstanding Reviewer", "Organizer",
)  # fmt: skip


# A number, maybe with a letter before it or words behind it.
_VERSION_NUMBER = re.compile(r"v?(?P<number>\d.*)", re.IGNORECASE | re.DOTALL)

# Kinds of works that do not change after they appeared.
_PRINTED = frozenset(
    "article book collection incollection inproceedings proceedings thesis report patent".split()
)


def make_part(name: str, option: str, scope: Scope) -> list[Node]:
    """Return the content of the part ``name``; an empty list if it is unknown or the record has none."""
    maker = PARTS.get(name)
    return maker(scope, option) if maker and name not in scope.omitted else []


def _text(name: str, value: Text, scope: Scope, option: str = "") -> list[Node]:
    """Return a text; with the option ``link``, it links to the URL of the record."""
    if not value:
        return []
    url = title_url(scope.record, scope.context) if option == "link" else ""
    children = scope.context.inline(value, linked=not url)
    if scope.context.isolates:
        children = isolated(children)
    element = part(name, scope.context.link(url, children)) if url else part(name, *children)
    if name == "title" and (language := language_classes(scope.record, scope.context)):
        element.classes = (*element.classes, *language)
    return [element]


def _attribute(name: str, css: str) -> PartMaker:
    """Return the maker of a part that is an attribute of the record: a text or a string."""

    def make(scope: Scope, option: str) -> list[Node]:
        value = getattr(scope.record, name, "")
        if isinstance(value, str):
            return words(css, scope.context.translate(value) if value and name in _TRANSLATED else value)
        return _text(css, value, scope, option)

    return make


def _people(role: str) -> PartMaker:
    def make(scope: Scope, option: str) -> list[Node]:
        record = scope.record
        who = contributors_of(record, role)
        groups = record.collaborations if role == "author" and isinstance(record, Publication) else ()
        if not who and not groups:
            return []
        style = replace(scope.names, max=int(option)) if option.isdigit() else scope.names
        people = names(who or groups, style, scope.context)
        if who and groups:
            people += [" (", *names(groups, replace(style, max=0), scope.context), ")"]
        return [part("authors", *people)]

    return make


def _holders(scope: Scope, option: str) -> list[Node]:
    """The holders of a patent, which are companies more often than people: their names are not shortened."""
    holders = contributors_of(scope.record, "holder")
    style = replace(scope.names, given="full")
    return [part("holders", *names(holders, style, scope.context))] if holders else []


def _eds(scope: Scope, option: str) -> list[Node]:
    """The abbreviation after the names of editors."""
    _ = scope.context.translate
    editors = contributors_of(scope.record, "editor")
    return words("eds", _("Ed.") if len(editors) == 1 else _("Eds.")) if editors else []


def _legend(scope: Scope, option: str) -> list[Node]:
    record = scope.record
    return words(
        "legend", legend(record.contributors, scope.context) if isinstance(record, Publication) else ""
    )


def _place(scope: Scope, option: str) -> list[Node]:
    """Return the place of an activity, or else of the venue."""
    record = scope.record
    return (
        words("place", record.place) if isinstance(record, Activity) else VENUE_PARTS["place"](scope, option)
    )


def _year(scope: Scope, option: str) -> list[Node]:
    return date_part(scope, "year")


def _version(scope: Scope, option: str) -> list[Node]:
    """The version of software; with the option *full* in words, *version 2.1*, unless it is in the title."""
    record = scope.record
    if not isinstance(record, Publication) or not record.version:
        return []
    number = _VERSION_NUMBER.fullmatch(record.version)
    if option != "full" or not number:
        return words("version", record.version)
    if number["number"] in [word.strip("()v,") for word in plain(record.title).split()]:
        return []
    return words("version", scope.context.translate("version %s") % number["number"])


def _accessed(scope: Scope, option: str) -> list[Node]:
    """When the author visited an online source; of a printed one that is of no interest."""
    record = scope.record
    if not isinstance(record, Publication) or record.accessed is None or record.kind in _PRINTED:
        return []
    date = date_text(record.accessed, option or scope.date, scope.context)
    return words("accessed", scope.context.translate("accessed %s") % date if date else "")


def _status(scope: Scope, option: str) -> list[Node]:
    date = scope.record.date
    return words("status", status_text(date.status, scope.context) if date else "")


def _awards(scope: Scope, option: str) -> list[Node]:
    """The awards of a publication; with several venues, on the line of the first one."""
    record = scope.record
    if not isinstance(record, Publication) or scope.venue is not record.venue:
        return []
    titles = [_award_title(award, scope) for award in record.awards]
    if option == "badge" and scope.context.browser:
        return separated(" ", [[badge("award", "award", title, scope.context)] for title in titles])
    return separated(". ", [[part("award", *title)] for title in titles])


def _award_title(award: Award, scope: Scope) -> list[Node]:
    if award.shorttitle:
        return [award.shorttitle]
    rank = f"{scope.context.translate(award.rank)}, " if award.rank else ""
    return [rank, *scope.context.inline(award.title, linked=False)]


def _events(scope: Scope, option: str) -> list[Node]:
    return separated(", ", [_text("event", event, scope) for event in events(scope.record)])


def _links(scope: Scope, option: str) -> list[Node]:
    """The links; the option names the only kinds to show, or after a minus sign the kinds to leave out."""
    record = scope.record
    if isinstance(record, Award):
        return []
    links = record.links if isinstance(record, Activity) else record.all_links()
    style, kinds = scope.links, tuple(option.removeprefix("-").split())
    if option.startswith("-"):
        links = tuple(link for link in links if link.kind not in kinds)
    elif kinds:
        style = replace(style, kinds=kinds)
    if isinstance(record, Person):
        style = replace(style, words=False)
    content = link_list(links, style, scope.context)
    return [part("links", *content)] if content else []


def _note(scope: Scope, option: str) -> list[Node]:
    """All lines of the note in one; a line of a layout that is only ``{note}`` keeps them apart."""
    return separated(" ", [_text("note", note, scope) for note in scope.record.note])


def _tags(scope: Scope, option: str) -> list[Node]:
    tags = scope.record.tags
    if not scope.context.browser:
        return words("tags", ", ".join(tags))
    content: list[Node] = []
    for tag in tags:
        if content:
            content.append(separator(", ", for_browser=True))
        content.append(part("tag", tag))
    return [part("tags", *content)] if content else []


def _number(scope: Scope, option: str) -> list[Node]:
    return words("number", scope.number)


def _identifier(scope: Scope, option: str) -> list[Node]:
    """The identifiers of the scheme that the option names, by default DOIs."""
    identifiers = [
        identifier
        for identifier in getattr(scope.record, "identifiers", ())
        if identifier.scheme == (option or "doi")
    ]
    contents: list[list[Node]] = []
    for identifier in identifiers:
        value = f"arXiv:{identifier.value}" if identifier.scheme == "arxiv" else identifier.value
        content = scope.context.link(identifier.url, [value]) if identifier.url else value
        contents.append([part("identifier", content)])
    return separated(", ", contents)


def _url(scope: Scope, option: str) -> list[Node]:
    url = scope.record.url
    return [part("url", scope.context.link(url, [url]))] if url else []


def _field(scope: Scope, option: str) -> list[Node]:
    record, name = scope.record, option.lower()
    text = record.field_text(name) if isinstance(record, Publication) else record.fields.get(name, "")
    return words("field", text)


def _backrefs(scope: Scope, option: str) -> list[Node]:
    """The pages of the site that cite the record."""
    record, context = scope.record, scope.context
    pages = {name: page for key in keys_of(record) for name, page in context.citing(key).items()}
    if not pages:
        return []
    cited_on = context.translate("Cited on")  # not inside an f-string, where Babel does not find it
    return [part("backrefs", f"{cited_on}: ", *separated(", ", [[page] for page in pages.values()]))]


# The allowed options, for parts that have a fixed set of them.
OPTIONS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("title", "text", "awarder", "task", "abstract"), ("link",)),
    "date": (*STYLES, "badge"),
    "awards": ("badge",),
    "badge": ("short",),
    "presentation": ("badge",),
    "role": ("badge",),
    "publications": ("venue",),
    "when": STYLES,
    "accessed": STYLES,
    "period": STYLES,
    "count": ("number",),
    "series": ("short",),
    "venue": ("full", "rest"),
    **dict.fromkeys(("type", "version", "volume", "edition", "chapter", "pagetotal"), ("full",)),
}

# Attributes whose values are translated if the catalogs have them.
_TRANSLATED = frozenset({"rank"})

PARTS: Mapping[str, PartMaker] = {
    "title": _attribute("title", "title"),
    "authors": _people("author"),
    "editors": _people("editor"),
    "translators": _people("translator"),
    "recipients": _people("recipients"),
    "people": _people("people"),
    "legend": _legend,
    "eds": _eds,
    "type": work_type,
    **VENUE_PARTS,
    **BADGE_PARTS,
    "place": _place,
    "version": _version,
    "titleaddon": _attribute("titleaddon", "titleaddon"),
    "holders": _holders,
    "accessed": _accessed,
    "date": date_part,
    "year": _year,
    "status": _status,
    "awards": _awards,
    "awarder": _attribute("awarder", "awarder"),
    "rank": _attribute("rank", "rank"),
    "task": _attribute("task", "task"),
    "text": _attribute("text", "text"),
    "events": _events,
    "links": _links,
    "note": _note,
    "abstract": _attribute("abstract", "abstract"),
    "tags": _tags,
    "number": _number,
    "identifier": _identifier,
    "url": _url,
    "field": _field,
    "backrefs": _backrefs,
    **AWARD_PARTS,
    **PERSON_PARTS,
}
