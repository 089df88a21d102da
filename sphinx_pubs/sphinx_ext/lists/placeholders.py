"""A directive -> headings, anchors, placeholders and dependencies, while its page is read.

This includes everything that other pages, tables of contents and the next build need to know. The entries are
made from the placeholders when the page is written (:mod:`.entries`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from docutils import nodes

from ...model.library import keys_of
from ...model.links import LINK_KINDS, link_kind_of
from ...model.people import several
from ...model.problems import Code, did_you_mean
from ...model.profiles import SERVICES, profile_kind
from ...model.records import ANCHOR_PREFIXES, PLURALS, Record, RecordKind, record_kind
from ...model.text import plain
from ...render.context import RenderContext
from ...render.dates import heading_text
from ...render.layout import PYBTEX_PREFIX, Form
from ...render.names import short_form
from ...render.scope import YEAR_HEADING
from ...selection.accessors import creators
from ...selection.grouping import Section, leaves
from ...selection.select import Selection, Spec, select
from ..config import CONTROLS_FROM, PubsConfig, parse_controls
from ..i18n import babel_locale, translate
from ..nodes import pubs_placeholder
from ..state import CitedList, ListedEntries, ObjectKey, Target, state_of
from .citations import shown_keys
from .files import Files, is_local, page_of
from .list_sources import note_sources
from .pictures import has_portraits, picture_classes, shown_parts
from .warnings import warn
from .works import author_parameter

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


# What entries need not say below a heading, by the kind of the records and what they are grouped by.
_SAID: Mapping[tuple[str, str], list[str]] = {
    ("person", "role"): ["role"],
    ("award", "year"): [YEAR_HEADING],
    ("activity", "year"): [YEAR_HEADING],
}


class ListDirective(Protocol):
    """What the list builder needs of a directive; most of it is Sphinx's ``SphinxDirective``."""

    options: dict[str, Any]
    state: Any
    state_machine: Any
    record_kind: RecordKind
    has_controls: bool

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the build."""

    @property
    def config(self) -> Config:
        """The configuration of the site."""

    def source_patterns(self) -> list[str]:
        """Return the sources that the argument names."""

    def includes(self, record: Record) -> bool:
        """Whether the list can show ``record``; the options select from such records."""

    def selection_options(self, config: PubsConfig) -> dict[str, Any]:
        """Return the options of the selection as written, for ``Spec.parse``."""

    def get_location(self) -> str:
        """Return where the directive is, for warnings."""

    def set_source_info(self, node: nodes.Node) -> None:
        """Give ``node`` the source and line of the directive."""

    def add_name(self, node: nodes.Element) -> None:
        """Make ``node`` the target of the option ``:name:``."""

    def parse_inline(self, text: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Parse a line of markup."""


