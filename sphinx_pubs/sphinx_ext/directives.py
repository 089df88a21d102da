"""The directives: options -> selection -> the skeleton of a list.

What needs to be known while pages are read is made here: headings, anchors,
files and dependencies. The entries themselves are made when the page is
written (see ``entries``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..model.library import Library
from ..model.problems import Code
from ..model.text import plain
from ..render.context import Context
from ..render.headings import heading_text
from ..render.layout import RecordKind
from ..render.pybtex_bridge import PREFIX as PYBTEX_PREFIX
from ..selection.grouping import Section, leaves
from ..selection.pipeline import Selection, Spec, select
from . import options
from .domain import ObjectKey, PubsDomain, Target
from .files import Files, Record
from .i18n import babel_locale, translate
from .messages import warn
from .placeholder import pubs_placeholder
from .store import SourcePattern, digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import OptionSpec

_ANCHORS: dict[str, str] = {"publication": "pub", "award": "award", "activity": "activity"}


class RecordsDirective(SphinxDirective):
    """A list of records; the argument names the sources whose records are shown."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {**options.SELECTION, **options.PRESENTATION}
    record: ClassVar[RecordKind]

    def run(self) -> list[nodes.Node]:
        """Return the skeleton of the list."""
        self.domain = cast("PubsDomain", self.env.get_domain("pubs"))
        self.library, own = self._library(self.arguments[0].split() if self.arguments else [])
        records = self._records(own)
        selection = select(records, self._spec(), {"docname": self.env.docname})
        for code, message in selection.problems:
            warn(code, message, self.get_location())
        self.list_id = f"{self.env.docname} {self.env.new_serialno('pubs-list')}"
        return [*self._caption(), *self._skeleton(selection)]

    def _library(self, arguments: Sequence[str]) -> tuple[Library, set[str] | None]:
        """Return the merged records of all sources, and the keys of the argument's; None for all.

        Notes what the page depends on.
        """
        store = self.domain.store
        base = str(Path(self.env.doc2path(self.env.docname)).parent)
        project = store.project_sources()
        given = [(SourcePattern(text, base), store.expand(text, base)) for text in arguments]
        page = self.domain.page(self.env.docname)
        for pattern, paths in (*project, *given):
            page.expansions[pattern] = paths
            if not paths:
                warn(Code.SOURCE, f"no file matches {pattern.text!r}", self.get_location())
            for path in paths:
                page.digests[path] = digest(path)
                if page.digests[path]:
                    self.env.note_dependency(path)
                else:
                    warn(Code.SOURCE, f"no file {pattern.text!r}", self.get_location())
        if not project and not given:
            warn(Code.SOURCE, "no source: name one here or in pubs_sources", self.get_location())
        own = [path for _, paths in given for path in paths]
        everything = dict.fromkeys([*(path for _, paths in project for path in paths), *own])
        self.sources = [path for path in everything if page.digests[path]]
        keys = store.keys(path for path in own if page.digests[path]) if arguments else None
        return store.library(self.sources), keys

    def _records(self, own: set[str] | None) -> list[Record]:
        records = self.library.of_kind(self.record)
        return [record for key, record in records.items() if own is None or key in own]

    def _spec(self) -> Spec:
        settings, given = self.domain.settings, self.options
        return Spec(
            **{name: given.get(name, "") for name in options.TEXTS},
            award=given.get("award") or ("*" if "award" in given else ""),
            selected="true" if "selected" in given else "",
            sort=given.get("sort", "keys" if "keys" in given else settings.sort),
            group_by=given.get("group-by", settings.group_by),
            group_order=given.get("group-order", ""),
            limit=given.get("limit", 0),
            offset=given.get("offset", 0),
            numbering=given.get("numbering", settings.numbering),
        )

    def _caption(self) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        if "name" in self.options:
            target = nodes.target()
            self.add_name(target)
            found.append(target)
        if "caption" in self.options:
            words, messages = self.parse_inline(self.options["caption"])
            found += [nodes.paragraph("", "", *words, classes=["pubs-caption"]), *messages]
        return found

    def _skeleton(self, selection: Selection) -> list[nodes.Node]:
        settings = self.domain.settings
        layout = self._layout(self.options.get("layout", settings.layout))
        show = self.options.get("show", settings.show).replace(",", " ").split()
        numbers = selection.numbers
        shown = [record for section in leaves(selection.sections) for record in section.records]
        files = self._note(shown, images="image" in show or self._has_cards(layout))

        def placeholder(section: Section) -> pubs_placeholder:
            node = pubs_placeholder(
                "",
                docname=self.env.docname,
                list_id=self.list_id,
                record=self.record,
                keys=[record.key for record in section.records],
                numbers=[numbers.get(record.key, 0) for record in section.records],
                sources=self.sources,
                layout=layout,
                show=show,
                links=self.options.get("links", settings.links).replace(",", " ").split(),
                highlight=self._highlighted(),
                outer_classes=self.options.get("class", []),
            )
            self.set_source_info(node)
            node += [file for record in section.records for file in files.get(record.key, ())]
            return node

        level = self.options.get("heading-level", "section")
        if level == "section" and not _may_hold_sections(self):
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
        heading = heading_text(section, self._heading_context())
        if level == "section":
            node: nodes.Element = nodes.section("", nodes.title(heading, heading, translatable=False))
            node["ids"].append(self._section_id(heading))
        else:
            rubric = nodes.rubric(heading, heading, translatable=False, **{"heading-level": int(level)})
            node = nodes.container("", rubric)
        node["classes"].append("pubs-group")
        node["pubs_list"] = self.list_id
        node += content
        return [node]

    def _heading_context(self) -> Context:
        return Context(
            translate=translate, locale=babel_locale(self.config.language), people=self.library.people.by_key
        )

    def _section_id(self, heading: str) -> str:
        """Return an id that is the page's own, as `singlehtml` puts all pages into one."""
        base = nodes.make_id(f"{self.env.docname} {heading}") or nodes.make_id(self.env.docname) or "pubs"
        document = self.state.document
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
        warn(Code.LAYOUT, f"no layout {name!r}; there are {known}; {default!r} is used", self.get_location())
        return default

    def _has_cards(self, layout: str) -> bool:
        return layout in self.domain.layouts and self.domain.layouts[layout].form == "cards"

    def _highlighted(self) -> list[str]:
        people, found = self.library.people, []
        given = self.options.get("highlight")
        for name in self.domain.settings.me if given is None else _listed(given):
            person = people.named(name)
            if person:
                found.append(person.key)
            else:
                warn(Code.UNKNOWN_PERSON, f"nobody is called {name!r}", self.get_location())
        return found

    def _note(self, records: Sequence[Record], *, images: bool) -> dict[str, list[nodes.Element]]:
        """Note the targets of ``records`` and what they refer to; return the files of each."""
        page = self.domain.page(self.env.docname)
        finder = Files(self.domain.store.srcdir, self.domain.settings.files, self.sources)
        files = {}
        for record in records:
            name = ObjectKey(self.record, record.key)
            anchor = nodes.make_id(f"{_ANCHORS[self.record]}-{record.key}")
            if name not in page.targets or page.targets[name].size < len(records):
                page.targets[name] = Target(anchor, plain(record.title) or record.key, len(records))
            page.references |= {ObjectKey("publication", key) for key in getattr(record, "publications", ())}
            files[record.key] = list(finder.nodes_for(record, images=images))
        page.problems += finder.missing
        page.digests.update(dict.fromkeys(finder.absent, ""))
        return files


