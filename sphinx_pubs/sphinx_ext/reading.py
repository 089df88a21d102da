"""What needs the readers, which a build in which no data are read does without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.library import Library, build, persons_in
from ..model.people import Person, fold
from ..model.problems import Code, Origin, Problem
from ..model.resolving import People
from ..readers.base import Hints, ReadResult, Record
from ..readers.memory import Memory
from ..readers.names import parse_name
from ..readers.registry import reader_for
from .field_map import names_for, parse_field_map
from .kept import kept

if TYPE_CHECKING:
    from .config import PubsConfig


#: A smaller source is read in less time than the first build would need to remember it.
LEAST_BYTES = 100_000


def read_file(
    path: str, group: str, encoding: str, srcdir: Path, config: PubsConfig, keep: Path | None
) -> ReadResult:
    """Return what the file at ``path`` holds, and what is wrong with it.

    :param group: which records it holds, where the file itself does not tell.
    :param keep: the file that keeps its records for the next build.
    """
    try:
        size = Path(path).stat().st_size
        if size > config.max_bytes:
            message = f"not read: it has {size} bytes, more than pubs_max_bytes, {config.max_bytes}"
            return ReadResult((), (Problem(Code.SIZE, message, Origin(path)),))
        data = Path(path).read_bytes()
    except OSError as error:
        return ReadResult((), (Problem(Code.SOURCE, f"cannot be read: {error.strerror}", Origin(path)),))
    read = reader_for(path, data)
    if read is None:
        message = "not a format that is read: .bib, .yaml, .json, .toml, .ris, .cff or front matter"
        return ReadResult((), (Problem(Code.SOURCE, message, Origin(path)),))
    below = Path(path).relative_to(srcdir) if Path(path).is_relative_to(srcdir) else Path(path)
    names = names_for(below.as_posix(), parse_field_map(config.field_map))
    if len(data) < LEAST_BYTES:
        return read(data, path, encoding, Hints(group, names))
    with kept(keep, "records") as texts:
        memory = Memory(texts)
        result = read(data, path, encoding, Hints(group, names, memory))
    return replace(result, digests=memory.digests)


def library(records: Sequence[Record], names: Iterable[str], merge: str) -> Library:
    """Return ``records`` merged, with the persons whom only ``names`` name."""
    return build([*records, *_persons(names, records)], merge)


def _persons(names: Iterable[str], records: Sequence[Record]) -> list[Person]:
    """Return a person for each of ``names`` that no record is about."""
    known = People(persons_in(records))
    return [
        Person(key=fold(name).replace(" ", "-"), name=parse_name(name))
        for name in dict.fromkeys(names)
        if not known.all_named(name)
    ]
