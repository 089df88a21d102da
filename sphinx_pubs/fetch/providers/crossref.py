"""Crossref: the works that publishers have registered with the ORCID iD of an author.

Source: https://www.crossref.org/documentation/retrieve-metadata/rest-api/ ("Deep paging with cursors"). The
cursor can be the same for every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ..base import Fetched, Transport
from .answers import Page, Progress, Works, json_pages, silent, text_of

_ROWS = 100


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the works of ORCID iDs. See :class:`~.answers.Provider`."""
    works = Works()
    for orcid in ids:
        count = works.read_pages("crossref", _pages(orcid, transport))
        progress(f"crossref: {count} works")
    return works.result()


def _pages(orcid: str, transport: Transport) -> Iterator[Page]:
    start = f"https://api.crossref.org/works?filter=orcid:{orcid}&rows={_ROWS}&cursor="

    def following(page: Page, _count: int) -> str:
        cursor = text_of(page.tree, "message", "next-cursor")
        return start + quote(cursor, safe="") if cursor else ""

    items, total = ("message", "items"), ("message", "total-results")
    return json_pages("crossref", start + "*", transport, following, items=items, total=total)
