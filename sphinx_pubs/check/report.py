"""Problems and advice as text, as JSON and as annotations of a GitHub workflow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath

from ..model.problems import Problem
from .advice import Hint
from .files import Checked

#: How many findings of one code in one file the text tells before it counts the rest.
_TOLD = 5
#: What a terminal, or GitHub's reader of logs, takes for an order.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem or a piece of advice, as it is written down. ``line`` is 0 where it is not known."""

    level: str
    code: str
    path: str
    line: int
    key: str
    message: str


def findings(checked: Checked, ignored: Collection[str] = ()) -> list[Finding]:
    """Return what is to be said, problems first, without the codes that are ``ignored``."""
    found = [
        *(_finding("warning", f"pubs.{one.code.value}", one) for one in checked.problems),
        *(_finding("advice", f"advice.{one.advice.value}", one) for one in checked.hints),
    ]
    return [one for one in found if one.code not in ignored]


def _finding(level: str, code: str, one: Problem | Hint) -> Finding:
    path = PurePath(one.origin.path).as_posix() if one.origin.path else ""
    return Finding(level, code, path, one.origin.line, one.key, one.message)


def text(found: Sequence[Finding], checked: Checked, *, whole: bool = False) -> Iterator[str]:
    """Yield lines as a compiler writes them, file by file; what repeats is counted unless ``whole``."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        alike.setdefault((one.path, one.code), []).append(one)
    order = {one.path: place for place, one in reversed(list(enumerate(found)))}
    for (path, code), group in sorted(alike.items(), key=lambda item: order[item[0][0]]):
        # One more line to say that there is one more would save nothing.
        told = group if whole or len(group) <= _TOLD + 1 else group[:_TOLD]
        for one in told:
            place = f"{path}:{one.line}" if one.line else path
            key = f"{one.key}: " if one.key else ""
            yield _harmless(f"{place}: {one.level}: {key}{one.message} [{code}]")
        if len(told) < len(group):
            yield _harmless(f"{path}: {group[0].level}: … and {len(group) - len(told)} more [{code}]")
    yield _summary(found, checked)


def _summary(found: Sequence[Finding], checked: Checked) -> str:
    library = checked.library
    records = (
        len(library.publications) + len(library.awards) + len(library.activities) + len(library.people.by_key)
    )
    problems = sum(one.level == "warning" for one in found)
    advice = len(found) - problems
    return (
        f"{_counted(len(checked.files), 'file')}, {_counted(records, 'record')}: "
        f"{_counted(problems, 'problem')}, {_counted(advice, 'piece')} of advice"
    )


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _harmless(line: str) -> str:
    return _CONTROL.sub(" ", line)


def as_json(found: Sequence[Finding], checked: Checked, *, whole: bool = False) -> Iterator[str]:
    """Yield one JSON document, in ASCII, so that every terminal can write it."""
    document = {"files": list(checked.files), "findings": [asdict(one) for one in found]}
    yield json.dumps(document, indent=2)


def github(found: Sequence[Finding], checked: Checked, *, whole: bool = False) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the line.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what
    is to be escaped, and how, is in ``packages/core/src/command.ts`` of github.com/actions/toolkit.
    """
    for one in found:
        command = "warning" if one.level == "warning" else "notice"
        properties = {"file": one.path, "line": str(one.line or ""), "title": one.code}
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
        yield f"::{command} {written}::{_data(f'{one.key}: {one.message}' if one.key else one.message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[..., Iterator[str]]] = {"text": text, "json": as_json, "github": github}
