"""YAML as a tree of values whose scalars stay as they are written.

It is put together from the parser's events: PyYAML's own composer recurses, in
C, as deep as the file is nested, and crashes the process on one that is nested
deep enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from ..model.problems import Code
from ..model.text import printable
from .base import ProblemLog
from .trees import GROUPS, MAX_DEPTH, Table, TreeError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
#: What YAML does not allow in a file (specification 1.2.2, production c-printable).
_NOT_PRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_GROUP = re.compile(r"""(["']?)(?P<name>[A-Za-z]\w*)\1[ \t]*:[ \t]*(?:#.*)?""")


def parse_yaml(text: str, problems: ProblemLog) -> list[object]:
    """Return the documents of a YAML file; after a syntax error, those of its sound records.

    Reported: syntax errors, tags, keys that are no strings.
    """
    if odd := _NOT_PRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        problems.add(Code.SYNTAX, f"YAML: character {odd[0]!r} is not allowed", line=line)
        text = _NOT_PRINTABLE.sub("\ufffd", text)
    failed = ProblemLog(problems.path)
    documents, sound = _documents(text, failed)
    if sound:
        problems.found.extend(failed.found)
        return documents
    parts = [_documents(record, problems) for record in _records(text)]
    if all(sound for _, sound in parts):
        problems.found.extend(failed.found)
    return [document for found, _ in parts for document in found] or documents


def _documents(text: str, problems: ProblemLog) -> tuple[list[object], bool]:
    """Return the documents before the first syntax error, and whether there was none."""
    composer = _Composer(problems, limit=10_000 + 4 * len(text))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.feed(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(
            Code.SYNTAX, f"YAML: {error.problem or error.context}", line=mark.line + 1 if mark else 0
        )
    except (yaml.YAMLError, TreeError) as error:
        problems.add(Code.SYNTAX, f"YAML: {error}", line=getattr(error, "line", 0))
    else:
        return composer.documents, True
    return composer.documents, False


def _records(text: str) -> Iterator[str]:
    """Yield each record of a file in block style as a file of its own, on its own line.

    In a group, or in a list that is the whole file, a record starts where a line is
    indented as the first one; any other part of the file is taken whole.
    """
    group, indent, start = "", -1, -1
    lines = text.split("\n")
    for number, line in enumerate([*lines, "end:"]):
        content = line.lstrip(" ")
        if not content or content[0] in "#\t":  # YAML allows no tab here; the line belongs to its record
            continue
        here = len(line) - len(content)
        is_item = content.startswith("- ")
        leaves = here == 0 and not is_item
        if start >= 0 and (here == indent or leaves):
            yield "\n" * (start - bool(group)) + "\n".join(
                (*([f"{group}:"] if group else []), *lines[start:number])
            )
            start = -1
        if leaves:
            header = _GROUP.fullmatch(line.rstrip())
            group, indent = header["name"] if header else "", -1
        elif group and indent == -1 and not is_item and group not in GROUPS:
            group, indent, start = "", 0, number - 1  # a record whose key the header is
            while not _GROUP.fullmatch(lines[start].rstrip()):
                start -= 1
        elif (group and indent in (-1, here)) or (not group and is_item and here == 0):
            indent, start = here, number


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended, and what it will count for when it has."""

    value: Table | list[object]
    anchor: str | None
    line: int
    key: str | None = None
    key_line: int = 0
    has_key: bool = False
    size: int = 1
    depth: int = 1


@dataclass(slots=True)
class _Composer:
    """Makes values of events.

    ``limit`` bounds how many values there are once every alias is replaced by
    what it stands for, as whoever walks the tree does.
    """

    problems: ProblemLog
    limit: int
    documents: list[object] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[object, int, int]] = field(default_factory=dict)

    def feed(self, event: yaml.Event) -> None:
        """Take the next event."""
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.ScalarEvent):
            self._check_tag(event, line)
            written = printable(event.value)
            plain = not event.style and written.lower() in _CONSTANTS
            value: object = _CONSTANTS[written.lower()] if plain else written
            self._remember(event.anchor, value, 1, 0)
            self._add(value, line, key=written)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._check_tag(event, line)
            if len(self.stack) >= MAX_DEPTH:
                raise TreeError(f"nested deeper than {MAX_DEPTH}", line)
            mapping = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Open(Table(line) if mapping else [], event.anchor, line))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            self._remember(closed.anchor, closed.value, closed.size, closed.depth)
            self._add(closed.value, closed.line, closed.size, closed.depth)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise TreeError(f"alias of what is not there: *{event.anchor}", line)
            target, size, depth = self.anchors[event.anchor]
            self._add(target, line, size, depth, key=target if isinstance(target, str) else None)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.anchors.clear()

    def _add(self, value: object, line: int, size: int = 1, depth: int = 0, key: str | None = None) -> None:
        """Put a finished value where it belongs; ``key`` is what it is called as a key."""
        if not self.stack:
            self.documents.append(value)
            return
        parent = self.stack[-1]
        parent.size += size
        parent.depth = max(parent.depth, depth + 1)
        if parent.size > self.limit or len(self.stack) + depth > MAX_DEPTH:
            raise TreeError("aliases make it too large", line)
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif not parent.has_key:
            parent.key, parent.key_line, parent.has_key = key, line, True
        else:
            self._put(parent.value, parent.key, value, parent.key_line)
            parent.has_key = False

    def _put(self, table: Table, key: str | None, value: object, line: int) -> None:
        if key is None:
            self.problems.add(Code.SHAPE, "a key must be a string", line=line)
        elif key == "<<" and not isinstance(value, str):
            # The merge key (https://yaml.org/type/merge.html): what stands in the table itself counts.
            for merged in value if isinstance(value, list) else [value]:
                for name, inner in merged.items() if isinstance(merged, Table) else ():
                    table.setdefault(name, inner)
        else:
            if key in table and key not in table.lines:
                del table[key]  # it was merged in
            table.put(key, value, line)

    def _remember(self, anchor: str | None, value: object, size: int, depth: int) -> None:
        if anchor is not None:
            self.anchors[anchor] = (value, size, depth)

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.tag not in (None, "!") and not re.fullmatch(r"tag:yaml\.org,2002:\w+", event.tag):
            self.problems.add(Code.SYNTAX, f"YAML: tags have no meaning here: {event.tag}", line=line)
