"""What a person has done to generated records: renamed, moved, removed, or brought them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..model.keys import unique_key
from ..model.records import Publication
from ..model.same_work import folded_title, work_identifiers
from .base import FetchError
from .changes import Change
from .documents import Block, Document
from .lock import Entry, State

#: A record of a generated file, and the file.
_Place = tuple[Document, Block]


def _bases(entries: Iterable[Entry]) -> dict[str, Publication]:
    """Return the records of entries as they were fetched, by key; without those that have no fields."""
    by_suffix: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.fields:
            by_suffix.setdefault(entry.path.rpartition(".")[2], []).append(entry)
    records: dict[str, Publication] = {}
    for group in by_suffix.values():
        records |= _read(group) or {
            key: one for entry in group for key, one in (_read([entry]) or {}).items()
        }
    return records


def _read(entries: list[Entry]) -> dict[str, Publication] | None:
    """Return the records of entries with one kind of file, None if some of them cannot be read."""
    try:
        form = Document.parse(entries[0].path, None).form
        text = "".join([form.header, *(form.record(entry.key, entry.fields) for entry in entries)])
        blocks = Document.parse(entries[0].path, text.encode()).blocks
    except (FetchError, ValueError, KeyError):  # somebody has edited the lock
        return None
    if len(blocks) != len(entries):
        return None
    return {entry.key: block.record for entry, block in zip(entries, blocks, strict=True)}


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The entries of the lock as the files have them, by key, and what has changed.

    ``bases`` are the records of entries as they were fetched last, by the same keys.
    """

    entries: dict[str, Entry]
    changes: list[Change]
    bases: dict[str, Publication]


def reconciled(
    entries: Mapping[str, Entry], documents: Mapping[str, Document], missing: set[str]
) -> Reconciled:
    """Compare the entries of the lock with the files.

    A record is found by its key if it still is the same work, else by what identifies it, in any file.

    :param documents: the generated files that can be read; entries of others stay as they are.
    :param missing: the paths of files that do not exist; their records are not removed.
    """
    records = _bases(entries.values())
    places = [(document, block) for document in documents.values() for block in document.blocks]
    by_key = {(document.path, block.key): (document, block) for document, block in places}
    claimed: dict[str, _Place] = {}
    free = {id(block): (document, block) for document, block in places}
    open_entries = [entry for entry in entries.values() if entry.path in documents]
    waiting: list[Entry] = []
    for entry in open_entries:
        place = by_key.get((entry.path, entry.key))
        if place and entry.state != "rejected" and _is_of(records.get(entry.key), place[1].record):
            claimed[entry.key] = free.pop(id(place[1]))
        elif entry.state in ("written", "inbox"):
            waiting.append(entry)
    index = _Index(free.values())
    for entry in waiting:
        record = records.get(entry.key)
        if record and (found := index.find(record, entry.path, free)):
            claimed[entry.key] = free.pop(id(found[1]))
    for entry in waiting:
        place = by_key.get((entry.path, entry.key))
        if entry.key not in claimed and place and id(place[1]) in free:
            claimed[entry.key] = free.pop(id(place[1]))
    now, former_keys, changes = _noted(entries, open_entries, claimed, missing)
    # A record of another form has lost its base.
    fetched = {
        key: replace(records[former_keys[key]], key=key)
        for key, entry in now.items()
        if entry.fields and former_keys[key] in records
    }
    return Reconciled(now, changes, fetched)


def _noted(
    entries: Mapping[str, Entry], open_entries: list[Entry], claimed: Mapping[str, _Place], missing: set[str]
) -> tuple[dict[str, Entry], dict[str, str], list[Change]]:
    """Return the entries by key, the keys that they had in the lock, and what has changed."""
    changes: list[Change] = []
    removed: list[Entry] = []
    live: dict[str, Entry] = {}
    former_keys: dict[str, str] = {}
    others = dict(entries)
    for entry in open_entries:
        is_live = entry.state in ("written", "inbox")
        if entry.key in claimed:
            document, block = claimed[entry.key]
            del others[entry.key]
            live[block.key] = _moved(entry, document, block)
            former_keys[block.key] = entry.key
            if block.key != entry.key:
                changes.append(Change("renamed", document.path, block.key, title=entry.key))
            elif document.path != entry.path:
                changes.append(Change("moved", document.path, block.key, title=entry.path))
            elif not is_live:
                changes.append(Change("restored", document.path, block.key))
        elif is_live and entry.path not in missing:
            state: State = "removed" if entry.state == "written" else "rejected"
            others[entry.key] = replace(entry, state=state)
            removed.append(entry)
    result = dict(live)
    keys: dict[str, str] = {}
    for key, entry in others.items():
        # A record may have been given the key of one that is gone, which has to be remembered.
        keys[key] = unique_key(key, {*live, *others, *keys.values()}) if key in live else key
        result[keys[key]] = replace(entry, key=keys[key])
        former_keys[keys[key]] = key
    changes += [Change("removed", entry.path, keys[entry.key]) for entry in removed]
    return result, former_keys, changes


def _moved(entry: Entry, document: Document, block: Block) -> Entry:
    """Return the entry of a record that a file has, maybe another file, and maybe under another key."""
    state: State = "inbox" if entry.state == "inbox" and document.path == entry.path else "written"
    is_same_form = document.path.rpartition(".")[2] == entry.path.rpartition(".")[2]
    fields = entry.fields if is_same_form else {}
    former = dict.fromkeys((*entry.former, entry.key))
    former.pop(block.key, None)
    return replace(entry, key=block.key, path=document.path, state=state, fields=fields, former=tuple(former))


class _Index:
    """Finds records by their identifiers and titles."""

    def __init__(self, places: Iterable[_Place]) -> None:
        self._places: dict[tuple[str, str], list[_Place]] = {}
        for place in places:
            for name in _names(place[1].record):
                self._places.setdefault(name, []).append(place)

    def find(self, record: Publication, path: str, free: Mapping[int, _Place]) -> _Place | None:
        """Return the first free place with this work, preferably in the file ``path``."""
        found = [
            place
            for name in _names(record)
            for place in self._places.get(name, ())
            if id(place[1]) in free and _is_of(record, place[1].record)
        ]
        return min(found, key=lambda place: place[0].path != path, default=None)


def _names(record: Publication) -> Iterator[tuple[str, str]]:
    yield from work_identifiers(record)
    if title := folded_title(record):
        yield "title", title


def _is_of(record: Publication | None, other: Publication) -> bool:
    """Whether a record in a file is the fetched ``record``, judged by its identifiers, or else its title."""
    if record is None:
        return False
    own, others = set(work_identifiers(record)), set(work_identifiers(other))
    if own and others:
        return not own.isdisjoint(others)
    title = folded_title(record)
    return bool(title) and title == folded_title(other)
