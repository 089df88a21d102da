"""Write a publication as a RIS record.

Source: Research Information Systems, *RIS Format Specifications* (2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.dates import PartialDate, iso_year
from ..model.names import Name
from ..model.records import Publication
from .common import NOTED_SCHEMES, degree, identifiers, repository, status_label, venue_of, web_address
from .markup import to_html

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
# Scheme -> its name in a note.
_NOTED = {**NOTED_SCHEMES, "pmid": "PMID", "pmcid": "PMCID"}
# A line break would end the value.
_SPACES = re.compile(r"[ \t\r\n]+")
_ROLES = {"author": "AU", "editor": "ED", "translator": "A4"}
# Kinds whose venue is the publisher.
_PUBLISHED_BY_VENUE = frozenset({"thesis", "report", "manual"})


def to_ris(publication: Publication) -> str:
    """Return ``publication`` as a RIS record: one line for each value, and a line break at the end."""
    lines = [
        f"{tag}  - {line}\n" for tag, value in _values(publication) if value and (line := _in_one_line(value))
    ]
    return f"TY  - {_TYPES.get(publication.kind, 'GEN')}\n{''.join(lines)}ER  - \n"


def _in_one_line(value: str) -> str:
    # The regular expression takes more time than everything else, and hardly any value needs it.
    return value.strip() if value.isprintable() and "  " not in value else _SPACES.sub(" ", value).strip()


def _values(publication: Publication) -> list[tuple[str, str]]:
    """Return tags and values in a fixed order; some values are empty."""
    by_scheme = identifiers(publication)
    return [
        ("ID", publication.key),
        ("TI", to_html(publication.title)),
        ("ST", publication.shorttitle),
        *[(_ROLES[who.role], _name(who.name)) for who in publication.contributors if who.role in _ROLES],
        *[("AU", _name(group.name)) for group in publication.collaborations],
        *(_venue(publication) if publication.venue else ()),
        *_version(publication),
        *(_date(publication.date) if publication.date else ()),
        ("DO", by_scheme.get("doi", "")),
        ("SN", by_scheme.get("isbn", "")),
        ("UR", web_address(publication)),
        ("Y2", publication.accessed.isoformat().replace("-", "/") if publication.accessed else ""),
        ("M3", degree(publication)),
        ("AB", to_html(publication.abstract)),
        *[("KW", tag) for tag in publication.tags],
        ("LA", publication.language),
        *[("N1", f"{name}: {by_scheme[scheme]}") for scheme, name in _NOTED.items() if scheme in by_scheme],
        ("N1", f"repository: {code}" if (code := repository(publication)) else ""),
        *[("N1", to_html(line)) for line in publication.note],
    ]


@lru_cache(maxsize=10_000)  # a list has the same names again and again
def _name(name: Name) -> str:
    """Return *Family, Given, Suffix*; a final comma says that a literal name must not be split."""
    if name.literal:
        return f"{name.literal},"
    family = " ".join(filter(None, (name.particle, name.family)))
    return f"{family}, {name.given}, {name.suffix}".rstrip(", ")


def _version(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the version: in Zotero, the edition of a computer program; the format has no tag for it."""
    if publication.version:
        is_program = publication.kind == "software" and not venue_of(publication).edition
        yield ("ET", publication.version) if is_program else ("N1", f"version: {publication.version}")


def _venue(publication: Publication) -> list[tuple[str, str]]:
    venue, kind = venue_of(publication), publication.kind
    by_venue = kind in _PUBLISHED_BY_VENUE
    holders = [who.name.full() for who in publication.contributors if who.role == "holder"]
    name = to_html(venue.name)
    first, _, last = venue.pages.partition("\u2013")
    is_range = "\u2013" not in last
    return [
        ("T2", "" if by_venue else name),
        ("J2", "" if by_venue else venue.abbr),
        ("T3", venue.series),
        ("VL", venue.volume),
        ("IS", venue.number),
        ("SP", (first if is_range else venue.pages) or venue.pagetotal),
        ("EP", last if is_range else ""),
        ("ET", venue.edition),
        ("PB", (name if by_venue else "") or venue.publisher or "; ".join(holders)),
        ("CY", venue.place),
    ]


def _date(date: PartialDate) -> Iterator[tuple[str, str]]:
    if date.year is not None:
        yield "PY", iso_year(date.year)
        if date.end or date.qualifier in ("<", ">"):
            yield "DA", date.isoformat()
        elif date.season or date.qualifier:  # "other info", which may be a season
            info = date.season.name.capitalize() if date.season else "circa"
            yield "DA", f"{iso_year(date.year)}///{info}" if not date.month else date.isoformat()
        elif date.month:
            yield "DA", date.isoformat().replace("-", "/")
    elif date.is_open:
        yield "PY", date.isoformat()
    elif not status_label(date):
        yield "PY", date.text
    if status := status_label(date):
        yield "N1", f"status: {status}"
