"""The parsed sources of one build. Lives on the domain instance, and so is never pickled.

What needs the readers, which a build in which no data are read does without.
"""

from __future__ import annotations

import glob
import hashlib
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ..model.library import Library, build_library, keys_of, persons_in
from ..model.names import fold
from ..model.people import PeopleIndex
from ..model.records import Person, Record, RecordKind
from ..readers.base import ReadOptions, ReadResult
from ..readers.fields.names import parse_name
from ..readers.load import load_file, split_group
from ..readers.memory import Memory
from .config import BIBFILES, PubsConfig, names_for, parse_field_map
from .garbage import gc_paused, set_aside, take_back
from .lists.cache import kept

#: How many records are kept from the collector: of fewer it does not take long.
MANY = 1000


class Bibfiles(NamedTuple):
    """The data files of sphinxcontrib-bibtex and their encoding."""

    paths: tuple[str, ...] = ()
    encoding: str = ""


NO_BIBFILES = Bibfiles()


class SourcePattern(NamedTuple):
    """A path or glob pattern as an author wrote it, and the folder it is relative to."""

    text: str
    base: str


class SourceStore:
    """Reads each source once, and merges each set of sources once."""

    def __init__(
        self, srcdir: Path, config: PubsConfig, cache: Path | None = None, bibfiles: Bibfiles = NO_BIBFILES
    ) -> None:
        self.srcdir = srcdir
        self.config = config
        self.bibfiles = bibfiles
        self._folder = cache and cache / "sphinx_pubs"
        self._read: dict[str, ReadResult] = {}
        self._digests: dict[str, str] = {}
        self._fingerprints: dict[int, str] = {}
        self._libraries: dict[tuple[tuple[str, ...], tuple[str, ...]], Library] = {}
        self._aside = False

    def expand(self, pattern: str, base: str) -> list[str]:
        """Return the paths that ``pattern`` stands for, sorted; the path itself where it is no pattern.

        As everywhere in Sphinx, a path is relative to ``base``, and to the source
        folder where it starts with a slash.
        """
        if pattern == BIBFILES:
            return list(self.bibfiles.paths)
        pattern, group = split_group(pattern)
        if group:
            return [f"{path}#{group}" for path in self.expand(pattern, base)]
        whole = self.srcdir / pattern.lstrip("/") if pattern.startswith("/") else Path(base, pattern)
        if glob.has_magic(pattern) and not whole.exists():
            return sorted(str(Path(path)) for path in glob.glob(str(whole), recursive=True))  # noqa: PTH207 (a pattern may be absolute)
        return [str(whole.resolve()) if ".." in pattern else str(whole)]

    def hinted(self, paths: Sequence[str], group: str) -> list[str]:
        """Return ``paths`` with ``group`` at the end of those that do not tell which records they hold."""
        if group in ("", "publications"):
            return list(paths)
        return [f"{path}#{group}" if self.read(path).guessed else path for path in paths]

    def project_sources(self) -> list[tuple[SourcePattern, list[str]]]:
        """Return the patterns of ``pubs_sources`` and ``pubs_people`` with the paths of each."""
        base = str(self.srcdir)
        people = [text if split_group(text)[1] else f"{text}#people" for text in self.config.people]
        return [
            (SourcePattern(text, base), self.expand(text, base)) for text in (*people, *self.config.sources)
        ]

    def read(self, path: str) -> ReadResult:
        """Return what the source at ``path`` holds."""
        if path not in self._read:
            self._read[path] = self._parsed(path)
            self._fingerprints.update(self._read[path].digests)
        return self._read[path]

    def fingerprint(self, record: Record) -> str:
        """Return a digest of all that ``record`` is made of; an empty string where that is not known.

        It is not for a record of a small source, or one that was merged or joined with others.
        """
        return self._fingerprints.get(id(record), "")

    def forget(self) -> None:
        """Remove what is kept of earlier builds."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def kept_in(self, name: str, suffix: str) -> Path | None:
        """Return the file, beside the doctrees, that keeps what is called ``name`` for the next build."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        return self._folder and self._folder / f"{digest}.{suffix}"

    def digest(self, source: str) -> str:
        """Return a digest of the source's bytes, made once; an empty string where there is no file."""
        if source not in self._digests:
            encoding = self._encoding(plain_path(source))
            found = digest(source)
            self._digests[source] = f"{found} {encoding}" if found and encoding else found
        return self._digests[source]

    def library(self, paths: Sequence[str], named: Sequence[str] = ()) -> Library:
        """Return the merged records of ``paths``, in that order.

        Each name in ``named`` and in ``pubs_me`` is a person, though no record be about that one.
        """
        which = (tuple(paths), tuple(named))
        if which not in self._libraries:
            with gc_paused():
                records = [record for path in paths for record in self.read(path).records]
                self._libraries[which] = library(records, [*self.config.me, *named], self.config.merge)
                if len(records) >= MANY:  # before the collector is back, which would go through all of them
                    self._aside |= set_aside()
        return self._libraries[which]

    def close(self) -> None:
        """End the build that the records were read for."""
        if self._aside:
            take_back()
        self._aside = False

    def keys(self, paths: Iterable[str]) -> set[str]:
        """Return the keys of all records in ``paths``."""
        return {record.key for path in paths for record in self.read(path).records}

    def _parsed(self, source: str) -> ReadResult:
        path, group = split_group(source)
        encoding = self._encoding(path) or self.config.encoding
        with gc_paused():
            keep = self.kept_in(source, "records")
            return read_file(path, group, encoding, self.srcdir, self.config, keep)

    def _encoding(self, path: str) -> str:
        """Return the encoding of a source that has one of its own."""
        own = self.bibfiles.encoding if path in self.bibfiles.paths else ""
        return own if own != self.config.encoding else ""


