"""Types of resources at DataCite -> types of entries; other services use its schema, too."""

from __future__ import annotations

from collections.abc import Mapping

from .json_values import text

#: General type in lower case -> entry type; others are *misc*.
#: Source: DataCite Metadata Schema 4.6, section 10.a (resourceTypeGeneral).
GENERAL_TYPES = {
    "audiovisual": "video",
    "book": "book",
    "bookchapter": "incollection",
    "collection": "dataset",
    "computationalnotebook": "software",
    "conferencepaper": "inproceedings",
    "conferenceproceeding": "proceedings",
    "datapaper": "article",
    "dataset": "dataset",
    "dissertation": "thesis",
    "interactiveresource": "online",
    "journal": "collection",
    "journalarticle": "article",
    "outputmanagementplan": "report",
    "poster": "poster",
    "preprint": "preprint",
    "presentation": "presentation",
    "report": "report",
    "software": "software",
    "workflow": "software",
}
# Free type of a text, in lower case without spaces -> entry type, besides the general types.
_TEXT_TYPES = {
    "article": "article",
    "blogposting": "online",
    "conference": "inproceedings",
    "conferencearticle": "inproceedings",
    "doctoralthesis": "thesis",
    "masterthesis": "thesis",
    "monograph": "book",
    "phdthesis": "thesis",
    "technicalreport": "report",
    "thesis": "thesis",
    "workingpaper": "report",
}
# Type of an entry in BibTeX, which DataCite derives from the others -> entry type. Any text that is nothing
# else is an *article* there.
_BIBTEX_TYPES = {
    "phdthesis": "thesis",
    "inproceedings": "inproceedings",
    "inbook": "incollection",
    "book": "book",
}

#: Entry type -> field for the title of what contains the work.
CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "book": "series",
    "collection": "series",
    "proceedings": "series",
    "report": "series",
}
#: Entry type -> field for the publisher.
PUBLISHERS = {"thesis": "school", "report": "institution", "preprint": "venue"}


def entry_type_of(work: Mapping[str, object]) -> str:
    """Return the entry type of a work from its ``types`` (``resourceTypeGeneral``, ``resourceType`` …)."""
    general = text(work, "types", "resourceTypeGeneral").lower()
    if general != "text":
        return GENERAL_TYPES.get(general, "misc")
    free = "".join(text(work, "types", "resourceType").lower().split())
    entry_type = _TEXT_TYPES.get(free) or GENERAL_TYPES.get(free)
    entry_type = entry_type or _BIBTEX_TYPES.get(text(work, "types", "bibtex").lower())
    if entry_type:
        return entry_type
    return "article" if text(work, "container", "title") else "misc"
