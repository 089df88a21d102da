"""Fields of one record -> ``Publication``; awards and activities are in ``awards``, persons in ``persons``.

A format reader names the fields as BibTeX and biblatex do (``native`` records use the same
names), and passes the decoder of its markup and the function that reads a field of names.
From there on every format is read alike, here and in the other modules of this package.

A mistake in a field is reported, and only that field is skipped. Every field of the source,
used or not, is also stored as a string in ``fields`` of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...model.dates import PartialDate, is_preprint_status
from ...model.kinds import kind_of
from ...model.links import safe_url
from ...model.problems import Code, Origin
from ...model.records import Award, Publication, Venue
from ...model.text import EMPTY, Text, joined, plain, tidy
from ..base import Cached, Report, ToText, not_cached
from ..database_notes import without_database_notes
from ..markup import markdown
from .annotations import ANNOTATIONS, ROLES
from .awards import AWARD_FIELDS, read_award
from .contributors import ReadNames, read_contributors
from .date_strings import parse_date, split_date
from .dates import read_date
from .images import read_image
from .languages import language_tag
from .links import link_field, read_identifiers, read_links
from .nested import flattened
from .placeholders import without_placeholders
from .tables import PUBLICATION, STORED, names_in, names_of
from .tags import read_tags
from .values import (
    SEMICOLON,
    Fields,
    as_list,
    as_written,
    digest_fields,
    quoted,
    scalar,
    shape_of,
    split_list,
)
from .venues import ONLY_URL, read_venues

# --- publications ---

_IMAGE_FIELDS = names_of(PUBLICATION, "image")
_AWARD_FIELD = re.compile(r"awards?\d*")
#: Names of the day on which the author visited the URL, that of biblatex first.
ACCESS_FIELDS = names_of(PUBLICATION, "urldate")

# Fields that are read, besides links, ``award2`` … and annotations of names.
_READ_FIELDS = names_in(PUBLICATION)
# Fields of BibTeX and biblatex that are only stored.
_STORED_FIELDS = names_in(STORED)
# Of these, those that are no text.
_NO_TEXT = frozenset({"file", "crossref", "xdata", "xref", "key"})
_MARKUP = re.compile(r"[\\{}&<$~*_`\[]|--|''")
_KIND_OF_VENUE = {
    "journal": "article",
    "conference": "inproceedings",
    "book": "incollection",
    "archive": "preprint",
    "school": "thesis",
    "institution": "report",
}

# Kinds of works that are not in a book, and fields that have the title of a part where ``title`` is missing.
_WHOLE_BOOKS = frozenset({"book", "proceedings", "collection"})
_OTHER_TITLES = (
    "chapter_title",
    "chapter-title",
    "chaptertitle",
    "article_title",
    "article-title",
    "paper_title",
)
# Kinds of entries that can be preprints, and the fields that say that a work is a part of something.
_MAYBE_PREPRINTS = ("", "article", "misc", "online", "unpublished")
_STATUS_FIELDS = ("pubstate", "status")
_CONTAINERS = ("journal", "journaltitle", "booktitle", "venue", "venues")

#: Attributes of a publication, and the problems with them.
_Values = tuple[dict[str, Any], list[tuple[Code, str]]]


def is_known_field(name: str) -> bool:
    """Return whether ``name`` is a field that a publication can have."""
    if name in _READ_FIELDS or name in _STORED_FIELDS or name in ROLES or name in ANNOTATIONS:
        return True
    return link_field(name) is not None or _AWARD_FIELD.fullmatch(name) is not None


def known_fields() -> frozenset[str]:
    """Return the field names to suggest for a misspelled one."""
    return _READ_FIELDS | {
        "award", "awards", "code", "pdf", "slides", "video", "poster", "project", "website"
    }  # fmt: skip


def read_publication(
    key: str,
    entry_type: str,
    fields: Mapping[str, object],
    *,
    text: ToText,
    names: ReadNames,
    origin: Origin,
    report: Report,
    cached: Cached = not_cached,
    is_bibtex: bool = False,
) -> Publication:
    """Return the publication with these fields, whose names are in lower case.

    ``entry_type`` is a type of BibTeX, CSL or RIS, or empty: then the kind follows from the
    venue. ``text`` decodes the markup of the source, and ``names`` reads one field of names.
    URLs and identifiers are not decoded: a reader whose format escapes them does that before.
    ``cached`` caches everything but the fields themselves and the origin. With ``is_bibtex``, the
    fields are those of a BibTeX entry, in the LaTeX of its author.
    """
    fields = flattened(without_placeholders(fields))
    digest = digest_fields(key, entry_type, fields, text, names)

    def read_values() -> _Values:
        problems: list[tuple[Code, str]] = []
        source = Fields(fields, text, lambda code, message: problems.append((code, message)))
        return _publication_values(source, entry_type, names), problems

    values, problems = cached(digest, read_values)
    for code, message in problems:
        report(code, message)
    if awards := values.get("awards"):
        values = {**values, "awards": tuple([replace(award, origin=origin) for award in awards])}
    written = as_written(fields)
    entry = written if is_bibtex else None
    return Publication(key=key, fields=written, entry=entry, origin=origin, digest=digest, **values)


def _publication_values(source: Fields, entry_type: str, names: ReadNames) -> dict[str, Any]:
    """Return the attributes of a publication that follow from its fields, without empty ones."""
    kind = kind_of(entry_type) if entry_type.strip() else ""
    source = _with_title(source, kind)
    title = _title(source)
    if title and _is_preprint(source, kind):
        kind = "preprint"
    venues = read_venues(source, kind)
    if not kind and title:
        kind = _kind_without_type(source, venues)
    contributors, annotations = read_contributors(source, names)
    links, url = read_links(source), _url(source)
    if kind == "software" and not url:
        url = next((link.url for link in links if link.kind == "code"), "")
    values = {
        "kind": kind,
        "type": entry_type.strip().lower(),
        "title": title,
        "titleaddon": source.text("titleaddon"),
        "shorttitle": source.string("shorttitle"),
        "version": source.string("version"),
        "contributors": contributors,
        "annotations": annotations,
        "venues": venues,
        "date": read_date(source),
        "accessed": _accessed(source),
        "identifiers": read_identifiers(source),
        "url": url,
        "links": links,
        "awards": tuple(_awards(source, names)),
        "abstract": source.text("abstract"),
        "note": _notes(source),
        "tags": read_tags(source),
        "image": read_image(source, *_IMAGE_FIELDS),
        "selected": source.flag("selected"),
        "language": language_tag(source.source("langid", "language")),
        "aliases": _aliases(source),
        "decoded": _decoded(source),
    }
    return {name: value for name, value in values.items() if value}


def _decoded(source: Fields) -> dict[str, str]:
    """Return the text of the values with markup that no other attribute of a publication has."""
    return {
        value: plain(source.to_text(value))
        for name, value in source.values.items()
        if (name not in _READ_FIELDS or name == "type")
        and isinstance(value, str)
        and _MARKUP.search(value)
        and name not in _NO_TEXT
        and link_field(name) is None
    }


def _with_title(source: Fields, kind: str) -> Fields:
    """Return the fields with a title that is written under another name.

    A chapter can have it in ``chapter_title``, and a book has its title in ``booktitle`` where no other
    field has one: programs write that for a volume of proceedings.
    """
    if source.value("title") is not None:
        return source
    if kind in _WHOLE_BOOKS and source.value("booktitle") is not None:
        values = {name: value for name, value in source.values.items() if name != "booktitle"}
        return replace(source, values={**values, "title": source.values["booktitle"]})
    title = source.value(*_OTHER_TITLES)
    return source if title is None else replace(source, values={**source.values, "title": title})


def _title(source: Fields) -> Text:
    """Return title and subtitle, with a colon between them unless the title ends with punctuation."""
    title = source.text("title")
    subtitle = source.text("subtitle") if "subtitle" in source.values else EMPTY
    if not subtitle or not title:
        return title or subtitle
    separator = " " if plain(title).endswith((":", "?", "!", ".")) else ": "
    return tidy(joined([*title, separator, *subtitle]))


def _is_preprint(source: Fields, kind: str) -> bool:
    """Return whether the status of a work says that it is a preprint, and its entry type does not differ.

    Reference managers write preprints as ``@online``, ``@misc``, or ``@article`` without a journal.
    """
    if kind not in _MAYBE_PREPRINTS or source.values.keys().isdisjoint(_STATUS_FIELDS):
        return False
    if not is_preprint_status(source.peek(*_STATUS_FIELDS)):
        return False
    return kind == "online" or source.value(*_CONTAINERS) is None


def _kind_without_type(source: Fields, venues: tuple[Venue, ...]) -> str:
    """Return the kind of a work without an entry type, from where it appeared."""
    venue = venues[0] if venues else Venue()
    if venue.name or venue.abbr:
        return _KIND_OF_VENUE.get(venue.kind, "misc")
    return "preprint" if source.value("eprint", "arxiv", "arxivid") is not None else "misc"


def _notes(source: Fields) -> tuple[Text, ...]:
    """Return the notes, without those that databases add to their exports.

    ``additional_info`` is what al-folio shows behind the venue, in Markdown and often after a period.
    """
    more: tuple[Text, ...] = ()
    if "additional_info" in source.values:
        info = source.source("additional_info").lstrip(" .,;")
        more = replace(source, values={"note": info}, to_text=markdown.to_text).texts("note")
    if "note" not in source.values:
        return (*source.texts("addendum"), *more)
    notes = [
        without_database_notes(note) if isinstance(note, str) else note
        for note in as_list(source.values["note"])
    ]
    return (*replace(source, values={**source.values, "note": notes}).texts("note", "addendum"), *more)


def _url(source: Fields) -> str:
    if "url" in source.values or "link" in source.values:
        return source.url("url", "link")
    if "howpublished" in source.values:
        howpublished = plain(source.to_text(source.peek("howpublished")))
        return howpublished if ONLY_URL.fullmatch(howpublished) and safe_url(howpublished) else ""
    return ""


def _accessed(source: Fields) -> PartialDate | None:
    """Return the day on which the author visited the URL. A wrong one is not worth a report."""
    if source.values.keys().isdisjoint(ACCESS_FIELDS):
        return None
    written = source.peek(*ACCESS_FIELDS)
    return (parse_date(written) or PartialDate(text=written)) if written else None


def _aliases(source: Fields) -> tuple[str, ...]:
    """Return other keys of the work. In the front matter of a page, aliases can be addresses of the page."""
    if "ids" not in source.values and "aliases" not in source.values:
        return ()
    return tuple(
        key for key in _keys(source, "ids", "aliases") if not key.startswith("/") and "://" not in key
    )


def _awards(source: Fields, read_names: ReadNames) -> Iterator[Award]:
    """Yield the awards in ``award``, ``award2`` …: strings with semicolons, lists, or mappings.

    ``award_name`` is the short title of the first.
    """
    names = [name for name in source.values if name.startswith("award")]
    if not names:
        return
    shorttitle = source.string("award_name")
    for name in names:
        if not _AWARD_FIELD.fullmatch(name):
            continue
        for item in as_list(source.values[name]):
            if isinstance(item, Mapping):
                yield _embedded_award(item, source, read_names)
                continue
            titles = scalar(item)
            if titles is None:
                source.report(Code.SHAPE, f"{name} must contain strings or mappings, not a list")
            for written in split_list(titles or "", SEMICOLON):
                title, date = split_date(written)
                # al-folio has Markdown here, in BibTeX too.
                to_text = markdown.to_text if "**" in written or "](" in written else source.to_text
                shorttitle = shorttitle or (plain(to_text(written)) if date else "")
                yield Award(key="", title=to_text(title), shorttitle=shorttitle, date=date)
                shorttitle = ""
    if shorttitle:
        yield Award(key="", title=source.text("award_name"), shorttitle=shorttitle)


def _embedded_award(value: Mapping[str, object], fields: Fields, names: ReadNames) -> Award:
    """Return the award in a mapping inside a publication; it has no key."""
    inner = Fields(value, fields.to_text, fields.report)
    for name in value:
        if name not in AWARD_FIELDS:
            fields.report(Code.UNKNOWN_FIELD, f"unknown field in an award: {quoted(name)}")
    return read_award("", inner, names, Origin(""))


def _keys(fields: Fields, *names: str) -> tuple[str, ...]:
    """Return keys of records: one, a list, or a string with commas."""
    keys: list[str] = []
    for name in names:
        for value in as_list(fields.value(name)):
            source = scalar(value)
            if source is None:
                fields.report(Code.SHAPE, f"{name} must contain keys, not a {shape_of(value)}")
            keys.extend(key.strip() for key in (source or "").split(",") if key.strip())
    return tuple(dict.fromkeys(keys))
