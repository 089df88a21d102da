"""Links to entries by the anchor that a reader sees in the address bar: ``#pub-KEY``.

In Markdown ``[text](#pub-KEY)`` and ``[text](page.md#pub-KEY)``; everywhere the roles ``ref`` and ``any``.
The anchors cannot be labels of Sphinx: entries are made when a page is written, labels when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from .roles import reference_text
from .state import ANCHOR_STARTS, Location, state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


#: The types of references that look for their target in every domain: ``:any:``, and links in Markdown.
ANY_DOMAIN_TYPES = ("any", "myst")


def entry_link(
    builder: Builder, fromdocname: str, locations: Iterable[Location], content: nodes.Element
) -> nodes.reference:
    """Return a link to the first of ``locations`` that the builder has; ``content`` itself if it has none."""
    for docname, target in locations:
        # A LaTeX or Texinfo document need not include all pages.
        with suppress(NoUri):
            if builder.get_relative_uri(fromdocname, docname).startswith("#"):
                # All pages are in one file, where Sphinx 9.0 would join two anchors to a wrong URL.
                fromdocname = docname
            return make_refnode(builder, fromdocname, docname, target.anchor, content, target.title)
    return cast("nodes.reference", content)


def linked_anchor(node: pending_xref, docname: str) -> tuple[str, str] | None:
    """Return the anchor of an entry that a reference may name, and the page that should have it.

    The anchor is in lower case, as that of the role ``ref``.
    """
    if node.get("refdomain") == "doc":  # MyST, for page.md#anchor
        anchor, docname = str(node.get("reftargetid") or ""), node["reftarget"]
    elif node["reftype"] in (*ANY_DOMAIN_TYPES, "ref"):
        anchor = node["reftarget"]
    else:
        return None
    anchor = anchor.lower()
    return (anchor, docname) if anchor.startswith(tuple(ANCHOR_STARTS.values())) else None


def resolve_label(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.Element | None:
    """Return the link that the role ``ref`` makes of an anchor, on the event ``missing-reference``."""
    if node.get("refdomain") != "std" or node["reftype"] != "ref":
        return None
    docname = node.get("refdoc", env.docname)
    location = state_of(env).targets.location_at(node["reftarget"], docname)
    if location is None:
        return None
    content = contnode if node.get("refexplicit") else reference_text("ref", location.target, node)
    return entry_link(app.builder, docname, [location], content)


class AnchorLinksTransform(SphinxPostTransform):
    """Resolve links of Markdown to the anchor of an entry on a certain page."""

    default_priority = 8  # at 9, MyST looks for the headings and labels of the page

    def run(self, **kwargs: Any) -> None:
        """Replace the links whose page shows such an entry."""
        state = state_of(self.env)
        for node in list(self.document.findall(pending_xref)):
            if node.get("refdomain") != "doc" or not node.get("reftargetid"):
                continue
            docname = node["reftarget"]
            location = state.targets.location_at(node["reftargetid"], docname)
            if location is None or location.docname != docname:
                continue
            content = reference_text("ref", location.target, node)
            if node.get("refexplicit"):
                content = nodes.inline("", "", *node[0].children)
            node.replace_self(entry_link(state.builder, node["refdoc"], [location], content))
