"""Local files and images that records name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from ..model.activity import Activity
from ..model.award import Award
from ..model.problems import Code, Problem
from ..model.publication import Publication

Record = Publication | Award | Activity

_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def is_local(url: str) -> bool:
    """Whether ``url`` is a path, not a URL with a scheme, a host or only a fragment."""
    return bool(url) and not _EXTERNAL.match(url)


class Files:
    """Finds the files that records name, in the folders of their data and of the site.

    A file outside the source folder is not found, whatever a record says.
    """

    def __init__(self, srcdir: Path, folders: Sequence[str], sources: Sequence[str]) -> None:
        self._srcdir = srcdir.resolve()
        found = [Path(path).parent for path in sources]
        self._folders = list(dict.fromkeys([*found, srcdir, *(srcdir / folder for folder in folders)]))
        self.missing: list[Problem] = []
        #: Where the missing files were looked for: should one appear, the page is to be read anew.
        self.absent: list[str] = []

    def nodes_for(self, record: Record, *, images: bool) -> Iterator[nodes.Element]:
        """Yield a node for each file of ``record``, for Sphinx to collect."""
        for url in _local_links(record):
            name = self._find(url, record)
            if name:
                yield addnodes.download_reference("", "", reftarget=name, pubs_path=url, refdoc="")
        image = record.image if images and isinstance(record, Publication) else None
        if image is not None:
            uri = self._find(image.path, record) if is_local(image.path) else image.path
            if uri:
                yield nodes.image(uri=uri, alt=image.alt, pubs_path=image.path)

    def _find(self, path: str, record: Record) -> str:
        """Return the file as Sphinx names it from the source folder, or an empty string."""
        candidates = [(folder / path.lstrip("/")).resolve() for folder in self._folders]
        for whole in candidates:
            if whole.is_file() and whole.is_relative_to(self._srcdir):
                return "/" + Path(os.path.relpath(whole, self._srcdir)).as_posix()
        self.absent += [str(whole) for whole in candidates if whole.is_relative_to(self._srcdir)]
        self.missing.append(Problem(Code.MISSING_FILE, f"no file {path!r}", record.origin, record.key))
        return ""


def _local_links(record: Record) -> list[str]:
    links = record.links if isinstance(record, (Publication, Activity)) else ()
    return [url for url in dict.fromkeys([record.url, *(link.url for link in links)]) if is_local(url)]
