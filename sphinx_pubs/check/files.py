"""The files that are meant, read and merged as a build does it."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..model.library import Library, build_library
from ..model.problems import Code, Problem
from ..readers.groups import split_group
from ..readers.load import MAX_BYTES, load_file, reader_for
from .advice import Hint, hints_in, hints_on

#: Folders below a given one that hold what others, or programs, have put there.
_NOT_ENTERED = frozenset({"node_modules", "_build", "__pycache__"})
#: What tells a file of records among the YAML, JSON and TOML files of a folder: its name, or a line of it.
_NAMED = re.compile(r"publication|paper|award|activities|people", re.I)
_RECORDS = re.compile(rb"^[^\w\n]*(?:publications|awards|activities|people)\b", re.M)
_FOR_MANY_USES = (".yaml", ".yml", ".json", ".toml")
_PAGES = (".md", ".markdown", ".qmd", ".rmd")
ENCODING = "utf-8-sig"
_T = TypeVar("_T", Problem, Hint)


@dataclass(frozen=True, slots=True)
class Checked:
    """What files hold, together, and what is to be said about it."""

    files: tuple[str, ...]
    library: Library
    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...]


def expand(pattern: str) -> list[str]:
    """Return the files that a path, a folder or a glob pattern stands for, sorted; none if none is there."""
    pattern, group = split_group(pattern)
    if group:
        return [f"{path}#{group}" for path in expand(pattern)]
    path = Path(pattern)
    if path.is_dir():
        return sorted(_below(path))
    if path.exists() or not glob.has_magic(pattern):
        return [str(path)] if path.exists() else []
    return sorted(found for found in glob.glob(pattern, recursive=True) if Path(found).is_file())  # noqa: PTH207 (a pattern may be absolute)


def _below(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_ENTERED and not name.startswith(".")]
        yield from (str(path) for name in names if _is_source(path := Path(parent, name)))


def _is_source(path: Path) -> bool:
    """Whether a file of a folder is one of records: nobody has named it, and a page can look like one."""
    name = path.name.lower()
    if name.startswith(".") or name.endswith(_PAGES) or not path.is_file() or reader_for(name, b"") is None:
        return False
    if not name.endswith(_FOR_MANY_USES) or name.endswith(".csl.json"):
        return True
    try:
        named = _NAMED.search(path.stem) or _RECORDS.search(path.read_bytes())
    except OSError:
        return True  # that it cannot be read is to be said
    if not named:
        return False
    result = load_file(str(path))
    return bool(result.records) or any(problem.code is Code.SYNTAX for problem in result.problems)


def check(
    paths: Sequence[str], encoding: str = ENCODING, merge: str = "none", max_bytes: int = MAX_BYTES
) -> Checked:
    """Read ``paths``, merge their records, and return what a build would say, and what it would not."""
    results = [load_file(path, encoding=encoding, max_bytes=max_bytes) for path in paths]
    records = [record for result in results for record in result.records]
    library = build_library(records, merge)
    problems = [problem for result in results for problem in result.problems]
    hints = [hint for result in results for hint in hints_on(result.records)]
    return Checked(
        tuple(paths),
        library,
        _in_order(paths, [*problems, *library.problems]),
        _in_order(paths, [*hints, *hints_in(library)]),
    )


def _in_order(paths: Sequence[str], found: Iterable[_T]) -> tuple[_T, ...]:
    places = {split_group(path)[0]: place for place, path in enumerate(paths)}
    return tuple(
        sorted(dict.fromkeys(found), key=lambda one: (places.get(one.origin.path, -1), one.origin.line))
    )
