"""Recovery of damaged JSON files, and of damaged YAML in flow style: the records that are still valid.

The containers around the records (the list, the group, the mapping of keys) are followed by their
brackets; each record is decoded by itself. Where a record is broken, reading goes on at the next bracket
that opens a record or a group. Brackets alone cannot tell which one that is, as the fault may be a
bracket. Three signs decide, which are learned from the valid records: the indentation, if a record
starts a line; the name of its first field; and the number of brackets that are open there, counted
backwards from the end of the file (see :mod:`.signs`). An inner table, such as an author, has other signs.

Time is linear: each character is scanned a limited number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model.problems import Code
from .base import ProblemLog
from .near import is_near
from .signs import DecodeError, Opening, Signs, Syntax, is_group, unquoted
from .trees import GROUPS, Table

_CLOSING = {"{": "}", "[": "]"}
_BLANKS = re.compile(r"[\s,]*+")
#: A file whose recovery scans more than this many times its length is too damaged.
_MOST_SCANS = 20
#: Trying a bracket takes as long as scanning this many characters.
_COST_OF_OPENING = 100


@dataclass(slots=True)
class _Container:
    """A list or a mapping around records."""

    value: Table | list[object]
    closing: str


def recover(text: str, syntax: Syntax, problems: ProblemLog) -> list[object]:
    """Return the trees of the documents in ``text``, without the records that are broken.

    Each broken record and each misplaced bracket is reported.
    """
    signs = _learned(text, syntax, counts_backward=False)
    backward = _learned(text, syntax, counts_backward=True)
    is_better = backward.learned >= signs.learned and backward.agree_with(signs)
    if is_better or backward.learned > 2 * signs.learned:
        signs = backward
    signs.stop_learning()
    problems_of_text = ProblemLog(problems.path)
    documents = _Recovery(text, syntax, problems_of_text, signs).documents()
    problems.found.extend(problems_of_text.found if documents else problems_of_text.found[:1])
    return documents


def _learned(text: str, syntax: Syntax, *, counts_backward: bool) -> Signs:
    """Return the signs of the records in ``text``."""
    signs = Signs(text, syntax, counts_backward=counts_backward)
    _Recovery(text, syntax, ProblemLog(""), signs).documents()
    return signs


class _Recovery:
    """Goes through a text once, from record to record."""

    def __init__(self, text: str, syntax: Syntax, problems: ProblemLog, signs: Signs) -> None:
        self._text = text
        self._decode = syntax.decode
        self._name = syntax.name
        self._finds_errors_late = syntax.finds_errors_late
        self._problems = problems
        self._signs = signs
        self._token = re.compile(rf"{syntax.string}|[{{}}\[\]]")
        self._pair = re.compile(
            rf"(?P<key>{syntax.key})\s*+:\s*+(?P<value>{syntax.string}|[^\s,:{{}}\[\]\"]*+)"
            r"(?=\s*+(?:[,}\]]|$))"
        )
        self._scalar = re.compile(rf"(?P<value>{syntax.string}|[^\s,:{{}}\[\]\"]++)(?=\s*+(?:[,\]]|$))")
        # The documents, then the containers down to the last record. The first ``_open`` are open; the
        # others were closed last, and open again if the bracket that closed them was misplaced.
        self._path = [_Container([], "")]
        self._open = 1
        self._position = 0
        self._is_doubtful = False  # there is no sound record behind the last fault yet
        self._chosen = -1  # the depth of the container that the next value belongs to, after a fault
        self._line, self._counted = 1, 0
        self._end_of_text = len(text.rstrip())
        self._scans = _MOST_SCANS * (len(text) + 1000)
        self._is_lines = len(re.findall(r"\}[ \t]*+\n\s*+\{", text)) > 1 and text.lstrip().startswith("{")
        self._last: tuple[_Container, object] | None = None  # the last record, and where it is

    def documents(self) -> list[object]:
        """Return the tree of each document."""
        while self._scans > 0:
            self._position = self._end_of_blanks(self._position)
            if self._position >= len(self._text):
                break
            self._next()
        else:
            self._report("too many faults; the rest of the file is skipped", self._position)
        self._drop_empty_groups()
        documents = self._path[0].value
        assert isinstance(documents, list)
        return [document for document in documents if document]

    def _drop_empty_groups(self) -> None:
        """Drop the containers that have lost all their records to the last fault."""
        for parent, inner in reversed(list(pairwise(self._path))):
            if not inner.value and isinstance(parent.value, Table):
                for name in [name for name, value in parent.value.items() if value is inner.value]:
                    del parent.value[name]

    def _next(self) -> None:
        """Read what is at the current position."""
        character = self._text[self._position]
        if character in "]}":
            self._close(character)
            return
        container = self._path[self._open - 1]
        if opening := self._signs.opening_at(self._position):
            self._child(opening)
        elif pair := self._pair.match(self._text, self._position):
            self._put_pair(container, pair)
        elif isinstance(container.value, list) and (scalar := self._scalar.match(self._text, self._position)):
            self._put(container, "", self._scalar_value(scalar))
            self._position = scalar.end()
        else:
            self._resume(self._position + 1, "unexpected character", self._position)

    # --- containers ---

    def _close(self, character: str) -> None:
        """Close the innermost container with this bracket, and those inside of it.

        The bracket is misplaced, and closes nothing, if a value follows without a comma, and the container
        is empty or has the other bracket.
        """
        behind = self._position + 1
        index = self._open - 1
        while index > 0 and self._path[index].closing != character:
            index -= 1
        is_wrong = index != self._open - 1
        is_before_value = self._signs.opening_at(behind) or self._pair.match(self._text, behind)
        is_too_early = bool(is_before_value) and (is_wrong or (index > 1 and not self._path[index].value))
        if is_wrong or is_too_early:
            self._report(f"unexpected {character!r}", self._position)
        if index > 0 and not is_too_early:
            self._open = index
        self._position = behind

    def _child(self, opening: Opening) -> None:
        """Read a value in the innermost container, or in the one that it belongs to by its signs."""
        if self._chosen >= 0:
            depth, self._chosen = self._chosen, -1
            self._enter(depth, opening)
            return
        depth = self._open - 1
        scores = {index: self._signs.evidence(index, opening) for index in self._levels_for(opening)}
        best = max(scores, key=lambda index: (scores[index], index), default=-1)
        is_unlikely = self._is_doubtful and scores.get(best, 0) < 0
        is_unlikely |= scores.get(depth, 0) < 1 and self._signs.is_glued(depth, opening)
        if is_unlikely or self._is_rest_of_record(opening.name):
            self._skip(opening)
            return
        enough = 2 if self._signs.has_records(depth) or not self._signs.has_records(best) else 1
        if depth not in scores or (scores[best] >= enough and scores[best] > scores[depth]):
            if best < 0 or scores[best] < 1:
                self._skip(opening)
                return
            if best > depth or (best < depth and depth not in scores):
                self._report("unexpected value: a bracket is missing or misplaced", opening.start)
            depth = best
        self._enter(depth, opening)

    def _enter(self, depth: int, opening: Opening) -> None:
        """Read the value ``opening`` as a child of the container at ``depth``."""
        self._open = depth + 1
        container = self._path[depth]
        is_field = isinstance(container.value, Table) and self._signs.has_field(depth, opening.name)
        if isinstance(container.value, Table) and opening.bracket == "[" and not is_group(opening.name):
            is_field |= self._signs.has_records(depth)
        if is_field or (depth and isinstance(container.value, list) and opening.bracket == "["):
            self._skip(opening, ends_last=not self._is_record_with_bracket(depth, opening))
        elif self._is_around_records(depth, opening):
            value: Table | list[object] = (
                [] if opening.bracket == "[" else Table(self._line_at(opening.start))
            )
            self._is_doubtful &= not is_group(opening.name)
            self._put(container, opening.name, value)
            del self._path[self._open :]
            self._path.append(_Container(value, _CLOSING[opening.bracket]))
            self._open += 1
            self._position = opening.index + 1
        else:
            self._record(depth, opening)

    def _is_record_with_bracket(self, depth: int, opening: Opening) -> bool:
        """Return whether a list is a record with a wrong bracket before its first field, and not a field."""
        inner = self._signs.opening_at(self._end_of_blanks(opening.index + 1))
        return any(
            start is not None and start.first is not None and self._signs.starts_like_record(depth, start)
            for start in (opening, inner)
        )

    def _is_around_records(self, depth: int, opening: Opening) -> bool:
        """Return whether a value is a list or mapping of records, and not a record."""
        container = self._path[depth].value
        if depth == 0:
            return opening.bracket == "[" or not self._is_lines
        if isinstance(container, list):
            return opening.bracket == "{" and self._signs.is_heading(opening)
        if opening.bracket == "[":
            return True
        if depth == 1 and opening.name in GROUPS:
            return True
        inner = self._signs.opening_at(self._end_of_blanks(opening.index + 1))
        if inner is None or inner.key is None or not is_group(opening.name):
            return False
        return inner.bracket == "{" or is_group(unquoted(inner.key))

    def _levels_for(self, opening: Opening) -> Iterator[int]:
        """Yield the depths of the containers that can have the value: a mapping, if it has a key."""
        first = 1 if self._open > 1 and not self._is_lines else 0
        if self._is_lines and opening.bracket == "[":
            first = 1
        for index, container in enumerate(self._path[first:], first):
            if isinstance(container.value, list) == (opening.key is None):
                yield index

    def _put(self, container: _Container, key: str, value: object) -> None:
        if isinstance(container.value, Table):
            container.value.put(key, value, self._line)
        else:
            container.value.append(value)

    def _put_pair(self, container: _Container, pair: re.Match[str]) -> None:
        """Read a key with a value that is not a table: a field beside the groups, or one of a record."""
        key = unquoted(pair["key"])
        is_field = isinstance(container.value, list) or self._signs.has_field(self._open - 1, key)
        is_field |= self._is_rest_of_record(key)
        is_field |= self._is_doubtful and self._signs.has_records(self._open - 1)
        if is_field or not pair["value"]:
            self._drop_last(pair["key"] if is_field else None)
            self._resume(self._position + 1, f"unexpected {key[:40]!r}", self._position)
            return
        self._position = pair.start("value")
        self._put(container, key, self._scalar_value(pair))
        self._position = pair.end()

    def _is_rest_of_record(self, key: str) -> bool:
        """Return whether a key is a field of a broken record, behind a fault or instead of a bracket."""
        if is_group(key):
            return False
        if self._is_doubtful:
            return any(self._signs.has_field(depth, key) for depth in range(len(self._path)))
        return any(self._signs.starts_with(depth, key) for depth in range(self._open, len(self._path)))

    def _scalar_value(self, scalar: re.Match[str]) -> object:
        try:
            return self._decode(self._text, *scalar.span("value"))
        except DecodeError:
            return scalar["value"]

    def _skip(self, opening: Opening, *, ends_last: bool = True) -> None:
        """Skip a value in a wrong place; with ``ends_last``, it may be a field of the last record."""
        if ends_last:
            self._drop_last(opening.key)
        self._resume(opening.start + 1, "unexpected value", opening.start)

    def _drop_last(self, key: str | None) -> None:
        """Drop the last record: a field behind it shows that the bracket that ended it was misplaced."""
        if key is None or self._last is None:
            return
        container, value = self._last
        name = unquoted(key)
        if isinstance(value, Table) and (name in value or is_near(name, next(iter(value), ""))):
            return  # the key begins another record
        if isinstance(container.value, list):
            if container.value and container.value[-1] is value:
                container.value.pop()
        else:
            for name in [name for name, inner in container.value.items() if inner is value]:
                del container.value[name]
        self._last = None

    # --- records ---

    def _record(self, depth: int, opening: Opening) -> None:
        """Decode a record; if it is broken, go on behind it."""
        self._signs.learn_start(depth, opening)
        end = self._end_of_value(opening.index)
        try:
            value = self._decode(self._text, opening.index, end or None)
        except DecodeError as error:
            self._last = None
            if error.index < 0:
                self._report(str(error), opening.start)
                self._position = end or len(self._text)
                return
            self._scans -= 4 * (max(error.index, end) - opening.index)
            self._resume(opening.index + 1, str(error), error.index, end)
            return
        if not end:
            self._last = None
            self._resume(opening.index + 1, "unexpected bracket", opening.index)
            return
        if inner := self._signs.record_inside(depth, value, opening.index + 1, end):
            self._report("unexpected value: a bracket is missing", inner.start)
            self._last = None
            self._position, self._chosen = inner.start, depth
            return
        if self._is_doubtful and self._signs.is_like_inner_table(depth, opening, value):
            self._position = end
            return
        self._is_doubtful = False
        self._signs.learn(depth, opening, end, value)
        if isinstance(value, Table):
            value.line = self._line_at(opening.start)
        self._put(self._path[depth], opening.name, value)
        del self._path[self._open :]
        self._last = (self._path[depth], value)
        self._position = end

    def _end_of_value(self, start: int) -> int:
        """Return the end of the value at ``start`` by its brackets, or 0."""
        closing: list[str] = []
        end = len(self._text)
        for token in self._token.finditer(self._text, start):
            bracket = token[0]
            if bracket in "{[":
                closing.append(_CLOSING[bracket])
            elif bracket in "}]":
                if closing.pop() != bracket:
                    end = token.end()
                    break
                if not closing:
                    self._scans -= token.end() - start
                    return token.end()
        self._scans -= end - start
        return 0

    def _resume(self, start: int, message: str, error_index: int, end: int = 0) -> None:
        """Report a fault, and go on at the next record or group.

        The search begins before the error, since a string without its closing quote has swallowed
        what is behind it. ``end`` is where the broken record ends by its brackets.
        """
        self._report(message, error_index)
        self._is_doubtful = True
        is_late = error_index >= self._end_of_text
        needed = 2 if is_late or self._finds_errors_late or (end and self._signs.is_learning) else 1
        quote = self._text.rfind('"', start, max(error_index, start))
        quote = self._text.rfind('"', start, max(quote, start))
        certain = max(start, quote)  # where a record needs no more signs than ``needed``
        if is_late and self._signs.is_cut_off:
            self._position = len(self._text)
            return
        start = start if is_late or self._finds_errors_late else certain
        for opening in self._signs.openings(start, end or len(self._text)):
            self._scans -= _COST_OF_OPENING
            scores = {index: self._signs.evidence(index, opening) for index in self._levels_for(opening)}
            best = max(scores, key=lambda index: (scores[index], index), default=-1)
            if self._scans < 0:
                return
            if is_late and best >= 0 and not self._signs.is_like_the_only_record(best, opening):
                continue
            is_like_record = best >= 0 and self._signs.starts_like_record(best, opening)
            if opening.start < certain and not is_like_record:
                continue
            enough = needed if opening.start >= certain else 2
            if self._finds_errors_late and is_like_record and self._signs.is_in_text(opening):
                enough = 1
            if best >= 0 and scores[best] >= enough:
                self._scans -= opening.start - start
                self._position = opening.start
                self._chosen = best
                return
        self._scans -= (end or len(self._text)) - start
        self._position = end or len(self._text)

    # --- text ---

    def _end_of_blanks(self, index: int) -> int:
        return blanks.end() if (blanks := _BLANKS.match(self._text, index)) else index

    def _line_at(self, index: int) -> int:
        """Return the line of ``index``, which is near that of the last call."""
        if index < self._counted:
            self._line -= self._text.count("\n", index, self._counted)
        else:
            self._line += self._text.count("\n", self._counted, index)
        self._counted = index
        return self._line

    def _report(self, message: str, index: int) -> None:
        line = self._line_at(min(index, self._end_of_text))
        self._problems.add(Code.SYNTAX, f"{self._name}: {message}", line=line)
