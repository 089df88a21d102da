"""The one place where the parts of the extension are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .config import setup_config
from .directives import setup_directives
from .domain import setup_domain
from .entries import setup_entries
from .html import setup_html
from .i18n import setup_i18n
from .interactive import setup_interactive
from .lifecycle import setup_lifecycle
from .placeholder import setup_placeholder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: To be raised with every change of what ``domain.data`` or a placeholder holds.
ENV_VERSION = 2


def setup_extension(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything."""
    setup_i18n(app)
    setup_config(app)
    setup_domain(app)
    setup_placeholder(app)
    setup_directives(app)
    setup_entries(app)
    setup_interactive(app)
    setup_html(app)
    setup_lifecycle(app)
    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
