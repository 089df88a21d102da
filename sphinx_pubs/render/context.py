"""What rendering needs to know about the site: its language, its people, how to link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from ..model.names import Contributor
from ..model.records import Image, Person, Publication
from ..model.text import Text
from ..model.venue_styles import VenueStyle
from .elements import Element, Node, Recurring, inline


def _external_link(url: str, children: Sequence[Node]) -> Node:
    return Element("reference", children, refuri=url)


def _unlinked(key: str, children: Sequence[Node]) -> Node:
    return Element("inline", children)


def no_list(person: Person) -> str:
    """Return no URL: no list has the works of ``person``."""
    return ""


def _uncited(key: str) -> dict[str, Node]:
    return {}


def _image(image: Image) -> nodes.image | None:
    return nodes.image(uri=image.path, alt=image.alt)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderContext:
    """The site and the page that records are rendered for.

    :param translate: returns the translation of an English message of the extension.
    :param locale: the language of the site in Babel's form (``zh_CN``).
    :param people: the persons of the site by key.
    :param highlighted: the keys of the persons whose names are highlighted.
    :param publications: all publications by key, for awards and persons that refer to them.
    :param link: makes a link from a URL, a local path or a page of the site, and its content.
    :param address: returns the address that ``link`` would give to a URL, from the page; empty without one.
    :param refer: makes a reference to an entry from the key of its publication, and its content.
    :param image: makes the node of an image; None if the file does not exist.
    :param works: returns the URL of a list with only the works of a person; empty if there is no such list.
    :param citing: returns a reference to each page that cites the record with a key, by page name.
    :param export: *source* for BibTeX as its author wrote it, *record* for BibTeX written from the record.
    :param browser: whether the page is for a browser: with badges, and separators that styles can hide.
    :param icons: the names of the site's own icons by link kind (see :mod:`.icons`); None where links have no
        icons.
    :param isolates: whether text from right to left is set apart by ``<bdi>``: only HTML has that.
    :param mathml: whether formulas are MathML; else the renderer of the site writes them.
    :param title_link: where ``{title:link}`` leads: *url*, *doi*, *first* or *none*.
    :param venue_name: which names of a venue are shown where there is a badge: *short* (the badge), *full* or
        *both*.
    :param venues: how venues are shown, by folded name.
    :param max_authors: how many names of a long list are outside of a block that opens; 0 for all.
    :param names: a cache of rendered names, by contributor and form of the given name.
    """

    translate: Callable[[str], str] = str
    locale: str = "en"
    people: Mapping[str, Person] = field(default_factory=dict)
    highlighted: frozenset[str] = frozenset()
    publications: Mapping[str, Publication] = field(default_factory=dict)
    link: Callable[[str, Sequence[Node]], Node] = _external_link
    address: Callable[[str], str] = str
    refer: Callable[[str, Sequence[Node]], Node] = _unlinked
    image: Callable[[Image], nodes.image | None] = _image
    works: Callable[[Person], str] = no_list
    citing: Callable[[str], Mapping[str, Node]] = _uncited
    export: str = "source"
    browser: bool = False
    mathml: bool = False
    title_link: str = "url"
    venue_name: str = "both"
    venues: Mapping[str, VenueStyle] = field(default_factory=dict)
    max_authors: int = 0
    icons: Mapping[str, str] | None = None
    isolates: bool = False
    names: dict[tuple[Contributor, str], Recurring] = field(default_factory=dict)

    def inline(self, text: Text, *, linked: bool = True) -> list[Node]:
        """Return the inline elements of ``text``; without *linked*, links become their content."""
        return inline(text, self.link if linked else None, as_mathml=self.mathml)

    def for_citation(self) -> RenderContext:
        """Return the context for references that readers copy: all names, none set off, no links of them."""
        return replace(
            self,
            people={},
            highlighted=frozenset(),
            title_link="none",
            max_authors=0,
            browser=False,
            names={},
        )
