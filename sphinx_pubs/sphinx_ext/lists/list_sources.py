"""The data files of a list: those of the site and those that its directive names, and which are missing."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...model.problems import Code, Origin, Problem, did_you_mean
from ...selection.unknown import Finding
from ..sources import SourcePattern, SourceStore, plain_path
from ..state import PageData

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: A scheme of a URL with two letters or more, since Windows has drives of one.
#: Ends of the names of data files.
_SUFFIXES = frozenset(
    {".bib", ".yaml", ".yml", ".json", ".toml", ".ris", ".cff", ".nbib", ".enw", ".xml", ".atom"}
)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Sources:
    """The data files of a list.

    :param paths: all that exist, the site's first.
    :param own: those that the argument names and the list is about; None without an argument.
    """

    paths: tuple[str, ...]
    own: tuple[str, ...] | None
    findings: tuple[Finding, ...]


def note_sources(
    arguments: Sequence[str], page: PageData, store: SourceStore, env: BuildEnvironment, group: str = ""
) -> Sources:
    """Return the sources of a list, and note on ``page`` that it depends on them.

    :param arguments: patterns of the list's own sources.
    :param group: the plural name of the list's kind of record, for own sources that do not say what their
        records are.
    """
    base = str(Path(env.doc2path(env.docname)).parent)
    site_sources = store.project_sources()
    own_sources = [(SourcePattern(text, base), store.expand(text, base)) for text in arguments]
    page.expansions.update((*site_sources, *own_sources))
    own_sources = [(pattern, store.with_default_group(paths, group)) for pattern, paths in own_sources]
    findings: list[Finding] = []
    for pattern, paths in (*site_sources, *own_sources):
        for path in paths:
            page.digests[path] = store.digest(path)
            if page.digests[path]:
                env.note_dependency(plain_path(path))
        if any(page.digests[path] for path in paths):
            continue
        missing = (Code.SOURCE, _missing_file(pattern, paths, store.srcdir))
        if (pattern, paths) in own_sources:
            findings.append(missing)
        else:  # reported once, not at each list
            value = "pubs_sources" if pattern.text in store.config.sources else "pubs_people"
            page.problems.append(Problem(*missing, Origin(str(store.srcdir / "conf.py")), value))
    if not own_sources and not (site_sources if group == "people" else store.config.sources):
        findings.append((Code.SOURCE, "no source file: name one as the argument or in pubs_sources"))
    own = _existing([path for _, paths in own_sources for path in paths], page)
    site = _existing([path for _, paths in site_sources for path in paths], page)
    return Sources(tuple(dict.fromkeys((*site, *own))), own if arguments else None, tuple(findings))


def _existing(paths: Sequence[str], page: PageData) -> tuple[str, ...]:
    return tuple(path for path in paths if page.digests[path])


def _missing_file(pattern: SourcePattern, paths: Sequence[str], srcdir: Path) -> str:
    """Return a message about a pattern that no file matches: where it was searched, and similar names."""
    text = plain_path(pattern.text)
    if _URL.match(text):
        return f"{text[:80]!r} is a URL: download the file first, since a build never uses the network"
    if not paths:
        return f"no file matches {text!r}"
    path = Path(paths[0])
    folder = path.parent
    relative = Path(os.path.relpath(folder, srcdir)).as_posix()
    where = "the source folder" if relative == "." else f"the folder {relative!r}"
    if not folder.is_dir():
        return f"no file {text!r}: {where} does not exist"
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    same_stem = [name for name in names if Path(name).stem == path.stem and Path(name).suffix in _SUFFIXES]
    if same_stem:
        return f"no file {text!r} in {where}; did you mean {' or '.join(map(repr, same_stem[:3]))}?"
    return f"no file {text!r} in {where}{did_you_mean(path.name, names, limit=3)}"
