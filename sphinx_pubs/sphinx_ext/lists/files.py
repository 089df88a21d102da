"""Local files and images that records name."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from ...model.problems import Code, Problem
from ...model.records import Activity, Publication, Record

_PAGE_SUFFIX = re.compile(r"\.(?:html|rst|md)$")
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def page_of(url: str) -> str:
    """Return the name of the page of the site that the path ``url`` can mean."""
    return _PAGE_SUFFIX.sub("", url.strip("/"))


def is_local(url: str) -> bool:
    """Whether ``url`` is a path, not a URL with a scheme, a host or only a fragment."""
    return bool(url) and not _EXTERNAL.match(url)


class Files:
    """Finds the files that records name, in the folders of their data and of the site.

    A file outside the source folder is not found, whatever a record says, and neither
    is a hidden one or ``conf.py``: nobody means to publish these.
    """

    def __init__(
        self,
        srcdir: Path,
        folders: Sequence[str],
        sources: Sequence[str],
        *,
        pages: Container[str] = (),
        remote_images: bool = False,
    ) -> None:
        self._pages = pages
        self._remote_images = remote_images
        self._srcdir = srcdir.resolve()
        found = [Path(path).parent for path in sources]
        self._folders = list(dict.fromkeys([*found, srcdir, *(srcdir / folder for folder in folders)]))
        #: The pages that links can mean, whether or not they are there.
        self.linked: set[str] = set()
        self.missing: list[Problem] = []
        #: Where the missing files were looked for: should one appear, the page is to be read anew.
        self.absent: list[str] = []

    def nodes_for(self, record: Record, *, images: bool) -> Iterator[nodes.Element]:
        """Yield a node for each file of ``record``, for Sphinx to collect."""
        for url in local_links(record):
            self.linked.add(page_of(url))
            if page_of(url) in self._pages:
                continue
            name = self._find(url, record)
            if name:
                yield addnodes.download_reference("", "", reftarget=name, pubs_path=url, refdoc="")
        image = record.image if images and isinstance(record, Publication) else None
        if image is not None:
            uri = self._find(image.path, record) if is_local(image.path) else self._remote(image.path, record)
            if uri:
                yield nodes.image(uri=uri, alt=image.alt, pubs_path=image.path)

    def _remote(self, url: str, record: Record) -> str:
        """Return the URL of an image of another site, where the site allows that."""
        if not self._remote_images:
            message = f"an image of another site, which pubs_remote_images does not allow: {url!r}"
            self.missing.append(Problem(Code.BAD_URL, message, record.origin, record.key))
        return url if self._remote_images else ""

    def _find(self, path: str, record: Record) -> str:
        """Return the file as Sphinx names it from the source folder, or an empty string."""
        relative = path.replace("\\", "/").lstrip("/")  # two of either would name a machine on Windows
        candidates = list(filter(None, (self._inside(folder, relative) for folder in self._folders)))
        for whole in candidates:
            with suppress(OSError):  # a name that is too long
                if whole.is_file():
                    return "/" + Path(os.path.relpath(whole, self._srcdir)).as_posix()
        self.absent += map(str, candidates)
        self.missing.append(Problem(Code.MISSING_FILE, f"no file {path!r}", record.origin, record.key))
        return ""

    def _inside(self, folder: Path, relative: str) -> Path | None:
        """Return the path with its links followed, if it is of the source folder and may be published."""
        try:
            whole = (folder / relative).resolve()
            inner = whole.relative_to(self._srcdir)
        except (OSError, ValueError, RuntimeError):  # no path, outside, links that lead round in a circle
            return None
        private = inner.name == "conf.py" or any(part.startswith(".") for part in inner.parts)
        return None if private else whole


def local_links(record: Record) -> list[str]:
    """Return the paths that ``record`` links to: files, or pages of the site."""
    links = record.links if isinstance(record, (Publication, Activity)) else ()
    return [url for url in dict.fromkeys([record.url, *(link.url for link in links)]) if is_local(url)]
