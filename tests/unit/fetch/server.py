"""A small HTTP server for tests: it sends exactly the bytes that a test wants, and remembers the requests."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

Answering = bytes | Callable[[socket.socket], None]


@dataclass(frozen=True)
class Received:
    """A request. The names in ``headers`` are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


def answer(
    status: int = 200,
    body: bytes | str = b"ok",
    *,
    length: bool = True,
    headers: Mapping[str, str] = MappingProxyType({}),
    **more: str,
) -> bytes:
    """Return an answer. ``Retry_After=`` is the header Retry-After."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Reason", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in {**headers, **more}.items()]
    if length:
        lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + content


def redirect(location: str, status: int = 302) -> bytes:
    return answer(status, Location=location)


def dripping(start: bytes, drop: bytes = b"x", pause: float = 0.02, times: int = 500) -> Answering:
    """Send ``start``, and then ``drop`` again and again."""

    def send(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(times):
            time.sleep(pause)
            connection.sendall(drop)

    return send


def silent(seconds: float) -> Answering:
    """Send nothing for a while."""
    return lambda _: time.sleep(seconds)


class Clock:
    """A clock that only ``sleep`` moves."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.sleeps: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.time += seconds


class Server:
    """A server on a free port of 127.0.0.1.

    ``answers`` has a list for each path: what to send for the first request, the second and so on; the last
    one is repeated. A path that is not there gets 404.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, list[Answering]] = {}
        self.requests: list[Received] = []
        self.most_at_once = 0
        self._at_once = 0
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer._handle(self.request, tls)

        socketserver.ThreadingTCPServer.daemon_threads = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        #: The same server under the name of another host.
        self.other_url = f"{scheme}://localhost:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def _handle(self, connection: Any, tls: ssl.SSLContext | None) -> None:
        try:
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)
            self._answer(connection)
        except OSError:
            pass  # the client has gone, as some tests want
        finally:
            connection.close()

    def _answer(self, connection: socket.socket) -> None:
        received = b""
        while b"\r\n\r\n" not in received:
            block = connection.recv(65536)
            if not block:
                return
            received += block
        first, *lines = received.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        method, path, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        with self._lock:
            self.requests.append(Received(method, path, headers))
            answers = self.answers.get(path.partition("?")[0], [answer(404, "not found")])
            chosen = answers[min(self._counts[path], len(answers) - 1)]
            self._counts[path] += 1
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            if isinstance(chosen, bytes):
                connection.sendall(chosen)
            else:
                chosen(connection)
        finally:
            with self._lock:
                self._at_once -= 1
