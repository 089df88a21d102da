"""Placeholders -> entries, when a page is about to be written (:mod:`..transforms`).

Pages for a browser get a list as HTML, if the translator of the site writes its elements in the standard way,
and what only HTML has: controls, permalinks, blocks that open. Every other page gets docutils nodes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ...model.award_years import joined_years, same_awards
from ...model.library import Library, keys_of
from ...model.problems import Code
from ...model.records import PLURALS, Publication, Record
from ...render.context import RenderContext
from ...render.elements import to_node
from ...render.entries import LONG, Presentation, chunks, contents, entries
from ...render.html import HtmlWriter
from ...render.layout import PYBTEX_PREFIX
from ...render.names import legend
from ..assets import is_interactive
from ..conditions import conditions_of
from ..config import SINGLE
from ..i18n import Translations
from ..nodes import pubs_placeholder
from ..state import ObjectKey, state_of
from .cache import DiskCache, is_worth_caching
from .cached_entries import CachedEntries, can_be_cached, version_of
from .context import page_context
from .controls import add_controls, collapsible, labels, permalinks
from .downloads import write_downloads
from .html_lists import html_node, html_writer
from .paper import arrange_on_paper
from .placeholders import entry_id
from .warnings import warn

# Parts of the layout *reference* that are not for references in other works.
_NOT_CITED = frozenset({"awards", "note"})


@dataclass(slots=True)
class _PageList:
    """A list on the page: the placeholder of its first section, and the records of all its sections."""

    placeholder: pubs_placeholder
    records: list[Record] = field(default_factory=list)


class Entries:
    """Replaces the placeholders of a document by entries."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document = document
        self.env = env
        self.state = state_of(env)
        self.locations = self.state.targets.locations
        self.interactive = is_interactive(self.state.builder)
        self.writer = html_writer(self.state.builder) if self.interactive else None
        self.translations = Translations()
        #: The ids of entries in each namespace.
        self._assigned_ids: defaultdict[str, set[str]] = defaultdict(set)
        self._contexts: dict[str, RenderContext] = {}
        self._caches: dict[str, CachedEntries] = {}

    def replace(self, placeholders: Sequence[pubs_placeholder]) -> None:
        """Replace all placeholders, and enclose each list in one element."""
        #: The pages in the document: one, or all those that singlehtml and LaTeX put into it.
        self.docnames = {node["docname"] for node in placeholders if self._is_shown(node)}
        # Before anything is rendered: an entry links to itself if any list of the document has its id.
        records = [self._records(placeholder) for placeholder in placeholders]
        ids = [self._assign_ids(*pair) for pair in zip(placeholders, records, strict=True)]
        lists: dict[str, _PageList] = {}
        for placeholder, section_records in zip(placeholders, records, strict=True):
            page_list = lists.setdefault(placeholder["list_id"], _PageList(placeholder))
            page_list.records += section_records
        with ExitStack() as self._open_caches:
            for placeholder, section_ids, section_records in zip(placeholders, ids, records, strict=True):
                size = len(lists[placeholder["list_id"]].records)
                self._replace_section(placeholder, section_records, section_ids, size)
            for cached in self._caches.values():
                cached.save()
        outer_elements = _enclose(self.document, lists)
        for list_id, outer in outer_elements.items():
            outer += self._legend(lists[list_id])
        if self.interactive:
            for list_id, outer in outer_elements.items():
                self._finish_list(outer, lists[list_id])
        elif self.state.builder.format == "latex":
            for outer in outer_elements.values():
                arrange_on_paper(outer)

    # --- sections ---

    def _replace_section(
        self,
        placeholder: pubs_placeholder,
        records: Sequence[Record],
        ids: Mapping[str, Sequence[str]],
        list_size: int,
    ) -> None:
        if not placeholder["keys"]:
            # An element without a list: LaTeX does not allow an empty one.
            outer = _outer_element(placeholder)
            if self.interactive and placeholder["controls"]:
                outer += nodes.paragraph("", labels(placeholder["record"])["nothing"], classes=["pubs-empty"])
            placeholder.replace_self([outer])
            return
        result = self._section(
            placeholder, records, self._presentation(placeholder, ids, list_size), list_size
        )
        if _group_of(placeholder) is None:
            for node in result:
                node["pubs_list"] = placeholder["list_id"]
        placeholder.replace_self(result)

    def _section(
        self,
        placeholder: pubs_placeholder,
        records: Sequence[Record],
        presentation: Presentation,
        list_size: int,
    ) -> list[nodes.Element]:
        """Return the entries of a section; those of a long list on an HTML page in several chunks."""
        if presentation.layout.form == "table":
            parts, writer = [records], None
        else:
            is_long = self.interactive and list_size >= LONG
            parts, writer = list(chunks(records)) if is_long else [records], self.writer
        result: list[nodes.Element] = []
        for part in parts:
            element = entries(part, presentation, with_contents=writer is None)
            if not result:
                # The list's name and a class directive before the list have marked the placeholder.
                element.classes = (*element.classes, *placeholder["classes"])
                element.attributes["ids"] = placeholder["ids"]
            if writer is None:
                result.append(cast("nodes.Element", to_node(element)))
                if self.interactive:
                    result[-1]["pubs_count"] = len(part)
                continue
            cached = self._cached_entries(placeholder, presentation, writer, list_size)
            if cached is not None:
                fragments = cached.fragments(part, presentation)
            else:
                fragments = [writer.fragment(content) for content in contents(part, presentation)]
            result.append(html_node(writer.write(element, fragments)))
            result[-1]["pubs_count"] = len(part)
        return result

    def _cached_entries(
        self, placeholder: pubs_placeholder, presentation: Presentation, writer: HtmlWriter, list_size: int
    ) -> CachedEntries | None:
        """Return the cache of the list's entries; None if they cannot be cached or the list is short."""
        if not is_worth_caching(list_size) or placeholder["record"] != "publication":
            return None
        if not can_be_cached(presentation):
            return None
        list_id = placeholder["list_id"]
        if list_id not in self._caches:
            path = self._cache_path(list_id, "entries")
            cache = self._open_caches.enter_context(closing(DiskCache(path, version_of(presentation))))
            self._caches[list_id] = CachedEntries(cache, writer, self.translations)
        return self._caches[list_id]

    def _records(self, placeholder: pubs_placeholder) -> list[Record]:
        by_key = self._library(placeholder).of_kind(placeholder["record"])
        records = [by_key[key] for key in placeholder["keys"] if key in by_key]
        is_ledger = placeholder["record"] == "award" and not any(placeholder["numbers"])
        return joined_years(records) if is_ledger else records

    def _library(self, placeholder: pubs_placeholder) -> Library:
        return self.state.sources.library(placeholder["sources"], placeholder["named"])

    # --- how entries look ---

    def _presentation(
        self, placeholder: pubs_placeholder, ids: Mapping[str, Sequence[str]], list_size: int
    ) -> Presentation:
        if placeholder["layout"].startswith(PYBTEX_PREFIX):
            layout, format_record = self._pybtex(placeholder)
        else:
            layout, format_record = self.state.layouts[placeholder["layout"]], None
        if placeholder["links"]:
            layout = replace(layout, links=replace(layout.links, kinds=tuple(placeholder["links"])))
        numbers = dict(zip(placeholder["keys"], placeholder["numbers"], strict=True))
        presentation = Presentation(
            layout=layout,
            context=self._context(placeholder),
            show=self._shown(placeholder),
            numbers={key: number for key, number in numbers.items() if number},
            # The stylesheet hides bullets. Builders without it would show a bullet beside each number.
            as_bullets=self.interactive or not any(numbers.values()),
            ids=ids,
            omitted=frozenset(placeholder["omitted"]),
            portraits=placeholder["portraits"],
            format_record=format_record,
        )
        if self.interactive:
            presentation = replace(
                presentation,
                permalinks=permalinks(self._addresses(placeholder), self.state.builder),
                wrap_block=partial(
                    collapsible,
                    has_icons=presentation.context.icons is not None,
                    is_highlighted=list_size < LONG,
                    is_open=SINGLE in placeholder["outer_classes"],
                ),
                citation=Presentation(
                    layout=self.state.layouts["reference"],
                    context=presentation.context.for_citation(),
                    omitted=_NOT_CITED,
                ),
            )
        return presentation

    def _shown(self, placeholder: pubs_placeholder) -> list[str]:
        """Return the parts that are added to the layout: on paper without BibTeX, unless the list asks."""
        if self.state.builder.format != "latex" or placeholder["print_bibtex"]:
            return list(placeholder["show"])
        return [name for name in placeholder["show"] if name != "bibtex"]

    def _pybtex(self, placeholder: pubs_placeholder) -> tuple[Any, Any]:
        """Return the layout around a pybtex style, and the formatter of the style."""
        from ...render.pybtex_style import StyleError, formatter  # noqa: PLC0415 (few lists need pybtex)

        name = placeholder["layout"]
        try:
            return self.state.layouts["homepage"], formatter(name)
        except StyleError as error:
            warn(Code.LAYOUT, str(error), placeholder)
            return self.state.layouts[self.state.config.layout], None

    def _context(self, placeholder: pubs_placeholder) -> RenderContext:
        """Return the context of a section. The sections of a list share one, unless a section has files."""
        list_id = placeholder["list_id"]
        if not placeholder.children and list_id in self._contexts:
            return self._contexts[list_id]
        context = page_context(
            self.env,
            placeholder["docname"],
            self._library(placeholder),
            images=placeholder.images(),
            files=placeholder.linked_files(),
            highlighted=placeholder["highlight"],
            icons=self.state.icons.names if self.interactive and self.state.icons else None,
            translations=self.translations,
        )
        context = replace(context, venue_name=placeholder["venue_name"])
        if not placeholder.children:
            self._contexts[list_id] = context
        return context

    # --- ids and addresses ---

    def _is_shown(self, placeholder: pubs_placeholder) -> bool:
        return self.state.is_shown(conditions_of(placeholder))

    def _assign_ids(self, placeholder: pubs_placeholder, records: Sequence[Record]) -> dict[str, list[str]]:
        """Return the ids of entries by key: each once in a namespace, on the canonical page if it is there.

        An entry has an id for each of its keys; that of its main key is the first.
        """
        ids: dict[str, list[str]] = {}
        assigned_ids = self._assigned_ids[self._namespace(placeholder)]
        if not self._is_shown(placeholder):
            return ids
        kind = placeholder["record"]
        for record in records:
            anchors = [
                entry_id(kind, key)
                for same in same_awards(record)
                for key in keys_of(same)
                if self._is_canonical(placeholder, same, key)
            ]
            new_anchors = [anchor for anchor in anchors if anchor not in assigned_ids]
            if new_anchors:
                assigned_ids.update(new_anchors)
                ids[record.key] = new_anchors
        if self.state.builder.name == "epub":  # it removes colons from the targets of links
            return {key: [anchor.replace(":", "-") for anchor in anchors] for key, anchors in ids.items()}
        return ids

    def _is_canonical(self, placeholder: pubs_placeholder, record: Record, key: str) -> bool:
        """Whether links to ``key``, one of the keys of ``record``, lead to its entry in this list."""
        location = self.locations.get(ObjectKey(placeholder["record"], key))
        if location is None or location.target.anchor != entry_id(placeholder["record"], record.key):
            return False
        is_elsewhere = location.docname != placeholder["docname"] and location.docname in self.docnames
        return not is_elsewhere or bool(self._namespace(placeholder))

    def _namespace(self, placeholder: pubs_placeholder) -> str:
        """Return the name of the page if it has ids of its own; an empty one for ids of the whole document.

        LaTeX and Texinfo put many pages into one document, and the name of the page into each label.
        """
        return placeholder["docname"] if self.state.builder.format in ("latex", "texinfo") else ""

    def _addresses(self, placeholder: pubs_placeholder) -> dict[str, str]:
        """Return the URLs of entries by key: on this page, unless a list elsewhere is declared canonical."""
        addresses = {}
        for key in placeholder["keys"]:
            location = self.locations.get(ObjectKey(placeholder["record"], key))
            if location is None:
                continue
            docname, target = location
            is_here = target.anchor in self._assigned_ids[self._namespace(placeholder)] and (
                docname in self.docnames or not target.canonical
            )
            page = "" if is_here else self.state.builder.get_relative_uri(self.env.docname, docname)
            addresses[key] = f"{page}#{target.anchor}"
        return addresses

    # --- whole lists ---

    def _legend(self, page_list: _PageList) -> list[nodes.Element]:
        """Return the legend of the marks beside the names in a list, unless its entries have one each."""
        placeholder = page_list.placeholder
        if placeholder["record"] != "publication" or placeholder["layout"].startswith(PYBTEX_PREFIX):
            return []
        parts = self.state.layouts[placeholder["layout"]].parts("publication").union(placeholder["show"])
        if "legend" in parts or "authors" not in parts:
            return []
        publications = cast("list[Publication]", page_list.records)
        marked = [who for publication in publications for who in publication.authors if who.marks]
        meanings = legend(marked, self._context(placeholder))
        return [nodes.paragraph("", meanings, classes=["pubs-legend"])] if meanings else []

    def _finish_list(self, outer: nodes.Element, page_list: _PageList) -> None:
        """Add the controls of a list, and write its download files."""
        placeholder, records = page_list.placeholder, page_list.records
        context = self._context(placeholder)
        add_controls(outer, placeholder, records, context, self.state.builder, self.env.docname)
        if "image" in placeholder["show"] and 2 * _count_pictures(records) >= len(records):
            outer["classes"].append("pubs-aligned")  # entries without a picture keep its column
        if "download" in placeholder["controls"]:
            list_id = placeholder["list_id"]
            path = self._cache_path(list_id, "downloads") if is_worth_caching(len(records)) else None
            export = self.state.config.export
            with closing(DiskCache(path, export)) as cache:
                publications = cast("list[Publication]", records)
                outdir, as_written = Path(self.state.builder.outdir), export == "source"
                write_downloads(outdir, list_id, publications, cache, as_written=as_written)
                cache.save()

    def _cache_path(self, list_id: str, suffix: str) -> Path | None:
        return self.state.sources.cache_path(f"{self.state.builder.name} {list_id}", suffix)


