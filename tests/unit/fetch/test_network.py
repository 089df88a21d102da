"""The options of commands that use the network."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.commands import add_network_options
from sphinx_pubs.fetch.network import transport_from
from sphinx_pubs.fetch.recorder import Recorder
from sphinx_pubs.fetch.recording import Replay
from sphinx_pubs.fetch.transport import HttpsTransport

URL = "https://api.example.org/works"


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_network_options(parser)
    return parser.parse_args(arguments)


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    folder = tmp_path / "recorded"
    folder.mkdir()
    frame = {"url": URL, "status": 200, "headers": {}, "body": "text"}
    (folder / "works.json").write_text(json.dumps(frame))
    return folder


def test_the_network_is_used_unless_said_otherwise() -> None:
    assert isinstance(transport_from(options(), "", print), HttpsTransport)


def test_replay_answers_from_a_folder(recorded: Path) -> None:
    log: list[str] = []
    transport = transport_from(options("--replay", str(recorded)), "jane@example.org", log.append)
    assert isinstance(transport, Replay)
    assert transport.get(URL).body == b"text"
    assert log == []


def test_verbose_shows_each_request(recorded: Path) -> None:
    log: list[str] = []
    transport_from(options("--replay", str(recorded), "-v"), "", log.append).get(f"{URL}?key=abc")
    assert log == [f"GET {URL}: status 200, 4 bytes, {recorded / 'works.json'}"]


def test_record_writes_to_a_folder(recorded: Path, tmp_path: Path) -> None:
    """Together with ``--replay``, it picks the answers that a run uses."""
    new = tmp_path / "new"
    transport = transport_from(options("--replay", str(recorded), "--record", str(new)), "", print)
    assert transport.get(URL).body == b"text"
    assert Replay(new).get(URL).body == b"text"
    assert isinstance(transport_from(options("--record", str(new)), "", print), Recorder)


def test_mistakes_are_errors(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no folder of recorded answers"):
        transport_from(options("--replay", str(tmp_path / "none")), "", print)
    with pytest.raises(FetchError, match="is no e-mail address"):
        transport_from(options(), "jane", print)
    with pytest.raises(FetchError, match="PUBS_ZOTERO_KEY holds no key"):
        transport_from(options(), "", print, {"PUBS_ZOTERO_KEY": "x"})


def test_keys_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBS_NCBI_KEY", "x")
    with pytest.raises(FetchError, match="PUBS_NCBI_KEY holds no key"):
        transport_from(options(), "", print)


@pytest.mark.parametrize(("arguments", "shown"), [([], ["a wait"]), (["--verbose"], ["a request", "a wait"])])
def test_long_waits_are_always_shown(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], shown: list[str]
) -> None:
    def transport(
        contact: str, *, log: Callable[[str], None], notice: Callable[[str], None], **_: Any
    ) -> None:
        assert contact == "jane@example.org"
        log("a request")
        notice("a wait")

    monkeypatch.setattr("sphinx_pubs.fetch.network.HttpsTransport", transport)
    log: list[str] = []
    transport_from(options(*arguments), "jane@example.org", log.append)
    assert log == shown
