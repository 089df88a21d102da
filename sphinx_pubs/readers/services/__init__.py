"""Readers for the answers of bibliographic services, saved in a file or just fetched."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from ..base import NO_OPTIONS, ReadOptions, ReadResult

#: Name of a service -> the module of this package that reads its answers.
SERVICES: Mapping[str, str] = MappingProxyType(
    {
        "ads": "ads",
        "arxiv": "arxiv",
        "crossref": "crossref",
        "datacite": "datacite",
        "datacite_xml": "datacite_xml",
        "dblp": "dblp",
        "hal": "hal",
        "inspire": "inspire",
        "openalex": "openalex",
        "openlibrary": "openlibrary",
        "orcid": "orcid",
        "pubmed": "pubmed",
        "semanticscholar": "semanticscholar",
        "zenodo": "zenodo",
        "zotero": "zotero",
    }
)


def read_answer(service: str, data: bytes, path: str, options: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Return the publications in an answer of ``service``, in its order, and what is wrong with it.

    :param service: one of :data:`SERVICES`.
    :param data: the body of the answer as it came; any bytes are accepted.
    :param path: the file or the URL that the problems name.
    :raises KeyError: if there is no such service.
    """
    # Imported when first needed: most builds read no answer of a service, and others only one.
    module = import_module(f".{SERVICES[service]}", __package__)
    return cast("ReadResult", module.read(data, path, "utf-8-sig", options))
