"""A publication as a RIS record.

Source: Research Information Systems, *RIS Format Specifications* (2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.dates import PartialDate
from ..model.people import Name
from ..model.publication import Publication
from .common import NOTED_SCHEMES, STATUS_WORDS, degree, identifiers, venue_of, web_address
from .html import to_html

_TYPES = {
    "book": "BOOK",
    "article": "JOUR",
    "inproceedings": "CPAPER",
    "incollection": "CHAP",
    "proceedings": "CONF",
    "collection": "EDBOOK",
    "preprint": "UNPB",
    "report": "RPRT",
    "thesis": "THES",
    "patent": "PAT",
    "software": "COMP",
    "dataset": "DATA",
    "presentation": "SLIDE",
    "poster": "SLIDE",
    "video": "VIDEO",
    "manual": "RPRT",
    "online": "ELEC",
    "unpublished": "UNPB",
}
#: What a value may not hold: a line has one value.
_BLANKS = re.compile(r"[ \t\r\n]+")
_ROLES = {"author": "AU", "editor": "ED", "translator": "A4"}
#: Kinds whose venue is who published the work.
_PUBLISHED_BY_VENUE = frozenset({"thesis", "report", "manual"})


def to_ris(publication: Publication) -> str:
    """Return the record, a line for each value, with an empty line at its end."""
    lines = [
        f"{tag}  - {line}\n" for tag, value in _values(publication) if value and (line := _in_one_line(value))
    ]
    return f"TY  - {_TYPES.get(publication.kind, 'GEN')}\n{''.join(lines)}ER  - \n"


def _in_one_line(value: str) -> str:
    # The pattern costs more than all else, and nearly no value needs it.
    return value.strip() if value.isprintable() and "  " not in value else _BLANKS.sub(" ", value).strip()


def _values(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield tags and values, empty ones as well, in a fixed order."""
    yield "ID", publication.key
    yield "TI", to_html(publication.title)
    yield "ST", publication.shorttitle
    for who in publication.contributors:
        yield _ROLES.get(who.role, ""), _name(who.name) if who.role in _ROLES else ""
    yield from _venue(publication)
    if publication.date:
        yield from _date(publication.date)
    found = identifiers(publication)
    yield "DO", found.get("doi", "")
    yield "SN", found.get("isbn", "")
    yield "UR", web_address(publication)
    yield "M3", degree(publication)
    yield "AB", to_html(publication.abstract)
    yield from (("KW", tag) for tag in publication.tags)
    yield "LA", publication.language
    for scheme, name in {**NOTED_SCHEMES, "pmid": "PMID", "pmcid": "PMCID"}.items():
        yield "N1", f"{name}: {found[scheme]}" if scheme in found else ""
    yield from (("N1", to_html(line)) for line in publication.note)


def _name(name: Name) -> str:
    """Return *Family, Given, Suffix*; a comma ends a name that is not to be taken apart."""
    if name.literal:
        return f"{name.literal},"
    family = " ".join(filter(None, (name.particle, name.family)))
    return f"{family}, {name.given}, {name.suffix}".rstrip(", ")


def _venue(publication: Publication) -> Iterator[tuple[str, str]]:
    venue = venue_of(publication)
    by_venue = publication.kind in _PUBLISHED_BY_VENUE
    yield "T2", "" if by_venue else to_html(venue.name)
    yield "J2", "" if by_venue else venue.abbr
    yield "T3", venue.series
    yield "VL", venue.volume
    yield "IS", venue.number
    first, dash, last = venue.pages.partition("\u2013")
    yield "SP", first if dash and "\u2013" not in last else venue.pages
    yield "EP", last if "\u2013" not in last else ""
    yield "ET", venue.edition
    yield "PB", (to_html(venue.name) if by_venue else "") or venue.publisher
    yield "CY", venue.place


def _date(date: PartialDate) -> Iterator[tuple[str, str]]:
    published = date.status not in STATUS_WORDS
    if date.year is not None:
        yield "PY", PartialDate(date.year).isoformat()
        yield "DA", date.isoformat() if date.end else date.isoformat().replace("-", "/") if date.month else ""
    elif published:
        yield "PY", date.text
    yield "N1", "" if published else f"status: {STATUS_WORDS[date.status]}"
