"""One work by its identifier, from the service that registered it.

Sources: https://api.crossref.org/swagger-ui/index.html, https://support.datacite.org/docs/api-get-doi,
https://citation.crosscite.org/docs.html (content negotiation of doi.org),
https://info.arxiv.org/help/api/user-manual.html.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from urllib.parse import urlencode

from ...model.identifiers import arxiv
from ...readers import csl
from ..base import Fetched, FetchError, NotRecordedError, Transport
from .answers import Works, ask_for_one, in_path

_CROSSREF = "https://api.crossref.org/works/"
_DATACITE = "https://api.datacite.org/dois/"
_RESOLVER = "https://doi.org/"
_AS_CSL = MappingProxyType({"Accept": "application/vnd.citationstyles.csl+json"})
_AS_XML = MappingProxyType({"Accept": "application/atom+xml"})
_ARXIV = "https://export.arxiv.org/api/query?"
#: The parameters of a request for ids, in the order in which they are usually recorded.
_ARXIV_QUERY = MappingProxyType(
    {"sortBy": "relevance", "sortOrder": "descending", "start": "0", "max_results": "100"}
)
_NOT_COMPARED = re.compile(r"v\d+$|\.[A-Za-z]{2}(?=/)")


def by_doi(doi: str, transport: Transport) -> Fetched:
    """Return the record of a DOI, from Crossref, DataCite or, for other registries, through doi.org.

    :raises FetchError: if no registry knows it, or if one of them cannot be asked. A replay without an answer
        of one registry asks the next, and names the first URL if none has it.
    """
    works = Works()
    path = in_path(doi)
    missing: NotRecordedError | None = None
    if not doi.startswith("10/"):  # a short DOI, which only the resolver knows
        for service, start in (("crossref", _CROSSREF), ("datacite", _DATACITE)):
            try:
                answer = ask_for_one(service, start + path, transport)
            except NotRecordedError as error:
                missing = missing or error
                continue
            if answer:
                if not works.read(service, answer.body, answer.url):
                    raise FetchError(f"{service}: no record in the answer of {answer.url}")
                return works.result()
    try:
        answer = ask_for_one("doi.org", _RESOLVER + path, transport, _AS_CSL)
    except NotRecordedError as error:
        raise missing or error from None
    if not answer or not works.add("doi.org", csl.read(answer.body, answer.url)):
        raise FetchError(f"no record for DOI {doi} at {_RESOLVER}{path}; check that it exists")
    return works.result()


def by_arxiv(ids: Sequence[str], transport: Transport) -> Fetched:
    """Return the records of arXiv for at most 100 ids, in their order. An unknown id is a warning.

    :raises FetchError: if arXiv cannot be asked.
    """
    works = Works()
    url = arxiv_url(ids)
    answer = ask_for_one("arxiv", url, transport, _AS_XML)
    if answer:
        works.read_strictly("arxiv", answer)
    works.keep("arxiv", "arxiv", ids, url, bare_arxiv)
    return works.result()


def arxiv_url(ids: Sequence[str]) -> str:
    """Return the URL of the records for some ids."""
    return _ARXIV + urlencode({"search_query": "", "id_list": ",".join(ids), **_ARXIV_QUERY})


def arxiv_of_doi(doi: str) -> str:
    """Return the arXiv id in a DOI of arXiv, ``10.48550/arXiv.1512.03385``; empty for another DOI."""
    identifier = arxiv(doi) if doi.lower().startswith("10.48550/") else None
    return identifier.value if identifier else ""


def bare_arxiv(arxiv_id: str) -> str:
    """Return an arXiv id for comparison: without version, and ``math/0309136`` for ``math.GT/0309136``."""
    return _NOT_COMPARED.sub("", arxiv_id).lower()
