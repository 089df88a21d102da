"""The roles: ``:pubs:ref:``, ``:pubs:cite:``, ``:pubs:num:``, ``:pubs:full:`` and ``:pubs:count:``."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole, SphinxRole

from .placeholder import pubs_count, pubs_full


class Enclosure(NamedTuple):
    """What stands before, between and behind the records that a role names."""

    before: str = ""
    between: str = ", "
    behind: str = ""


PARENTHESES = Enclosure("(", "; ", ")")


class CitationRole(ReferenceRole):
    """Links to one or several entries, whose keys stand with commas between them; or ``text <key>``."""

    def __init__(self, enclosure: Enclosure) -> None:
        super().__init__()
        self.enclosure = enclosure

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference for each key, to be resolved when all pages are read."""
        if self.has_explicit_title:
            return [self._reference(self.target, self.title)], []
        found: list[nodes.Node] = []
        for key in filter(None, (part.strip() for part in self.target.split(","))):
            found += [nodes.Text(self.enclosure.between)] if found else []
            found.append(self._reference(key, key))
        before, _, behind = self.enclosure
        # No element around them: intersphinx looks for references at the top only.
        return [node for node in (nodes.Text(before), *found, nodes.Text(behind)) if node.astext()], []

    def _reference(self, key: str, words: str) -> nodes.Node:
        domain, _, form = self.name.partition(":")
        reference = addnodes.pending_xref(
            self.rawtext,
            nodes.inline(words, words, classes=["xref", "pubs"]),
            refdomain=domain,
            reftype=form,
            reftarget=key,
            refdoc=self.env.docname,
            refexplicit=self.has_explicit_title,
            refwarn=True,
        )
        self.set_source_info(reference)
        return reference


class FullRole(SphinxRole):
    """The whole reference to a record, in the line of text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return what is set when the page is written."""
        node = pubs_full(self.rawtext, nodes.Text(self.text), key=self.text.strip(), docname=self.env.docname)
        self.set_source_info(node)
        return [node], []


class CountRole(SphinxRole):
    """How many publications a filter selects."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return what is counted when the page is written."""
        from .quoting import note_count  # noqa: PLC0415 (few pages ask)

        note_count(self.env, self.text)
        node = pubs_count(self.rawtext, nodes.Text("?"), filter=self.text, docname=self.env.docname)
        self.set_source_info(node)
        return [node], []


ROLES = {
    "ref": XRefRole(innernodeclass=nodes.inline, warn_dangling=True),
    "cite": CitationRole(PARENTHESES),
    "cite:p": CitationRole(PARENTHESES),
    "cite:t": CitationRole(Enclosure()),
    "num": CitationRole(Enclosure("[", ", ", "]")),
    "full": FullRole(),
    "count": CountRole(),
}
