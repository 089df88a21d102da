"""Post-transforms: replace placeholders when a page is about to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import suppress_logging

from .compat import title_trees
from .garbage import gc_paused
from .nodes import pubs_count, pubs_full, pubs_placeholder
from .state import state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class EntriesTransform(SphinxPostTransform):
    """Replace the placeholder of each section of a list by its entries."""

    default_priority = 4  # entries contain references, which are resolved at 10

    def run(self, **kwargs: Any) -> None:
        """Replace all placeholders of the document, and enclose each list in one element."""
        placeholders = list(self.document.findall(pubs_placeholder))
        if placeholders:
            from .lists.entries import Entries  # noqa: PLC0415 (most pages have no list)

            with gc_paused():
                Entries(self.document, self.env).replace(placeholders)
            # Sphinx before 8.2 loads MathJax where a page had formulas when it was read.
            self.env.get_domain("math").process_doc(self.env, self.env.docname, self.document)


class InlineTransform(SphinxPostTransform):
    """Replace the placeholders of the roles ``full`` and ``count``."""

    default_priority = 5  # full references contain references, which are resolved at 10

    def run(self, **kwargs: Any) -> None:
        """Replace all these placeholders in the document."""
        _replace_inline(self.document, self.env)


class AnchorsTransform(SphinxPostTransform):
    """Give entries and captions a target node, for writers that ignore the ids of items, rows and rubrics."""

    formats = ("latex", "texinfo", "man")
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Move the ids of entries to targets inside them, and those of captions to targets before them."""
        captions = [node for node in self.document.findall(nodes.rubric) if "pubs-caption" in node["classes"]]
        for caption in captions:
            ids, caption["ids"] = caption["ids"], []
            if ids and caption.parent is not None:
                caption.parent.insert(caption.parent.index(caption), nodes.target("", "", ids=ids))
        entries = cast("list[nodes.Element]", list(self.document.findall(_is_entry)))
        for entry in entries:
            ids, entry["ids"] = entry["ids"], []
            if isinstance(entry, nodes.row):  # its first cell has the ids beyond the first
                cell = cast("nodes.entry", entry.children[0])
                ids, cell["ids"] = [*ids, *cell["ids"]], []
            line = _first_line(entry)
            if ids and line is not None:
                line.insert(0, nodes.target("", "", ids=ids))


def replace_in_titles(app: Sphinx, env: BuildEnvironment) -> None:
    """Replace the roles in page titles and tables of contents, which no transform sees."""
    for docname in state_of(env).read_docs:
        for tree in title_trees(env, docname):
            with suppress_logging():  # the page itself logs the warnings
                _replace_inline(tree, env, linked=False)


def _replace_inline(tree: nodes.Element, env: BuildEnvironment, *, linked: bool = True) -> None:
    """Replace the placeholders of the two roles; not by links inside a title, which is a link itself."""
    placeholders = [node for node in tree.findall() if isinstance(node, (pubs_full, pubs_count))]
    if placeholders:
        from .lists.inline import InlineContent  # noqa: PLC0415 (few pages have the roles)

        InlineContent(env).replace(placeholders, linked=linked)


def _is_entry(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.list_item, nodes.container, nodes.row)) and "pubs-entry" in node["classes"]


def _first_line(entry: nodes.Element) -> nodes.Element | None:
    """Return the first element with text in an entry."""
    lines = entry.findall(lambda node: isinstance(node, (nodes.paragraph, nodes.line)))
    return cast("nodes.Element | None", next(iter(lines), None))
