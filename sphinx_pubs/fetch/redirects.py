"""Which redirects are followed: a few, over https, to hosts that belong to the service."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote, urljoin, urlsplit

from .base import FetchError
from .urls import host_of, without_keys

MOST_REDIRECTS = 5

_STATUSES = frozenset({301, 302, 303, 307, 308})

# The services for content negotiation of the registration agencies, and what they redirect to:
# https://support.datacite.org/docs/doi-content-negotiation.
_OF_DOIS = (
    "doi.org dx.doi.org www.doi.org api.crossref.org data.crossref.org api.datacite.org data.datacite.org "
    "data.crosscite.org data.medra.org"
)

#: Host -> the hosts that it may redirect to, besides itself.
REDIRECT_HOSTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        host: frozenset(targets.split())
        for host, targets in (
            ("doi.org", _OF_DOIS),
            ("dx.doi.org", _OF_DOIS),
            ("www.doi.org", _OF_DOIS),
            ("data.crossref.org", "api.crossref.org"),
            ("data.datacite.org", "api.datacite.org data.crosscite.org"),
            ("data.crosscite.org", "api.datacite.org data.datacite.org"),
            ("api.archives-ouvertes.fr", "api.hal.science"),
            ("arxiv.org", "export.arxiv.org"),
            ("export.arxiv.org", "arxiv.org"),
            ("dblp.org", "dblp.uni-trier.de dblp.dagstuhl.de"),
            ("inspirehep.net", "www.inspirehep.net"),
            ("api.opencitations.net", "opencitations.net"),
            ("opencitations.net", "api.opencitations.net"),
            ("zenodo.org", "www.zenodo.org"),
        )
    }
)


def is_redirect(status: int, headers: Mapping[str, str]) -> bool:
    """Whether an answer says where to ask instead."""
    return status in _STATUSES and bool(headers.get("location", "").strip())


class Redirects:
    """Follow the redirects of one request.

    :param hosts: the hosts that each host may redirect to, besides itself.
    :param http_hosts: hosts that may be asked over http.
    """

    def __init__(
        self,
        url: str,
        hosts: Mapping[str, frozenset[str]] = REDIRECT_HOSTS,
        http_hosts: frozenset[str] = frozenset(),
    ) -> None:
        self._first = url
        self._allowed = hosts.get(host_of(url), frozenset()) | {host_of(url)}
        self._http_hosts = http_hosts
        self._count = 0

    def following(self, url: str, location: str) -> str:
        """Return the URL that ``location``, a header of the answer to ``url``, leads to.

        :raises FetchError: if it is not https, if the host is another service's, or if there were too many.
        """
        self._count += 1
        if self._count > MOST_REDIRECTS:
            raise self._error(f"more than {MOST_REDIRECTS} redirects; the last one leads to", location)
        target = _target(url, location)
        if not target:
            raise self._error("redirect to an invalid URL", location)
        parts = urlsplit(target)
        host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and host in self._http_hosts):
            raise self._error("redirect that is not https", location)
        if host not in self._allowed or parts.username is not None:
            raise self._error("redirect to the host of another service", location)
        return target

    def _error(self, problem: str, location: str) -> FetchError:
        shown = without_keys(location)[:200]
        return FetchError(f"{host_of(self._first)}: {problem}: {shown!r}, for {without_keys(self._first)}")


def _target(url: str, location: str) -> str:
    """Return the URL that ``location`` means in an answer to ``url``; empty if it is not valid."""
    try:
        # Python reads headers as Latin-1, so that these are the bytes that the server sent.
        written = quote(location.strip().encode("latin-1", "replace"), safe="!#$%&'()*+,/:;=?@[]~")
        target = urljoin(url, written)
        _ = urlsplit(target).port  # raises ValueError if it is not a number
    except ValueError:
        return ""
    return target
