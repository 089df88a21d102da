"""What the parts of an entry are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..model.records import Publication, Record, Venue
from .context import RenderContext
from .elements import Node
from .links import LinkStyle
from .names import NameStyle

#: The years of the entry are beside it, or its year is in the heading above it.
RAIL = "years beside the entry"
YEAR_HEADING = "year in the heading"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a part is made from.

    :param venue: the venue that the line is about; a publication can have several.
    :param number: the number of the entry in its list, with brackets; empty if it has none.
    :param date: the style of dates for parts without a style of their own.
    :param omitted: what is not shown, since it is beside the entry or in its heading: names of parts,
        :data:`RAIL` or :data:`YEAR_HEADING`.
    """

    record: Record
    context: RenderContext
    venue: Venue | None = None
    number: str = ""
    names: NameStyle = field(default_factory=NameStyle)
    links: LinkStyle = field(default_factory=LinkStyle)
    date: str = ""
    omitted: frozenset[str] = frozenset()

    def for_work(self, work: Publication) -> Scope:
        """Return the scope of a work that the record names, and of its first venue."""
        return replace(self, record=work, venue=work.venue)

    def for_venue(self, venue: Venue) -> Scope:
        """Return the scope of a line about ``venue``."""
        return replace(self, venue=venue)

    def without_icons(self) -> Scope:
        """Return the scope of a line whose links have no icons."""
        return replace(self, links=replace(self.links, icons=False))


# Makes the content of a part from the scope and the option of the part; an empty list if it has none.
PartMaker = Callable[[Scope, str], list[Node]]
