"""What stands of records in the middle of text: whole references, and numbers of records."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.library import Library
from ..model.problems import Code
from ..render.entries import Presentation, reference
from ..selection.filter import FilterError, compile_filter
from .domain import PubsDomain
from .messages import warn
from .page_context import page_context
from .placeholder import pubs_count, pubs_full

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class QuotationsTransform(SphinxPostTransform):
    """Sets the references and numbers that roles ask for."""

    default_priority = 5  # before references are resolved, as they hold some

    def run(self, **kwargs: Any) -> None:
        """Go through what the roles have left."""
        self.domain = cast("PubsDomain", self.env.get_domain("pubs"))
        for full in list(self.document.findall(pubs_full)):
            full.replace_self(self._reference(full))
        for count in list(self.document.findall(pubs_count)):
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
        return nodes.inline("", "", *reference(record, presentation), classes=["pubs-reference"])

    def _number(self, node: pubs_count) -> str:
        try:
            accepts = compile_filter(node["filter"])
        except FilterError as error:
            warn(Code.SYNTAX, f"count, {error}", node)
            return "?"
        publications = self._library(node["docname"]).publications.values()
        site = {"docname": node["docname"], "citations": self.domain.citations}
        return str(sum(accepts(one, **site) for one in publications))

    def _library(self, docname: str) -> Library:
        """Return the records of all sources that a page knows of."""
        sources = [path for path, found in self.domain.pages[docname].digests.items() if found]
        return self.domain.store.library(sources)


def unknown_key(key: str, domain: PubsDomain) -> str:
    """Return what is wrong with a key that no list shows."""
    known = [name.key for name in domain.published]
    near = get_close_matches(key, known)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"no list shows the entry {key!r}{hint}"


def warn_of_unknown_key(app: Sphinx, domain: PubsDomain | None, node: nodes.Element) -> bool | None:
    """Say which entry a role asks for in vain."""
    if not isinstance(domain, PubsDomain):
        return None
    warn(Code.UNKNOWN_KEY, unknown_key(node["reftarget"], domain), node)
    return True


def setup_quotations(app: Sphinx) -> None:
    """Register the transform, and what is said of references that lead nowhere."""
    app.add_post_transform(QuotationsTransform)
    app.connect("warn-missing-reference", warn_of_unknown_key)
