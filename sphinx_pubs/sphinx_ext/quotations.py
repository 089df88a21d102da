"""What stands of records in the middle of text: whole references, and numbers of records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import suppress_logging

from ..model.library import Library
from ..model.near import near_keys
from ..model.problems import Code
from ..render.entries import Presentation, reference
from ..render.tree import to_nodes
from ..selection.filter import FilterError, compile_filter
from ..selection.values import unknown_name
from .domain import PubsDomain
from .lookup import pubs_domain
from .messages import warn
from .page_context import page_context
from .placeholder import pubs_count, pubs_full

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class QuotationsTransform(SphinxPostTransform):
    """Sets the references and numbers that roles ask for."""

    default_priority = 5  # before references are resolved, as they hold some

    def run(self, **kwargs: Any) -> None:
        """Go through what the roles have left."""
        Quotations(self.env).set_in(self.document)


class Quotations:
    """Makes what the roles ask for."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.domain = pubs_domain(env)

    def set_in(self, tree: nodes.Element, *, linked: bool = True) -> None:
        """Replace what the roles have left in ``tree``; without links where all of it is one."""
        for full in list(tree.findall(pubs_full)):
            made = self._reference(full)
            full.replace_self(made if linked else nodes.Text(made.astext()))
        for count in list(tree.findall(pubs_count)):
            count.replace_self(nodes.Text(self._number(count)))

    def _reference(self, node: pubs_full) -> nodes.Element:
        key = node["key"]
        place = self.domain.place_of(key)
        library = self._library(place[0]) if place else Library()
        first = library.aliases.get(key, key)
        kinds = (library.of_kind(kind) for kind in self.domain.object_types)
        record = next((records[first] for records in kinds if first in records), None)
        if record is None:
            warn(Code.UNKNOWN_KEY, unknown_key(key, self.domain), node)
            return nodes.inline(key, key, classes=["pubs-reference"])
        context = page_context(self.env, node["docname"], library, images={}, downloads={})
        presentation = Presentation(layout=self.domain.layouts["reference"], context=context)
        return nodes.inline("", "", *to_nodes(reference(record, presentation)), classes=["pubs-reference"])

    def _number(self, node: pubs_count) -> str:
        try:
            accepts = compile_filter(node["filter"])
        except FilterError as error:
            warn(Code.SYNTAX, f"count, {error}", node)
            return "?"
        publications = self._library(node["docname"]).publications.values()
        for name in accepts.names:
            if publications and (wrong := unknown_name(name, publications)):
                warn(Code.UNKNOWN_FIELD, f"count: {wrong}", node)
        site = {"docname": node["docname"], "citations": self.domain.citations}
        return str(sum(accepts(one, **site) for one in publications))

    def _library(self, docname: str) -> Library:
        """Return the records of all sources that a page knows of."""
        return self.domain.store.library(self.domain.pages[docname].sources)


def unknown_key(key: str, domain: PubsDomain) -> str:
    """Return what is wrong with a key that no list shows."""
    return f"no list shows the entry {key!r}{near_keys(key, (name.key for name in domain.published))}"


def warn_of_unknown_key(app: Sphinx, domain: PubsDomain | None, node: nodes.Element) -> bool | None:
    """Say which entry a role asks for in vain."""
    if not isinstance(domain, PubsDomain):
        return None
    warn(Code.UNKNOWN_KEY, unknown_key(node["reftarget"], domain), node)
    return True


def set_in_titles(app: Sphinx, env: BuildEnvironment) -> None:
    """Set what stands in titles, of which tables of contents have copies that no transform sees."""
    quotations = Quotations(env)
    for docname in quotations.domain.read_pages:
        for tree in (env.titles, env.longtitles, env.tocs):
            if docname in tree:
                with suppress_logging():  # it is said where it stands
                    quotations.set_in(tree[docname], linked=False)


def setup_quotations(app: Sphinx) -> None:
    """Register the transform, and what is said of references that lead nowhere."""
    app.add_post_transform(QuotationsTransform)
    app.connect("warn-missing-reference", warn_of_unknown_key)
    app.connect("env-updated", set_in_titles, priority=800)
