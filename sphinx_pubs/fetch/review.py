"""``sphinx-pubs accept`` and ``reject``: decide on the works that the provider *cites* has found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..model.problems import did_you_mean
from .changes import Change, Outcome
from .forms import form_for
from .lock import Entry
from .site import Site, title_of


def accept(folder: Path, keys: Sequence[str]) -> Outcome:
    """Move records from the inbox to the file that pages show; return what is to be written.

    A record keeps what a person has edited in it. One that was rejected or removed is written again, as it
    was fetched last.

    :raises FetchError: if ``pubs.toml`` or the lock file cannot be used.
    """
    return _decided(folder, keys, _accept)


def reject(folder: Path, keys: Sequence[str]) -> Outcome:
    """Take records out of the inbox, or out of a generated file; `update` does not bring them back.

    :raises FetchError: if ``pubs.toml`` or the lock file cannot be used.
    """
    return _decided(folder, keys, _reject)


def _decided(folder: Path, keys: Sequence[str], decide: Callable[[Site, Entry, Outcome], None]) -> Outcome:
    outcome = Outcome()
    site = Site.open(folder, outcome)
    for key in keys:
        if entry := _entry(site, key, outcome):
            decide(site, entry, outcome)
    site.finish(outcome)
    return outcome


def _entry(site: Site, key: str, outcome: Outcome) -> Entry | None:
    entry = site.entries.get(key)
    if entry is None:
        hint = did_you_mean(key, site.entries) or "; sphinx-pubs update lists the keys to review"
        outcome.errors.append(f"unknown key {key[:40]!r}{hint}")
    return entry


def _accept(site: Site, entry: Entry, outcome: Outcome) -> None:
    if entry.state == "written":
        outcome.warnings.append(f"{entry.key} is accepted already, in {entry.path}")
        return
    target = site.documents.get(_target(site, entry))
    if target is None:
        outcome.errors.append(f"{entry.key}: no source of pubs.toml says which file it belongs into")
        return
    place = site.block(entry.key)
    if place and place[0] is not target:
        target.take(place[1], place[0])
        record = place[1].record
    elif place:
        record = place[1].record
    else:
        written = site.bases.get(entry.key)
        if written is None:
            outcome.errors.append(f"{entry.key}: nothing is known about it any more; run sphinx-pubs update")
            return
        record = written
        is_same_form = type(target.form) is type(form_for(entry.path))
        target.add(record, entry.fields if is_same_form else target.form.fields(record))
    site.entries[entry.key] = replace(entry, path=target.path, state="written")
    outcome.changes.append(Change("accepted", target.path, entry.key, title=title_of(record)))


def _target(site: Site, entry: Entry) -> str:
    """Return the file for an accepted record: that of its source, or of the source with its inbox."""
    for source in site.settings.sources:
        if source.name in entry.sources or entry.path in (source.into, source.inbox):
            return source.into
    return ""


def _reject(site: Site, entry: Entry, outcome: Outcome) -> None:
    if entry.state == "rejected":
        outcome.warnings.append(f"{entry.key} is rejected already")
        return
    if entry.path in site.unreadable:
        return  # which is an error of the outcome
    if place := site.block(entry.key):
        place[0].remove(place[1])
    site.entries[entry.key] = replace(entry, state="rejected")
    outcome.changes.append(Change("rejected", entry.path, entry.key))
