"""Publication lists and award lists for any Sphinx site.

Three packages are public, besides :func:`load` and :class:`Library`: :mod:`sphinx_pubs.model` (the
records) and :mod:`sphinx_pubs.export` (records as BibTeX, CSL-JSON and RIS). Everything else is
private and may change in any release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .model.library import Library

__version__ = "0.1.0"
__all__ = ["Library", "__version__", "load", "setup"]


def load(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    encoding: str = "utf-8-sig",
    merge: str = "preprints",
) -> Library:
    """Read data files and return their records, merged and linked as in a build. Sphinx is not needed.

    :param paths: a data file, a folder or a glob pattern, or several of them. All files together are the
        sources of one library. ``list.yaml#awards`` says that a file without groups lists awards.
    :param encoding: the encoding of the files, as ``pubs_encoding``.
    :param merge: which records of one work are merged, as ``pubs_merge``: *none*, *preprints*,
        *identifiers* or *works*.
    :returns: the library; its ``problems`` hold everything that a build would warn about.
    :raises FileNotFoundError: if one of ``paths`` does not exist, or a folder or pattern has no data file.
    :raises LookupError: if Python does not know the encoding.
    :raises ValueError: if ``merge`` has another value.

    A mistake in the data is never raised: it is a problem of the library, and the other records are loaded.
    So is a file that exists but cannot be read, because its format is unknown, because it is too large, or
    because of its permissions.

    >>> from pathlib import Path
    >>> from sphinx_pubs import load
    >>> _ = Path("papers.bib").write_text("@book{knuth1984, title={The TeXbook}, author={Knuth, Donald E.}}")
    >>> library = load("papers.bib")
    >>> library.publications["knuth1984"].authors[0].name.full()
    'Donald E. Knuth'
    >>> library.problems
    ()
    """
    from .check.files import load_library

    return load_library(paths, encoding=encoding, merge=merge)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the Sphinx extension. Sphinx is imported here, so that the Python API works without it."""
    from .sphinx_ext.events import setup_extension

    return setup_extension(app, __version__)


if not TYPE_CHECKING:  # or else a type checker would accept every name

    def __getattr__(name: str) -> object:
        """Import :class:`Library` when it is first used: importing any submodule imports this one first."""
        if name == "Library":
            from .model.library import Library

            return Library
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
