"""Find the data files that a path names, load them as one library, and check them."""

from __future__ import annotations

import codecs
import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TypeVar

from ..model.duplicates import MERGE, MERGES
from ..model.library import Library, build_library
from ..model.problems import Code, Problem
from ..model.records import Record
from ..readers.base import ReadResult
from ..readers.groups import split_group
from ..readers.load import MAX_BYTES, load_file, reader_for
from .advice import Hint, hints_in, hints_on

ENCODING = "utf-8-sig"

# Folders that are skipped: other projects and programs put their files there.
_SKIPPED_FOLDERS = frozenset({"node_modules", "_build", "__pycache__"})
# YAML, JSON and TOML files have many uses. In a folder, they are data files if the name or a line says so.
_MULTIPURPOSE = (".yaml", ".yml", ".json", ".toml")
_DATA_NAME = re.compile(r"publication|paper|award|activities|people", re.I)
_DATA_LINE = re.compile(rb"^[^\w\n]*(?:publications|awards|activities|people)\b", re.M)
# Pages may have front matter for another purpose, so they are never taken from a folder.
_PAGES = (".md", ".markdown", ".qmd", ".rmd")

_FindingT = TypeVar("_FindingT", Problem, Hint)


# --- which files ---


def expand(pattern: str) -> list[str]:
    """Return the files that a path, a folder or a glob pattern means, sorted; none if nothing matches.

    A group (``list.yaml#awards``) is kept on each file.
    """
    pattern, group = split_group(pattern)
    if group:
        return [f"{path}#{group}" for path in expand(pattern)]
    path = Path(pattern)
    if path.is_dir():
        return sorted(_data_files_below(path))
    if path.exists():
        return [str(path)]
    if not glob.has_magic(pattern):
        return []
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207 (a pattern may be absolute)
    return sorted(match for match in matches if Path(match).is_file())


def _data_files_below(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _SKIPPED_FOLDERS and not name.startswith(".")]
        yield from (str(path) for name in names if _is_data_file(path := Path(parent, name)))


def _is_data_file(path: Path) -> bool:
    """Whether a file found in a folder holds records: its name or its content must show that."""
    name = path.name.lower()
    if name.startswith(".") or name.endswith(_PAGES) or not path.is_file() or reader_for(name, b"") is None:
        return False
    if not name.endswith(_MULTIPURPOSE) or name.endswith(".csl.json"):
        return True
    try:
        looks_like_data = _DATA_NAME.search(path.stem) or _DATA_LINE.search(path.read_bytes())
    except OSError:
        return True  # reading it again reports the error
    if not looks_like_data:
        return False
    result = load_file(str(path))
    return bool(result.records) or any(
        problem.code in (Code.SYNTAX, Code.SOURCE) for problem in result.problems
    )


# --- loading and checking ---


def load_library(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    encoding: str = ENCODING,
    merge: str = MERGE,
) -> Library:
    """Load files, folders and glob patterns as one library; see :func:`sphinx_pubs.load`."""
    codecs.lookup(encoding)
    if merge not in MERGES:
        raise ValueError(f"merge must be one of {', '.join(MERGES)}, not {merge!r}")
    files: dict[str, None] = {}
    for path in [paths] if isinstance(paths, str | PathLike) else paths:
        matches = expand(os.fspath(path))
        if not matches:
            raise FileNotFoundError(f"no data file: {os.fspath(path)!r}")
        files.update(dict.fromkeys(matches))
    return _merged(list(files), _read(files, encoding), merge)


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check: the library of all files, and its problems and advice in their order."""

    files: tuple[str, ...]
    library: Library
    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...]


def check(
    paths: Sequence[str], encoding: str = ENCODING, merge: str = MERGE, max_bytes: int = MAX_BYTES
) -> Checked:
    """Load ``paths`` as one library; return it with the problems a build would report, and with advice."""
    results = _read(paths, encoding, max_bytes)
    library = _merged(paths, results, merge)
    hints = [hint for result in results for hint in hints_on(result.records)]
    return Checked(tuple(paths), library, library.problems, _in_order(paths, [*hints, *hints_in(library)]))


@dataclass(frozen=True, slots=True)
class LoadedRecords:
    """The records of some files, as they are before merging, and the problems of files that were not read."""

    records: tuple[Record, ...]
    unread: tuple[Problem, ...]


def read_records(paths: Sequence[str], encoding: str = ENCODING) -> LoadedRecords:
    """Return the records of ``paths``."""
    results = _read(paths, encoding)
    problems = [problem for result in results for problem in result.problems]
    unread = [problem for problem in problems if problem.code in (Code.SOURCE, Code.SIZE)]
    return LoadedRecords(tuple(record for result in results for record in result.records), tuple(unread))


def _read(paths: Iterable[str], encoding: str, max_bytes: int = MAX_BYTES) -> list[ReadResult]:
    return [load_file(path, encoding=encoding, max_bytes=max_bytes) for path in paths]


def _merged(paths: Sequence[str], results: Sequence[ReadResult], merge: str) -> Library:
    """Return the library of all records; its problems include those of reading."""
    records: list[Record] = [record for result in results for record in result.records]
    problems = [problem for result in results for problem in result.problems]
    library = build_library(records, merge)
    return replace(library, problems=_in_order(paths, [*problems, *library.problems]))


def _in_order(paths: Sequence[str], findings: Iterable[_FindingT]) -> tuple[_FindingT, ...]:
    """Return each finding once, in the order of the files and lines."""
    positions = {split_group(path)[0]: index for index, path in enumerate(paths)}

    def sort_key(finding: _FindingT) -> tuple[int, int]:
        return positions.get(finding.origin.path, -1), finding.origin.line

    return tuple(sorted(dict.fromkeys(findings), key=sort_key))
