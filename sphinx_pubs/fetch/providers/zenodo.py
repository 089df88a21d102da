"""Zenodo: the records of a community.

Source: https://developers.zenodo.org/#records (``size`` is at most 25 without an account, ``links.next``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..base import Fetched, Transport
from .answers import Page, Progress, Works, in_query, json_pages, same_host, silent, text_of


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the records of communities. See :class:`~.answers.Provider`."""
    works = Works()
    for community in ids:
        count = works.read_pages("zenodo", _pages(community, transport))
        progress(f"zenodo: {count} works")
    return works.result()


def _pages(community: str, transport: Transport) -> Iterator[Page]:
    start = f"https://zenodo.org/api/records?communities={in_query(community)}&size=25"

    def following(page: Page, _count: int) -> str:
        return same_host("zenodo", start, text_of(page.tree, "links", "next"))

    return json_pages("zenodo", start, transport, following, items=("hits", "hits"), total=("hits", "total"))
