"""Publication lists and award lists for any Sphinx site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension. Sphinx is imported only here, so that the core works without it."""
    from .sphinx_ext.events import setup_extension

    return setup_extension(app, __version__)
