"""The lock file: what `sphinx-pubs update` fetched last, and what a person decided since.

``pubs.lock.json`` is one JSON object with one record a line, sorted by key, so that two branches merge like
text. It belongs into version control beside the data files. It holds no dates: the same answers give the
same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from .base import FetchError
from .forms import form_for
from .native import Value

NAME = "pubs.lock.json"
_VERSION = 1
# The last line has no comma behind it: its name must sort behind every key.
_END = "~"

#: *written*: in the generated file. *inbox*: waits for review. *removed*: a person deleted it. *rejected*:
#: a person rejected it in review. Removed and rejected works do not come back.
State = Literal["written", "inbox", "removed", "rejected"]
STATES: tuple[State, ...] = ("written", "inbox", "removed", "rejected")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known about one generated record.

    ``path`` is its file. ``fields`` are the values fetched last, as they are written in the file, and
    ``origins`` the service that each of them came from. ``sources`` are the sources of ``pubs.toml`` that
    had the work. ``kept`` are the fields that a person has edited, and ``is_gone``: no source has the work
    any more; both have been reported. ``former`` are the keys that it had before a person renamed it, which
    no other work gets.
    """

    key: str
    path: str
    state: State = "written"
    fields: Mapping[str, Value] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    is_gone: bool = False
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """The entries by key, and the version of each source that has one (see ``Fetched.version``)."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


def read_lock(data: bytes | None, path: str = NAME) -> Lock:
    """Return the lock in the bytes of a lock file; an empty one if there is no file.

    :raises FetchError: if it is not a lock file that this version can read, for example because of the
        marks of a merge conflict. Without the lock, edits could not be told from fetched values.
    """
    if data is None:
        return Lock()
    try:
        # Two branches may have added the same record: the later line is used.
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FetchError(
            f"{path} is not valid JSON ({error}); resolve the merge conflict in it, or restore the file"
        ) from error
    end = document.pop(_END, None) if isinstance(document, dict) else None
    if not isinstance(end, dict) or end.get("version") != _VERSION:
        raise FetchError(f"{path} is not a lock file of this version of sphinx-pubs; restore the file")
    entries = {}
    for key, value in document.items():
        entry = _entry(key, value)
        if entry is None:
            raise FetchError(f"{path}: the record {key!r} is damaged; restore the file")
        entries[key] = entry
    return Lock(entries, _strings(end.get("sources")))


def write_lock(lock: Lock) -> str:
    """Return the text of the lock file."""
    lines = [_line(key, _values(entry)) for key, entry in sorted(lock.entries.items())]
    end: dict[str, object] = {"version": _VERSION}
    if lock.versions:
        end["sources"] = dict(sorted(lock.versions.items()))
    return "{\n" + "".join(f"{line},\n" for line in lines) + _line(_END, end) + "\n}\n"


def _line(key: str, value: Mapping[str, object]) -> str:
    return f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"


def _values(entry: Entry) -> dict[str, object]:
    values = {
        "file": entry.path,
        "state": entry.state,
        "sources": list(entry.sources),
        "fields": dict(entry.fields),
        "from": dict(entry.origins),
        "kept": list(entry.kept),
        "gone": entry.is_gone,
        "former": list(entry.former),
    }
    return {name: value for name, value in values.items() if value and value != "written"}


def _entry(key: str, value: object) -> Entry | None:
    """Return the entry in a line of the lock, or None if it is damaged."""
    if not isinstance(value, dict):
        return None
    state, fields, path = value.get("state", "written"), value.get("fields", {}), value.get("file")
    if state not in STATES or not isinstance(path, str) or not isinstance(fields, dict):
        return None
    if not all(isinstance(field_value, str | list) for field_value in fields.values()):
        return None
    lists = [value.get(name) or [] for name in ("sources", "kept", "former")]
    if not _is_written(path) or not all(isinstance(each, list) for each in lists):
        return None
    return Entry(
        key,
        path,
        cast("State", state),
        fields,
        _strings(value.get("from")),
        tuple(map(str, lists[0])),
        tuple(map(str, lists[1])),
        value.get("gone") is True,
        tuple(map(str, lists[2])),
    )


def _is_written(path: str) -> bool:
    """Whether files with this name are written."""
    try:
        form_for(path)
    except ValueError:
        return False
    return True


def _strings(value: object) -> dict[str, str]:
    """Return a mapping from strings to strings; an empty one for any other value."""
    return {str(name): str(inner) for name, inner in value.items()} if isinstance(value, dict) else {}
