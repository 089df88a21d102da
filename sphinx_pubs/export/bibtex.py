"""Write a publication as a BibTeX entry for BibTeX and biblatex.

Source: btxdoc (Patashnik, 1988), section 3; biblatex manual, section 2.2. Fields that only biblatex
knows (``date``, ``eprint``, ``pubstate``) are added to those of BibTeX.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..model.dates import PartialDate, iso_year
from ..model.kinds import kind_of
from ..model.names import OTHERS, Name
from ..model.records import Publication, Venue
from ..model.text import joined
from .as_written import MONTH_MACROS, month_macro, written_fields, written_key, written_type
from .common import degree, identifiers, plain_type, repository, status_label, venue_of, web_address
from .markup import escape, to_latex, verbatim

# The entry types of BibTeX. If a record has one of them, it is kept.
_BIBTEX_TYPES = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis"
    " proceedings techreport unpublished".split()
)
_BY_KIND = {"collection": "book", "report": "techreport", "thesis": "thesis", "patent": "patent"}
_BY_DEGREE = {"PhD thesis": "phdthesis", "Master's thesis": "mastersthesis"}

# Entry type -> field for the name of the venue; howpublished for all other types.
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
# The BibTeX reader takes one word with two capitals, in parentheses after a venue, for its abbreviation.
_ABBREVIATION = re.compile(r"(?=[^\s()]+$)[^A-Z]*[A-Z][^A-Z]*[A-Z].*")
# Parts of a family name that BibTeX would take for a particle or a suffix.
_MISREAD = re.compile(r"(?:^|\s)(?:['\u2019]?[a-z]\S*\s|(?:Jr|Sr|II|III|IV)\.?$)")
# Initials in a family name of several words, which the BibTeX reader would take for another person's.
_INITIALS = re.compile(r"(?:^|\s)(?:[^\W\d_]\.|[A-Z]{1,3}(?:\s|$))")
# Text that would end a name or a part of it.
_SEPARATOR = re.compile(r"[,，、；､]|\band\b", re.IGNORECASE)
_DASH = re.compile(r"(?:(?<!\s)\s++)?+\u2013\s*+")
_NOT_IN_KEY = re.compile(r"""[\s,{}"'\\%#~()=]+""")
# Scheme -> archive in biblatex's ``archiveprefix``.
_EPRINTS = {"arxiv": "arXiv", "jstor": "jstor", "hdl": "hdl"}
# Scheme -> field that holds the identifier unchanged.
_IDENTIFIER_FIELDS = {"hal": "hal_id", "pmid": "pmid", "pmcid": "pmcid", "isbn": "isbn"}


def to_bibtex(publication: Publication, *, as_written: bool = True) -> str:
    """Return ``publication`` as a BibTeX entry that ends with a line break.

    Characters outside of ASCII are kept.

    :param as_written: take the type and the fields of the entry that the publication was read from, in the
        LaTeX and in the order of its author (see :mod:`.as_written`), with the identifiers that it gained
        from other sources. Without it, or if there is no such entry, the fields are written from the
        record, in an order that does not depend on the source.
    """
    key = _NOT_IN_KEY.sub("-", publication.key) or "untitled"
    bibtex_type, fields = entry_type(publication), {}
    if as_written and (written := written_fields(publication)):
        key = written_key(publication)
        bibtex_type = written_type(publication) or bibtex_type
        fields = {**written, **_new_identifiers(publication, written)}
    lines = [
        field_line(name, value)
        for name, value in (fields or _fields(publication, bibtex_type)).items()
        if value
    ]
    return f"@{bibtex_type}{{{key},\n{''.join(lines)}}}\n"


def entry_fields(publication: Publication) -> dict[str, str]:
    """Return the fields of the entry for ``publication`` that are not empty, as LaTeX without delimiters."""
    fields = _fields(publication, entry_type(publication))
    return {name: value for name, value in fields.items() if value}


def entry_type(publication: Publication) -> str:
    """Return the entry type: a type of BibTeX if possible."""
    if publication.type in _BIBTEX_TYPES and kind_of(publication.type) == publication.kind:
        return publication.type
    name = _BY_DEGREE.get(degree(publication)) or _BY_KIND.get(publication.kind, publication.kind)
    return name if name in _BIBTEX_TYPES or name in _BY_KIND else "misc"


def field_line(name: str, value: str) -> str:
    """Return the line of a field in an entry, with its line break; a month is written as its macro."""
    macro = month_macro(value) if name == "month" else ""
    return f"  {name} = {macro or f'{{{value}}}'},\n"


