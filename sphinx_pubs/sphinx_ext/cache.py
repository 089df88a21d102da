"""The parsed records of large sources on the disk, between builds, beside the doctrees.

What is wrong with the folder or a file in it costs time only: the records are then made anew.
"""

from __future__ import annotations

import os
import platform
import tempfile
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..readers.memory import Memory

#: A smaller source is read in less time than the first build would need to remember it.
LEAST_BYTES = 100_000
_PACKAGE = Path(__file__).parent.parent


class RecordCache:
    """The files that hold the records of sources, one for each; without a folder there are none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder and folder / "sphinx_pubs"

    def load(self, source: str, size: int) -> Memory | None:
        """Return what is known of the records of ``source``; None where it has too few bytes to matter."""
        from ..readers.memory import Memory  # noqa: PLC0415 (a build in which no data are read needs none)

        path = self._path(source)
        if path is None or size < LEAST_BYTES:
            return None
        known: dict[str, str] = {}
        with suppress(OSError, ValueError):
            head, _, body = path.read_bytes().partition(b"\n")
            if head == _head(body):
                known = dict(line.split(" ", 1) for line in body.decode().split("\n")[:-1])
        return Memory(known)

    def save(self, source: str, memory: Memory | None) -> None:
        """Write what is to be known of the records of ``source``, if enough of that has changed."""
        path = self._path(source)
        if path is None or memory is None or not memory.changed():
            return
        with suppress(OSError, ValueError):  # also a character that UTF-8 has not
            lines = (f"{digest} {record}\n" for digest, record in memory.records().items())
            body = "".join(lines).encode()
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, _head(body) + b"\n" + body)

    def _path(self, source: str) -> Path | None:
        name = blake2b(source.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
        return self._folder and self._folder / f"{name}.records"


def _write(path: Path, data: bytes) -> None:
    """Write a file in one step: a build that runs beside this one sees the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def _head(body: bytes) -> bytes:
    return f"{_readers()} {blake2b(body, digest_size=16).hexdigest()}".encode()


@lru_cache(maxsize=1)
def _readers() -> str:
    """Return a digest of all code that makes records: nobody has to remember to raise a version."""
    digest = blake2b(platform.python_version().encode(), digest_size=16)
    for library in ("pylatexenc", "bibtexparser"):
        with suppress(PackageNotFoundError):
            digest.update(version(library).encode())
    for folder in ("model", "readers"):
        for path in sorted((_PACKAGE / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
