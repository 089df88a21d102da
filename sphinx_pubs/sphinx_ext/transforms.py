"""Where entries are made: placeholders are looked for when a page is about to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .collector import no_collection
from .placeholder import pubs_placeholder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class EntriesTransform(SphinxPostTransform):
    """Puts the entries of each section in the place of its placeholder.

    Before references are resolved (priority 10), as entries hold some.
    """

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Replace all placeholders, and enclose each list in its outer element."""
        placeholders = list(self.document.findall(pubs_placeholder))
        if placeholders:
            from .entries import Entries  # noqa: PLC0415 (most pages have none)

            with no_collection():
                Entries(self.document, self.env).replace(placeholders)


class AnchorsTransform(SphinxPostTransform):
    """Where the writer knows no ids on entries, gives each entry a target of its own."""

    formats = ("latex", "texinfo", "man")
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Move the ids of entries to targets inside them."""
        for entry in cast("list[nodes.Element]", list(self.document.findall(_is_entry))):
            ids, entry["ids"] = entry["ids"], []
            line = _first_line(entry)
            if ids and line is not None:
                line.insert(0, nodes.target("", "", ids=ids))


def _is_entry(node: nodes.Node) -> bool:
    """Whether ``node`` is the entry of a record."""
    return isinstance(node, (nodes.list_item, nodes.row)) and "pubs-entry" in node["classes"]


def _first_line(entry: nodes.Element) -> nodes.Element | None:
    """Return the first line of text in an entry."""
    lines = entry.findall(lambda node: isinstance(node, (nodes.paragraph, nodes.line)))
    return cast("nodes.Element | None", next(iter(lines), None))


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(EntriesTransform)
    app.add_post_transform(AnchorsTransform)
