"""What stands in a page between reading and writing it, in place of the entries of one section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: A kind of record -> what many of them are called, in data files and in the class of a list.
GROUPS = {"publication": "publications", "award": "awards", "activity": "activities"}


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


def setup_placeholder(app: Sphinx) -> None:
    """Register the node. It has no visitors: nothing of it is left when a page is written."""
    app.add_node(pubs_placeholder)
