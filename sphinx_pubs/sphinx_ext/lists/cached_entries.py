"""The entries of long lists as HTML, cached from build to build.

An entry depends on its record, on its number, and on what all entries of the list have in common: layout,
language, translations, people. Whatever depends on more of the site (its pages, files and citations) is
a docutils node, not HTML, and an entry with such a node is not cached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ...model.digests import digest_of
from ...model.records import Record
from ...render.entries import Presentation, contents
from ...render.html import Gap, HtmlFragment, HtmlWriter
from ..i18n import Translations, translate
from .cache import DiskCache

# The key of the translations that the entries contain.
_TRANSLATIONS = b"translations"

#: The attributes of an HtmlFragment: a tuple is read from a pickle in a third of the time.
_Values = tuple[tuple[str, ...], tuple[str | Gap, ...], bool]


def can_be_cached(presentation: Presentation) -> bool:
    """Return whether the entries of a list of publications depend only on what this module knows."""
    parts = presentation.layout.parts("publication") | {*presentation.show}
    is_list = presentation.layout.form == "list" and presentation.format_record is None
    return is_list and parts.isdisjoint({"image", "backrefs"})


def version_of(presentation: Presentation) -> str:
    """Return a digest of what all entries of a list depend on, apart from the translations."""
    context = presentation.context
    homepages = [(key, person.homepage) for key, person in context.people.items() if person.homepage]
    common = (
        presentation.layout,
        list(presentation.show),
        context.locale,
        context.export,
        context.max_authors,
        context.venue_name,
        dict(context.venues),
        context.icons and dict(context.icons),
        context.title_link,
        context.mathml,
        sorted(context.highlighted),
        homepages,
    )
    return digest_of(repr(common)).hex()


class CachedEntries:
    """The content of the entries of one list, from the cache if it is there.

    :param translations: those that were asked for on the page; it grows while entries are made.
    """

    def __init__(self, cache: DiskCache, writer: HtmlWriter, translations: Translations) -> None:
        self._cache = cache
        self._writer = writer
        self._translations = translations
        self._earlier = cast("dict[str, str]", cache.get(_TRANSLATIONS) or {})
        # Any text of the data may have a translation, because a site can add a catalog of its own.
        if any(translate(text) != translation for text, translation in self._earlier.items()):
            self._earlier = {}
            cache.clear()

    def fragments(self, records: Sequence[Record], presentation: Presentation) -> list[HtmlFragment]:
        """Return the content of the entry of each record."""
        keys = [_key(record, presentation) for record in records]
        cached = [cast("_Values | None", self._cache.get(key)) for key in keys]
        missing = [index for index, values in enumerate(cached) if values is None]
        # Making all and then writing all takes less time than one after the other.
        new = contents([records[index] for index in missing], presentation)
        fragments = {
            index: self._writer.fragment(content) for index, content in zip(missing, new, strict=True)
        }
        for index, fragment in fragments.items():
            if fragment.is_plain_data():
                self._cache.put(keys[index], (fragment.html, fragment.text, fragment.is_simple))
        self._cache.flush()
        return [
            fragments[index] if values is None else HtmlFragment(*values)
            for index, values in enumerate(cached)
        ]

    def save(self) -> None:
        """Save the cache for the next build, and close it: its values take much memory."""
        translations = {**self._earlier, **self._translations}
        if translations != self._earlier:
            self._cache.put(_TRANSLATIONS, translations)
        self._cache.save()
        self._cache.close()


def _key(record: Record, presentation: Presentation) -> bytes:
    number = presentation.numbers.get(record.key, 0)
    return record.digest and record.digest + str(number).encode()
