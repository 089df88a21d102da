"""Where a work appeared: fields of a record -> ``Venue`` objects.

:func:`read_venues` makes one venue of the fields that BibTeX has for it (``journal``,
``booktitle``, ``school``, ``volume``, ``pages`` …) and one of each item of ``venues``, the
list of a native record. The kind of a venue (journal, conference, book, archive …) follows
from the field that names it, or else from words in the name. An abbreviation in parentheses
at the end of a name (``… Computer Vision (ICCV)``) is split off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as field_list
from dataclasses import replace
from typing import Any

from ...model.names import fold
from ...model.problems import Code
from ...model.records import Venue
from ...model.text import EMPTY, Text, plain, tidy
from .dates import read_date
from .tables import PUBLICATION, names_of
from .values import Fields, as_list, quoted, scalar

#: Kind of a work -> field for the title of what contains it, in formats with one name for all of them
#: (CSL's ``container-title``, RIS's ``T2``). Other kinds use ``venue``.
CONTAINER_FIELDS = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
#: Kind of a work -> field for its publisher. Other kinds use ``publisher``.
PUBLISHER_FIELDS = {"thesis": "school", "report": "institution"}
#: The fields that an item of ``venues`` can have.
VENUE_FIELDS = frozenset(
    "name abbr kind date year month day status presentation volume number issue pages pagetotal chapter eid"
    " articleno series shortseries maintitle edition publisher place address location event url".split()
)
#: Names of the number that an article has in place of pages: of biblatex, ACM, Scopus, Web of Science, JATS.
ARTICLE_NUMBERS = names_of(PUBLICATION, "eid")
#: A ``howpublished`` that is only a URL; it is the URL of the record.
ONLY_URL = re.compile(r"(?:https?|ftp)://\S+")

# Field -> kind of the venue that it names. The first of these fields that has a value is used.
_NAME_FIELDS = {
    "journal": "journal",
    "journaltitle": "journal",
    "booktitle": "conference",
    "eventtitle": "conference",
    "school": "school",
    "institution": "institution",
    "howpublished": "",
    "organization": "institution",
}
_SERIES_FIELDS = ("series", "seriestitle", "series_title")
_PLACE_FIELDS = ("place", "location", "address")
# Parts of a venue that few records have, and that are read as they are.
_RARE_FIELDS = ("presentation", "chapter", "shortseries", "maintitle")
_NO_VENUE = Venue()
# Kinds of works whose booktitle names a book and not a conference.
_IN_BOOKS = frozenset({"incollection", "book", "collection"})
# Kinds of works of which a single number of pages is how many they have.
_COUNTED = frozenset(
    "book collection proceedings thesis report manual preprint unpublished patent software dataset".split()
)
_ROMAN = r"[ivxlcdm]{1,8}"
_COUNT = re.compile(rf"(?:{_ROMAN}\s?[+,]\s?)?\d{{1,5}}(?:\s?[+,]\s?{_ROMAN})?", re.I)
# "150 pp.", "12 pages, 5 figures"
_COUNT_IN_WORDS = re.compile(
    rf"(?P<count>{_COUNT.pattern})\s?(?:pp?\b\.?|pages?\b|pgs\b\.?|S\.|Seiten\b|páginas\b|p[áa]gs?\b\.?)(?:,.*)?",
    re.I | re.S,
)
_VOLUME_WORD = re.compile(r"\A(?:vol(?:ume)?|bd|band|tome?)(?:\. ?| )(?=\d)", re.I)
_NUMBER_WORD = re.compile(r"\A(?:no|nr|num(?:ber)?|iss(?:ue)?|heft)(?:\. ?| )(?=\d)", re.I)
_PAGES_WORD = re.compile(r"\A(?:pp?|pages?|pgs?|seiten?)(?:\. ?| )(?=\w)|\AS\. (?=\d)", re.I)
_EARLY_ACCESS_PAGES = re.compile(r"(?:1[-\u2013]{1,2}\d{1,2})?")
# EndNote exports the date of the electronic publication as the edition.
_DATE_AS_EDITION = re.compile(r"\d{4}[/-]\d\d?[/-]\d\d?")
# Words in a name that tell the kind of the venue.
_KIND_WORDS = {
    "conference": re.compile(r"\b(?:conference|symposium|workshop|congress)\b", re.I),
    "journal": re.compile(r"\b(?:journal|transactions|letters|annals|magazine)\b", re.I),
}
_ARCHIVE = re.compile(r"(?:\w*[ar]xiv|corr|ssrn|e-?prints?|preprints?)\b", re.I)
_ARXIV_ID = re.compile(
    r"(?<![\s,:])[\s,:]*\(?\b(?:arXiv\s*:\s*|abs/)[\w.-]+(?:/\d+)?(?:\s*\[[\w.-]+\])?\)?[.,]?", re.I
)
_ABBREVIATION = re.compile(r"(?P<name>.*[^\s(])\s*\((?P<abbr>[^\s()]+)\)", re.S)
_DASH_RANGE = re.compile(r"(?<=\w)\s*(?:-{2,}|-*[\u2010-\u2015][-\u2010-\u2015]*)\s*(?=\w)")
# A single hyphen between two numbers; 2022-01-13 is the number of an article.
_HYPHEN_RANGE = re.compile(r"(?<![^\s,;])(?=[^\W\d]*\d)(\w+)\s*-\s*(?=[^\W\d]*\d)(\w+)(?![^\s,;])")


def read_venues(fields: Fields, kind: str) -> tuple[Venue, ...]:
    """Return the venues of a record; ``kind`` is the kind of the record.

    The venue in the fields of the record comes first, then those of ``venues``. If the former
    has no name, it completes the first of ``venues`` instead.
    """
    venues: list[Venue] = []
    if "venue" in fields.values or "venues" in fields.values:
        venue = fields.value("venue")
        listed = [_read_item(item, fields, kind) for item in as_list(fields.value("venues"))]
        if isinstance(venue, Mapping):
            listed.insert(0, _read_item(venue, fields, kind))
        venues = [item for item in listed if item is not None]
    own = _own_venue(fields, kind)
    if own == _NO_VENUE:
        return tuple(venues)
    if venues and not (own.name or own.abbr):
        return (_completed(venues[0], own), *venues[1:])
    return (own, *venues)


def _own_venue(fields: Fields, kind: str) -> Venue:
    """Return the venue in the fields of a record; an empty one if there are none."""
    naming = next((name for name in _NAME_FIELDS if fields.values.get(name) not in (None, "")), "")
    name = fields.text(naming) if naming else EMPTY
    venue_kind = _NAME_FIELDS[naming] if name else ""
    if naming == "booktitle" and kind in _IN_BOOKS:
        venue_kind = "book"
    if naming == "howpublished" and ONLY_URL.fullmatch(plain(name)):
        name = EMPTY
    places: tuple[str, ...] = _PLACE_FIELDS
    if isinstance(fields.values.get("venue"), str):
        if name:
            places = (*places, "venue")  # in biblatex the place of the event (manual, section 2.2.2)
        else:
            name = fields.text("venue")
    publishers = ("publisher", "organization") if naming in ("booktitle", "eventtitle") else ("publisher",)
    venue = _make_venue(fields, name, venue_kind, kind, publishers, places)
    if naming == "eventtitle" or "eventtitle" not in fields.values:
        return venue
    event = fields.string("eventtitle")
    return replace(venue, event=event) if event and event != plain(venue.name) else venue


def _read_item(value: object, fields: Fields, work: str) -> Venue | None:
    """Return the venue of one item of ``venues``, a name or a mapping; ``work`` is the kind of the work."""
    if not isinstance(value, Mapping):
        source = scalar(value)
        if source is None:
            fields.report(Code.SHAPE, "a venue must be a string or a mapping, not a list")
            return None
        value = {"name": source}
    inner = Fields(value, fields.to_text, fields.report)
    for name in value:
        if name not in VENUE_FIELDS:
            fields.report(Code.UNKNOWN_FIELD, f"unknown field in a venue: {quoted(name)}")
    venue = _make_venue(inner, inner.text("name"), inner.source("kind").lower(), work)
    return replace(venue, date=read_date(inner), event=inner.string("event"), url=inner.url("url"))


def _make_venue(
    fields: Fields,
    name: Text,
    kind: str,
    work: str,
    publishers: tuple[str, ...] = ("publisher",),
    places: tuple[str, ...] = _PLACE_FIELDS,
) -> Venue:
    """Return the venue with the given name.

    ``work`` is the kind of the work; ``publishers`` and ``places`` name the fields for these.
    """
    name, abbr = _split_abbreviation(name, fields.string("abbr"))
    name_string = plain(name)
    pages = fields.string("pages") or fields.string(*ARTICLE_NUMBERS)
    edition = fields.string("edition")
    if _ARCHIVE.match(name_string):
        # "arXiv preprint arXiv:1703.06870": the identifier is read by ``links.read_identifiers``.
        kind = "archive"
        if _ARXIV_ID.search(name_string) and len(name) == 1:
            name = tidy((_ARXIV_ID.sub("", name_string) or "arXiv",))
        pages = "" if _ARXIV_ID.fullmatch(pages) else pages
    elif not kind:
        kind = next((kind for kind, words in _KIND_WORDS.items() if words.search(name_string)), "")
    volume, number, pages = _place_in_journal(
        fields.string("volume"), fields.string("number", "issue"), pages, work
    )
    pages, pagetotal = _pages_and_count(
        pages, fields.string("pagetotal"), "preprint" if kind == "archive" else work
    )
    venue = Venue(
        name=name,
        abbr=abbr,
        kind=kind,
        volume=volume,
        number=number,
        pages=_with_en_dashes(pages),
        pagetotal=pagetotal,
        series=fields.string(*_SERIES_FIELDS),
        edition="" if _DATE_AS_EDITION.fullmatch(edition) else edition,
        publisher=fields.string(*publishers),
        place=fields.string(*places),
    )
    rare: dict[str, Any] = {name: fields.string(name) for name in _RARE_FIELDS if name in fields.values}
    return replace(venue, **rare) if rare else venue


def _place_in_journal(volume: str, number: str, pages: str, work: str) -> tuple[str, str, str]:
    """Return volume, number and pages without the words *Vol.*, *No.* and *pp.*, which a layout adds."""
    if volume == "PP" and number in ("", "1", "99"):  # IEEE's early access
        return "", "", "" if _EARLY_ACCESS_PAGES.fullmatch(pages) else pages
    if work == "article":
        number = _NUMBER_WORD.sub("", number)
    return _VOLUME_WORD.sub("", volume), number, _PAGES_WORD.sub("", pages)


def _split_abbreviation(name: Text, abbr: str) -> tuple[Text, str]:
    """Return name and abbreviation; without ``abbr`` it is taken from parentheses at the end of the name.

    It must have two capitals: *Nature (London)* has no abbreviation. An ``abbr`` that is the name is none,
    and one that is in the parentheses is not part of the name.
    """
    if abbr and fold(abbr) == fold(plain(name)):
        return name, ""
    if not name or not isinstance(name[-1], str) or not name[-1].endswith(")"):
        return name, abbr
    match = _ABBREVIATION.fullmatch(name[-1])
    if not match or (match["abbr"] != abbr if abbr else sum(map(str.isupper, match["abbr"])) < 2):
        return name, abbr
    return tidy((*name[:-1], match["name"])), match["abbr"]


def _pages_and_count(pages: str, count: str, work: str) -> tuple[str, str]:
    """Return the pages, and how many there are, which is what *150* in the ``pages`` of a thesis is."""
    if match := _COUNT_IN_WORDS.fullmatch(pages):
        return "", count or match["count"]
    if work in _COUNTED and _COUNT.fullmatch(pages):
        return "", count or pages
    if count and _HYPHEN_RANGE.fullmatch(count.replace("--", "-")):
        return pages or count, ""
    match = _COUNT_IN_WORDS.fullmatch(count)
    return pages, match["count"] if match else count


def _with_en_dashes(pages: str) -> str:
    """Return pages with an en dash in each range: ``12--15`` becomes ``12–15``."""
    if _DASH_RANGE.search(pages):
        return _DASH_RANGE.sub("\u2013", pages)
    return _HYPHEN_RANGE.sub("\\1\u2013\\2", pages)


def _completed(venue: Venue, other: Venue) -> Venue:
    """Return ``venue`` with its empty fields filled from ``other``."""
    changes = {
        field.name: getattr(other, field.name)
        for field in field_list(Venue)
        if not getattr(venue, field.name)
    }
    return replace(venue, **changes)
