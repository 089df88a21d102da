"""What the modules of this package exchange: requests, answers and fetched works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from ..model.records import Publication

#: The file of a site that says which services to ask, and which files to write.
SETTINGS = "pubs.toml"

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class FetchError(Exception):
    """A service cannot be reached or understood. The message names the URL, and never a key or token."""


class NotRecordedError(FetchError):
    """A replay has no answer for a URL, which says nothing about what the service would answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a service.

    ``url`` is the one that was asked for, without secrets. The names in ``headers`` are in lower case.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport(Protocol):
    """The one way to the network. Tests and ``--replay`` answer from files instead."""

    def get(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return the answer to a GET request, whatever its status: 200, 304 or 404.

        :raises FetchError: if there is no usable answer: the host cannot be reached, it stays busy (429) or
            broken (5xx) after some attempts, or the answer is too large or too slow.
        """


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a service knows. ``provider`` is the name of the service, such as *crossref*."""

    record: Publication
    provider: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a provider has for one source.

    ``version`` is what to send with the next request for the same list; empty if the service knows no such
    thing. ``is_unchanged``: the service says that nothing has changed since that version, and ``works`` is
    empty. ``warnings`` are about single works, such as one whose details cannot be found.
    """

    works: tuple[Work, ...] = ()
    version: str = ""
    is_unchanged: bool = False
    warnings: tuple[str, ...] = field(default=())
