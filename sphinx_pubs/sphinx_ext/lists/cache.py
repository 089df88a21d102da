"""Texts that a build has made, kept on the disk for the next one, beside the doctrees.

Each is found by a digest of what it alone is made of; a file of them is good for as long as all that they
have in common is what it was, our own code included. What is wrong with a file costs time only.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from zlib import crc32

_PACKAGE = Path(__file__).parents[2]
_LIBRARIES = ("babel", "bibtexparser", "docutils", "pylatexenc", "sphinx")

#: Stands behind the head, each digest and each text. No data has it: control characters are left out of it.
_END = b"\x1e"
#: Digits of the checksum at the end of a file.
_SUM_SIZE = 8
#: How many texts of a first build are in memory at once: all of a long list are ten megabytes and more.
_AT_ONCE = 100
#: The share of texts that are made in less time than it takes to write all.
_FEW = 0.01


@contextmanager
def kept(path: Path | None, made_of: object) -> Iterator[Kept]:
    """Give the texts in the file ``path``, and those that the block keeps a place in it; without one, none.

    :param made_of: what all of them depend on, besides our own code and the libraries: plain data.
    """
    head = _head(made_of) if path else b""
    file = _NewFile(path, head)
    found = Kept(_known(path, head), file)
    try:
        yield found
        found.end()
    finally:
        file.close()


class Kept:
    """The texts of the last build, which can be asked for, and those of this one.

    :param known: the former, by their digests. :param file: where they are to be next time.
    """

    def __init__(self, known: dict[bytes, bytes], file: _NewFile) -> None:
        self._known = known
        self._file = file
        self._used: set[bytes] = set()
        self._waiting: list[bytes] = []
        self._made = 0

    def get(self, digest: str) -> str | None:
        """Return the text of ``digest``, which stays kept; None where there is none."""
        name = digest.encode()
        text = self._known.get(name)
        if text is None:
            return None
        self._used.add(name)
        return text.decode("utf-8", "surrogatepass")

    def keep(self, digest: str, text: str) -> None:
        """Keep a text, in place of one that was; one that has a mark of the file is not kept."""
        name, written = digest.encode(), text.encode("utf-8", "surrogatepass")
        if _END not in written:
            self._made += 1
            self._used.discard(name)
            self._waiting += name, _END, written, _END
            if not self._known and self._made % _AT_ONCE == 0:
                self._write()

    def end(self) -> None:
        """Write the file, if enough of it is another."""
        others = self._made + len(self._known) - len(self._used)
        if others > _FEW * (self._made + len(self._used)):
            for name in filter(self._used.__contains__, self._known):
                self._waiting += name, _END, self._known[name], _END
            self._write()
            self._file.put()

    def _write(self) -> None:
        self._file.write(b"".join(self._waiting))
        self._waiting.clear()


class _NewFile:
    """A file that takes the place of ``path`` once it is whole, so that another build never reads half of it.

    Where there is no place, or it cannot be written, nothing happens.
    """

    def __init__(self, path: Path | None, head: bytes) -> None:
        self._path = path
        self._head = head
        self._file: IO[bytes] | None = None
        self._sum = 0

    def write(self, data: bytes) -> None:
        """Add ``data`` to what stands in it."""
        if self._path is None:
            return
        try:
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = NamedTemporaryFile(dir=self._path.parent, delete=False)  # noqa: SIM115 (see close)
                self._file.write(self._head)
            self._file.write(data)
            self._sum = crc32(data, self._sum)
        except OSError:
            self._path = None

    def put(self) -> None:
        """Write the end, and put the file in its place."""
        with suppress(OSError):
            if self._path and self._file:
                self._file.write(_written(self._sum))
                self._file.close()
                Path(self._file.name).replace(self._path)

    def close(self) -> None:
        """Leave nothing of it where it is not in its place."""
        with suppress(OSError):
            if self._file:
                Path(self._file.name).unlink(missing_ok=True)
                self._file.close()


def _head(made_of: object) -> bytes:
    source = repr((_code(), made_of)).encode("utf-8", "surrogatepass")
    return blake2b(source, digest_size=16).hexdigest().encode() + _END


def _known(path: Path | None, head: bytes) -> dict[bytes, bytes]:
    """Return the texts in a file; none if it is not whole, or made of something else."""
    with suppress(OSError):
        data = path.read_bytes() if path else b""
        body = memoryview(data)[len(head) : -_SUM_SIZE]  # of megabytes there are no more copies than needed
        if data.startswith(head) and data.endswith(_written(crc32(body))):
            _, *parts, _ = data.split(_END)
            return dict(zip(parts[::2], parts[1::2], strict=True))
    return {}


def _written(checksum: int) -> bytes:
    return f"{checksum:0{_SUM_SIZE}x}".encode()


@lru_cache(maxsize=1)
def _code() -> str:
    """Return a digest of all code that makes texts: nobody has to remember to raise a version."""
    digest = blake2b(platform.python_version().encode(), digest_size=16)
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{library} {version(library)}".encode())
    for path in sorted([*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.mo")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
