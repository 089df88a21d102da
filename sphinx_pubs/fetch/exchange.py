"""One request and its answer over the network, within limits of time and size."""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from ..readers.load import MAX_BYTES

_BLOCK = 65536
_DIGITS = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of an answer."""

    connect_seconds: float = 20.0
    """How long to wait for the connection, and for the next bytes."""
    total_seconds: float = 120.0
    """How long the answer may take as a whole."""
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as it came. The names in ``headers`` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer. ``may_pass``: another attempt may help.

    It is not an exception, since the context of an exception would hold the URL with its key.
    """

    reason: str
    may_pass: bool = True


class _TooSlowError(OSError):
    """The answer takes longer than it may as a whole."""


class _TimedFile(io.RawIOBase):
    """The bytes of a connection, until the deadline.

    The time limit of a socket is for each read only, and starts again with every byte that a server sends.
    """

    def __init__(self, connection: socket.socket, seconds: float, deadline: float) -> None:
        super().__init__()
        self._connection = connection
        self._file = connection.makefile("rb", buffering=0)
        self._seconds = seconds
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise _TooSlowError
        self._connection.settimeout(min(self._seconds, left))
        try:
            return self._file.readinto(buffer)
        except TimeoutError:
            if left < self._seconds:
                raise _TooSlowError from None
            raise

    def close(self) -> None:
        self._file.close()
        super().close()


class _TimedSocket:
    """What an HTTP response needs of a socket."""

    def __init__(self, connection: socket.socket, limits: Limits, deadline: float) -> None:
        self._file = partial(_TimedFile, connection, limits.connect_seconds, deadline)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._file())


class _TimedHandler(HTTPSHandler, HTTPHandler):
    """Open URLs, and read the answers until a deadline."""

    def __init__(self, context: ssl.SSLContext | None, limits: Limits) -> None:
        super().__init__(context=context)
        self._tls = context
        self._limits = limits
        self._deadline = time.monotonic() + limits.total_seconds

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(
            partial(self._connect, partial(http.client.HTTPSConnection, context=self._tls)), req
        )

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(partial(self._connect, http.client.HTTPConnection), req)

    def _connect(
        self, make: Callable[..., http.client.HTTPConnection], host: str, **options: Any
    ) -> http.client.HTTPConnection:
        connection = make(host, **options)
        connection.response_class = self._response  # type: ignore[assignment]
        return connection

    def _response(
        self, connection: socket.socket, *arguments: Any, **options: Any
    ) -> http.client.HTTPResponse:
        timed = _TimedSocket(connection, self._limits, self._deadline)
        return http.client.HTTPResponse(timed, *arguments, **options)  # type: ignore[arg-type]


class Exchange:
    """Send GET requests. The proxies of the environment are used (``https_proxy``, ``no_proxy``)."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._context: ssl.SSLContext | None = None

    def get(self, url: str, headers: Mapping[str, str]) -> RawAnswer | Failure:
        """Return the answer to one request; redirects are not followed.

        :param headers: they must ask for an answer that is not compressed.
        """
        if self._context is None and url.startswith("https:"):
            self._context = ssl.create_default_context()
        opener = OpenerDirector()  # without the usual handlers: an answer of any status is returned
        opener.add_handler(ProxyHandler())
        opener.add_handler(_TimedHandler(self._context, self._limits))
        try:
            request = Request(url, headers=dict(headers))  # noqa: S310 (the transport has checked the scheme)
            with opener.open(request, timeout=self._limits.connect_seconds) as response:
                return self._read(response)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return self._failure(error)

    def _read(self, response: http.client.HTTPResponse) -> RawAnswer | Failure:
        names = dict.fromkeys(name.lower() for name in response.headers)
        headers = {name: ", ".join(response.headers.get_all(name, [])) for name in names}
        if _is_compressed(headers):
            return Failure("the answer is compressed, although this was not asked for", may_pass=False)
        most = self._limits.max_bytes
        length = _length(response.status, headers)
        blocks, size = [], 0
        while (
            size <= most and (length or 0) <= most and (block := response.read(min(_BLOCK, most + 1 - size)))
        ):
            blocks.append(block)
            size += len(block)
        if max(size, length or 0) > most:
            return Failure(f"the answer is larger than {most:,} bytes", may_pass=False)
        if length is not None and size < length:
            return Failure(f"the answer ends after {size:,} of {length:,} bytes")
        return RawAnswer(response.status, headers, b"".join(blocks))

    def _failure(self, error: Exception) -> Failure:
        """Return why a request has no answer, in words."""
        if isinstance(error, URLError) and isinstance(error.reason, Exception):
            error = error.reason
        match error:
            case ssl.SSLCertVerificationError():
                return Failure(f"its certificate is not valid ({error.verify_message})", may_pass=False)
            case _TooSlowError():
                seconds = self._limits.total_seconds
                return Failure(f"the answer takes longer than {seconds:g} seconds", may_pass=False)
            case TimeoutError():
                return Failure(f"no answer within {self._limits.connect_seconds:g} seconds")
            case socket.gaierror():
                return Failure("the host is not found; is there a connection to the network?")
            case http.client.IncompleteRead():
                return Failure("the answer ends too early")
            case http.client.RemoteDisconnected() | ConnectionResetError():
                return Failure("the connection was closed without an answer")
            case ValueError() | http.client.InvalidURL():
                return Failure("the request is not valid HTTP", may_pass=False)
            case http.client.HTTPException():
                return Failure("the answer is not valid HTTP")
        return Failure(f"no connection ({getattr(error, 'strerror', None) or error})")


def _is_compressed(headers: Mapping[str, str]) -> bool:
    encodings = headers.get("content-encoding", ""), headers.get("transfer-encoding", "")
    return any(encoding.strip().lower() not in {"", "identity", "chunked"} for encoding in encodings)


def _length(status: int, headers: Mapping[str, str]) -> int | None:
    """Return how many bytes the body must have; None if the answer does not say.

    Source: RFC 9112, section 6.3.
    """
    length = headers.get("content-length", "").strip()
    if status in {204, 304} or headers.get("transfer-encoding") or not _DIGITS.fullmatch(length):
        return None
    return int(length)
