"""What this extension uses of Sphinx beyond its documented interface. Tests watch this module.

``process_ifconfig_nodes`` is the handler of ``sphinx.ext.ifconfig`` that removes what a condition leaves out.
Only it knows how a condition is evaluated.

``env.titles``, ``env.longtitles`` and ``env.tocs`` hold copies of titles: of pages, for links to them and for
the title bar of browsers; of sections, for tables of contents. No transform visits these copies, and no event
or documented function gives access to them. Tried with Sphinx 7.4 to 9.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import new_document

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def title_trees(env: BuildEnvironment, docname: str) -> Iterator[nodes.Element]:
    """Yield the copies of the titles of a page that the environment keeps."""
    for trees in (env.titles, env.longtitles, env.tocs):
        if docname in trees:
            yield trees[docname]


def ifconfig_holds(app: Sphinx, expression: str) -> bool:
    """Whether ``.. ifconfig:: EXPRESSION`` keeps its content."""
    from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes  # noqa: PLC0415 (few sites use it)

    document = new_document("")
    document.reporter.report_level = 4  # Sphinx itself reports an error in the expression
    document += ifconfig("", nodes.comment(), expr=expression)
    process_ifconfig_nodes(app, document, "")
    return any(isinstance(child, nodes.comment) for child in document.children)
