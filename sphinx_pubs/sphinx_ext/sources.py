"""The data files of a site: which there are, and what they hold. Each is read once per build.

Every build asks which files have changed; only a build that reads or writes a page with a list
reads them. The readers are therefore imported with :mod:`.lists.reading`, when they are needed.
"""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..readers.groups import split_group
from .config import BIBFILES, PubsConfig
from .garbage import freeze_objects, gc_paused

if TYPE_CHECKING:
    from ..model.library import Library
    from ..model.records import Record, RecordKind
    from ..readers.base import ReadResult

#: From this many records on, they are excluded from garbage collections.
FREEZE_FROM = 1000


#: The suffix of the notes of :mod:`.written`, in the folder of the caches.
NOTES = "written"


class Bibfiles(NamedTuple):
    """The data files of sphinxcontrib-bibtex and their encoding."""

    paths: tuple[str, ...] = ()
    encoding: str = ""


NO_BIBFILES = Bibfiles()


class SourcePattern(NamedTuple):
    """A path or glob pattern as written, and the folder that it is relative to."""

    text: str
    base: str


class SourceStore:
    """Reads each source once, and merges each set of sources once.

    :param cache: the folder of the disk caches, or None for no caching.
    :param freeze_from: the number of records from which on they are excluded from garbage collections.
    """

    def __init__(
        self,
        srcdir: Path,
        config: PubsConfig,
        cache: Path | None = None,
        bibfiles: Bibfiles = NO_BIBFILES,
        *,
        freeze_from: int = FREEZE_FROM,
    ) -> None:
        self.srcdir = srcdir
        self.config = config
        self.bibfiles = bibfiles
        self._folder = cache and cache / "sphinx_pubs"
        self._freeze_from = freeze_from
        self._is_large = False
        self._results: dict[str, ReadResult] = {}
        self._digests: dict[str, str] = {}
        self._libraries: dict[tuple[tuple[str, ...], tuple[str, ...]], Library] = {}

    def expand(self, pattern: str, base: str) -> list[str]:
        """Return the paths that match ``pattern``, sorted; the path itself if it is no pattern.

        As everywhere in Sphinx, a path is relative to ``base``, or to the source
        folder if it starts with a slash.
        """
        if pattern == BIBFILES:
            return list(self.bibfiles.paths)
        pattern, group = split_group(pattern)
        if group:
            return [f"{path}#{group}" for path in self.expand(pattern, base)]
        path = self.srcdir / pattern.lstrip("/") if pattern.startswith("/") else Path(base, pattern)
        if glob.has_magic(pattern) and not path.exists():
            return sorted(str(Path(match)) for match in glob.glob(str(path), recursive=True))  # noqa: PTH207 (a pattern may be absolute)
        return [str(path.resolve()) if ".." in pattern else str(path)]

    def with_default_group(self, paths: Sequence[str], group: str) -> list[str]:
        """Return ``paths``, with ``#group`` added to files that do not declare what their records are."""
        if group in ("", "publications"):
            return list(paths)
        return [f"{path}#{group}" if self.read(path).guessed else path for path in paths]

    def project_sources(self) -> list[tuple[SourcePattern, list[str]]]:
        """Return the patterns in ``pubs_people`` and ``pubs_sources``, with the paths of each."""
        base = str(self.srcdir)
        people = [text if split_group(text)[1] else f"{text}#people" for text in self.config.people]
        return [
            (SourcePattern(text, base), self.expand(text, base)) for text in (*people, *self.config.sources)
        ]

    def read(self, path: str) -> ReadResult:
        """Return the records and problems of the source at ``path``."""
        if path not in self._results:
            self._results[path] = self._read(path)
        return self._results[path]

    def forget(self) -> None:
        """Remove what earlier builds have cached, but not their notes on output folders."""
        for path in self._folder.glob("*") if self._folder else ():
            if path.suffix != f".{NOTES}":
                path.unlink(missing_ok=True)

    def cache_path(self, name: str, suffix: str) -> Path | None:
        """Return the file, beside the doctrees, that caches the values of ``name``: a source or a list."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        return self._folder and self._folder / f"{digest}.{suffix}"

    def digest(self, source: str) -> str:
        """Return a digest of the bytes of a source and its encoding; an empty string if there is no file."""
        if source not in self._digests:
            encoding = self._own_encoding(plain_path(source))
            digest = file_digest(source)
            self._digests[source] = f"{digest} {encoding}" if digest and encoding else digest
        return self._digests[source]

    def library(self, paths: Sequence[str], people: Sequence[str] = ()) -> Library:
        """Return the merged records of ``paths``, in that order.

        Each name in ``people`` and in ``pubs_me`` becomes a person, if no record is about them.
        """
        key = (tuple(paths), tuple(people))
        if key not in self._libraries:
            from .lists.reading import merge_records  # noqa: PLC0415 (records are needed)

            with gc_paused():
                records = [record for path in paths for record in self.read(path).records]
                names = [*self.config.me, *people]
                self._libraries[key] = merge_records(records, names, self.config.merge)
                if len(records) >= self._freeze_from:
                    # While collections are paused: the next one would visit all records.
                    self._is_large = True
                    freeze_objects()
        return self._libraries[key]

    def records_of(
        self, kind: RecordKind, paths: Sequence[str], own: Sequence[str] | None, people: Sequence[str]
    ) -> list[Record]:
        """Return the records of a kind that a list is about: those of the sources ``own``, or all if None."""
        library = self.library(paths, people)
        records: list[Record] = [*library.of_kind(kind).values()]
        if own is None:
            return records
        own_paths = set(map(plain_path, own))
        if kind == "publication":
            return [
                record
                for record in records
                if record.origin.path in own_paths
                or not own_paths.isdisjoint(library.paths.get(record.key, ()))
            ]
        own_keys = {record.key for path in own for record in self.read(path).records}
        # An award inside a publication has no key in the file, but the file is its origin.
        return [record for record in records if record.key in own_keys or record.origin.path in own_paths]

    def close(self) -> None:
        """End the build. On a large site, freeze the objects created since: the process exits faster."""
        if self._is_large:
            freeze_objects()

    def _read(self, source: str) -> ReadResult:
        from .lists.reading import read_file  # noqa: PLC0415 (records are needed)

        path, group = split_group(source)
        encoding = self._own_encoding(path) or self.config.encoding
        with gc_paused():
            cache_path = self.cache_path(source, "records")
            return read_file(path, group, encoding, self.srcdir, self.config, cache_path)

    def _own_encoding(self, path: str) -> str:
        """Return the encoding of a source if it is not that of the site."""
        encoding = self.bibfiles.encoding if path in self.bibfiles.paths else ""
        return encoding if encoding != self.config.encoding else ""


def plain_path(source: str) -> str:
    """Return the path of a source, without ``#group``."""
    return split_group(source)[0]


def file_digest(source: str) -> str:
    """Return a digest of the file's bytes; an empty string if there is no file.

    SHA-256 is fast, because processors have instructions for it: each build digests all data files.
    """
    path = plain_path(source)
    try:
        if not Path(path).is_file():  # reading a pipe or a terminal would not end
            return ""
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a null byte in the path
        return ""
