"""Placeholders -> entries, when a page is about to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..model.library import Library
from ..model.links import safe_url
from ..model.problems import Code
from ..model.publication import Image
from ..render import pybtex_bridge
from ..render.context import Context
from ..render.entries import Presentation, entries
from .domain import ObjectKey, PubsDomain
from .files import Record, is_local, page_of
from .i18n import babel_locale, translate
from .interactive import first_line, is_entry, is_interactive, make_interactive
from .messages import warn
from .placeholder import GROUPS, pubs_placeholder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class EntriesTransform(SphinxPostTransform):
    """Puts the entries of each section in the place of its placeholder.

    Before references are resolved (priority 10), as entries hold some.
    """

    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Replace all placeholders, and enclose each list in its outer element."""
        placeholders = list(self.document.findall(pubs_placeholder))
        if not placeholders:
            return
        self.domain = cast("PubsDomain", self.env.get_domain("pubs"))
        self.canonical = self.domain.published
        self.assembled = {node["docname"] for node in placeholders}
        self.given: set[str] = set()
        lists: dict[str, list[pubs_placeholder]] = {}
        for placeholder in placeholders:
            lists.setdefault(placeholder["list_id"], []).append(placeholder)
        for placeholder in placeholders:
            if placeholder["keys"]:
                made = self._entries(placeholder)
                if _group_of(placeholder) is None:
                    made["pubs_list"] = placeholder["list_id"]
            else:  # Without an entry there is no list: LaTeX has none that is empty.
                made = _outer_element(placeholder)
            placeholder.replace_self(made)
        enclosed = _enclose(self.document, lists)
        if is_interactive(self.domain.builder):
            for list_id, outer in enclosed.items():
                self._make_interactive(outer, lists[list_id])

    def _make_interactive(self, outer: nodes.Element, placeholders: Sequence[pubs_placeholder]) -> None:
        one = placeholders[0]
        library = self._library(one)
        records = [record for placeholder in placeholders for record in self._records(placeholder, library)]
        context = self._context(one, library)
        make_interactive(outer, one, records, context, self.domain.builder, self.env.docname)

    def _library(self, placeholder: pubs_placeholder) -> Library:
        return self.domain.store.library(placeholder["sources"], placeholder["named"])

    def _records(self, placeholder: pubs_placeholder, library: Library) -> list[Record]:
        by_key = library.of_kind(placeholder["record"])
        return [by_key[key] for key in placeholder["keys"] if key in by_key]

    def _entries(self, placeholder: pubs_placeholder) -> nodes.Element:
        library = self._library(placeholder)
        records = self._records(placeholder, library)
        context = self._context(placeholder, library)
        if placeholder["layout"].startswith(pybtex_bridge.PREFIX):
            layout, format_record = self._pybtex(placeholder)
        else:
            layout, format_record = self.domain.layouts[placeholder["layout"]], None
        if placeholder["links"]:
            layout = replace(layout, links=replace(layout.links, kinds=tuple(placeholder["links"])))
        presentation = Presentation(
            layout=layout,
            context=context,
            show=placeholder["show"],
            numbers={
                key: number
                for key, number in zip(placeholder["keys"], placeholder["numbers"], strict=True)
                if number
            },
            ids=self._ids(placeholder),
            format_record=format_record,
        )
        return entries(records, presentation)

    def _pybtex(self, placeholder: pubs_placeholder) -> tuple[Any, Any]:
        name = placeholder["layout"]
        try:
            return self.domain.layouts["homepage"], pybtex_bridge.formatter(name)
        except pybtex_bridge.StyleError as error:
            warn(Code.LAYOUT, str(error), placeholder)
            return self.domain.layouts[self.domain.settings.layout], None

    def _context(self, placeholder: pubs_placeholder, library: Library) -> Context:
        images, downloads = placeholder.images(), placeholder.downloads()
        docname = placeholder["docname"]

        def link(url: str, children: Sequence[nodes.Node]) -> nodes.Node:
            if url in downloads:
                reference = cast("nodes.Element", downloads[url].deepcopy())
                del reference["pubs_path"]
                reference += children
                return reference
            if not is_local(url):
                # Readers have seen to that; this is the door that every link goes through.
                if not safe_url(url):
                    return nodes.inline("", "", *children)
                return nodes.reference("", "", *children, refuri=url, internal=False)
            if page_of(url) in self.env.found_docs:
                return _pending("std", "doc", f"/{page_of(url)}", docname, children)
            return nodes.inline("", "", *children)

        def refer(key: str, children: Sequence[nodes.Node]) -> nodes.Node:
            if ObjectKey("publication", key) not in self.canonical:
                return nodes.inline("", "", *children)
            return _pending("pubs", "ref", key, docname, children)

        def image(picture: Image) -> nodes.image | None:
            node = images.get(picture.path)
            if node is None:
                return None
            copy = node.deepcopy()
            del copy["pubs_path"]
            return copy

        return Context(
            translate=translate,
            locale=babel_locale(self.config.language),
            people=library.people.by_key,
            highlighted=frozenset(placeholder["highlight"]),
            publications=library.publications,
            link=link,
            refer=refer,
            image=image,
        )

    def _ids(self, placeholder: pubs_placeholder) -> dict[str, str]:
        """Return the ids of entries: each once in a document, on the canonical page if that is in it."""
        found = {}
        for key in placeholder["keys"]:
            name = ObjectKey(placeholder["record"], key)
            if name not in self.canonical:
                continue
            docname, target = self.canonical[name]
            if target.anchor not in self.given and (
                docname == placeholder["docname"] or docname not in self.assembled
            ):
                self.given.add(target.anchor)
                found[key] = target.anchor
        return found


