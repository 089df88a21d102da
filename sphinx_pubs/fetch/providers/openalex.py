"""OpenAlex: the works of an author.

Source: https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/paging (cursors), and the same
documentation's page on the work object: a list has the first 100 authors of a work only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from ...readers.fields.values import quoted
from ...readers.services.json_values import member
from ..base import Fetched, FetchError, Transport
from .answers import Page, Progress, Works, ask, in_query, json_of, json_pages, silent, text_of

_WORKS = "https://api.openalex.org/works"
_ID = re.compile(r"https://openalex\.org/(?P<id>W\d++)")


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the works of ORCID iDs and of author ids of OpenAlex. See :class:`~.answers.Provider`."""
    works = Works()
    for author in ids:
        field = "author.id" if author.startswith("A") else "author.orcid"
        count = 0
        for page in list_pages(f"{field}:{author}", transport):
            count += len(page.items)
            read_page(page, transport, works)
        progress(f"openalex: {count} works")
    return works.result()


def list_pages(filter_: str, transport: Transport) -> Iterator[Page]:
    """Yield the pages of the list of works that a filter selects.

    :raises FetchError: if a page cannot be fetched or understood.
    """
    start = f"{_WORKS}?filter={in_query(filter_)}&per_page=100&cursor="

    def following(page: Page, _count: int) -> str:
        cursor = text_of(page.tree, "meta", "next_cursor")
        return start + in_query(cursor) if cursor else ""

    items, total = ("results",), ("meta", "count")
    return json_pages("openalex", start + "*", transport, following, items=items, total=total)


def read_page(page: Page, transport: Transport, works: Works) -> None:
    """Add the works of a page. Those with more authors than a list has are fetched one by one."""
    items = [
        _whole(item, transport, works) if member(item, "is_authors_truncated") is True else item
        for item in page.items
    ]
    works.read("openalex", json.dumps({"results": items}).encode(), page.answer.url)


def _whole(item: object, transport: Transport, works: Works) -> object:
    """Return a work of a list with all its authors; as it is, with a warning, if that is not possible."""
    url = f"{_WORKS}/{openalex_id(item)}"
    try:
        answer = ask("openalex", url, transport)
        return json_of("openalex", answer)
    except FetchError as error:
        title = quoted(text_of(item, "title") or url)
        works.warnings.append(f"openalex: only the first 100 authors of {title}: {error}")
        return item


def openalex_id(work: object) -> str:
    """Return the id of a work, ``W2194775991``; empty if it has none."""
    match = _ID.fullmatch(text_of(work, "id"))
    return match["id"] if match else ""
