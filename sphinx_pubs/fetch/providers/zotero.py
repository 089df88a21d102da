"""Zotero: the items of a library, a collection or a person's *My Publications*.

Sources: https://www.zotero.org/support/dev/web_api/v3/basics and .../syncing. The ``Link`` header names the
next page; ``Last-Modified-Version`` is the version of the library, ``If-Modified-Since-Version`` asks
whether it has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..base import Answer, Fetched, FetchError, Transport
from .answers import Page, Progress, Works, ask, json_of, list_of, number_of, read_pages, same_host, silent

_API = "https://api.zotero.org"
_QUERY = "format=json&include=csljson,data&limit=100&start=0"
_HEADERS: Mapping[str, str] = MappingProxyType({"Accept": "application/json", "Zotero-API-Version": "3"})
# ``<https://...>; rel="next"`` in a Link header (RFC 8288).
_NEXT = re.compile(r'<(?P<url>[^<>\s]++)>\s*+;\s*+rel="?next"?')


class _ChangedError(FetchError):
    """The library has changed while it was read."""


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the items of libraries. See :class:`~.answers.Provider`.

    The version has a word for each library: ``users/475425=1234``.
    """
    versions = dict(word.rpartition("=")[::2] for word in version.split())
    firsts = {library: _first(library, versions.get(library, ""), transport) for library in ids}
    if firsts and all(answer.status == 304 for answer in firsts.values()):
        progress("zotero: unchanged")
        return Fetched(version=version, is_unchanged=True)
    works = Works()
    read_versions = []
    for library, first in firsts.items():
        pages, read_version = _pages(library, first, transport)
        for page in pages:
            works.read("zotero", page.answer.body, page.answer.url)
        progress(f"zotero: {sum(len(page.items) for page in pages)} items")
        if read_version:
            read_versions.append(f"{library}={read_version}")
    return works.result(" ".join(read_versions))


def _first(library: str, version: str, transport: Transport) -> Answer:
    """Return the first page of a library; an answer with status 304 if it still has ``version``."""
    headers = {**_HEADERS, "If-Modified-Since-Version": version} if version else _HEADERS
    return ask("zotero", _url(library), transport, headers, allowed=(200, 304))


def _pages(library: str, first: Answer, transport: Transport) -> tuple[list[Page], str]:
    """Return all pages of a library, and its version. If it changes meanwhile, it is read once more."""
    if first.status != 200:
        first = _first(library, "", transport)
    try:
        return list(_read(library, first, transport)), _version(first)
    except _ChangedError:
        first = _first(library, "", transport)
        return list(_read(library, first, transport)), _version(first)


def _read(library: str, first: Answer, transport: Transport) -> Iterator[Page]:
    start = _url(library)

    def read(url: str) -> Page:
        answer = first if url == start else ask("zotero", url, transport, _HEADERS)
        if _version(answer) != _version(first):
            raise _ChangedError(f"zotero: {library} changes while it is read, at {url}; try again later")
        tree = json_of("zotero", answer)
        return Page(answer, tree, list_of("zotero", answer, tree), number_of(answer.headers, "total-results"))

    def following(page: Page, _count: int) -> str:
        found = _NEXT.search(page.answer.headers.get("link", ""))
        return same_host("zotero", start, found["url"]) if found else ""

    return read_pages("zotero", start, read, following)


def _url(library: str) -> str:
    items = "items" if library.endswith("/publications") else "items/top"
    return f"{_API}/{library}/{items}?{_QUERY}"


def _version(answer: Answer) -> str:
    return answer.headers.get("last-modified-version", "")
