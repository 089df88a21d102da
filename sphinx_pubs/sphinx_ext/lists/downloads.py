"""The files that readers of a list can download: its records in each format, beside the pages.

They are scripts and not data, because a page that is opened from a folder may load nothing else. A page loads
one when its reader asks for a download.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import cast

from ...export.bibtex import to_bibtex
from ...export.csl import to_csl
from ...export.ris import to_ris
from ...model.records import Publication
from ...render.entries import chunks
from ..assets import DOWNLOAD_FORMATS, download_path
from ..output import replaced_file
from .cache import DiskCache

_START, _SEPARATOR, _END = b"SphinxPubs.loaded([", b",", b"])\n"

# Created once: json.dumps() creates an encoder at each call.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

#: A record in each format, as a literal of a script.
_Texts = tuple[bytes, ...]


def write_downloads(
    outdir: Path, list_id: str, records: Sequence[Publication], cache: DiskCache, *, as_written: bool = True
) -> None:
    """Write ``_pubs/LIST.bib.js`` and the files of the other formats, with the texts in ``cache`` reused.

    :param as_written: whether BibTeX is that of its author, as in :func:`.to_bibtex`.
    """
    paths = [download_path(outdir, list_id, suffix) for suffix in DOWNLOAD_FORMATS]
    with ExitStack() as stack:
        files = [stack.enter_context(replaced_file(path)) for path in paths]
        separator = _START
        # The texts of a long list are ten megabytes and more: they are made and written in chunks.
        for chunk in chunks(records):
            for file, texts in zip(files, zip(*_texts(chunk, cache, as_written), strict=True), strict=True):
                file.write(separator)
                file.write(_SEPARATOR.join(texts))
            separator = _SEPARATOR
            cache.flush()
        for file in files:
            file.write(_END if records else _START + _END)


def _texts(records: Sequence[Publication], cache: DiskCache, as_written: bool) -> list[_Texts]:
    """Return each record in all formats."""
    # In the order of DOWNLOAD_FORMATS.
    exports: list[Callable[[Publication], object]] = [
        partial(to_bibtex, as_written=as_written), to_csl, to_ris
    ]  # fmt: skip
    texts = [cast("_Texts | None", cache.get(record.digest)) for record in records]
    missing = [record for record, text in zip(records, texts, strict=True) if text is None]
    # One format after the other takes less time than one record after the other.
    columns = [[_encode(export(record)).encode() for record in missing] for export in exports]
    new = list(zip(*columns, strict=True))
    for record, text in zip(missing, new, strict=True):
        cache.put(record.digest, text)
    remaining = iter(new)
    return [next(remaining) if text is None else text for text in texts]
