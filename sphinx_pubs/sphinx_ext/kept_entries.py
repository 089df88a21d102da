"""The entries of long lists as HTML, kept from build to build.

What stands in an entry is made of its record, its number, and what all entries of the list have in common:
layout, language, who is set off, and the ways of the site's translator. What depends on more of the site
(its pages, files and citations) is a node and no HTML yet, and an entry that has one is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from ..render.entries import Presentation, contents
from ..render.tree import Node
from .files import Record
from .html_lists import ListWriter, Written
from .kept import Kept

_BETWEEN = "\x1d"


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
        new = [record for record, text in zip(records, known, strict=True) if text is None]
        # To make all and then write all takes less time than one after the other.
        made = iter([*map(self._writer.written, contents(new, presentation))])
        found = [next(made) if text is None else _unpacked(text) for text in known]
        for digest, text, written in zip(digests, known, found, strict=True):
            if digest and text is None and written.is_whole():
                self._kept.keep(digest, _packed(written))
        return [[written] for written in found]

    def _digest(self, record: Record, presentation: Presentation) -> str:
        """Return a digest of what the entry of ``record`` alone depends on, if that is known."""
        digest = self._fingerprint(record)
        return digest and f"{digest} {presentation.numbers.get(record.key, 0)}"


def _packed(written: Written) -> str:
    blocks = " ".join(f"{name} {count}" for name, count in written.blocks)
    return _BETWEEN.join(
        [blocks, written.said, *("".join(cast("list[str]", line)) for line in written.lines)]
    )


def _unpacked(text: str) -> Written:
    blocks, said, *lines = text.split(_BETWEEN)
    names = iter(blocks.split())
    return Written([(name, int(next(names))) for name in names], [[line] for line in lines], said)
