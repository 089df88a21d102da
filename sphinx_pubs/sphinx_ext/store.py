"""The parsed sources of one build. Lives on the domain instance, and so is never pickled."""

from __future__ import annotations

import glob
import hashlib
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .collector import no_collection, set_aside, take_back
from .config import BIBFILES, PubsConfig

if TYPE_CHECKING:
    from ..model.library import Library
    from ..readers.base import ReadResult, Record

#: What a source may end in: which records it holds, where the file itself does not tell.
_GROUP = re.compile(r"#(?P<group>publications|awards|activities|people)$")

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


class Store:
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
        if found := _GROUP.search(pattern):
            return [path + found[0] for path in self.expand(pattern[: found.start()], base)]
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
        people = [text if _GROUP.search(text) else f"{text}#people" for text in self.config.people]
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
            from .reading import library  # noqa: PLC0415 (see below)

            with no_collection():
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
        from .reading import read_file  # noqa: PLC0415 (a build in which no data are read needs no readers)

        path, found = plain_path(source), _GROUP.search(source)
        encoding = self._encoding(path) or self.config.encoding
        with no_collection():
            keep = self.kept_in(source, "records")
            return read_file(path, found["group"] if found else "", encoding, self.srcdir, self.config, keep)

    def _encoding(self, path: str) -> str:
        """Return the encoding of a source that has one of its own."""
        own = self.bibfiles.encoding if path in self.bibfiles.paths else ""
        return own if own != self.config.encoding else ""


def plain_path(source: str) -> str:
    """Return the path of a source, without what it says about its records."""
    return _GROUP.sub("", source)


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
