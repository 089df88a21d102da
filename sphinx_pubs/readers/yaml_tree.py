"""The parser of YAML files: a tree whose scalars are strings as they are written.

The tree is composed here from the events of PyYAML's parser. PyYAML's own composer recurses
in C, and crashes the process if a file is nested deep enough; and it does not limit the
size of a tree with aliases.
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
# Characters that YAML does not allow in a file (specification 1.2.2, production c-printable).
_NOT_PRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_GROUP = re.compile(r"""(["']?)(?P<name>[A-Za-z]\w*)\1[ \t]*:[ \t]*(?:#.*)?""")


def parse_yaml(text: str, problems: ProblemLog) -> list[object]:
    """Return the trees of the documents in a YAML file; after a syntax error, those of the valid records.

    Syntax errors, tags and keys that are not strings are reported.
    """
    if character := _NOT_PRINTABLE.search(text):
        line = text.count("\n", 0, character.start()) + 1
        problems.add(Code.SYNTAX, f"YAML: character {character[0]!r} is not allowed", line=line)
        text = _NOT_PRINTABLE.sub("\ufffd", text)
    problems_of_file = ProblemLog(problems.path)
    documents, valid = _documents(text, problems_of_file)
    if valid:
        problems.found.extend(problems_of_file.found)
        return documents
    parts = [_documents(record, problems) for record in _records(text)]
    if all(valid for _, valid in parts):
        problems.found.extend(problems_of_file.found)
    return [record for records, _ in parts for record in records] or documents


def _documents(text: str, problems: ProblemLog) -> tuple[list[object], bool]:
    """Return the documents before the first syntax error, and whether ``text`` has no such error."""
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
    """Yield each record of a file in block style as a file of its own, with empty lines to keep its line.

    In a group, and in a file that is a list, a record starts on each line that is
    indented like the first one. Any other part of the file is one record.
    """
    # The group that the line is in, the indentation of its records, and the first line of the current
    # record; -1 before the first record.
    group, indent, start = "", -1, -1
    lines = text.split("\n")
    for number, line in enumerate([*lines, "end:"]):
        content = line.lstrip(" ")
        if not content or content[0] in "#\t":  # a tab is an error of the record that the line is in
            continue
        here = len(line) - len(content)
        is_item = content.startswith("- ")
        ends_group = here == 0 and not is_item
        if start >= 0 and (here == indent or ends_group):
            heading = [f"{group}:"] if group else []
            yield "\n" * (start - len(heading)) + "\n".join([*heading, *lines[start:number]])
            start = -1
        if ends_group:
            header = _GROUP.fullmatch(line.rstrip())
            group, indent = header["name"] if header else "", -1
        elif group and indent == -1 and not is_item and group not in GROUPS:
            group, indent, start = "", 0, number - 1  # what looked like a group is the key of a record
            while not _GROUP.fullmatch(lines[start].rstrip()):
                start -= 1
        elif (group and indent in (-1, here)) or (not group and is_item and here == 0):
            indent, start = here, number


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended.

    ``size`` is the number of values in it, and ``depth`` how deep they are nested, both with aliases
    replaced by their targets.
    """

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
    """Composes trees from events.

    ``limit`` is the largest number of values after each alias is replaced by its target: code that
    walks the tree visits all of them.
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
            text = printable(event.value)
            is_constant = not event.style and text.lower() in _CONSTANTS
            value: object = _CONSTANTS[text.lower()] if is_constant else text
            self._remember(event.anchor, value, 1, 0)
            self._add(value, line, key=text)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._check_tag(event, line)
            if len(self.stack) >= MAX_DEPTH:
                raise TreeError(f"nested deeper than {MAX_DEPTH} levels", line)
            mapping = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Open(Table(line) if mapping else [], event.anchor, line))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            self._remember(closed.anchor, closed.value, closed.size, closed.depth)
            self._add(closed.value, closed.line, closed.size, closed.depth)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise TreeError(f"unknown alias: *{str(event.anchor)[:40]}", line)
            target, size, depth = self.anchors[event.anchor]
            self._add(target, line, size, depth, key=target if isinstance(target, str) else None)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.anchors.clear()

    def _add(self, value: object, line: int, size: int = 1, depth: int = 0, key: str | None = None) -> None:
        """Add a finished value to the innermost open one; ``key`` is its text as a key."""
        if not self.stack:
            self.documents.append(value)
            return
        parent = self.stack[-1]
        parent.size += size
        parent.depth = max(parent.depth, depth + 1)
        if parent.size > self.limit or len(self.stack) + depth > MAX_DEPTH:
            raise TreeError("the aliases expand to too many values", line)
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
            # The merge key (https://yaml.org/type/merge.html): the table's own values win.
            for merged in value if isinstance(value, list) else [value]:
                for name, inner in merged.items() if isinstance(merged, Table) else ():
                    table.setdefault(name, inner)
        else:
            if key in table and key not in table.lines:
                del table[key]  # the merged value
            table.put(key, value, line)

    def _remember(self, anchor: str | None, value: object, size: int, depth: int) -> None:
        if anchor is not None:
            self.anchors[anchor] = (value, size, depth)

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.tag not in (None, "!") and not re.fullmatch(r"tag:yaml\.org,2002:\w+", event.tag):
            self.problems.add(Code.SYNTAX, f"YAML: tags are not supported: {str(event.tag)[:40]}", line=line)
