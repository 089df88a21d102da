"""Write a publication as an item of CSL-JSON.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables), and its schema csl-data.json.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.dates import PartialDate
from ..model.kinds import kind_of
from ..model.names import Name
from ..model.records import Publication
from ..model.text import plain
from .common import NOTED_SCHEMES, degree, identifiers, repository, status_label, venue_of, web_address
from .markup import to_html

_TYPES = {
    "book": "book",
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "incollection": "chapter",
    "proceedings": "book",
    "collection": "book",
    "preprint": "article",
    "report": "report",
    "thesis": "thesis",
    "patent": "patent",
    "software": "software",
    "dataset": "dataset",
    "presentation": "speech",
    "poster": "speech",
    "video": "motion_picture",
    "manual": "report",
    "online": "webpage",
    "unpublished": "manuscript",
}
# Types of CSL that are more specific than a kind. If a record has one of them, it is kept.
_SPECIFIC_TYPES = frozenset(
    "article-magazine article-newspaper review review-book entry-dictionary entry-encyclopedia".split()
)

# Kinds whose venue is the publisher.
_PUBLISHED_BY_VENUE = frozenset({"preprint", "thesis", "report", "manual"})
# Kinds with an issue, and those whose number is that of the series (in CSL it has a variable of its own).
_IN_ISSUES = frozenset({"article", "inproceedings", "incollection"})
_IN_SERIES = frozenset({"book", "incollection", "proceedings", "collection"})
_NAMED_EVENT = frozenset({"presentation", "poster"})
# Pages that other programs read as a range if a hyphen separates them.
_RANGE = re.compile(r"\w*\d\u2013\w*\d")

# Role -> CSL variable.
_ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "director": "director",
}


def to_csl(publication: Publication) -> dict[str, object]:
    """Return ``publication`` as a dictionary for ``json.dumps``, without empty variables."""
    date = publication.date
    item: dict[str, object] = {
        "id": publication.key,
        "type": _type(publication),
        "title": to_html(publication.title),
        "title-short": publication.shorttitle,
        "version": publication.version,
        **_people(publication),
        **_venue(publication),
        "issued": _date(date) if date else None,
        "accessed": _date(publication.accessed) if publication.accessed else None,
        "status": status_label(date),
        **_identifiers(publication),
        "URL": web_address(publication),
        "abstract": to_html(publication.abstract),
        "keyword": ", ".join(publication.tags),
        "language": publication.language,
        "custom": _custom(publication),
    }
    return {name: value for name, value in item.items() if value}


def _type(publication: Publication) -> str:
    if publication.type in _SPECIFIC_TYPES and kind_of(publication.type) == publication.kind:
        return publication.type
    return _TYPES.get(publication.kind, "document")


def _people(publication: Publication) -> Mapping[str, object]:
    people: dict[str, list[dict[str, str]]] = {variable: [] for variable in _ROLES.values()}
    for contributor in publication.contributors:
        if contributor.role in _ROLES:
            people[_ROLES[contributor.role]].append(_name(contributor.name))
    people["author"] += [_name(group.name) for group in publication.collaborations]
    return people


def _name(name: Name) -> dict[str, str]:
    parts: dict[str, str] = {}
    if name.family:
        parts["family"] = name.family
    if name.given:
        parts["given"] = name.given
    if name.particle:
        parts["non-dropping-particle"] = name.particle
    if name.suffix:
        parts["suffix"] = name.suffix
    if name.literal:
        parts["literal"] = name.literal
    return parts


def _venue(publication: Publication) -> dict[str, object]:
    venue, kind = venue_of(publication), publication.kind
    name = to_html(venue.name)
    number = "issue" if kind in _IN_ISSUES else "number"
    if venue.series and kind in _IN_SERIES:
        number = "collection-number"
    variables: dict[str, object] = {
        "container-title-short": venue.abbr,
        "collection-title": venue.series,
        "volume": venue.volume,
        number: venue.number,
        "chapter-number": venue.chapter,
        "number-of-pages": venue.pagetotal,
        "page": venue.pages.replace("\u2013", "-") if _RANGE.fullmatch(venue.pages) else venue.pages,
        "edition": venue.edition,
        "publisher": venue.publisher,
        "event-place" if kind in _NAMED_EVENT else "publisher-place": venue.place,
        "genre": degree(publication) or ("Poster" if kind == "poster" else ""),
    }
    name_variable = "event-title" if kind in _NAMED_EVENT else "container-title"
    if kind in _PUBLISHED_BY_VENUE:
        name_variable = "publisher"
    if venue.event:
        variables["event-title"] = venue.event
    if name:
        variables[name_variable] = name
    return variables


def _custom(publication: Publication) -> dict[str, object]:
    """Return what CSL has no variable for, under the names of biblatex; our reader knows it."""
    values: dict[str, object] = {
        "holder": [_name(who.name) for who in publication.contributors if who.role == "holder"],
        "titleaddon": to_html(publication.titleaddon),
        "maintitle": venue_of(publication).maintitle,
        "shortseries": venue_of(publication).shortseries,
        "repository": repository(publication),
    }
    return {name: value for name, value in values.items() if value}


def _date(date: PartialDate) -> dict[str, object] | None:
    if date.listed().year is None:
        return {"literal": date.text} if date.text and not status_label(date) else None
    if date.year is None or date.qualifier == "<":  # CSL has no range without a beginning
        return {"literal": date.isoformat()}
    if date.season and date.end is None:
        variable: dict[str, object] = {"date-parts": [[date.year]], "season": int(date.season)}
    else:
        variable = {"date-parts": [_point(point) for point in (date, date.end) if point]}
    if date.qualifier == ">":
        variable = {"date-parts": [_point(date), [0]]}
    elif date.qualifier:
        variable["circa"] = True
    return variable


def _point(date: PartialDate) -> list[int]:
    """Return the parts of a date. The open end of a range is the year 0; a season is a month from 13 to 16.

    Both are as in citeproc-js; the variable ``season`` has no place for the seasons of a range.
    """
    parts = (date.year or 0, 12 + date.season if date.season else date.month, date.day)
    return list(parts[: 1 + bool(parts[1]) + bool(parts[1] and date.day)])


def _identifiers(publication: Publication) -> dict[str, object]:
    """Return the identifiers; those without a CSL variable are lines of the note, as in Zotero."""
    by_scheme = identifiers(publication)
    lines = [f"{name}: {by_scheme[scheme]}" for scheme, name in NOTED_SCHEMES.items() if scheme in by_scheme]
    return {
        "DOI": by_scheme.get("doi"),
        "PMID": by_scheme.get("pmid"),
        "PMCID": by_scheme.get("pmcid"),
        "ISBN": by_scheme.get("isbn"),
        "note": "\n".join([*lines, *map(plain, publication.note)]),
    }
