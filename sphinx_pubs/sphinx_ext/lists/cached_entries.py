"""The entries of long lists as HTML, kept from build to build.

What stands in an entry is made of its record, its number, and what all entries of the list have in common:
layout, language, who is set off, and the ways of the site's translator. What depends on more of the site
(its pages, files and citations) is a node and no HTML yet, and an entry that has one is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from ...model.records import Record
from ...render.elements import Element, text
from ...render.entries import Presentation, contents
from ...render.html import Gap, HtmlFragment, HtmlWriter
from ..i18n import catalogues
from .cache import Kept


def can_be_kept(presentation: Presentation) -> bool:
    """Whether what stands in the entries of a list depends on nothing but what this module knows of."""
    parts = presentation.layout.parts("publication") | {*presentation.show}
    is_list = presentation.layout.form == "list" and presentation.format_record is None
    return is_list and parts.isdisjoint({"image", "backrefs"})


def in_common(presentation: Presentation) -> object:
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
    )


class KeptEntries:
    """Gives what stands in entries, from what was kept where that is the same.

    :param fingerprint: gives a digest of all that a record is made of, or an empty string.
    """

    def __init__(self, kept: Kept, writer: HtmlWriter, fingerprint: Callable[[Record], str]) -> None:
        self._kept = kept
        self._writer = writer
        self._fingerprint = fingerprint

    def fragments(self, records: Sequence[Record], presentation: Presentation) -> list[HtmlFragment]:
        """Return the content of the entry of each of ``records``."""
        digests = [self._digest(record, presentation) for record in records]
        known = [self._kept.get(digest) if digest else None for digest in digests]
        new = [place for place, packed in enumerate(known) if packed is None]
        # To make all and then write all takes less time than one after the other.
        made = contents([records[place] for place in new], presentation)
        fragments = [self._writer.fragment(content) for content in made]
        for place, fragment in zip(new, fragments, strict=True):
            if digests[place] and fragment.is_plain_data():
                self._kept.keep(digests[place], _packed(fragment))
        others = iter(fragments)
        return [next(others) if packed is None else _unpacked(packed) for packed in known]

    def _digest(self, record: Record, presentation: Presentation) -> str:
        """Return a digest of what the entry of ``record`` alone depends on, if that is known."""
        digest = self._fingerprint(record)
        return digest and f"{digest} {presentation.numbers.get(record.key, 0)}"


def _packed(fragment: HtmlFragment) -> str:
    items = [
        [item.node.name, text(item.node), item.is_block]
        if isinstance(item, Gap) and isinstance(item.node, Element)
        else item
        for item in fragment.text
    ]
    return json.dumps([fragment.html, items, fragment.is_simple], ensure_ascii=False)


def _unpacked(packed: str) -> HtmlFragment:
    html, items, is_simple = json.loads(packed)
    content = [
        item if isinstance(item, str) else Gap(Element(item[0], [item[1]]), is_block=item[2])
        for item in items
    ]
    return HtmlFragment(tuple(html), tuple(content), is_simple)
