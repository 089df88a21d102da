"""Keys reach their own service, and nothing else."""

from __future__ import annotations

import socket
import traceback
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.exchange import Limits
from sphinx_pubs.fetch.recorder import Recorder
from sphinx_pubs.fetch.service_keys import KEY_USES, KeyUse, ServiceKeys
from sphinx_pubs.fetch.transport import HttpsTransport
from tests.unit.fetch.server import Clock, Server, answer, redirect

KEY = "sentinel+key/0123456789=="
FORMS = (
    KEY,
    quote(KEY, safe=""),
    quote(KEY, safe="").lower(),
    quote(KEY),
    KEY.replace("/", "\\/"),
    "sentinel",
    "0123456789",
)

#: 127.0.0.1 wants its key in the query, and localhost in a header.
USES = (
    KeyUse("PUBS_QUERY_KEY", "127.0.0.1", parameter="api_key"),
    KeyUse("PUBS_HEADER_KEY", "localhost", header="Authorization", prefix="Bearer "),
)
HEADER_KEY = "another-sentinel-key"


@pytest.mark.parametrize("use", KEY_USES, ids=lambda use: use.variable)
def test_a_key_is_sent_to_its_host_only(use: KeyUse) -> None:
    environment = {other.variable: f"key-of-{other.host}" for other in KEY_USES}
    keys = ServiceKeys({"PATH": "/bin", **environment})
    url, headers = keys.applied(f"https://{use.host}/works?a=1", {"Accept": "x"})
    value = f"key-of-{use.host}"
    if use.parameter:
        assert url == f"https://{use.host}/works?a=1&{use.parameter}={value}"
        assert headers == {"Accept": "x"}
    else:
        assert url == f"https://{use.host}/works?a=1"
        assert headers == {"Accept": "x", use.header: f"{use.prefix}{value}"}
    other = f"https://{use.host}.example.org/works"
    assert keys.applied(other, {}) == (other, {})


def test_the_variables_and_hosts_are_those_of_the_manual() -> None:
    assert {use.variable: (use.host, use.parameter or f"{use.header}: {use.prefix}") for use in KEY_USES} == {
        "PUBS_ADS_TOKEN": ("api.adsabs.harvard.edu", "Authorization: Bearer "),
        "PUBS_NCBI_KEY": ("eutils.ncbi.nlm.nih.gov", "api_key"),
        "PUBS_OPENALEX_KEY": ("api.openalex.org", "api_key"),
        "PUBS_ORCID_TOKEN": ("pub.orcid.org", "Authorization: Bearer "),
        "PUBS_ZOTERO_KEY": ("api.zotero.org", "Zotero-API-Key: "),
    }


def test_without_a_key_nothing_is_added() -> None:
    keys = ServiceKeys({"PUBS_OPENALEX_KEY": "  \n"})
    assert keys.applied("https://api.openalex.org/works", {}) == ("https://api.openalex.org/works", {})
    assert keys.hide("text") == "text"


def test_a_key_replaces_one_that_is_there() -> None:
    keys = ServiceKeys({"PUBS_QUERY_KEY": f"{KEY}\n", "PUBS_HEADER_KEY": HEADER_KEY}, USES)
    url, _ = keys.applied("https://127.0.0.1/a?API_key=old&b=2&api_key=older", {})
    assert url == f"https://127.0.0.1/a?b=2&api_key={quote(KEY, safe='')}"
    assert keys.applied("https://127.0.0.1/a", {})[0] == f"https://127.0.0.1/a?api_key={quote(KEY, safe='')}"
    _, headers = keys.applied("https://localhost/a", {"authorization": "old"})
    assert headers == {"Authorization": f"Bearer {HEADER_KEY}"}


@pytest.mark.parametrize(
    "value", ["short", "with blank inside", "line\nbreak-1234", "schlüssel123", "a" * 7, '"quoted12"']
)
def test_a_value_that_is_no_key_is_an_error(value: str) -> None:
    with pytest.raises(FetchError) as caught:
        ServiceKeys({"PUBS_ZOTERO_KEY": value})
    assert str(caught.value).startswith("PUBS_ZOTERO_KEY holds no key: ")
    assert value not in str(caught.value)


@pytest.mark.parametrize("written", FORMS[:5])
def test_a_key_is_hidden_however_it_is_written(written: str) -> None:
    keys = ServiceKeys({"PUBS_QUERY_KEY": KEY}, USES)
    assert keys.hide(f"é <{written}>, {written}") == "é <PUBS_QUERY_KEY>, PUBS_QUERY_KEY"
    assert keys.hide_bytes(f"\0{written}".encode() + b"\xff") == b"\0PUBS_QUERY_KEY\xff"


