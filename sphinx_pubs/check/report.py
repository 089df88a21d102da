"""Write problems and advice as text, as JSON, and as annotations for GitHub workflows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath

from ..model.problems import Problem
from .advice import Hint
from .files import Checked

# The number of findings with one code in one file that the text shows; the others are counted.
_MAX_SHOWN = 5
# Characters that a terminal, or GitHub's log parser, would interpret.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem or a piece of advice. ``level`` is *warning* or *advice*; ``line`` is 0 if unknown."""

    level: str
    code: str
    path: str
    line: int
    key: str
    message: str


def findings(checked: Checked, ignored: Collection[str] = ()) -> list[Finding]:
    """Return the problems and then the advice, without the codes in ``ignored``."""
    all_findings = [
        *(_finding("warning", f"pubs.{problem.code.value}", problem) for problem in checked.problems),
        *(_finding("advice", f"advice.{hint.advice.value}", hint) for hint in checked.hints),
    ]
    return [finding for finding in all_findings if finding.code not in ignored]


def _finding(level: str, code: str, source: Problem | Hint) -> Finding:
    path = PurePath(source.origin.path).as_posix() if source.origin.path else ""
    return Finding(level, code, path, source.origin.line, source.key, source.message)


# --- formats: each yields the lines of the output ---


def text(found: Sequence[Finding], checked: Checked, *, show_all: bool = False) -> Iterator[str]:
    """Yield a line for each finding in the format of compilers, grouped by file and code, and a summary.

    :param show_all: show all findings of a code, instead of the first few and a count.
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.path, finding.code), []).append(finding)
    file_order = {path: index for index, path in enumerate(dict.fromkeys(finding.path for finding in found))}
    for (path, code), group in sorted(groups.items(), key=lambda item: file_order[item[0][0]]):
        # If only one finding is left, its line takes no more space than a count.
        distinct = [(finding, 1) for finding in group] if show_all else _counted_findings(group)
        shown = distinct if show_all or len(distinct) <= _MAX_SHOWN + 1 else distinct[:_MAX_SHOWN]
        for finding, number in shown:
            location = f"{path}:{finding.line}" if finding.line else path
            key = f"{finding.key}: " if finding.key else ""
            count = f" (in {number} records)" if number > 1 else ""
            yield printable_line(f"{location}: {finding.level}: {key}{finding.message}{count} [{code}]")
        if len(shown) < len(distinct):
            yield printable_line(
                f"{path}: {group[0].level}: … and {len(distinct) - len(shown)} more [{code}]"
            )
    yield _summary(found, checked)


def _counted_findings(group: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Return one finding for each message, the first, and how many have it."""
    first = {finding.message: finding for finding in reversed(group)}
    numbers = Counter(finding.message for finding in group)
    return [(first[message], number) for message, number in numbers.items()]


def _summary(found: Sequence[Finding], checked: Checked) -> str:
    library = checked.library
    records = (
        len(library.publications) + len(library.awards) + len(library.activities) + len(library.people.by_key)
    )
    problems = sum(finding.level == "warning" for finding in found)
    advice = len(found) - problems
    return (
        f"{_counted(len(checked.files), 'file')}, {_counted(records, 'record')}: "
        f"{_counted(problems, 'problem')}, {_counted(advice, 'piece')} of advice"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def printable_line(line: str) -> str:
    """Return ``line`` without the characters that a terminal interprets."""
    return _CONTROL.sub(" ", line)


def as_json(found: Sequence[Finding], checked: Checked, *, show_all: bool = False) -> Iterator[str]:
    """Yield one JSON document, in ASCII, which every terminal can show."""
    document = {"files": list(checked.files), "findings": [asdict(finding) for finding in found]}
    yield json.dumps(document, indent=2)


def github(found: Sequence[Finding], checked: Checked, *, show_all: bool = False) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the line.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the rules
    for escaping are in ``packages/core/src/command.ts`` of github.com/actions/toolkit.
    """
    for finding in found:
        command = "warning" if finding.level == "warning" else "notice"
        properties = {"file": finding.path, "line": str(finding.line or ""), "title": finding.code}
        escaped = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
        message = f"{finding.key}: {finding.message}" if finding.key else finding.message
        yield f"::{command} {escaped}::{_data(message)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[..., Iterator[str]]] = {"text": text, "json": as_json, "github": github}
