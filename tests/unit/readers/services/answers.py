"""Helpers for the tests of ``readers/services``: recorded answers, records in short, damaged answers."""

from __future__ import annotations

import copy
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest

from sphinx_pubs.model.records import Publication, Record, Venue
from sphinx_pubs.model.text import plain
from sphinx_pubs.readers.services import read_answer
from tests.support import SHARED

ANSWERS = SHARED / "api"
#: How many damaged forms of one answer are read.
MOST_DAMAGED = 60


def recorded(name: str) -> bytes:
    """Return the body of a recorded answer; skip the test if the recorded answers are not here."""
    path = ANSWERS / name
    if not path.is_file():
        pytest.skip("the recorded answers are not here")
    content = path.read_bytes()
    document = json.loads(content) if path.suffix == ".json" else None
    if isinstance(document, dict) and {"url", "body"} <= document.keys():
        return str(document["body"]).encode()
    return content


def names_of(pattern: str) -> list[str]:
    """Return the names of the recorded answers that match; one that no file has if they are not here."""
    found = sorted(path.relative_to(ANSWERS).as_posix() for path in ANSWERS.glob(pattern))
    return found or ["missing"]


def publications(records: Iterable[Record]) -> list[Publication]:
    """Return the records, all of which are publications."""
    found = list(records)
    assert all(isinstance(record, Publication) for record in found)
    return [record for record in found if isinstance(record, Publication)]


def read_valid(service: str, data: bytes | str) -> list[Publication]:
    """Return the publications in an answer without problems."""
    result = read_answer(service, data.encode() if isinstance(data, str) else data, "answer")
    assert result.problems == ()
    return publications(result.records)


def in_short(record: Publication) -> dict[str, str]:
    """Return what a record says, in short strings; of the abstract only its first words."""
    date = record.date
    day = "-".join(f"{part:02d}" for part in (date.year, date.month, date.day) if part) if date else ""
    if date and date.season:
        day += f" {date.season.name.lower()}"
    if date and date.end:
        day += f"/{date.end.year}-{date.end.month or 0:02d}"
    values = {
        "kind": record.kind,
        "title": plain(record.title),
        "addition": plain(record.titleaddon),
        "date": day,
        "venues": "; ".join(map(_venue, record.venues)),
        "ids": " ".join(f"{item.scheme}:{item.value}" for item in record.identifiers),
        "url": record.url,
        "links": " ".join(f"{link.kind}:{link.url}" for link in record.links),
        "language": record.language,
        "tags": "; ".join(record.tags),
        "version": record.version,
        "note": "; ".join(map(plain, record.note)),
        "aliases": " ".join(record.aliases),
        "abstract": plain(record.abstract)[:40],
    }
    for role in dict.fromkeys(person.role for person in record.contributors):
        values[role] = "; ".join(person.name.full() for person in record.contributors if person.role == role)
    return {name: value for name, value in values.items() if value}


def _venue(venue: Venue) -> str:
    names = (
        *("name", "abbr", "kind", "presentation", "volume", "number", "pages", "pagetotal"),
        *("series", "edition", "publisher", "place", "event"),
    )
    values = {name: getattr(venue, name) for name in names}
    values["name"] = plain(venue.name)
    return ", ".join(f"{name}={value}" for name, value in values.items() if value)


# --- damaged answers ---


def damaged_xml(data: bytes, *names: str) -> Iterator[tuple[int, bytes]]:
    """Yield forms of an answer: without an element, with an empty one, with an unexpected one.

    The number of each is that of the record that is damaged, of those with the given names of elements; -1 if
    it is none of them.
    """
    head = data.partition(b"<PubmedArticleSet>")[0] if b"<!DOCTYPE" in data else b""
    root = ET.fromstring(data)
    places: list[tuple[int, tuple[int, ...]]] = []
    count = 0
    for index, child in enumerate(root):
        is_record = child.tag.rpartition("}")[2] in names
        number = count if is_record else -1
        count += is_record
        places += [(number, (index, *path)) for path in ((), *_paths(child))]
    step = max(1, 3 * len(places) // MOST_DAMAGED)
    for number, path in islice(places, 0, None, step):
        for change in (_remove, _empty, _insert):
            parent = copied = copy.deepcopy(root)
            for index in path[:-1]:
                parent = parent[index]
            change(parent, path[-1])
            yield number, head + ET.tostring(copied)


def _paths(element: ET.Element) -> Iterator[tuple[int, ...]]:
    for index, child in enumerate(element):
        yield (index,)
        yield from ((index, *path) for path in _paths(child))


def _remove(parent: ET.Element, index: int) -> None:
    del parent[index]


def _empty(parent: ET.Element, index: int) -> None:
    parent[index].clear()


def _insert(parent: ET.Element, index: int) -> None:
    odd = ET.Element("odd", {"Label": "odd"})
    odd.text = "odd"
    parent[index].insert(0, odd)
    parent[index].text = ""


def assert_others_unaffected(service: str, data: bytes, damaged: Iterable[tuple[int, bytes]]) -> None:
    """Assert that a damaged record changes no other, and that nothing raises.

    The number of each damaged form is that of the record it is about; -1 if it is about none.
    """
    intact = [in_short(record) for record in publications(read_answer(service, data, "answer").records)]
    count = 0
    for number, form in damaged:
        records = publications(read_answer(service, form, "answer").records)
        found = [in_short(record) for record in records]
        others = [record for index, record in enumerate(intact) if index != number]
        assert [record for record in others if record not in found] == [], form[:2000]
        count += 1
    assert count > 0
