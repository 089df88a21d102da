"""The sizes of the files that pages load, for the manual."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from sphinx_pubs.sphinx_ext.assets import joined_scripts, joined_stylesheets

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class StaticSize(SphinxRole):
    """The compressed size of the static files with a suffix, in kilobytes."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number."""
        text = joined_scripts() if self.text == ".js" else joined_stylesheets()
        size = len(gzip.compress(text.encode()))
        return [nodes.Text(f"{size / 1000:.0f}")], []


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the role."""
    app.add_role("pubs-static-size", StaticSize())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
