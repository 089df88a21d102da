"""Read and write the files of a site: each file is replaced as a whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

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
    # Named before they are made: an interrupt at any point leaves none behind.
    beside: list[tuple[Path, Path]] = []
    try:
        for name, data in files.items():
            target = (folder / name).resolve()  # a link stays one
            beside.append((target.with_name(f".{target.name}.{token_hex(4)}.tmp"), target))
            _write_beside(*beside[-1], data)
        for temporary, target in beside:
            temporary.replace(target)
    except OSError as error:
        raise FetchError(f"cannot write {error.filename or folder}: {error.strerror}") from error
    finally:
        for temporary, _ in beside:
            # Its folder may be missing, or be a file.
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _write_beside(temporary: Path, target: Path, data: bytes) -> None:
    """Write ``data`` to the new file ``temporary``, with the permissions of ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with temporary.open("xb") as file:
        file.write(data)
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    temporary.chmod(mode & 0o777)


def _umask() -> int:
    """Return the permissions that new files do not get; Python can only read them by setting them."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
