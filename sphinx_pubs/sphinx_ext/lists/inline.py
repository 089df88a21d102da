"""Whole references, and numbers of records, in the place of what the roles have left of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ...model.library import Library
from ...model.problems import Code, did_you_mean
from ...model.records import RECORD_KINDS
from ...render.elements import to_nodes
from ...render.entries import Presentation, reference
from ...selection.accessors import unknown_name
from ...selection.filter import FilterError, compile_filter
from ..domain import PubsDomain
from ..nodes import pubs_count, pubs_full
from ..state import pubs_domain
from .context import page_context
from .placeholders import gather
from .warnings import warn


def note_count(env: BuildEnvironment, asked: str) -> None:
    """Note that the page that is read says how many records of the site a filter selects."""
    domain = pubs_domain(env)
    page = domain.page(env.docname)
    gather([], page, domain.store, env)
    with suppress(FilterError):  # reported when the page is written
        page.counts_citing |= compile_filter(asked).asks_for_citations


def warn_of_unknown(key: str, domain: PubsDomain, node: nodes.Element) -> None:
    """Say that no list shows the entry ``key``."""
    hint = did_you_mean(key, (name.key for name in domain.published), limit=3)
    warn(Code.UNKNOWN_KEY, f"no list shows the entry {key!r}{hint}", node)


class Quotations:
    """Makes what the roles ask for."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.domain = pubs_domain(env)

    def set_in(self, found: Iterable[pubs_full | pubs_count], *, linked: bool = True) -> None:
        """Replace what the roles have left; without links where all of it is one."""
        for node in found:
            if isinstance(node, pubs_count):
                node.replace_self(nodes.Text(self._number(node)))
            else:
                made = self._reference(node)
                node.replace_self(made if linked else nodes.Text(made.astext()))

    def _reference(self, node: pubs_full) -> nodes.Element:
        key = node["key"]
        place = self.domain.place_of(key)
        library = self._library(place[0]) if place else Library()
        first = library.aliases.get(key, key)
        kinds = (library.of_kind(kind) for kind in RECORD_KINDS)
        record = next((records[first] for records in kinds if first in records), None)
        if record is None:
            warn_of_unknown(key, self.domain, node)
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
