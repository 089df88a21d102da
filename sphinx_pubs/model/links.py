"""Kinds of links, their fields and labels, and which URLs are safe on a page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

# --- kinds of links ---

# Link kind -> label, in the order in which links from fields are shown.
LINK_KINDS = {
    "doi": "DOI",
    "arxiv": "arXiv",
    "pmid": "PubMed",
    "pmcid": "PMC",
    "hal": "HAL",
    "ads": "ADS",
    "url": "Link",
    "html": "HTML",
    "pdf": "PDF",
    "paper": "Paper",
    "preprint": "Preprint",
    "supplement": "Supplement",
    "code": "Code",
    "data": "Data",
    "models": "Models",
    "project": "Project",
    "website": "Website",
    "demo": "Demo",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "talk": "Talk",
    "blog": "Blog",
    "press": "Press",
}

# Field -> link kind. The link kinds themselves are fields, too.
LINK_FIELDS = {
    "supp": "supplement",
    "supplementary": "supplement",
    "suppl": "supplement",
    "codeurl": "code",
    "software": "code",
    "github": "code",
    "repository": "code",
    "repository-code": "code",
    "repository_code": "code",
    "sourcecode": "code",
    "source_code": "code",
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


@lru_cache(maxsize=1024)
def field_name(written: str) -> str:
    """Return the name of a field in lower case, but the label in ``link_Hugging_Face`` as it is written."""
    name = written.lower()
    prefix = next((prefix for prefix in LINK_PREFIXES if name.startswith(prefix)), "")
    return prefix + written[len(prefix) :] if prefix else name


# --- URLs with a DOI ---

_DOI_IN_URL = re.compile(
    r"(?:https?://)?(?P<host>[\w.-]+\.[a-z]{2,})(?::\d+)?/(?>(?:[^\s<>]*?[/=:])??(?=10\.\d{4,9}(?:\.\d+)*+/))"
    r"(?P<doi>10\.\d{4,9}(?:\.\d+)*/[^\s<>]+(?:<[^\s<>]*+>[^\s<>]*+)*+)",
    re.I,
)
# What publishers write behind the DOI of an article for its page, its text and its parts.
_PAGE_OF_DOI = re.compile(
    r"(?:/(?:abstract|full|full-?text|e?pdf|pdfdirect|epub|html?|meta|summary|references|citations)|\.(?:full|abstract|e?pdf|html?))$",
    re.I,
)
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.(?:org|acm\.org|ieeecomputersociety\.org)/", re.I)
# The addresses that PubMed and PubMed Central have had.
_NCBI = re.compile(
    r"https?://(?:(?:www|pmc|pubmed)\.)?ncbi\.nlm\.nih\.gov/(?:pmc/|pubmed/)?(?:articles/)?(?P<id>(?:PMC)?\d+)/?",
    re.I,
)
_BIORXIV_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")


def doi_in_url(url: str) -> str:
    """Return the DOI in the URL of a resolver (``doi.org``, ``doi.acm.org``) or a publisher, or ""."""
    if "10." not in url and "%" not in url:
        return ""
    match = _DOI_IN_URL.fullmatch(unquote(url.strip()).rstrip(".,;"))
    if not match:
        return ""
    doi = match["doi"]
    if _RESOLVER.match(f"https://{match['host']}/"):
        return doi.rstrip("/")
    doi = re.split(r"[?&#]", doi, maxsplit=1)[0]
    for _ in range(2):
        doi = _PAGE_OF_DOI.sub("", doi).rstrip("/")
    return _BIORXIV_VERSION.sub("", doi) if doi.startswith("10.1101/") else doi


def target_of(url: str, *, page: bool = False) -> str:
    """Return where ``url`` leads to, for comparison.

    That is the DOI of a resolver's URL and, with ``page``, also of a publisher's. Of other URLs it is the URL
    without scheme, ``www.`` and a final slash.
    """
    doi = doi_in_url(url) if page or _RESOLVER.match(url) else ""
    if doi:
        return f"doi:{doi.lower()}"
    if article := _NCBI.fullmatch(url):
        return f"ncbi:{article['id'].lower()}"
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").removesuffix("/")


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
