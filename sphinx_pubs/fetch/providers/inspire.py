"""INSPIRE-HEP: the literature of an author, or what a search finds.

Source: https://github.com/inspirehep/rest-api-doc: ``size`` is at most 1,000, ``links.next`` names the next
page, ``/api/orcid/{iD}`` is the author's record, whose ids have the name that searches take (BAI).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.identifiers import orcid
from ...readers.services.json_values import member
from ..base import Fetched, FetchError, Transport
from .answers import Page, Progress, Works, ask, in_query, json_of, json_pages, same_host, silent, text_of

_API = "https://inspirehep.net/api"
_SIZE = 1000
_BAI = re.compile(r"\S+\.\d+")
#: What the reader uses. A complete record has its references and can be larger than a thousand of these.
_FIELDS = (
    "abstracts,arxiv_eprints,authors.full_name,authors.ids,authors.inspire_roles,book_series,collaborations,"
    "control_number,corporate_author,document_type,dois,earliest_date,editions,external_system_identifiers,"
    "imprints,isbns,keywords,languages,number_of_pages,preprint_date,publication_info,report_numbers,texkeys,"
    "thesis_info,titles,urls,withdrawn"
)


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the literature of authors and of searches. See :class:`~.answers.Provider`."""
    works = Works()
    for written in ids:
        count = 0
        for page in _pages(_query(written, transport), transport):
            count += len(page.items)
            works.read("inspire", page.answer.body, page.answer.url)
        progress(f"inspire: {count} works")
    return works.result()


def _query(written: str, transport: Transport) -> str:
    """Return the search for the works of an author, or the search itself."""
    if _BAI.fullmatch(written):
        return f"a {written}"
    if identifier := orcid(written):
        path = f"orcid/{identifier.value}"
    elif written.startswith("authors/"):
        path = written
    else:
        return written
    answer = ask("inspire", f"{_API}/{path}", transport)
    ids = member(json_of("inspire", answer), "metadata", "ids")
    for entry in ids if isinstance(ids, list) else []:
        if text_of(entry, "schema") == "INSPIRE BAI" and text_of(entry, "value"):
            return f"a {text_of(entry, 'value')}"
    raise FetchError(f"inspire: the author at {answer.url} has no INSPIRE BAI; search for the name instead")


def _pages(query: str, transport: Transport) -> Iterator[Page]:
    start = f"{_API}/literature?q={in_query(query)}&size={_SIZE}&page=1&fields={_FIELDS}"

    def following(page: Page, _count: int) -> str:
        return same_host("inspire", start, text_of(page.tree, "links", "next"))

    return json_pages("inspire", start, transport, following, items=("hits", "hits"), total=("hits", "total"))
