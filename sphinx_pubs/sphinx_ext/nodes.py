"""The nodes of the extension: placeholders between reading and writing, and elements that only HTML has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.util.images import get_image_size

from ..render.html_nodes import pubs_formula, pubs_markup

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


class pubs_placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A placeholder for the entries of one section of a list.

    Its attributes are plain data: ``docname``, ``list_id``, ``record`` (the kind of
    records), ``keys``, ``numbers`` (parallel to the keys; 0 for none), ``sources`` (paths),
    ``named`` (names in options that mean people), ``layout``, ``show``, ``print_bibtex``, ``links``,
    ``venue_name``, ``omitted`` (parts that the heading says), ``portraits`` (of people), ``highlight``,
    ``outer_classes``, ``controls``, ``quick`` and ``sticky`` (of the whole list), ``name`` (of the list, or
    empty). Its children are the images of its entries, so that Sphinx collects them, and the files that its
    entries link to.
    """

    def images(self) -> dict[str, nodes.image]:
        """Return the images by the path that the data gives."""
        return {node["pubs_path"]: node for node in self._files() if isinstance(node, nodes.image)}

    def linked_files(self) -> dict[str, str]:
        """Return the paths of files in the source folder by the path that the data gives."""
        return {node["pubs_path"]: node["path"] for node in self._files() if isinstance(node, pubs_file)}

    def _files(self) -> Iterator[nodes.Element]:
        return (child for child in self.children if isinstance(child, nodes.Element))


class pubs_file(nodes.Invisible, nodes.Element):  # noqa: N801
    """A file ``path`` in the source folder, which the data calls ``pubs_path``."""


class pubs_full(nodes.Inline, nodes.Element):  # noqa: N801
    """A placeholder for the full reference to the record ``key``, on the page ``docname``."""


class pubs_count(nodes.Inline, nodes.Element):  # noqa: N801
    """A placeholder for the number of publications that ``filter`` selects from the sources of a page."""


def _visit_markup(self: HTML5Translator, node: pubs_markup | pubs_formula) -> None:
    self.body.append(node["html"])
    raise nodes.SkipNode


class pubs_picture(nodes.image):  # noqa: N801
    """The picture of an entry. Its box has a fixed size, so that the page does not move while it loads."""


def _visit_picture(self: HTML5Translator, node: pubs_picture) -> None:
    source = node["uri"]
    attributes = {"alt": node.get("alt", ""), "loading": "lazy", "decoding": "async"}
    if source in self.builder.images:
        size = get_image_size(self.builder.srcdir / source)
        if size is not None:
            attributes |= {"width": str(size[0]), "height": str(size[1])}
        source = posixpath.join(self.builder.imgpath, quote(self.builder.images[source]))
    attributes["src"] = source
    self.body.append(self.emptytag(node, "img", "\n", **attributes))
    raise nodes.SkipNode


class pubs_group(nodes.section):  # noqa: N801
    """A group of entries that is one element in every theme, so that the scripts can hide it."""


def _visit_group(self: HTML5Translator, node: pubs_group) -> None:
    before = len(self.body)
    self.visit_section(node)
    node["bare"] = len(self.body) == before  # sphinx-immaterial writes headings, and no sections
    if node["bare"]:
        self.body.append('<div class="pubs-group">\n')


def _depart_group(self: HTML5Translator, node: pubs_group) -> None:
    if node["bare"]:
        self.body.append("</div>\n")
    self.depart_section(node)


class pubs_html(nodes.General, nodes.Element):  # noqa: N801
    """A list that is written already: ``parts`` holds its HTML before, between and after its gaps.

    Its children are the text of the list in reading order, for everything that reads a doctree: the search
    index, descriptions of pages, excerpts. They are not written, except for the gaps: these are the elements
    among them, and the translator writes their children between the parts.
    """

    child_text_separator = ""


def _visit_html(self: HTML5Translator, node: pubs_html) -> None:
    gaps = [child for child in node.children if isinstance(child, nodes.Element)]
    for part, gap in zip_longest(node["parts"], gaps):
        self.body.append(part)
        for child in gap.children if gap is not None else ():
            child.walkabout(self)
    raise nodes.SkipNode


#: Each node with its visitors. Placeholders need none: they are replaced before a page is written. The others
#: are made for HTML builders only.
NODES: dict[type[nodes.Element], dict[str, Any]] = {
    pubs_placeholder: {},
    pubs_file: {},
    pubs_full: {},
    pubs_count: {},
    pubs_markup: {"html": (_visit_markup, None)},
    pubs_formula: {"html": (_visit_markup, None)},
    pubs_picture: {"html": (_visit_picture, None)},
    pubs_group: {"html": (_visit_group, _depart_group)},
    pubs_html: {"html": (_visit_html, None)},
}