class AnchorsTransform(SphinxPostTransform):
    """Where the writer knows no ids on entries, gives each entry a target of its own."""

    formats = ("latex", "texinfo", "man")
    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        """Move the ids of entries to targets inside them."""
        for entry in cast("list[nodes.Element]", list(self.document.findall(is_entry))):
            ids, entry["ids"] = entry["ids"], []
            line = first_line(entry)
            if ids and line is not None:
                line.insert(0, nodes.target("", "", ids=ids))


def _pending(
    domain: str, role: str, target: str, docname: str, children: Sequence[nodes.Node]
) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *children),
        refdomain=domain,
        reftype=role,
        reftarget=target,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )


def _outer_element(placeholder: pubs_placeholder) -> nodes.container:
    kind = GROUPS[placeholder["record"]]
    return nodes.container("", classes=["pubs", f"pubs-{kind}", *placeholder["outer_classes"]])


def _group_of(node: nodes.Node) -> nodes.Element | None:
    """Return the outermost group around ``node``."""
    found, parent = None, node.parent
    while parent is not None:
        if "pubs_list" in parent.attributes:
            found = parent
        parent = parent.parent
    return found


def _enclose(
    document: nodes.document, lists: Mapping[str, Sequence[pubs_placeholder]]
) -> dict[str, nodes.container]:
    """Put the groups of each list, which stand in a row, into one outer element; return these by list.

    This is done so late because the table of contents is made of sections that
    stand in sections.
    """
    parts = cast("list[nodes.Element]", list(document.findall(_is_part)))
    rows: dict[str, list[nodes.Element]] = {}
    for part in parts:
        if _group_of(part) is None:
            rows.setdefault(part["pubs_list"], []).append(part)
    found = {}
    for list_id, row in rows.items():
        found[list_id] = outer = _outer_element(lists[list_id][0])
        parent = row[0].parent
        place = parent.index(row[0])
        for part in row:
            parent.remove(part)
        outer += row
        parent.insert(place, outer)
    for part in parts:
        del part["pubs_list"]
    return found


def _is_part(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and "pubs_list" in node.attributes


def setup_entries(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_post_transform(EntriesTransform)
    app.add_post_transform(AnchorsTransform)
