"""The transport for the network, against a server on this machine."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs import __version__
from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.exchange import Limits
from sphinx_pubs.fetch.transport import HttpsTransport
from tests.unit.fetch.conftest import NetworkUsedError
from tests.unit.fetch.server import Clock, Server, answer, dripping, redirect, silent

HTTP = frozenset({"127.0.0.1", "localhost"})
LIMITS = Limits(connect_seconds=10, total_seconds=20, max_bytes=1000)
BUSY = (429, 408, 500, 502, 503, 504)


def transport(clock: Clock, **options: Any) -> HttpsTransport:
    """Return a transport that does not wait; 127.0.0.1 may redirect to localhost, another host for it."""
    settings: dict[str, Any] = {
        "http_hosts": HTTP,
        "redirect_hosts": {"127.0.0.1": frozenset({"localhost"})},
        "sleep": clock.sleep,
        "clock": clock,
        "now": lambda: 1_000_000_000.0,
        "limits": LIMITS,
    }
    return HttpsTransport(**{**settings, **options})


def error_of(sender: HttpsTransport, url: str, **headers: str) -> str:
    with pytest.raises(FetchError) as caught:
        sender.get(url, headers)
    assert caught.value.__context__ is None
    return str(caught.value)


# --- requests and answers ---


def test_a_request_says_who_asks_and_asks_for_text_that_is_not_compressed(
    server: Server, clock: Clock
) -> None:
    server.answers["/works"] = [answer()]
    transport(clock, contact="jane@example.org").get(
        f"{server.url}/works?a=%2F&b", {"Accept": "application/json"}
    )
    transport(clock).get(f"{server.url}/works", {"accept-encoding": "gzip"})
    first, second = server.requests
    assert (first.method, first.path) == ("GET", "/works?a=%2F&b")
    assert first.headers["user-agent"] == f"sphinx-pubs/{__version__} (mailto:jane@example.org)"
    assert first.headers["accept"] == "application/json"
    assert second.headers["user-agent"] == f"sphinx-pubs/{__version__}"
    assert [request.headers["accept-encoding"] for request in server.requests] == ["identity"] * 2


@pytest.mark.parametrize("contact", ["jane", "jane@example.org\r\nX: y", "Jane <jane@example.org>", "a@b)"])
def test_a_contact_must_be_an_address(contact: str) -> None:
    with pytest.raises(FetchError, match="is no e-mail address"):
        HttpsTransport(contact)


def test_an_answer_has_its_headers_in_lower_case_and_lists_joined(server: Server, clock: Clock) -> None:
    server.answers["/works"] = [
        answer(200, b"\xff\x00", ETag='"1"').replace(b"\r\n\r\n", b"\r\nLink: <a>\r\nlink: <b>\r\n\r\n")
    ]
    found = transport(clock).get(f"{server.url}/works?api_key=abc&b=1")
    assert found.url == f"{server.url}/works?b=1"
    assert (found.headers["etag"], found.headers["link"]) == ('"1"', "<a>, <b>")
    assert found.body == b"\xff\x00"
    assert server.paths() == ["/works?api_key=abc&b=1"]


@pytest.mark.parametrize("status", [200, 203, 300, 302, 400, 401, 403, 404, 410, 422])
def test_a_usable_status_is_returned(server: Server, clock: Clock, status: int) -> None:
    server.answers["/"] = [answer(status, "text")]
    found = transport(clock).get(f"{server.url}/")
    assert (found.status, found.body) == (status, b"text")
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_without_body_may_give_the_length_it_would_have(
    server: Server, clock: Clock, status: int
) -> None:
    server.answers["/"] = [answer(status, "", length=False, Content_Length="50")]
    found = transport(clock).get(f"{server.url}/", {"If-Modified-Since-Version": "7"})
    assert (found.status, found.body) == (status, b"")
    assert server.requests[0].headers["if-modified-since-version"] == "7"


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "999"}])
def test_a_chunked_answer_is_put_together(server: Server, clock: Clock, headers: dict[str, str]) -> None:
    """A length besides does not count."""
    chunks = b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    server.answers["/"] = [
        answer(200, chunks, length=False, headers=headers, Transfer_Encoding="chunked"),
    ]
    assert transport(clock).get(f"{server.url}/").body == b"abcde"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "http://api.example.org/a?key=abc",
            "api.example.org: only https is allowed: http://api.example.org/a",
        ),
        ("ftp://example.org/", "example.org: only https is allowed"),
        ("ftp://127.0.0.1/", "127.0.0.1: only https is allowed"),
        ("file:///etc/passwd", "invalid URL: 'file:///etc/passwd'"),
        ("https:/works", "invalid URL"),
        ("https://example.org/a b", "invalid URL"),
        ("https://example.org/\r\nHost: x", "invalid URL"),
        ("https://example.org/é", "invalid URL"),
        ("https://jane:pw@example.org/", "invalid URL: 'https://example.org/'"),
        ("https://example.org:port/", "invalid URL"),
        ("https://[broken", "invalid URL"),
        ("", "invalid URL"),
    ],
)
def test_only_valid_https_urls_are_asked(clock: Clock, url: str, message: str) -> None:
    found = error_of(transport(clock), url)
    assert found.startswith(message)
    assert "abc" not in found
    assert "pw" not in found


def test_no_other_machine_is_reached_by_these_tests(clock: Clock) -> None:
    with pytest.raises(NetworkUsedError, match=r"name 'example\.org' looked up"):
        transport(clock).get("https://example.org/")
    with pytest.raises(NetworkUsedError, match="192"):
        transport(clock).get("https://192.0.2.1/")


# --- redirects ---


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_on_the_same_host(server: Server, clock: Clock, status: int) -> None:
    server.answers["/a"] = [redirect("/b?c=d#e", status)]
    server.answers["/b"] = [answer(200, "there")]
    found = transport(clock).get(f"{server.url}/a", {"Authorization": "mine"})
    assert (found.url, found.body) == (f"{server.url}/a", b"there")
    assert server.paths() == ["/a", "/b?c=d"]
    assert server.requests[1].headers["authorization"] == "mine"


def test_another_host_gets_only_harmless_headers(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [redirect(f"{server.other_url}/b")]
    server.answers["/b"] = [redirect("/c")]
    server.answers["/c"] = [answer(200, "there")]
    secrets = {
        "Authorization": "s",
        "Zotero-API-Key": "s",
        "x-api-key": "s",
        "Cookie": "s",
        "If-None-Match": "s",
    }
    found = transport(clock).get(f"{server.url}/a", {"Accept": "application/json", **secrets})
    assert found.body == b"there"
    for request in server.requests[1:]:
        assert request.headers["host"] == f"localhost:{server.port}"
        assert set(request.headers) == {"accept", "accept-encoding", "connection", "host", "user-agent"}


def test_a_location_with_other_characters_is_quoted(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [redirect("/b\xc3\xa9 c%20d")]  # the bytes of é in UTF-8
    server.answers["/b%C3%A9%20c%20d"] = [answer(200, "there")]
    assert transport(clock).get(f"{server.url}/a").body == b"there"


def test_at_most_five_redirects_are_followed(server: Server, clock: Clock) -> None:
    for number in range(1, 7):
        server.answers[f"/{number}"] = [redirect(f"/{number - 1}")]
    server.answers["/0"] = [answer()]
    assert transport(clock).get(f"{server.url}/5").status == 200
    server.requests.clear()
    message = error_of(transport(clock), f"{server.url}/6?token=abc")
    assert message == f"127.0.0.1: more than 5 redirects; the last one leads to: '/0', for {server.url}/6"
    assert len(server.requests) == 6


def test_a_loop_of_redirects_ends(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [redirect("/a")]
    assert "more than 5 redirects" in error_of(transport(clock), f"{server.url}/a")


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("https://example.org/", "redirect to the host of another service"),
        ("http://example.org/", "redirect that is not https"),
        ("file:///etc/passwd", "redirect that is not https"),
        ("ftp://127.0.0.1/", "redirect that is not https"),
        ("https://127.0.0.1@example.org/", "redirect to the host of another service"),
        ("https://jane@127.0.0.1/", "redirect to the host of another service"),
        ("https://127.0.0.1.example.org/", "redirect to the host of another service"),
        ("https://127.0.0.1:x/", "redirect to an invalid URL"),
    ],
)
def test_other_redirects_are_errors(server: Server, clock: Clock, location: str, problem: str) -> None:
    server.answers["/a"] = [redirect(location)]
    message = error_of(transport(clock), f"{server.url}/a")
    assert message.startswith(f"127.0.0.1: {problem}: ")
    assert message.endswith(f"for {server.url}/a")
    assert server.paths() == ["/a"]


def test_a_host_that_is_not_listed_for_this_one_is_no_target(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [redirect(f"{server.url}/b")]
    message = error_of(transport(clock), f"{server.other_url}/a")
    assert message.startswith("localhost: redirect to the host of another service")


def test_http_is_only_for_listed_hosts(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [redirect(f"{server.other_url}/b")]
    only = transport(clock, http_hosts=frozenset({"127.0.0.1"}))
    assert "redirect that is not https" in error_of(only, f"{server.url}/a")


# --- limits ---


@pytest.mark.parametrize(
    ("answering", "message"),
    [
        (dripping(answer(200, b"", length=False)), "the answer takes longer than 0.4 seconds"),
        (dripping(answer(200, b"", length=False, Content_Length="900")), "takes longer than 0.4 seconds"),
        (
            dripping(answer(200, b"", length=False, Transfer_Encoding="chunked"), b"1\r\nx\r\n"),
            "takes longer",
        ),
        (dripping(answer(200, b"", length=False, Transfer_Encoding="chunked"), b"0"), "takes longer"),
        (dripping(answer(200, b"", length=False), pause=5, times=1), "takes longer"),
        (dripping(b"HTTP/1.1 200 OK\r\n"), "takes longer"),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "takes longer"),
        (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "takes longer"),
    ],
)
def test_a_dripping_answer_is_given_up(server: Server, clock: Clock, answering: Any, message: str) -> None:
    server.answers["/"] = [answering]
    limits = Limits(connect_seconds=5, total_seconds=0.4)
    start = time.monotonic()
    found = error_of(transport(clock, limits=limits), f"{server.url}/")
    assert time.monotonic() - start < 4
    assert message in found
    assert found.endswith(f"for {server.url}/")
    assert len(server.requests) == 1


def test_a_silent_server_is_asked_again(server: Server, clock: Clock) -> None:
    sender = transport(clock, limits=Limits(connect_seconds=0.3, total_seconds=20))
    stuck = dripping(answer(200, b"", length=False), pause=1, times=1)
    server.answers["/"] = [silent(1), stuck, answer(200, "late")]
    assert sender.get(f"{server.url}/").body == b"late"
    server.answers["/never"] = [silent(1)]
    message = error_of(sender, f"{server.url}/never")
    assert message == f"127.0.0.1: no answer within 0.3 seconds, for {server.url}/never"
    assert clock.sleeps == [1, 4, 1, 4, 15]


@pytest.mark.parametrize(
    "too_large",
    [
        answer(200, b"x" * 1001),
        answer(200, b"x" * 1001, length=False),
        answer(200, b"", length=False, Content_Length="1001"),
        answer(200, b"", length=False, Content_Length="9" * 18),
        answer(200, b"3E9\r\n" + b"x" * 1001, length=False, Transfer_Encoding="chunked"),
        dripping(answer(200, b"", length=False), b"x" * 500_000, pause=0, times=100),
    ],
)
def test_a_large_answer_is_given_up(server: Server, clock: Clock, too_large: Any) -> None:
    server.answers["/"] = [too_large]
    message = error_of(transport(clock), f"{server.url}/")
    assert message == f"127.0.0.1: the answer is larger than 1,000 bytes, for {server.url}/"
    assert len(server.requests) == 1


@pytest.mark.parametrize("length", [True, False])
def test_the_limit_itself_is_allowed(server: Server, clock: Clock, length: bool) -> None:
    server.answers["/"] = [answer(200, b"x" * 1000, length=length)]
    assert len(transport(clock).get(f"{server.url}/").body) == 1000


def test_a_length_that_is_too_small_ends_the_answer(server: Server, clock: Clock) -> None:
    server.answers["/"] = [answer(200, b"x" * 2000, length=False, Content_Length="10")]
    assert transport(clock).get(f"{server.url}/").body == b"x" * 10


@pytest.mark.parametrize("header", ["Content_Encoding", "Transfer_Encoding"])
def test_a_compressed_answer_is_refused(server: Server, clock: Clock, header: str) -> None:
    """A small one may become large, and nobody asked for it."""
    server.answers["/"] = [answer(200, gzip.compress(b"x" * 100_000), headers={header: "gzip"})]
    assert "the answer is compressed, although" in error_of(transport(clock), f"{server.url}/")
    assert len(server.requests) == 1


# --- attempts ---


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (
            answer(200, b"", length=False, Content_Length="10") + b"short",
            "the answer ends after 5 of 10 bytes",
        ),
        (answer(200, b"9\r\nabc", length=False, Transfer_Encoding="chunked"), "the answer ends too early"),
        (answer(200, b"zz\r\nabc", length=False, Transfer_Encoding="chunked"), "the answer ends too early"),
        (b"", "the connection was closed without an answer"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "the answer is not valid HTTP"),
        (b"HTTP/1.1 abc\r\n\r\n", "the answer is not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "the answer is not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70000 + b"\r\n\r\n", "the answer is not valid HTTP"),
    ],
)
def test_a_broken_answer_is_asked_for_again(
    server: Server, clock: Clock, broken: bytes, message: str
) -> None:
    server.answers["/"] = [broken, broken, broken, answer(200, "whole")]
    assert transport(clock).get(f"{server.url}/").body == b"whole"
    assert clock.sleeps == [1, 4, 15]
    server.answers["/broken"] = [broken]
    assert (
        error_of(transport(clock), f"{server.url}/broken") == f"127.0.0.1: {message}, for {server.url}/broken"
    )
    assert len(server.requests) == 8


def test_a_closed_port_is_an_error_after_some_attempts(clock: Clock) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        message = error_of(transport(clock), url)
    assert message.startswith("127.0.0.1: no connection (")
    assert message.endswith(f"), for {url}")
    assert clock.sleeps == [1, 4, 15]


def test_an_unknown_host_is_an_error(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    message = error_of(transport(clock), "https://example.org/a")
    assert message.startswith("example.org: the host is not found; is there a connection to the network?")


def test_a_request_that_cannot_be_sent_is_not_repeated(server: Server, clock: Clock) -> None:
    message = error_of(transport(clock), f"{server.url}/", Accept="a\r\nX-Other: b")
    assert message == f"127.0.0.1: the request is not valid HTTP, for {server.url}/"
    assert (clock.sleeps, server.requests) == ([], [])


@pytest.mark.parametrize("status", BUSY)
def test_a_busy_service_is_asked_again_after_growing_pauses(
    server: Server, clock: Clock, status: int
) -> None:
    server.answers["/a"] = [answer(status), answer(status), answer(status), answer(200, "at last")]
    assert transport(clock).get(f"{server.url}/a").body == b"at last"
    assert clock.sleeps == [1, 4, 15]
    server.answers["/b"] = [answer(status)]
    message = error_of(transport(clock), f"{server.url}/b?key=abc")
    assert message.startswith("127.0.0.1: ")
    assert message.endswith(f"(status {status}) for {server.url}/b; try again later")
    assert server.paths().count("/b?key=abc") == 4


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry_After": "30"}, 30),
        ({"Retry_After": "120"}, 120),
        ({"Retry_After": "2.5"}, 2.5),
        ({"Retry_After": "0"}, 0),
        ({"Retry_After": formatdate(1_000_000_050, usegmt=True)}, 50),
        ({"Retry_After": formatdate(1_000_000_050)}, 50),
        ({"Retry_After": formatdate(999_999_000, usegmt=True)}, 0),
        # the clock of the server is two hours ahead
        ({"Retry_After": formatdate(1_000_007_210, usegmt=True), "Date": formatdate(1_000_007_200)}, 10),
        ({"Backoff": "7"}, 7),
        ({"Backoff": "7", "Retry_After": "3"}, 7),
        ({"Retry_After": "soon"}, 1),
        ({"Retry_After": "-5"}, 1),
        ({"Retry_After": "nan"}, 1),
        ({"Retry_After": "1e999"}, 1),
        ({"Retry_After": "Mon, 99 Foo 2026 10:00:00 GMT"}, 1),
        ({"Retry_After": "Fri, 01 Jan 99999 10:00:00 GMT"}, 1),
        ({"Retry_After": ""}, 1),
    ],
)
def test_a_busy_service_says_how_long_to_wait(
    server: Server, clock: Clock, headers: dict[str, str], pause: float
) -> None:
    server.answers["/"] = [answer(429, headers=headers), answer()]
    assert transport(clock).get(f"{server.url}/").status == 200
    assert clock.sleeps == ([pause] if pause else [])


@pytest.mark.parametrize(
    ("header", "when"),
    [
        ("121", "in 3 minutes"),
        ("3600", "in 60 minutes"),
        ("1e300", "in 1"),
        (formatdate(1_000_000_600, usegmt=True), "in 10 minutes"),
    ],
)
def test_a_service_that_asks_for_a_long_pause_is_given_up(
    server: Server, clock: Clock, header: str, when: str
) -> None:
    server.answers["/"] = [answer(503, Retry_After=header)]
    sender = transport(clock)
    message = error_of(sender, f"{server.url}/")
    assert f"(status 503) for {server.url}/; try again {when}" in message
    assert clock.sleeps == []
    # It is not asked again before that.
    assert error_of(sender, f"{server.url}/a").startswith(
        f"127.0.0.1: the service asks for a pause; try again {when}"
    )
    assert len(server.requests) == 1


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process is set in POSIX only")
def test_a_date_without_a_zone_is_in_utc(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/"] = [answer(503, Retry_After=formatdate(1_000_000_050)), answer()]
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "XYZ-5")
        time.tzset()
        transport(clock).get(f"{server.url}/")
    time.tzset()
    assert clock.sleeps == [50]


def test_a_pause_that_is_over_is_not_named(server: Server, clock: Clock) -> None:
    server.answers["/"] = [answer(503, Retry_After=formatdate(999_999_000, usegmt=True))]
    assert error_of(transport(clock), f"{server.url}/").endswith("; try again later")


def test_a_last_attempt_that_is_refused_says_when_to_come_back(server: Server, clock: Clock) -> None:
    server.answers["/"] = [answer(429, Retry_After="20")]
    assert error_of(transport(clock), f"{server.url}/").endswith("; try again in 20 seconds")
    assert clock.sleeps == [20, 20, 20]


@pytest.mark.parametrize("broken", [answer(503), b""])
def test_a_service_that_is_down_gets_one_attempt_until_it_answers(
    server: Server, clock: Clock, broken: bytes
) -> None:
    """A list of a hundred works would otherwise wait for each of them."""
    server.answers["/"] = [*[broken] * 6, answer(), broken, answer()]
    sender = transport(clock)
    for requests in (4, 5, 6):
        error_of(sender, f"{server.url}/")
        assert len(server.requests) == requests
    assert sender.get(f"{server.url}/").status == 200
    assert sender.get(f"{server.url}/").status == 200
    assert len(server.requests) == 9


# --- pauses ---


def test_backoff_holds_for_the_next_request_to_the_host(server: Server, clock: Clock) -> None:
    server.answers["/"] = [answer(200, Backoff="9"), answer()]
    sender = transport(clock)
    assert sender.get(f"{server.url}/").status == 200
    sender.get(f"{server.other_url}/a")
    assert clock.sleeps == []
    clock.time += 2
    sender.get(f"{server.url}/")
    sender.get(f"{server.url}/")
    assert clock.sleeps == [7]


def test_a_host_gets_its_pause_between_two_requests(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [redirect("/b"), answer()]
    server.answers["/b"] = [answer(500), answer()]
    sender = transport(clock, pauses={"127.0.0.1": 3.0})
    sender.get(f"{server.url}/a")
    assert clock.sleeps == [3, 3]
    clock.time += 1
    sender.get(f"{server.other_url}/c")
    sender.get(f"{server.url}/a")
    assert clock.sleeps == [3, 3, 2]
    assert server.paths() == ["/a", "/b", "/b", "/c", "/a"]


def test_a_host_gets_one_request_at_a_time(server: Server) -> None:
    server.answers["/"] = [dripping(answer(200, b"", length=False), pause=0.02, times=2)]
    sender = HttpsTransport(http_hosts=HTTP, pauses={})
    with ThreadPoolExecutor(4) as pool:
        bodies = list(pool.map(lambda _: sender.get(f"{server.url}/").body, range(4)))
    assert bodies == [b"xx"] * 4
    assert server.most_at_once == 1


def test_an_interrupt_passes_and_the_next_request_works(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/"] = [answer(500), answer()]

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    sender = transport(clock, sleep=interrupt)
    with pytest.raises(KeyboardInterrupt):
        sender.get(f"{server.url}/")
    clock.time += 60
    with monkeypatch.context() as patch:
        patch.setattr(socket.SocketIO, "readinto", interrupt)
        with pytest.raises(KeyboardInterrupt):
            sender.get(f"{server.url}/")
    assert sender.get(f"{server.url}/").status == 200


def test_requests_and_waits_are_logged(server: Server, clock: Clock) -> None:
    server.answers["/a"] = [answer(500), answer(503, Retry_After="60"), b"", answer(200, "x" * 999)]
    log: list[str] = []
    notices: list[str] = []
    transport(clock, log=log.append, notice=notices.append).get(f"{server.url}/a?token=abc")
    assert log == [
        f"GET {server.url}/a: status 500, 2 bytes, 0.0 seconds",
        "waiting 1.0 seconds for 127.0.0.1",
        f"GET {server.url}/a: status 503, 2 bytes, 0.0 seconds",
        f"GET {server.url}/a: the connection was closed without an answer, 0.0 seconds",
        f"GET {server.url}/a: status 200, 999 bytes, 0.0 seconds",
    ]
    assert notices == ["waiting 60.0 seconds for 127.0.0.1", "waiting 15.0 seconds for 127.0.0.1"]


# --- proxies and certificates ---


def test_the_proxy_of_the_environment_is_used(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.answers["http://example.org/a"] = [answer(200, "by proxy")]
    sender = transport(clock, http_hosts=frozenset({"example.org"}))
    assert sender.get("http://example.org/a").body == b"by proxy"
    monkeypatch.setenv("no_proxy", "example.org")
    with pytest.raises(NetworkUsedError):
        sender.get("http://example.org/a")


def test_a_proxy_that_refuses_is_an_error(
    server: Server, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", f"http://jane:pass1234@127.0.0.1:{server.port}")
    server.answers["example.org:443"] = [answer(407)]
    message = error_of(transport(clock), "https://example.org/a")
    assert "407" in message
    assert "pass1234" not in message
    assert server.requests[0].method == "CONNECT"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is missing")
    folder = tmp_path_factory.mktemp("certificate")
    command = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    subprocess.run([openssl, *command.split(), "-addext", names], cwd=folder, check=True, capture_output=True)
    return folder / "cert.pem"


def test_a_certificate_must_be_trusted(
    certificate: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server = Server(context)
    try:
        server.answers["/a"] = [answer(200, "over TLS")]
        server.answers["/drip"] = [dripping(answer(200, b"", length=False))]
        message = error_of(transport(clock), f"{server.url}/a")
        assert message.startswith("127.0.0.1: its certificate is not valid (")
        assert clock.sleeps == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        trusting = transport(clock, limits=Limits(connect_seconds=5, total_seconds=1))
        assert trusting.get(f"{server.url}/a").body == b"over TLS"
        assert "takes longer than 1 seconds" in error_of(trusting, f"{server.url}/drip")
    finally:
        server.close()


def test_no_thread_is_left(server: Server, clock: Clock) -> None:
    before = set(threading.enumerate())
    server.answers["/"] = [dripping(answer(200, b"", length=False))]
    error_of(transport(clock, limits=Limits(connect_seconds=5, total_seconds=0.4)), f"{server.url}/")
    left = set(threading.enumerate()) - before
    assert all(thread.daemon for thread in left)  # one that is not would keep the command from ending
