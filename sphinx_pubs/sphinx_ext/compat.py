"""What this extension uses of Sphinx beyond its documented interface. One test watches this module.

``env.titles``, ``env.longtitles`` and ``env.tocs`` hold copies of titles: of pages, for links to them and for
the title bar of browsers; of sections, for tables of contents. No transform visits these copies, and no event
or documented function gives access to them. Tried with Sphinx 7.4 to 9.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def title_trees(env: BuildEnvironment, docname: str) -> Iterator[nodes.Element]:
    """Yield the copies of the titles of a page that the environment keeps."""
    for trees in (env.titles, env.longtitles, env.tocs):
        if docname in trees:
            yield trees[docname]
