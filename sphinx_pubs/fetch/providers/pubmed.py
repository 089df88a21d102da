"""PubMed: what a search finds, in two steps: its ids, then their records.

Source: https://www.ncbi.nlm.nih.gov/books/NBK25499/ (ESearch: ``retstart``, ``retmax``; EFetch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ..base import Fetched, FetchError, Transport
from .answers import (
    Page,
    Progress,
    Works,
    ask,
    batches,
    in_query,
    json_of,
    list_of,
    number_of,
    read_pages,
    silent,
    text_of,
)

_API = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_AS_XML = MappingProxyType({"Accept": "application/xml"})
_IDS = 1000
_RECORDS = 200


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the articles of searches. See :class:`~.answers.Provider`."""
    works = Works()
    for search in ids:
        listed = [text_of(pmid) for page in _pages(search, transport) for pmid in page.items]
        found = [pmid for pmid in listed if pmid.isdecimal()]
        progress(f"pubmed: {len(found)} works")
        for batch in batches(found, _RECORDS):
            works.add_all(by_pmid(batch, transport))
    return works.result()


def by_pmid(ids: Sequence[str], transport: Transport) -> Fetched:
    """Return the records for at most 200 ids, in their order. An unknown id is a warning.

    :raises FetchError: if they cannot be fetched.
    """
    url = f"{_API}/efetch.fcgi?db=pubmed&id={','.join(ids)}&retmode=xml"
    answer = ask("pubmed", url, transport, _AS_XML)
    works = Works()
    works.read_strictly("pubmed", answer)
    works.keep("pubmed", "pmid", ids, url)
    return works.result()


def _pages(search: str, transport: Transport) -> Iterator[Page]:
    start = f"{_API}/esearch.fcgi?db=pubmed&term={in_query(search)}&retmode=json&retmax={_IDS}&retstart="

    def read(url: str) -> Page:
        answer = ask("pubmed", url, transport)
        tree = json_of("pubmed", answer)
        if message := text_of(tree, "esearchresult", "ERROR"):
            raise FetchError(f"pubmed: {message} ({url}); check the search")
        items = list_of("pubmed", answer, tree, "esearchresult", "idlist")
        return Page(answer, tree, items, number_of(tree, "esearchresult", "count"))

    return read_pages("pubmed", start + "0", read, lambda _page, count: f"{start}{count}")
