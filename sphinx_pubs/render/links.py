"""The links of a record: which, in which order, with which labels.

The language of a record where it is not that of the site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from docutils.nodes import make_id

from ..model.links import LINK_KINDS
from ..model.records import Link, Publication
from .context import RenderContext
from .elements import Element, Node


@dataclass(frozen=True, slots=True)
class LinkStyle:
    """How links are set.

    :param kinds: which kinds, in which order; empty: all but the record's own
        URL, in the record's order.
    :param separator: what stands between links. :param within: the same within a group.
    """

    kinds: tuple[str, ...] = ()
    separator: str = " · "
    within: str = ", "


def link_list(links: Sequence[Link], style: LinkStyle, context: RenderContext) -> list[Node]:
    """Return ``links`` as nodes, those of a group behind its name (*slides: tutorial, oral*)."""
    found: list[Node] = []
    for group, members in groupby(chosen(links, style.kinds), key=lambda link: link.group):
        if found:
            found.append(style.separator)
        if group:
            found.append(f"{label_text(group, context)}: ")
        for place, link in enumerate(members):
            if place:
                found.append(style.within if group else style.separator)
            found.append(_link(link, context))
    return found


def chosen(links: Sequence[Link], kinds: Sequence[str]) -> list[Link]:
    """Return the links of ``kinds``, in that order; without kinds all but the record's own URL."""
    if not kinds:
        return [link for link in links if link.kind != "url"]
    return [link for kind in kinds for link in links if link.kind == kind]


def label_text(label: str, context: RenderContext) -> str:
    """Return ``label`` in the site's language where it is one that we know; else as the data has it."""
    known = _KNOWN.get(label.lower(), label)
    translated = context.translate(known)
    return label if translated == known else translated


def _link(link: Link, context: RenderContext) -> Node:
    label: list[Node] = [label_text(link.label, context)]
    content = [context.link(link.url, label)] if link.url else label
    return Element("inline", content, _classes(link.kind))


@lru_cache(maxsize=1024)
def _classes(kind: str) -> tuple[str, ...]:
    return "pubs-link", f"pubs-link-{make_id(kind or 'other')}"


_KNOWN = {label.lower(): label for label in LINK_KINDS.values()}

#: The form of a tag by BCP 47 (RFC 5646, section 2.1), without its private and grandfathered ones.
_TAG = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")
#: No language, several, or not known (ISO 639-2).
_NONE = frozenset({"mis", "mul", "und", "zxx"})
#: Languages written in several scripts, which a screen reader and a font must know apart.
_MANY_SCRIPTS = frozenset({"sr", "zh"})


def language_classes(record: object, context: RenderContext) -> list[str]:
    """Return the class ``language-TAG`` for a record in another language than the site's.

    docutils' HTML writers make the attribute ``lang`` of it (docutils, configuration,
    ``language_code``: "language-<language tag>" class arguments); others take it for a class.
    """
    found = _TAG.fullmatch(record.language) if isinstance(record, Publication) else None
    if found is None or found["language"].lower() in _NONE:
        return []
    site = context.locale.replace("_", "-")
    language = found["language"].lower()
    differs = language != site.partition("-")[0].lower()
    if differs or (language in _MANY_SCRIPTS and found[0].lower() != site.lower() and "-" in found[0]):
        return [f"language-{found[0]}"]
    return []
