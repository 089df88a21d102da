"""What all the formats ask of a publication."""

from __future__ import annotations

import re

from ..model.dates import PartialDate, Status
from ..model.records import Publication, Venue

_DOCTORATE = re.compile(r"ph\W?\s?d|doctor|habilitation|dissertation", re.IGNORECASE)
_MASTER = re.compile(r"master|\bm\W?\s?sc\b", re.IGNORECASE)

#: Scheme -> what Zotero and people call it in a line of a note, for formats without a field for it.
NOTED_SCHEMES = {"arxiv": "arXiv", "hal": "HAL", "ads": "bibcode"}


def degree(publication: Publication) -> str:
    """Return *PhD thesis* or *Master's thesis* where the data says so, or an empty string.

    It stands in the entry type (BibTeX) or in the field ``type`` (biblatex; CSL's genre).
    """
    if publication.kind != "thesis":
        return ""
    said = f"{publication.type} {publication.fields.get('type', '')}"
    return "PhD thesis" if _DOCTORATE.search(said) else "Master's thesis" if _MASTER.search(said) else ""


def status_label(date: PartialDate | None) -> str:
    """Return the label of a work's status, or an empty string for what is published."""
    return date.status.label if date and date.status is not Status.PUBLISHED else ""


def venue_of(publication: Publication) -> Venue:
    """Return the preferred venue, an empty one where there is none."""
    return publication.venue or Venue()


def identifiers(publication: Publication) -> dict[str, str]:
    """Return the identifiers by scheme: the first of each, and all ISBNs with commas between."""
    found: dict[str, str] = {}
    for identifier in publication.identifiers:
        known = found.setdefault(identifier.scheme, identifier.value)
        if identifier.scheme == "isbn" and known != identifier.value:
            found["isbn"] = f"{known}, {identifier.value}"
    return found


def web_address(publication: Publication) -> str:
    """Return the main link, unless it is a path of the site, or leads where an identifier does."""
    url = publication.url
    if "://" not in url or any(url == identifier.url for identifier in publication.identifiers):
        return ""
    return url
