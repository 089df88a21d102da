"""The variables of CSL-JSON and the fields that they are read into, for the reader and for the manual.

Source: CSL 1.0.2 specification, appendix IV, and its schema csl-data.json,
https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS

#: The variable with the type of the work, and those that can hold its key, the best first.
TYPE = "type"
KEYS = ("citation-key", "id")
#: Variable -> field. Upper case does not matter; this is how CSL, or else Zotero, writes them.
VARIABLES = {
    "title": "title",
    "title-short": "shorttitle",
    "shortTitle": "shorttitle",
    "container-title-short": "abbr",
    "journalAbbreviation": "abbr",
    "collection-title": "series",
    "collection-title-short": "shortseries",
    "event-title": "eventtitle",
    "event": "eventtitle",
    "issue": "number",
    "page": "pages",
    "status": "pubstate",
    "keyword": "keywords",
    "genre": "type",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "URL": "url",
    "arXiv": "arxiv",
    "HAL": "hal",
    "bibcode": "bibcode",
    "container-author": "bookauthor",
    "issued": "date",
    "other-ids": "ids",  # of pandoc
}
#: Variables that have the name of their field.
SAME_NAME = (
    "author",
    "editor",
    "translator",
    "director",
    "volume",
    "number",
    "edition",
    "version",
    "ISSN",
    "language",
    "abstract",
    "note",
    "annote",
)
_FIELDS = {name.lower(): field for name, field in VARIABLES.items()}
_NAMES = {name.lower(): name.lower() for name in SAME_NAME} | _FIELDS
#: Variables that a line of the note can hold, in lower case.
IN_NOTES = frozenset({*_FIELDS, "citation-key", "container-title", "publisher-place", "event-place", TYPE})
_AT_EVENTS = frozenset({"inproceedings", "presentation", "poster"})


def field_names(kind: str, *, has_container: bool, has_number: bool) -> dict[str, str]:
    """Return the fields of variables, which are in lower case, for a work of this kind.

    Any other variable is a field of the same name.

    :param has_container: whether the work has a ``container-title``.
    :param has_number: whether it has an ``issue`` or a ``number``.
    """
    names = {
        **_NAMES,
        "container-title": CONTAINER_FIELDS.get(kind, "venue"),
        "publisher": PUBLISHER_FIELDS.get(kind, "publisher"),
        "publisher-place": "location",
        "event-place": "place" if kind in _AT_EVENTS else "event-place",
    }
    if kind == "preprint" and not has_container:
        names["publisher"] = "venue"
    if not has_number:
        names["collection-number"] = "number"
    return names
