"""A publication as a BibTeX entry that BibTeX and biblatex both understand.

Source: btxdoc (Patashnik, 1988), section 3; biblatex manual, section 2.2. Dates,
eprints and ``pubstate`` that only biblatex knows stand beside what BibTeX has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model.dates import PartialDate, Status
from ..model.kinds import kind_of
from ..model.people import OTHERS, Name
from ..model.publication import Publication, Venue
from ..model.text import joined
from .common import STATUS_WORDS, degree, identifiers, venue_of, web_address
from .latex import escape, to_latex, verbatim

#: The entry types of BibTeX; one that a record has itself is kept.
_CLASSICAL = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis"
    " proceedings techreport unpublished".split()
)
_BY_KIND = {"collection": "book", "report": "techreport", "thesis": "thesis", "patent": "patent"}
_BY_DEGREE = {"PhD thesis": "phdthesis", "Master's thesis": "mastersthesis"}

#: Entry type -> the field that names where the work appeared; *howpublished* for every other type.
_VENUE_FIELDS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "conference": "booktitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
    "phdthesis": "school",
    "mastersthesis": "school",
    "thesis": "institution",
    "techreport": "institution",
    "manual": "organization",
}
_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: One word with two capitals in parentheses after the name of a conference is taken for its abbreviation.
_ABBREVIATION = re.compile(r"(?=[^\s()]+$)[^A-Z]*[A-Z][^A-Z]*[A-Z].*")
#: Parts of a family name that BibTeX and its readers take for a particle or a suffix.
_TAKEN_APART = re.compile(r"(?:^|\s)(?:['\u2019]?[a-z]\S*\s|(?:Jr|Sr|II|III|IV)\.?$)")
#: What would end a name, or a part of it.
_SEPARATOR = re.compile(r",|\band\b", re.IGNORECASE)
_NOT_IN_KEY = re.compile(r"""[\s,{}"'\\%#~()=]+""")
_EPRINTS = {"arxiv": "arXiv", "jstor": "jstor", "hdl": "hdl"}


def to_bibtex(publication: Publication) -> str:
    """Return the entry, its fields in an order that does not depend on the source."""
    key = _NOT_IN_KEY.sub("-", publication.key) or "untitled"
    lines = [f"  {name} = {value},\n" for name, value in _fields(publication)]
    return f"@{entry_type(publication)}{{{key},\n{''.join(lines)}}}\n"


def entry_type(publication: Publication) -> str:
    """Return the type of the entry: one that BibTeX knows, where it has one."""
    if publication.type in _CLASSICAL and kind_of(publication.type) == publication.kind:
        return publication.type
    kind = _BY_DEGREE.get(degree(publication)) or _BY_KIND.get(publication.kind, publication.kind)
    return kind if kind in _CLASSICAL or kind in _BY_KIND else "misc"


def _fields(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the names of the fields with their values as they are written, delimiters included."""
    written = {
        "title": to_latex(publication.title, protect=True),
        **{role: _names(publication, role) for role in ("author", "editor", "translator")},
        **_venue(venue_of(publication), _VENUE_FIELDS.get(entry_type(publication), "howpublished")),
    }
    yield from ((name, f"{{{value}}}") for name, value in written.items() if value)
    yield from _date(publication)
    links = {**_identifiers(publication), "url": verbatim(web_address(publication))}
    yield from ((name, f"{{{value}}}") for name, value in links.items() if value)
    if publication.note:
        yield "note", "{" + ". ".join(to_latex(line).rstrip(".") for line in publication.note) + "}"


def _names(publication: Publication, role: str) -> str:
    return " and ".join(_name(who.name) for who in publication.contributors if who.role == role)


def _name(name: Name) -> str:
    """Return a name so that BibTeX takes it apart as it is."""
    if name == OTHERS:
        return "others"
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    given, particle, suffix = _part(name.given), _part(name.particle), _part(name.suffix)
    # A word in lower case would become a particle, "III" a suffix, and several words alone a given name.
    whole = _TAKEN_APART.search(name.family) or (" " in name.family and not (name.given or particle))
    family = f"{{{escape(name.family)}}}" if whole else _part(name.family)
    last = " ".join(filter(None, (particle, family)))
    if suffix:
        return f"{last}, {suffix}, {given}".rstrip()
    return f"{last}, {given}" if given else last


@lru_cache(maxsize=10_000)
def _part(part: str) -> str:
    return f"{{{escape(part)}}}" if _SEPARATOR.search(part) else escape(part)


def _venue(venue: Venue, name_field: str) -> dict[str, str]:
    name = venue.name or joined([venue.abbr])
    if name_field == "booktitle" and venue.name and _ABBREVIATION.fullmatch(venue.abbr):
        name = joined([*venue.name, f" ({venue.abbr})"])
    return {
        name_field: to_latex(name),
        "series": escape(venue.series),
        "volume": escape(venue.volume),
        "number": escape(venue.number),
        "pages": re.sub(r"\s*\u2013\s*", "--", escape(venue.pages)),
        "edition": escape(venue.edition),
        "publisher": escape(venue.publisher),
        "address": escape(venue.place),
    }


def _date(publication: Publication) -> Iterator[tuple[str, str]]:
    date = publication.date
    if date is None:
        return
    if date.year is not None:
        yield "year", f"{{{PartialDate(date.year).isoformat()}}}"
        if date.month and not date.end:
            yield "month", _MONTHS[date.month]
        if date.day or date.end:
            yield "date", f"{{{date.isoformat()}}}"
    elif date.text and date.status is Status.PUBLISHED:
        yield "year", f"{{{escape(date.text)}}}"
    if date.status in STATUS_WORDS:
        yield "pubstate", f"{{{STATUS_WORDS[date.status].replace(' ', '')}}}"


def _identifiers(publication: Publication) -> dict[str, str]:
    found = identifiers(publication)
    eprint = next((scheme for scheme in _EPRINTS if scheme in found), "")
    return {
        "doi": verbatim(found.get("doi", "")),
        "eprint": verbatim(found.get(eprint, "")),
        "archiveprefix": _EPRINTS.get(eprint, ""),
        "adsurl": next((known.url for known in publication.identifiers if known.scheme == "ads"), ""),
        "hal_id": found.get("hal", ""),
        "pmid": found.get("pmid", ""),
        "pmcid": found.get("pmcid", ""),
        "isbn": found.get("isbn", ""),
    }
