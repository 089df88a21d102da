"""Where what a reader can download of a list is: in files beside the pages, which ``exports`` writes.

The files are scripts and not data, as a page that is opened from a folder may
load nothing else. A page loads one when its reader asks for a download.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDER = "_pubs"
SUFFIXES = ("bib", "json", "ris")


def path_of(outdir: Path, stem: str, suffix: str) -> Path:
    """Return the file of a list: ``_pubs/STEM.bib.js`` and the like."""
    return outdir / FOLDER / f"{stem}.{suffix}.js"


def remove_others(outdir: Path, stems: Iterable[str]) -> None:
    """Remove the files of lists that are no longer on a page."""
    wanted = {path_of(outdir, stem, suffix) for stem in stems for suffix in SUFFIXES}
    for path in (outdir / FOLDER).glob("**/*.js"):
        if path not in wanted:
            path.unlink()
