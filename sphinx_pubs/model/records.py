"""Publications: one work, its versions, identifiers and links.

Awards: paper awards, fellowships, challenge placements, honours.

Activities: service, talks, tutorials, news: the dated rest of a homepage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args

from .dates import PartialDate, Period
from .digests import UNKNOWN
from .links import LINK_KINDS
from .names import Contributor, Name
from .problems import Origin
from .text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a record, in the order and with the label its author gave it.

    ``kind`` is one of ``model.links.KINDS`` or a word of the author's own;
    links of one ``group`` stand behind that word (*slides: tutorial, oral*).
    A link without ``url`` is a label, shown as plain text. ``url`` may also be a
    path of a local file.
    """

    label: str
    url: str = ""
    kind: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A persistent identifier in its normal form, and the URL it resolves at."""

    scheme: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a record: a path or URL, and what it shows."""

    path: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where one version of a work appeared: a journal, conference, book, archive, school.

    ``kind`` is *journal*, *conference*, *book*, *archive*, *school*, *institution*
    or empty. ``presentation`` is how it was given (*Oral*, *Poster*). ``date`` is
    this version's own, with its status (*accepted in 2018*).
    """

    name: Text = EMPTY
    abbr: str = ""
    kind: str = ""
    date: PartialDate | None = None
    presentation: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    series: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One work. Everything but the key may be missing, as in an overlay.

    ``kind`` is one of ``model.kinds.KINDS``; ``type`` is what the data calls it, in
    lower case. ``fields`` keeps every field as the source wrote it. ``aliases`` are
    the other keys of the work, where records have been merged. ``digest`` is that of
    everything the record was made from (see ``digests``).
    """

    key: str
    kind: str = ""
    type: str = ""
    title: Text = EMPTY
    shorttitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    venues: tuple[Venue, ...] = ()
    date: PartialDate | None = None
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    links: tuple[Link, ...] = ()
    awards: tuple[Award, ...] = ()
    abstract: Text = EMPTY
    note: tuple[Text, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    selected: bool = False
    language: str = ""
    aliases: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)
    digest: bytes = field(default=UNKNOWN, compare=False, repr=False)

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors whose role is author."""
        return tuple([who for who in self.contributors if who.role == "author"])

    @property
    def editors(self) -> tuple[Contributor, ...]:
        """The contributors whose role is editor."""
        return tuple([who for who in self.contributors if who.role == "editor"])

    @property
    def venue(self) -> Venue | None:
        """The first, and so the preferred, venue."""
        return self.venues[0] if self.venues else None

    def all_links(self) -> tuple[Link, ...]:
        """Return the links of the identifiers and of ``url``, then those of the data, each URL once.

        A link that the data gives keeps its place and label; where it has no URL of
        its own, it gets the one of the identifier of its kind.
        """
        derived = {one.scheme: Link(LINK_KINDS.get(one.scheme, one.scheme), one.url, one.scheme)
                   for one in self.identifiers if one.url}  # fmt: skip
        links = [replace(link, url=derived[link.kind].url) if not link.url and link.kind in derived else link
                 for link in self.links]  # fmt: skip
        given = {_same(link.url) for link in links if link.url}
        if self.url and _same(self.url) not in {_same(link.url) for link in derived.values()}:
            derived["url"] = Link(LINK_KINDS["url"], self.url, "url")
        first = sorted(derived.values(), key=lambda link: _ORDER.get(link.kind, len(_ORDER)))
        return (*(link for link in first if _same(link.url) not in given), *links)


_ORDER = {kind: place for place, kind in enumerate(LINK_KINDS)}


def _same(url: str) -> str:
    """Return ``url`` without what does not change where it leads."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").removesuffix("/")


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
    digest: bytes = field(default=UNKNOWN, compare=False, repr=False)


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
    digest: bytes = field(default=UNKNOWN, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the site knows.

    ``homepage`` is a URL or a page of the site; ``periods`` are when they were members, none where
    that is not told. ``publications`` are keys of what they made, which the library finds out.
    """

    key: str
    name: Name
    aliases: tuple[Name, ...] = ()
    homepage: str = ""
    orcid: str = ""
    role: str = ""
    periods: tuple[Period, ...] = ()
    note: tuple[Text, ...] = ()
    tags: tuple[str, ...] = ()
    publications: tuple[str, ...] = field(default=(), compare=False)
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)
    digest: bytes = field(default=UNKNOWN, compare=False, repr=False)

    @property
    def names(self) -> tuple[Name, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)

    @property
    def title(self) -> Text:
        """What a link to the person says, as that of another record says its title."""
        return (self.name.full(),)

    @property
    def url(self) -> str:
        """Where the name leads, as the title of another record does."""
        return self.homepage

    @property
    def kind(self) -> str:
        """The role: what there are several kinds of persons by."""
        return self.role

    @property
    def date(self) -> PartialDate | None:
        """When the person came."""
        return self.periods[0].start if self.periods else None

    def is_current(self) -> bool:
        """Whether the person is a member: with a period that goes on, or with none at all."""
        return not self.periods or any(period.end is None for period in self.periods)

    def was_member(self, date: PartialDate | None) -> bool:
        """Whether something of ``date`` can be of a period; whoever has none always was a member."""
        return not self.periods or any(period.holds(date) for period in self.periods)


Record = Publication | Award | Activity | Person
RecordT = TypeVar("RecordT", Publication, Award, Activity, Person)

RecordKind = Literal["publication", "award", "activity", "person"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)

# Record kind -> its plural, which names a group of records in a data file and is part of a CSS class.
PLURALS: dict[RecordKind, str] = {
    "publication": "publications",
    "award": "awards",
    "activity": "activities",
    "person": "people",
}

# Record kind -> prefix of the anchors of its records on a page.
ANCHOR_PREFIXES: dict[RecordKind, str] = {
    "publication": "pub",
    "award": "award",
    "activity": "activity",
    "person": "person",
}


def record_kind(record: Record) -> RecordKind:
    """Return the kind of ``record``."""
    match record:
        case Publication():
            return "publication"
        case Award():
            return "award"
        case Activity():
            return "activity"
        case Person():
            return "person"
