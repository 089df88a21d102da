"""What rendering needs to know of the site: its language, its people, how it links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from ..model.names import Contributor
from ..model.records import Image, Person, Publication
from .elements import Element, Node, Recurring


def _external_link(url: str, children: Sequence[Node]) -> Node:
    return Element("reference", children, refuri=url)


def _unlinked(key: str, children: Sequence[Node]) -> Node:
    return Element("inline", children)


def _uncited(key: str) -> dict[str, Node]:
    return {}


def _image(image: Image) -> nodes.image | None:
    return nodes.image(uri=image.path, alt=image.alt)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderContext:
    """The site a list stands in.

    :param translate: a word of ours -> that word in the site's language.
    :param locale: the site's language as Babel writes it (``zh_CN``).
    :param people: persons by key. :param highlighted: keys of those set off.
    :param publications: all that are known by key, for awards that name them.
    :param link: URL, local path or page of the site + content -> a reference.
    :param refer: key of a publication + content -> a reference to its entry.
    :param image: picture -> its node, or None where it is not there.
    :param citing: key of a record -> a reference to each page that refers to it, by name.
    :param names: those that have been set, by contributor and form of the given name: they recur.
    """

    translate: Callable[[str], str] = str
    locale: str = "en"
    people: Mapping[str, Person] = field(default_factory=dict)
    highlighted: frozenset[str] = frozenset()
    publications: Mapping[str, Publication] = field(default_factory=dict)
    link: Callable[[str, Sequence[Node]], Node] = _external_link
    refer: Callable[[str, Sequence[Node]], Node] = _unlinked
    image: Callable[[Image], nodes.image | None] = _image
    citing: Callable[[str], Mapping[str, Node]] = _uncited
    names: dict[tuple[Contributor, str], Recurring] = field(default_factory=dict)
