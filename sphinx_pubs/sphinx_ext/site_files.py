"""The files of the site that records link to: each at a stable address, ``_files/PATH``.

``PATH`` is that in the source folder. Browsers open such a file in place, and other sites can link to it. In
Sphinx's folder ``_downloads`` its address would contain a digest, and browsers would save it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from os import utime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from .assets import is_interactive
from .output import replaced_file

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: The folder of the files, below the output folder.
FILES_FOLDER = "_files"

logger = logging.getLogger(__name__)


def file_address(builder: Builder, docname: str, path: str) -> str:
    """Return the URL of a file for a link on a page, or an empty string if there is none.

    Only HTML pages have files beside them. Links in a book lead to the website, if ``html_baseurl`` is set.
    """
    address = quote(f"{FILES_FOLDER}/{path}")
    if is_interactive(builder):
        return relative_uri(builder.get_target_uri(docname), address)
    # Builders without a format, such as linkcheck, write no pages.
    website = builder.config.html_baseurl if builder.format else ""
    return urljoin(f"{website.rstrip('/')}/", address) if website else ""


def update_files(builder: Builder, srcdir: Path, wanted: Iterable[str], previous: Iterable[str]) -> list[str]:
    """Copy the files ``wanted`` that have changed; remove those of ``previous`` that are not wanted any more.

    :param wanted: paths in the source folder.
    :param previous: those that earlier builds have copied.
    :returns: the files of this extension that the output folder has.
    """
    folder = Path(builder.outdir) / FILES_FOLDER
    paths = sorted(wanted) if is_interactive(builder) else []
    for path in sorted({*previous} - {*paths}):
        _remove(folder / path, folder)
    for path in paths:
        try:
            _copy(srcdir / path, folder / path)
        except OSError as error:
            logger.warning(
                "cannot copy %r to the output folder: %s", path, error, type="pubs", subtype="missing_file"
            )
    return paths


def _copy(source: Path, copy: Path) -> None:
    """Copy a file with its time, unless size and time of the copy are the same."""
    stat = source.stat()
    with suppress(OSError):
        known = copy.stat()
        if (known.st_size, known.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns):
            return
    with source.open("rb") as file, replaced_file(copy) as new:
        shutil.copyfileobj(file, new)
    utime(copy, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _remove(path: Path, folder: Path) -> None:
    """Remove a copy, and the folders below ``folder`` that are empty then."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        for parent in path.relative_to(folder).parents:
            (folder / parent).rmdir()
