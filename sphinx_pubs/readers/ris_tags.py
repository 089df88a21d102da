"""The tags of RIS and the fields that they are read into, for the reader and for the manual's page of fields.

Sources: see :mod:`.ris`.
"""

from __future__ import annotations

from collections.abc import Mapping

from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS

#: The tag of the entry type, which starts a record, and that of the key.
TYPE = "TY"
KEY = "ID"
#: Field -> the tags that can hold it; the first tag that is present is used.
SINGLE = {
    "title": ("TI", "T1", "CT", "BT"),
    "shorttitle": ("ST",),
    "abstract": ("AB", "N2"),
    "doi": ("DO",),
    "volume": ("VL", "VO"),
    "number": ("IS", "CP"),
    "edition": ("ET",),
    "series": ("T3",),
    "location": ("CY", "PP"),
    "language": ("LA",),
    "eid": ("C7",),
    "urldate": ("Y2",),
    "website": ("LK",),
}
#: Fields that take all values of their tags.
LISTS = {"author": ("AU", "A1"), "editor": ("ED", "A2"), "translator": ("A4",), "keywords": ("KW",)}
#: The tags with the title of what contains the work, and those with its abbreviation, the best first.
CONTAINERS = ("T2", "JF", "JO", "J1", "J2", "JA")
ABBREVIATIONS = ("J2", "JA", "J1", "JO")
#: The tags with the first and the last page, with the year, with the whole date and with the full text.
PAGES = ("SP", "EP")
YEARS = ("PY", "Y1")
DATES = ("DA",)
FULL_TEXTS = ("L1", "L2")
#: Single tags that the reader looks into.
PUBLISHER, SERIALS, URLS, TYPE_OF_WORK, NOTES = "PB", "SN", "UR", "M3", "N1"
# Field -> the tags from which the reader works it out.
_WORKED_OUT = {
    **dict.fromkeys((*CONTAINER_FIELDS.values(), "venue"), CONTAINERS),
    "series": CONTAINERS,  # of a book
    "abbr": ABBREVIATIONS,
    **dict.fromkeys((*PUBLISHER_FIELDS.values(), "publisher", "holder"), (PUBLISHER,)),
    "pages": PAGES,
    "date": (*DATES, *YEARS),
    **dict.fromkeys(("isbn", "issn"), (SERIALS,)),
    "url": (URLS,),
    **dict.fromkeys(("pdf", "html"), (*FULL_TEXTS, URLS)),
    "type": (TYPE_OF_WORK,),
    "doi": (TYPE_OF_WORK,),  # ACM and others
    "version": SINGLE["edition"],  # of software
    "note": (NOTES,),
}
#: Field -> all tags that can hold it.
FIELD_TAGS: Mapping[str, tuple[str, ...]] = {
    field: (*SINGLE.get(field, ()), *LISTS.get(field, ()), *_WORKED_OUT.get(field, ()))
    for field in dict.fromkeys((*SINGLE, *LISTS, *_WORKED_OUT))
}
#: Name that a line of a note can start with -> field.
NOTE_LINES = {
    name: name
    for name in ("arxiv", "pmid", "pmcid", "hal", "bibcode", "isbn", "doi", "version", "repository")
} | {"status": "pubstate"}