def plain_path(source: str) -> str:
    """Return the path of a source, without what it says about its records."""
    return split_group(source)[0]


def digest(source: str) -> str:
    """Return a digest of the file's bytes; an empty string where there is no file.

    One that processors have instructions for, as each build makes it.
    """
    path = plain_path(source)
    try:
        if not Path(path).is_file():  # to read a pipe or a terminal would never end
            return ""
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # a null byte is in no path
        return ""


#: A smaller source is read in less time than the first build would need to remember it.
LEAST_BYTES = 100_000


def read_file(
    path: str, group: str, encoding: str, srcdir: Path, config: PubsConfig, keep: Path | None
) -> ReadResult:
    """Return what the file at ``path`` holds, and what is wrong with it.

    :param group: which records it holds, where the file itself does not tell.
    :param keep: the file that keeps its records for the next build.
    """
    below = Path(path).relative_to(srcdir) if Path(path).is_relative_to(srcdir) else Path(path)
    options = ReadOptions(group, names_for(below.as_posix(), parse_field_map(config.field_map)))

    def load(options: ReadOptions) -> ReadResult:
        return load_file(
            path, options, encoding=encoding, max_bytes=config.max_bytes, limit_name="pubs_max_bytes"
        )

    try:
        size = Path(path).stat().st_size
    except OSError:
        size = -1
    if not LEAST_BYTES <= size <= config.max_bytes:
        return load(options)
    with kept(keep, "records") as texts:
        memory = Memory(texts)
        result = load(replace(options, memory=memory))
    return replace(result, digests=memory.digests)


def library(records: Sequence[Record], names: Iterable[str], merge: str) -> Library:
    """Return ``records`` merged, with the persons whom only ``names`` name."""
    return build_library([*records, *_persons(names, records)], merge)


def _persons(names: Iterable[str], records: Sequence[Record]) -> list[Person]:
    """Return a person for each of ``names`` that no record is about."""
    known = PeopleIndex(persons_in(records))
    return [
        Person(key=fold(name).replace(" ", "-"), name=parse_name(name))
        for name in dict.fromkeys(names)
        if not known.all_named(name)
    ]


def records_of(
    kind: RecordKind,
    paths: Sequence[str],
    own: Sequence[str] | None,
    named: Sequence[str],
    store: SourceStore,
) -> list[Record]:
    """Return those of ``paths`` that a list is about, before any are chosen: of ``own``, or all."""
    records = store.library(paths, named).of_kind(kind)
    keys = store.keys(own or ())
    return [
        record
        for record in records.values()
        # An award that is written on a publication has no key in the file, but stands in it.
        if own is None or not keys.isdisjoint(keys_of(record)) or record.origin.path in own
    ]
