"""Values that a filter compares in a way of their own, and text without its accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..model.dates import STATUS_NAMES, PartialDate, Status
from ..model.kinds import is_known, kind_of
from ..model.people import fold

#: Status -> how it is written in a filter and as the value of a group.
STATES = {status: status.name.lower().replace("_", " ") for status in Status}


class Caseless(str):
    """A name in which case does not count, such as a key."""

    __slots__ = ()

    @staticmethod
    def form(text: str) -> str:
        """Return ``text`` in the form in which it is compared with such a name."""
        return text.lower()


class Kind(Caseless):
    """A kind of publication, which has other names in other vocabularies."""

    __slots__ = ()

    @staticmethod
    def form(text: str) -> str:
        """Return the kind that ``text`` stands for."""
        return kind_of(text) if is_known(text) else text.strip().lower()


class State(Caseless):
    """A status such as *in press*, for which people write *forthcoming* too."""

    __slots__ = ()

    @staticmethod
    def form(text: str) -> str:
        """Return the status that ``text`` stands for."""
        status = status_of(text)
        return text.strip().lower() if status is None else STATES[status]


class Unordered(str):
    """What a field says where a number or a date should be, or nothing: neither is more or less than it."""

    __slots__ = ()


class Keywords(str):
    """A list of keywords in one string, as BibTeX has it; with a set it is compared as a set."""

    __slots__ = ()

    @property
    def items(self) -> tuple[str, ...]:
        """The keywords, one by one."""
        return tuple(filter(None, (word.strip() for word in re.split("[,;]", self))))


class Words(tuple[str, ...]):
    """Several words, such as tags: what is true of one is true of all; ``in`` looks for a whole one."""

    __slots__ = ()


class Phrases(Words):
    """Several names of things, such as a venue's: ``in`` looks inside each of them."""

    __slots__ = ()


def status_of(text: str) -> Status | None:
    """Return the status that ``text`` names, without regard to case, blanks and hyphens."""
    return STATUS_NAMES.get(re.sub(r"[\s-]+", "", text).lower())


def state(date: PartialDate | None) -> str:
    """Return the status of ``date`` in words; nothing where there is neither a date nor a status."""
    if date is None or (date.year is None and date.status is Status.PUBLISHED):
        return ""
    return STATES[date.status]


def unaccented(text: str) -> str:
    """Return ``text`` without its accents; case and punctuation stay, unlike in ``model.people.fold``."""
    return text if text.isascii() else re.sub(r"[^\x00-\x7f]", lambda found: _bare(found[0]), text)


@lru_cache(maxsize=1024)
def _bare(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    letters = fold(char) if char.isalpha() else ""
    return (letters.upper() if char.isupper() else letters) or char
