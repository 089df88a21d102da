"""The domain ``pubs``: which entries stand on which page, and links to them.

What is pickled is small: for each page the entries it shows, the digests of
the files it was made from, and the entries it refers to. The parsed data is on
the instance (:attr:`PubsDomain.store`), which Sphinx does not pickle.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from .bibtex_compat import has_entry
from .i18n import _
from .nodes import pubs_full
from .roles import REFERENCE_TEXTS, ROLES, reference_text
from .state import Citing, InventoryRow, Location, ObjectKey, PageData, TargetIndex

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..render.layout import Layout
    from .config import PubsConfig
    from .sources import SourceStore


#: The types of references that look for their target in all domains: of ``:any:``, and of links in Markdown.
_OF_ANY_DOMAIN = ("any", "myst")


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
    roles = {**ROLES}
    initial_data = {"pages": {}, "citing": {}, "cited_elsewhere": {}}
    data_version = 3

    #: Set when the builder is there; see ``lifecycle``.
    builder: Builder
    store: SourceStore
    settings: PubsConfig
    read_pages: frozenset[str]
    cleared: bool
    #: Of the pages as of the last build that read one; once all pages are read, of these.
    index: TargetIndex
    #: What of :attr:`citing` is known by now.
    citations: Citing

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The built-in layouts and the site's own."""
        from .config import compile_layouts  # noqa: PLC0415 (where no list is read or written, none is needed)

        return compile_layouts(self.settings.layouts)

    @property
    def pages(self) -> dict[str, PageData]:
        """The pages that hold lists, by name."""
        pages: dict[str, PageData] = self.data["pages"]
        return pages

    @property
    def published(self) -> dict[ObjectKey, Location]:
        """Page and target of each entry as of the last build that read a page."""
        return self.index.places

    @property
    def citing(self) -> Citing:
        """The pages that refer to each record, as of the last build that read a page."""
        citing: Citing = self.data["citing"]
        return citing

    @property
    def changed(self) -> bool:
        """Whether this build has read a page or forgotten one."""
        return self.cleared or bool(self.read_pages)

    def page(self, docname: str) -> PageData:
        """Return what is known of a page, to be added to."""
        return self.pages.setdefault(docname, PageData())

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.pages.pop(docname, None)
        self.cleared = True

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        self.pages.update({name: page for name, page in otherdata["pages"].items() if name in docnames})

    def process_doc(self, env: BuildEnvironment, docname: str, document: Node) -> None:
        """Note which entries a page refers to."""
        quoted = {node["key"] for node in document.findall(pubs_full)}
        links = document.findall(pending_xref)
        cited = quoted | {
            node["reftarget"]
            for node in links
            if node.get("refdomain") == self.name or node["reftype"] in _OF_ANY_DOMAIN
        }
        if cited:
            page = self.page(docname)
            page.quoted |= quoted
            page.cited |= cited
            page.references.update(name for key in cited for name in self._names(key))

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
        """Return a link to the canonical entry of the record ``target``, in the words of the role."""
        found = self.place_of(target)
        if found is None:
            return None
        if node.get("refdomain") == self.name and not node.get("refexplicit"):
            contnode = reference_text(typ, found[1], node)
        for docname, place in chain([found], self._elsewhere(target)):
            # A document of LaTeX or Texinfo need not have all pages.
            with suppress(NoUri):
                if builder.get_relative_uri(fromdocname, docname).startswith("#"):
                    # One page has all, and Sphinx 9.0 makes of two anchors a URL that leads nowhere.
                    fromdocname = docname
                return make_refnode(builder, fromdocname, docname, place.anchor, contnode, place.title)
        return cast("nodes.reference", contnode)  # the words, and no link

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the links that ``:any:`` can make of ``target``; those of neighbours come first."""
        if has_entry(env, target):
            return []
        if (found := self.place_of(target)) and not node.get("refexplicit"):
            contnode = reference_text("ref", found[1], node)
        reference = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [] if reference is None else [("pubs:ref", reference)]

    def get_objects(self) -> Iterator[InventoryRow]:
        """Return the entries for the inventory, and for the search index."""
        return iter(self.index.objects)

    def _elsewhere(self, key: str) -> Iterator[Location]:
        """Yield the pages that show the record ``key``, canonical or not."""
        shown = [self.index.everywhere.get(name, {}) for name in self._names(key)]
        for docname in sorted(set().union(*shown)):
            yield from ((docname, targets[docname]) for targets in shown if docname in targets)

    def _names(self, key: str) -> Iterator[ObjectKey]:
        """Yield what records of each type are called that have this key."""
        return (ObjectKey(kind, key) for kind in self.object_types)

    def place_of(self, key: str) -> Location | None:
        """Return where links to the record ``key`` lead, or None where no list shows it."""
        # Before all pages are read for the first time, as far as it is known.
        places = self.published or TargetIndex(self.pages).places
        return next((places[name] for name in self._names(key) if name in places), None)


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(PubsDomain)
