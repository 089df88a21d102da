"""Kinds of links: the fields that hold them and the labels they carry."""

from __future__ import annotations

import re

#: kind -> label. The order is the one in which links that come from fields stand.
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

#: Fields that people write -> kind; the kinds themselves are fields too.
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

#: What a field of any other link starts with: ``link_dataset-card = {https://…}``.
LINK_PREFIXES = ("link_", "link-", "customlink")


def link_kind_of(field: str) -> str:
    """Return the kind of link that the field ``field`` holds, or an empty string."""
    return field if field in LINK_KINDS else LINK_FIELDS.get(field, "")


#: Schemes of links that may stand on a page.
SAFE_SCHEMES = frozenset({"http", "https", "ftp", "mailto"})

# What a browser leaves out of a URL before it looks for the scheme (WHATWG URL standard, section 4.4),
# and more: no scheme has a blank or an invisible character in it.
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")


def safe_url(url: str) -> bool:
    """Whether ``url`` may stand on a page: of a scheme that runs nothing, or a relative reference.

    A reference that begins with two slashes is none: from a page on a disk it leads to a
    machine of the network, which on Windows gets the reader's credentials.
    A relative reference has no colon before its first slash, as RFC 3986, section 4.2, asks:
    what has one is taken for a scheme by somebody.
    """
    url = _INVISIBLE.sub("", url).replace("\\", "/")
    if url.startswith("//"):
        return False
    head = re.split(r"[/?#]", url, maxsplit=1)[0]
    scheme, colon, _ = head.partition(":")
    return not colon or scheme.lower() in SAFE_SCHEMES
