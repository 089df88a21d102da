"""The lock file: its bytes, the merge of two branches, and damage."""

from __future__ import annotations

import json

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.lock import Entry, Lock, read_lock, write_lock
from sphinx_pubs.fetch.native import Value

FIELDS: dict[str, Value] = {
    "title": "Ünïcode “quoted”",
    "authors": ["Doe, Jane", {"name": "Roe, R.", "orcid": "0000"}],
}
FULL = Entry("b", "data/b.yaml", "rejected", FIELDS, {"title": "crossref"}, ("orcid 1",), ("title",), True)


def lock_of(*keys: str) -> Lock:
    return Lock({key: Entry(key, "a.yaml", fields={"title": key}) for key in keys})


def test_a_lock_reads_back() -> None:
    lock = Lock({"a": Entry("a", "a.yaml"), "b": FULL}, {"zotero 1": "42"})
    assert read_lock(write_lock(lock).encode()) == lock
    assert read_lock(None) == Lock()
    assert read_lock(b"\xef\xbb\xbf" + write_lock(lock).replace("\n", "\r\n").encode()) == lock


def test_one_record_a_line_sorted_whatever_the_order() -> None:
    text = write_lock(lock_of("b", "a", "é", "~z"))
    assert text == write_lock(lock_of("~z", "é", "a", "b"))
    lines = text.splitlines()
    assert [line.split('"')[1] for line in lines[1:-1]] == ["a", "b", "~z", "é", "~"]
    assert all(line.endswith(",") for line in lines[1:-2])
    assert json.loads(text)


def test_lines_that_two_branches_added_make_one_lock() -> None:
    ours, theirs = (write_lock(lock_of("a", "c", key)).splitlines() for key in ("b", "d"))
    merged = sorted({*ours[1:-2], *theirs[1:-2]}, reverse=True)  # in any order
    text = "\n".join(["{", *merged, *ours[-2:]])
    read = read_lock(text.encode())
    assert set(read.entries) == {"a", "b", "c", "d"}
    assert write_lock(read) == write_lock(lock_of("a", "b", "c", "d"))


def test_of_a_record_that_both_branches_changed_the_later_line_counts() -> None:
    first, second = (write_lock(Lock({"a": Entry("a", path)})).splitlines() for path in ("1.bib", "2.bib"))
    text = "\n".join(["{", first[1], second[1], *first[2:]])
    assert read_lock(text.encode()).entries["a"].path == "2.bib"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "pubs.lock.json is not valid JSON"),
        (b"\xff", "pubs.lock.json is not valid JSON"),
        (b"<<<<<<< HEAD\n{}", "resolve the merge conflict in it, or restore the file"),
        (b"[" * 100_000, "pubs.lock.json is not valid JSON"),
        (b"[]", "is not a lock file of this version of sphinx-pubs"),
        (b"{}", "is not a lock file of this version of sphinx-pubs"),
        (b'{"~": {"version": 2}}', "is not a lock file of this version of sphinx-pubs"),
        (b'{"a": [], "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {}, "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {"file": "a.bib", "state": "x"}, "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {"file": "a.bib", "state": []}, "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {"file": "a.bib", "fields": []}, "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {"file": "a.bib", "fields": {"b": 1}}, "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {"file": "a.txt"}, "~": {"version": 1}}', "the record 'a' is damaged"),
        (b'{"a": {"file": "a.bib", "sources": 1}, "~": {"version": 1}}', "the record 'a' is damaged"),
    ],
)
def test_damage_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(FetchError, match=message.replace(".", r"\.")):
        read_lock(data)