class PublicationsDirective(RecordsDirective):
    """``.. publications:: [SOURCE …]``."""

    record = "publication"


class AwardsDirective(RecordsDirective):
    """``.. awards:: [SOURCE …]``."""

    record = "award"


class ActivitiesDirective(RecordsDirective):
    """``.. activities:: [SOURCE …]``."""

    record = "activity"


class PublicationDirective(RecordsDirective):
    """``.. publication:: KEY``: one record of the site's sources."""

    record = "publication"
    required_arguments = 1
    optional_arguments = 0
    final_argument_whitespace = False
    option_spec: ClassVar[OptionSpec] = options.PRESENTATION

    def _library(self, arguments: Sequence[str]) -> tuple[Library, set[str] | None]:
        return super()._library([])

    def _spec(self) -> Spec:
        return Spec(keys=self.arguments[0], sort="keys")


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace(";", ",").split(",") if name.strip()]


def _may_hold_sections(directive: SphinxDirective) -> bool:
    """Whether the directive stands where a section may: in the page itself or one of its sections."""
    # What reStructuredText and MyST-Parser both have.
    return isinstance(directive.state_machine.node, (nodes.document, nodes.section))


def setup_directives(app: Sphinx) -> None:
    """Register the directives, by their plain names and as the domain's own."""
    for name, directive in (
        ("publications", PublicationsDirective),
        ("publication", PublicationDirective),
        ("awards", AwardsDirective),
        ("activities", ActivitiesDirective),
    ):
        app.add_directive(name, directive)
        app.add_directive_to_domain("pubs", name, directive)
