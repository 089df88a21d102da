"""When somebody was with a lab: periods of dates that may be known in part, and open at an end."""

from __future__ import annotations

from dataclasses import dataclass

from .dates import PartialDate, Status


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to ``end``, both included as far as they are known: 2016 is all of that year.

    Without a start it has always been, without an end it goes on.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def holds(self, date: PartialDate | None) -> bool:
        """Whether ``date`` can be of the period; what is not published yet is of one that goes on."""
        if date is None:
            return False
        if date.year is None or date.status is not Status.PUBLISHED:
            return self.end is None and date.status is not Status.PUBLISHED
        last = date.end or date
        after = self.start is None or _known(self.start, last) <= _known(last, self.start)
        return after and (self.end is None or _known(date, self.end) <= _known(self.end, date))


def _known(date: PartialDate, other: PartialDate) -> tuple[int, ...]:
    """Return as much of ``date`` as is known of both."""
    parts = ((date.year, other.year), (date.month, other.month), (date.day, other.day))
    known: list[int] = []
    for part, beside in parts:
        if not part or not beside:
            break
        known.append(part)
    return tuple(known)
