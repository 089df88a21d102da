"""What a part of an entry is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..model.records import Record, Venue
from .context import RenderContext
from .elements import Node
from .links import LinkStyle
from .names import NameStyle


@dataclass(frozen=True, slots=True)
class Scope:
    """What a part is made of: a record, its number, the venue that the line is about."""

    record: Record
    context: RenderContext
    venue: Venue | None = None
    number: str = ""
    names: NameStyle = field(default_factory=NameStyle)
    links: LinkStyle = field(default_factory=LinkStyle)
    date: str = ""
    """The style of dates that a part does not choose itself."""

    def for_venue(self, venue: Venue) -> Scope:
        """Return the scope of a line about ``venue``."""
        return replace(self, venue=venue)


PartMaker = Callable[[Scope, str], list[Node]]
