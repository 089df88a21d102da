"""Publications: one work, its versions, identifiers and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .award import Award
from .dates import PartialDate
from .links import KINDS
from .people import Contributor
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
    the other keys of the work, where records have been merged.
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
        derived = {one.scheme: Link(KINDS.get(one.scheme, one.scheme), one.url, one.scheme)
                   for one in self.identifiers if one.url}  # fmt: skip
        links = [replace(link, url=derived[link.kind].url) if not link.url and link.kind in derived else link
                 for link in self.links]  # fmt: skip
        given = {_same(link.url) for link in links if link.url}
        if self.url and _same(self.url) not in {_same(link.url) for link in derived.values()}:
            derived["url"] = Link(KINDS["url"], self.url, "url")
        first = sorted(derived.values(), key=lambda link: _ORDER.get(link.kind, len(_ORDER)))
        return (*(link for link in first if _same(link.url) not in given), *links)


_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def _same(url: str) -> str:
    """Return ``url`` without what does not change where it leads."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").removesuffix("/")
