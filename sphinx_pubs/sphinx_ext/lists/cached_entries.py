"""The entries of long lists as HTML, kept from build to build.

What stands in an entry is made of its record, its number, and what all entries of the list have in common:
layout, language, who is set off, and the ways of the site's translator. What depends on more of the site
(its pages, files and citations) is a node and no HTML yet, and an entry that has one is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from ...model.records import Record
from ...render.elements import Element, Node, text
from ...render.entries import Presentation, contents
from ..i18n import catalogues
from .cache import Kept
from .html_lists import Hole, ListWriter, Written

#: What the site's translator writes with its page, of their source alone.
_VERBATIM = frozenset({"literal", "math"})

_BETWEEN, _AFTER_HOLE = "\x1d", "\x1c"


def can_be_kept(presentation: Presentation) -> bool:
    """Whether what stands in the entries of a list depends on nothing but what this module knows of."""
    parts = presentation.layout.parts("publication") | {*presentation.show}
    is_list = presentation.layout.form == "list" and presentation.format_record is None
    return is_list and parts.isdisjoint({"image", "backrefs"})


def in_common(presentation: Presentation, writer: ListWriter) -> object:
    """Return what all entries of a list depend on, as plain data."""
    context = presentation.context
    homepages = [(key, person.homepage) for key, person in context.people.items() if person.homepage]
    return (
        repr(presentation.layout),
        list(presentation.show),
        context.locale,
        catalogues(),
        sorted(context.highlighted),
        homepages,
        writer.ways(),
    )


class KeptEntries:
    """Gives what stands in entries, from what was kept where that is the same.

    :param fingerprint: gives a digest of all that a record is made of, or an empty string.
    """

    def __init__(self, kept: Kept, writer: ListWriter, fingerprint: Callable[[Record], str]) -> None:
        self._kept = kept
        self._writer = writer
        self._fingerprint = fingerprint

    def contents(self, records: Sequence[Record], presentation: Presentation) -> list[list[Node]]:
        """Return what stands in the entry of each of ``records``."""
        digests = [self._digest(record, presentation) for record in records]
        known = [self._kept.get(digest) if digest else None for digest in digests]
        new = [place for place, packed in enumerate(known) if packed is None]
        # To make all and then write all takes less time than one after the other.
        made = [*map(self._writer.written, contents([records[place] for place in new], presentation))]
        for place, written in zip(new, made, strict=True):
            if digests[place] and (packed := _packed(written)) is not None:
                self._kept.keep(digests[place], packed)
        others = iter(made)
        return [[next(others) if packed is None else _unpacked(packed)] for packed in known]

    def _digest(self, record: Record, presentation: Presentation) -> str:
        """Return a digest of what the entry of ``record`` alone depends on, if that is known."""
        digest = self._fingerprint(record)
        return digest and f"{digest} {presentation.numbers.get(record.key, 0)}"


def _packed(written: Written) -> str | None:
    """Return all of it as text; None where there is more in it than text and formulas."""
    blocks = " ".join(f"{name} {count}" for name, count in written.blocks)
    sources = [*map(_source, written.holes)]
    holes = "".join(f"{source}{_AFTER_HOLE}" for source in sources)
    parts = [blocks, written.said, holes, *written.lines]
    packed = _BETWEEN.join(parts)
    # A mark in what is said would part it.
    marks = packed.count(_BETWEEN) + 1, packed.count(_AFTER_HOLE)
    return packed if "" not in sources and marks == (len(parts), len(sources)) else None


def _source(one: Hole) -> str:
    """Return an element as text; an empty string where it is more than its source."""
    if not isinstance(one, Element) or one.name not in _VERBATIM or one.classes:
        return ""
    return f"{one.name} {text(one)}" if all(isinstance(child, str) for child in one.children) else ""


def _unpacked(packed: str) -> Written:
    blocks, said, holes, *lines = packed.split(_BETWEEN)
    return Written(_blocks(blocks), lines, [*map(_hole, holes.split(_AFTER_HOLE)[:-1])], said)


@lru_cache(maxsize=256)  # they are those of nearly all entries of a list
def _blocks(packed: str) -> tuple[tuple[str, int], ...]:
    names = iter(packed.split())
    return tuple([(name, int(next(names))) for name in names])


def _hole(source: str) -> Hole:
    name, _, inner = source.partition(" ")
    return Element(name, [inner])
