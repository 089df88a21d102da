"""What a directive leaves on its page: options -> selection -> the skeleton of a list.

What needs to be known while pages are read is made here: headings, anchors,
files and dependencies. The entries themselves are made when the page is
written (see ``entries``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ...model.library import keys_of
from ...model.people import several
from ...model.problems import Code, Origin, Problem, did_you_mean
from ...model.records import ANCHOR_PREFIXES, PLURALS, Record, RecordKind
from ...model.text import plain
from ...render.context import RenderContext
from ...render.dates import heading_text
from ...render.layout import PYBTEX_PREFIX, Form
from ...render.names import short_form
from ...selection.accessors import creators
from ...selection.grouping import Section, leaves
from ...selection.select import Selection, Spec, select
from ..config import CONTROLS_FROM, parse_controls
from ..i18n import babel_locale, translate
from ..nodes import pubs_placeholder
from ..sources import SourcePattern, SourceStore, plain_path, records_of
from ..state import CitedList, ListedEntries, ObjectKey, PageData, Target, pubs_domain
from .citations import given
from .files import Files, is_local, page_of
from .warnings import warn

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..directives import RecordsDirective


class ListBuilder:
    """Makes what stands in the place of ``directive``."""

    def __init__(self, directive: RecordsDirective) -> None:
        self.directive = directive
        self.env, self.options, self.record = directive.env, directive.options, directive.record
        self.domain = pubs_domain(self.env)
        self.page = self.domain.page(self.env.docname)
        self.sources = gather(
            directive.patterns(), self.page, self.domain.store, self.env, PLURALS[self.record]
        )
        self.highlight = _listed(self.options.get("highlight", ""))
        self.library = self.domain.store.library(self.sources.paths, self.highlight)
        self.context = RenderContext(
            translate=translate,
            locale=babel_locale(directive.config.language),
            people=self.library.people.by_key,
        )
        sources = self.sources.paths, self.sources.own
        found = records_of(self.record, *sources, self.highlight, self.domain.store)
        self.records = [record for record in found if directive.is_shown(record)]

    def made(self) -> list[nodes.Node]:
        """Return it: the caption, and the sections with a placeholder for the entries of each."""
        asked = self.directive.asked(self.domain.settings)
        spec, findings = Spec.parse(asked)
        selection = select(
            self.records,
            spec,
            {"docname": self.env.docname, "citations": self.domain.citations},
            self.library.people,
        )
        if spec.asks_for_citations:
            sources, named = (self.sources.paths, self.sources.own), tuple(self.highlight)
            self.page.cited_lists.append(CitedList(self.record, *sources, named, asked, given(selection)))
        for code, message in (*self.sources.findings, *findings, *selection.problems):
            self._warn(code, message)
        self.list_name = nodes.make_id(self.options.get("name", ""))  # docutils takes it out of them
        self.list_id = f"{self.env.docname}-{self.env.new_serialno('pubs-list')}"
        return [*self._caption(), *self._sections(selection)]

    def _warn(self, code: Code, message: str) -> None:
        warn(code, message, self.directive.get_location())

    def _caption(self) -> list[nodes.Node]:
        if "caption" not in self.options:
            named: list[nodes.Element] = [nodes.target()] if "name" in self.options else []
            messages: list[nodes.system_message] = []
        else:
            # A rubric, as a reference to its name takes its words for its own.
            words, messages = self.directive.parse_inline(self.options["caption"])
            named = [nodes.rubric("", "", *words, classes=["pubs-caption"])]
        for node in named:
            self.directive.set_source_info(node)
            self.directive.add_name(node)
        return [*named, *messages]

    def _sections(self, selection: Selection) -> list[nodes.Node]:
        settings = self.domain.settings
        layout = self._layout(self.options.get("layout", settings.layout))
        show = self.options.get("show", settings.show).replace(",", " ").split()
        numbers = selection.numbers
        shown = [record for section in leaves(selection.sections) for record in section.records]
        files = self._note(shown, numbers, images="image" in show or self._form(layout) == "cards")
        self.page.shows_citing |= "backrefs" in show or "backrefs" in self._parts(layout)
        if self._form(layout) == "table" and set(show) & {"image", "abstract", "bibtex"}:
            self._warn(Code.OPTION, "show: a table has no place for image, abstract and bibtex")

        highlighted, controls = self._highlighted(), self._controls(len(shown))

        def placeholder(section: Section) -> pubs_placeholder:
            node = pubs_placeholder(
                "",
                docname=self.env.docname,
                list_id=self.list_id,
                record=self.record,
                keys=[record.key for record in section.records],
                numbers=[numbers.get(record.key, 0) for record in section.records],
                sources=list(self.sources.paths),
                named=self.highlight,
                layout=layout,
                show=show,
                links=self.options.get("links", settings.links).replace(",", " ").split(),
                highlight=highlighted,
                outer_classes=self.options.get("class", []),
                controls=controls,
                name=self.list_name,
            )
            self.directive.set_source_info(node)
            node += [file for record in section.records for file in files.get(record.key, ())]
            return node

        level = self.options.get("heading-level", "section")
        if level == "section" and not _may_hold_sections(self.directive):
            level = "3"
        made = [node for section in selection.sections for node in self._section(section, level, placeholder)]
        return made or [placeholder(Section())]

    def _section(
        self, section: Section, level: str, placeholder: Callable[[Section], nodes.Node]
    ) -> list[nodes.Node]:
        """Return a section with its heading, or only its entries where it has none."""
        deeper = str(min(6, int(level) + 1)) if level.isdigit() else level
        content: list[nodes.Node] = [placeholder(section)] if section.records or not section.sections else []
        for inner in section.sections:
            content += self._section(inner, deeper, placeholder)
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
        node["pubs_list"] = self.list_id
        node += content
        return [node]

    def _section_id(self, heading: str) -> str:
        """Return an id that is the page's own, as `singlehtml` puts all pages into one."""
        base = nodes.make_id(f"{self.env.docname} {heading}") or nodes.make_id(self.env.docname) or "pubs"
        document = self.directive.state.document
        name, number = base, 2
        while name in document.ids:
            name, number = f"{base}-{number}", number + 1
        document.ids[name] = document  # taken
        return name

    def _layout(self, name: str) -> str:
        if name in self.domain.layouts or name.startswith(PYBTEX_PREFIX):
            return name
        default = self.domain.settings.layout
        known = ", ".join(self.domain.layouts)
        self._warn(Code.LAYOUT, f"no layout {name!r}; there are {known}; {default!r} is used")
        return default

    def _form(self, layout: str) -> Form:
        return self.domain.layouts[layout].form if layout in self.domain.layouts else "list"

    def _controls(self, count: int) -> list[str]:
        """Return what the reader of the list gets: of what a short one gets, only what was asked for."""
        if not self.directive.has_controls or ("controls" not in self.options and count < CONTROLS_FROM):
            return []
        chosen = parse_controls(self.options.get("controls") or self.domain.settings.controls)
        found = [name for name in chosen if name != "download" or self.record == "publication"]
        if "download" in found:
            self.page.downloads.add(self.list_id)
        return found

    def _parts(self, layout: str) -> set[str]:
        return self.domain.layouts[layout].parts(self.record) if layout in self.domain.layouts else set()

    def _highlighted(self) -> list[str]:
        people = self.library.people
        if "highlight" not in self.options:
            return [person.key for name in self.domain.settings.me if (person := people.named(name))]
        here = {who.person for record in self.records for who in creators(record)}
        found = {name: people.all_named(name) for name in self.highlight}
        for name, keys in found.items():
            if len(keys) > 1:
                self._warn(Code.AMBIGUOUS_PERSON, f"highlight: {several(name, keys)}")
            elif here.isdisjoint(keys):
                hint = did_you_mean(name, here, limit=3)
                self._warn(Code.UNKNOWN_PERSON, f"nobody on this list is {name!r}{hint}")
        return [keys[0] for keys in found.values() if len(keys) == 1]

    def _listed(self, records: Sequence[Record], numbers: Mapping[str, int]) -> ListedEntries:
        """Return what is to be known of the entries without their records."""
        targets: dict[str, Target] = {}
        for record in records:
            anchor = entry_id(self.record, record.key)
            title = " ".join(plain(record.title).split()) or record.key  # one line, as in the inventory
            authors, year = short_form(record, self.context)
            target = Target(anchor, title, authors, year, numbers.get(record.key, 0))
            for key in keys_of(record):
                targets.setdefault(key, target)
        is_canonical = "canonical" in self.options
        return ListedEntries.of(self.record, targets, size=len(records), canonical=is_canonical)

    def _note(
        self, records: Sequence[Record], numbers: Mapping[str, int], *, images: bool
    ) -> dict[str, list[nodes.Element]]:
        """Note the targets of ``records`` and what they refer to; return the files of each."""
        page = self.page
        finder = Files(
            self.domain.store.srcdir,
            self.domain.settings.files,
            self.sources.paths,
            pages=self.env.found_docs,
            remote_images=self.domain.settings.remote_images,
        )
        if records:
            page.lists.append(self._listed(records, numbers))
        files = {}
        for record in records:
            page.references |= {ObjectKey("publication", key) for key in getattr(record, "publications", ())}
            files[record.key] = list(finder.nodes_for(record, images=images))
        homepages = [person.homepage for person in self.library.people.by_key.values()]
        names = finder.linked | {page_of(url) for url in homepages if is_local(url)}
        page.linked.update({name: name in self.env.found_docs for name in names})
        page.problems += finder.missing
        page.digests.update(dict.fromkeys(finder.absent, ""))
        return files


