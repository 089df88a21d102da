"""A generated file as a sequence of records, and changes of single lines in it.

Every other byte of the file stays: comments, empty lines, fields that a person added, the form of a value
that a person has written anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from ..model.problems import Code, Problem
from ..model.records import Publication, Record
from ..readers.load import reader_for
from .base import FetchError
from .forms import ENTRY_TYPE, Form, YamlForm, form_for
from .native import Value

# Problems of a file in which records may be missing, or be read as something else.
_SERIOUS = frozenset({Code.SYNTAX, Code.SHAPE, Code.SOURCE, Code.SIZE, Code.ENCODING, Code.DUPLICATE_KEY})

# Field -> other fields that a person may have written instead.
_SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "authors": ("author",),
        "keywords": ("tags",),
        "type": ("kind",),
        "date": ("year",),
        "year": ("date",),
        "month": ("date",),
        "day": ("date",),
        "journal": ("journaltitle",),
        "address": ("location",),
        "school": ("institution",),
    }
)

# Only these are line breaks for the readers; str.splitlines() knows more.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")

#: The first lines of a new file.
HEADER = (
    "Made by `sphinx-pubs update`. It changes lines that it wrote itself, and no line that you changed.\n"
    "Better: write what you add or correct into another file, under the same key."
)


@dataclass(slots=True)
class Block:
    """The lines of one record. ``is_new``: the file does not have it yet."""

    record: Publication
    lines: list[str]
    is_new: bool = False
    is_removed: bool = False

    @property
    def key(self) -> str:
        """The key of the record."""
        return self.record.key


@dataclass(slots=True)
class Document:
    """The text of a generated file: what comes before the first record, and its records."""

    path: str
    form: Form
    before: list[str]
    blocks: list[Block] = field(default_factory=list)
    #: How the lines of the file end.
    newline: str = "\n"
    #: What comes behind the list of records, such as a list of awards.
    after: list[str] = field(default_factory=list)
    #: The records of other kinds.
    others: list[Record] = field(default_factory=list)
    _by_key: dict[str, Block] = field(default_factory=dict)

    @classmethod
    def parse(cls, path: str, data: bytes | None, header: str = HEADER) -> Document:
        """Read the file ``path`` with this content, None for one that does not exist.

        :param header: the comment at the start of a new file.
        :raises FetchError: if the file cannot be read whole: a change could lose what is in it.
        :raises ValueError: if files with this name are not written.
        """
        form = form_for(path)
        if data is None:
            return cls(path, form, _commented(header))
        reader = reader_for(path, data)
        assert reader is not None  # form_for has accepted the name
        result = reader(data, path)
        problem = first_problem(result.problems, _SERIOUS)
        has_data = any(line.strip() and not line.lstrip().startswith(b"#") for line in data.splitlines())
        if problem and (result.records or has_data):
            raise FetchError(f"{problem}; correct the file, then update again")
        text = data.decode()
        newline = newline_of(text)
        lines = split_lines(text)
        records = [record for record in result.records if isinstance(record, Publication)]
        before, blocks = _split(lines, records, form)
        document = cls(path, form, before, blocks, newline)
        document.others = [record for record in result.records if not isinstance(record, Publication)]
        if blocks and isinstance(form, YamlForm):
            last = blocks[-1]
            document.after = document._tail(last)
            del last.lines[len(last.lines) - len(document.after) :]
        return document

    def text(self) -> str:
        """Return the text of the file as it is now."""
        lines = _with_header(self.before, self.blocks, self.form)
        for block in self.blocks:
            if block.is_removed:
                lines += self._tail(block)
                continue
            if block.is_new and lines and lines[-1].strip():
                if not lines[-1].endswith("\n"):
                    lines[-1] += self.newline
                if lines[-1].strip() != self.form.header.strip():
                    lines.append(self.newline)
            lines += block.lines
        if self.after and lines and not lines[-1].endswith("\n"):
            lines[-1] += self.newline
        return "".join([*lines, *self.after])

    def block(self, key: str) -> Block | None:
        """Return the record with this key, None if there is none."""
        if len(self._by_key) != len(self.blocks):
            self._by_key = {block.key: block for block in self.blocks}
        found = self._by_key.get(key)
        return found if found and not found.is_removed else None

    def add(self, record: Publication, fields: Mapping[str, Value]) -> None:
        """Add a record at the end."""
        indent = self._indent()
        written = self.form.record(record.key, fields).splitlines()
        lines = [f"{indent}{line}{self.newline}" for line in written]
        self.blocks.append(Block(record, lines, is_new=True))

    def take(self, block: Block, document: Document) -> None:
        """Move a record of another document, as it is there, to the end of this one."""
        lines = [line.rstrip("\r\n") + self.newline for line in self._own_lines(block)]
        self.blocks.append(Block(block.record, lines, is_new=True))
        document.remove(block)

    def remove(self, block: Block) -> None:
        """Take a record out of the file."""
        block.is_removed = True

    def line(self, block: Block, name: str, value: Value) -> str:
        """Return the line of a field as it is in ``block``, without its line break."""
        return self._field_indent(block) + self.form.line(name, value).strip()

    def has(self, block: Block, name: str, value: Value) -> bool:
        """Whether ``block`` has the line of this field, byte for byte."""
        if name == ENTRY_TYPE:
            return block.lines[0].lstrip().startswith(f"@{value}{{")
        wanted = self.line(block, name, value)
        return sum(line.rstrip("\r\n") == wanted for line in self._own_lines(block)) == 1

    def names(self, block: Block, name: str) -> bool:
        """Whether ``block`` has the field ``name`` or one that means the same, whatever its value.

        So has a record to which no line can be added, since a person has written it in another form.
        """
        if name == ENTRY_TYPE or not self.form.takes_lines(block.lines[0]):
            return True
        names = (name, *_SYNONYMS.get(name, ()))
        return any(self.form.has_field(line, each) for line in self._own_lines(block) for each in names)

    def replace(self, block: Block, name: str, old: Value, new: Value) -> None:
        """Change the value of a field whose line is in the block."""
        if name == ENTRY_TYPE:
            block.lines[0] = block.lines[0].replace(f"@{old}{{", f"@{new}{{", 1)
            return
        wanted = self.line(block, name, old)
        index = next(i for i, line in enumerate(block.lines) if line.rstrip("\r\n") == wanted)
        block.lines[index] = self.line(block, name, new) + self.newline

    def insert(self, block: Block, name: str, value: Value, after: Sequence[str]) -> None:
        """Add a field behind the last of the lines ``after`` that the block has, or behind its first line."""
        index = max((i for i, line in enumerate(block.lines) if line.rstrip("\r\n") in after), default=0)
        if not block.lines[index].endswith("\n"):
            block.lines[index] += self.newline
        block.lines.insert(index + 1, self.line(block, name, value) + self.newline)

    def _own_lines(self, block: Block) -> list[str]:
        """Return the lines of the record itself, without what a person wrote behind it."""
        return block.lines[: self.form.end(block.lines)]

    def _tail(self, block: Block) -> list[str]:
        """Return what comes behind a record: it may be about the next one, and stays without it."""
        lines = block.lines[self.form.end(block.lines) :]
        return lines if any(line.strip() for line in lines) else []

    def _field_indent(self, block: Block) -> str:
        """Return the indentation of the fields of a record: the usual one, unless no line of it has that.

        A person may have indented the whole file anew. A single line with another indentation is an edit.
        """
        usual = f"{self._indent_of(block)}  "
        fields = [
            line for line in self._own_lines(block)[1:] if line.strip() and line.lstrip()[0] not in "#}-"
        ]
        indents = [line[: len(line) - len(line.lstrip())] for line in fields]
        return usual if usual in indents or len(indents) < 2 else indents[0]

    def _indent(self) -> str:
        return self._indent_of(self.blocks[-1]) if self.blocks else ""

    def _indent_of(self, block: Block) -> str:
        first = block.lines[0]
        return first[: len(first) - len(first.lstrip())]


def newline_of(text: str) -> str:
    """Return how the lines of ``text`` end: as in Windows if one of them does."""
    return "\r\n" if "\r\n" in text else "\n"


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends, as the readers count them."""
    return _LINE.findall(text)


