"""Texts that a build has made, kept on the disk for the next one, beside the doctrees.

Each is found by a digest of what it alone is made of; a file of them is good for as long as all that they
have in common is what it was, our own code included. What is wrong with a file costs time only.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO
from zlib import crc32

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("babel", "bibtexparser", "docutils", "pylatexenc", "sphinx")

#: Characters that no data has: control characters are left out of it.
_AFTER_DIGEST, _AFTER_TEXT = "\x1f", "\x1e"
#: Digits of the checksum at the end of a file.
_SUM_SIZE = 8
#: How many texts are in memory at once: all of a long list are ten megabytes and more.
_AT_ONCE = 100


class Kept:
    """The texts in one file: those of the last build can be asked for, those of this one are written."""

    def __init__(self, known: Mapping[str, str], head: bytes, file: IO[bytes] | None) -> None:
        self._known = known
        self._file = file
        self._sum = self._kept = self._found = 0
        self._waiting: list[str] = []
        self._write(head)

    def get(self, digest: str) -> str | None:
        """Return the text of ``digest``, which stays kept; None where there is none."""
        text = self._known.get(digest)
        if text is not None:
            self._found += 1
            self.keep(digest, text)
        return text

    def keep(self, digest: str, text: str) -> None:
        """Keep a text; one that has a mark of the file is not kept."""
        if _AFTER_TEXT in text:
            return
        self._kept += 1
        self._waiting += digest, _AFTER_DIGEST, text, _AFTER_TEXT
        if self._kept % _AT_ONCE == 0:
            self._write_waiting()

    def is_changed(self) -> bool:
        """Whether the file is whole, and has other texts than were known."""
        return self._file is not None and not self._found == self._kept == len(self._known)

    def end(self) -> None:
        """Write the end of the file."""
        self._write_waiting()
        self._write(_written(self._sum))

    def _write_waiting(self) -> None:
        data = "".join(self._waiting).encode("utf-8", "surrogatepass")
        self._waiting.clear()
        self._write(data)
        self._sum = crc32(data, self._sum)

    def _write(self, data: bytes) -> None:
        if self._file:
            try:
                self._file.write(data)
                self._file.flush()
            except OSError:  # the disk is full; nothing is kept
                self._file = None


@contextmanager
def kept(path: Path | None, made_of: object) -> Iterator[Kept]:
    """Give the texts in the file ``path``, and those that the block keeps a place in it.

    :param made_of: what all of them depend on, besides our own code and the libraries: plain data.
    """
    source = repr((_code(), made_of)).encode("utf-8", "surrogatepass")
    head = blake2b(source, digest_size=16).hexdigest().encode() + b"\n"
    with _beside(path) as file:
        found = Kept(_known(path, head), head, file)
        yield found
        found.end()
        if path and file and found.is_changed():
            file.close()
            with suppress(OSError):
                Path(file.name).replace(path)


@contextmanager
def _beside(path: Path | None) -> Iterator[IO[bytes] | None]:
    """Give a file beside ``path`` to write to, or none: what another build reads there is always whole."""
    file = None
    if path is not None:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115 (it is closed below)
    try:
        yield file
    finally:
        if file:
            file.close()
            Path(file.name).unlink(missing_ok=True)


def _known(path: Path | None, head: bytes) -> dict[str, str]:
    """Return the texts in a file; none if it is not whole, or made of something else."""
    with suppress(OSError, ValueError):
        data = path.read_bytes() if path else b""
        body, end = data[len(head) : -_SUM_SIZE], data[-_SUM_SIZE:]
        if data.startswith(head) and end == _written(crc32(body)):
            texts = body.decode("utf-8", "surrogatepass").split(_AFTER_TEXT)[:-1]
            return {digest: text for digest, _, text in (one.partition(_AFTER_DIGEST) for one in texts)}
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