def _everything(error: BaseException) -> str:
    """Return all that a report of an error may show."""
    chain, texts = [error], []
    while chain:
        one = chain.pop()
        texts += [*traceback.format_exception(one), repr(one.args), repr(vars(one))]
        chain += [other for other in (one.__cause__, one.__context__) if other is not None]
    return "\n".join(texts)


def _echo(status: int = 200, **headers: str) -> bytes:
    """Return an answer that says what was sent."""
    shown = {"X-Echo": KEY, "Link": f"<?api_key={KEY}>", **headers}
    return answer(status, " ".join([*FORMS[:5], HEADER_KEY]), headers=shown)


def test_a_key_appears_nowhere_but_in_requests(tmp_path: Path, server: Server, clock: Clock) -> None:
    server.answers |= {
        "/ok": [_echo(429), _echo(200, Backoff="6")],
        "/missing": [_echo(404, ETag=quote(KEY))],
        "/moved": [redirect(f"/ok?api_key={quote(KEY, safe='')}&x={KEY}")],
        "/away": [redirect(f"{server.other_url}/ok")],
        "/elsewhere": [redirect(f"https://example.org/{KEY}?{KEY}")],
        "/loop": [redirect(f"/loop?api_key={quote(KEY, safe='')}&x={KEY}")],
        "/busy": [_echo(503)],
        "/long": [_echo(200) + b"x", answer(200, KEY * 500)],
        "/broken": [
            KEY.encode(),
            b"HTTP/1.1 200 " + KEY.encode() + b"\r\nContent-Length: 9999\r\n\r\n" + KEY.encode(),
        ],
        "/pause": [_echo(429, Retry_After="9000")],
    }
    log: list[str] = []
    sender = HttpsTransport(
        keys=ServiceKeys({"PUBS_QUERY_KEY": KEY, "PUBS_HEADER_KEY": HEADER_KEY}, USES),
        http_hosts=frozenset({"127.0.0.1", "localhost"}),
        redirect_hosts={"127.0.0.1": frozenset({"localhost"})},
        limits=Limits(max_bytes=5000),
        sleep=clock.sleep,
        clock=clock,
        log=log.append,
        notice=log.append,
    )
    recorder = Recorder(sender, tmp_path)
    shown: list[str] = []
    errors = 0
    for path in (f"/ok?x={KEY}", *server.answers):
        try:
            found: Any = recorder.get(f"{server.url}{path}", {"Accept": "text/plain"})
            shown.append(f"{found!r} {found.body!r} {dict(found.headers)!r}")
        except FetchError as error:
            errors += 1
            shown.append(_everything(error))
    assert errors == 5
    shown += log
    shown += [file.read_text() + file.name for file in tmp_path.iterdir()]
    everything = "\n".join(shown)
    assert "PUBS_QUERY_KEY" in everything
    for form in (*FORMS, HEADER_KEY):
        assert form not in everything
    # The keys were sent, each to its own host.
    for request in server.requests:
        is_other = request.headers["host"].startswith("localhost")
        assert (quote(KEY, safe="") in request.path) is not is_other
        assert request.headers.get("authorization") == (f"Bearer {HEADER_KEY}" if is_other else None)
    assert {request.headers["host"].partition(":")[0] for request in server.requests} == {
        "127.0.0.1",
        "localhost",
    }


def test_the_error_of_a_busy_service_names_the_variable_that_may_help(server: Server, clock: Clock) -> None:
    server.answers |= {"/": [answer(429)], "/broken": [answer(503)]}
    settings: dict[str, Any] = {"http_hosts": frozenset({"127.0.0.1"}), "sleep": clock.sleep, "clock": clock}
    for environment, hint in (
        ({}, "; a key in PUBS_QUERY_KEY may allow more requests"),
        ({"PUBS_QUERY_KEY": KEY}, ""),
    ):
        with pytest.raises(FetchError) as caught:
            HttpsTransport(keys=ServiceKeys(environment, USES), **settings).get(f"{server.url}/")
        assert str(caught.value).endswith(f"try again later{hint}")
    with pytest.raises(FetchError, match=r"\(status 503\) .*; try again later$"):
        HttpsTransport(**settings, keys=ServiceKeys({}, USES)).get(f"{server.url}/broken")


def test_an_error_of_the_system_does_not_show_a_key(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(f"cannot send {KEY}")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    sender = HttpsTransport(keys=ServiceKeys({"PUBS_QUERY_KEY": KEY}, USES), sleep=clock.sleep, clock=clock)
    with pytest.raises(FetchError) as caught:
        sender.get("https://127.0.0.1/a")
    assert (
        str(caught.value) == "127.0.0.1: no connection (cannot send PUBS_QUERY_KEY), for https://127.0.0.1/a"
    )
