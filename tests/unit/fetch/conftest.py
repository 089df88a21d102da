"""No test of this folder reaches the network, and none sees the proxies and keys of the environment."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit.fetch.server import Clock, Server

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkUsedError(BaseException):
    """A test tried to reach another machine. No code under test catches this."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def local_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise NetworkUsedError(f"connection to {address}")
        connect(self, address)

    def local_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        if host not in LOOPBACK:
            raise NetworkUsedError(f"name {host!r} looked up")
        return getaddrinfo(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", local_connect)
    monkeypatch.setattr(socket, "getaddrinfo", local_getaddrinfo)
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("PUBS_"):
            monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()
