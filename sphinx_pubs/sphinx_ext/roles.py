"""The roles: ``:pubs:ref:``, ``:pubs:cite:``, ``:pubs:num:``, ``:pubs:full:`` and ``:pubs:count:``.

What a role puts in the place of a key: a link, in the words of that role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.addnodes import pending_xref
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole, SphinxRole

from .lists.warnings import warn
from .nodes import pubs_count, pubs_full
from .state import Target


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
        from .lists.inline import note_count  # noqa: PLC0415 (few pages ask)

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


def reference_text(role: str, target: Target, node: pending_xref) -> nodes.inline:
    """Return what a link to ``target`` says where ``role`` has made it; ``node`` is where it stands."""
    if role == "num" and not target.number:
        from ..model.problems import Code  # noqa: PLC0415 (a warning is rare)

        warn(Code.NO_NUMBER, f"{node['reftarget']}: the list that its entry is in has no numbers", node)
    text = REFERENCE_TEXTS[role](target)
    return nodes.inline(text, text, classes=["pubs-ref"])


def _author_year(target: Target) -> str:
    return " ".join(filter(None, (target.authors or target.title, target.year)))


def _textual(target: Target) -> str:
    return f"{target.authors or target.title} ({target.year})" if target.year else _author_year(target)


def _number(target: Target) -> str:
    return str(target.number) if target.number else _author_year(target)


#: Role -> what it says of an entry.
REFERENCE_TEXTS: Mapping[str, Callable[[Target], str]] = {
    "ref": lambda target: target.title,
    "cite": _author_year,
    "cite:p": _author_year,
    "cite:t": _textual,
    "num": _number,
}
