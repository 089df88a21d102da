"""An example of the manual: the source that is shown is the one that is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Example(SphinxDirective):
    """Show the content as reStructuredText, and what it makes."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the code and its result."""
        source = "\n".join(self.content)
        code = nodes.literal_block(source, source, language="rst")
        self.set_source_info(code)
        return [code, *self.parse_content_to_nodes()]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("pubs-example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
