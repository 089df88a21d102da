"""BibTeX source -> its blocks: what bibtexparser's splitter finds, once what is commented out is gone.

The splitter knows the grammar and recovers from errors at the next block. It
knows no ``%``, as BibTeX does not, but people (and biber) take one between fields and
between entries for the start of a comment; and an ``@comment{…}`` around entries
switches them off.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from bibtexparser.model import Block, Entry, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from ..model.problems import Code
from .base import Problems

_MAY_HAVE_COMMENTS = re.compile(r"^[ \t]*%|,[ \t]*%|@[ \t]*comment\b", re.MULTILINE | re.IGNORECASE)
_TOKEN = re.compile(
    r"\\.|(?P<block>(?P<indent>^[ \t]*)?@[ \t]*(?P<type>\w+)[ \t]*[{(])|(?P<comment>%[^\n]*)|[{}\")]",
    re.MULTILINE,
)
_BRACE = re.compile(r"(?<!\\)[{}]")
_START = re.compile(r"@\w+\s*[{(]\s*(?P<key>[^\s,={}()]+)\s*,")


def read_blocks(source: str, problems: Problems) -> Iterator[Entry | String]:
    """Yield the entries and macro definitions of ``source`` in its order; report what cannot be read."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if _MAY_HAVE_COMMENTS.search(source):
        source = _without_comments(source)
    with _silenced("bibtexparser.splitter"):
        blocks = Splitter(source).split().blocks
    for block in blocks:
        found = _unwrapped(block)
        if isinstance(found, Entry | String):
            yield found
        elif isinstance(found, ParsingFailedBlock):
            _report(found, problems)


def line_of(block: Block) -> int:
    """Return the line, counted from 1, where ``block`` starts."""
    return (block.start_line or 0) + 1


def _unwrapped(block: Block) -> Block:
    """Return the block that the splitter has put aside because of a duplicate key or field."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _report(block: ParsingFailedBlock, problems: Problems) -> None:
    start = _START.match(block.raw or "")
    reason = str(getattr(block.error, "abort_reason", block.error)).strip()
    message = f"entry left out: {reason[:1].lower()}{reason[1:]}"
    problems.add(Code.SYNTAX, message, line=line_of(block), key=start["key"] if start else "")


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
