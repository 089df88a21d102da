"""What a reader can download of a list: each record in each format, as text in a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO
from zlib import crc32

from ..export.bibtex import to_bibtex
from ..export.csl import to_csl
from ..export.ris import to_ris
from ..model.publication import Publication
from .downloads import path_of
from .files import Record
from .interactive import pieces
from .kept import Kept

#: One for each of ``downloads.SUFFIXES``.
FORMATS: Mapping[str, Callable[[Publication], object]] = {"bib": to_bibtex, "json": to_csl, "ris": to_ris}

_START, _BETWEEN, _END = b"SphinxPubs.loaded([", b",", b"])\n"
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

#: A record in each format, as a literal of a script.
Literals = tuple[bytes, ...]


class _Script:
    """A file of literals, as it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._before = _START
        self._sum = 0

    def add(self, literals: Sequence[bytes]) -> None:
        """Add some literals."""
        self._write(self._before + _BETWEEN.join(literals))
        self._before = _BETWEEN

    def end(self) -> int:
        """Write the end; return the checksum of all."""
        self._write(_END if self._before == _BETWEEN else _START + _END)
        return self._sum

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._sum = crc32(data, self._sum)


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
        paths = [path_of(outdir, stem, suffix) for suffix in FORMATS]
        paths[0].parent.mkdir(parents=True, exist_ok=True)
        known = self._known(paths)
        index = []
        with ExitStack() as stack:
            files = [_Script(stack.enter_context(path.open("wb"))) for path in paths]
            for piece in pieces(records):
                digests, literals = self._literals(piece, known)
                index += [(digest, *map(len, each)) for digest, each in zip(digests, literals, strict=True)]
                for file, in_format in zip(files, zip(*literals, strict=True), strict=True):
                    file.add(in_format)
            checksums = [file.end() for file in files]
        self._kept.keep("index", _encode([checksums, index]))

    def _literals(
        self, records: Sequence[Publication], known: Mapping[str, Literals]
    ) -> tuple[list[str], list[Literals]]:
        """Return the digests of ``records``, and what each is in all formats."""
        digests = [self._fingerprint(record) for record in records]
        new = [record for record, digest in zip(records, digests, strict=True) if digest not in known]
        # One format after the other takes less time than one record after the other.
        by_format = [[_encode(export(one)).encode() for one in new] for export in FORMATS.values()]
        made = zip(*by_format, strict=True)
        return digests, [known[digest] if digest in known else next(made) for digest in digests]

    def _known(self, paths: Sequence[Path]) -> dict[str, Literals]:
        """Return what the files say of each record with a digest, if they are those that are known."""
        written = self._kept.get("index")
        if written is None or not all(path.is_file() for path in paths):
            return {}
        checksums, index = json.loads(written)
        data = [path.read_bytes() for path in paths]
        if checksums != [crc32(one) for one in data]:
            return {}
        found: dict[str, Literals] = {}
        places = [len(_START)] * len(data)
        for digest, *lengths in index:
            ends = [place + length for place, length in zip(places, lengths, strict=True)]
            found[digest] = tuple(one[place:end] for one, place, end in zip(data, places, ends, strict=True))
            places = [end + len(_BETWEEN) for end in ends]
        found.pop("", None)
        return found
