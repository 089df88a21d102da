"""A cache on disk: values that an earlier build computed, by a digest of the input of each.

The records of a source, the HTML of entries and the texts for download are cached, each in files of their
own beside Sphinx's doctrees. The key of a value covers everything that the value alone depends on. What all
values of a file depend on (our code, the libraries, the layout of a list) is the version of the file: if it
changes, the file is ignored. A wrong or damaged file costs time only.
"""

from __future__ import annotations

import pickle
import platform
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, TypeVar, cast

from sphinx.util import logging

_T = TypeVar("_T")

#: From this many records on, a source or a list is cached. Fewer take less time than reading the cache.
CACHE_FROM = 100

# A file is left as it is while no more than this share of its values is new or unused: writing all the
# others again takes longer than computing these.
_FEW = 0.01

_PACKAGE = Path(__file__).parents[2]
_LIBRARIES = ("babel", "docutils", "pylatexenc", "sphinx")

logger = logging.getLogger(__name__)


def is_worth_caching(count: int) -> bool:
    """Return whether a source or a list of so many records is read faster from a cache."""
    return count >= CACHE_FROM


class DiskCache:
    """Values of an earlier build, by a digest of the input of each.

    The file is a sequence of pickles: the version, then mappings of keys to values. It is replaced by a
    complete new one, so that a parallel build never reads half of it.

    :param path: the file, which need not exist, with the kind of values as suffix; None for no cache.
    :param version: what all values depend on, besides our own code and the libraries.
    """

    def __init__(self, path: Path | None, version: str = "") -> None:
        self._path = path
        self._version = version
        self._known: dict[bytes, object] | None = None
        self._used: set[bytes] = set()
        self._new: dict[bytes, object] = {}
        self._new_count = 0
        self._file: IO[bytes] | None = None

    def get(self, key: bytes) -> object | None:
        """Return the value for ``key`` that an earlier build made, or None."""
        if self._known is None:
            self._known = self._load()
        value = self._known.get(key)
        if value is not None:
            self._used.add(key)
        return value

    def put(self, key: bytes, value: object) -> None:
        """Add a value, for the next build. Ignore it if the key is empty: its input has no digest."""
        if self._path is None or not key:
            return
        self._new[key] = value
        self._new_count += 1
        self._used.discard(key)

    def get_or_make(self, key: bytes, make: Callable[[], _T]) -> _T:
        """Return the value for ``key``; if there is none, make and add it."""
        value = cast("_T | None", self.get(key))
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def clear(self) -> None:
        """Forget the values of earlier builds."""
        self._known = {}
        self._used.clear()

    def flush(self) -> None:
        """Write the new values to disk, so that large ones do not stay in memory until :meth:`save`.

        If an earlier build left a file, few values are new, and they can stay in memory.
        """
        if not self._known:
            self._write(self._new)
            self._new = {}

    def save(self) -> None:
        """Replace the file by one with the values that were used and those that are new."""
        if self._path is None:
            return
        known = self._known or {}
        kind = self._path.suffix.lstrip(".")
        logger.debug("sphinx_pubs: cache of %s: %d reused, %d new", kind, len(self._used), self._new_count)
        changed = self._new_count + len(known) - len(self._used)
        if changed <= _FEW * (self._new_count + len(self._used)):
            return
        self._write({key: value for key, value in known.items() if key in self._used})
        self._write(self._new)
        with suppress(OSError):
            if self._file:
                self._file.close()
                Path(self._file.name).replace(self._path)

    def close(self) -> None:
        """Free the memory, and remove the new file if it was not saved."""
        self._known, self._new = {}, {}
        with suppress(OSError):
            if self._file:
                self._file.close()
                Path(self._file.name).unlink(missing_ok=True)

    def _load(self) -> dict[bytes, object]:
        values: dict[bytes, object] = {}
        # A damaged pickle may raise any exception. The end of the file raises EOFError.
        with suppress(Exception):
            # Opening a named pipe would wait for somebody who writes to it.
            if self._path and self._path.is_file():
                with self._path.open("rb") as file:
                    pickles = _pickles(file)
                    if next(pickles) == self._file_version():
                        for block in pickles:
                            values.update(block)
        return values

    def _write(self, values: dict[bytes, object]) -> None:
        if self._path is None or not values:
            return
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = NamedTemporaryFile(dir=self._path.parent, delete=False)  # noqa: SIM115 (see close)
                pickle.dump(self._file_version(), self._file, pickle.HIGHEST_PROTOCOL)
            pickle.dump(values, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError:
            self._path = None

    def _file_version(self) -> str:
        return f"{_code_version()} {self._version}"


def _pickles(file: IO[bytes]) -> Iterator[Any]:
    while True:
        yield pickle.load(file)  # noqa: S301 (Sphinx loads its own pickles from the same folder)


@lru_cache(maxsize=1)
def _code_version() -> str:
    """Return a digest of our code, the libraries and Python: nobody has to remember to raise a version."""
    digest = blake2b(platform.python_version().encode(), digest_size=16)
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}".encode())
    for path in sorted([*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.mo")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