class ListBuilder:
    """Makes the nodes that replace a directive."""

    def __init__(self, directive: ListDirective) -> None:
        self.directive = directive
        self.env, self.options = directive.env, directive.options
        self.record_kind = directive.record_kind
        self.state = state_of(self.env)
        self.page = self.state.page(self.env.docname)
        self.sources = note_sources(
            directive.source_patterns(), self.page, self.state.sources, self.env, PLURALS[self.record_kind]
        )
        self.highlight = _split_names(self.options.get("highlight", ""))
        self.library = self.state.sources.library(self.sources.paths, self.highlight)
        self.context = RenderContext(
            translate=translate,
            locale=babel_locale(directive.config.language),
            people=self.library.people.by_key,
        )
        self.list_id = f"{self.env.docname}-{self.env.new_serialno('pubs-list')}"
        self.list_name = nodes.make_id(self.options.get("name", ""))  # `add_name` removes the option

    def build_list(self) -> list[nodes.Node]:
        """Return the caption, and the sections with a placeholder for the entries of each."""
        selection = self._select()
        return [*self._caption(), *self._sections(selection)]

    def _select(self) -> Selection:
        paths, own = self.sources.paths, self.sources.own
        records = self.state.sources.records_of(self.record_kind, paths, own, self.highlight)
        self.records = [record for record in records if self.directive.includes(record)]
        options = self.directive.selection_options(self.state.config)
        spec, findings = Spec.parse(options)
        site = {"docname": self.env.docname, "citations": self.state.citing}
        selection = select(self.records, spec, site, self.library.people)
        if spec.asks_for_citations:
            people, shown = tuple(self.highlight), shown_keys(selection)
            self.page.cited_lists.append(CitedList(self.record_kind, paths, own, people, options, shown))
        for code, message in (*self.sources.findings, *findings, *selection.problems):
            self._warn(code, message)
        if not self.records and not self.sources.findings:
            self._warn_without_records()
        return selection

    def _warn_without_records(self) -> None:
        """Warn that the sources have no record that the list could show, unless a missing file says why."""
        paths = self.sources.own if self.sources.own is not None else self.sources.paths
        results = [self.state.sources.read(path) for path in paths]
        kinds = {PLURALS[record_kind(record)] for result in results for record in result.records}
        is_file_missing = any(problem.code is Code.SOURCE for problem in self.page.problems)
        is_damaged = not kinds and any(result.problems for result in results)
        if not results or is_file_missing or is_damaged:
            return
        found = f", only {', '.join(sorted(kinds))}" if kinds else ""
        self._warn(Code.EMPTY, f"empty list: the sources have no {PLURALS[self.record_kind]}{found}")

    def _warn(self, code: Code, message: str) -> None:
        warn(code, message, self.directive.get_location())

    def _caption(self) -> list[nodes.Node]:
        """Return the caption, or an empty target if the list has a name and no caption."""
        messages: list[nodes.system_message] = []
        named: list[nodes.Element] = []
        if "caption" in self.options:
            # A rubric: a reference to the list's name takes its text from it.
            content, messages = self.directive.parse_inline(self.options["caption"])
            named = [nodes.rubric("", "", *content, classes=["pubs-caption"])]
        elif "name" in self.options:
            named = [nodes.target()]
        for node in named:
            self.directive.set_source_info(node)
            self.directive.add_name(node)
            if isinstance(node, nodes.target):
                # Before 0.22, docutils puts a message about the name into the target, which must be empty.
                messages += node.findall(nodes.system_message)
                node.clear()
        return [*named, *messages]

    def _sections(self, selection: Selection) -> list[nodes.Node]:
        config = self.state.config
        layout = self._layout_name(self.options.get("layout", config.layout))
        form = self._form(layout)
        show = shown_parts(self.options.get("show", config.show).replace(",", " ").split(), self.options)
        portraits = has_portraits(self.record_kind, self.state.layouts.get(layout), self.options)
        shown = [record for section in leaves(selection.sections) for record in section.records]
        controls = self._controls(len(shown))
        if shown:
            self.page.lists.append(self._listed_entries(shown, selection.numbers, controls))
        self._files = self._note_files(shown, images="image" in show or form == "cards" or portraits)
        self.page.shows_counts |= self.record_kind == "person" and "count" in self._parts(layout)
        self.page.shows_citing |= "backrefs" in show or "backrefs" in self._parts(layout)
        of_others = {"abstract", "bibtex", *(["image"] if self.record_kind == "activity" else [])}
        of_publications = [name for name in show if name in of_others]
        if of_publications and self.record_kind != "publication" and "show" in self.options:
            kind = PLURALS[self.record_kind]
            self._warn(Code.OPTION, f"show: {kind} have no {' or '.join(of_publications)}")
        elif form == "table" and set(show) & {"image", "abstract", "bibtex"}:
            self._warn(Code.OPTION, "show: a table cannot show image, abstract or bibtex")
        self._numbers = selection.numbers
        #: The attributes that the placeholders of all sections share.
        self._attributes = {
            "docname": self.env.docname,
            "list_id": self.list_id,
            "record": self.record_kind,
            "sources": list(self.sources.paths),
            "named": self.highlight,
            "layout": layout,
            "show": show,
            "print_bibtex": "print-bibtex" in self.options,
            "links": self._link_kinds(self.options.get("links", config.links)),
            "highlight": self._highlighted_people(),
            "outer_classes": [*self.options.get("class", []), *picture_classes(self.options)],
            "venue_name": self.options.get("venue-name", "both"),
            "portraits": portraits,
            "controls": controls,
            "quick": list(config.quick),
            "sticky": config.sticky,
            "name": self.list_name,
        }
        level = self.options.get("heading-level", "section")
        if level == "section" and not _may_contain_sections(self.directive):
            level = "3"
        result = [node for section in selection.sections for node in self._section(section, level)]
        return result or [self._placeholder(Section())]

    def _placeholder(self, section: Section, level: str = "none") -> pubs_placeholder:
        keys = [record.key for record in section.records]
        numbers = [self._numbers.get(key, 0) for key in keys]
        omitted = _SAID.get((self.record_kind, section.by), []) if level != "none" else []
        node = pubs_placeholder("", keys=keys, numbers=numbers, omitted=omitted, **self._attributes)
        self.directive.set_source_info(node)
        for key in keys:
            node += self._files.get(key, [])
        return node

    def _section(self, section: Section, level: str) -> list[nodes.Node]:
        """Return a section with its heading; only its content if it has no heading."""
        inner_level = str(min(6, int(level) + 1)) if level.isdigit() else level
        content: list[nodes.Node] = []
        if section.records or not section.sections:
            content.append(self._placeholder(section, level))
        for inner in section.sections:
            content += self._section(inner, inner_level)
        if not section.by or level == "none":
            return content
        heading = heading_text(section, self.context)
        if level == "section":
            node: nodes.Element = nodes.section("", nodes.title(heading, heading, translatable=False))
            node["ids"].append(self._section_id(heading))
            self.directive.set_source_info(node)
        else:
            rubric = nodes.rubric(heading, heading, translatable=False, **{"heading-level": int(level)})
            node = nodes.container("", rubric)
        node["classes"].append("pubs-group")
        if section.by == "year":
            node["classes"].append("pubs-group-year" if section.value.isdigit() else "pubs-group-status")
        node["pubs_list"] = self.list_id
        node += content
        return [node]

    def _section_id(self, heading: str) -> str:
        """Return an id that contains the page name, since `singlehtml` joins all pages into one."""
        base = nodes.make_id(f"{self.env.docname} {heading}") or nodes.make_id(self.env.docname) or "pubs"
        document = self.directive.state.document
        name, number = base, 2
        while name in document.ids:
            name, number = f"{base}-{number}", number + 1
        document.ids[name] = document  # reserve it
        return name

    def _layout_name(self, name: str) -> str:
        if name in self.state.layouts or name.startswith(PYBTEX_PREFIX):
            return name
        default = self.state.config.layout
        known = ", ".join(self.state.layouts) + did_you_mean(name, self.state.layouts)
        self._warn(Code.LAYOUT, f"unknown layout {name!r}, using {default!r}; there are {known}")
        return default

    def _form(self, layout: str) -> Form:
        return self.state.layouts[layout].form if layout in self.state.layouts else "list"

    def _parts(self, layout: str) -> set[str]:
        return self.state.layouts[layout].parts(self.record_kind) if layout in self.state.layouts else set()

    def _controls(self, count: int) -> list[str]:
        """Return the controls of the list. A short list has only those that its option asks for."""
        if not self.directive.has_controls or ("controls" not in self.options and count < CONTROLS_FROM):
            return []
        controls = list(parse_controls(self.options.get("controls") or self.state.config.controls))
        if "download" in controls:
            if self.record_kind == "publication":
                self.page.downloads.add(self.list_id)
            else:
                controls = [name for name in controls if name != "download"]
        return controls

    def _link_kinds(self, text: str) -> list[str]:
        """Return the kinds of links in ``text``; warn about one that no record has."""
        names = text.replace(",", " ").split()
        is_of_people = self.record_kind == "person"
        kind_of = profile_kind if is_of_people else link_kind_of
        kinds = [kind_of(name.lower()) or name for name in names]
        if "links" in self.options:
            listed = {link.kind for record in self.records for link in getattr(record, "links", ())}
            known = listed | (SERVICES if is_of_people else LINK_KINDS).keys()
            for kind in kinds:
                if self.records and kind not in known:
                    hint = did_you_mean(kind, sorted(known))
                    self._warn(Code.UNKNOWN_VALUE, f"links: no record has a link {kind[:40]!r}{hint}")
        return kinds

    def _highlighted_people(self) -> list[str]:
        """Return the keys of the people whose names are highlighted."""
        people = self.library.people
        if "highlight" not in self.options:
            me = [person.key for name in self.state.config.me if (person := people.named(name))]
            # A list of one person's awards is about that person, and need not say who won.
            only = people.all_named(self.options.get("recipient", "")) if self.record_kind == "award" else ()
            return list(dict.fromkeys([*me, *(only if len(only) == 1 else ())]))
        listed = {contributor.person for record in self.records for contributor in creators(record)}
        result = []
        for name in self.highlight:
            keys = people.all_named(name)
            if len(keys) > 1:
                self._warn(Code.AMBIGUOUS_PERSON, f"highlight: {several(name, keys)}")
            elif listed.isdisjoint(keys):
                self._warn(
                    Code.UNKNOWN_PERSON,
                    f"highlight: nobody on this list is named {name!r}{did_you_mean(name, listed, limit=3)}",
                )
            if len(keys) == 1:
                result.append(keys[0])
        return result

    def _listed_entries(
        self, records: Sequence[Record], numbers: Mapping[str, int], controls: Sequence[str]
    ) -> ListedEntries:
        """Return what other pages need to know of the entries."""
        targets: dict[str, Target] = {}
        for record in records:
            anchor = entry_id(self.record_kind, record.key)
            title = " ".join(plain(record.title).split()) or record.key  # one line, for the inventory
            authors, year = short_form(record, self.context)
            target = Target(anchor, title, authors, year, numbers.get(record.key, 0))
            for key in keys_of(record):
                targets.setdefault(key, target)
        is_canonical = "canonical" in self.options
        parameter = author_parameter(self.page, self.list_name, controls)
        entries = ListedEntries.of(
            self.record_kind, targets, size=len(records), canonical=is_canonical, list_id=self.list_id
        )
        is_of_works = self.record_kind == "publication"
        return entries._replace(author_parameter=parameter if is_of_works else "")

    def _note_files(self, records: Sequence[Record], *, images: bool) -> dict[str, list[nodes.Element]]:
        """Note the files, pages and entries that ``records`` refer to; return the nodes of files by key."""
        page = self.page
        finder = Files(
            self.state.sources.srcdir,
            self.state.config.files,
            self.sources.paths,
            pages=self.env.found_docs,
            remote_images=self.state.config.remote_images,
        )
        files = {}
        for record in records:
            page.references |= {ObjectKey("publication", key) for key in getattr(record, "publications", ())}
            files[record.key] = list(finder.nodes_for(record, images=images))
        homepages = [person.homepage for person in self.library.people.by_key.values()]
        names = finder.linked | {page_of(url) for url in homepages if is_local(url)}
        page.linked.update({name: name in self.env.found_docs for name in names})
        page.problems += finder.missing
        page.files |= finder.found
        for path in finder.found:  # if it is removed, the page has no link any more
            self.env.note_dependency(str(self.state.sources.srcdir / path))
        page.digests.update(dict.fromkeys(finder.absent, ""))
        self._note_icons()
        return files

    def _note_icons(self) -> None:
        """Note that the page depends on the site's own icons, and what is wrong with them."""
        icons = self.state.icons
        if icons is not None:
            for path in icons.files:
                self.env.note_dependency(path)
            self.page.digests.update(dict.fromkeys(icons.missing, ""))
            self.page.problems += icons.problems


def entry_id(record_kind: RecordKind, key: str) -> str:
    """Return the id of an entry: ``pub-KEY``.

    The key is kept as it is, so that two keys never share an id. A character that an id or a URL
    cannot contain is replaced by its code point.
    """
    escaped = re.sub(r"[^\w.:/+-]", lambda match: f"_{ord(match[0]):x}_", key)
    return f"{ANCHOR_PREFIXES[record_kind]}-{escaped}"


def _split_names(text: str) -> list[str]:
    separator = ";" if ";" in text else ","  # as in `:author: He, Kaiming; Sun, J.`
    return [name.strip() for name in text.split(separator) if name.strip()]


def _may_contain_sections(directive: ListDirective) -> bool:
    """Whether sections are allowed where the directive is: at the top of the page or in a section."""
    # The parsers of reStructuredText and of MyST both have this attribute.
    return isinstance(directive.state_machine.node, (nodes.document, nodes.section))
