"""``sphinx-pubs update``: ask all sources, and bring the generated files up to date.

What a person wrote is never changed: hand-kept files are only read, and of a generated file only lines that
are as they were fetched. See ``merge`` for fields, ``matching`` for works.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..model.keys import unique_key
from ..readers.keys import clean_key
from .base import Fetched, FetchError, Transport, Work
from .changes import Change, Outcome
from .documents import Block, Document
from .lock import Entry, State
from .matching import Group, SourceWork, combined, group_works, is_excluded, origins_of
from .merge import merge_record
from .providers.table import PROVIDERS
from .same_fields import pins, successors
from .settings import Source
from .site import Site, title_of

#: Called with a plain line for each step that takes time.
Progress = Callable[[str], None]


@dataclass(slots=True)
class Answers:
    """What the sources had.

    ``works`` are in the order of ``pubs.toml``. ``listed`` has the names of the sources that have listed all
    their works, ``complete`` of those that also gave all details, and ``versions`` the versions of the
    answers that have one.
    """

    works: list[SourceWork] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    complete: set[str] = field(default_factory=set)
    versions: dict[str, str] = field(default_factory=dict)


def update(folder: Path, transport: Callable[[str], Transport], progress: Progress) -> Outcome:
    """Ask the sources of ``pubs.toml`` in ``folder``; return what is to be written. Nothing is written here.

    A source that fails is an error of the outcome and costs only that source: its records stay as they are.

    :param transport: makes the transport for a contact address.
    :raises FetchError: if ``pubs.toml`` or the lock file cannot be used.
    """
    outcome = Outcome()
    site = Site.open(folder, outcome)
    answers = _ask(site, transport(site.settings.contact), outcome, progress)
    apply_answers(site, answers, outcome)
    site.finish(outcome)
    return outcome


def _ask(site: Site, transport: Transport, outcome: Outcome, progress: Progress) -> Answers:
    answers = Answers()
    sources = [source for source in site.settings.sources if source.into not in site.unreadable]
    # A service that answers "not modified" sends no records, and those of the other sources cannot be
    # combined with them. So the question is only asked where there is one source, and its file exists.
    is_conditional = len(sources) == 1 and all(
        site.found.get(path) is not None for path in (sources[0].into, sources[0].inbox) if path
    )
    for source in sources:
        version = site.lock.versions.get(source.name, "") if is_conditional else ""
        try:
            fetched = PROVIDERS[source.provider](source.ids, transport, version, progress)
        except FetchError as error:
            outcome.errors.append(f"{source.name}: {error}")
            continue
        outcome.warnings += fetched.warnings
        answers.works += [SourceWork(_of_person(work, source), source.name) for work in fetched.works]
        _note(answers, source, fetched)
    return answers


def _note(answers: Answers, source: Source, fetched: Fetched) -> None:
    # The second opinion on citations may be missing from time to time.
    if not fetched.is_unchanged and source.provider != "cites":
        answers.listed.add(source.name)
    if not fetched.is_unchanged and not fetched.warnings:
        answers.complete.add(source.name)
    if fetched.version:
        answers.versions[source.name] = fetched.version


def _of_person(work: Work, source: Source) -> Work:
    """Return ``work`` with the person of the source as the key of the author with the source's ORCID iD."""
    if not source.person:
        return work
    contributors = tuple(
        replace(who, person=source.person) if who.orcid and who.orcid in source.ids else who
        for who in work.record.contributors
    )
    return replace(work, record=replace(work.record, contributors=contributors))


def apply_answers(site: Site, answers: Answers, outcome: Outcome) -> None:
    """Change the documents and entries of ``site`` to what the sources have, and note the changes."""
    _Update(site, answers, outcome).run()


