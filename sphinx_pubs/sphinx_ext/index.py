"""Where links to each entry lead, of all pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from .collector import no_collection
from .pages import InventoryRow, ObjectKey, Page, Place, Target


class Index:
    """The entries of ``pages``, each by name; made of their lists when somebody asks.

    Of several lists that show an entry, links lead to one that is declared to be canonical; else to the
    longest; of equally long ones, to the page that comes first by name. So a page of selected papers
    does not take the links from the whole list.
    """

    def __init__(self, pages: Mapping[str, Page]) -> None:
        names = sorted(pages, reverse=True)
        #: Of two that show an entry, the later one counts.
        self.lists = [(docname, one) for docname in names for one in reversed(pages[docname].lists)]
        self.lists.sort(key=lambda each: (each[1].canonical, each[1].size))

    @cached_property
    def places(self) -> dict[ObjectKey, Place]:
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
        with no_collection():
            for docname, one in self.lists:
                found.setdefault(one.kind, {}).update(zip(one.keys, one.rows(docname), strict=True))
            return sorted(chain.from_iterable(of_kind.values() for of_kind in found.values()))
