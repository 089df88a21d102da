"""Kinds of links, their fields and labels, and which URLs are safe on a page."""

from __future__ import annotations

import re

# --- kinds of links ---

# Link kind -> label, in the order in which links from fields are shown.
LINK_KINDS = {
    "doi": "DOI",
    "arxiv": "arXiv",
    "pmid": "PubMed",
    "pmcid": "PMC",
    "hal": "HAL",
    "ads": "ADS",
    "url": "link",
    "html": "HTML",
    "pdf": "PDF",
    "paper": "paper",
    "preprint": "preprint",
    "supplement": "supplement",
    "code": "code",
    "data": "data",
    "models": "models",
    "project": "project",
    "website": "website",
    "demo": "demo",
    "slides": "slides",
    "poster": "poster",
    "video": "video",
    "talk": "talk",
    "blog": "blog",
    "press": "press",
}

# Field -> link kind. The link kinds themselves are fields, too.
LINK_FIELDS = {
    "supp": "supplement",
    "supplementary": "supplement",
    "suppl": "supplement",
    "codeurl": "code",
    "software": "code",
    "github": "code",
    "slidesurl": "slides",
    "dataset": "data",
    "model": "models",
    "page": "project",
    "projectpage": "project",
    "project_page": "project",
    "webpage": "website",
    "homepage": "website",
    "site": "website",
    "recording": "video",
    "youtube": "video",
    "link": "url",
}

# Prefixes of fields for other links: ``link_dataset-card = {https://…}``.
LINK_PREFIXES = ("link_", "link-", "customlink")


def link_kind_of(field: str) -> str:
    """Return the kind of the links in ``field``, or an empty string."""
    return field if field in LINK_KINDS else LINK_FIELDS.get(field, "")


# --- safe URLs ---

# Schemes of links that are allowed on a page.
SAFE_SCHEMES = frozenset({"http", "https", "ftp", "mailto"})

# Characters that browsers remove before they look for the scheme (WHATWG URL standard, section 4.4), and
# all other invisible characters, since no scheme contains one.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")


def safe_url(url: str) -> bool:
    """Whether ``url`` is safe on a page: a relative reference, or a scheme that runs no code.

    A reference that begins with two slashes is unsafe: in a page opened from disk it points to a computer
    on the network, to which Windows sends the reader's credentials. A relative reference must not have a
    colon before its first slash (RFC 3986, section 4.2), since some program may take it for a scheme.
    """
    url = _INVISIBLE.sub("", url).replace("\\", "/")
    if url.startswith("//"):
        return False
    head = re.split(r"[/?#]", url, maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    return not colon or scheme.lower() in SAFE_SCHEMES
