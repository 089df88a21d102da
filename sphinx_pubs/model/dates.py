"""Dates of which only a part may be known, the status of unpublished works, and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Status(IntEnum):
    """The status of a work on its way into print, in the order of a list sorted by date.

    The names are those of biblatex's ``pubstate`` (biblatex manual, section 4.9.2.11), and
    *accepted* for a work that has passed review and is not typeset yet.
    """

    PUBLISHED = 0
    IN_PREPARATION = 1
    SUBMITTED = 2
    ACCEPTED = 3
    IN_PRESS = 4

    @property
    def label(self) -> str:
        """The status in English words: *in press*."""
        return self.name.lower().replace("_", " ")


# Name in the data -> status; see status_of() for how names are compared.
STATUS_NAMES = {
    "inpreparation": Status.IN_PREPARATION,
    "inprep": Status.IN_PREPARATION,
    "workinprogress": Status.IN_PREPARATION,
    "working": Status.IN_PREPARATION,
    "submitted": Status.SUBMITTED,
    "underreview": Status.SUBMITTED,
    "inreview": Status.SUBMITTED,
    "underrevision": Status.SUBMITTED,
    "accepted": Status.ACCEPTED,
    "inpress": Status.IN_PRESS,
    "forthcoming": Status.IN_PRESS,
    "toappear": Status.IN_PRESS,
    "prepublished": Status.IN_PRESS,
    "published": Status.PUBLISHED,
    # the publication status of PubMed (NLM, MEDLINE/PubMed XML, PubmedData)
    "ppublish": Status.PUBLISHED,
    "epublish": Status.PUBLISHED,
    "aheadofprint": Status.IN_PRESS,
    # other languages
    "invorbereitung": Status.IN_PREPARATION,
    "enpréparation": Status.IN_PREPARATION,
    "enpreparación": Status.IN_PREPARATION,
    "eingereicht": Status.SUBMITTED,
    "soumis": Status.SUBMITTED,
    "angenommen": Status.ACCEPTED,
    "accepté": Status.ACCEPTED,
    "aceptado": Status.ACCEPTED,
    "imdruck": Status.IN_PRESS,
    "imerscheinen": Status.IN_PRESS,
    "souspresse": Status.IN_PRESS,
    "àparaître": Status.IN_PRESS,
    "enprensa": Status.IN_PRESS,
    "noprelo": Status.IN_PRESS,
    "incorsodistampa": Status.IN_PRESS,
    "впечати": Status.IN_PRESS,
    "印刷中": Status.IN_PRESS,
    "待刊": Status.IN_PRESS,
}


def status_of(text: str) -> Status | None:
    """Return the status that ``text`` names, such as ``In press`` or ``inpress``; None if it names none."""
    return STATUS_NAMES.get(re.sub(r"[\s-]+", "", text).strip(".()").lower())


_NO_YEAR = -(10**6)
_STATUS_YEAR = 10**6


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only a part may be known.

    ``year`` may be negative (astronomical numbering, as in ISO 8601-2). ``month`` is 1 to 12 and ``day``
    1 to 31, or 0 if unknown. ``end`` makes it a range. ``status`` may replace the date or add to it.
    ``text`` is the wording in the data, if that is not just a date in ISO format.
    """

    year: int | None = None
    month: int = 0
    day: int = 0
    end: PartialDate | None = None
    status: Status = Status.PUBLISHED
    text: str = ""

    def sort_key(self) -> tuple[int, int, int]:
        """Return a sort key; unpublished works come after every year, and dates without a year first."""
        if self.status is not Status.PUBLISHED:
            return (_STATUS_YEAR + self.status, 0, 0)
        if self.end is not None:
            return self.end.sort_key()
        return (_NO_YEAR if self.year is None else self.year, self.month, self.day)

    def isoformat(self) -> str:
        """Return the known part of the date in ISO 8601 format, such as ``2019-11``; empty without a year."""
        if self.year is None:
            return ""
        start = iso_year(self.year)
        if self.month:
            start += f"-{self.month:02d}"
            if self.day:
                start += f"-{self.day:02d}"
        return f"{start}/{self.end.isoformat()}" if self.end else start


def iso_year(year: int) -> str:
    """Return a year in ISO 8601 format: ``2019``, ``-0043``."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@dataclass(frozen=True, slots=True)
class Period:
    """A period from ``start`` to ``end``, both included: an end of 2016 includes all of that year.

    Without a start or an end, it is open at that side.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None

    def contains(self, date: PartialDate | None) -> bool:
        """Whether ``date`` may be in the period; an unpublished work is in a period without an end."""
        if date is None:
            return False
        if date.year is None or date.status is not Status.PUBLISHED:
            return self.end is None and date.status is not Status.PUBLISHED
        last = date.end or date
        begins_before = self.start is None or _known(self.start, last) <= _known(last, self.start)
        return begins_before and (self.end is None or _known(date, self.end) <= _known(self.end, date))


def _known(date: PartialDate, other: PartialDate) -> tuple[int, ...]:
    """Return the year, month and day of ``date`` up to the first that is unknown in one of the dates."""
    known: list[int] = []
    for part, other_part in ((date.year, other.year), (date.month, other.month), (date.day, other.day)):
        if not part or not other_part:
            break
        known.append(part)
    return tuple(known)