def _split(lines: list[str], records: Sequence[Publication], form: Form) -> tuple[list[str], list[Block]]:
    """Return the lines before the first record, and each record with its lines."""
    starts: list[tuple[int, Publication]] = []
    for record in sorted(records, key=lambda record: record.origin.line):
        index = record.origin.line - 1
        while index >= 0 and not form.begins(lines[index]):
            index -= 1
        if index < 0 or (starts and starts[-1][0] == index):
            raise FetchError(f"{record.origin.path}: cannot tell where the record {record.key!r} begins")
        starts.append((index, record))
    if not starts:
        return lines, []
    ends = [index for index, _ in starts[1:]] + [len(lines)]
    blocks = [Block(record, lines[start:end]) for (start, record), end in zip(starts, ends, strict=True)]
    return lines[: starts[0][0]], blocks


def _with_header(before: Sequence[str], blocks: Sequence[Block], form: Form) -> list[str]:
    """Return the lines before the first record, with the one that a list of records needs."""
    header = form.header.strip()
    if not header or not blocks:
        return list(before)
    is_bare = not all(block.is_new for block in blocks)  # a list without a name, which a person wrote
    is_empty = all(block.is_removed for block in blocks)
    lines: list[str] = []
    has_header = False
    for line in before:
        if line.strip().removeprefix("\ufeff").startswith(header):
            has_header = True
            line = _filled(line, header) if not is_empty else _emptied(line, header)
        lines.append(line)
    return lines if has_header or is_bare else [*lines, form.header]


def _filled(line: str, header: str) -> str:
    """Return ``publications:`` for ``publications: {}``, which an empty list is written as."""
    return line.replace(f"{header} {{}}", header).replace(f"{header} []", header)


def _emptied(line: str, header: str) -> str:
    """Return ``publications: {}`` for ``publications:`` without anything behind it."""
    return line.replace(header, f"{header} {{}}", 1) if line.strip().endswith(header) else line


def _commented(text: str) -> list[str]:
    return [f"# {line}\n" for line in text.splitlines()]


def first_problem(problems: Iterable[Problem], codes: Collection[Code]) -> str:
    """Return the first problem with one of ``codes``, with its place; an empty string if there is none."""
    for problem in problems:
        if problem.code in codes:
            origin = problem.origin
            where = f"{origin.path}:{origin.line}" if origin.line else origin.path
            return f"{where}: {problem.message}"
    return ""
