"""The providers by the names that people write in ``pubs.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import arxiv, cites, crossref, dblp, hal, inspire, openalex, orcid, pubmed, zenodo, zotero
from .answers import Provider

PROVIDERS: Mapping[str, Provider] = MappingProxyType(
    {
        "orcid": orcid.fetch,
        "zotero": zotero.fetch,
        "openalex": openalex.fetch,
        "dblp": dblp.fetch,
        "inspire": inspire.fetch,
        "arxiv": arxiv.fetch,
        "crossref": crossref.fetch,
        "pubmed": pubmed.fetch,
        "hal": hal.fetch,
        "zenodo": zenodo.fetch,
        "cites": cites.fetch,
    }
)
