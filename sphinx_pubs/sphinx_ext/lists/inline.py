"""The content of the roles ``:pubs:full:`` and ``:pubs:count:``."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ...model.library import Library
from ...model.problems import Code
from ...model.records import RECORD_KINDS
from ...render.elements import to_nodes
from ...render.entries import Presentation, reference
from ...selection.accessors import unknown_name
from ...selection.filter import FilterError, compile_filter
from ..nodes import pubs_count, pubs_full
from ..state import state_of
from .context import page_context
from .list_sources import note_sources
from .warnings import warn, warn_of_unknown_entry


def note_count(env: BuildEnvironment, filter_text: str) -> None:
    """Note that the current page depends on the site's sources and, for some filters, on citations."""
    state = state_of(env)
    page = state.page(env.docname)
    note_sources([], page, state.sources, env)
    with suppress(FilterError):  # reported when the page is written
        page.counts_citing |= compile_filter(filter_text).asks_for_citations


class InlineContent:
    """Makes the content of the two roles."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.state = state_of(env)

    def replace(self, placeholders: Iterable[pubs_full | pubs_count], *, linked: bool = True) -> None:
        """Replace the placeholders of the roles; by plain text if not ``linked``."""
        for node in placeholders:
            if isinstance(node, pubs_count):
                node.replace_self(nodes.Text(self._count(node)))
            else:
                content = self._reference(node)
                node.replace_self(content if linked else nodes.Text(content.astext()))

    def _reference(self, node: pubs_full) -> nodes.Element:
        key = node["key"]
        location = self.state.location_of(key) or self.state.hidden_location_of(key)
        library = self._library(location.docname) if location else Library()
        main_key = library.aliases.get(key, key)
        by_kind = (library.of_kind(kind) for kind in RECORD_KINDS)
        record = next((records[main_key] for records in by_kind if main_key in records), None)
        if record is None:
            warn_of_unknown_entry(key, self.state, node)
            return nodes.inline(key, key, classes=["pubs-reference"])
        context = page_context(self.env, node["docname"], library, images={}, files={})
        presentation = Presentation(layout=self.state.layouts["reference"], context=context)
        return nodes.inline("", "", *to_nodes(reference(record, presentation)), classes=["pubs-reference"])

    def _count(self, node: pubs_count) -> str:
        try:
            condition = compile_filter(node["filter"])
        except FilterError as error:
            warn(Code.SYNTAX, f"count, {error}", node)
            return "?"
        publications = self._library(node["docname"]).publications.values()
        for name in condition.names:
            if publications and (problem := unknown_name(name, publications)):
                warn(Code.UNKNOWN_FIELD, f"count: {problem}", node)
        site = {"docname": node["docname"], "citations": self.state.citing}
        return str(sum(condition(record, **site) for record in publications))

    def _library(self, docname: str) -> Library:
        """Return the records of all sources of a page."""
        return self.state.sources.library(self.state.pages[docname].sources)
