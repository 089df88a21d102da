"""Read a data file for a build, and merge the records of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ...model.library import Library, build_library, persons_in
from ...model.names import fold
from ...model.people import PeopleIndex
from ...model.records import Person, Record
from ...readers.base import ReadOptions, ReadResult
from ...readers.fields.names import parse_name
from ...readers.load import load_file
from ...readers.memory import Memory
from ..config import PubsConfig
from .cache import kept
from .validation import names_for, parse_field_map

#: A smaller source is read in less time than the first build would need to remember it.
LEAST_BYTES = 100_000


def read_file(
    path: str, group: str, encoding: str, srcdir: Path, config: PubsConfig, keep: Path | None
) -> ReadResult:
    """Return what the file at ``path`` holds, and what is wrong with it.

    :param group: which records it holds, where the file itself does not tell.
    :param keep: the file that keeps its records for the next build.
    """
    below = Path(path).relative_to(srcdir) if Path(path).is_relative_to(srcdir) else Path(path)
    options = ReadOptions(group, names_for(below.as_posix(), parse_field_map(config.field_map)))

    def load(options: ReadOptions) -> ReadResult:
        return load_file(
            path, options, encoding=encoding, max_bytes=config.max_bytes, limit_name="pubs_max_bytes"
        )

    try:
        size = Path(path).stat().st_size
    except OSError:
        size = -1
    if not LEAST_BYTES <= size <= config.max_bytes:
        return load(options)
    with kept(keep, "records") as texts:
        memory = Memory(texts)
        result = load(replace(options, memory=memory))
    return replace(result, digests=memory.digests)


def merge_records(records: Sequence[Record], names: Iterable[str], merge: str) -> Library:
    """Return ``records`` merged, with the persons whom only ``names`` name."""
    return build_library([*records, *_persons(names, records)], merge)


def _persons(names: Iterable[str], records: Sequence[Record]) -> list[Person]:
    """Return a person for each of ``names`` that no record is about."""
    known = PeopleIndex(persons_in(records))
    return [
        Person(key=fold(name).replace(" ", "-"), name=parse_name(name))
        for name in dict.fromkeys(names)
        if not known.all_named(name)
    ]
