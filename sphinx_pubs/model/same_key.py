"""The records with one key: which of them describe the same work."""

from __future__ import annotations

from .records import Publication
from .same_work import folded_title, is_other_work, work_identifiers

# A record is compared in detail with this many works of its key, and records of a work. Of the others, only
# those with the same title or identifier are found: some programs give all works the same key.
_MAX_COMPARED = 8


class SameKey:
    """The works that have one key, numbered from 0, each with the records about it."""

    def __init__(self) -> None:
        self.works: list[list[Publication]] = []
        self._by_mark: dict[str | tuple[str, str], int] = {}

    def find(self, record: Publication) -> int | None:
        """Return the number of the work that ``record`` is about, or None for another work."""
        numbers: list[int] = [*range(min(len(self.works), _MAX_COMPARED))]
        numbers += [self._by_mark[mark] for mark in _marks(record) if mark in self._by_mark]
        for number in numbers:
            known = self.works[number][:_MAX_COMPARED]
            if not all(is_other_work(version, record) for version in known):
                return number
        return None

    def add(self, record: Publication) -> int:
        """Add ``record`` to its work, or as another work; return the number of the work."""
        number = self.find(record)
        if number is None:
            number = len(self.works)
            self.works.append([])
        self.works[number].append(record)
        for mark in _marks(record):
            self._by_mark.setdefault(mark, number)
        return number


def _marks(record: Publication) -> list[str | tuple[str, str]]:
    return [folded_title(record), *work_identifiers(record)]
