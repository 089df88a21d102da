"""Write the answers of another transport to files that :class:`~.recording.Replay` reads."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from .base import Answer, FetchError, Transport
from .urls import host_of, without_keys

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})

# Headers of answers that say something about the answer, and nothing about who asked.
_KEPT = frozenset(
    "backoff content-type etag last-modified-version link location retry-after total-results".split()
)
_KEPT_STARTS = ("x-rate-limit-", "x-ratelimit-")
# Headers of requests that make the answer another one.
_ASKED = frozenset({"accept", "if-match", "if-modified-since", "if-modified-since-version", "if-none-match"})


class Recorder:
    """A transport that passes the answers of another one on, and writes each to a file of a folder.

    The same requests in the same order get the same answers from a replay. Files of earlier runs stay, except
    those of the same requests.

    :param transport: it hides keys in its answers.
    """

    def __init__(self, transport: Transport, folder: Path) -> None:
        self._transport = transport
        self._folder = folder
        self._last: dict[str, tuple[int, Answer]] = {}

    def get(self, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return the answer of the other transport.

        :raises FetchError: if it has none, or the file cannot be written.
        """
        answer = self._transport.get(url, headers)
        asked = {name.lower(): value for name, value in sorted(headers.items()) if name.lower() in _ASKED}
        shown = without_keys(answer.url, contacts=True)
        digest = hashlib.sha256(json.dumps([shown, asked]).encode()).hexdigest()[:12]
        name = f"{host_of(shown)}-{digest}"
        frame = _frame(answer, shown, asked)
        number, earlier = self._last.get(name, (0, None))
        number += 1
        self._last[name] = number, answer
        try:
            if earlier is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                for outdated in self._folder.glob(f"{name}-*.json"):
                    outdated.unlink()
                _write(self._folder / f"{name}.json", frame)
            elif earlier != answer:
                _write(self._folder / f"{name}-{number}.json", {**frame, "repeat": number})
        except OSError as error:
            problem = error.strerror or str(error)
        else:
            return answer
        raise FetchError(f"cannot write the recorded answer to {str(self._folder)!r}: {problem}")


def _frame(answer: Answer, url: str, asked: Mapping[str, str]) -> dict[str, object]:
    headers = {
        name: value
        for name, value in sorted(answer.headers.items())
        if name in _KEPT or name.startswith(_KEPT_STARTS)
    }
    frame: dict[str, object] = {"url": url, "status": answer.status, "headers": headers}
    if asked:
        frame["request_headers"] = dict(asked)
    try:
        return {**frame, "body": answer.body.decode("utf-8")}
    except UnicodeDecodeError:
        return {**frame, "body_base64": base64.b64encode(answer.body).decode("ascii")}


def _write(path: Path, frame: Mapping[str, object]) -> None:
    """Write a file beside, then rename it: a replay never finds half a file."""
    text = json.dumps(frame, ensure_ascii=False, indent=2) + "\n"
    beside = path.with_suffix(".part")
    try:
        # A header may have a surrogate, which UTF-8 has no bytes for.
        beside.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
