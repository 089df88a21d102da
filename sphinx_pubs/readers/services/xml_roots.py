"""Which service a saved answer in XML is from, by its root element."""

from __future__ import annotations

import re

from ..contents import head_of

# What can be before the root element, and its name: also that of a document type, which is the same. White
# space, instructions and comments are skipped.
_ROOT = re.compile(
    r"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+<(?:!DOCTYPE\s++)?+(?:[\w.-]++:)?+(?P<name>[\w.-]++)"
)
#: Root element -> the service whose answers have it, and what is also in them, near their beginning.
_SERVICES = {
    "feed": ("arxiv", "arxiv.org"),
    "PubmedArticleSet": ("pubmed", ""),
    "PubmedArticle": ("pubmed", ""),
    "PubmedBookArticle": ("pubmed", ""),
    "eFetchResult": ("pubmed", ""),
    "resource": ("datacite_xml", "datacite.org/schema"),
}


def service_of_xml(data: bytes) -> str:
    """Return the name of the service whose answer in XML ``data`` is; an empty string for any other file."""
    head = head_of(data)
    root = _ROOT.match(head)
    service, sign = _SERVICES.get(root["name"] if root else "", ("", ""))
    return service if sign in head else ""
