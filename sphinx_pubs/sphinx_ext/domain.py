"""The domain ``pubs``: resolves references to entries, and lists the entries in the inventory."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType

from .anchor_links import ANY_DOMAIN_TYPES, entry_link, linked_anchor
from .bibtex_compat import has_entry
from .conditions import conditions_of
from .directives import DIRECTIVES
from .i18n import _
from .nodes import pubs_full, pubs_placeholder
from .roles import REFERENCE_TEXTS, ROLES, reference_text
from .state import (
    SEARCH_TYPES,
    BuildState,
    InventoryRow,
    Location,
    PageData,
    object_keys,
    page_data,
)

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class PubsDomain(Domain):
    """Publications, awards, activities and people, and links to their entries."""

    name = "pubs"
    label = "Publications"
    object_types = {
        "publication": ObjType(_("publication"), *REFERENCE_TEXTS),
        "award": ObjType(_("award"), *REFERENCE_TEXTS),
        "activity": ObjType(_("activity"), *REFERENCE_TEXTS),
        "person": ObjType(_("person"), "ref"),
        SEARCH_TYPES["award"]: ObjType(_("award")),
        SEARCH_TYPES["activity"]: ObjType(_("activity")),
        SEARCH_TYPES["person"]: ObjType(_("person")),
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
        """Note which entries a page refers to, and under which conditions its lists are shown."""
        references = list(document.findall(pending_xref))
        anchors = {pair for node in references if (pair := linked_anchor(node, docname))}
        quoted = {node["key"] for node in document.findall(pubs_full)}
        cited = set(quoted)
        for node in references:
            if node.get("refdomain") == self.name or node["reftype"] in ANY_DOMAIN_TYPES:
                cited.add(node["reftarget"])
        if cited or anchors:
            page = page_data(self.data, docname)
            page.anchors |= anchors
            page.quoted |= quoted
            page.cited |= cited
            page.references.update(name for key in cited for name in object_keys(key))
        self._note_conditions(docname, document)

    def _note_conditions(self, docname: str, document: Node) -> None:
        page = self.data["pages"].get(docname, PageData())
        if page.lists:
            placeholders = document.findall(pubs_placeholder)
            conditions = {node["list_id"]: conditions_of(node) for node in placeholders}
            page.lists = [
                entries._replace(conditions=conditions.get(entries.list_id, ())) for entries in page.lists
            ]

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
        location = None
        if typ == "num":
            location = self.state.numbered_location_of(target, node.get("refdoc", fromdocname))
        location = location or self.state.location_of(target)
        if location is None:
            return None
        if node.get("refdomain") == self.name and not node.get("refexplicit"):
            contnode = reference_text(typ, location.target, node)
        return entry_link(builder, fromdocname, [location, *self._locations(target)], contnode)

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
        others = self._locations(target)
        if location is None:
            location = self.state.targets.location_at(target, node.get("refdoc", fromdocname))
        if location is None:
            return []
        if not node.get("refexplicit"):
            contnode = reference_text("ref", location.target, node)
        return [("pubs:ref", entry_link(builder, fromdocname, [location, *others], contnode))]

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:  # noqa: A002
        """Return what results of a search call an entry: *publication*, without the name of the domain."""
        return str(type.lname)

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
