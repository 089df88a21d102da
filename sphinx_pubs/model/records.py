"""Records: publications, awards, activities and people, and the parts they consist of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar, get_args

from .annotations import Annotation
from .dates import PartialDate, Period
from .digests import UNKNOWN
from .links import LINK_KINDS, target_of
from .names import Contributor, Name, contains_words, folded_group
from .problems import Origin
from .profiles import label_of, mail_address
from .text import EMPTY, Text, plain

_YEAR_BEHIND = re.compile(r"(?<!\s)\s*+['\u2019]?(?:19|20)?\d\d$")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a record.

    ``kind`` is one of :data:`~.links.LINK_KINDS` or the author's own word. Links with the same ``group``
    are shown together, after the name of the group (*slides: tutorial, oral*). ``url`` may be the path of
    a local file. Without it, the label is shown as plain text.
    """

    label: str
    url: str = ""
    kind: str = ""
    group: str = ""

    @property
    def is_unnamed(self) -> bool:
        """Whether it is a link to the page of the work, with the label that such links have."""
        return self.kind in ("html", "url") and self.label == LINK_KINDS[self.kind] and not self.group


@dataclass(frozen=True, slots=True)
class Identifier:
    """A persistent identifier in its normal form, and the URL that resolves it, if there is one."""

    scheme: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its path or URL, and a text that describes it."""

    path: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where one version of a work appeared, such as a journal, a conference or an archive.

    ``kind`` is *journal*, *conference*, *book*, *archive*, *school*, *institution* or empty.
    ``presentation`` is the kind of presentation (*Oral*, *Poster*). ``date`` is the date of this version,
    with its status (*accepted in 2018*). ``place`` is a city.

    ``volume`` is that of the journal or of the series; in a book with ``number`` as well, ``volume`` is that
    of the work in several volumes, ``maintitle``, and ``number`` that of the series. ``pages`` is a range,
    ``pagetotal`` is how many pages the work has. ``event`` is the event of a work in proceedings.
    """

    name: Text = EMPTY
    abbr: str = ""
    kind: str = ""
    date: PartialDate | None = None
    presentation: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    pagetotal: str = ""
    chapter: str = ""
    series: str = ""
    shortseries: str = ""
    maintitle: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    event: str = ""
    url: str = ""

    def abbr_beside_name(self) -> str:
        """Return the abbreviation, unless the name has it, with or without the year behind it."""
        name = plain(self.name)
        short = _YEAR_BEHIND.sub("", self.abbr)
        return "" if contains_words(name, self.abbr) or contains_words(name, short) else self.abbr


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One work. Everything but the key may be empty, as in a record that adds to another one.

    ``kind`` is one of :data:`~.kinds.KINDS`; ``type`` is the entry type in the data, in lower case.
    ``accessed`` is when the author of the record last visited its URL. ``fields`` has all fields as
    written in the source, ``decoded`` the text of those values that have markup, by value; ``entry``
    those of the BibTeX entry that the work
    was read from, None if there is none or if another source has changed the work. ``aliases`` are the
    keys of the records that were merged into this one. ``annotations`` add to contributors that another
    record names. ``digest`` identifies everything that the record was made from (see ``digests``).
    """

    key: str
    kind: str = ""
    type: str = ""
    title: Text = EMPTY
    titleaddon: Text = EMPTY
    shorttitle: str = ""
    version: str = ""
    contributors: tuple[Contributor, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    venues: tuple[Venue, ...] = ()
    date: PartialDate | None = None
    accessed: PartialDate | None = None
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
    entry: Mapping[str, str] | None = field(default=None, compare=False, repr=False)
    decoded: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)
    digest: bytes = field(default=UNKNOWN, compare=False, repr=False)

    def field_text(self, name: str) -> str:
        """Return the field ``name`` as text without markup."""
        written = self.fields.get(name, "")
        return self.decoded.get(written, written)

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors with the role *author*."""
        return tuple([person for person in self.contributors if person.role == "author"])

    @property
    def editors(self) -> tuple[Contributor, ...]:
        """The contributors with the role *editor*."""
        return tuple([person for person in self.contributors if person.role == "editor"])

    @property
    def collaborations(self) -> tuple[Contributor, ...]:
        """The contributors with the role *collaboration*, unless they are among the authors, too."""
        groups = [who for who in self.contributors if who.role == "collaboration"]
        if not groups:
            return ()
        authors = {folded_group(who.name) for who in self.authors if who.name.literal}
        return tuple([who for who in groups if folded_group(who.name) not in authors])

    @property
    def venue(self) -> Venue | None:
        """The preferred venue, which is the first one."""
        return self.venues[0] if self.venues else None

    def all_links(self) -> tuple[Link, ...]:
        """Return the links made from the identifiers and from ``url``, then ``links``; each URL once.

        A link in ``links`` keeps its position and label. If it has no URL, it gets that of the
        identifier of its kind.
        """
        derived = [
            Link(LINK_KINDS.get(identifier.scheme, identifier.scheme), identifier.url, identifier.scheme)
            for identifier in self.identifiers
            if identifier.url
        ]
        by_kind = {link.kind: link for link in reversed(derived)}
        links = [
            replace(link, url=by_kind[link.kind].url) if not link.url and link.kind in by_kind else link
            for link in self.links
        ]
        # A link to the page of a DOI is that of the DOI, unless the author has named it.
        pages = {target_of(link.url, page=True) for link in derived}
        links = [link for link in links if not (link.is_unnamed and target_of(link.url, page=True) in pages)]
        if self.url and target_of(self.url, page=True) not in pages:
            derived.append(Link(LINK_KINDS["url"], self.url, "url"))
        explicit = {target_of(link.url) for link in links if link.url}
        derived.sort(key=lambda link: _LINK_ORDER.get(link.kind, len(_LINK_ORDER)))
        return (*(link for link in derived if target_of(link.url) not in explicit), *links)


