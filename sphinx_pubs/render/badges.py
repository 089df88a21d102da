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
    abbr, date = scope.venue.abbr if scope.venue else "", _date_of(scope)
    label = abbr if option == "short" else venue_label(scope)
    content: list[Node] = [label]
    if label != abbr and date and not date.month:  # the line does not have the date again
        content = [f"{abbr} ", part("date", label.removeprefix(f"{abbr} "))]
    return [badge("venue", "abbr", content, scope.context)] if label else []


def venue_label(scope: Scope) -> str:
    """Return abbreviation and year of the venue, *CVPR 2025*; an empty string without an abbreviation."""
    abbr, date = (scope.venue.abbr if scope.venue else ""), _date_of(scope)
    if not abbr or date is None or date.listed().year is None or says_year(abbr, date):
        return abbr
    return f"{abbr} {year_text(date, scope.context)}"


def badge_says_all(scope: Scope, venue: Venue) -> bool:
    """Whether the badge of the venue has all that its name says."""
    if scope.context.venue_name == "short":
        return True
    label = venue_label(scope) if scope.context.browser else ""
    return bool(label) and fold(plain(venue.name)) in (fold(label), fold(venue.abbr))


def _date_of(scope: Scope) -> PartialDate | None:
    record = scope.record
    date = scope.venue.date if scope.venue else None
    if date is None and isinstance(record, Publication) and scope.venue is record.venue:
        date = record.date
    return date


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
