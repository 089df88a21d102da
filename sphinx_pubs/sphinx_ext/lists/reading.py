"""Read a data file for a build, and merge the records of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from ...model.library import Library, build_library, persons_in
from ...model.names import fold
from ...model.people import PeopleIndex
from ...model.records import Person, Record
from ...readers.base import ReadOptions, ReadResult
from ...readers.fields.names import parse_name
from ...readers.load import load_file
from ..config import PubsConfig
from .cache import DiskCache, is_worth_caching
from .validation import names_for, parse_field_map


def read_file(
    path: str, group: str, encoding: str, srcdir: Path, config: PubsConfig, cache_path: Path | None
) -> ReadResult:
    """Return the records and problems of the file at ``path``.

    :param group: what its records are, if the file does not say it.
    :param cache_path: the file that caches its records.
    """
    relative = Path(path).relative_to(srcdir) if Path(path).is_relative_to(srcdir) else Path(path)
    names = names_for(relative.as_posix(), parse_field_map(config.field_map))
    with closing(DiskCache(cache_path)) as cache:
        result = load_file(
            path,
            ReadOptions(group, names, cache.get_or_make),
            encoding=encoding,
            max_bytes=config.max_bytes,
            limit_name="pubs_max_bytes",
        )
        if is_worth_caching(len(result.records)):
            cache.save()
    return result


def merge_records(records: Sequence[Record], names: Iterable[str], merge: str) -> Library:
    """Return ``records`` merged, with a person for each of ``names`` that no record is about."""
    return build_library([*records, *_persons(names, records)], merge)


def _persons(names: Iterable[str], records: Sequence[Record]) -> list[Person]:
    """Return a person for each of ``names`` that no record is about."""
    known = PeopleIndex(persons_in(records))
    return [
        Person(key=fold(name).replace(" ", "-"), name=parse_name(name))
        for name in dict.fromkeys(names)
        if not known.all_named(name)
    ]
