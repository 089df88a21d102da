"""Where a work appeared: from BibTeX's fields, and from the venues of a native record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as field_list
from dataclasses import replace

from ...model.problems import Code
from ...model.records import Venue
from ...model.text import EMPTY, Text, plain, tidy
from .dates import read_date
from .values import Fields, as_list, scalar

#: Field that names the venue -> kind of the venue, in the order in which they are asked.
_NAMED_BY = {
    "journal": "journal",
    "journaltitle": "journal",
    "booktitle": "conference",
    "eventtitle": "conference",
    "school": "school",
    "institution": "institution",
    "howpublished": "",
    "organization": "institution",
}
#: Kind of a work -> field for the title of what contains it, in formats with one name for all of them
#: (CSL's ``container-title``, RIS's ``T2``). Other kinds use ``venue``.
CONTAINER_FIELDS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
#: Kind of a work -> field for its publisher. Other kinds use ``publisher``.
PUBLISHER_FIELDS = {"thesis": "school", "report": "institution"}

#: Kinds of works whose booktitle is a book.
_IN_BOOKS = frozenset({"incollection", "book", "collection"})

#: Words that tell the kind of a venue that no field tells.
_SIGNS = {
    "conference": re.compile(r"\b(?:conference|symposium|workshop|congress)\b", re.I),
    "journal": re.compile(r"\b(?:journal|transactions|letters|annals|magazine)\b", re.I),
}
_ARCHIVE = re.compile(r"(?:\w*[ar]xiv|corr|ssrn|e-?prints?|preprints?)\b", re.I)
_ARXIV_ID = re.compile(
    r"(?<![\s,:])[\s,:]*\(?\b(?:arXiv\s*:\s*|abs/)[\w.-]+(?:/\d+)?(?:\s*\[[\w.-]+\])?\)?[.,]?", re.I
)
_ABBREVIATION = re.compile(r"(?P<name>.*[^\s(])\s*\((?P<abbr>[^\s()]+)\)", re.S)
_RANGE = re.compile(r"(?<=\w)\s*(?:-{2,}|-*[\u2010-\u2015][-\u2010-\u2015]*)\s*(?=\w)")
#: The only hyphen between two numbers; 2022-01-13 is the number of an article.
_HYPHEN_RANGE = re.compile(r"(?<![^\s,;])(?=[^\W\d]*\d)(\w+)\s*-\s*(?=[^\W\d]*\d)(\w+)(?![^\s,;])")
#: A howpublished that is nothing but a URL, which is the record's URL.
ONLY_URL = re.compile(r"(?:https?|ftp)://\S+")

#: The fields of a mapping that is a venue.
VENUE_FIELDS = frozenset(
    "name abbr kind date year month day status presentation volume number issue pages eid articleno"
    " series edition publisher place address location url".split()
)

_NOT_TOLD = Venue()


def read_venues(fields: Fields, kind: str) -> tuple[Venue, ...]:
    """Return the venues of a record; ``kind`` is what the record is, which tells books from conferences.

    The fields of the record make the first one. Where they name none, they
    complete the first of those that the record lists.
    """
    own = fields.value("venue")
    listed = [_listed(value, fields) for value in as_list(fields.value("venues"))]
    if isinstance(own, Mapping):
        listed.insert(0, _listed(own, fields))
    found = [venue for venue in listed if venue is not None]
    first = _told(fields, kind)
    if first == _NOT_TOLD:
        return tuple(found)
    if found and not (first.name or first.abbr):
        return (_completed(found[0], first), *found[1:])
    return (first, *found)


def pages_of(source: str) -> str:
    """Return pages with an en dash between the first and the last of a range: ``12--15`` -> ``12–15``."""
    if _RANGE.search(source):
        return _RANGE.sub("\u2013", source)
    return _HYPHEN_RANGE.sub("\\1\u2013\\2", source)


def _told(fields: Fields, kind: str) -> Venue:
    """Return the venue that the fields of a record tell; an empty one where they tell none."""
    naming = next((name for name in _NAMED_BY if fields.values.get(name) not in (None, "")), "")
    name = fields.text(naming) if naming else EMPTY
    venue_kind = _NAMED_BY[naming] if name else ""
    if naming == "booktitle" and kind in _IN_BOOKS:
        venue_kind = "book"
    if naming == "howpublished" and ONLY_URL.fullmatch(plain(name)):
        name = EMPTY
    places = ["place", "location", "address"]
    if isinstance(fields.values.get("venue"), str):
        if name:
            places.append("venue")  # biblatex (manual, section 2.2.2) has the place of the event there
        else:
            name = fields.text("venue")
    publishers = ["publisher", "organization"] if naming in ("booktitle", "eventtitle") else ["publisher"]
    return _venue(fields, name, venue_kind, publishers, places)


def _listed(value: object, fields: Fields) -> Venue | None:
    """Return the venue that one item of ``venues`` is: a name or a mapping."""
    if not isinstance(value, Mapping):
        source = scalar(value)
        if source is None:
            fields.report(Code.SHAPE, "a venue must be a name or a mapping, not a list")
            return None
        value = {"name": source}
    inner = Fields(value, fields.to_text, fields.report)
    for name in value:
        if name not in VENUE_FIELDS:
            fields.report(Code.UNKNOWN_FIELD, f"unknown field of a venue: {name}")
    venue = _venue(inner, inner.text("name"), inner.source("kind").lower())
    return replace(venue, date=read_date(inner), url=inner.url("url"))


def _venue(
    fields: Fields,
    name: Text,
    kind: str,
    publishers: list[str] | None = None,
    places: list[str] | None = None,
) -> Venue:
    name, abbr = _without_abbreviation(name, fields.string("abbr"))
    characters = plain(name)
    pages = fields.string("pages") or fields.string("eid", "articleno")
    if _ARCHIVE.match(characters):
        kind = "archive"
        if _ARXIV_ID.search(characters) and len(name) == 1:
            name = tidy((_ARXIV_ID.sub("", characters) or "arXiv",))
        pages = "" if _ARXIV_ID.fullmatch(pages) else pages
    elif not kind:
        kind = next((kind for kind, sign in _SIGNS.items() if sign.search(characters)), "")
    return Venue(
        name=name,
        abbr=abbr,
        kind=kind,
        presentation=fields.string("presentation"),
        volume=fields.string("volume"),
        number=fields.string("number", "issue"),
        pages=pages_of(pages),
        series=fields.string("series"),
        edition=fields.string("edition"),
        publisher=fields.string(*(publishers or ["publisher"])),
        place=fields.string(*(places or ["place", "location", "address"])),
    )


def _without_abbreviation(name: Text, abbr: str) -> tuple[Text, str]:
    """Return the name and the abbreviation that stands in parentheses at its end, apart."""
    if abbr or not name or not isinstance(name[-1], str) or not name[-1].endswith(")"):
        return name, abbr
    found = _ABBREVIATION.fullmatch(name[-1])
    if not found or sum(char.isupper() for char in found["abbr"]) < 2:
        return name, ""
    return tidy((*name[:-1], found["name"])), found["abbr"]


def _completed(venue: Venue, more: Venue) -> Venue:
    """Return ``venue`` with what only ``more`` has."""
    changes = {
        field.name: getattr(more, field.name) for field in field_list(Venue) if not getattr(venue, field.name)
    }
    return replace(venue, **changes)
