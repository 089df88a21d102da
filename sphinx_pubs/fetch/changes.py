"""What an update did, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from .native import Value

_MOST_QUOTED = 60

# What can happen to a record, and the sign of it at the start of a line.
_SIGNS = {
    "added": "+",
    "changed": "~",
    "kept": "=",
    "removed": "-",
    "taken over": "-",
    "gone": "?",
    "renamed": "~",
    "moved": "~",
    "restored": "+",
    "accepted": "+",
    "rejected": "-",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record, or to one field of it.

    ``kind`` is *added*, *changed*, *kept* (a field that a person has edited keeps its value), *removed* (a
    person has removed the record; it does not come back), *taken over* (it is in a hand-kept file now),
    *renamed*, *moved* (to another generated file), *restored* (a removed record is in the file again), *gone*
    (no source has the work any more; nothing is deleted), *accepted* or *rejected*. ``origin`` names the
    services.
    """

    kind: str
    path: str
    key: str
    title: str = ""
    field: str = ""
    old: Value | None = None
    new: Value | None = None
    origin: str = ""


@dataclass(slots=True)
class Outcome:
    """The result of a command that writes files.

    ``files`` are the contents of the files to write, by path, in the order in which to write them. ``errors``
    cost a source or a file, ``warnings`` a part of a record. ``unchanged`` counts records without a change,
    ``by_hand`` works that a hand-kept file has.
    """

    changes: list[Change] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    unchanged: int = 0
    by_hand: int = 0
    waiting: int = 0

    @property
    def status(self) -> int:
        """The exit status: 2 if there are errors, 1 if there are changes, else 0."""
        return 2 if self.errors else 1 if self.files else 0


def as_text(outcome: Outcome, *, is_dry: bool = False) -> Iterator[str]:
    """Yield a line for each change, by file, and a summary."""
    for path in dict.fromkeys(change.path for change in outcome.changes):
        yield path
        for change in outcome.changes:
            if change.path == path:
                yield f"  {_SIGNS[change.kind]} {_described(change)}"
    yield _summary(outcome, is_dry=is_dry)


def _described(change: Change) -> str:
    origin = f" ({change.origin})" if change.origin else ""
    match change.kind:
        case "added":
            return f"{change.key}: {change.title}{origin}"
        case "changed" if change.old is None:
            return f"{change.key}: {change.field}: {_quoted(change.new)}{origin}"
        case "changed":
            return f"{change.key}: {change.field}: {_quoted(change.old)} -> {_quoted(change.new)}{origin}"
        case "kept" if change.new is not None:
            return f"{change.key}: {change.field}: your edit is kept; now {_quoted(change.new)}{origin}"
        case "kept":
            return f"{change.key}: {change.field}: your edit is kept"
        case "removed":
            return f"{change.key}: removed by hand; it will not come back"
        case "taken over":
            return f"{change.key}: moved to a file of your own, which keeps it by hand"
        case "renamed":
            return f"{change.key}: new key of {change.title}"
        case "moved":
            return f"{change.key}: moved by hand, from {change.title}"
        case "restored":
            return f"{change.key}: brought back by hand"
        case "gone":
            return f"{change.key}: no source has it any more; remove it if that is right"
    return f"{change.key}: {change.kind}"


def _summary(outcome: Outcome, *, is_dry: bool) -> str:
    kinds = {kind: {change.key for change in outcome.changes if change.kind == kind} for kind in _SIGNS}
    counts = [f"{len(keys)} {kind}" for kind, keys in kinds.items() if keys]
    counts.append(f"{outcome.unchanged} unchanged")
    if outcome.by_hand:
        counts.append(f"{outcome.by_hand} kept by hand")
    if outcome.waiting:
        counts.append(f"{outcome.waiting} to review")
    end = "; nothing written (--dry-run)" if is_dry and outcome.files else ""
    return ", ".join(counts) + end


def _quoted(value: Value | None) -> str:
    """Return a value for one line: quoted, and shortened in the middle."""
    if isinstance(value, list):
        names = [item if isinstance(item, str) else " ".join(item.values()) for item in value]
        value = ", ".join(names)
    text = " ".join(str(value).split())
    if len(text) > _MOST_QUOTED:
        text = f"{text[: _MOST_QUOTED // 2].rstrip()} … {text[-_MOST_QUOTED // 2 :].lstrip()}"
    return f'"{text}"'


def as_json(outcome: Outcome, *, is_dry: bool = False) -> Iterator[str]:
    """Yield one JSON document, in ASCII."""
    changes = [
        {name: value for name, value in asdict(change).items() if value not in ("", None)}
        for change in outcome.changes
    ]
    document = {
        "changes": changes,
        "errors": outcome.errors,
        "warnings": outcome.warnings,
        "files": list(outcome.files),
        "written": bool(outcome.files) and not is_dry,
        "unchanged": outcome.unchanged,
        "by_hand": outcome.by_hand,
        "waiting": outcome.waiting,
    }
    yield json.dumps(document, indent=2)


def lines_of(messages: Sequence[str]) -> Iterator[str]:
    """Yield each message once."""
    yield from dict.fromkeys(messages)
