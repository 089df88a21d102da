"""Signs that tell which bracket opens a record, in a damaged text whose brackets do not match.

The signs are learned from the valid records: the indentation, if a record starts a line, and the name of
its first field. A third sign is the number of brackets that are open, counted from the end of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .trees import GROUPS, Table

_FIRST_ON_LINE = re.compile(r"(?P<indent>[ \t]*+)(?P<brackets>[\]},\s]*+)")
_BLANKS = re.compile(r"\s++")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b.*")
_NAMES_OF_GROUPS = frozenset({*GROUPS, "items", "references", "entries", "records", "sections", "cv"})
# A heading, such as {"title": "Talks", "items": [{…}, …]}: the list has the records.
_HEADING = re.compile(
    r"""\{\s*+
    (?:["']?(?:title|name|heading|category|section|year|label)["']?\s*+:\s*+(?:"[^"\\\n]*+"|[\w\ ]++),\s*+)++
    ["']?(?:entries|items|contents|records|list|papers|articles|publications|awards)["']?\s*+:\s*+\[\s*+[{"]""",
    re.VERBOSE,
)
#: A value that starts farther from the start of its line is not the first on it.
_FARTHEST = 200
#: So many tables with the same field are records.
_SEVERAL = 3


class DecodeError(ValueError):
    """A record is not valid; ``index`` is where in the text, or -1 if its syntax is not what is wrong."""

    def __init__(self, message: str, index: int) -> None:
        super().__init__(message)
        self.index = index


@dataclass(frozen=True, slots=True)
class Syntax:
    """What differs between JSON and the flow style of YAML.

    ``decode`` returns the tree of the value at an index, or raises :exc:`DecodeError`; it is given the end
    that the brackets tell, or None if they are wrong. ``string`` matches a string, which ends with its
    line, and ``key`` the key of a pair. ``backward`` matches a string in the reversed text; without it,
    strings are found forward. ``finds_errors_late``: the fault can be far before the index of an error.
    """

    name: str
    decode: Callable[[str, int, int | None], object]
    string: str
    key: str
    backward: str = ""
    finds_errors_late: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """A bracket at ``index`` that opens a value, with the key before it and the first key behind it.

    The value starts with its key at ``start``. ``indent`` is None if it does not start a line.
    """

    start: int
    index: int
    bracket: str
    key: str | None
    first: str | None
    indent: str | None

    @property
    def name(self) -> str:
        """The key without quotes; empty without a key."""
        return "" if self.key is None else unquoted(self.key)


@dataclass(slots=True)
class _Layout:
    """What the records at one depth have in common, and the tables inside of them; with counts."""

    indents: Counter[str | None] = field(default_factory=Counter)
    inner_indents: Counter[str | None] = field(default_factory=Counter)
    first_keys: Counter[str | None] = field(default_factory=Counter)
    inner_keys: Counter[str | None] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)


class Signs:
    """Finds the values in a text that brackets open, and knows the signs of the records at each depth.

    ``counts_backward``: while it learns, it trusts the brackets counted from the end of the file and nothing
    else. So it learns from the records behind a fault in the first one.
    """

    def __init__(self, text: str, syntax: Syntax, *, counts_backward: bool = False) -> None:
        self._text = text
        self._counts_backward = counts_backward
        self._opening = re.compile(
            rf"(?:(?P<key>{syntax.key})\s*+:\s*+)?(?P<open>[{{\[])(?=\s*+(?:(?P<first>{syntax.key})\s*+:)?)"
        )
        self._depths, self.is_cut_off = _depths_from_the_end(text, syntax)
        self._layouts: dict[int, _Layout] = {}
        self._starts: set[tuple[int, str]] = set()  # depth and first field of the first records
        self.is_learning = True

    def opening_at(self, index: int) -> Opening | None:
        """Return the value that starts at ``index`` with a bracket, or with a key and a bracket."""
        match = self._opening.match(self._text, index)
        return self._as_opening(match) if match else None

    def openings(self, start: int, end: int) -> Iterator[Opening]:
        """Yield all values between two indexes that brackets open."""
        return map(self._as_opening, self._opening.finditer(self._text, start, end))

    def evidence(self, depth: int, opening: Opening) -> int:
        """Return how many signs tell that a value is a child of the container at ``depth``."""
        if self._counts_backward:
            return 2 if self.depth_from_the_end(opening) == depth else -2
        layout = self._layout(depth)
        score = int(self.depth_from_the_end(opening) == depth)
        if opening.indent is not None and opening.indent in layout.indents:
            score += opening.indent not in layout.inner_indents
        elif opening.indent not in layout.indents and any(indent is not None for indent in layout.indents):
            score -= 1
        is_first = opening.first in layout.first_keys
        if opening.first is None and opening.bracket == "{":
            score -= bool(layout.first_keys) and not is_first
        elif opening.first is not None and is_first != (opening.first in layout.inner_keys):
            score += 1 if is_first else -1
        return score + (opening.key is not None and depth < 3 and unquoted(opening.key) in GROUPS)

    def depth_from_the_end(self, opening: Opening) -> int:
        """Return how many containers are open around a value, counted from the end of the file."""
        return self._depths.get(opening.index, -1)

    @property
    def learned(self) -> int:
        """The number of fields of all records in the container that has most of them."""
        return max((layout.fields.total() for layout in self._layouts.values()), default=0)

    def agree_with(self, other: Signs) -> bool:
        """Return whether both have a record at the same depth that starts with the same field.

        True as well if the other ones know no records.
        """
        if not any(layout.first_keys.keys() - {None} for layout in other._layouts.values()):
            return True
        return any(
            (layout.first_keys.keys() & other._layout(depth).first_keys.keys()) - {None}
            for depth, layout in list(self._layouts.items())
        )

    def is_like_the_only_record(self, depth: int, opening: Opening) -> bool:
        """Return False if only one record is known at ``depth``, and it starts with another field."""
        layout = self._layout(depth)
        return layout.first_keys.total() != 1 or opening.first in layout.first_keys

    def is_like_inner_table(self, depth: int, opening: Opening, value: object) -> bool:
        """Return whether a value starts like an inner table, and has few fields of records at ``depth``."""
        layout = self._layout(depth)
        most = max(layout.fields.values(), default=0)
        usual = {name for name, count in layout.fields.items() if count * 2 > most}
        if not isinstance(value, Table) or opening.first not in layout.inner_keys:
            return False
        return len(usual & value.keys()) * 2 < len(usual)

    def starts_with(self, depth: int, key: str) -> bool:
        """Return whether records at ``depth`` start with the field ``key``."""
        return any(first is not None and unquoted(first) == key for first in self._layout(depth).first_keys)

    def is_heading(self, opening: Opening) -> bool:
        """Return whether a table is a heading with a list of records, by its first fields."""
        return _HEADING.match(self._text, opening.index) is not None

    def record_inside(self, depth: int, value: object, start: int, end: int) -> Opening | None:
        """Return the first value in a record that is a record as well, by its fields.

        The bracket that closes the outer record is missing, and that of its group closes it.
        """
        if not isinstance(value, Table):
            return None
        fields = frozenset(self._layout(depth).fields) | value.keys()
        # Of the first record, nothing is known but what it has swallowed: records with the same fields.
        counts = Counter(name for inner in value.values() if isinstance(inner, Table) for name in inner)
        fields |= {name for name, count in counts.items() if count >= _SEVERAL}
        for key, inner in value.items():
            if isinstance(inner, Table) and len(inner) > 2 and len(inner.keys() & fields) * 2 > len(inner):
                for opening in self.openings(start, end):
                    if opening.bracket == "{" and opening.name == key:
                        return opening
        return None

    def is_glued(self, depth: int, opening: Opening) -> bool:
        """Return whether a value among records follows one without a comma: it may be a field of it."""
        before = opening.start - 1
        while self._text[before : before + 1].isspace():
            before -= 1
        return self._text[before : before + 1] == "}" and self.has_records(depth)

    def is_in_text(self, opening: Opening) -> bool:
        """Return whether a bracket seems to be in a string, which may be one without its closing quote."""
        return opening.index not in self._depths

    def starts_like_record(self, depth: int, opening: Opening) -> bool:
        """Return whether a value starts with the field that the records at ``depth`` start with."""
        layout = self._layout(depth)
        is_first = opening.first in layout.first_keys or (depth, opening.first) in self._starts
        return is_first and opening.first not in layout.inner_keys

    def has_records(self, depth: int) -> bool:
        """Return whether values at ``depth`` are known to be records."""
        return bool(self._layout(depth).fields)

    def has_field(self, depth: int, key: str) -> bool:
        """Return whether records at ``depth`` have a field of this name."""
        return key in self._layout(depth).fields

    def learn_start(self, depth: int, opening: Opening) -> None:
        """Note the signs of the first record at ``depth``, which may be broken."""
        if opening.first is not None and self.is_learning:
            self._starts.add((depth, opening.first))
        if self.is_learning and not self._counts_backward and not self._layout(depth).indents:
            self._add(depth, opening)

    def learn(self, depth: int, opening: Opening, end: int, value: object) -> None:
        """Note the signs of a valid record."""
        if not self.is_learning:
            return
        layout = self._add(depth, opening)
        if isinstance(value, Table):
            layout.fields.update(value.keys())
        for inner in self.openings(opening.index + 1, end):
            layout.inner_indents[inner.indent] += 1
            layout.inner_keys[inner.first] += 1

    def stop_learning(self) -> None:
        """Drop the signs that few records have: they may come from a broken one."""
        self.is_learning = self._counts_backward = False
        for layout in self._layouts.values():
            for counter in (layout.indents, layout.inner_indents, layout.first_keys, layout.inner_keys):
                _drop_rare(counter)

    def _add(self, depth: int, opening: Opening) -> _Layout:
        layout = self._layout(depth)
        layout.indents[opening.indent] += 1
        layout.first_keys[opening.first] += 1
        return layout

    def _layout(self, depth: int) -> _Layout:
        return self._layouts.setdefault(depth, _Layout())

    def _as_opening(self, match: re.Match[str]) -> Opening:
        start = match.start()
        indent = self._indent_at(start)
        return Opening(start, match.start("open"), match["open"], match["key"], match["first"], indent)

    def _indent_at(self, index: int) -> str | None:
        """Return the blanks and closing brackets before ``index`` in its line; None for other text.

        Blanks and a comma behind a bracket do not count, so that ``}, {`` is like ``}{``.
        """
        line_start = self._text.rfind("\n", max(0, index - _FARTHEST), index) + 1
        if not line_start and index >= _FARTHEST:
            return None
        before = _FIRST_ON_LINE.fullmatch(self._text, line_start, index)
        if not before:
            return None
        brackets = _BLANKS.sub("", before["brackets"])
        return before["indent"] + (brackets if brackets.startswith(",") else brackets.replace(",", ""))


def unquoted(key: str) -> str:
    """Return a key without the quotes around it."""
    return key[1:-1] if len(key) > 1 and key[0] in "\"'" else key.strip()


def is_group(key: str) -> bool:
    """Return whether a key is the name of a group, or a year."""
    return key in _NAMES_OF_GROUPS or bool(_YEAR.fullmatch(key))


def _drop_rare(counter: Counter[Any]) -> None:
    most = max(counter.values(), default=0)
    for sign in [sign for sign, count in counter.items() if count * 4 < most]:
        del counter[sign]


def _depths_from_the_end(text: str, syntax: Syntax) -> tuple[dict[int, int], bool]:
    """Return how many containers are open before each opening bracket, counted from the end of the file.

    Also return whether the end of the file is cut off; then nothing can be counted from there.
    """
    if syntax.backward:
        tokens = re.finditer(rf"{syntax.backward}|[{{}}\[\]]", text[::-1])
        brackets = [(len(text) - token.end(), token[0]) for token in tokens]
    else:
        tokens = re.finditer(rf"{syntax.string}|[{{}}\[\]]", text)
        brackets = [(token.start(), token[0]) for token in tokens][::-1]
    depths: dict[int, int] = {}
    depth = 0
    for index, bracket in brackets:
        if bracket in "}]":
            depth += 1
        elif bracket in "{[":
            depth -= 1
            depths[index] = depth
    # One wrong bracket changes the depth by two at most.
    ends = brackets[-1][1] + text.rstrip()[-1:] if brackets else ""
    is_cut_off = depth < -2 or (depth < -1 and ends not in ("[]", "{}"))
    return ({} if is_cut_off else depths), is_cut_off
