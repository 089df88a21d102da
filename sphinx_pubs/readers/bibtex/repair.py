"""Faults of BibTeX source that can be mended without a guess, before or after it is split into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, pairwise

from bibtexparser.model import Block, Entry, Field, ImplicitComment, ParsingFailedBlock, String
from bibtexparser.splitter import Splitter

from ...model.problems import Code
from ..base import ProblemLog
from .values import read_value

#: Stands for an ``@`` that the splitter would take for the start of an entry: a character that no text may
#: have (Unicode, section 23.7, noncharacters).
_HIDDEN_AT = "\ufdd0"

#: Each may be looked for up to the end of the file.
_MOST_LOOKED_INTO = 100

_START = re.compile(
    r"^(?P<indent>[ \t]*)@(?P<blank>[ \t]*)(?P<type>[^\W\d_][\w.:+-]*)(?P<gap>\s*)\{"
    r"(?=\s*+[^\s,={}()\"]*+\s*+[,}=])",
    re.MULTILINE,
)
_SPECIAL = re.compile(r"(?:comment|string|preamble)\w", re.IGNORECASE)
_OPENING = r"^[ \t]*@(?!(?:string|comment|preamble)\b)\w+[ \t]*[{(]\s*"
_FIELD = r"[A-Za-z][\w:.+-]*(?:\s*=\s*[{\"]|\s+=\s*\w)"
_KEY = r"(?P<key>[^\s,={}()\"#]+)"
_NO_KEY = re.compile(rf"(?P<start>{_OPENING})(?={_FIELD})", re.MULTILINE | re.IGNORECASE)
_NO_COMMA = re.compile(rf"(?P<start>{_OPENING}{_KEY})(?=\s+{_FIELD})", re.MULTILINE | re.IGNORECASE)
_QUOTED_KEY = re.compile(rf"(?P<start>{_OPENING})\"{_KEY}\"(?=\s*,)", re.MULTILINE | re.IGNORECASE)

_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_BLOCK = re.compile(r"(?<!\\)[{}]|^[ \t]*(?P<at>@)(?=\w*[ \t]*[{(])", re.MULTILINE)
_FIELD_LINE = re.compile(r"^[ \t]*[A-Za-z][\w-]*\s*=\s*[{\"]", re.MULTILINE)
_REST_OF_ENTRY = re.compile(rf",?\s*{_FIELD}")


def prepared(source: str, problems: ProblemLog) -> str:
    """Return ``source`` with the starts of its entries in the form that the splitter knows.

    BibTeX allows blanks and line ends around the type (btxdoc, section 3, calls them
    optional), types with a hyphen, and ones that begin like *comment*, such as
    biblatex's ``@commentary``. A comma that lacks behind the key is added and
    reported; one for a key that lacks makes it an empty one. Every line keeps its number.
    """
    source = _START.sub(_plain_start, source)
    source = _NO_KEY.sub(r"\g<start>,", source)
    source = _QUOTED_KEY.sub(r"\g<start>\g<key>", source)
    line, counted = 1, 0
    for found in _NO_COMMA.finditer(source):
        line, counted = line + source.count("\n", counted, found.start("key")), found.start("key")
        problems.add(Code.SYNTAX, "no comma after the key", line=line, key=found["key"])
    return _NO_COMMA.sub(r"\g<start>,", source)


def _plain_start(found: re.Match[str]) -> str:
    name = re.sub(r"\W", "_", found["type"])
    if _SPECIAL.match(name):
        name = f"_{name}"
    lines = "\n" * found["gap"].count("\n")
    return f"{found['indent']}@{name}{{{lines}"


def with_hidden_starts(source: str, failed: Iterable[ParsingFailedBlock]) -> str:
    """Return ``source`` with what looks like entries, but stands in a value, hidden from the splitter.

    To be safe against a missing brace the splitter ends an entry where a line starts like
    another one. Where all braces of the entry are balanced, none is missing.
    """
    places: list[int] = []
    position = 0
    for block in islice(failed, _MOST_LOOKED_INTO):
        start = source.find(block.raw or "\0", position)
        if start >= 0 and "block start" in str(getattr(block.error, "abort_reason", "")):
            places += _inner_starts(source, start)
            position = places[-1] if places else start
    kept = [source[before + 1 : place] for before, place in pairwise([-1, *places, len(source)])]
    return _HIDDEN_AT.join(kept)


def _inner_starts(source: str, start: int) -> list[int]:
    """Return where lines start like an entry inside of values of the one at ``start``; none if it is open."""
    depth = 0
    inner: list[int] = []
    for mark in _BRACE_OR_BLOCK.finditer(source, source.find("{", start)):
        if mark["at"]:
            if depth < 2:
                return []
            inner.append(mark.start("at"))
        else:
            depth += 1 if mark[0] == "{" else -1
            if not depth:
                return inner
    return []


def restore(entry: Entry) -> None:
    """Give ``entry`` back what :func:`prepared` and :func:`with_hidden_starts` have taken from it."""
    entry.entry_type = entry.entry_type.lstrip("_")
    for field in entry.fields:
        if _HIDDEN_AT in field.value:
            field.value = field.value.replace(_HIDDEN_AT, "@")


def closed(block: ParsingFailedBlock) -> Entry | None:
    """Return the entry of a block that lacks its last brace and nothing else, else None."""
    raw = (block.raw or "").rstrip()
    braces = _BRACE.findall(raw)
    if braces.count("{") - braces.count("}") != 1:
        return None
    entry = _entry(f"{raw}\n}}", block.start_line or 0)
    doubtful = entry is None or not entry.fields or any(map(_is_doubtful, entry.fields))
    return None if doubtful else entry


def continued(block: Block) -> list[Field]:
    """Return the fields in the text that follows an entry which had a closing brace too many."""
    text = block.raw or ""
    if not _REST_OF_ENTRY.match(text):
        return []
    entry = _entry(f"@misc{{key,{text.removeprefix(',')}", block.start_line or 0)
    return [] if entry is None or any(map(_is_doubtful, entry.fields)) else entry.fields


def unwrapped(block: Block) -> Block:
    """Return the block that the splitter has put aside because of a duplicate key or field."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def moved(block: Block, lines: int) -> Block:
    """Return ``block`` as of a source that has so many lines more before it."""
    line = (block.start_line or 0) + lines
    match block:
        case Entry():
            fields = [
                Field(field.key, field.value, (field.start_line or 0) + lines) for field in block.fields
            ]
            return Entry(block.entry_type, block.key, fields, line, block.raw)
        case String():
            return String(block.key, block.value, line, block.raw)
        case ImplicitComment():
            return ImplicitComment(block.comment, line, block.raw)
    return block


def _is_doubtful(field: Field) -> bool:
    """Whether a value may have swallowed what follows it."""
    return bool(_FIELD_LINE.search(field.value) or read_value(field.value, {}).rest)


def _entry(source: str, line: int) -> Entry | None:
    """Return the one entry in ``source``, which begins at ``line``."""
    blocks = [unwrapped(block) for block in Splitter(source).split().blocks]
    found = blocks[0] if blocks else None
    if not isinstance(found, Entry):
        return None
    entry = moved(found, line - (found.start_line or 0))
    return entry if isinstance(entry, Entry) else None
