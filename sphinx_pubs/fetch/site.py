"""The files that `update`, `accept` and `reject` work on: generated and hand-kept files, and the lock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from ..check.files import expand
from ..model.library import Library, build_library
from ..model.problems import Code
from ..model.records import Publication, Record
from ..model.text import plain
from ..readers.load import load_file
from .base import SETTINGS, FetchError
from .changes import Outcome
from .documents import HEADER, Block, Document, first_problem
from .files import read_bytes
from .lock import NAME, Entry, Lock, read_lock, write_lock
from .reconcile import reconciled
from .settings import Settings, is_inside, read_settings

# Problems of a hand-kept file in which records may be missing. It may be a file without records.
_DAMAGED = frozenset({Code.SYNTAX, Code.SIZE, Code.ENCODING})

#: The first lines of a new inbox.
INBOX_HEADER = (
    "Works that cite yours, to be reviewed. Found by `sphinx-pubs update`.\n"
    "For each: `sphinx-pubs accept KEY`, or `sphinx-pubs reject KEY`, which lasts. No page shows this file."
)


@dataclass(slots=True)
class Site:
    """The state of a site's files. ``entries`` are those of the lock, as they will be written."""

    folder: Path
    settings: Settings
    lock: Lock
    documents: dict[str, Document]
    entries: dict[str, Entry]
    #: The files as they are now, None for one that does not exist.
    found: dict[str, bytes | None]
    #: Files that cannot be read whole; nothing is written to them.
    unreadable: set[str] = field(default_factory=set)
    #: The records of entries as they were fetched last, by key.
    bases: dict[str, Publication] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, outcome: Outcome) -> Site:
        """Read ``pubs.toml``, the lock and all generated files; compare the lock with the files.

        What a person has renamed or removed since is noted in the lock and in ``outcome``. A generated file
        that cannot be read whole is an error of ``outcome``.

        :raises FetchError: if ``pubs.toml`` or the lock cannot be used.
        """
        written = read_bytes(folder / SETTINGS)
        if written is None:
            raise FetchError(f"no {SETTINGS} in {folder}: run this where it is, or sphinx-pubs init")
        settings = read_settings(written)
        locked = read_bytes(folder / NAME)
        lock = read_lock(locked)
        outside = next((entry for entry in lock.entries.values() if not is_inside(entry.path)), None)
        if outside:
            raise FetchError(f"{NAME}: {outside.key!r} is in a file outside of the site; restore {NAME}")
        paths = [path for source in settings.sources for path in (source.into, source.inbox) if path]
        paths += [entry.path for entry in lock.entries.values()]
        site = cls(folder, settings, lock, {}, dict(lock.entries), {NAME: locked})
        for path in dict.fromkeys(paths):
            site._read(path, outcome)
        missing = {path for path, data in site.found.items() if data is None}
        compared = reconciled(lock.entries, site.documents, missing)
        site.entries, site.bases = compared.entries, compared.bases
        outcome.changes += compared.changes
        return site

    def _read(self, path: str, outcome: Outcome) -> None:
        """Read a generated file."""
        try:
            data = self.found[path] = read_bytes(self.folder / path)
            document = Document.parse(path, data, self._header(path))
        except (FetchError, ValueError) as error:
            outcome.errors.append(str(error))
            self.unreadable.add(path)
            return
        self.documents[path] = document

    def _header(self, path: str) -> str:
        return INBOX_HEADER if any(source.inbox == path for source in self.settings.sources) else HEADER

    def block(self, key: str) -> tuple[Document, Block] | None:
        """Return the record with this key in a generated file, and the file."""
        places = ((document, document.block(key)) for document in self.documents.values())
        return next(((document, block) for document, block in places if block), None)

    def library(self, outcome: Outcome) -> Library:
        """Return all records of the generated and the hand-kept files, the latter over the former.

        A hand-kept file that cannot be read whole is a warning of ``outcome``: what is missing may be added
        to a generated file. A pattern of ``known`` that matches no file is no error: the folder may still be
        empty.
        """
        records: list[Record] = [
            block.record for document in self.documents.values() for block in document.blocks
        ]
        generated = {self.folder / path for path in self.found}
        files: dict[str, None] = {}
        for pattern in self.settings.known:
            for path in expand(str(self.folder / pattern)):
                if Path(path) not in generated:
                    files[path] = None
        for path in files:
            result = load_file(path)
            records += result.records
            if problem := first_problem(result.problems, _DAMAGED):
                outcome.warnings.append(f"{problem}; correct the file, or its papers may be added again")
        return build_library(records)

    def _reads_back(self, document: Document, outcome: Outcome) -> bool:
        """Whether a changed file has the records that it should have; if not, nothing is written to it.

        This is a safeguard: a file that a person has edited can have a form that nobody has thought of.
        """
        text = document.text().encode()
        if text == self.found.get(document.path):
            return True
        wanted = [block.key for block in document.blocks if not block.is_removed]
        others = [record.key for record in document.others]
        try:
            written = Document.parse(document.path, text)
            if [block.key for block in written.blocks] == wanted and others == [
                record.key for record in written.others
            ]:
                return True
        except FetchError:
            pass
        outcome.errors.append(f"{document.path} has an unusual form, and cannot be changed without a risk")
        outcome.changes = [change for change in outcome.changes if change.path != document.path]
        for key in [key for key, entry in self.entries.items() if entry.path == document.path]:
            del self.entries[key]
        self.entries |= {
            key: entry for key, entry in self.lock.entries.items() if entry.path == document.path
        }
        return False

    def finish(self, outcome: Outcome) -> None:
        """Put the texts of all files that have changed into ``outcome``, the lock last."""
        texts = {}
        for path, document in self.documents.items():
            if document.blocks and self._reads_back(document, outcome):
                texts[path] = document.text()
        if self.entries or self.lock.entries or self.lock.versions or self.found[NAME] is not None:
            texts[NAME] = write_lock(replace(self.lock, entries=self.entries))
        for path, text in texts.items():
            if text.encode() != self.found.get(path):
                outcome.files[path] = text.encode()
        outcome.waiting = sum(entry.state == "inbox" for entry in self.entries.values())


def title_of(record: Publication) -> str:
    """Return the title of a record in one line."""
    return " ".join(plain(record.title).split()) or record.key
