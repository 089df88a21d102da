"""Which service a saved answer is from, by the names and values that only its answers have."""

from __future__ import annotations

import re
from typing import NamedTuple


class Signs(NamedTuple):
    """The expressions that the bytes of an answer of ``service`` match, all of them."""

    service: str
    expressions: tuple[re.Pattern[bytes], ...]


def _signs(service: str, *expressions: bytes) -> Signs:
    return Signs(service, tuple(map(re.compile, expressions)))


# The bytes are searched, not the parsed value: a damaged answer must reach the right reader, too.
_JSON = (
    _signs("crossref", rb'"message-type"\s*:\s*"', rb'"message-version"\s*:|"status"\s*:\s*"(?:ok|failed)"'),
    # A work without its envelope. In CSL-JSON, which Crossref has as well, a title is no list.
    _signs("crossref", rb'"is-referenced-by-count"\s*:', rb'"title"\s*:\s*\[', rb'"DOI"\s*:'),
    _signs(
        "openalex",
        rb'"https://openalex\.org/W\d|"doi"\s*:\s*"https://doi\.org/',
        rb'"(?:authorships|primary_location|open_access|abstract_inverted_index|best_oa_location)"\s*:',
    ),
    _signs("openalex", rb'"results"\s*:\s*\[\s*\]', rb'"group_by"\s*:', rb'"meta"\s*:'),
    _signs("orcid", rb'"work-summary"\s*:\s*\['),
    _signs("orcid", rb'"put-code"\s*:', rb'"(?:publication-date|external-ids)"\s*:'),
    _signs("orcid", rb'"group"\s*:\s*\[\s*\]', rb'"path"\s*:\s*"/\d{4}-\d{4}-\d{4}-\d{3}[\dX]/works'),
    _signs("zotero", rb'"(?:data|csljson)"\s*:\s*\{', rb'"library"\s*:\s*\{', rb'"links"\s*:\s*\{'),
    _signs("inspire", rb"inspirehep\.net/(?:schemas/records/hep\.json|api/literature)"),
    _signs("inspire", rb'"titles"\s*:\s*\[', rb'"(?:texkeys|inspire_categories|arxiv_eprints)"\s*:'),
    _signs(
        "datacite",
        rb'"creators"\s*:\s*[\[n]',
        rb'"(?:resourceTypeGeneral|resource-type-general)"\s*:|datacite\.org/schema/kernel',
    ),
    _signs("dblp", rb'"result"\s*:\s*\{', rb'"hits"\s*:\s*\{', rb'"@total"\s*:'),
    _signs("ads", rb'"docs"\s*:\s*\[', rb'"responseHeader"\s*:', rb'"bibcode"\s*:'),
    _signs("hal", rb'"docs"\s*:\s*\[', rb'"numFound"\s*:', rb'"(?:halId_s|label_s|uri_s)"\s*:'),
    _signs(
        "zenodo", rb'"metadata"\s*:\s*\{', rb'"(?:conceptrecid|record_id|person_or_org)"\s*:', rb'"links"\s*:'
    ),
    _signs("semanticscholar", rb'"paperId"\s*:\s*"[0-9a-f]{40}"'),
    _signs("openlibrary", rb'"ISBN:[\dX]', rb'"https?://openlibrary\.org/'),
    _signs("datacite", rb'"data"\s*:\s*\[\s*\]', rb'"meta"\s*:', rb'api\.datacite\.org/|"resourceTypes"\s*:'),
)


def service_of(data: bytes) -> str:
    """Return the name of the service whose answer in JSON ``data`` is; an empty string for any other file."""
    for service, expressions in _JSON:
        if all(expression.search(data) for expression in expressions):
            return service
    return ""
