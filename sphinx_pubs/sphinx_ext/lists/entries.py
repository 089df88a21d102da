"""Placeholders -> entries, when a page is about to be written (see ``transforms``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ...model.library import Library
from ...model.problems import Code
from ...model.records import PLURALS, Publication, Record
from ...render.context import RenderContext
from ...render.elements import to_node
from ...render.entries import LONG, Presentation, chunks, contents, entries
from ...render.html import HtmlWriter
from ...render.layout import PYBTEX_PREFIX
from ..assets import is_interactive
from ..i18n import Translations
from ..nodes import pubs_placeholder
from ..state import ObjectKey, state_of
from .cache import DiskCache, is_worth_caching
from .cached_entries import CachedEntries, can_be_cached, version_of
from .context import page_context
from .controls import add_controls, collapsible, permalinks
from .downloads import write_downloads
from .html_lists import html_node, html_writer
from .warnings import warn


class Entries:
    """Puts the entries of each section of a document in the place of its placeholder."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document = document
        self.env = env

    def replace(self, placeholders: Sequence[pubs_placeholder]) -> None:
        """Replace all placeholders, and enclose each list in its outer element."""
        with ExitStack() as self.closing:
            self._replace(placeholders)

    def _replace(self, placeholders: Sequence[pubs_placeholder]) -> None:
        self.state = state_of(self.env)
        self.canonical = self.state.targets.locations
        self.assembled = {node["docname"] for node in placeholders}
        self.given: set[str] = set()
        self.contexts: dict[str | None, RenderContext] = {}
        self.cached: dict[str, CachedEntries] = {}
        self.translations = Translations()
        self.interactive = is_interactive(self.state.builder)
        self.writer = html_writer(self.state.builder) if self.interactive else None
        # First all of them: an entry links to itself where any list of the document holds its place.
        ids = [self._ids(placeholder) for placeholder in placeholders]
        found = [self._records(placeholder) for placeholder in placeholders]
        lists: dict[str, pubs_placeholder] = {}
        shown: dict[str, list[Record]] = {}
        for placeholder, records in zip(placeholders, found, strict=True):
            lists.setdefault(placeholder["list_id"], placeholder)
            shown.setdefault(placeholder["list_id"], []).extend(records)
        for placeholder, given, records in zip(placeholders, ids, found, strict=True):
            list_id = placeholder["list_id"]
            if placeholder["keys"]:
                is_long = self.interactive and len(shown[list_id]) >= LONG
                is_cached = self.interactive and is_worth_caching(shown[list_id])
                made = self._made(placeholder, records, given, in_pieces=is_long, is_cached=is_cached)
                if _group_of(placeholder) is None:
                    for part in made:
                        part["pubs_list"] = list_id
            else:  # Without an entry there is no list: LaTeX has none that is empty.
                made = [_outer_element(placeholder)]
            placeholder.replace_self(made)
        for cached in self.cached.values():
            cached.save()
        enclosed = _enclose(self.document, lists)
        if self.interactive:
            for list_id, outer in enclosed.items():
                one = lists[list_id]
                add_controls(
                    outer, one, shown[list_id], self._context(one), self.state.builder, self.env.docname
                )
                if "download" in one["controls"]:
                    self._write_downloads(list_id, cast("list[Publication]", shown[list_id]))

    def _made(
        self,
        placeholder: pubs_placeholder,
        records: Sequence[Record],
        ids: Mapping[str, str],
        *,
        in_pieces: bool,
        is_cached: bool,
    ) -> list[nodes.Element]:
        """Return the entries of a section: where pages are HTML, written as such if that can be."""
        presentation = self._presentation(placeholder, ids)
        is_table = presentation.layout.form == "table"
        parts = chunks(records) if in_pieces and not is_table else [records]
        writer = None if is_table else self.writer
        made: list[nodes.Element] = []
        for part in parts:
            whole = entries(part, presentation, with_contents=writer is None)
            if not made:  # a name of the list and a class directive before it have marked the placeholder
                whole.classes = (*whole.classes, *placeholder["classes"])
                whole.attributes["ids"] = placeholder["ids"]
            if writer is None:
                made.append(cast("nodes.Element", to_node(whole)))
            else:
                cached = self._cached(placeholder, presentation, writer) if is_cached else None
                fragments = (
                    cached.fragments(part, presentation)
                    if cached
                    else [writer.fragment(content) for content in contents(part, presentation)]
                )
                made.append(html_node(writer.write(whole, fragments)))
        return made

    def _cached(
        self, placeholder: pubs_placeholder, presentation: Presentation, writer: HtmlWriter
    ) -> CachedEntries | None:
        """Return the cache of the list's entries, if they can be cached."""
        if placeholder["record"] != "publication" or not can_be_cached(presentation):
            return None
        list_id = placeholder["list_id"]
        if list_id not in self.cached:
            path = self._cache_path(list_id, "entries")
            cache = self.closing.enter_context(closing(DiskCache(path, version_of(presentation))))
            self.cached[list_id] = CachedEntries(cache, writer, self.translations)
        return self.cached[list_id]

    def _write_downloads(self, list_id: str, records: Sequence[Publication]) -> None:
        path = self._cache_path(list_id, "downloads") if is_worth_caching(records) else None
        with closing(DiskCache(path)) as cache:
            write_downloads(Path(self.state.builder.outdir), list_id, records, cache)
            cache.save()

    def _cache_path(self, list_id: str, suffix: str) -> Path | None:
        return self.state.sources.cache_path(f"{self.state.builder.name} {list_id}", suffix)

    def _addresses(self, placeholder: pubs_placeholder) -> dict[str, str]:
        """Return the URLs of entries: those on this page, unless another is declared canonical."""
        found = {}
        for key in placeholder["keys"]:
            name = ObjectKey(placeholder["record"], key)
            if name in self.canonical:
                docname, target = self.canonical[name]
                here = target.anchor in self.given and (docname in self.assembled or not target.canonical)
                page = "" if here else self.state.builder.get_relative_uri(self.env.docname, docname)
                found[key] = f"{page}#{target.anchor}"
        return found

    def _library(self, placeholder: pubs_placeholder) -> Library:
        return self.state.sources.library(placeholder["sources"], placeholder["named"])

    def _records(self, placeholder: pubs_placeholder) -> list[Record]:
        by_key = self._library(placeholder).of_kind(placeholder["record"])
        return [by_key[key] for key in placeholder["keys"] if key in by_key]

    def _presentation(self, placeholder: pubs_placeholder, ids: Mapping[str, str]) -> Presentation:
        if placeholder["layout"].startswith(PYBTEX_PREFIX):
            layout, format_record = self._pybtex(placeholder)
        else:
            layout, format_record = self.state.layouts[placeholder["layout"]], None
        if placeholder["links"]:
            layout = replace(layout, links=replace(layout.links, kinds=tuple(placeholder["links"])))
        presentation = Presentation(
            layout=layout,
            context=self._context(placeholder),
            show=placeholder["show"],
            numbers={
                key: number
                for key, number in zip(placeholder["keys"], placeholder["numbers"], strict=True)
                if number
            },
            ids=ids,
            format_record=format_record,
        )
        if self.interactive:
            links = permalinks(self._addresses(placeholder), self.state.builder)
            presentation = replace(presentation, permalinks=links, wrap_block=collapsible)
        return presentation

    def _pybtex(self, placeholder: pubs_placeholder) -> tuple[Any, Any]:
        from ...render.pybtex_style import StyleError, formatter  # noqa: PLC0415 (a library that few sites need)

        name = placeholder["layout"]
        try:
            return self.state.layouts["homepage"], formatter(name)
        except StyleError as error:
            warn(Code.LAYOUT, str(error), placeholder)
            return self.state.layouts[self.state.config.layout], None

    def _context(self, placeholder: pubs_placeholder) -> RenderContext:
        """Return the context of a section; those of one list share what recurs, unless they have files."""
        which = None if placeholder.children else placeholder["list_id"]
        if which is None or which not in self.contexts:
            self.contexts[which] = page_context(
                self.env,
                placeholder["docname"],
                self._library(placeholder),
                images=placeholder.images(),
                downloads=placeholder.downloads(),
                highlighted=placeholder["highlight"],
                translations=self.translations,
            )
        return self.contexts[which]

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
        if self.state.builder.name == "epub":  # which writes links to ids with a colon without it
            return {key: anchor.replace(":", "-") for key, anchor in found.items()}
        return found


def _outer_element(placeholder: pubs_placeholder) -> nodes.container:
    kind = PLURALS[placeholder["record"]]
    return nodes.container("", classes=["pubs", f"pubs-{kind}", *placeholder["outer_classes"]])


def _group_of(node: nodes.Node) -> nodes.Element | None:
    """Return the outermost group around ``node``."""
    found, parent = None, node.parent
    while parent is not None:
        if "pubs_list" in parent.attributes:
            found = parent
        parent = parent.parent
    return found


def _enclose(document: nodes.document, lists: Mapping[str, pubs_placeholder]) -> dict[str, nodes.container]:
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
        found[list_id] = outer = _outer_element(lists[list_id])
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