def _new_identifiers(publication: Publication, written: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of identifiers that the entry does not have, and that no value of it contains."""
    values = " ".join(written.values()).lower()
    fields = _identifiers(publication)
    if "eprint" in written or fields.get("eprint", "").lower() in values:
        fields.pop("eprint", "")
        fields.pop("archiveprefix", "")
    return {
        name: value
        for name, value in fields.items()
        if name not in written and (name == "archiveprefix" or value.lower() not in values)
    }


def _fields(publication: Publication, bibtex_type: str) -> dict[str, str]:
    """Return the fields of the entry, without delimiters; some are empty."""
    return {
        "title": to_latex(publication.title, protect=True),
        "titleaddon": to_latex(publication.titleaddon),
        **_people(publication),
        "type": plain_type(publication),
        **_venue(venue_of(publication), _VENUE_FIELDS.get(bibtex_type, "howpublished")),
        **(_date(publication.date) if publication.date else {}),
        **_identifiers(publication),
        "url": verbatim(web_address(publication)),
        "urldate": publication.accessed.isoformat() if publication.accessed else "",
        "version": escape(publication.version),
        "language": escape(publication.language),
        "repository": verbatim(repository(publication)),
        "note": ". ".join([to_latex(line).rstrip(".") for line in publication.note]),
    }


def _people(publication: Publication) -> dict[str, str]:
    names: dict[str, list[str]] = {role: [] for role in ("author", "editor", "translator", "holder")}
    for contributor in publication.contributors:
        if contributor.role in names:
            names[contributor.role].append(_name(contributor.name))
    people = {role: " and ".join(people) for role, people in names.items()}
    return {**people, "collaboration": _collaborations(publication)}


def _collaborations(publication: Publication) -> str:
    """Return the collaborations without the word, which styles add, unless the author wrote it."""
    is_written = "collaboration" in publication.fields.get("collaboration", "").lower()
    names = [who.name.literal for who in publication.contributors if who.role == "collaboration"]
    return ", ".join(_part(name if is_written else name.removesuffix(" Collaboration")) for name in names)


@lru_cache(maxsize=10_000)  # a list has the same names again and again
def _name(name: Name) -> str:
    """Return a name that BibTeX splits into the same parts."""
    if name == OTHERS:
        return "others"
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    given, particle, suffix = _part(name.given), _part(name.particle), _part(name.suffix)
    # A word in lower case would become a particle, "III" a suffix, and several words alone a given name.
    must_not_split = _MISREAD.search(name.family) or (
        " " in name.family and (not (name.given or particle) or _INITIALS.search(name.family))
    )
    family = f"{{{escape(name.family)}}}" if must_not_split else _part(name.family)
    last = " ".join(filter(None, (particle, family)))
    if suffix:
        return f"{last}, {suffix}, {given}".rstrip()
    return f"{last}, {given}" if given else last


def _part(part: str) -> str:
    return f"{{{escape(part)}}}" if _SEPARATOR.search(part) else escape(part)


def _venue(venue: Venue, name_field: str) -> dict[str, str]:
    name = venue.name or joined([venue.abbr])
    is_beside = venue.abbr and venue.abbr_beside_name() and _ABBREVIATION.fullmatch(venue.abbr)
    if name_field == "booktitle" and venue.name and is_beside:
        name = joined([*venue.name, f" ({venue.abbr})"])
    return {
        name_field: to_latex(name),
        "eventtitle": escape(venue.event),
        "maintitle": escape(venue.maintitle),
        "series": escape(venue.series),
        "shortseries": escape(venue.shortseries),
        "volume": escape(venue.volume),
        "number": escape(venue.number),
        "chapter": escape(venue.chapter),
        "pages": _DASH.sub("--", escape(venue.pages)),
        "pagetotal": escape(venue.pagetotal),
        "edition": escape(venue.edition),
        "publisher": escape(venue.publisher),
        "address": escape(venue.place),
    }


def _date(date: PartialDate) -> dict[str, str]:
    fields: dict[str, str] = {}
    if date.year is not None:
        fields["year"] = iso_year(date.year)
        if date.month and not date.end:
            fields["month"] = MONTH_MACROS[date.month - 1]
        if date.end or date.season or date.qualifier:
            fields["date"] = date.isoformat()
        elif date.day:
            fields["day"] = str(date.day)
    elif date.is_open:
        fields["date"] = date.isoformat()
    elif not status_label(date):
        fields["year"] = escape(date.text)
    if status := status_label(date):
        fields["pubstate"] = status.replace(" ", "")
    return fields


def _identifiers(publication: Publication) -> dict[str, str]:
    by_scheme = identifiers(publication)
    fields: dict[str, str] = {}
    if "doi" in by_scheme:
        fields["doi"] = verbatim(by_scheme["doi"])
    for scheme, archive in _EPRINTS.items():
        if scheme in by_scheme:
            fields |= {"eprint": verbatim(by_scheme[scheme]), "archiveprefix": archive}
            break
    if "ads" in by_scheme:
        fields["adsurl"] = next(item.url for item in publication.identifiers if item.scheme == "ads")
    for scheme, name in _IDENTIFIER_FIELDS.items():
        if scheme in by_scheme:
            fields[name] = by_scheme[scheme]
    return fields
