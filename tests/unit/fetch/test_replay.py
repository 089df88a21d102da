"""Replay: which recorded answer a request gets."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.recording import Replay

WORKS = "https://api.example.org/works"
API = Path(__file__).parents[4] / "shared" / "api"


def record(folder: Path, name: str, url: str = WORKS, **members: Any) -> None:
    """Write a recorded answer; its body is its name unless given."""
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = {"url": url, "status": 200, "headers": {}, "body": name, **members}
    path.write_text(json.dumps({key: value for key, value in frame.items() if value is not None}))


def body(folder: Path, url: str, headers: Mapping[str, str] | None = None) -> str:
    return Replay(folder).get(url, headers or {}).body.decode()


def test_an_answer_has_the_url_that_was_asked_for_and_headers_in_lower_case(tmp_path: Path) -> None:
    record(tmp_path, "one", f"{WORKS}?a=1", status=404, headers={"Content-Type": "text/plain", "X-N": 3})
    answer = Replay(tmp_path).get(f"{WORKS}?a=1&api_key=abc")
    assert (answer.url, answer.status, answer.body) == (f"{WORKS}?a=1", 404, b"one")
    assert dict(answer.headers) == {"content-type": "text/plain"}


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("https://doi.org/10.5555/A%2Fb(1)", "https://doi.org/10.5555%2fa/B%281%29"),
        (WORKS, "HTTPS://API.example.org:443/works"),
        (f"{WORKS}?a=1&b=2", f"{WORKS}?b=2&a=1"),
        (f"{WORKS}?a=x%20y", f"{WORKS}?a=x+y"),
        (f"{WORKS}?a=1&mailto=jane@example.org", f"{WORKS}?a=1&mailto=joe@example.org&email=e&tool=t"),
        (f"{WORKS}?a=1", f"{WORKS}?a=1&api_key=k&apikey=k&key=k&token=k&API_KEY=k"),
        (f"{WORKS}?a=1&include=media,client", f"{WORKS}?a=1"),
        (f"{WORKS}?a=1&b=", f"{WORKS}?a=1"),
    ],
)
def test_urls_match_that_ask_for_the_same(tmp_path: Path, recorded: str, asked: str) -> None:
    record(tmp_path, "one", recorded)
    record(tmp_path, "other", f"{WORKS}?c=1")
    record(tmp_path, "another", f"{WORKS}?c=1&b=7")
    assert body(tmp_path, asked) == "one"


@pytest.mark.parametrize(
    "asked",
    [
        "https://api.example.com/works?a=1",
        "http://api.example.org/works?a=1",
        "https://api.example.org:8443/works?a=1",
        f"{WORKS}/2?a=1",
        f"{WORKS}?a=2",
        f"{WORKS}?A=1",
        f"{WORKS}?b=1",
        "https://[broken",
        "",
    ],
)
def test_other_urls_have_no_answer(tmp_path: Path, asked: str) -> None:
    record(tmp_path, "one", f"{WORKS}?a=1")
    with pytest.raises(FetchError, match="no recorded answer for"):
        Replay(tmp_path).get(asked)


def test_the_error_names_the_url_and_the_folder_and_no_key(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        Replay(tmp_path).get("https://user:word@api.example.org/works?a=1&api_key=s3cret&b=%C3%A9")
    message = str(caught.value)
    assert f"{WORKS}?a=1&b=%C3%A9 " in message
    assert repr(str(tmp_path)) in message
    assert "s3cret" not in message
    assert "word" not in message


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("?a=1&b=2", "?a=1"),
        ("?a=1", "?a=1&b=2"),
        ("", "?a=1"),
        ("?a=1", "?a=1&start=0&cursor=*&page=1&page[number]=1"),
    ],
)
def test_the_only_recording_with_more_or_fewer_parameters_is_taken(
    tmp_path: Path, recorded: str, asked: str
) -> None:
    record(tmp_path, "one", WORKS + recorded)
    assert body(tmp_path, WORKS + asked) == "one"
    record(tmp_path, "elsewhere", f"{WORKS}/1?a=1&c=3")
    assert body(tmp_path, WORKS + asked) == "one"
    record(tmp_path, "two", f"{WORKS}?a=1&c=3&d=4{asked[4:]}")
    with pytest.raises(FetchError, match="no recorded answer"):
        body(tmp_path, WORKS + asked)


def test_an_exact_match_comes_before_one_with_more_parameters(tmp_path: Path) -> None:
    record(tmp_path, "a", f"{WORKS}?a=1&b=2")
    record(tmp_path, "b", f"{WORKS}?a=1")
    assert body(tmp_path, f"{WORKS}?a=1") == "b"


@pytest.mark.parametrize(
    "page", ["start=100", "cursor=AoJ%2B", "page=2", "page[number]=2", "f=30", "start=1"]
)
def test_another_page_of_a_list_is_no_answer(tmp_path: Path, page: str) -> None:
    """Otherwise, the first page would be answered without end."""
    record(tmp_path, "first", f"{WORKS}?a=1")
    with pytest.raises(FetchError, match="no recorded answer"):
        body(tmp_path, f"{WORKS}?a=1&{page}")
    record(tmp_path / "other", "later", f"{WORKS}?a=1&{page}")
    with pytest.raises(FetchError, match="no recorded answer"):
        body(tmp_path / "other", f"{WORKS}?a=1")


def test_the_first_of_several_recordings_by_path_is_taken(tmp_path: Path) -> None:
    for name in ("b/a", "a-z/b", "a/c"):
        record(tmp_path, name)
    replay = Replay(tmp_path)
    assert [replay.get(WORKS).body for _ in range(3)] == [b"a-z/b"] * 3


def test_recordings_of_repeated_requests_are_answered_in_turn(tmp_path: Path) -> None:
    record(tmp_path, "a", repeat=3)
    record(tmp_path, "b")
    record(tmp_path, "c", f"{WORKS}?a=1")
    replay = Replay(tmp_path)
    assert [replay.get(f"{WORKS}{query}").body for query in ("", "", "?a=1", "", "")] == [
        b"b", b"b", b"c", b"a", b"a",
    ]  # fmt: skip


def test_files_that_hold_no_answer_are_ignored(tmp_path: Path) -> None:
    record(tmp_path, "deep/below/z", WORKS)
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "deeply-nested.json").write_text("[" * 200_000)
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.json").mkdir()
    for name, members in {
        "list": None,
        "url": {"url": 3},
        "status": {"status": "200"},
        "body": {"body": {"title": "x"}},
        "none": {"body": None},
        "base64": {"body": None, "body_base64": "?"},
        "repeat": {"repeat": "x"},
    }.items():
        if members is None:
            (tmp_path / f"{name}.json").write_text("[1]")
        else:
            record(tmp_path, name, **members)
    (tmp_path / "answer.txt").write_text(json.dumps({"url": WORKS, "status": 200, "body": "text"}))
    assert body(tmp_path, WORKS) == "deep/below/z"


def test_a_folder_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"no folder of recorded answers: '.*none'"):
        Replay(tmp_path / "none")


def test_a_body_of_other_bytes_is_in_base64(tmp_path: Path) -> None:
    record(tmp_path, "a", body=None, body_base64=base64.b64encode(b"\xff\x00").decode())
    assert Replay(tmp_path).get(WORKS).body == b"\xff\x00"


def test_a_recording_with_request_headers_is_for_requests_that_have_them(tmp_path: Path) -> None:
    record(tmp_path, "a")
    record(
        tmp_path, "b", status=304, body="", request_headers={"If-Modified-Since-Version": "12"}, headers={}
    )
    assert body(tmp_path, WORKS) == "a"
    assert body(tmp_path, WORKS, {"if-modified-since-version": "11"}) == "a"
    answer = Replay(tmp_path).get(WORKS, {"if-modified-since-version": "12", "Accept": "x"})
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("status", [429, 408, 500, 503])
def test_a_busy_service_is_an_error_unless_a_later_attempt_is_recorded(tmp_path: Path, status: int) -> None:
    record(tmp_path, "a", f"{WORKS}?key=k", status=status)
    with pytest.raises(FetchError, match=rf"^api.example.org: .*\(status {status}\) for {WORKS}; try again"):
        body(tmp_path, f"{WORKS}?key=k")
    record(tmp_path, "b")
    assert body(tmp_path, WORKS) == "b"


def test_redirects_are_followed_between_recordings(tmp_path: Path) -> None:
    target = "https://api.crossref.org/v1/works/10.5555%2Fa"
    record(tmp_path, "a", "https://doi.org/10.5555/a", status=302, headers={"Location": target})
    record(tmp_path, "b", target, status=404)
    answer = Replay(tmp_path).get("https://doi.org/10.5555/A")
    assert (answer.url, answer.status, answer.body) == ("https://doi.org/10.5555/A", 404, b"b")


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("https://example.org/", "redirect to the host of another service: 'https://example.org/'"),
        ("https://doi.org@example.org/", "redirect to the host of another service"),
        ("//example.org/", "redirect to the host of another service"),
        ("http://api.crossref.org/", "redirect that is not https"),
        ("ftp://doi.org/", "redirect that is not https"),
        ("https://[doi.org/", "redirect to an invalid URL"),
        ("https://doi.org:x/", "redirect to an invalid URL"),
        ("/10.5555/A#x", "more than 5 redirects"),
        ("/10.5555/b", "no recorded answer for https://doi.org/10.5555/b"),
    ],
)
def test_redirects_follow_the_rules(tmp_path: Path, location: str, message: str) -> None:
    record(tmp_path, "a", "https://doi.org/10.5555/a", status=302, headers={"location": location})
    with pytest.raises(FetchError) as caught:
        Replay(tmp_path).get("https://doi.org/10.5555/a")
    assert message in str(caught.value)


# --- real answers ---

needs_answers = pytest.mark.skipif(not API.is_dir(), reason="recorded answers (../shared/api) are missing")


def frames() -> dict[str, dict[str, Any]]:
    """Return the recorded answers by path, in order."""
    found = {}
    for path in sorted(API.rglob("*.json"), key=lambda path: path.relative_to(API).as_posix()):
        content = json.loads(path.read_bytes())
        if isinstance(content, dict) and {"url", "status", "body"} <= set(content):
            found[path.relative_to(API).as_posix()] = content
    return found


def shuffled(url: str) -> str:
    """Return a URL that asks for the same."""
    parts = urlsplit(url)
    query = parts.query.split("&") if parts.query else []
    query += ["mailto=jane@example.org", "api_key=0123456789"]
    path = quote(parts.path.upper(), safe="/%")
    return f"{parts.scheme}://{parts.netloc}{path}?{'&'.join(reversed(query))}"


@needs_answers
def test_every_recorded_answer_is_the_answer_to_its_url() -> None:
    answers = frames()
    assert len(answers) > 100
    replay = Replay(API)
    expected: dict[str, str] = {}
    for name, frame in answers.items():
        if frame["status"] < 429:
            expected.setdefault(frame["url"], name)
    hidden = {name for name, frame in answers.items() if expected.get(frame["url"]) != name}
    assert hidden == {
        "crossref/works-cursor-page3.json",  # Crossref does not change the cursor with each page
        "doi/text-style.json",  # the same URL with another Accept header
        "orcid/error-500.json",
        "semanticscholar/error-403.json",  # a POST request
        "zotero/error-429.json",
    }
    for name, frame in answers.items():
        if name in hidden or frame["status"] in {301, 302}:
            continue
        for url in (frame["url"], shuffled(frame["url"])):
            answer = replay.get(url)
            assert (answer.status, answer.body) == (frame["status"], frame["body"].encode()), (name, url)


@needs_answers
def test_recorded_redirects_lead_to_the_record() -> None:
    answers = frames()
    for name in ("doi/redirect-301-http.json", "doi/redirect-302.json"):
        answer = Replay(API).get(answers[name]["url"])
        assert answer.body.decode() == answers["doi/bibtex.json"]["body"]


@needs_answers
def test_a_recorded_error_of_the_service_is_an_error() -> None:
    with pytest.raises(FetchError, match=r"pub\.orcid\.org: .*\(status 500\)"):
        Replay(API).get("https://pub.orcid.org/v3.0/search?start=adsf")
