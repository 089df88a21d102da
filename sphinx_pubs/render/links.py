"""The links of a record: which, in which order, with which labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from docutils.nodes import make_id

from ..model.links import KINDS
from ..model.publication import Link
from .context import Context
from .tree import Element, Node


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


def link_list(links: Sequence[Link], style: LinkStyle, context: Context) -> list[Node]:
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


def label_text(label: str, context: Context) -> str:
    """Return ``label`` in the site's language where it is one that we know; else as the data has it."""
    known = _KNOWN.get(label.lower(), label)
    translated = context.translate(known)
    return label if translated == known else translated


def _link(link: Link, context: Context) -> Node:
    label: list[Node] = [label_text(link.label, context)]
    content = [context.link(link.url, label)] if link.url else label
    return Element("inline", content, _classes(link.kind))


@lru_cache(maxsize=1024)
def _classes(kind: str) -> tuple[str, ...]:
    return "pubs-link", f"pubs-link-{make_id(kind or 'other')}"


_KNOWN = {label.lower(): label for label in KINDS.values()}
