"""DBLP: the publications of a person, by the name that DBLP has or by the person's id.

Source: https://dblp.org/faq/How+to+use+the+dblp+search+API.html (``h`` is at most 1,000 hits, ``f`` the first
one) and https://dblp.org/faq/How+can+I+fetch+all+publications+of+one+specific+author.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...readers.base import ReadResult
from ...readers.bibtex import reader as bibtex
from ...readers.services.json_values import member
from ..base import Fetched, FetchError, Transport
from .answers import Page, Progress, Works, ask, in_query, json_of, number_of, read_pages, silent, undamaged

_SEARCH = "https://dblp.org/search/publ/api"
_HITS = 1000


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the publications of people. See :class:`~.answers.Provider`."""
    works = Works()
    for person in ids:
        if person.startswith("author:"):
            count = works.read_pages("dblp", _pages(person, transport))
        else:
            count = works.add("dblp", _of_person(person, transport))
        progress(f"dblp: {count} works")
    return works.result()


def _of_person(pid: str, transport: Transport) -> ReadResult:
    answer = ask("dblp", f"https://dblp.org/pid/{pid}.bib", transport, {})
    result = undamaged("dblp", bibtex.read(answer.body, answer.url), answer)
    if answer.body.strip() and not result.records:
        raise FetchError(f"dblp: the answer of {answer.url} is not BibTeX; try again later")
    return result


def _pages(query: str, transport: Transport) -> Iterator[Page]:
    start = f"{_SEARCH}?q={in_query(query)}&format=json&h={_HITS}&f="

    def read(url: str) -> Page:
        answer = ask("dblp", url, transport)
        tree = json_of("dblp", answer)
        hits = member(tree, "result", "hits")
        if not isinstance(hits, Mapping):
            raise FetchError(f"dblp: the answer of {url} has no 'result.hits'; its form may have changed")
        found = hits.get("hit") or []  # missing if there is no hit
        items = found if isinstance(found, list) else [found]
        return Page(answer, tree, items, number_of(hits, "@total"))

    return read_pages("dblp", start + "0", read, lambda _page, count: f"{start}{count}")
