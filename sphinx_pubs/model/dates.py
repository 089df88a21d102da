"""Dates of which only a part may be known, the status of unpublished works, and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
    "wip": Status.IN_PREPARATION,
    "draft": Status.IN_PREPARATION,
    "working": Status.IN_PREPARATION,
    "submitted": Status.SUBMITTED,
    "underreview": Status.SUBMITTED,
    "inreview": Status.SUBMITTED,
    "underrevision": Status.SUBMITTED,
    "inrevision": Status.SUBMITTED,
    "minorrevision": Status.SUBMITTED,
    "majorrevision": Status.SUBMITTED,
    "reviseandresubmit": Status.SUBMITTED,
    "reviseresubmit": Status.SUBMITTED,
    "undersubmission": Status.SUBMITTED,
    "accepted": Status.ACCEPTED,
    "conditionallyaccepted": Status.ACCEPTED,
    "acceptedforpublication": Status.ACCEPTED,
    "inpress": Status.IN_PRESS,
    "forthcoming": Status.IN_PRESS,
    "toappear": Status.IN_PRESS,
    "inproduction": Status.IN_PRESS,
    "published": Status.PUBLISHED,
    "publishedonline": Status.PUBLISHED,
    # names of publishers for articles that are out before their issue
    "onlinefirst": Status.PUBLISHED,
    "firstonline": Status.PUBLISHED,
    "earlyaccess": Status.PUBLISHED,
    "earlyview": Status.PUBLISHED,
    "advanceaccess": Status.PUBLISHED,
    "advanceonlinepublication": Status.PUBLISHED,
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

# Words for a work that is out as a preprint, which has its date like any other work. Better BibLaTeX writes
# ``prepublished``, a ``pubstate`` of biblatex, for every preprint of Zotero.
_PREPRINT_NAMES = frozenset({"prepublished", "preprint", "eprint", "postprint", "posted"})


def status_of(text: str) -> Status | None:
    """Return the status that ``text`` names, such as ``In press`` or ``inpress``; None if it names none."""
    return STATUS_NAMES.get(_bare(text))


def is_preprint_status(text: str) -> bool:
    """Return whether ``text``, the status of a work, says that it is out as a preprint."""
    return _bare(text) in _PREPRINT_NAMES


def _bare(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).strip(".()").lower()


class Season(IntEnum):
    """A season, with its number in CSL; EDTF (ISO 8601-2) writes it as a month from 21 to 24."""

    SPRING = 1
    SUMMER = 2
    AUTUMN = 3
    WINTER = 4


_NO_YEAR = -(10**6)
_STATUS_YEAR = 10**6


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only a part may be known.

    A negative ``year`` is a year BC: -99 is 99 BC, as in CSL and as people write ``-0099``; the
    astronomical numbering of ISO 8601, with a year 0, is not used. ``month`` is 1 to 12 and ``day`` 1 to 31,
    or 0 if unknown; ``season`` may replace the month. ``qualifier`` is that of EDTF: ``~`` for an
    approximate date, ``?`` for an uncertain one, ``%`` for both; or ``>`` for a date after this one and ``<``
    for one before it.

    ``end`` makes it a range. An end without a year leaves it open (*since 2020*); a date without a year, but
    with an end, is open at its beginning (*until 2019*). ``status`` may replace the date or add to it.
    ``text`` is the wording in the data, if that is not just a date in ISO format.
    """

    year: int | None = None
    month: int = 0
    day: int = 0
    end: PartialDate | None = None
    status: Status = Status.PUBLISHED
    text: str = ""
    season: Season | None = None
    qualifier: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is a range that has no end (*since 2020*) or no beginning (*until 2019*)."""
        return self.end is not None and (self.end.year is None) is not (self.year is None)

    def listed(self) -> PartialDate:
        """Return the point under which it is listed: the end of a range, or the beginning of an open one."""
        return self if self.end is None or self.end.year is None else self.end

    def sort_key(self) -> tuple[int, int, int]:
        """Return a sort key; unpublished works come after every year, and dates without a year first."""
        if self.status is not Status.PUBLISHED:
            return (_STATUS_YEAR + self.status, 0, 0)
        point = self.listed()
        month = 3 * point.season if point.season else point.month  # spring begins in March
        return (_NO_YEAR if point.year is None else point.year, month, point.day)

    def isoformat(self) -> str:
        """Return the known part of the date in ISO 8601 format, such as ``2019-11``; empty without a year.

        Seasons, open ranges and qualifiers are written as in EDTF (ISO 8601-2): ``2019-23``, ``2019/..``.
        A date *after 2019* is the open range from 2019.
        """
        if self.qualifier in ("<", ">"):
            point = _iso_point(replace(self, qualifier=""))
            return f"{point}/.." if self.qualifier == ">" else f"../{point}"
        if self.end is not None and self.is_open:
            return f"{_iso_point(self) or '..'}/{_iso_point(self.end) or '..'}"
        point = _iso_point(self)
        return (
            f"{point}/{self.end.isoformat()}" if point and self.end and self.end.year is not None else point
        )


def _iso_point(date: PartialDate) -> str:
    if date.year is None:
        return ""
    point = iso_year(date.year)
    if date.season:
        point += f"-{20 + date.season}"
    elif date.month:
        point += f"-{date.month:02d}"
        if date.day:
            point += f"-{date.day:02d}"
    return point + date.qualifier


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
        if date.status is not Status.PUBLISHED:
            return self.end is None
        if date.listed().year is None:
            return False
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
