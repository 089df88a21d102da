"""The roles ``:pubs:ref:``, ``:pubs:cite:``, ``:pubs:num:``, ``:pubs:full:`` and ``:pubs:count:``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.docutils import ReferenceRole, SphinxRole

from .nodes import pubs_count, pubs_full
from .state import Target, state_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Enclosure(NamedTuple):
    """The text before, between and after the records that a role names."""

    before: str = ""
    between: str = ", "
    after: str = ""


PARENTHESES = Enclosure("(", "; ", ")")


class CitationRole(ReferenceRole):
    """Link to one entry or several: ``key, key``, or ``text <key>``."""

    def __init__(self, enclosure: Enclosure) -> None:
        super().__init__()
        self.enclosure = enclosure

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a reference for each key. Sphinx resolves it when all pages are read."""
        if self.has_explicit_title:
            return [self._reference(self.target, self.title)], []
        content: list[nodes.Node] = []
        for key in filter(None, (part.strip() for part in self.target.split(","))):
            if content:
                content.append(nodes.Text(self.enclosure.between))
            content.append(self._reference(key, key))
        # No element around them: intersphinx looks for references at the top level only.
        result = [nodes.Text(self.enclosure.before), *content, nodes.Text(self.enclosure.after)]
        return [node for node in result if node.astext()], []

    def _reference(self, key: str, text: str) -> nodes.Node:
        domain, _, role = self.name.partition(":")
        reference = addnodes.pending_xref(
            self.rawtext,
            nodes.inline(text, text, classes=["xref", "pubs"]),
            refdomain=domain,
            reftype=role,
            reftarget=key,
            refdoc=self.env.docname,
            refexplicit=self.has_explicit_title,
            refwarn=True,
        )
        self.set_source_info(reference)
        return reference


class FullRole(SphinxRole):
    """Insert the full reference to a record into the text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a placeholder. The reference is made when the page is written."""
        node = pubs_full(self.rawtext, nodes.Text(self.text), key=self.text.strip(), docname=self.env.docname)
        self.set_source_info(node)
        return [node], []


class CountRole(SphinxRole):
    """Insert the number of publications that a filter selects."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return a placeholder. The publications are counted when the page is written."""
        from .lists.inline import note_count  # noqa: PLC0415 (few pages have the role)

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

#: Role -> what it shows, and the text of an example; for the manual.
ROLE_MEANINGS = {
    "ref": ("The title of an entry as a link, or other words: ``words <KEY>``.", "he2016resnet"),
    "cite": (
        "Authors and year in parentheses. Several keys have commas between them.",
        "he2016resnet, he2017maskrcnn",
    ),
    "cite:p": ("The same as ``pubs:cite``.", "he2016resnet"),
    "cite:t": ("Authors, and the year in parentheses.", "he2016resnet"),
    "num": ("The numbers of entries in brackets. Their list needs ``:numbering:``.", "he2016resnet"),
    "full": ("The full reference, in the layout ``reference``.", "he2016resnet"),
    "count": ("The number of publications that a filter selects.", "year == 2016"),
}


def _author_year(target: Target) -> str:
    return " ".join(filter(None, (target.authors or target.title, target.year)))


def _textual(target: Target) -> str:
    return f"{target.authors or target.title} ({target.year})" if target.year else _author_year(target)


def _number(target: Target) -> str:
    return str(target.number) if target.number else _author_year(target)


#: Role -> the text of its links to an entry.
REFERENCE_TEXTS: Mapping[str, Callable[[Target], str]] = {
    "ref": lambda target: target.title,
    "cite": _author_year,
    "cite:p": _author_year,
    "cite:t": _textual,
    "num": _number,
}


def reference_text(role: str, target: Target, node: addnodes.pending_xref) -> nodes.inline:
    """Return the text of the link to ``target`` that ``node`` becomes."""
    if role == "num" and not target.number:
        from .lists.warnings import warn_of_missing_number  # noqa: PLC0415 (rare)

        warn_of_missing_number(node["reftarget"], node)
    text = REFERENCE_TEXTS[role](target)
    return nodes.inline(text, text, classes=["pubs-ref"])


def warn_of_unknown_key(app: Sphinx, domain: Domain | None, node: nodes.Element) -> bool | None:
    """Warn that no list shows the entry that a role of this extension refers to."""
    if domain is None or domain.name != "pubs":
        return None
    from .lists.warnings import warn_of_unknown_entry  # noqa: PLC0415 (rare)

    warn_of_unknown_entry(node["reftarget"], state_of(app.env), node)
    return True
