"""What the build keeps of each page that holds lists or refers to entries. Small, as it is pickled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..model.problems import Problem
    from .cited_lists import CitedList
    from .store import SourcePattern


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
Place = tuple[str, Target]


def seen(place: Place | None) -> tuple[str, ...]:
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
class Page:
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
