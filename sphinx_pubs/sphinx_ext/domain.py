"""The domain ``pubs``: which entries stand on which page, and links to them.

What is pickled is small: for each page the entries it shows, the digests of
the files it was made from, and the entries it refers to. The parsed data is on
the instance (:attr:`PubsDomain.store`), which Sphinx does not pickle.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..model.problems import Problem
from .i18n import _

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..render.layout import Layout
    from .config import PubsConfig
    from .store import SourcePattern, Store


class Target(NamedTuple):
    """An entry on a page: its anchor, what a link to it says, and how many entries its list has."""

    anchor: str
    title: str
    size: int


class ObjectKey(NamedTuple):
    """What a record is called in the domain: *publication*, *award* or *activity*, and its key."""

    kind: str
    key: str


@dataclass(slots=True)
class Page:
    """What the build knows of a page that holds lists or refers to entries."""

    targets: dict[ObjectKey, Target] = field(default_factory=dict)
    expansions: dict[SourcePattern, list[str]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    references: set[ObjectKey] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the records as this page shows them: files that are not there."""
    downloads: set[str] = field(default_factory=set)
    """The lists whose entries a reader can download."""


class EntryRole(XRefRole):
    """A link to the entry of a record, with its title as its text."""

    def __init__(self) -> None:
        super().__init__(warn_dangling=True)


class PubsDomain(Domain):
    """Publications, awards and activities, and links to their entries."""

    name = "pubs"
    label = "Publications"
    object_types = {
        "publication": ObjType(_("publication"), "ref"),
        "award": ObjType(_("award"), "ref"),
        "activity": ObjType(_("activity"), "ref"),
    }
    roles = {"ref": EntryRole()}
    initial_data = {"pages": {}, "published": {}}
    data_version = 1
    dangling_warnings = {"ref": "no list shows the entry %(target)r"}

    #: Set when the builder is there; see ``lifecycle``.
    builder: Builder
    store: Store
    settings: PubsConfig
    layouts: dict[str, Layout]
    read_pages: frozenset[str]

    @property
    def pages(self) -> dict[str, Page]:
        """The pages that hold lists, by name."""
        pages: dict[str, Page] = self.data["pages"]
        return pages

    @property
    def published(self) -> dict[ObjectKey, tuple[str, Target]]:
        """Page and target of each entry as of the last build that read a page."""
        published: dict[ObjectKey, tuple[str, Target]] = self.data["published"]
        return published

    def page(self, docname: str) -> Page:
        """Return what is known of a page, to be added to."""
        return self.pages.setdefault(docname, Page())

    def canonical(self) -> dict[ObjectKey, tuple[str, Target]]:
        """Return, for each entry, the page and target that links lead to.

        Of several lists that show it, the longest; of equally long ones, the page
        that comes first by name. So a page of selected papers does not take the
        links from the whole list.
        """
        found: dict[ObjectKey, tuple[str, Target]] = {}
        for docname in sorted(self.pages):
            for name, target in self.pages[docname].targets.items():
                if name not in found or target.size > found[name][1].size:
                    found[name] = (docname, target)
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the pages that another process has read."""
        self.pages.update({name: page for name, page in otherdata["pages"].items() if name in docnames})

    def process_doc(self, env: BuildEnvironment, docname: str, document: Node) -> None:
        """Note which entries a page refers to."""
        for node in document.findall(pending_xref):
            if node.get("refdomain") == self.name:
                self.page(docname).references |= {
                    ObjectKey(kind, node["reftarget"]) for kind in self.object_types
                }

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
        """Return a link to the canonical entry of the record ``target``."""
        for kind in self.object_types:
            reference = self._reference(builder, fromdocname, ObjectKey(kind, target), node, contnode)
            if reference is not None:
                return reference
        return None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the links that ``:any:`` can make of ``target``."""
        reference = self.resolve_xref(env, fromdocname, builder, "ref", target, node, contnode)
        return [] if reference is None else [("pubs:ref", reference)]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the entries for the inventory; they do not crowd the results of a search."""
        for (kind, key), (docname, target) in self.canonical().items():
            # Blanks part the columns of the inventory, and a line end would begin another line of it.
            yield "-".join(key.split()), " ".join(target.title.split()), kind, docname, target.anchor, -1

    def _reference(
        self, builder: Builder, fromdocname: str, name: ObjectKey, node: pending_xref, content: Element
    ) -> nodes.reference | None:
        found = self._canonical_now().get(name)
        if found is None:
            return None
        docname, target = found
        if node.get("refdomain") == self.name and not node.get("refexplicit"):
            content = nodes.inline(target.title, target.title, classes=["pubs-ref"])
        return make_refnode(builder, fromdocname, docname, target.anchor, content, target.title)

    def _canonical_now(self) -> dict[ObjectKey, tuple[str, Target]]:
        """Return :attr:`published`, which stands for the whole build once all pages are read."""
        return self.published or self.canonical()


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(PubsDomain)
