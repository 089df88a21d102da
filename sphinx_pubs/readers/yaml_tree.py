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
from .brackets import recover
from .signs import DecodeError, Syntax
from .trees import MAX_DEPTH, Table, TreeError
from .yaml_recovery import Segment, segments

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
# Characters that YAML does not allow in a file (specification 1.2.2, production c-printable).
_NOT_PRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def parse_yaml(text: str, problems: ProblemLog) -> list[object]:
    """Return the trees of the documents in a YAML file; after a syntax error, those of the valid records.

    Syntax errors, tags and keys that are not strings are reported.
    """
    if character := _NOT_PRINTABLE.search(text):
        line = text.count("\n", 0, character.start()) + 1
        problems.add(Code.SYNTAX, f"YAML: character {character[0]!r} is not allowed", line=line)
        text = _NOT_PRINTABLE.sub("\ufffd", text)
    problems_of_text = ProblemLog(problems.path)
    documents, error = _documents(text, problems_of_text)
    if not error and _has_joined_records(documents) and any(part.is_misplaced for part in segments(text)):
        error = _YamlError("two records are one", 0)
    if not error:
        problems.found.extend(problems_of_text.found)
        return documents
    return _recovered(text, error, problems)


def _has_joined_records(value: object, depth: int = 0) -> bool:
    """Return whether a record in a valid file seems to be two: half of its fields are repeated.

    The first line of the second one may be a comment, or have lost its dash.
    """
    if isinstance(value, Table) and 2 <= len(value.repeated) >= len(value) / 2:
        return True
    if depth > _DEEPEST_RECORD or not isinstance(value, list | Table):
        return False
    inner = value.values() if isinstance(value, Table) else value
    return any(_has_joined_records(item, depth + 1) for item in inner)


@dataclass(frozen=True, slots=True)
class _YamlError:
    """A syntax error; ``line`` is 0 and ``index`` -1 if they are unknown."""

    message: str
    line: int
    index: int = -1


def _documents(text: str, problems: ProblemLog) -> tuple[list[object], _YamlError | None]:
    """Return the documents of ``text``, or its first error. What is wrong with a valid file is reported."""
    problems_of_text = ProblemLog(problems.path)
    composer = _Composer(problems_of_text, limit=10_000 + 4 * len(text))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.feed(event)
    except yaml.MarkedYAMLError as error:
        return [], _marked_error(error, text)
    except (yaml.YAMLError, TreeError) as error:
        return [], _YamlError(str(error), getattr(error, "line", 0))
    problems.found.extend(problems_of_text.found)
    return composer.documents, None


def _marked_error(error: yaml.MarkedYAMLError, text: str) -> _YamlError:
    mark = error.problem_mark or error.context_mark
    message = error.problem or error.context or "syntax error"
    if not mark:
        return _YamlError(message, 0)
    if message.startswith("mapping values are not allowed"):
        line = text[text.rfind("\n", 0, mark.index) + 1 :].partition("\n")[0].strip()
        message = f"a text with ': ' needs quotes: {line[:40]!r}"
    return _YamlError(message, mark.line + 1, mark.index)


# --- damaged files ---


def _recovered(text: str, error: _YamlError, problems: ProblemLog) -> list[object]:
    """Return the documents of a damaged file without the records that are broken, which are reported."""
    problems_before = len(problems.found)
    too_large = error.message.startswith(_TOO_LARGE)
    documents = [] if too_large else _without_broken_records(text, problems)
    if len(problems.found) == problems_before:
        problems.add(Code.SYNTAX, f"YAML: {error.message}", line=error.line)
    return documents


