"""Write files, but never over another one."""

from __future__ import annotations

import os
from pathlib import Path

# The files that Sphinx may read as the same page.
_PAGES = (".rst", ".md", ".ipynb", ".txt")


def existing(folder: Path, name: str) -> str:
    """Return the file that is there instead of ``name``: the same path, or the page in another format.

    An empty string means that there is none. A link that leads nowhere is a file, too.
    """
    path = folder / name
    paths = [path.with_suffix(suffix) for suffix in _PAGES] if path.suffix == ".rst" else [path]
    return next((found.relative_to(folder).as_posix() for found in paths if os.path.lexists(found)), "")


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist: first beside its place, so that it is never there in part.

    :raises OSError: if the file cannot be written, or exists.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if os.path.lexists(path):
            raise FileExistsError(f"{path} exists")
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
