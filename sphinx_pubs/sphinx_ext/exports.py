"""What a reader can download of a list: each record in each format, as text in a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..export.bibtex import to_bibtex
from ..export.csl import to_csl
from ..export.ris import to_ris
from ..model.publication import Publication
from .downloads import path_of

#: How many records are in memory as text: all of a long list are ten megabytes and more.
_AT_ONCE = 100

#: One for each of ``downloads.SUFFIXES``.
FORMATS: Mapping[str, Callable[[Publication], object]] = {"bib": to_bibtex, "json": to_csl, "ris": to_ris}


def write(outdir: Path, stem: str, publications: Iterable[Publication]) -> None:
    """Write the files of a list: ``_pubs/STEM.bib.js`` and the like."""
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
    records = list(publications)
    for suffix, export in FORMATS.items():
        path = path_of(outdir, stem, suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            file.write("SphinxPubs.loaded([")
            for start in range(0, len(records), _AT_ONCE):
                written = encode([export(record) for record in records[start : start + _AT_ONCE]])
                file.write(f"{',' if start else ''}{written[1:-1]}")
            file.write("])\n")
