"""Keys and tokens of services. They come from the environment only, and leave it for their own host only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlsplit, urlunsplit

from .base import FetchError
from .urls import host_of, parameter_name

# The characters of a bearer token, RFC 6750, section 2.1. The keys of all services fit.
_KEY = re.compile(r"[A-Za-z0-9._~+/=-]+")
# A shorter value is no key. Hiding it would change the text of answers.
_SHORTEST = 8

_NO_ENVIRONMENT: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KeyUse:
    """Where a service wants its key: in a header, after ``prefix``, or else in a parameter of the query."""

    variable: str
    host: str
    header: str = ""
    prefix: str = ""
    parameter: str = ""


#: The environment variables with keys.
KEY_USES = (
    KeyUse("PUBS_ADS_TOKEN", "api.adsabs.harvard.edu", "Authorization", "Bearer "),
    KeyUse("PUBS_NCBI_KEY", "eutils.ncbi.nlm.nih.gov", parameter="api_key"),
    KeyUse("PUBS_OPENALEX_KEY", "api.openalex.org", parameter="api_key"),
    KeyUse("PUBS_ORCID_TOKEN", "pub.orcid.org", "Authorization", "Bearer "),
    KeyUse("PUBS_ZOTERO_KEY", "api.zotero.org", "Zotero-API-Key"),
)


class ServiceKeys:
    """The keys in an environment.

    :param uses: the variables to look for.
    :raises FetchError: if a value cannot be a key. The message does not contain it.
    """

    def __init__(
        self, environment: Mapping[str, str] = _NO_ENVIRONMENT, uses: tuple[KeyUse, ...] = KEY_USES
    ) -> None:
        self._uses = uses
        # A secret of a CI service often ends in a line break.
        values = {use.variable: environment.get(use.variable, "").strip() for use in uses}
        self._values = {variable: value for variable, value in values.items() if value}
        for variable, value in self._values.items():
            if len(value) < _SHORTEST or _KEY.fullmatch(value) is None:
                raise FetchError(
                    f"{variable} holds no key: expected {_SHORTEST} or more letters, digits or ._~+/=-; "
                    "copy the key again from the site of the service"
                )
        self._patterns = {variable: _pattern(value) for variable, value in self._values.items()}

    def applied(self, url: str, headers: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """Return the URL and the headers to send, with the key of their host."""
        host, sent = host_of(url), dict(headers)
        for use in self._uses:
            value = self._values.get(use.variable)
            if use.host != host or value is None:
                continue
            if use.parameter:
                url = _with_parameter(url, use.parameter, value)
            else:
                sent = {name: text for name, text in sent.items() if name.lower() != use.header.lower()}
                sent[use.header] = f"{use.prefix}{value}"
        return url, sent

    def hide(self, text: str) -> str:
        """Return ``text`` with the name of its variable for each key, however the key is written."""
        for variable, pattern in self._patterns.items():
            text = pattern.sub(variable, text)
        return text

    def hide_bytes(self, body: bytes) -> bytes:
        """Do the same to bytes."""
        # Latin-1 has a character for each byte. Without keys, there is nothing to decode.
        return self.hide(body.decode("latin-1")).encode("latin-1") if self._patterns else body

    def hint(self, host: str) -> str:
        """Return which variable may give ``host`` more requests; empty if there is none or it is set."""
        names = [use.variable for use in self._uses if use.host == host and use.variable not in self._values]
        return f"a key in {names[0]} may allow more requests" if names else ""


def _pattern(value: str) -> re.Pattern[str]:
    """Return an expression for a key as it is, in a URL and in JSON."""
    signs = (
        sign if sign.isalnum() else f"(?:{re.escape(sign)}|%{ord(sign):02X}|{re.escape(chr(92) + sign)})"
        for sign in value
    )
    return re.compile(f"{''.join(signs)}", re.IGNORECASE)


def _with_parameter(url: str, name: str, value: str) -> str:
    """Return ``url`` with one parameter of that name."""
    parts = urlsplit(url)
    kept = [part for part in parts.query.split("&") if part and parameter_name(part) != name]
    return urlunsplit(parts._replace(query="&".join([*kept, f"{name}={quote(value, safe='')}"])))
