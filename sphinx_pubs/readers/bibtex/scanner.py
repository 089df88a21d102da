"""BibTeX source -> its entries and ``@string`` definitions, as they are written.

Entries in the usual form are read by the regular expressions of :mod:`.entries`. All others are read by
a loop over braces, quotes, commas and equals signs, which recovers from errors: it goes on at the next
block. (A block is what an ``@`` and a word begin: an entry, ``@string``, ``@comment`` or ``@preamble``.)

Source: btxdoc, section 2. Three rules differ from BibTeX, because people (and biber) expect them:
a backslash hides the brace or quote behind it, ``%`` starts a comment outside of entries and
between fields, and ``@comment{…}`` around entries switches them off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from ...model.problems import Code
from ..base import ProblemLog
from ..braces import end_of_group
from .damage import DamagedStart, damaged_start_at, damaged_starts
from .entries import Macro, RawEntry, RawField, UsualEntry, match_usual
from .values import read_value

# At the start of a line, BibTeX's optional blanks around the type (btxdoc, section 3) are allowed if
# what follows can be a key. Elsewhere that would find blocks in running text.
_BLANKS = r"(?:\s++|(?<=[\s,])%[^\n]*+)*+"
_SPACED_TYPE = rf"[ \t]*+[^\W\d_][\w.:+-]*+{_BLANKS}(?=\{{\s*+[^\s,={{}}()\"]*+{_BLANKS}[,}}=])"
_BLOCK = rf"(?P<line>^[^\S\n]*+)@(?:\w*+[ \t]*+(?=[{{(])|{_SPACED_TYPE})|@\w*+[ \t]*+(?=[{{(])"
_BLOCK_START = re.compile(_BLOCK, re.MULTILINE)
_BLOCK_OR_COMMENT = re.compile(rf"(?<!\\)%[^\n]*+|{_BLOCK}", re.MULTILINE)
# By the closing delimiter, what may end or open something in a block; the last one is the end of the source.
_MARKS = {
    closing: re.compile(rf"[{{}}\",={closing}](?<!\\.)|(?<=[\s,])%|{_BLOCK}|\Z", re.MULTILINE)
    for closing in "})"
}
_BRACE_OR_LINE = re.compile(r"(?<!\\)[{}]|^[^\S\n]*@(?=\w*[ \t]*[{(])", re.MULTILINE)
# In a line with blocks, the first @ is at the start or follows the last brace of another block.
_LINE_WITH_BLOCKS = re.compile(r"(?:[^@\n]*[})])?[^\S\n]*@[ \t]*\w")

_FIELD_START = r"[A-Za-z][\w:.+-]*+(?:\s*+=\s*+[{\"]|\s++=\s*+\w)"
# In a value: the beginning of a field, at the start of a line or after a comma.
_FIELD_INSIDE = re.compile(r"(?:^|,)[ \t]*+[A-Za-z][\w-]*+\s*+=\s*+[{\"]", re.MULTILINE)
# After the last brace of an entry; behind a comma also ``year=2020``, which running text may have, too.
_MORE_FIELDS = re.compile(
    rf"(?P<blanks>{_BLANKS})(?:,{_BLANKS}(?=[A-Za-z][\w:.+-]*+\s*+=)|(?={_FIELD_START}))"
)
# No key at all, one in quotes, or one without a comma behind it.
_KEY = r"[^\s,={}()\"#]++"
_ODD_KEY = re.compile(
    rf"{_BLANKS}(?:(?={_FIELD_START})|\"(?P<quoted>{_KEY})\"\s*+,"
    rf"|(?P<bare>{_KEY})(?=\s){_BLANKS}(?={_FIELD_START}))"
)


def scan(source: str, problems: ProblemLog) -> Iterator[RawEntry | UsualEntry | Macro]:
    """Yield the entries and macros of ``source`` in its order; report what cannot be read."""
    return _Scanner(source.replace("\r\n", "\n").replace("\r", "\n"), problems).blocks()


# After so many broken blocks in a row, the rest of the file is not BibTeX.
_MOST_BROKEN = 10_000


class _BlockError(Exception):
    """A block is broken, and scanning goes on at ``index``.

    ``complete``: the fields before ``index`` are whole, and nothing but the block itself is open.
    ``at_end``: the next block or the end of the file is at ``index``.
    """

    def __init__(self, message: str, index: int, *, complete: bool, at_end: bool) -> None:
        super().__init__(message)
        self.index = index
        self.complete = complete
        self.at_end = at_end


class _Scanner:
    """Goes through the source once, from block to block."""

    def __init__(self, source: str, problems: ProblemLog) -> None:
        self._source = source
        self._problems = problems
        self._position = 0
        self._end = len(source)
        # The block that is being read: where its opening delimiter is, and what closes it.
        self._opening = 0
        self._closing = "}"
        self._line, self._counted, self._line_start = 1, 0, 0
        # The last result of _has_blocks() with the start of its line, since a line may have many blocks.
        self._line_with_blocks = (-1, False)
        # Spans of the comments since the last key, name or value.
        self._comments: list[tuple[int, int]] = []
        self._every_comment_closed = True
        # The number of broken blocks since the last sound one.
        self._broken = 0

    def blocks(self) -> Iterator[RawEntry | UsualEntry | Macro]:
        """Yield the entries and macros from the current position on."""
        while True:
            if usual := self._usual_entry():
                self._broken = 0
                yield usual
                continue
            if self._broken > _MOST_BROKEN:
                message = f"{_MOST_BROKEN} broken entries in a row: the rest of the file is skipped"
                self._problems.add(Code.SYNTAX, message, line=self._line_of(self._position))
                return
            start = _BLOCK_OR_COMMENT.search(self._source, self._position)
            end = start.start() if start else len(self._source)
            for damaged_start in damaged_starts(self._source, self._position, end):
                self._report_damaged_start(damaged_start)
            if not start:
                return
            if start[0].startswith("%"):
                self._position = start.end()
                continue
            damaged = damaged_start_at(self._source, start.start()) if start[0].strip() == "@" else None
            if damaged:
                self._report_damaged_start(damaged)
                self._position = damaged.end
                continue
            self._position = self._source.index("@", start.start())
            if block := self._usual_entry() or self._block(start):
                self._broken = 0
                yield block

    def _report_damaged_start(self, start: DamagedStart) -> None:
        message = f"skipped: expected an entry such as '@{start.kind}{{key', found {start.found[:40]!r}"
        self._problems.add(Code.SYNTAX, message, line=self._line_of(start.start), key=start.key)

    def _usual_entry(self) -> UsualEntry | None:
        """Return the entry at the current position, and go to its end; None for another form."""
        match = match_usual(self._source, self._position)
        if not match:
            return None
        entry, end = match
        entry.line = self._line_of(entry.start)
        if not (entry.matches or self._has_blocks(self._line_start)):
            return None
        self._position = end
        return entry

    # --- blocks in any form ---

    def _block(self, start: re.Match[str]) -> RawEntry | Macro | None:
        """Return the block at the current position, and go to its end; None if it has nothing to read."""
        self._opening = start.end()
        kind = re.split(r"\s", start[0].strip().lstrip("@ \t"), maxsplit=1)[0]
        kind = re.sub(r"\W", "_", kind).lower()
        if kind == "comment" and (end := self._end_of_comment(self._opening)):
            self._position = end
            return None
        line = self._line_of(self._position)
        is_in_text = not self._has_blocks(self._line_start)
        self._position = self._opening + 1
        self._closing = "}" if self._source[self._opening] == "{" else ")"
        self._comments.clear()
        entry = RawEntry(kind.lstrip("_"), "", line, [])
        try:
            if kind in ("comment", "preamble"):
                self._find_end(self._closing, quotes=kind == "preamble" and self._closing == ")")
                return None
            if kind == "string":
                return self._macro(line)
            self._read_entry(entry)
        except _BlockError as error:
            self._position = error.index
            self._broken += 1
            if is_in_text:
                return None
            doubtful = next(filter(_is_doubtful, entry.fields), None)
            if not (error.complete and entry.fields) or doubtful:
                reason = str(error)
                if error.complete and doubtful:
                    reason = (
                        f"the value of {doubtful.name!r} has other fields in it: its closing brace is missing"
                    )
                self._problems.add(Code.SYNTAX, f"skipped: {reason}", line=line, key=entry.key)
                return None
            message = "missing '}' at the end of the entry" if error.at_end else str(error)
            self._problems.add(Code.SYNTAX, message, line=line, key=entry.key)
        if not entry.fields and (is_in_text or not entry.key):
            if not is_in_text:
                self._problems.add(Code.SYNTAX, "skipped: an entry without a key and fields", line=line)
            return None
        self._read_more(entry)
        return entry

    def _macro(self, line: int) -> Macro:
        start = self._position
        mark = self._next(outside=True)
        if mark[0] != "=":
            raise self._unexpected(mark, "'=' after the name")
        name = self._text(start, mark.start())
        start = self._position
        return Macro(
            name, self._text(start, self._find_end(self._closing, quotes=self._closing == ")")), line
        )

    def _read_entry(self, entry: RawEntry) -> None:
        """Read the key and the fields of an entry."""
        start = self._position
        odd = _ODD_KEY.match(self._source, start)
        if odd:
            self._position = odd.end()
            entry.key = odd["quoted"] or odd["bare"] or ""
            if odd["bare"]:
                line = self._line_of(odd.start("bare"))
                self._problems.add(Code.SYNTAX, "missing comma after the key", line=line, key=entry.key)
        else:
            mark = self._next(outside=True)
            if mark[0] not in (",", self._closing):
                raise self._unexpected(mark, "a comma after the key")
            entry.key = self._text(start, mark.start())
            if mark[0] == self._closing:
                return
        self._read_fields(entry.fields)

    def _read_fields(self, fields: list[RawField]) -> None:
        """Add the fields up to the closing delimiter to ``fields``."""
        while True:
            start = self._position
            mark = self._next(outside=True)
            name = self._text(start, mark.start())
            if mark[0] == self._closing and not name:
                return
            if mark[0] != "=":
                wanted = f"'=' after {name[:40]!r}" if name else "a field"
                raise self._unexpected(mark, wanted, complete=not name)
            line = self._line_of(mark.start())
            start = self._position
            try:
                end = self._find_end(f",{self._closing}", quotes=True)
            except _BlockError as error:
                fields.append(RawField(name, self._text(start, error.index), line))
                raise
            fields.append(RawField(name, self._text(start, end), line))
            if self._source[end] == self._closing:
                return

    def _read_more(self, entry: RawEntry) -> None:
        """Add the fields that follow a superfluous closing brace to ``entry``."""
        more = _MORE_FIELDS.match(self._source, self._position)
        if not more:
            return
        end_of_entry, self._position = self._position, more.end()
        block = _BLOCK_START.search(self._source, more.end())
        self._end = block.start() if block else len(self._source)
        self._closing = "}"
        self._comments.clear()
        line = self._line_of(more.end("blanks"))
        fields: list[RawField] = []
        try:
            self._read_fields(fields)
        except _BlockError:
            fields.clear()
        self._end = len(self._source)
        if not fields or any(map(_is_doubtful, fields)):
            self._position = end_of_entry
            return
        message = "the entry has ended before this line; what follows is read as more fields of it"
        self._problems.add(Code.SYNTAX, message, line=line, key=entry.key)
        entry.fields += fields

    # --- marks ---

    def _find_end(self, ends: str, *, quotes: bool) -> int:
        """Return the index of the next of ``ends`` outside of braces and, with ``quotes``, of quotes."""
        depth, quoted = 0, False
        while True:
            mark = self._next(outside=not depth and not quoted)
            char = mark[0]
            is_free = not depth and not (quoted and quotes)
            if char == '"' and not depth:
                quoted = not quoted or self._source[mark.start() - 1 : mark.end() + 1] == '{"}'
            elif char == "{":
                depth += not (quoted and quotes)
            elif char == "}" and depth:
                depth -= 1
            elif char and char in ends and is_free:
                return mark.start()
            # A line that begins like a block ends this one, unless this one is certainly closed later.
            elif not char or (
                mark["line"] is not None and mark.start() >= self._closed.get(self._opening, 0)
            ):
                wanted = "'}'" if depth else "'\"'" if quoted else f"{ends[-1]!r}"
                raise self._unexpected(mark, wanted, complete=is_free)

    def _next(self, *, outside: bool) -> re.Match[str]:
        """Return the next mark, and move past it; ``outside`` of values, skip comments."""
        while mark := _MARKS[self._closing].search(self._source, self._position, self._end):
            self._position = mark.end()
            end = 0
            if mark[0] == "%":
                if not outside:
                    continue
                end = self._source.find("\n", mark.end())
                end = len(self._source) if end < 0 else end
            elif outside and mark["line"] is not None and mark[0].strip().lower() == "@comment":
                end = self._end_of_comment(mark.end())
            if not end:
                return mark
            self._comments.append((mark.start(), end))
            self._position = min(end, self._end)
        raise AssertionError  # the end of the source is a mark

    def _unexpected(self, mark: re.Match[str], wanted: str, *, complete: bool = False) -> _BlockError:
        """Return the error that ``mark`` is not what is wanted. A block that starts there is read next."""
        found = repr(mark[0].strip()) if mark[0] else "the end of the file"
        at_end = not mark[0] or "@" in mark[0]
        index = mark.start() if at_end else mark.end()
        complete = complete and self._closing == "}"
        return _BlockError(f"expected {wanted}, found {found}", index, complete=complete, at_end=at_end)

    def _text(self, start: int, end: int) -> str:
        """Return the source between two indexes without the comments in it and without outer blanks."""
        pieces: list[str] = []
        for comment_start, comment_end in self._comments:
            pieces.append(self._source[start:comment_start])
            start = comment_end
        self._comments.clear()
        return ("".join(pieces) + self._source[start:end]).strip()

    def _end_of_comment(self, opening: int) -> int:
        """Return the end of an ``@comment{…}``; 0 if nothing closes it, or an earlier one in the source."""
        if not self._every_comment_closed or self._source[opening] != "{":
            return 0
        end = end_of_group(self._source, opening)
        self._every_comment_closed = end > 0
        return end

    @cached_property
    def _closed(self) -> Mapping[int, int]:
        """The groups that are certainly closed: index of the opening brace -> index behind the closing one.

        A line that begins like a block ends the entry before it, whose closing brace may be missing.
        But none is missing if every such line is inside of an inner group, that is, in a value.
        """
        closed: dict[int, int] = {}
        groups: list[int] = []
        doubtful: set[int] = set()
        for mark in _BRACE_OR_LINE.finditer(self._source):
            if mark[0] == "{":
                groups.append(mark.start())
            elif groups and mark[0] == "}":
                group = groups.pop()
                if group not in doubtful:
                    closed[group] = mark.end()
            elif groups:
                doubtful.add(groups[-1])
        return closed

    # --- lines ---

    def _line_of(self, index: int) -> int:
        """Return the line of ``index``, which is not before that of the last call."""
        lines = self._source.count("\n", self._counted, index)
        if lines:
            self._line += lines
            self._line_start = self._source.rindex("\n", self._counted, index) + 1
        self._counted = index
        return self._line

    def _has_blocks(self, line_start: int) -> bool:
        """Return whether the line has blocks, and is not running text with an @."""
        if self._line_with_blocks[0] != line_start:
            self._line_with_blocks = (line_start, bool(_LINE_WITH_BLOCKS.match(self._source, line_start)))
        return self._line_with_blocks[1]


def _is_doubtful(field: RawField) -> bool:
    """Return whether a value may have swallowed what follows it."""
    return bool(_FIELD_INSIDE.search(field.value) or read_value(field.value, {}).rest)
