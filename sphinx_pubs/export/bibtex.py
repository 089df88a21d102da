"""A publication as a BibTeX entry that BibTeX and biblatex both understand.

Source: btxdoc (Patashnik, 1988), section 3; biblatex manual, section 2.2. Dates,
eprints and ``pubstate`` that only biblatex knows stand beside what BibTeX has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model.dates import PartialDate, iso_year
from ..model.kinds import kind_of
from ..model.names import OTHERS, Name
from ..model.records import Publication, Venue
from ..model.text import joined
from .common import degree, identifiers, status_label, venue_of, web_address
from .markup import escape, to_latex, verbatim

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
_DASH = re.compile(r"\s*\u2013\s*")
_NOT_IN_KEY = re.compile(r"""[\s,{}"'\\%#~()=]+""")
_EPRINTS = {"arxiv": "arXiv", "jstor": "jstor", "hdl": "hdl"}
#: Scheme -> the field for it, where that holds the identifier as it is.
_IDENTIFIER_FIELDS = {"hal": "hal_id", "pmid": "pmid", "pmcid": "pmcid", "isbn": "isbn"}


def to_bibtex(publication: Publication) -> str:
    """Return the entry, its fields in an order that does not depend on the source."""
    key = _NOT_IN_KEY.sub("-", publication.key) or "untitled"
    kind = entry_type(publication)
    lines = [_line(name, value) for name, value in _fields(publication, kind).items() if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def entry_type(publication: Publication) -> str:
    """Return the type of the entry: one that BibTeX knows, where it has one."""
    if publication.type in _CLASSICAL and kind_of(publication.type) == publication.kind:
        return publication.type
    kind = _BY_DEGREE.get(degree(publication)) or _BY_KIND.get(publication.kind, publication.kind)
    return kind if kind in _CLASSICAL or kind in _BY_KIND else "misc"


def _line(name: str, value: str) -> str:
    # What a month is called is a macro, which each style defines.
    return f"  {name} = {value},\n" if name == "month" else f"  {name} = {{{value}}},\n"


def _fields(publication: Publication, kind: str) -> dict[str, str]:
    """Return the fields of the entry, without delimiters; some are empty."""
    return {
        "title": to_latex(publication.title, protect=True),
        **_people(publication),
        **_venue(venue_of(publication), _VENUE_FIELDS.get(kind, "howpublished")),
        **(_date(publication.date) if publication.date else {}),
        **_identifiers(publication),
        "url": verbatim(web_address(publication)),
        "note": ". ".join([to_latex(line).rstrip(".") for line in publication.note]),
    }


def _people(publication: Publication) -> dict[str, str]:
    names: dict[str, list[str]] = {"author": [], "editor": [], "translator": []}
    for who in publication.contributors:
        if who.role in names:
            names[who.role].append(_name(who.name))
    return {role: " and ".join(found) for role, found in names.items()}


@lru_cache(maxsize=10_000)  # a list has the same names again and again
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
        "pages": _DASH.sub("--", escape(venue.pages)),
        "edition": escape(venue.edition),
        "publisher": escape(venue.publisher),
        "address": escape(venue.place),
    }


def _date(date: PartialDate) -> dict[str, str]:
    fields: dict[str, str] = {}
    if date.year is not None:
        fields["year"] = iso_year(date.year)
        if date.month and not date.end:
            fields["month"] = _MONTHS[date.month]
        if date.day or date.end:
            fields["date"] = date.isoformat()
    elif not status_label(date):
        fields["year"] = escape(date.text)
    if status := status_label(date):
        fields["pubstate"] = status.replace(" ", "")
    return fields


def _identifiers(publication: Publication) -> dict[str, str]:
    found = identifiers(publication)
    fields: dict[str, str] = {}
    if "doi" in found:
        fields["doi"] = verbatim(found["doi"])
    for scheme, archive in _EPRINTS.items():
        if scheme in found:
            fields |= {"eprint": verbatim(found[scheme]), "archiveprefix": archive}
            break
    if "ads" in found:
        fields["adsurl"] = next(known.url for known in publication.identifiers if known.scheme == "ads")
    for scheme, name in _IDENTIFIER_FIELDS.items():
        if scheme in found:
            fields[name] = found[scheme]
    return fields
