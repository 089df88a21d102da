"""Parts of a URL: its host, and what may be shown of it."""

from __future__ import annotations

from urllib.parse import unquote_plus, urlsplit, urlunsplit

#: Query parameters that hold keys. Their names are in lower case.
KEY_PARAMETERS = frozenset({"access_token", "api_key", "apikey", "key", "token"})

#: Query parameters that say who asks.
CONTACT_PARAMETERS = frozenset({"email", "mailto", "tool"})


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without its port; empty if there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a broken IPv6 address
        return ""


def without_keys(url: str, *, contacts: bool = False) -> str:
    """Return ``url`` without the parameters that hold keys, and without a name and password before the host.

    Everything else stays as it is written.

    :param contacts: leave out those that say who asks, too.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    hidden = KEY_PARAMETERS | CONTACT_PARAMETERS if contacts else KEY_PARAMETERS
    kept = [part for part in parts.query.split("&") if parameter_name(part) not in hidden]
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="&".join(kept)))


def parameter_name(part: str) -> str:
    """Return the name in ``name=value``, a part of a query, in lower case."""
    return unquote_plus(part.partition("=")[0]).lower()
