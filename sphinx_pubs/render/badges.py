"""Badges: short marks in a line, which pages for a browser show as pills.

The venue with its year (*CVPR 2025*), awards, the presentation, the status of a work, open access. Other
builders show the words without a frame, or leave the badge out where the line says the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from ..model.dates import PartialDate
from ..model.names import fold
from ..model.records import Publication, Venue
from ..model.text import plain
from ..model.venue_styles import style_of
from .context import RenderContext
from .dates import says_year, year_text
from .elements import Element, Node, part
from .icons import icon
from .scope import PartMaker, Scope

#: Values of the field ``oa`` and its other names that say no.
_NO = frozenset({"", "0", "false", "no", "off", "closed", "none"})
_OPEN_ACCESS_FIELDS = ("oa", "open_access", "openaccess", "open-access")
# Creative Commons, and other licences under which everybody may read and pass on a text.
_OPEN_LICENSE = re.compile(r"\b(?:cc[ -]?(?:by|0|zero)|creative ?commons|public domain|gfdl)", re.IGNORECASE)


# Kind of a badge -> its icon.
_ICONS = {"award": "trophy", "oa": "unlock"}


def badge(kind: str, part_name: str, content: Sequence[Node], context: RenderContext) -> Element:
    """Return ``content`` as the part ``part_name`` in a badge of this kind, with an icon if it has one."""
    icons = [icon(_ICONS[kind])] if kind in _ICONS and context.icons is not None else []
    return Element("inline", [*icons, *content], _classes(kind, part_name))


def venue_badge(scope: Scope, option: str) -> list[Node]:
    """The abbreviation of the venue and the year, on pages for a browser; without year if *short*."""
    if not scope.context.browser or scope.context.venue_name == "full":
        return []
    venue = scope.venue
    if venue is None or not venue.abbr:
        return []
    content: list[Node] = [venue.abbr]
    year = "" if option == "short" else _year_in_badge(scope)
    if year:
        date = line_date(scope)
        # With a month, the line has the date again.
        content += [" ", year if date and date.month else part("date", year)]
    style = style_of(venue, scope.context.venues)
    if style.url:
        content = [scope.context.link(style.url, content)]
    element = badge("venue", "abbr", content, scope.context)
    element.classes += (style.class_name,) if style.class_name else ()
    return [element]


def _year_in_badge(scope: Scope) -> str:
    """Return the year after the abbreviation of the venue, unless the abbreviation has it."""
    abbr, date = (scope.venue.abbr if scope.venue else ""), line_date(scope)
    if date is None or date.listed().year is None or says_year(abbr, date):
        return ""
    return year_text(date, scope.context)


def badge_says_all(scope: Scope, venue: Venue) -> bool:
    """Whether the badge of the venue has all that its name says."""
    if scope.context.venue_name == "short":
        return True
    if not venue.abbr or not scope.context.browser:
        return False
    label = f"{venue.abbr} {_year_in_badge(scope)}"
    return fold(plain(venue.name)) in (fold(label), fold(venue.abbr))


def line_date(scope: Scope) -> PartialDate | None:
    """Return the date of the venue that the line is about, or of the record if that is its first venue."""
    record = scope.record
    if not isinstance(record, Publication):
        return record.date
    date = scope.venue.date if scope.venue else None
    is_first_venue = scope.venue is None or scope.venue is record.venue
    return date or (record.date if is_first_venue else None)


def _open_access(scope: Scope, option: str) -> list[Node]:
    """That everybody can read the work: its field ``oa``, a PMCID or an open licence says so."""
    record = scope.record
    if not isinstance(record, Publication) or not _is_open(record):
        return []
    words = scope.context.translate("Open access")
    return [badge("oa", "open-access", [words], scope.context)]


def _is_open(record: Publication) -> bool:
    for name in _OPEN_ACCESS_FIELDS:
        if name in record.fields:
            return record.fields[name].strip().lower() not in _NO
    has_pmcid = any(identifier.scheme == "pmcid" for identifier in record.identifiers)
    return has_pmcid or _OPEN_LICENSE.search(record.fields.get("license", "")) is not None


@cache
def _classes(kind: str, part_name: str) -> tuple[str, ...]:
    return (f"pubs-{part_name}", "pubs-badge", f"pubs-badge-{kind}")


def _browser(scope: Scope, option: str) -> list[Node]:
    """Nothing; a condition that holds on pages for a browser."""
    return [""] if scope.context.browser else []


BADGE_PARTS: Mapping[str, PartMaker] = {
    "badge": venue_badge,
    "open-access": _open_access,
    "browser": _browser,
}
