"""Activities: service, talks, tutorials, news: the dated rest of a homepage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .dates import PartialDate
from .people import Contributor
from .problems import Origin
from .publication import Link
from .text import EMPTY, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something done.

    ``role`` is what somebody was (*Area Chair*), ``title`` what was done, ``events``
    where, ``text`` the author's own wording of the whole.
    """

    key: str
    kind: str = ""
    role: str = ""
    title: Text = EMPTY
    events: tuple[Text, ...] = ()
    date: PartialDate | None = None
    people: tuple[Contributor, ...] = ()
    text: Text = EMPTY
    note: tuple[Text, ...] = ()
    url: str = ""
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)
