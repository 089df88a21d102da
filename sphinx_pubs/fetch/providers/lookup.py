"""One work by the identifier that a person types: a DOI, an arXiv id, a URL that has one, and so on."""

from __future__ import annotations

import re
from urllib.parse import quote

from ...model import identifiers
from ...readers.fields.values import quoted
from ..base import Fetched, FetchError, Transport
from .answers import Works, ask, json_of, list_of, text_of
from .hal import by_hal_id
from .pubmed import by_pmid
from .registry import by_arxiv, by_doi

_OPEN_LIBRARY = "https://openlibrary.org/api/books?bibkeys=ISBN:{}&format=json&jscmd=data"
_ADS = "https://api.adsabs.harvard.edu/v1/search/query?q=bibcode:{}&fl={}"
_ADS_FIELDS = (
    "abstract,author,bibcode,bibstem,doctype,doi,editor,eid,identifier,isbn,issue,keyword,orcid_pub,page,"
    "page_range,pub,pubdate,publisher,series,title,volume,year"
)
_PMC = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/?ids={}&format=json"
_ZENODO = re.compile(r"https?://(?:www\.)?zenodo\.org/records?/(?P<id>\d++)(?:[/?#]\S*+)?", re.I)
_PREFIX = re.compile(r"(?P<scheme>doi|arxiv|pmid|pubmed|pmcid|isbn|hal|bibcode|ads)\s*+:", re.I)
_SCHEMES = {"pubmed": "pmid", "bibcode": "ads"}


def lookup(identifier_text: str, transport: Transport) -> Fetched:
    """Return the record of the work with an identifier.

    That is a DOI, an arXiv id, a PMID (a bare number, too), a PMCID, an ISBN, a HAL id or a bibcode: bare,
    with its name before it (``pmid:28981428``), or in the URL of its service or of a publisher.

    :raises ValueError: if the text is no identifier.
    :raises FetchError: if no service has the work, or if one cannot be asked.
    """
    found = parse(identifier_text)
    if not found:
        raise ValueError(
            f"not an identifier: {quoted(identifier_text)}; write a DOI, an arXiv id, a PMID, an ISBN, "
            "a HAL id, a bibcode, or the URL of one of these"
        )
    scheme, value = found
    match scheme:
        case "doi":
            return by_doi(value, transport)
        case "arxiv":
            return _existing(by_arxiv([value], transport), f"arXiv:{value}")
        case "pmid":
            return _existing(by_pmid([value], transport), f"PMID {value}")
        case "pmcid":
            return _by_pmcid(value, transport)
        case "isbn":
            return _by_isbn(value, transport)
        case "hal":
            return by_hal_id(re.sub(r"v\d+$", "", value), transport)
        case _:
            return _by_bibcode(value, transport)


def parse(written: str) -> tuple[str, str] | None:
    """Return the scheme and the normal form of an identifier; None if the text is none.

    >>> parse("https://arxiv.org/abs/1512.03385")
    ('arxiv', '1512.03385')
    """
    written = written.strip()
    if record := _ZENODO.fullmatch(written):
        return "doi", f"10.5281/zenodo.{record['id']}"
    schemes = ["arxiv", "doi", "pmid", "isbn", "ads", "hal"]
    if prefix := _PREFIX.match(written):
        scheme = prefix["scheme"].lower()
        schemes = [_SCHEMES.get(scheme, scheme)]
    elif re.search(r"pmc\d", written, re.I):  # the name of PMCIDs is part of them
        schemes.insert(2, "pmcid")
    for scheme in schemes:
        if identifier := identifiers.SCHEMES[scheme](written):
            return scheme, identifier.value
    return None


def _existing(fetched: Fetched, name: str) -> Fetched:
    if not fetched.works:
        reason = f" ({fetched.warnings[0]})" if fetched.warnings else ""
        raise FetchError(f"no record for {name}{reason}; check that it exists")
    return fetched


def _by_isbn(isbn: str, transport: Transport) -> Fetched:
    """Source: https://openlibrary.org/dev/docs/api/books. An unknown book is an empty object."""
    url = _OPEN_LIBRARY.format(isbn)
    works = Works()
    works.read("openlibrary", ask("openlibrary", url, transport).body, url)
    return _existing(works.result(), f"ISBN {isbn} at {url}")


def _by_bibcode(bibcode: str, transport: Transport) -> Fetched:
    """Source: https://ui.adsabs.harvard.edu/help/api/api-docs.html. The transport adds the token."""
    url = _ADS.format(quote(f'"{bibcode}"', safe=""), _ADS_FIELDS)
    answer = ask("ads", url, transport)
    list_of("ads", answer, json_of("ads", answer), "response", "docs")
    works = Works()
    works.read("ads", answer.body, url)
    return _existing(works.result(), f"bibcode {bibcode} at {url}")


def _by_pmcid(pmcid: str, transport: Transport) -> Fetched:
    """Source: https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/."""
    url = _PMC.format(pmcid)
    answer = ask("pubmed", url, transport)
    records = list_of("pubmed", answer, json_of("pubmed", answer), "records")
    record = records[0] if records else None
    pmid = text_of(record, "pmid")
    if pmid.isdecimal():
        return _existing(by_pmid([pmid], transport), pmcid)
    if doi := text_of(record, "doi"):
        return by_doi(doi, transport)
    raise FetchError(f"no record for {pmcid} at {url}; check that it exists")
