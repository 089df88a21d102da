"""The links of a record: their selection, order and labels; and the mark for the language of a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from docutils import nodes
from docutils.nodes import make_id

from ..model.links import LINK_KINDS
from ..model.profiles import SERVICES
from ..model.records import Link, Publication, Record
from .context import RenderContext
from .elements import Element, Node, part, separator, text
from .icons import OTHER, icon, icon_of_link

#: Labels of links of persons that are no names of services.
PROFILE_LABELS = tuple(SERVICES[kind].label for kind in ("homepage", "email", "cv"))
_KNOWN_LABELS = {label.lower(): label for label in (*PROFILE_LABELS, *LINK_KINDS.values())}

# A language tag of BCP 47 (RFC 5646, section 2.1), without private and grandfathered tags.
_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")
# No language, several languages, or an unknown one (ISO 639-2).
_NOT_A_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
# Languages with several scripts, which screen readers and fonts have to tell apart.
_MANY_SCRIPTS = frozenset({"sr", "zh"})


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """How the links of a record are shown.

    :param kinds: the kinds of links, in order; if empty, all except the record's own URL, in the order of
        the record.
    :param separator: the text between links.
    :param within: the text between links of a group.
    :param icons: whether links have icons, on pages for a browser and where the line has only links.
    :param words: whether readers see the words of links that have icons, or only icons; then in a line
        of text, too.
    """

    kinds: tuple[str, ...] = ()
    separator: str = " · "
    within: str = ", "
    icons: bool = False
    words: bool = True


def link_list(links: Sequence[Link], style: LinkStyle, context: RenderContext) -> list[Node]:
    """Return the content of a list of links; a group has its name first (*slides: tutorial, oral*)."""
    content: list[Node] = []
    if _has_only_icons(style, context):
        style = replace(style, separator=" ", within=" ")
    for group, members in groupby(chosen(links, style.kinds), key=lambda link: link.group):
        if content:
            content.append(separator(style.separator, for_browser=context.browser))
        if group:
            name = f"{label_text(group, context)}: "
            content.append(part("link-group", name) if context.browser else name)
        for index, link in enumerate(members):
            if index:
                within = style.within if group else style.separator
                content.append(separator(within, for_browser=context.browser))
            content.append(_link(link, style, context))
    return content


def chosen(links: Sequence[Link], kinds: Sequence[str]) -> list[Link]:
    """Return the links of ``kinds``, in that order; without kinds, all except the URL of the record."""
    if not kinds:
        return [link for link in links if link.kind != "url"]
    return [link for kind in kinds for link in links if link.kind == kind]


def title_url(record: Record, context: RenderContext) -> str:
    """Return the address to which the title of ``record`` links, by the policy of the site."""
    if context.title_link == "none":
        return ""
    url = getattr(record, "url", "")
    if not isinstance(record, Publication) or context.title_link == "url":
        return url
    doi = next((identifier.url for identifier in record.identifiers if identifier.scheme == "doi"), "")
    if context.title_link == "doi":
        return doi or url
    return url or doi or next((link.url for link in record.all_links() if link.url), "")


def picture_url(record: Record, context: RenderContext) -> str:
    """Return the address to which the picture of ``record`` links: that of its title, or its first link."""
    if context.title_link == "none":
        return ""
    links = record.all_links() if isinstance(record, Publication) else ()
    return title_url(record, context) or next((link.url for link in links if link.url), "")


def label_text(label: str, context: RenderContext) -> str:
    """Return ``label`` in the language of the site if it is a known label, else unchanged."""
    known = _KNOWN_LABELS.get(label.lower(), label)
    translated = context.translate(known)
    return label if translated == known else translated


def _link(link: Link, style: LinkStyle, context: RenderContext) -> Node:
    label: list[Node] = [label_text(link.label, context)]
    if not link.url:
        return Element("inline", label, _classes(link.kind))
    words, name = text(label[0]), ""
    if style.icons and context.icons is not None:
        name = icon_of_link(link.kind, link.url, context.icons)
    is_only_icon = _has_only_icons(style, context) and name != OTHER  # which says nothing without words
    if is_only_icon:
        label = [part("word", words)]
    if name:
        label.insert(0, icon(name))
    element = context.link(link.url, label)
    if is_only_icon:
        if isinstance(element, Element):
            element.attributes["reftitle"] = words
        elif isinstance(element, nodes.reference):
            element["reftitle"] = words
    return Element("inline", [element], _classes(link.kind))


def _has_only_icons(style: LinkStyle, context: RenderContext) -> bool:
    return style.icons and not style.words and context.icons is not None


@lru_cache(maxsize=1024)
def _classes(kind: str) -> tuple[str, ...]:
    return "pubs-link", f"pubs-link-{make_id(kind or 'other')}"


def language_classes(record: object, context: RenderContext) -> list[str]:
    """Return the class ``language-TAG`` for a record whose language is not that of the site, else none.

    docutils' HTML writers turn it into the attribute ``lang`` (docutils, configuration, ``language_code``:
    "language-<language tag>" class arguments); for other writers it is a class.
    """
    tag = _TAG.fullmatch(record.language) if isinstance(record, Publication) else None
    if tag is None or tag["language"].lower() in _NOT_A_LANGUAGE:
        return []
    site = context.locale.replace("_", "-")
    language = tag["language"].lower()
    is_other_language = language != site.partition("-")[0].lower()
    is_other_script = language in _MANY_SCRIPTS and "-" in tag[0] and tag[0].lower() != site.lower()
    return [f"language-{tag[0]}"] if is_other_language or is_other_script else []
