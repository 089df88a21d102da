"""Awards: paper awards, fellowships, challenge placements, honours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .dates import PartialDate
from .people import Contributor
from .problems import Origin
from .text import EMPTY, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """Something won.

    ``shorttitle`` is what stands beside a paper; ``title`` what stands in a list of
    awards. ``events`` are those where it was won (*CVPR 2015*), ``rank`` the place
    (*1st place*), ``task`` what it was won in (*keypoint detection*), ``text`` the author's own
    wording of the whole. ``publications`` are keys.
    """

    key: str
    title: Text = EMPTY
    shorttitle: str = ""
    kind: str = ""
    date: PartialDate | None = None
    events: tuple[Text, ...] = ()
    awarder: Text = EMPTY
    recipients: tuple[Contributor, ...] = ()
    publications: tuple[str, ...] = ()
    rank: str = ""
    task: Text = EMPTY
    text: Text = EMPTY
    note: tuple[Text, ...] = ()
    url: str = ""
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)
