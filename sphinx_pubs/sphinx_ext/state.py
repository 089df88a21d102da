"""What the extension knows during a build, and what it keeps of each page for the next one.

:class:`PageData` is pickled with Sphinx's environment, so it holds plain data only. :class:`BuildState` is
created for each build and kept on the domain instance, which Sphinx does not pickle. Handlers in
:mod:`.events` set its attributes; directives add to the :class:`PageData` of the page that is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .conditions import Conditions
from .garbage import gc_paused

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from ..model.problems import Problem
    from ..model.records import RecordKind
    from ..render.layout import Layout
    from .config import PubsConfig
    from .lists.icons import SiteIcons
    from .sources import SourcePattern, SourceStore

#: The kinds of records, in the order in which a key is looked up.
OBJECT_KINDS = ("publication", "award", "activity", "person")

#: How the anchors of their entries start.
ANCHOR_STARTS = {"publication": "pub-", "award": "award-", "activity": "activity-", "person": "person-"}

#: The types of the entries in Sphinx's search, by kind. It takes an anchor ``TYPE-…`` to be followed by the
#: title, so that the type of an entry with the anchor ``award-KEY`` must not be *award*.
SEARCH_TYPES = {kind: kind if kind == "publication" else f"{kind}-entry" for kind in OBJECT_KINDS}

#: Priorities (see ``Domain.get_objects``): in the results of Sphinx's search, and in the inventory only.
IN_SEARCH, NOT_IN_SEARCH = 1, -1

#: An entry in the inventory: name, display name, type, page, anchor, priority (see ``Domain.get_objects``).
InventoryRow = tuple[str, str, str, str, str, int]

#: Key of a record -> the pages that cite it: page name -> page title.
Citing = dict[str, dict[str, str]]


class ObjectKey(NamedTuple):
    """The name of a record in the domain: its kind (*publication*, *award*, …) and its key."""

    kind: str
    key: str


class Target(NamedTuple):
    """An entry on a page: its anchor, and the texts that links to it can show.

    :param title: on one line.
    :param authors: in short form, *He et al.*
    :param number: of the entry in its list, or 0 if the list has no numbers.
    :param size: number of entries in the list.
    :param canonical: whether the list has the option ``:canonical:``.
    """

    anchor: str
    title: str
    authors: str = ""
    year: str = ""
    number: int = 0
    size: int = 0
    canonical: bool = False


class Location(NamedTuple):
    """An entry on a page of the site."""

    docname: str
    target: Target

    def link_content(self) -> tuple[str, ...]:
        """Return what a page with a link to the entry contains of it, including the address."""
        target = self.target
        return self.docname, target.anchor, target.title, target.authors, target.year, str(target.number)

    def address(self) -> tuple[str, str, bool]:
        """Return what decides where other lists with the same entry link to."""
        return self.docname, self.target.anchor, self.target.canonical


class ListedEntries(NamedTuple):
    """The entries of one list, in the order of their keys: a tuple for each attribute of :class:`Target`.

    Each build loads the entries of the whole site, and columns load faster than an object for each entry.

    :param list_id: as in the placeholders of the list.
    :param author_parameter: the parameter of the URL that chooses an author in the list; empty without one.
    :param conditions: under which the list is on its page; set when the page is read to its end.
    """

    kind: str
    size: int
    canonical: bool
    keys: tuple[str, ...]
    anchors: tuple[str, ...]
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    years: tuple[str, ...]
    numbers: tuple[int, ...]
    list_id: str = ""
    author_parameter: str = ""
    conditions: Conditions = ()

    @classmethod
    def of(
        cls, kind: str, targets: Mapping[str, Target], *, size: int, canonical: bool, list_id: str = ""
    ) -> ListedEntries:
        """Return the entries ``targets``, which are named by their keys. There is at least one."""
        keys, values = zip(*sorted(targets.items()), strict=True)
        anchors, titles, authors, years, numbers, _, _ = zip(*values, strict=True)
        return cls(kind, size, canonical, keys, anchors, titles, authors, years, numbers, list_id)

    def names(self) -> Iterator[ObjectKey]:
        """Yield the names of the entries in the domain."""
        return map(ObjectKey, repeat(self.kind), self.keys)

    def targets(self) -> Iterator[tuple[ObjectKey, Target]]:
        """Yield each entry with its name."""
        columns = self.anchors, self.titles, self.authors, self.years, self.numbers
        targets = map(Target, *columns, repeat(self.size), repeat(self.canonical))
        return zip(self.names(), targets, strict=True)

    def inventory_rows(self, docname: str) -> Iterator[InventoryRow]:
        """Yield the row of each entry."""
        names = ["-".join(key.split()) for key in self.keys]  # blanks separate the columns of an inventory
        columns = names, self.titles, repeat(self.kind), repeat(docname), self.anchors
        return zip(*columns, repeat(NOT_IN_SEARCH), strict=False)


@dataclass(frozen=True, slots=True)
class CitedList:
    """A list whose filter asks which pages cite a record, and what it showed when its page was read.

    :param paths: of all its sources.
    :param own: of the sources that its argument names, or None.
    :param people: the names of people in its options.
    :param options: those of its selection, as written.
    :param shown: the number of matches, and the keys of the entries shown.
    """

    record_kind: RecordKind
    paths: tuple[str, ...]
    own: tuple[str, ...] | None
    people: tuple[str, ...]
    options: dict[str, Any]
    shown: tuple[int, tuple[str, ...]]


@dataclass(slots=True)
class PageData:
    """What the extension knows of a page that has lists or refers to entries."""

    lists: list[ListedEntries] = field(default_factory=list)
    expansions: dict[SourcePattern, list[str]] = field(default_factory=dict)
    """The source patterns that its lists use, and the files that each matched."""
    digests: dict[str, str] = field(default_factory=dict)
    """The files that it depends on, with their digests; an empty digest for a missing file."""
    references: set[ObjectKey] = field(default_factory=set)
    """The entries that it links to."""
    anchors: set[tuple[str, str]] = field(default_factory=set)
    """The anchors of entries that it links to, in lower case, each with the page that should have it."""
    cited: set[str] = field(default_factory=set)
    """The keys in its roles."""
    quoted: set[str] = field(default_factory=set)
    """The keys in its roles ``full``."""
    shows_citing: bool = False
    """Whether one of its lists shows which pages cite its entries."""
    counts_citing: bool = False
    """Whether it shows how many records are cited."""
    controlled_lists: int = 0
    """The number of its lists with controls."""
    shows_counts: bool = False
    """Whether it shows how many publications people have, with links to lists of them."""
    cited_lists: list[CitedList] = field(default_factory=list)
    linked: dict[str, bool] = field(default_factory=dict)
    """The names of pages that its records may link to, and whether these pages exist."""
    problems: list[Problem] = field(default_factory=list)
    """Problems of its records on this page, such as missing files."""
    files: set[str] = field(default_factory=set)
    """The files that its entries link to, as paths in the source folder."""
    downloads: set[str] = field(default_factory=set)
    """The ids of lists whose entries can be downloaded."""

    @property
    def sources(self) -> list[str]:
        """The data files of the page that exist."""
        return [path for path, digest in self.digests.items() if digest]


class TargetIndex:
    """The entries of ``pages`` by name. Each table is computed on first use.

    If several lists show an entry, links lead to a list with the option ``:canonical:``; else to the longest
    list; of equally long ones, to that of the page whose name sorts first. So a page of selected papers
    does not take the links from the full list.
    """

    def __init__(
        self, pages: Mapping[str, PageData], is_shown: Callable[[Conditions], bool] = lambda _: True
    ) -> None:
        """Index the lists of which ``is_shown`` says that the builder shows them."""
        names = sorted(pages, reverse=True)
        #: Also those that the builder leaves out.
        self.all_lists = [(name, entries) for name in names for entries in reversed(pages[name].lists)]
        #: In ascending order of precedence: of two lists with the same entry, the later one counts.
        self.lists = [item for item in self.all_lists if is_shown(item[1].conditions)]
        self._hidden_lists = [item for item in self.all_lists if not is_shown(item[1].conditions)]
        self.lists.sort(key=lambda item: (item[1].canonical, item[1].size))

    @cached_property
    def locations(self) -> dict[ObjectKey, Location]:
        """The location that links to each entry lead to."""
        return _locations_in(self.lists)

    @cached_property
    def hidden(self) -> dict[ObjectKey, Location]:
        """The locations of entries in lists that the builder leaves out."""
        return _locations_in(self._hidden_lists)

    @cached_property
    def all_locations(self) -> dict[ObjectKey, dict[str, Target]]:
        """All pages that show each entry, with its target there."""
        locations: dict[ObjectKey, dict[str, Target]] = {}
        for docname, entries in self.lists:
            for name, target in entries.targets():
                locations.setdefault(name, {})[docname] = target
        return locations

    @cached_property
    def numbered(self) -> dict[ObjectKey, dict[str, Target]]:
        """The pages that number each entry, with its target there, in ascending order of precedence."""
        numbered: dict[ObjectKey, dict[str, Target]] = {}
        for docname, entries in self.lists:
            for name, target in entries.targets() if any(entries.numbers) else ():
                if target.number:
                    pages = numbered.setdefault(name, {})
                    pages.pop(docname, None)
                    pages[docname] = target
        return numbered

    @cached_property
    def anchors(self) -> dict[str, ObjectKey]:
        """The entry that has each anchor, also in lower case: Sphinx's role ``ref`` ignores case."""
        exact = {target.anchor: name for name, (_, target) in self.locations.items()}
        # An entry has an anchor for each of its keys, and links to each key may lead to another list.
        exact |= {ANCHOR_STARTS[name.kind] + name.key: name for name in self.locations}
        return {**{anchor.lower(): name for anchor, name in exact.items()}, **exact}

    def location_at(self, anchor: str, docname: str) -> Location | None:
        """Return the entry with ``anchor``: that on the page ``docname``, or where links to it lead."""
        name = self.anchors.get(anchor) or self.anchors.get(anchor.lower())
        if name is None:
            return None
        pages = self.all_locations[name]
        return Location(docname, pages[docname]) if docname in pages else self.locations[name]

    @cached_property
    def author_lists(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Page, URL parameter and keys of each list in which an author can be chosen, the best first."""
        lists = ((page, entries) for page, entries in reversed(self.lists) if entries.author_parameter)
        return [(page, entries.author_parameter, entries.keys) for page, entries in lists]

    @cached_property
    def inventory(self) -> list[InventoryRow]:
        """The rows of the inventory. Sphinx asks for them in every build, even if nothing has changed."""
        rows: dict[str, dict[str, InventoryRow]] = {}
        with gc_paused():
            for docname, entries in self.lists:
                rows_of_kind = rows.setdefault(entries.kind, {})
                rows_of_kind.update(zip(entries.keys, entries.inventory_rows(docname), strict=True))
            return list(_with_search_rows([row for by_key in rows.values() for row in by_key.values()]))


def _locations_in(lists: Iterable[tuple[str, ListedEntries]]) -> dict[ObjectKey, Location]:
    return {name: Location(page, target) for page, entries in lists for name, target in entries.targets()}


def _with_search_rows(rows: Sequence[InventoryRow]) -> Iterator[InventoryRow]:
    """Yield ``rows``, with one row for Sphinx's search for each entry, even if the entry has several keys."""
    main: dict[str, InventoryRow] = {}
    for row in rows:
        name, _, kind, _, anchor, _ = row
        if anchor not in main or anchor == ANCHOR_STARTS[kind] + name:
            main[anchor] = row
    for row in rows:
        name, title, kind, docname, anchor, _ = row
        is_main = main[anchor] is row
        if not is_main or SEARCH_TYPES[kind] != kind:
            yield row
        if is_main:
            yield name, title, SEARCH_TYPES[kind], docname, anchor, IN_SEARCH


@dataclass
class BuildState:
    """What the extension knows during one build. Never pickled.

    :param data: the pickled part, ``PubsDomain.data``.
    :param citing: which pages cite which records: of the previous build until all pages are read, then of
        this one.
    :param targets: likewise.
    :param converts_images: whether an extension converts pictures that the builder does not support.
    :param is_shown: whether the builder shows content with these conditions.
    :param read_docs: the pages that this build reads.
    :param pages_removed: whether this build has dropped the data of a page.
    :param outdated: the pages that must be written again although this build has not read them.
    :param written: the pages that the output folder has, with their revisions (see :mod:`.written`).
    """

    config: PubsConfig
    builder: Builder
    converts_images: bool
    sources: SourceStore
    data: dict[str, Any]
    citing: Citing
    targets: TargetIndex
    is_shown: Callable[[Conditions], bool] = lambda _: True
    read_docs: frozenset[str] = frozenset()
    pages_removed: bool = False
    outdated: set[str] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, PageData]:
        """The pages that have lists or refer to entries, by name."""
        pages: dict[str, PageData] = self.data["pages"]
        return pages

    @property
    def changed(self) -> bool:
        """Whether this build has read a page or dropped one."""
        return self.pages_removed or bool(self.read_docs)

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The built-in layouts and those of ``pubs_layouts``."""
        from .lists.validation import compile_layouts  # noqa: PLC0415 (needed where a list is read or written)

        return compile_layouts(self.config.layouts)

    @cached_property
    def icons(self) -> SiteIcons | None:
        """The icons of ``pubs_icons``; None if pages have no icons."""
        from .lists.icons import read_icons  # noqa: PLC0415 (needed where a list is read or written)

        return read_icons(self.config.icons, self.sources.srcdir)

    def page(self, docname: str) -> PageData:
        """Return the data of a page, for adding to it."""
        return page_data(self.data, docname)

    def location_of(self, key: str) -> Location | None:
        """Return where links to the record ``key`` lead, or None if no list shows it."""
        # In a first build nothing is indexed until all pages are read: use what is known so far.
        locations = self.targets.locations or TargetIndex(self.pages, self.is_shown).locations
        return next((locations[name] for name in object_keys(key) if name in locations), None)

    def hidden_location_of(self, key: str) -> Location | None:
        """Return where the record ``key`` is on a list that the builder leaves out, or None."""
        hidden = self.targets.hidden
        return next((hidden[name] for name in object_keys(key) if name in hidden), None)

    def numbered_location_of(self, key: str, docname: str) -> Location | None:
        """Return where the record ``key`` has a number: on the page ``docname`` if there, or elsewhere."""
        for name in object_keys(key):
            pages = self.targets.numbered.get(name, {})
            if pages:
                page = docname if docname in pages else next(reversed(pages))
                return Location(page, pages[page])
        return None


def object_keys(key: str) -> list[ObjectKey]:
    """Return the names in the domain that a record with this key can have."""
    return [ObjectKey(kind, key) for kind in OBJECT_KINDS]


def page_data(data: Mapping[str, Any], docname: str) -> PageData:
    """Return the data of a page in ``PubsDomain.data``, for adding to it."""
    page: PageData = data["pages"].setdefault(docname, PageData())
    return page


def state_of(env: BuildEnvironment) -> BuildState:
    """Return the state of the build that ``env`` belongs to."""
    # Any: the module of PubsDomain imports this one.
    return cast("Any", env.get_domain("pubs")).state  # type: ignore[no-any-return]