_LINK_ORDER = {kind: index for index, kind in enumerate(LINK_KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A paper award, a fellowship, a challenge placement or another honor.

    ``title`` is shown in a list of awards, ``shorttitle`` beside a paper. ``events`` are the events where
    it was won (*CVPR 2015*), ``rank`` is the placement (*1st place*), ``task`` the competition (*keypoint
    detection*). ``text`` is the author's own wording for all of these. ``publications`` are the keys of
    the publications that won it, and the titles of those that no source has. ``repeats`` are the same award
    of other years, in a list that shows all of them as one (see :mod:`.award_years`).
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
    image: Image | None = None
    repeats: tuple[Award, ...] = field(default=(), compare=False)
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    origin: Origin = field(default=Origin(""), compare=False)
    digest: bytes = field(default=UNKNOWN, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A talk, a tutorial, a service, a piece of news: any other dated item of a homepage.

    ``role`` is the role in it (*Area Chair*), ``title`` its name, ``events`` are the events where it took
    place, ``place`` is a city or a room. ``text`` is the author's own wording for all of these.
    """

    key: str
    kind: str = ""
    role: str = ""
    title: Text = EMPTY
    events: tuple[Text, ...] = ()
    place: str = ""
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
    """A person of the site.

    ``homepage`` is a URL or a page of the site. ``periods`` say when the person was a member; none if that
    is unknown, and ``now`` what the person did after. ``email`` can be written so that programs do not find
    it; ``links`` are other pages about the person. ``publications`` are the keys of the person's works, set
    by the library.
    """

    key: str
    name: Name
    aliases: tuple[Name, ...] = ()
    homepage: str = ""
    orcid: str = ""
    email: str = ""
    links: tuple[Link, ...] = ()
    image: Image | None = None
    pronouns: str = ""
    affiliation: Text = EMPTY
    role: str = ""
    periods: tuple[Period, ...] = ()
    now: Text = EMPTY
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
        """The text of links to the person: the name, as the title for other records."""
        return (self.name.full(),)

    @property
    def url(self) -> str:
        """The target of the name: the homepage, as the URL for other records."""
        return self.homepage

    @property
    def kind(self) -> str:
        """The role, which divides persons into kinds."""
        return self.role

    @property
    def date(self) -> PartialDate | None:
        """The start of the first period."""
        return self.periods[0].start if self.periods else None

    def all_links(self) -> tuple[Link, ...]:
        """Return the homepage, e-mail address and ORCID iD as links, then ``links``; each kind once.

        A link in ``links`` keeps its position and label. If it has no URL, it gets that of its kind.
        """
        orcid = f"https://orcid.org/{self.orcid}" if self.orcid else ""
        urls = {"homepage": self.homepage, "email": mail_address(self.email), "orcid": orcid}
        listed = {link.kind for link in self.links}
        derived = [
            Link(label_of(kind), url, kind) for kind, url in urls.items() if url and kind not in listed
        ]
        links = [link if link.url else replace(link, url=urls.get(link.kind, "")) for link in self.links]
        return (*derived, *(link for link in links if link.url))

    def is_current(self) -> bool:
        """Whether the person is a member: in a period without an end, or without any period."""
        return not self.periods or any(period.end is None for period in self.periods)

    def was_member(self, date: PartialDate | None) -> bool:
        """Whether the person was a member at ``date``; always, without any period."""
        return not self.periods or any(period.contains(date) for period in self.periods)


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