def _count_pictures(records: Sequence[Record]) -> int:
    return sum(1 for record in records if getattr(record, "image", None))


def _outer_element(placeholder: pubs_placeholder) -> nodes.container:
    kind = PLURALS[placeholder["record"]]
    return nodes.container("", classes=["pubs", f"pubs-{kind}", *placeholder["outer_classes"]])


def _group_of(node: nodes.Node) -> nodes.Element | None:
    """Return the outermost group of a list that contains ``node``."""
    group, parent = None, node.parent
    while parent is not None:
        if "pubs_list" in parent.attributes:
            group = parent
        parent = parent.parent
    return group


def _enclose(document: nodes.document, lists: Mapping[str, _PageList]) -> dict[str, nodes.container]:
    """Put the adjacent groups of each list into one element; return these elements by list.

    Not earlier: Sphinx makes the table of contents from sections that are children of sections.
    """
    parts = [node for node in document.findall(nodes.Element) if "pubs_list" in node.attributes]
    top_parts: dict[str, list[nodes.Element]] = {}
    for part in parts:
        if _group_of(part) is None:
            top_parts.setdefault(part["pubs_list"], []).append(part)
    outer_elements = {}
    for list_id, siblings in top_parts.items():
        outer_elements[list_id] = outer = _outer_element(lists[list_id].placeholder)
        parent = siblings[0].parent
        index = parent.index(siblings[0])
        for part in siblings:
            parent.remove(part)
        outer += siblings
        parent.insert(index, outer)
    for part in parts:
        del part["pubs_list"]
    return outer_elements
