"""The transport for the network: https, one request at a time per host, with pauses, attempts and limits."""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from .. import __version__
from .base import Answer, FetchError
from .exchange import Exchange, Failure, Limits, RawAnswer
from .pauses import PAUSES, backoff, retry_after
from .redirects import REDIRECT_HOSTS, Redirects, is_redirect
from .service_keys import ServiceKeys
from .statuses import busy_error, is_busy
from .urls import host_of, without_keys

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})

#: Seconds between the attempts, unless an answer says how long. There is one attempt more.
GROWING_PAUSES = (1.0, 4.0, 15.0)
#: The longest wait in seconds. A service that asks for more is given up.
LONGEST_WAIT = 120.0
#: A wait of so many seconds is told, so that the command does not seem to hang.
NOTICED_WAIT = 5.0

# What a URL may be made of (RFC 3986).
_URL = re.compile(r"[!-~]+")
_CONTACT = re.compile(r"[!-'*-?A-~]++@[!-'*-?A-~]++")
# Headers that may go to another host after a redirect. No key is among them.
_HARMLESS = frozenset({"accept", "accept-encoding", "accept-language", "user-agent"})


def _ignore(message: str) -> None:
    """Log nothing."""


@dataclass(slots=True)
class _Host:
    """What is known of a host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    """When it may be asked again, by the clock of the transport."""
    is_down: bool = False
    """All attempts for the last request have failed: the next one gets a single attempt."""


class HttpsTransport:
    """Send GET requests over https.

    :param contact: the user's e-mail address for ``User-Agent``; some services allow more requests with it.
        Empty if unknown.
    :param keys: the keys of services; each is sent to its own host only.
    :param pauses: host -> shortest pause between two requests, in seconds.
    :param redirect_hosts: host -> the hosts that it may redirect to, besides itself.
    :param http_hosts: hosts that may be asked over http, for tests.
    :param sleep: waits for some seconds.
    :param clock: returns seconds of a clock that never goes back.
    :param now: returns the seconds since 1970.
    :param log: gets a line for each request and each short wait, without keys.
    :param notice: gets a line for each long wait.
    :raises FetchError: if ``contact`` is no e-mail address.
    """

    def __init__(
        self,
        contact: str = "",
        *,
        keys: ServiceKeys | None = None,
        limits: Limits | None = None,
        pauses: Mapping[str, float] = PAUSES,
        redirect_hosts: Mapping[str, frozenset[str]] = REDIRECT_HOSTS,
        http_hosts: frozenset[str] = frozenset(),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        log: Callable[[str], None] = _ignore,
        notice: Callable[[str], None] = _ignore,
    ) -> None:
        if contact and not _CONTACT.fullmatch(contact):
            raise FetchError(f"the contact {contact[:40]!r} is no e-mail address, such as jane@example.org")
        self._agent = f"sphinx-pubs/{__version__}" + (f" (mailto:{contact})" if contact else "")
        self._keys = keys or ServiceKeys()
        self._exchange = Exchange(limits or Limits())
        self._pauses = pauses
        self._redirect_hosts = redirect_hosts
        self._http_hosts = http_hosts
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._log = log
        self._notice = notice
        self._hosts: dict[str, _Host] = {}

    def get(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return the answer to a GET request, after redirects.

        :raises FetchError: if there is no usable answer, or ``url`` is not https.
        """
        self._check(url)
        redirects = Redirects(url, self._redirect_hosts, self._http_hosts)
        sent = {"User-Agent": self._agent, **headers, "Accept-Encoding": "identity"}
        target = url
        answer = self._ask(target, sent)
        while is_redirect(answer.status, answer.headers):
            following = redirects.following(target, answer.headers["location"])
            if host_of(following) != host_of(target):
                sent = {name: value for name, value in sent.items() if name.lower() in _HARMLESS}
            target = following
            answer = self._ask(target, sent)
        return Answer(self._shown(url), answer.status, MappingProxyType(answer.headers), answer.body)

    def _check(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            is_valid = bool(parts.hostname and _URL.fullmatch(url)) and parts.username is None
            _ = parts.port  # raises ValueError if it is not a number
        except ValueError:
            is_valid = False
        if not is_valid:
            raise FetchError(f"invalid URL: {self._shown(url)[:200]!r}")
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in self._http_hosts):
            raise FetchError(f"{parts.hostname}: only https is allowed: {self._shown(url)}")

    def _shown(self, url: str) -> str:
        """Return ``url`` without keys, for answers, messages and logs."""
        return self._keys.hide(without_keys(url))

    def _ask(self, url: str, headers: Mapping[str, str]) -> RawAnswer:
        """Return the answer of one host, which may be a redirect, after some attempts if need be."""
        name = host_of(url)
        host = self._hosts.setdefault(name, _Host())
        with host.lock:
            for pause in (None,) if host.is_down else (*GROWING_PAUSES, None):
                self._wait(host, name)
                answer = self._once(url, headers)
                host.free_at = self._clock() + self._pauses.get(name, 0.0)
                host.is_down = pause is None and _may_pass(answer)
                if isinstance(answer, Failure):
                    if pause is None or not answer.may_pass:
                        raise FetchError(f"{name}: {answer.reason}, for {self._shown(url)}")
                    self._postpone(host, pause)
                    continue
                self._postpone(host, backoff(answer.headers))
                if not is_busy(answer.status):
                    return answer
                asked = retry_after(answer.headers, self._now())
                self._postpone(host, (pause or 0.0) if asked is None else asked)
                if pause is None or host.free_at - self._clock() > LONGEST_WAIT:
                    raise self._busy_error(url, answer.status, asked)
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, host: _Host, name: str) -> None:
        """Wait until the host may be asked again."""
        seconds = host.free_at - self._clock()
        if seconds <= 0:
            return
        if seconds > LONGEST_WAIT:
            raise FetchError(f"{name}: the service asks for a pause; try again {_when(seconds)}")
        (self._notice if seconds >= NOTICED_WAIT else self._log)(f"waiting {seconds:.1f} seconds for {name}")
        self._sleep(seconds)

    def _postpone(self, host: _Host, seconds: float) -> None:
        host.free_at = max(host.free_at, self._clock() + seconds)

    def _once(self, url: str, headers: Mapping[str, str]) -> RawAnswer | Failure:
        """Send one request with the key of the host; return the answer without it."""
        start = self._clock()
        answer = self._exchange.get(*self._keys.applied(url, headers))
        if isinstance(answer, Failure):
            answer = Failure(self._keys.hide(answer.reason), answer.may_pass)
            result = answer.reason
        else:
            shown = {name: self._keys.hide(value) for name, value in answer.headers.items()}
            answer = RawAnswer(answer.status, shown, self._keys.hide_bytes(answer.body))
            result = f"status {answer.status}, {len(answer.body):,} bytes"
        self._log(f"GET {self._shown(url)}: {result}, {self._clock() - start:.1f} seconds")
        return answer

    def _busy_error(self, url: str, status: int, seconds: float | None) -> FetchError:
        when = _when(seconds) if seconds else "later"
        hint = self._keys.hint(host_of(url)) if status == 429 else ""
        return busy_error(self._shown(url), status, f"{when}; {hint}" if hint else when)


def _may_pass(answer: RawAnswer | Failure) -> bool:
    """Whether another attempt may help."""
    return answer.may_pass if isinstance(answer, Failure) else is_busy(answer.status)


def _when(seconds: float) -> str:
    if seconds <= LONGEST_WAIT:
        return f"in {math.ceil(seconds)} seconds"
    return f"in {math.ceil(seconds / 60)} minutes"
