"""The sources of one list: those of the site and those that its argument names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.library import keys_of
from ..model.problems import Code, Origin, Problem
from ..render.layout import RecordKind
from .files import Record
from .pages import Page
from .store import SourcePattern, Store, plain_path

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: A source is missing: what to say at the directive.
Finding = tuple[Code, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a list is made of.

    :param paths: all that are there, the site's first. :param own: those that the argument
        names, whose records the list is about; None where it has no argument.
    """

    paths: tuple[str, ...]
    own: tuple[str, ...] | None
    findings: tuple[Finding, ...]


def gather(
    arguments: Sequence[str], page: Page, store: Store, env: BuildEnvironment, group: str = ""
) -> Sources:
    """Return the sources of a list, and note on ``page`` that it depends on them.

    ``group`` is what the list is of: a file of its argument that does not tell what it holds, holds these.
    """
    base = str(Path(env.doc2path(env.docname)).parent)
    project = store.project_sources()
    given = [(SourcePattern(text, base), store.expand(text, base)) for text in arguments]
    page.expansions.update((*project, *given))
    given = [(pattern, store.hinted(paths, group)) for pattern, paths in given]
    findings: list[Finding] = []
    for pattern, paths in (*project, *given):
        for path in paths:
            page.digests[path] = store.digest(path)
            if page.digests[path]:
                env.note_dependency(plain_path(path))
        if any(page.digests[path] for path in paths):
            continue
        missing = (Code.SOURCE, f"no file {'matches ' if not paths else ''}{plain_path(pattern.text)!r}")
        if (pattern, paths) in given:
            findings.append(missing)
        else:  # said once, not at each list
            value = "pubs_sources" if pattern.text in store.config.sources else "pubs_people"
            page.problems.append(Problem(*missing, Origin(str(store.srcdir / "conf.py")), value))
    if not given and not (project if group == "people" else store.config.sources):
        findings.append((Code.SOURCE, "no source: name one here or in pubs_sources"))
    own = _there([path for _, paths in given for path in paths], page)
    site = _there([path for _, paths in project for path in paths], page)
    return Sources(tuple(dict.fromkeys((*site, *own))), own if arguments else None, tuple(findings))


def records_of(
    kind: RecordKind, paths: Sequence[str], own: Sequence[str] | None, named: Sequence[str], store: Store
) -> list[Record]:
    """Return those of ``paths`` that a list is about, before any are chosen: of ``own``, or all."""
    records = store.library(paths, named).of_kind(kind)
    keys = store.keys(own or ())
    return [
        record
        for record in records.values()
        # An award that is written on a publication has no key in the file, but stands in it.
        if own is None or not keys.isdisjoint(keys_of(record)) or record.origin.path in own
    ]


def _there(paths: Sequence[str], page: Page) -> tuple[str, ...]:
    return tuple(path for path in paths if page.digests[path])
