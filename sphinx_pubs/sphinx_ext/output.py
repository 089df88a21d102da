"""Write files so that a killed build leaves the old file or the new one, never a part of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

#: The suffix of a file that is being written. A killed build leaves such files.
UNFINISHED = ".unfinished"

#: No file takes longer to write, in seconds. A younger one may be that of another build.
_LONGEST = 3600


@contextmanager
def replaced_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file that replaces ``path`` when the block ends, and is removed if it fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")  # another build may write the same file
    try:
        with new.open("wb") as file:
            yield file
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """Return the files below ``folder`` that killed builds have left."""
    latest = time.time() - _LONGEST
    return [path for path in folder.glob(f"**/*{UNFINISHED}") if path.stat().st_mtime < latest]
