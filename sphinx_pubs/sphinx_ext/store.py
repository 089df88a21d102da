"""The parsed sources of one build. Lives on the domain instance, and so is never pickled."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.library import Library, build
from ..model.people import People, Person, fold
from ..model.problems import Code, Origin, Problem
from ..readers.base import ReadResult, Record
from ..readers.names import parse_name
from ..readers.registry import reader_for
from .config import PubsConfig


class SourcePattern(NamedTuple):
    """A path or glob pattern as an author wrote it, and the folder it is relative to."""

    text: str
    base: str


class Store:
    """Reads each source once, and merges each set of sources once."""

    def __init__(self, srcdir: Path, config: PubsConfig) -> None:
        self.srcdir = srcdir
        self.config = config
        self._read: dict[str, ReadResult] = {}
        self._libraries: dict[tuple[str, ...], Library] = {}

    def expand(self, pattern: str, base: str) -> list[str]:
        """Return the paths that ``pattern`` stands for, sorted; the path itself where it is no pattern.

        As everywhere in Sphinx, a path is relative to ``base``, and to the source
        folder where it starts with a slash.
        """
        whole = self.srcdir / pattern.lstrip("/") if pattern.startswith("/") else Path(base, pattern)
        if glob.has_magic(pattern) and not whole.exists():
            return sorted(str(Path(path)) for path in glob.glob(str(whole), recursive=True))  # noqa: PTH207 (a pattern may be absolute)
        return [str(whole.resolve()) if ".." in pattern else str(whole)]

    def project_sources(self) -> list[tuple[SourcePattern, list[str]]]:
        """Return the patterns of ``pubs_sources`` with the paths of each."""
        base = str(self.srcdir)
        return [(SourcePattern(text, base), self.expand(text, base)) for text in self.config.sources]

    def read(self, path: str) -> ReadResult:
        """Return what the source at ``path`` holds."""
        if path not in self._read:
            self._read[path] = self._parsed(path)
        return self._read[path]

    def library(self, paths: Sequence[str]) -> Library:
        """Return the merged records of ``paths``, in that order."""
        names = tuple(paths)
        if names not in self._libraries:
            records = [record for path in names for record in self.read(path).records]
            self._libraries[names] = build([*records, *self._persons(records)])
        return self._libraries[names]

    def keys(self, paths: Iterable[str]) -> set[str]:
        """Return the keys of all records in ``paths``."""
        return {record.key for path in paths for record in self.read(path).records}

    def _parsed(self, path: str) -> ReadResult:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            return ReadResult((), (Problem(Code.SOURCE, f"cannot be read: {error.strerror}", Origin(path)),))
        read = reader_for(path, data)
        if read is None:
            message = "not a format that is read: .bib, .yaml, .json, .toml or .ris"
            return ReadResult((), (Problem(Code.SOURCE, message, Origin(path)),))
        return read(data, path, self.config.encoding)

    def _persons(self, records: Sequence[Record]) -> list[Person]:
        """Return a person for each name of ``pubs_me`` that no record is about."""
        known = People(record for record in records if isinstance(record, Person))
        return [
            Person(key=fold(name).replace(" ", "-"), name=parse_name(name))
            for name in self.config.me
            if known.named(name) is None
        ]


def digest(path: str) -> str:
    """Return a digest of the file's bytes; an empty string where there is no file."""
    try:
        return hashlib.blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""
