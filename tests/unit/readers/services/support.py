"""Read recorded answers of services, and what a test compares of a record."""

from __future__ import annotations

import json
from typing import Any

from sphinx_pubs.model.names import Contributor
from sphinx_pubs.model.records import Publication
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.base import ReadResult
from sphinx_pubs.readers.services import read_answer

from .answers import publications as publications_in
from .answers import recorded


def body(name: str) -> bytes:
    """Return the body of the recorded answer ``crossref/work-article``; skip the test if it is not there."""
    return recorded(f"{name}.json")


def read_recorded(name: str) -> ReadResult:
    """Read a recorded answer with the reader of its service, which is the folder of the file."""
    return read_answer(name.partition("/")[0].removesuffix("-xml"), body(name), f"{name}.json")


def publications(result: ReadResult) -> list[Publication]:
    """Return the records of a result, which must be publications."""
    return publications_in(result.records)


def read_json(service: str, document: Any) -> list[Publication]:
    """Return the records in ``document``, in which the reader must find nothing wrong."""
    result = read_answer(service, json.dumps(document).encode(), "answer.json")
    assert result.problems == ()
    return publications(result)


def name(contributor: Contributor) -> str:
    """Return ``Family, Given`` or the literal name, and ``<ORCID iD>`` behind it."""
    parts = contributor.name
    family = f"{parts.particle} {parts.family}".strip()
    written = parts.literal or f"{family}, {parts.given}".removesuffix(", ")
    return f"{written} <{contributor.orcid}>" if contributor.orcid else written


def summary(record: Publication) -> dict[str, Any]:
    """Return what a record says, without what is empty; of long texts only the start."""
    venue = record.venue
    values = {
        "key": record.key,
        "kind": record.kind,
        "title": plain(record.title)[:60],
        "authors": [name(who) for who in record.authors],
        "editors": [name(who) for who in record.editors],
        "collaborations": [name(who) for who in record.collaborations],
        "date": record.date.isoformat() if record.date else "",
        "venue": plain(venue.name)[:60] if venue else "",
        "abbr": venue.abbr if venue else "",
        "volume": venue.volume if venue else "",
        "number": venue.number if venue else "",
        "pages": venue.pages if venue else "",
        "pagetotal": venue.pagetotal if venue else "",
        "series": venue.series if venue else "",
        "edition": venue.edition if venue else "",
        "publisher": venue.publisher if venue else "",
        "place": venue.place if venue else "",
        "event": venue.event if venue else "",
        "ids": [f"{identifier.scheme}:{identifier.value}" for identifier in record.identifiers],
        "url": record.url,
        "links": {link.kind: link.url for link in record.links},
        "language": record.language,
        "tags": list(record.tags),
        "note": [plain(note) for note in record.note],
        "abstract": plain(record.abstract)[:40],
    }
    return {key: value for key, value in values.items() if value}
