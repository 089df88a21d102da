"""The one place where the parts of the extension are put together.

What is imported here is imported in every build: what authors may write, and what looks for it. The
modules that make something of it are imported by these, once there is something to be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cited_lists import setup_cited_lists
from .config import setup_config
from .directives import setup_directives
from .domain import setup_domain
from .html import setup_html
from .html_nodes import setup_html_nodes
from .i18n import setup_i18n
from .lifecycle import setup_lifecycle
from .neighbours import setup_neighbours
from .people import setup_people
from .placeholder import setup_placeholder
from .quotations import setup_quotations
from .transforms import setup_transforms

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: To be raised with every change of what ``domain.data`` or a placeholder holds.
ENV_VERSION = 8


def setup_extension(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything."""
    setup_i18n(app)
    setup_config(app)
    setup_domain(app)
    setup_placeholder(app)
    setup_directives(app)
    setup_people(app)
    setup_transforms(app)
    setup_quotations(app)
    setup_html_nodes(app)
    setup_html(app)
    setup_lifecycle(app)
    setup_cited_lists(app)
    setup_neighbours(app)
    return {
        "version": version,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
