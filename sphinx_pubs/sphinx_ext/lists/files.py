"""Find the local files and images that records link to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from docutils import nodes

from ...model.problems import Code, Problem
from ...model.records import Activity, Award, Record
from ..nodes import pubs_file

_PAGE_SUFFIX = re.compile(r"\.(?:html|rst|md)$")
# ``publication/doe2020/featured.*``: a picture beside the page of a record, which may be missing.
_ANY_PICTURE = re.compile(r"(?P<folder>[^*]*)/(?P<stem>[^*/]+)\.\*")
_PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg")
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def page_of(url: str) -> str:
    """Return the name of the page that the path ``url`` means, if the site has such a page."""
    return _PAGE_SUFFIX.sub("", url.strip("/"))


def is_local(url: str) -> bool:
    """Whether ``url`` is a path: it has no scheme and no host, and is more than a fragment."""
    return bool(url) and not _EXTERNAL.match(url)


class Files:
    """Finds files in the folders of the data files, the source folder and those of ``pubs_files``.

    It finds no file outside the source folder, no hidden file and no ``conf.py``: these are never published.

    :param folders: relative to ``srcdir``.
    :param sources: the paths of the data files.
    :param pages: the pages of the site.
    :param remote_images: whether an image may be a URL of another site.
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
        data_folders = [Path(path).parent for path in sources]
        site_folders = [srcdir / folder for folder in folders]
        self._folders = list(dict.fromkeys([*data_folders, srcdir, *site_folders]))
        #: The names of pages that links can mean, whether or not such pages exist.
        self.linked: set[str] = set()
        #: The files that records link to, as paths in the source folder.
        self.found: set[str] = set()
        self.missing: list[Problem] = []
        #: The paths that missing files could have: if one appears, the page must be read again.
        self.absent: list[str] = []

    def nodes_for(self, record: Record, *, images: bool) -> Iterator[nodes.Element]:
        """Yield a node for each file of ``record``."""
        for url in local_links(record):
            self.linked.add(page_of(url))
            if page_of(url) in self._pages:
                continue
            name = self._find(url, record)
            if name:
                self.found.add(name)
                yield pubs_file("", pubs_path=url, path=name)
        image = record.image if images and not isinstance(record, Activity) else None
        if image is not None:
            if match := _ANY_PICTURE.fullmatch(image.path):
                name = self._picture(match["folder"], match["stem"])
                uri = name and f"/{name}"
            elif is_local(image.path):
                name = self._find(image.path, record)
                uri = name and f"/{name}"
            else:
                uri = self._remote(image.path, record)
            if uri:
                yield nodes.image(uri=uri, alt=image.alt, pubs_path=image.path)

    def _remote(self, url: str, record: Record) -> str:
        """Return the URL of an image on another site, or an empty string if the configuration forbids it."""
        if not self._remote_images:
            message = f"remote image, which pubs_remote_images does not allow: {url!r}"
            self.missing.append(Problem(Code.BAD_URL, message, record.origin, record.key))
        return url if self._remote_images else ""

    def _find(self, path: str, record: Record) -> str:
        """Return the file as a path in the source folder, or an empty string."""
        relative = path.replace("\\", "/").lstrip("/")  # two of either would be a network path on Windows
        name = self._first(file for folder in self._folders if (file := self._inside(folder, relative)))
        if not name:
            self.missing.append(Problem(Code.MISSING_FILE, f"no file {path!r}", record.origin, record.key))
        return name

    def _picture(self, folder: str, stem: str) -> str:
        """Return the picture ``stem`` in the folder of a data file, or an empty string if there is none."""
        folders = [path for path in self._folders if f"/{path.as_posix()}".endswith(f"/{folder}")]
        files = (self._inside(path, f"{stem}{suffix}") for path in folders for suffix in _PICTURE_SUFFIXES)
        return self._first(filter(None, files))

    def _first(self, files: Iterable[Path]) -> str:
        """Return the first file that exists, as a path in the source folder; or note all as absent."""
        candidates = list(files)
        for candidate in candidates:
            with suppress(OSError):  # the name is too long
                if candidate.is_file():
                    return candidate.relative_to(self._srcdir).as_posix()
        self.absent += map(str, candidates)
        return ""

    def _inside(self, folder: Path, relative: str) -> Path | None:
        """Return the resolved path, or None if it is outside the source folder or private."""
        try:
            path = (folder / relative).resolve()
            inner = path.relative_to(self._srcdir)
        except (OSError, ValueError, RuntimeError):  # no valid path, outside, a loop of symbolic links
            return None
        private = inner.name == "conf.py" or any(part.startswith(".") for part in inner.parts)
        return None if private else path


def local_links(record: Record) -> list[str]:
    """Return the paths that ``record`` links to: files and pages of the site."""
    links = () if isinstance(record, Award) else record.links
    return [url for url in dict.fromkeys([record.url, *(link.url for link in links)]) if is_local(url)]
