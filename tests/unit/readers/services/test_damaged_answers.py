"""Answers in which a value is null, missing or of another type; and what is no answer at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.services import read_answer

from .answers import ANSWERS
from .support import body, summary

JSON_SERVICES = tuple(
    "crossref datacite dblp hal inspire openalex orcid semanticscholar zenodo zotero".split()
)
#: Values in place of the recorded ones.
OTHERS: list[Any] = [
    None,
    True,
    7,
    "",
    "&lt;i>x",
    "javascript:alert(1)",
    [],
    {},
    [[]],
    [None, 7],
    {"value": None},
]
#: As many places in an answer are changed, each in another way.
PLACES = 60
#: Where a list of works is in an answer.
LISTS: list[tuple[str, ...]] = [
    (),
    ("message", "items"),
    ("results",),
    ("group",),
    ("data",),
    ("hits", "hits"),
    ("response", "docs"),
    ("result", "hits", "hit"),
]
Path = tuple[str | int, ...]


def answers() -> list[str]:
    """Return the names of the recorded answers in JSON that have works."""
    if not ANSWERS.is_dir():
        return ["crossref/work-article"]  # the test is skipped
    folders = (*JSON_SERVICES, "datacite-xml")
    names = [
        f"{folder}/{path.stem}" for folder in folders for path in sorted((ANSWERS / folder).glob("*.json"))
    ]
    return [name for name in names if "error" not in name]


def at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def list_path(document: Any) -> Path | None:
    """Return where the list of works is, or None for an answer with a single one."""
    for path in LISTS:
        try:
            if isinstance(at(document, path), list):
                return path
        except (KeyError, TypeError, IndexError):
            continue
    return None


def paths(document: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of all values in a document."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(document, dict):
        items = list(document.items())
    elif isinstance(document, list):
        items = list(enumerate(document[:3]))  # other authors are like the first
    for step, value in items:
        if step not in (
            "reference",
            "references",
            "counts_by_year",
            "referenced_works",
            "abstract_inverted_index",
        ):
            yield (*path, step)
            yield from paths(value, (*path, step))


def shorten(document: Any, name: str) -> None:
    """Leave the first items of each list with this name: reading a thousand authors takes its time."""
    for path in list(paths(document)):
        if path[-1] == name and isinstance(at(document, path), list):
            del at(document, path)[4:]


def changed(document: Any, path: Path, number: int) -> Any:
    """Return a copy of ``document`` with another value at ``path``, or without it."""
    document = copy.deepcopy(document)
    parent = at(document, path[:-1])
    if number % (len(OTHERS) + 1) == len(OTHERS):
        del parent[path[-1]]
    else:
        parent[path[-1]] = OTHERS[number % (len(OTHERS) + 1)]
    return document


def read(service: str, document: Any) -> list[dict[str, Any]]:
    """Return what the records say, besides their keys: these depend on all records."""
    result = read_answer(service, json.dumps(document).encode(), "answer.json")
    assert all(isinstance(record, Publication) for record in result.records)
    summaries = [summary(record) for record in result.records if isinstance(record, Publication)]
    return [{name: value for name, value in values.items() if name != "key"} for values in summaries]


@pytest.mark.parametrize("name", answers())
def test_a_changed_value_costs_at_most_its_record(name: str) -> None:
    service = name.partition("/")[0].removesuffix("-xml")
    document = json.loads(body(name))
    works = list_path(document)
    if works is not None:
        del at(document, works)[4:]
    for authors in ("creators", "author", "authors"):
        shorten(document, authors)
    before = read(service, document)
    candidates = list(paths(document))
    for number, path in enumerate(candidates[:: len(candidates) // PLACES + 1]):
        after = read(service, changed(document, path, number))
        if works is None or len(path) <= len(works) + 1 or path[: len(works)] != works:
            continue
        position = path[len(works)]
        others = [json.dumps(values) for index, values in enumerate(before) if index != position]
        if len(before) == len(at(document, works)):
            assert [values for values in map(json.dumps, after) if values in others] == others, path


@pytest.mark.parametrize("service", JSON_SERVICES)
@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"7", b'"text"', b"[]", b"{}", b"[[[]]]", b"[null, 7, {}]", b"<html>", b"\xff\xfe",
        b'{"message": {"items": [null]}}', b'{"data": {"attributes": null}}', b'{"work-summary": []}',
        b'{"group": [{"work-summary": [', b'{"result": {"hits": {"hit": 7}}}',
        b"[" * 20_000, b'{"message":' * 20_000,
    ],
    ids=lambda data: repr(data[:24]),
)  # fmt: skip
def test_what_is_no_answer(service: str, data: bytes) -> None:
    for record in read_answer(service, data, "answer.json").records:
        assert isinstance(record, Publication)
        assert not record.title


_NAMES = st.sampled_from(
    "message items data attributes results hits metadata group work-summary title titles DOI doi author"
    " creators authorships issued date-parts itemType creators tags external-ids external-id dates"
    " publication_info biblio types container value name authors publication-date year response docs"
    " docType_s title_s label_s result hit info venue".split()
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9999)
    | st.sampled_from(["", "2020", "10.5555/1", "Doe, Jane"])
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=5),
    max_leaves=25,
)


@pytest.mark.parametrize("service", JSON_SERVICES)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(document=_TREES)
def test_any_json_is_read(service: str, document: Any) -> None:
    read(service, document)
