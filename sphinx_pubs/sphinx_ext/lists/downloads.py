"""What a reader can download of a list: each record in each format, as text in a script.

Where what a reader can download of a list is: in files beside the pages, which ``exports`` writes.

The files are scripts and not data, as a page that is opened from a folder may
load nothing else. A page loads one when its reader asks for a download.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import accumulate, groupby
from pathlib import Path
from typing import IO, NamedTuple
from zlib import crc32

from ...export.bibtex import to_bibtex
from ...export.csl import to_csl
from ...export.ris import to_ris
from ...model.records import Publication, Record
from ...render.entries import chunks
from ..assets import download_path
from .cache import Kept

#: One for each of ``downloads.SUFFIXES``.
FORMATS: Mapping[str, Callable[[Publication], object]] = {"bib": to_bibtex, "json": to_csl, "ris": to_ris}

_START, _BETWEEN, _END = b"SphinxPubs.loaded([", b",", b"])\n"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

#: How long a record is in each file.
Lengths = Sequence[int]
#: Some records as they stand in a file; those of the last build are views of it.
Text = bytes | memoryview


class _Script:
    """A file of literals, as it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._before = _START
        self._sum = 0

    def add(self, literals: Text) -> None:
        """Add a literal, or several as they stand in a file."""
        self._write(self._before)
        self._write(literals)
        self._before = _BETWEEN

    def end(self) -> int:
        """Write the end; return the checksum of all."""
        self._write(_END if self._before == _BETWEEN else _START + _END)
        return self._sum

    def _write(self, data: Text) -> None:
        self._file.write(data)
        self._sum = crc32(data, self._sum)


class _Last(NamedTuple):
    """What is known of the files of the last build.

    :param data: of each file. :param places: which record it is that has a digest.
    :param lengths: of each record, in each file. :param starts: of each file, where each record begins,
        and one more would.
    """

    data: Sequence[memoryview] = ()
    places: Mapping[str, int] = {}
    lengths: Sequence[Lengths] = ()
    starts: Sequence[Sequence[int]] = ()

    def between(self, first: int, end: int) -> list[Text]:
        """Return what each file says of the records from ``first`` up to ``end``."""
        gap = len(_BETWEEN)
        return [one[at[first] : at[end] - gap] for one, at in zip(self.data, self.starts, strict=True)]


class Exports:
    """Writes records in all formats, from the files of the last build where a record is the same.

    :param kept: what is known of these files: their checksums, and of each record its digest and
        lengths. :param fingerprint: gives a digest of all that a record is made of, or an empty string.
    """

    def __init__(self, kept: Kept, fingerprint: Callable[[Record], str]) -> None:
        self._kept = kept
        self._fingerprint = fingerprint

    def write(self, outdir: Path, stem: str, records: Sequence[Publication]) -> None:
        """Write the files of a list: ``_pubs/STEM.bib.js`` and the like."""
        paths = [download_path(outdir, stem, suffix) for suffix in FORMATS]
        paths[0].parent.mkdir(parents=True, exist_ok=True)
        last = self._last(paths)
        digests = [self._fingerprint(record) for record in records]
        lengths: list[Lengths] = []
        with ExitStack() as stack:
            files = [_Script(stack.enter_context(path.open("wb"))) for path in paths]
            for of_some, texts in _texts(records, digests, last):
                lengths += of_some
                for file, text in zip(files, texts, strict=True):
                    file.add(text)
            checksums = [file.end() for file in files]
        self._kept.keep("index", _encode([checksums, digests, lengths]))

    def _last(self, paths: Sequence[Path]) -> _Last:
        """Return what is known of the files ``paths``, if they are those of the last build."""
        written = self._kept.get("index")
        if written is None or not all(path.is_file() for path in paths):
            return _Last()
        checksums, digests, lengths = json.loads(written)
        data = [memoryview(path.read_bytes()) for path in paths]
        if checksums != [crc32(one) for one in data]:
            return _Last()
        places = {digest: place for place, digest in enumerate(digests) if digest}
        starts = [
            [*accumulate(in_format, _next_start, initial=len(_START))]
            for in_format in zip(*lengths, strict=True)
        ]
        return _Last(data, places, lengths, starts)


def _texts(
    records: Sequence[Publication], digests: Sequence[str], last: _Last
) -> Iterator[tuple[Iterable[Lengths], Sequence[Text]]]:
    """Yield some records after the other: the lengths of each, and what each file is to say of them."""
    for run, place in _runs(digests, last.places):
        if place is not None:
            end = place + run.stop - run.start
            yield last.lengths[place:end], last.between(place, end)
            continue
        for piece in chunks(records[run]):
            literals = _literals(piece)
            lengths = [map(len, in_format) for in_format in literals]
            yield zip(*lengths, strict=True), [_BETWEEN.join(in_format) for in_format in literals]


def _runs(digests: Sequence[str], places: Mapping[str, int]) -> Iterator[tuple[slice, int | None]]:
    """Yield each run of records, and where it begins in the last build's files; None where they are new."""
    found = [places.get(digest) for digest in digests]

    def shift(at: int) -> int | None:
        place = found[at]
        return None if place is None else place - at

    for _, run in groupby(range(len(found)), shift):
        ats = [*run]
        yield slice(ats[0], ats[-1] + 1), found[ats[0]]


def _literals(records: Sequence[Publication]) -> list[list[bytes]]:
    """Return ``records`` in each format, as literals of a script."""
    # One format after the other takes less time than one record after the other.
    return [[_encode(export(one)).encode() for one in records] for export in FORMATS.values()]


def _next_start(start: int, length: int) -> int:
    return start + length + len(_BETWEEN)
