"""Data of a publication that several formats need."""

from __future__ import annotations

import re

from ..model.dates import PartialDate, Status
from ..model.kinds import KINDS
from ..model.records import Publication, Venue

_DOCTORATE = re.compile(r"ph\W?\s?d|doctor|habilitation|dissertation", re.IGNORECASE)
_MASTER = re.compile(r"master|\bm\W?\s?sc\b", re.IGNORECASE)

_TYPED = frozenset({"report", "patent", "misc", "manual", "online", "unpublished"})
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z .'/-]*")

# Scheme -> its name in a line of a note, as in Zotero, for formats without a field for it.
NOTED_SCHEMES = {"arxiv": "arXiv", "hal": "HAL", "ads": "bibcode"}


def degree(publication: Publication) -> str:
    """Return *PhD thesis* or *Master's thesis* if the data says so, or an empty string.

    The data may say so in the entry type (BibTeX) or in the field ``type`` (biblatex; CSL's genre).
    """
    if publication.kind != "thesis":
        return ""
    description = f"{publication.type} {publication.fields.get('type', '')}"
    if _DOCTORATE.search(description):
        return "PhD thesis"
    return "Master's thesis" if _MASTER.search(description) else ""


def plain_type(publication: Publication) -> str:
    """Return the type of a report, a patent or an unusual work, if it is plain words or a key of biblatex."""
    written = publication.field_text("type")
    is_typed = publication.kind in _TYPED and _PLAIN_WORDS.fullmatch(written)
    return written if is_typed and written.lower() not in KINDS else ""


def repository(publication: Publication) -> str:
    """Return the URL of the code of a software, if it is not its main URL."""
    if publication.kind != "software":
        return ""
    urls = [link.url for link in publication.links if link.kind == "code" and "://" in link.url]
    return urls[0] if urls and urls[0] != publication.url else ""


def status_label(date: PartialDate | None) -> str:
    """Return the label of an unpublished work's status; an empty string for published works."""
    return date.status.label if date and date.status is not Status.PUBLISHED else ""


def venue_of(publication: Publication) -> Venue:
    """Return the preferred venue, or an empty one."""
    return publication.venue or Venue()


def identifiers(publication: Publication) -> dict[str, str]:
    """Return the identifiers by scheme: the first of each scheme, and all ISBNs, separated by commas."""
    by_scheme: dict[str, str] = {}
    for identifier in publication.identifiers:
        value = by_scheme.setdefault(identifier.scheme, identifier.value)
        if identifier.scheme == "isbn" and value != identifier.value:
            by_scheme["isbn"] = f"{value}, {identifier.value}"
    return by_scheme


def web_address(publication: Publication) -> str:
    """Return the URL of a publication, unless it is a path of the site or the URL of an identifier."""
    url = publication.url
    if "://" not in url or any(url == identifier.url for identifier in publication.identifiers):
        return ""
    return url
