"""HAL: the documents of an author.

Source: https://api.archives-ouvertes.fr/docs/search (``rows`` is at most 10,000, ``start`` the first one).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...readers.services.hal import FIELDS
from ..base import Fetched, FetchError, Transport
from .answers import Page, Progress, Works, ask, in_query, json_of, json_pages, list_of, silent

_SEARCH = "https://api.archives-ouvertes.fr/search/"
_ROWS = 1000
_FIELDS = ",".join(FIELDS)


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the documents of authors, each an *idHal*. See :class:`~.answers.Provider`."""
    works = Works()
    for author in ids:
        count = works.read_pages("hal", _pages(f"authIdHal_s:{author}", transport))
        progress(f"hal: {count} works")
    return works.result()


def by_hal_id(hal_id: str, transport: Transport) -> Fetched:
    """Return the record of a document.

    :raises FetchError: if HAL does not know it or cannot be asked.
    """
    url = f"{_SEARCH}?q=halId_s:{in_query(hal_id)}&wt=json&fl={_FIELDS}"
    answer = ask("hal", url, transport)
    list_of("hal", answer, json_of("hal", answer), "response", "docs")
    works = Works()
    if not works.read("hal", answer.body, url):
        raise FetchError(f"no record for {hal_id} at {url}; check the id")
    return works.result()


def _pages(query: str, transport: Transport) -> Iterator[Page]:
    start = f"{_SEARCH}?q={in_query(query)}&wt=json&fl={_FIELDS}&rows={_ROWS}"

    def following(_page: Page, count: int) -> str:
        return f"{start}&start={count}"

    items, total = ("response", "docs"), ("response", "numFound")
    return json_pages("hal", start, transport, following, items=items, total=total)
