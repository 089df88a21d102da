"""Answers from files instead of the network, and files of answers from the network.

A file is one answer: ``{"url": …, "status": 200, "headers": {…}, "body": "text"}``. Bytes that are not UTF-8
are in ``body_base64`` instead. Two members are optional: ``request_headers``, which a request must have for
this answer, and ``repeat``: 2 for the answer to the second request for the same URL.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .base import Answer, FetchError, NotRecordedError
from .redirects import Redirects, is_redirect
from .statuses import busy_error, is_busy
from .urls import CONTACT_PARAMETERS, KEY_PARAMETERS, without_keys

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def _ignore(message: str) -> None:
    """Log nothing."""


# Parameters that do not change what a service answers: keys, contacts, and what DataCite sends besides.
_IGNORED = KEY_PARAMETERS | CONTACT_PARAMETERS | {"include"}

# Parameters that name a page of a list, and the values for the first one.
_PAGE_PARAMETERS = frozenset(
    "cursor cursormark f from offset page page[cursor] page[number] retstart skip start".split()
)
_FIRST_PAGE = frozenset({"*", "0"})
_FIRST_NUMBER = "1"


@dataclass(frozen=True, slots=True)
class _Key:
    """What a URL asks for: URLs that differ in the order of parameters or in a contact have equal keys."""

    base: str
    """Scheme, host and path."""
    parameters: frozenset[tuple[str, str]]

    def is_like(self, other: _Key) -> bool:
        """Whether one has all parameters of the other, and both are about the same page of a list."""
        mine, others = self.parameters, other.parameters
        return (
            self.base == other.base
            and (mine <= others or mine >= others)
            and not any(_is_later_page(*parameter) for parameter in mine ^ others)
        )


def _key(url: str) -> _Key:
    try:
        parts = urlsplit(url)
    except ValueError:
        return _Key(url, frozenset())
    # DOIs are case-insensitive, and may be written with `%2F`.
    path = unquote(parts.path)
    parameters = frozenset(
        (name, value) for name, value in parse_qsl(parts.query) if name.lower() not in _IGNORED
    )
    host = parts.netloc.rpartition("@")[2].removesuffix(":443")
    return _Key(f"{parts.scheme}://{host}{path}".lower(), parameters)


def _is_later_page(name: str, value: str) -> bool:
    name = name.lower()
    if name not in _PAGE_PARAMETERS or value in _FIRST_PAGE:
        return False
    return not (name.startswith("page") and value == _FIRST_NUMBER)


@dataclass(frozen=True, slots=True)
class _Recording:
    path: str
    key: _Key
    status: int
    headers: Mapping[str, str]
    body: bytes
    request_headers: Mapping[str, str]
    repeat: int

    def fits(self, headers: Mapping[str, str]) -> bool:
        """Whether a request with ``headers`` gets this answer."""
        return all(headers.get(name) == value for name, value in self.request_headers.items())


class Replay:
    """A transport that answers from the recorded answers below a folder.

    A URL matches a recorded one with the same scheme, host and path, and with the same parameters in any
    order; keys and contacts are ignored. If none matches, the one recording of this path that has more or
    fewer parameters is taken, unless it is another page of a list. A recorded 429 or 5xx is an error, as
    after the last attempt, unless there is another recording for the URL.

    :param log: gets a line for each answer, with its file.
    :raises FetchError: if there is no such folder.
    """

    def __init__(self, folder: Path, log: Callable[[str], None] = _ignore) -> None:
        if not folder.is_dir():
            raise FetchError(f"no folder of recorded answers: {str(folder)!r}")
        self._folder = folder
        self._log = log
        paths = sorted(folder.rglob("*.json"), key=lambda path: path.relative_to(folder).as_posix())
        self._recordings = [found for path in paths if (found := _read(path)) is not None]
        self._requests: Counter[tuple[_Key, tuple[tuple[str, str], ...]]] = Counter()

    def get(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return the recorded answer to a GET request.

        :raises FetchError: if there is none, or the answer is no usable one.
        """
        sent = {name.lower(): value for name, value in headers.items()}
        redirects = Redirects(url)
        found = self._find(url, sent)
        target = url
        while is_redirect(found.status, found.headers):
            target = redirects.following(target, found.headers["location"])
            found = self._find(target, sent)
        if is_busy(found.status):
            raise busy_error(target, found.status)
        return Answer(without_keys(url), found.status, found.headers, found.body)

    def _find(self, url: str, headers: Mapping[str, str]) -> _Recording:
        key = _key(url)
        request = key, tuple(sorted(headers.items()))
        self._requests[request] += 1
        fitting = [recording for recording in self._recordings if recording.fits(headers)]
        matching = [recording for recording in fitting if recording.key == key]
        if not matching:
            matching = [recording for recording in fitting if recording.key.is_like(key)]
            if len({recording.key for recording in matching}) > 1:
                matching = []
        if not matching:
            raise NotRecordedError(
                f"no recorded answer for {without_keys(url)} in {str(self._folder)!r}; "
                "record it with --record, or fetch it without --replay"
            )
        found = _best(matching, self._requests[request])
        self._log(f"GET {without_keys(url)}: status {found.status}, {len(found.body):,} bytes, {found.path}")
        return found


def _best(recordings: list[_Recording], number: int) -> _Recording:
    """Return the answer to the request of that number, from 1, for a URL with these recordings.

    One made for headers of the request comes before one for any, and a usable one before 429 and 5xx; then
    the first by path.
    """
    due = [recording for recording in recordings if recording.repeat <= number] or recordings
    return max(
        due,
        key=lambda recording: (
            not is_busy(recording.status),
            len(recording.request_headers),
            recording.repeat,
        ),
    )


def _read(path: Path) -> _Recording | None:
    """Return the answer that a file holds; None if it holds something else."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    url, status, repeat, body = (
        content.get("url"),
        content.get("status"),
        content.get("repeat", 1),
        _body(content),
    )
    if not isinstance(url, str) or not isinstance(status, int) or not isinstance(repeat, int) or body is None:
        return None
    headers, request_headers = _strings(content.get("headers")), _strings(content.get("request_headers"))
    return _Recording(str(path), _key(url), status, headers, body, request_headers, repeat)


def _body(content: Mapping[str, Any]) -> bytes | None:
    text, encoded = content.get("body"), content.get("body_base64")
    if isinstance(text, str):
        return text.encode("utf-8", "surrogatepass")
    if isinstance(encoded, str):
        try:
            return base64.b64decode(encoded, validate=True)
        except ValueError:
            return None
    return None


def _strings(value: object) -> Mapping[str, str]:
    """Return the members of a mapping with text as value, with their names in lower case."""
    if not isinstance(value, dict):
        return _NO_HEADERS
    return MappingProxyType({name.lower(): text for name, text in value.items() if isinstance(text, str)})
