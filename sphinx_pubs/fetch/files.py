"""Read and write the files of a site: each file is replaced as a whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .base import FetchError


def read_bytes(path: Path) -> bytes | None:
    """Return the content of a file, None if there is none.

    :raises FetchError: if it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FetchError(f"cannot read {path}: {error.strerror}") from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below ``folder``, in this order.

    Each is written beside its target and then takes its place: whoever interrupts this finds each file as it
    was or as it should be.

    :raises FetchError: if one cannot be written; the files before it are written.
    """
    written: list[tuple[str, Path]] = []
    try:
        for name, data in files.items():
            target = (folder / name).resolve()  # a link stays one
            written.append((_written_beside(target, data), target))
        for temporary, target in written:
            Path(temporary).replace(target)
    except OSError as error:
        raise FetchError(f"cannot write {error.filename or folder}: {error.strerror}") from error
    finally:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)


def _written_beside(target: Path, data: bytes) -> str:
    """Write ``data`` to a new file beside ``target``, with the permissions of that; return its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode & 0o777)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    """Return the permissions that new files do not get; Python can only read them by setting them."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
