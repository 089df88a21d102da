"""What stands in a page between reading and writing it, in place of what is made of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: A kind of record -> what many of them are called, in data files and in the class of a list.
GROUPS = {"publication": "publications", "award": "awards", "activity": "activities", "person": "people"}


class pubs_placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The entries of one section of a list.

    Its attributes are plain data: ``docname``, ``list_id``, ``record`` (kind of
    records), ``keys``, ``numbers`` (parallel to the keys; 0: none), ``sources`` (paths),
    ``named`` (names that stand for persons), ``layout``, ``show``, ``links``,
    ``highlight``, ``outer_classes``, ``controls`` (of the whole list), ``name`` (of the
    list, or empty). Its children are the images and downloads of
    its entries, so that Sphinx collects their files.
    """

    def images(self) -> dict[str, nodes.image]:
        """Return the images by the path that the data gives."""
        return {node["pubs_path"]: node for node in self._files() if isinstance(node, nodes.image)}

    def downloads(self) -> dict[str, addnodes.download_reference]:
        """Return the references to local files by the path that the data gives."""
        return {
            node["pubs_path"]: node for node in self._files() if isinstance(node, addnodes.download_reference)
        }

    def _files(self) -> Iterator[nodes.Element]:
        return (child for child in self.children if isinstance(child, nodes.Element))


class pubs_full(nodes.Inline, nodes.Element):  # noqa: N801
    """The reference to the record ``key``, on the page ``docname``."""


class pubs_count(nodes.Inline, nodes.Element):  # noqa: N801
    """The number of publications that ``filter`` selects of those that the page ``docname`` knows of."""


def setup_placeholder(app: Sphinx) -> None:
    """Register the nodes. They have no visitors: nothing of them is left when a page is written."""
    for node in (pubs_placeholder, pubs_full, pubs_count):
        app.add_node(node)
