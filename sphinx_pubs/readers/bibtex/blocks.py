"""Blocks in no usual form: what bibtexparser's splitter finds, once what is commented out is gone.

The splitter knows the grammar and recovers from errors at the next block. It
knows no ``%``, as BibTeX does not, but people (and biber) take one between fields and
between entries for the start of a comment; and an ``@comment{…}`` around entries
switches them off.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from bibtexparser.model import Block, Entry, Field, ImplicitComment, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from ...model.problems import Code
from ..base import ProblemLog
from .repair import closed, continued, moved, prepared, restore, unwrapped, with_hidden_starts
from .split import Block as Known
from .split import Macro, Other, UsualEntry, WrittenEntry, WrittenField

_MAY_HAVE_COMMENTS = re.compile(r"^[ \t]*%|,[ \t]*%|@[ \t]*comment\b", re.MULTILINE | re.IGNORECASE)
_TOKEN = re.compile(
    r"\\.|(?P<block>(?P<indent>^[ \t]*)?@[ \t]*(?P<type>\w+)[ \t]*[{(])|(?P<comment>%[^\n]*)|[{}\")]",
    re.MULTILINE,
)
_BRACE = re.compile(r"(?<!\\)[{}]")
_START = re.compile(r"@\w+\s*[{(]\s*(?P<key>[^\s,={}()]+)\s*,")
#: The line of a block: it starts there, or behind the last brace of the one before.
_STARTS_HERE = re.compile(r"(?:[^@]*[})])?\s*@\w")


def read_others(source: str, parts: Iterable[UsualEntry | Other], problems: ProblemLog) -> list[Known]:
    """Return the entries and macro definitions of ``source``, of which ``parts`` are not all usual entries.

    What is broken may reach over the next entries, so then all is left to the splitter.
    """
    noted = ProblemLog(problems.path)
    with _silenced("bibtexparser.splitter"):
        found = _each(parts, noted)
        if found is None:
            noted = ProblemLog(problems.path)
            found = _whole_or_not(source, noted)
        problems.found += noted.found
        return _joined(found, problems)


def _each(
    parts: Iterable[UsualEntry | Other], problems: ProblemLog
) -> Sequence[UsualEntry | Block | None] | None:
    """Return the blocks of ``parts``; None where one of them is broken."""
    found: list[UsualEntry | Block | None] = []
    for part in parts:
        if isinstance(part, UsualEntry):
            found.append(part)
            continue
        blocks = _whole(part.source, part.lines, problems)
        if blocks is None:
            return None
        found += blocks
    return found


def _whole(source: str, line: int, problems: ProblemLog) -> list[Block | None] | None:
    """Return the blocks of a part that begins at ``line``; None where one of them is broken."""
    noted = ProblemLog(problems.path)
    source = _prepared(source, noted)
    blocks = [unwrapped(block) for block in Splitter(source).split().blocks]
    if any(isinstance(block, ParsingFailedBlock) for block in blocks):
        return None
    for one in noted.found:
        problems.add(one.code, one.message, line=one.origin.line + line, key=one.key)
    lines = source.split("\n")
    found = (_read(block, lines, problems) for block in blocks)
    return [moved(block, line) for block in found if block]


def _whole_or_not(source: str, problems: ProblemLog) -> list[Block | None]:
    """Return the blocks of a source that is broken somewhere."""
    source = _prepared(source, problems)
    lines = source.split("\n")
    blocks = Splitter(source).split().blocks
    hidden = with_hidden_starts(source, [block for block in blocks if isinstance(block, ParsingFailedBlock)])
    if hidden != source:
        blocks = Splitter(hidden).split().blocks
    return [_read(block, lines, problems) for block in blocks]


def _prepared(source: str, problems: ProblemLog) -> str:
    if _MAY_HAVE_COMMENTS.search(source):
        source = _without_comments(source)
    return prepared(source, problems)


def _read(block: Block, lines: Sequence[str], problems: ProblemLog) -> Block | None:
    """Return a block as its author means it; None for one that is none or cannot be read."""
    block = unwrapped(block)
    if isinstance(block, ParsingFailedBlock):
        if not _STARTS_HERE.match(lines[block.start_line or 0]):
            return None  # an @ in running text
        entry = closed(block)
        if entry is None:
            _report(block, problems)
            return None
        problems.add(Code.SYNTAX, "no brace closes the entry", line=_line(entry), key=entry.key)
        block = entry
    if isinstance(block, Entry):
        if not block.fields and not _STARTS_HERE.match(lines[block.start_line or 0]):
            return None
        restore(block)
    return block


def _joined(blocks: Iterable[UsualEntry | Block | None], problems: ProblemLog) -> list[Known]:
    """Return what is known of the blocks; an entry with the fields that follow a brace too many."""
    joined: list[Known] = []
    last = None
    for block in blocks:
        known = block if isinstance(block, UsualEntry) else _known(block)
        if known:
            joined.append(known)
        elif (
            isinstance(block, ImplicitComment)
            and isinstance(last, UsualEntry | WrittenEntry)
            and (more := continued(block))
        ):
            message = "a brace too many ends the entry here; what follows is read as fields of it"
            problems.add(Code.SYNTAX, message, line=_line(block), key=last.key)
            joined[-1] = WrittenEntry(last.type, last.key, last.line, [*last.fields, *_written(more)])
        last = known
    return joined


def _known(block: Block | None) -> WrittenEntry | Macro | None:
    match block:
        case Entry():
            return WrittenEntry(block.entry_type, block.key, _line(block), _written(block.fields))
        case String():
            return Macro(block.key, block.value, _line(block))
    return None


def _written(fields: Iterable[Field]) -> list[WrittenField]:
    return [WrittenField(field.key, field.value, _line(field)) for field in fields]


def _line(block: Block | Field) -> int:
    """Return the line, counted from 1, where ``block`` starts."""
    return (block.start_line or 0) + 1


def _report(block: ParsingFailedBlock, problems: ProblemLog) -> None:
    start = _START.match(block.raw or "")
    reason = str(getattr(block.error, "abort_reason", block.error)).strip()
    message = f"entry left out: {reason[:1].lower()}{reason[1:]}"
    problems.add(Code.SYNTAX, message, line=_line(block), key=start["key"] if start else "")


@contextmanager
def _silenced(name: str) -> Iterator[None]:
    """Keep a library from logging what is reported as a problem."""
    logger = logging.getLogger(name)

    def nothing(_record: logging.LogRecord) -> bool:
        return False

    logger.addFilter(nothing)
    try:
        yield
    finally:
        logger.removeFilter(nothing)


def _without_comments(source: str) -> str:
    """Return ``source`` with its comments blanked; every line keeps its number.

    A ``%`` starts one outside of entries and between fields, never in a value: ``50% off``.
    """
    kept: list[str] = []
    position = start = depth = 0
    closing, quoted, search_end = "}", False, True
    while token := _TOKEN.search(source, position):
        position = token.end()
        text = token[0]
        if token["block"] and (not depth or token["indent"] is not None):
            depth, quoted, closing = 1, False, "}" if text.endswith("{") else ")"
            end = 0
            if search_end and token["type"].lower() == "comment" and closing == "}":
                end = _end_of_group(source, position)
                search_end = end > 0
            if end:
                kept += source[start : token.start()], "\n" * source.count("\n", token.start(), end)
                start = position = end
                depth = 0
        elif token["comment"]:
            between_fields = depth == 1 and not quoted and source[token.start() - 1] in " \t\n,"
            if not depth or between_fields:
                kept.append(source[start : token.start()])
                start = position
            else:  # the percent sign alone; what follows it may be the end of the value
                position = token.start() + 1
        elif text == '"':
            quoted = quoted != (depth == 1)
        elif text == closing and depth == 1 and not quoted:
            depth = 0
        elif text == "{" and depth:
            depth += 1
        elif text == "}" and depth > 1:
            depth -= 1
    return "".join(kept) + source[start:]


def _end_of_group(source: str, position: int) -> int:
    """Return the end of the group whose opening brace ends at ``position``; 0 where it is not closed."""
    depth = 1
    for brace in _BRACE.finditer(source, position):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return 0
