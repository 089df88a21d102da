"""What the build keeps of each page that holds lists or refers to entries. Small, as it is pickled.

Where links to each entry lead, of all pages that show it.

The way from an environment to the domain, for those whom the domain itself needs as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .garbage import gc_paused

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..model.problems import Problem
    from ..model.records import RecordKind
    from .domain import PubsDomain
    from .sources import SourcePattern


#: Stands behind each value of a column.
_END = "\0"
_BLANK = re.compile(r"\s")


class ObjectKey(NamedTuple):
    """What a record is called in the domain: *publication*, *award*, …, and its key."""

    kind: str
    key: str


class Target(NamedTuple):
    """An entry on a page: its anchor, what links to it say (in one line), and what its list is like.

    :param number: of the entry in the list; 0: none. :param authors: *He et al.*
    :param size: how many entries the list has. :param canonical: whether its author
        wants links to lead to this list.
    """

    anchor: str
    title: str
    authors: str = ""
    year: str = ""
    number: int = 0
    size: int = 0
    canonical: bool = False

    def seen(self) -> tuple[str, ...]:
        """Return what a page with a link to the entry shows of it."""
        return self.anchor, self.title, self.authors, self.year, str(self.number)


#: An entry in the inventory, as Sphinx has it.
InventoryRow = tuple[str, str, str, str, str, int]

#: Page and target of an entry.
Location = tuple[str, Target]


def seen(place: Location | None) -> tuple[str, ...]:
    """Return what a page with a link to ``place`` shows of it."""
    return (place[0], *place[1].seen()) if place else ()


class ListedEntries(NamedTuple):
    """The entries of a list, in columns: each environment that is loaded holds those of the whole site.

    An object for each would cost a build in which nothing has changed more than all else of ours. They
    are in the order of their keys, which is that of the inventory. What else it says is in :class:`Target`.

    :param kind: of record.
    :param columns: keys, anchors, titles, authors, years, numbers, each as one string.
    """

    kind: str
    size: int
    canonical: bool
    columns: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, targets: Mapping[str, Target], *, size: int, canonical: bool) -> ListedEntries:
        """Return the entries ``targets``, by their keys."""
        keys, found = zip(*sorted(targets.items()), strict=True)
        *texts, numbers, _, _ = zip(*found, strict=True)
        columns = map(_column, [keys, *texts, map(str, numbers)])
        return cls(kind, size, canonical, tuple(columns))

    @property
    def keys(self) -> list[str]:
        """The keys of the entries."""
        return _values(self.columns[0])

    @property
    def in_inventory(self) -> tuple[str, ...]:
        """The columns that the inventory has: keys, anchors and titles."""
        return self.columns[:3]

    def rows(self, docname: str) -> Iterator[InventoryRow]:
        """Yield what the inventory says of each entry; they do not crowd the results of a search."""
        names, anchors, titles = map(_values, self.in_inventory)
        if _BLANK.search(self.columns[0]):  # blanks part the columns of the inventory
            names = ["-".join(key.split()) for key in names]
        return zip(names, titles, repeat(self.kind), repeat(docname), anchors, repeat(-1))

    def names(self) -> Iterator[ObjectKey]:
        """Yield what the entries are called in the domain."""
        return map(ObjectKey, repeat(self.kind), self.keys)

    def targets(self) -> Iterator[tuple[ObjectKey, Target]]:
        """Yield each entry with its name."""
        *texts, numbers = map(_values, self.columns[1:])
        targets = map(Target, *texts, map(int, numbers), repeat(self.size), repeat(self.canonical))
        return zip(self.names(), targets, strict=True)


def _column(values: Iterable[str]) -> str:
    return "".join([f"{value.replace(_END, ' ')}{_END}" for value in values])


def _values(column: str) -> list[str]:
    return column.split(_END)[:-1]


@dataclass(slots=True)
class PageData:
    """What the build knows of a page."""

    lists: list[ListedEntries] = field(default_factory=list)
    expansions: dict[SourcePattern, list[str]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    references: set[ObjectKey] = field(default_factory=set)
    """The entries that the page has links to."""
    cited: set[str] = field(default_factory=set)
    """The keys that roles on the page name."""
    quoted: set[str] = field(default_factory=set)
    """Those of them of which the page has the whole reference."""
    shows_citing: bool = False
    """Whether a list on the page says which pages refer to its entries."""
    counts_citing: bool = False
    """Whether the page says how many records are cited."""
    cited_lists: list[CitedList] = field(default_factory=list)
    """The lists that ask for citations."""
    linked: dict[str, bool] = field(default_factory=dict)
    """The pages that its records may link to, and whether they are there."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the records as this page shows them: files that are not there."""
    downloads: set[str] = field(default_factory=set)
    """The lists whose entries a reader can download."""

    @property
    def sources(self) -> list[str]:
        """The data files of the page that are there."""
        return [path for path, found in self.digests.items() if found]


class TargetIndex:
    """The entries of ``pages``, each by name; made of their lists when somebody asks.

    Of several lists that show an entry, links lead to one that is declared to be canonical; else to the
    longest; of equally long ones, to the page that comes first by name. So a page of selected papers
    does not take the links from the whole list.
    """

    def __init__(self, pages: Mapping[str, PageData]) -> None:
        names = sorted(pages, reverse=True)
        #: Of two that show an entry, the later one counts.
        self.lists = [(docname, one) for docname in names for one in reversed(pages[docname].lists)]
        self.lists.sort(key=lambda each: (each[1].canonical, each[1].size))

    @cached_property
    def places(self) -> dict[ObjectKey, Location]:
        """The page and the target that links to each entry lead to."""
        return {name: (docname, target) for docname, one in self.lists for name, target in one.targets()}

    @cached_property
    def everywhere(self) -> dict[ObjectKey, dict[str, Target]]:
        """All pages that show each entry, with its target there."""
        found: dict[ObjectKey, dict[str, Target]] = {}
        for docname, one in self.lists:
            for name, target in one.targets():
                found.setdefault(name, {})[docname] = target
        return found

    @cached_property
    def objects(self) -> list[InventoryRow]:
        """What the inventory says of each entry, in its order.

        Sphinx asks for it in builds that do nothing, too: it is made with no object for each entry.
        """
        found: dict[str, dict[str, InventoryRow]] = {}
        with gc_paused():
            for docname, one in self.lists:
                found.setdefault(one.kind, {}).update(zip(one.keys, one.rows(docname), strict=True))
            return sorted(chain.from_iterable(of_kind.values() for of_kind in found.values()))


#: Key of a record -> the pages that refer to it, each with its title, by name.
Citing = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CitedList:
    """What such a list asks for, and what it is given: the number of matches, and the keys of those shown.

    All of it is plain data, as whatever it is made of would be imported wherever the environment is loaded.

    :param paths: all sources. :param own: those whose records the list is about, if not all.
    :param asked: the options of its selection, for ``Spec.parse``.
    """

    record: RecordKind
    paths: tuple[str, ...]
    own: tuple[str, ...] | None
    named: tuple[str, ...]
    asked: dict[str, Any]
    given: tuple[int, tuple[str, ...]]


def pubs_domain(env: BuildEnvironment) -> PubsDomain:
    """Return the domain ``pubs``."""
    return cast("PubsDomain", env.get_domain("pubs"))
