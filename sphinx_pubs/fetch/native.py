"""Write a publication as the fields of a YAML record, in a form that reads back as the same publication.

Every value is checked by reading it: a text or a name that a shorter form would change gets a longer one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..export.common import status_label, web_address
from ..model.dates import PartialDate
from ..model.identifiers import SCHEMES
from ..model.names import OTHERS, Contributor
from ..model.records import Publication, Venue
from ..model.text import Hyperlink, Markup, Math, Text
from ..readers.base import ignore
from ..readers.fields.contributors import read_names
from ..readers.markup.markdown import to_text

#: The value of a field: a string, or a list of strings and of mappings from strings to strings.
Value = str | list[str | dict[str, str]]

# Kind of a venue -> the field that names it.
_VENUE_FIELDS = {
    "journal": "journal",
    "conference": "booktitle",
    "book": "booktitle",
    "school": "school",
    "institution": "institution",
}
_TAGS = {"emphasis": "i", "strong": "b", "sub": "sub", "sup": "sup", "code": "code", "smallcaps": "sc"}
_MARKUP = re.compile(r"[\\`*_\[\]<&${}]")
# Roles that have a field, besides the author and the editor.
_ROLES = ("translator", "holder", "collaboration")


def native_fields(publication: Publication) -> dict[str, Value]:
    """Return the bibliographic data of ``publication`` under the names of a YAML record, without its key."""
    fields: dict[str, Value] = {
        "type": publication.kind or publication.type,
        "title": source_of(publication.title),
        "titleaddon": source_of(publication.titleaddon),
        "authors": _names(publication, "author"),
        "editor": _names(publication, "editor"),
        **{role: _names(publication, role) for role in _ROLES},
        **_venue(publication),
        **_date(publication.date),
        **_identifiers(publication),
        "url": web_address(publication),
        "version": publication.version,
        "language": publication.language,
        "keywords": [_escaped(tag) for tag in publication.tags],
        "abstract": source_of(publication.abstract),
        "note": [source_of(line) for line in publication.note],
    }
    return {name: value for name, value in fields.items() if value}


# --- texts ---


def source_of(text: Text) -> str:
    """Return the source of ``text`` in a YAML string: its markup as tags, its formulas between dollars."""
    if not text:
        return ""
    source = "".join(_written(part, escape=False) for part in text)
    return source if to_text(source) == text else "".join(_written(part, escape=True) for part in text)


def _written(part: str | Markup | Math | Hyperlink, *, escape: bool) -> str:
    match part:
        case str():
            return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", part) if escape else part
        case Math(tex):
            return f"<tex-math>${tex}$</tex-math>" if escape else f"${tex}$"
        case Hyperlink(url, children):
            inner = "".join(_written(child, escape=escape) for child in children)
            return f'<a href="{url}">{inner}</a>'
        case Markup(kind, children):
            inner = "".join(_written(child, escape=escape) for child in children)
            return f"<{_TAGS[kind]}>{inner}</{_TAGS[kind]}>"


# --- names ---


def _names(publication: Publication, role: str) -> list[str | dict[str, str]]:
    return [_name(who) for who in publication.contributors if who.role == role]


def _name(who: Contributor) -> str | dict[str, str]:
    """Return a name as a string if that reads back as the same name, else its parts; and an ORCID iD."""
    if who.name == OTHERS:
        return "others"
    full = who.name.full()
    is_plain = not who.person and _reads_as(full, who)
    if is_plain and not who.orcid:
        return full
    more = {"orcid": who.orcid, "person": who.person}
    if is_plain:
        parts = {"name": full}
    elif who.name.literal:
        parts = {"literal": _escaped(who.name.literal)}
    else:
        name = who.name
        parts = {"given": name.given, "particle": name.particle, "family": name.family, "suffix": name.suffix}
        parts = {part: _escaped(value) for part, value in parts.items()}
    return {part: value for part, value in {**parts, **more}.items() if value}


def _reads_as(source: str, who: Contributor) -> bool:
    read = read_names([source], who.role, ignore)
    return len(read) == 1 and read[0].name == who.name and not read[0].marks


def _escaped(part: str) -> str:
    return source_of((part,)) if part else ""


# --- where and when ---


def _venue(publication: Publication) -> dict[str, Value]:
    """Return the fields of the first venue, and the others as ``venues``."""
    if not publication.venues:
        return {}
    first, *others = publication.venues
    fields: dict[str, Value] = {}
    name = _VENUE_FIELDS.get(first.kind)
    if name and first.name and not (first.kind == "book" and publication.kind == "inproceedings"):
        fields[name] = source_of(first.name)
        fields["abbr"] = first.abbr
    elif first.name or first.abbr:
        others = [_without_details(first), *others]
    details = {
        "presentation": first.presentation,
        "maintitle": first.maintitle,
        "series": first.series,
        "shortseries": first.shortseries,
        "volume": first.volume,
        "number": first.number,
        "chapter": first.chapter,
        "pages": first.pages,
        "pagetotal": first.pagetotal,
        "edition": first.edition,
        "publisher": first.publisher,
        "address": first.place,
        "eventtitle": first.event,
    }
    fields |= {detail: _escaped(value) for detail, value in details.items()}
    if others:
        fields["venues"] = [_listed(venue) for venue in others]
    return fields


def _without_details(venue: Venue) -> Venue:
    return Venue(name=venue.name, abbr=venue.abbr, kind=venue.kind, date=venue.date, url=venue.url)


def _listed(venue: Venue) -> dict[str, str]:
    """Return a venue as an item of ``venues``."""
    fields = {
        "name": source_of(venue.name),
        "abbr": venue.abbr,
        "kind": venue.kind,
        "date": venue.date.isoformat() if venue.date else "",
        "volume": venue.volume,
        "number": venue.number,
        "pages": venue.pages,
        "publisher": venue.publisher,
        "url": venue.url,
    }
    return {name: value for name, value in fields.items() if value}


def _date(date: PartialDate | None) -> dict[str, Value]:
    if date is None:
        return {}
    status = status_label(date)
    return {"date": date.isoformat() or ("" if status else date.text), "pubstate": status}


def _identifiers(publication: Publication) -> Mapping[str, Value]:
    """Return the identifiers by scheme: the first of each, and all ISBNs."""
    fields: dict[str, Value] = {}
    isbns: list[str | dict[str, str]] = []
    for identifier in publication.identifiers:
        if identifier.scheme == "isbn":
            isbns.append(identifier.value)
        elif identifier.scheme in SCHEMES:
            name = "bibcode" if identifier.scheme == "ads" else identifier.scheme
            fields.setdefault(name, identifier.value)
    return {**fields, "isbn": isbns}