def entry_id(kind: RecordKind, key: str) -> str:
    """Return the id of an entry: ``pub-KEY``.

    The key stands there as it is, so that two keys never have one id; a character
    that no id or URL can hold is its number.
    """
    written = re.sub(r"[^\w.:/+-]", lambda found: f"_{ord(found[0]):x}_", key)
    return f"{ANCHOR_PREFIXES[kind]}-{written}"


def _listed(text: str) -> list[str]:
    separator = ";" if ";" in text else ","  # as in `:author: He, Kaiming; Sun, J.`
    return [name.strip() for name in text.split(separator) if name.strip()]


def _may_hold_sections(directive: SphinxDirective) -> bool:
    """Whether the directive stands where a section may: in the page itself or one of its sections."""
    # What reStructuredText and MyST-Parser both have.
    return isinstance(directive.state_machine.node, (nodes.document, nodes.section))


#: A source is missing: what to say at the directive.
Finding = tuple[Code, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a list is made of.

    :param paths: all that are there, the site's first. :param own: those that the argument
        names, whose records the list is about; None where it has no argument.
    """

    paths: tuple[str, ...]
    own: tuple[str, ...] | None
    findings: tuple[Finding, ...]


def gather(
    arguments: Sequence[str], page: PageData, store: SourceStore, env: BuildEnvironment, group: str = ""
) -> Sources:
    """Return the sources of a list, and note on ``page`` that it depends on them.

    ``group`` is what the list is of: a file of its argument that does not tell what it holds, holds these.
    """
    base = str(Path(env.doc2path(env.docname)).parent)
    project = store.project_sources()
    given = [(SourcePattern(text, base), store.expand(text, base)) for text in arguments]
    page.expansions.update((*project, *given))
    given = [(pattern, store.hinted(paths, group)) for pattern, paths in given]
    findings: list[Finding] = []
    for pattern, paths in (*project, *given):
        for path in paths:
            page.digests[path] = store.digest(path)
            if page.digests[path]:
                env.note_dependency(plain_path(path))
        if any(page.digests[path] for path in paths):
            continue
        missing = (Code.SOURCE, f"no file {'matches ' if not paths else ''}{plain_path(pattern.text)!r}")
        if (pattern, paths) in given:
            findings.append(missing)
        else:  # said once, not at each list
            value = "pubs_sources" if pattern.text in store.config.sources else "pubs_people"
            page.problems.append(Problem(*missing, Origin(str(store.srcdir / "conf.py")), value))
    if not given and not (project if group == "people" else store.config.sources):
        findings.append((Code.SOURCE, "no source: name one here or in pubs_sources"))
    own = _there([path for _, paths in given for path in paths], page)
    site = _there([path for _, paths in project for path in paths], page)
    return Sources(tuple(dict.fromkeys((*site, *own))), own if arguments else None, tuple(findings))


def _there(paths: Sequence[str], page: PageData) -> tuple[str, ...]:
    return tuple(path for path in paths if page.digests[path])
