"""Tables of the manual that are made from the code, and so are never out of date."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from sphinx_pubs.sphinx_ext.assets import joined_scripts, joined_stylesheets

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def table(headings: Sequence[str], rows: Iterable[Sequence[nodes.Node]]) -> nodes.table:
    """Return a table."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=30) for _ in headings), cols=len(headings))
    group += nodes.thead("", _row([nodes.Text(heading) for heading in headings]))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["colwidths-auto"])


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


class StaticSize(SphinxRole):
    """The size of the static files that end so, each compressed, in kilobytes."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return what stands in its place."""
        text = joined_scripts() if self.text == ".js" else joined_stylesheets()
        size = len(gzip.compress(text.encode()))
        return [nodes.Text(f"{size / 1000:.0f}")], []


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_role("pubs-static-size", StaticSize())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
