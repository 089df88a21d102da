"""A publication from its fields: one builder for all formats.

What a field means is said here and in the modules that this one calls, once
for every format. A reader brings the fields, and how its format writes text
and names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..model import kinds
from ..model.award import Award
from ..model.links import safe_url
from ..model.problems import Code, Origin
from ..model.publication import Image, Publication, Venue
from ..model.text import Text, joined, plain, tidy
from .base import Report, ToText
from .contributors import ANNOTATIONS, ROLES, ReadNames, read_contributors
from .dates import read_date
from .fields import Fields, as_written, items, pieces, scalar
from .identifiers import FIELDS as IDENTIFIER_FIELDS
from .identifiers import read_identifiers
from .languages import language_tag
from .links import link_field, read_links
from .records import embedded_award
from .venues import ONLY_URL, read_venues

_AWARD_FIELD = re.compile(r"awards?\d*")
_IMAGE_FIELDS = ("image", "preview", "thumbnail")

#: Fields that are understood, besides links, ``award2`` … and ``author+an``.
_UNDERSTOOD = frozenset(
    "title subtitle shorttitle date year month day pubstate status journal journaltitle booktitle"
    " eventtitle school institution organization howpublished venue venues abbr presentation volume number"
    " issue pages articleno eid series edition publisher address location place eprint archiveprefix"
    " eprinttype primaryclass eprintclass url link links award_name tags keywords selected language langid"
    " abstract note addendum same_as different_from".split()
) | {*ROLES, *IDENTIFIER_FIELDS, *_IMAGE_FIELDS}
#: Fields of BibTeX and biblatex that are kept, and shown nowhere.
_KEPT = frozenset(
    "annotation annote chapter copyright crossref eissn file issn key lccn mrnumber numpages origdate"
    " pagetotal shortauthor urldate version volumes xdata xref zbl".split()
)


def publication(
    key: str,
    entry_type: str,
    fields: Mapping[str, object],
    *,
    text: ToText,
    names: ReadNames,
    origin: Origin,
    report: Report,
) -> Publication:
    """Return the publication that ``fields`` tell, by the names of BibTeX and biblatex in lower case.

    ``text`` decodes the markup language of the source, ``names`` reads a field of
    names. ``entry_type`` may be empty. URLs and identifiers are taken as they are.
    What is wrong is reported, and costs its field only.
    """
    source = Fields(fields, text, report)
    title = _title(source)
    kind = kinds.kind_of(entry_type) if entry_type.strip() else ""
    venues = read_venues(source, kind)
    if not kind and title:
        kind = _kind_without_type(source, venues)
    return Publication(
        key=key,
        kind=kind,
        type=entry_type.strip().lower(),
        title=title,
        shorttitle=source.string("shorttitle"),
        contributors=read_contributors(source, names),
        venues=venues,
        date=read_date(source),
        identifiers=read_identifiers(source),
        url=_url(source),
        links=read_links(source),
        awards=tuple(_awards(source, names, origin)),
        abstract=source.text("abstract"),
        note=source.texts("note", "addendum"),
        tags=source.words("tags", "keywords"),
        image=_image(source),
        selected=source.flag("selected"),
        language=language_tag(source.source("langid", "language")),
        fields=as_written(fields),
        origin=origin,
    )


def is_known_field(name: str) -> bool:
    """Whether ``name`` is a field that a publication can have."""
    if name in _UNDERSTOOD or name in _KEPT or name in ROLES or name in ANNOTATIONS:
        return True
    return link_field(name) is not None or _AWARD_FIELD.fullmatch(name) is not None


def known_fields() -> frozenset[str]:
    """Return the names that a misspelt field can have meant."""
    return _UNDERSTOOD | {"award", "awards", "code", "pdf", "slides", "video", "poster", "project", "website"}


def _title(source: Fields) -> Text:
    title, subtitle = source.text("title"), source.text("subtitle")
    if not subtitle or not title:
        return title or subtitle
    joint = " " if plain(title).endswith((":", "?", "!", ".")) else ": "
    return tidy(joined([*title, joint, *subtitle]))


def _kind_without_type(source: Fields, venues: tuple[Venue, ...]) -> str:
    """Return what a work is whose type is not said, from where it appeared."""
    venue = venues[0] if venues else Venue()
    by_venue = {
        "journal": "article",
        "conference": "inproceedings",
        "book": "incollection",
        "archive": "preprint",
        "school": "thesis",
        "institution": "report",
    }
    if venue.name or venue.abbr:
        return by_venue.get(venue.kind, "misc")
    return "preprint" if source.value("eprint", "arxiv", "arxivid") is not None else "misc"


def _url(source: Fields) -> str:
    if "url" in source.values or "link" in source.values:
        return source.url("url", "link")
    if "howpublished" in source.values:
        written = plain(source.to_text(source.peek("howpublished")))
        return written if ONLY_URL.fullmatch(written) and safe_url(written) else ""
    return ""


def _awards(source: Fields, names: ReadNames, origin: Origin) -> Iterator[Award]:
    """Yield the awards of ``award``, ``award2`` …: texts with semicolons, lists, or mappings."""
    shorttitle = source.string("award_name")
    for name, value in source.values.items():
        if not name.startswith("award") or not _AWARD_FIELD.fullmatch(name):
            continue
        for item in items(value):
            if isinstance(item, Mapping):
                yield embedded_award(item, source, names, origin)
                continue
            written = scalar(item)
            if written is None:
                source.report(Code.SHAPE, f"{name} must hold texts or mappings, not a list")
            for part in pieces(written or "", ";"):
                yield Award(key="", title=source.to_text(part), shorttitle=shorttitle, origin=origin)
                shorttitle = ""
    if shorttitle:
        yield Award(key="", title=source.text("award_name"), shorttitle=shorttitle, origin=origin)


def _image(source: Fields) -> Image | None:
    value = source.value(*_IMAGE_FIELDS)
    if isinstance(value, Mapping):
        inner = Fields(value, source.to_text, source.report)
        path, alt = inner.url("path", "url"), inner.string("alt")
    elif value is not None:
        path, alt = source.url(*_IMAGE_FIELDS), ""
    else:
        return None
    return Image(path, alt) if path else None