def _without_broken_records(text: str, problems: ProblemLog) -> list[object]:
    if _FLOW.match(text) and not _is_block(text):
        return recover(text, _SYNTAX, problems)
    lines = text.split("\n")
    flow: list[object] = []
    valid: list[Segment] = []
    for segment in segments(text):
        source = "\n".join(lines[segment.start : segment.end])
        documents, error = _documents(source, ProblemLog(""))
        if not error and segment.is_record and not _is_one_record(documents):
            error = _YamlError("expected one record", 1)
        if not error and segment.is_record and _is_text_below_its_key(documents[0], source):
            error = _YamlError("expected the fields of a record", 2)
        if not error and segment.is_misplaced:
            error = _YamlError("wrong indentation", 1)
        if not error or error.message.startswith(_UNKNOWN_ALIAS):
            valid.append(segment)
            continue
        if segment.flow >= 0:
            flow.append(_flow_group(source, segment, problems))
        else:
            line = segment.start + max(error.line, 1)
            problems.add(Code.SYNTAX, f"YAML: {error.message}; record skipped", line=line)
        lines[segment.start : segment.end] = [""] * (segment.end - segment.start)
    documents, error = _documents("\n".join(lines), problems)
    if error:
        parts = [_documents(part, problems)[0] for part in _alone(lines, valid)]
        documents = [document for part in parts for document in part]
        problems.add(Code.SYNTAX, f"YAML: {error.message}", line=error.line)
    return documents + flow


def _is_block(text: str) -> bool:
    """Return whether a file that starts with a bracket has its records in block style below."""
    starts = len(_BLOCK.findall(text))
    return starts > 1 or (starts == 1 and text.rstrip()[-1:] not in ("]", "}"))


def _is_one_record(documents: list[object]) -> bool:
    return len(documents) == 1 and isinstance(documents[0], list | Table) and len(documents[0]) == 1


def _is_text_below_its_key(record: object, source: str) -> bool:
    """Return whether a record is a key with text in the next line: a field without its colon."""
    if not isinstance(record, Table) or not isinstance(next(iter(record.values())), str):
        return False
    return "\n" in source.strip() and not _BLOCK_SCALAR.search(source)


def _alone(lines: list[str], segments: list[Segment]) -> Iterator[str]:
    """Yield each record as a file of its own, below the name of its group."""
    for segment in segments:
        if segment.is_record:
            heading = [lines[segment.header]] if segment.header >= 0 else []
            yield "\n".join([*heading, *lines[segment.start : segment.end]])


def _flow_group(source: str, segment: Segment, problems: ProblemLog) -> Table:
    """Return a group in flow style without its broken records."""
    name, _, content = source.partition(":")
    problems_of_group = ProblemLog(problems.path)
    values = recover(content, _SYNTAX, problems_of_group)
    for problem in problems_of_group.found:
        problems.add(problem.code, problem.message, line=problem.origin.line + segment.start)
    group = Table(segment.start + 1)
    group.put(name.strip("\"' "), values[0] if values else None, segment.start + 1)
    return group


def _decode(text: str, start: int, end: int | None) -> object:
    """Return the tree of the value in flow style at ``start``, which must end at ``end`` if that is known.

    :raises DecodeError: if it is not valid.
    """
    stop = end or min(len(text), start + _LONGEST_BROKEN)
    documents, error = _documents(text[start:stop], ProblemLog(""))
    if error:
        is_at_stop = end is None and error.index >= stop - start - 1  # not an error, but what was cut off
        raise DecodeError(error.message, len(text) if is_at_stop else start + max(error.index, 0))
    return documents[0] if documents else None


#: How many lists and mappings are around a record.
_DEEPEST_RECORD = 4
_UNKNOWN_ALIAS = "unknown alias"
_TOO_LARGE = "the aliases expand"
#: How many characters of a record without an end are searched for the error.
_LONGEST_BROKEN = 2_000
_BLOCK_SCALAR = re.compile(r":[ \t]++(?:&\S++[ \t]++)?[\"'|>]")
_BLOCK = re.compile(r"^(?:- |[\w-]++:[ ]*+$)", re.MULTILINE)
_FLOW = re.compile(r"(?:\s++|#[^\n]*+\n|---)*+[\[{]")
_SYNTAX = Syntax(
    name="YAML",
    decode=_decode,
    finds_errors_late=True,
    string=r"""(?<=[\s,:\[{])(?:"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\n]|'')*+'?)""",
    key=r"""(?:"(?:[^"\\\n]|\\.){0,200}+"|'(?:[^'\n]|''){0,200}+'
    |(?<![^\s,\[\]{}])[^\s,\[\]{}:"'#][^,\[\]{}:\n]{0,200}+)""".replace("\n    ", ""),
)


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
                raise TreeError(f"{_UNKNOWN_ALIAS}: *{str(event.anchor)[:40]}", line)
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
            raise TreeError(f"{_TOO_LARGE} to too many values", line)
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