class _Update:
    """Brings the documents and the entries of a site up to date with the answers."""

    def __init__(self, site: Site, answers: Answers, outcome: Outcome) -> None:
        self.site = site
        self.answers = answers
        self.outcome = outcome
        self.sources = {source.name: source for source in site.settings.sources}
        library = site.library(outcome)
        self.known = library.publications
        former = {key for entry in site.entries.values() for key in entry.former}
        self.taken = {*self.known, *library.aliases, *site.entries, *former}
        self.aliases = library.aliases
        #: The keys of the entries that a source has.
        self.seen: set[str] = set()

    def run(self) -> None:
        """Add and merge all works."""
        works = [each for each in self.answers.works if each.work.record.title]
        if untitled := len(self.answers.works) - len(works):
            noun = "work" if untitled == 1 else "works"
            self.outcome.warnings.append(f"left out: {untitled} {noun} without a title")
        pinned = pins(works, self.site.entries.values())
        groups = group_works(works, self.known, self.site.bases, self.aliases, pinned)
        for group in self._with_successors(groups):
            if is_excluded(group, self.site.settings.exclude):
                self.seen.update(group.keys)  # what is in a file already is not gone
            else:
                self._update(group)
        self._report_gone()
        # A service sends nothing that has not changed since a version: what got lost is asked for again.
        is_whole = not self.outcome.errors and not self.site.unreadable
        new = {
            name: self.answers.versions[name]
            for name in self.answers.versions
            if name in self.answers.complete
        }
        versions = {**self.site.lock.versions, **(new if is_whole else {})}
        names = [name for name in versions if name in self.sources]
        self.site.lock = replace(self.site.lock, versions={name: versions[name] for name in names})

    def _with_successors(self, groups: list[Group]) -> list[Group]:
        """Return the groups, each that is the only work with an entry's title and authors with its key."""
        taken = {key for group in groups for key in group.keys}
        new = [index for index, group in enumerate(groups) if not group.keys and not group.is_elsewhere]
        left = [entry for entry in self.site.entries.values() if entry.key not in taken]
        found = successors([groups[index] for index in new], left)
        for position, key in found.items():
            groups[new[position]] = replace(groups[new[position]], keys=(key,))
        return groups

    def _update(self, group: Group) -> None:
        """Add or merge one work, unless a person has taken it over or does not want it."""
        entries = [self.site.entries[key] for key in group.keys if key in self.site.entries]
        entry = next((entry for entry in entries if entry.state in ("written", "inbox")), None)
        if entry:
            self.seen.update(each.key for each in entries)
            self._merge(group, entry)
        elif entries:
            self.seen.update(each.key for each in entries)
            if any(key in self.known for key in group.keys):
                self._note_taken_over({each.key for each in entries})
        elif place := next(filter(None, map(self.site.block, group.keys)), None):
            # The file has it, but the lock does not: the lock was lost, or an earlier run was interrupted.
            document, block = place
            self._merge(group, Entry(block.key, document.path))
        elif group.keys or group.is_elsewhere:
            self.outcome.by_hand += 1
        else:
            self._add(group)

    def _note_taken_over(self, keys: set[str]) -> None:
        """Report records that a person has moved to a hand-kept file as such, and not as removed."""
        self.outcome.by_hand += 1
        self.outcome.changes = [
            replace(change, kind="taken over") if change.kind == "removed" and change.key in keys else change
            for change in self.outcome.changes
        ]

    def _source(self, group: Group) -> Source:
        """Return the first of the sources of a work that is not *cites*, or the first."""
        sources = [self.sources[name] for name in group.sources]
        return next((source for source in sources if source.provider != "cites"), sources[0])

    def _add(self, group: Group, before: Entry | None = None) -> None:
        """Add a work that nobody knows yet.

        :param before: its entry, if it was in a file that somebody has deleted since.
        """
        source = self._source(group)
        path = before.path if before else source.inbox or source.into
        document = self.site.documents.get(path)
        if document is None:
            return  # it cannot be read, which is reported
        record = combined(group)
        key = before.key if before else unique_key(clean_key(record.key) or "untitled", self.taken)
        self.taken.add(key)
        record = replace(record, key=key)
        fields = document.form.fields(record)
        document.add(record, fields)
        origins = origins_of(group, fields, document.form)
        state: State = before.state if before else "inbox" if source.inbox else "written"
        names = (
            tuple(name for name in group.sources if self.sources[name].provider != "cites") or group.sources
        )
        self.site.entries[key] = Entry(key, path, state, fields, origins, names)
        self.seen.add(key)
        origin = ", ".join(group.providers)
        self.outcome.changes.append(Change("added", path, key, title=title_of(record), origin=origin))

    def _merge(self, group: Group, entry: Entry) -> None:
        place = self.site.block(entry.key)
        if place is None:
            if self.site.found.get(entry.path) is None and entry.path in self.site.documents:
                self._add(group, entry)
            return
        document, block = place
        self.seen.add(entry.key)
        document, block, entry = self._accepted(group, document, block, entry)
        if self._is_partial(group, entry):
            self.outcome.unchanged += 1
            return
        fields = document.form.fields(replace(combined(group), key=entry.key))
        origins = origins_of(group, fields, document.form)
        merged = merge_record(document, block, entry.fields, fields)
        kept_before = set(entry.kept)
        for change in merged.changes:
            kind = "kept" if change.is_kept else "changed"
            self.outcome.changes.append(
                Change(kind, entry.path, entry.key, field=change.name, old=change.old, new=change.new,
                       origin=origins[change.name])
            )  # fmt: skip
        reported = {change.name for change in merged.changes}
        for name in merged.kept:
            if name not in kept_before and name not in reported:
                self.outcome.changes.append(Change("kept", entry.path, entry.key, field=name))
        names = tuple(name for name in group.sources if self._counts(name, entry)) or entry.sources
        self.site.entries[entry.key] = replace(
            entry, fields=merged.base, origins={**entry.origins, **origins}, sources=names,
            kept=tuple(merged.kept), is_gone=False,
        )  # fmt: skip
        if not merged.changes:
            self.outcome.unchanged += 1

    def _accepted(
        self, group: Group, document: Document, block: Block, entry: Entry
    ) -> tuple[Document, Block, Entry]:
        """Take one of the site's own works, which needs no review, out of the inbox."""
        source = self._source(group)
        target = self.site.documents.get(source.into)
        if entry.state != "inbox" or source.inbox or target is None:
            return document, block, entry
        target.take(block, document)
        title = title_of(block.record)
        self.outcome.changes.append(Change("accepted", target.path, entry.key, title=title))
        return target, target.blocks[-1], replace(entry, path=target.path, state="written")

    def _counts(self, name: str, entry: Entry) -> bool:
        """Whether a source is noted for an entry: *cites* is not, for a work that another source has, too."""
        return self.sources[name].provider != "cites" or name in entry.sources

    def _is_partial(self, group: Group, entry: Entry) -> bool:
        """Whether a service that has contributed to the record is missing, and some source has failed.

        Then the others' data would replace that of the missing one, and the next run would change it back.
        """
        asked = {name for name in self.sources if name in entry.sources}
        if asked <= self.answers.complete:
            return False
        return not set(entry.origins.values()) <= set(group.providers)

    def _report_gone(self) -> None:
        """Note the records whose sources have all answered and do not have the work any more."""
        for entry in list(self.site.entries.values()):
            sources = {name for name in entry.sources if name in self.sources}
            is_gone = (
                entry.state in ("written", "inbox")
                and entry.path not in self.site.unreadable
                and entry.key not in self.seen
                and bool(sources)
                and sources <= self.answers.listed
            )
            if is_gone and not entry.is_gone:
                self.outcome.changes.append(Change("gone", entry.path, entry.key))
                self.site.entries[entry.key] = replace(entry, is_gone=True)
