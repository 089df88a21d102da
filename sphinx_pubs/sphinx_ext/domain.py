"""The domain ``pubs``: resolves references to entries, and lists the entries in the inventory."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from .bibtex_compat import has_entry
from .directives import DIRECTIVES
from .i18n import _
from .nodes import pubs_full
from .roles import REFERENCE_TEXTS, ROLES, reference_text
from .state import BuildState, InventoryRow, Location, object_keys, page_data

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The types of references that look for their target in every domain: ``:any:``, and links in Markdown.
_ANY_DOMAIN_TYPES = ("any", "myst")


class PubsDomain(Domain):
    """Publications, awards, activities and people, and links to their entries."""

    name = "pubs"
    label = "Publications"
    object_types = {
        "publication": ObjType(_("publication"), *REFERENCE_TEXTS),
        "award": ObjType(_("award"), *REFERENCE_TEXTS),
        "activity": ObjType(_("activity"), *REFERENCE_TEXTS),
        "person": ObjType(_("person"), "ref"),
    }
    directives = {**DIRECTIVES}
    roles = {**ROLES}
    initial_data = {"pages": {}, "citing": {}, "cited_elsewhere": {}, "revisions": {}}
    data_version = 5

    #: Set by the handler of ``builder-inited``, see :mod:`.events`.
    state: BuildState

    def clear_doc(self, docname: str) -> None:
        """Drop the data of a page."""
        self.data["pages"].pop(docname, None)
        self.state.pages_removed = True

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Add the pages that another process has read."""
        self.data["pages"].update(
            {name: page for name, page in otherdata["pages"].items() if name in docnames}
        )

    def process_doc(self, env: BuildEnvironment, docname: str, document: Node) -> None:
        """Note which entries a page refers to."""
        quoted = {node["key"] for node in document.findall(pubs_full)}
        cited = set(quoted)
        for node in document.findall(pending_xref):
            if node.get("refdomain") == self.name or node["reftype"] in _ANY_DOMAIN_TYPES:
                cited.add(node["reftarget"])
        if cited:
            page = page_data(self.data, docname)
            page.quoted |= quoted
            page.cited |= cited
            page.references.update(name for key in cited for name in object_keys(key))

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return a link to the entry of the record ``target``, with the text that the role asks for."""
        location = self.state.location_of(target)
        if location is None:
            return None
        if node.get("refdomain") == self.name and not node.get("refexplicit"):
            contnode = reference_text(typ, location.target, node)
        for docname, entry in [location, *self._locations(target)]:
            # A LaTeX or Texinfo document need not include all pages.
            with suppress(NoUri):
                if builder.get_relative_uri(fromdocname, docname).startswith("#"):
                    # All pages are in one file, where Sphinx 9.0 would join two anchors to a wrong URL.
                    fromdocname = docname
                return make_refnode(builder, fromdocname, docname, entry.anchor, contnode, entry.title)
        return cast("nodes.reference", contnode)  # the text without a link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the link that ``:any:`` makes of ``target``; sphinxcontrib-bibtex has precedence."""
        if has_entry(env, target):
            return []
        location = self.state.location_of(target)
        if location and not node.get("refexplicit"):
            contnode = reference_text("ref", location.target, node)
        reference = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [] if reference is None else [("pubs:ref", reference)]

    def get_objects(self) -> Iterator[InventoryRow]:
        """Return the entries for the inventory and for the search index."""
        return iter(self.state.targets.inventory)

    def _locations(self, key: str) -> Iterator[Location]:
        """Yield all locations of the record ``key``, sorted by page name."""
        all_locations = self.state.targets.all_locations
        by_kind = [all_locations.get(name, {}) for name in object_keys(key)]
        for docname in sorted(set().union(*by_kind)):
            for targets in by_kind:
                if docname in targets:
                    yield Location(docname, targets[docname])
