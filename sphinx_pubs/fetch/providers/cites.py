"""Works that cite given DOIs: OpenAlex, and OpenCitations as a second opinion.

Sources: https://docs.openalex.org/api-entities/works/filter-works (``cites``; up to 100 values joined with
``|``), https://api.opencitations.net/index/v2 (``citing`` has all ids of a work, separated by spaces).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..base import Fetched, FetchError, Transport, Work
from . import openalex
from .answers import (
    Progress,
    Works,
    ask,
    ask_for_one,
    batches,
    id_of,
    in_path,
    json_of,
    list_of,
    silent,
    text_of,
)
from .registry import by_doi

_OPENALEX = "https://api.openalex.org/works/doi:"
_OPENCITATIONS = "https://api.opencitations.net/index/v2/citations/doi:"
_MOST_VALUES = 50
#: A line of progress after so many pages: a well-known work has thousands of citing ones.
_STEP = 10


def fetch(
    ids: Sequence[str], transport: Transport, version: str = "", progress: Progress = silent
) -> Fetched:
    """Fetch the works that cite DOIs, without these works themselves. See :class:`~.answers.Provider`."""
    works = Works()
    cited = {doi.lower() for doi in ids}
    known = _openalex_ids(ids, transport, works)
    for batch in batches(known, _MOST_VALUES):
        for number, page in enumerate(openalex.list_pages(f"cites:{'|'.join(batch)}", transport), 1):
            openalex.read_page(page, transport, works)
            if not number % _STEP:
                progress(f"cites: {len(works.found)} works so far")
    works.found = [work for work in works.found if _doi(work) not in cited]
    progress(f"cites: {len(works.found)} works by OpenAlex")
    seen = {*cited, *map(_doi, works.found)}
    others = [doi for doi in _opencitations(ids, transport, works) if doi not in seen]
    progress(f"cites: {len(others)} more by OpenCitations")
    for doi in others:
        try:
            works.add_all(by_doi(doi, transport))
        except FetchError as error:
            works.warnings.append(f"cites: no details of {doi}: {error}")
    return works.result()


def _openalex_ids(dois: Sequence[str], transport: Transport, works: Works) -> list[str]:
    """Return the ids of the cited works at OpenAlex. A work that is not there is a warning."""
    ids = []
    for doi in dois:
        url = _OPENALEX + in_path(doi)
        answer = ask_for_one("openalex", url, transport)
        if answer and (found := openalex.openalex_id(json_of("openalex", answer))):
            ids.append(found)
        else:
            works.warnings.append(f"cites: OpenAlex does not know {doi} ({url})")
    return ids


def _opencitations(dois: Sequence[str], transport: Transport, works: Works) -> list[str]:
    """Return the DOIs in lower case of the citing works that OpenCitations knows, sorted."""
    found: set[str] = set()
    for doi in dois:
        try:
            answer = ask("opencitations", _OPENCITATIONS + in_path(doi), transport)
            citations = list_of("opencitations", answer, json_of("opencitations", answer))
        except FetchError as error:
            works.warnings.append(f"cites: OpenAlex only: {error}")
            continue
        for citation in citations:
            ids = text_of(citation, "citing").split()
            found.update(one.removeprefix("doi:").lower() for one in ids if one.startswith("doi:"))
    return sorted(found)


def _doi(work: Work) -> str:
    return id_of(work, "doi").lower()
