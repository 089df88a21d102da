"""Where entries are made: placeholders are looked for when a page is about to be written.

What roles leave in the middle of text, to be set when all pages are read: ``quoting`` does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import suppress_logging

from .domain import PubsDomain
from .garbage import gc_paused
from .nodes import pubs_count, pubs_full, pubs_placeholder
from .state import pubs_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class EntriesTransform(SphinxPostTransform):
    """Puts the entries of each section in the place of its placeholder.

    Before references are resolved (priority 10), as entries hold some.
    """

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Replace all placeholders, and enclose each list in its outer element."""
        placeholders = list(self.document.findall(pubs_placeholder))
        if placeholders:
            from .lists.entries import Entries  # noqa: PLC0415 (most pages have none)

            with gc_paused():
                Entries(self.document, self.env).replace(placeholders)


class AnchorsTransform(SphinxPostTransform):
    """Where the writer knows no ids on entries, gives each entry a target of its own."""

    formats = ("latex", "texinfo", "man")
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Move the ids of entries to targets inside them."""
        for entry in cast("list[nodes.Element]", list(self.document.findall(_is_entry))):
            ids, entry["ids"] = entry["ids"], []
            line = _first_line(entry)
            if ids and line is not None:
                line.insert(0, nodes.target("", "", ids=ids))


def _is_entry(node: nodes.Node) -> bool:
    """Whether ``node`` is the entry of a record."""
    return isinstance(node, (nodes.list_item, nodes.row)) and "pubs-entry" in node["classes"]


def _first_line(entry: nodes.Element) -> nodes.Element | None:
    """Return the first line of text in an entry."""
    lines = entry.findall(lambda node: isinstance(node, (nodes.paragraph, nodes.line)))
    return cast("nodes.Element | None", next(iter(lines), None))


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(EntriesTransform)
    app.add_post_transform(AnchorsTransform)


class QuotationsTransform(SphinxPostTransform):
    """Sets the references and numbers that roles ask for."""

    default_priority = 5  # before references are resolved, as they hold some

    def run(self, **kwargs: Any) -> None:
        """Go through what the roles have left."""
        _set_in(self.document, self.env)


def _set_in(tree: nodes.Element, env: BuildEnvironment, *, linked: bool = True) -> None:
    """Set what the roles have left in ``tree``; without links where all of it is one."""
    found = list(tree.findall(_is_left))
    if found:
        from .lists.inline import Quotations  # noqa: PLC0415 (most pages have none)

        Quotations(env).set_in(cast("list[pubs_full | pubs_count]", found), linked=linked)


def _is_left(node: nodes.Node) -> bool:
    return isinstance(node, (pubs_full, pubs_count))


def warn_of_unknown_key(app: Sphinx, domain: PubsDomain | None, node: nodes.Element) -> bool | None:
    """Say which entry a role asks for in vain."""
    if not isinstance(domain, PubsDomain):
        return None
    from .lists.inline import warn_of_unknown  # noqa: PLC0415 (most sites have none)

    warn_of_unknown(node["reftarget"], domain, node)
    return True


def set_in_titles(app: Sphinx, env: BuildEnvironment) -> None:
    """Set what stands in titles, of which tables of contents have copies that no transform sees."""
    for docname in pubs_domain(env).read_pages:
        for tree in (env.titles, env.longtitles, env.tocs):
            if docname in tree:
                with suppress_logging():  # it is said where it stands
                    _set_in(tree[docname], env, linked=False)


def setup_quotations(app: Sphinx) -> None:
    """Register the transform, and what is said of references that lead nowhere."""
    app.add_post_transform(QuotationsTransform)
    app.connect("warn-missing-reference", warn_of_unknown_key)
    app.connect("env-updated", set_in_titles, priority=800)
