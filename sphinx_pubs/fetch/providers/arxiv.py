"""arXiv: what a search finds, or the papers of a registered author.

Source: https://info.arxiv.org/help/api/user-manual.html and https://info.arxiv.org/help/author_identifiers.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ..base import Fetched, FetchError, Transport
from .answers import Page, Progress, Works, ask, in_query, read_pages, silent

_AS_XML = MappingProxyType({"Accept": "application/atom+xml"})
_SIZE = 100
_TOTAL = re.compile(rb"<opensearch:totalResults[^<>]*+>\s*+(?P<total>\d{1,9}+)\s*+<")
_ENTRY = re.compile(rb"<entry\b[^<>]*+>\s*+<id>(?P<id>[^<]*+)</id>")


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the papers of searches, author ids and ORCID iDs. See :class:`~.answers.Provider`."""
    works = Works()
    for written in ids:
        if ":" in written:
            count = sum(works.read_strictly("arxiv", page.answer) for page in _pages(written, transport))
        else:
            answer = ask("arxiv", f"https://arxiv.org/a/{written}.atom2", transport, _AS_XML)
            count = works.read_strictly("arxiv", answer)
        progress(f"arxiv: {count} works")
    return works.result()


def _pages(search: str, transport: Transport) -> Iterator[Page]:
    query = in_query(search)

    def url_from(start: int) -> str:
        return f"https://export.arxiv.org/api/query?search_query={query}&start={start}&max_results={_SIZE}"

    def read(url: str) -> Page:
        answer = ask("arxiv", url, transport, _AS_XML)
        total = _TOTAL.search(answer.body)
        if not total:
            raise FetchError(f"arxiv: the answer of {url} is no list of papers; try again later")
        entries = [entry["id"].decode("ascii", "replace") for entry in _ENTRY.finditer(answer.body)]
        return Page(answer, None, entries, int(total["total"]))

    return read_pages("arxiv", url_from(0), read, lambda _page, count: url_from(count))
