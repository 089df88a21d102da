"""What a recorder writes, a replay answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sphinx_pubs.fetch.base import Answer, FetchError
from sphinx_pubs.fetch.recorder import Recorder
from sphinx_pubs.fetch.recording import Replay

URL = "https://api.example.org/works"


class Scripted:
    """A transport that answers in turn."""

    def __init__(self, *answers: Answer | FetchError) -> None:
        self._answers = list(answers)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        del url, headers
        answer = self._answers.pop(0)
        if isinstance(answer, FetchError):
            raise answer
        return answer


def ok(
    body: str | bytes = "text", url: str = URL, status: int = 200, headers: Mapping[str, str] | None = None
) -> Answer:
    headers = headers or {}
    return Answer(url, status, headers, body if isinstance(body, bytes) else body.encode())


def files(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.iterdir())]


def record(folder: Path, requests: Sequence[tuple[str, Mapping[str, str]]], *answers: Answer) -> None:
    recorder = Recorder(Scripted(*answers), folder)
    for url, headers in requests:
        recorder.get(url, headers)


def test_an_answer_is_passed_on_and_written(tmp_path: Path) -> None:
    answer = ok("[“é”]", f"{URL}?a=1", 404, {"etag": '"1"'})
    folder = tmp_path / "new" / "folder"
    assert Recorder(Scripted(answer), folder).get(f"{URL}?a=1&api_key=abc") is answer
    [path] = folder.iterdir()
    assert path.name.startswith("api.example.org-")
    assert path.read_bytes().decode().split("\n") == [
        "{",
        '  "url": "https://api.example.org/works?a=1",',
        '  "status": 404,',
        '  "headers": {',
        '    "etag": "\\"1\\""',
        "  },",
        '  "body": "[“é”]"',
        "}",
        "",
    ]


def test_only_harmless_headers_are_written(tmp_path: Path) -> None:
    headers = {
        "content-type": "text/plain", "link": "<a>", "location": "b", "last-modified-version": "3",
        "retry-after": "1", "backoff": "2", "x-rate-limit-limit": "5", "total-results": "9", "etag": "e",
    }  # fmt: skip
    others = {"set-cookie": "id=1", "date": "now", "x-request-id": "1", "x-api-key": "s", "via": "proxy"}
    record(tmp_path, [(URL, {})], ok(headers={**others, **headers}))
    assert files(tmp_path)[0]["headers"] == headers


def test_who_asks_is_not_written(tmp_path: Path) -> None:
    asked = f"{URL}?mailto=jane@example.org&a=1&tool=t&email=e&token=k"
    record(tmp_path, [(asked, {"User-Agent": "me", "Authorization": "k"})], ok(url=asked))
    [frame] = files(tmp_path)
    assert frame == {"url": f"{URL}?a=1", "status": 200, "headers": {}, "body": "text"}


def test_a_replay_gives_the_same_answers(tmp_path: Path) -> None:
    requests: list[tuple[str, Mapping[str, str]]] = [
        (f"{URL}?page=1", {}),
        (f"{URL}?page=2", {}),
        (f"{URL}?page=1", {"If-Modified-Since-Version": "7"}),
        (f"{URL}/1", {"Accept": "text/x-bibliography"}),
        (f"{URL}/1", {"Accept": "application/json"}),
        (f"{URL}/2", {}),
        (f"{URL}/3", {}),
        # Crossref does not change its cursor from page to page.
        (f"{URL}?cursor=abc", {}),
        (f"{URL}?cursor=abc", {}),
        (f"{URL}?cursor=abc", {}),
        (f"{URL}?cursor=abc", {}),
    ]
    bodies: list[str | bytes] = [
        "one",
        "two",
        "",
        "in words",
        "{}",
        b"\xff\xfe",
        "a\r\nb\x00c\u2028d\ud7ff",
        "p1",
        "p2",
        "p2",
        "p1",
    ]
    answers = [
        ok(body, url, 304 if body == "" else 200, {"backoff": "1"})
        for (url, _), body in zip(requests, bodies, strict=True)
    ]
    record(tmp_path, requests, *answers)
    replay = Replay(tmp_path)
    assert [replay.get(url, headers) for url, headers in requests] == answers
    assert not [path for path in tmp_path.iterdir() if path.suffix != ".json"]
    assert len(list(tmp_path.iterdir())) == 10


def test_recording_again_replaces_the_answers_of_the_same_requests(tmp_path: Path) -> None:
    record(tmp_path, [(URL, {})] * 3 + [(f"{URL}/1", {})], ok("a"), ok("b"), ok("c"), ok("other", f"{URL}/1"))
    record(tmp_path, [(URL, {})], ok("d"))
    replay = Replay(tmp_path)
    assert [replay.get(URL).body for _ in range(3)] == [b"d"] * 3
    assert replay.get(f"{URL}/1").body == b"other"


def test_an_error_passes_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="busy"):
        Recorder(Scripted(FetchError("busy")), tmp_path).get(URL)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(FetchError, match="cannot write the recorded answer to '"):
            Recorder(Scripted(ok()), folder).get(URL)


def test_an_interrupt_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(tmp_path, [(URL, {})], ok("before"))

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            record(tmp_path, [(URL, {})], ok("after"))
    assert [frame["body"] for frame in files(tmp_path)] == ["before"]
