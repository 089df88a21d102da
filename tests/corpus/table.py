"""Entries and problems in the corpus of real files: ``python tests/corpus/table.py`` writes ``table.tsv``.

Entries are counted independently of the readers: in BibTeX files by matching braces, in RIS files by
``TY`` tags, and in JSON, YAML and TOML files with the parsers of the standard library and PyYAML.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sphinx_pubs.readers.load import reader_for

TABLE = Path(__file__).with_name("table.tsv")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
HEADER = ("file", "entries", "broken", "read", "problems")


@dataclass(frozen=True)
class Count:
    """The number of entries in a file, how many of them are unterminated, and the keys of the others."""

    entries: int
    broken: int = 0
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    file: str
    entries: int
    broken: int
    read: int
    problems: str
    missing: frozenset[str] = frozenset()
    """Keys of complete entries that were not read. They are not in the table: there must be none."""

    def __str__(self) -> str:
        return "\t".join(map(str, (self.file, self.entries, self.broken, self.read, self.problems)))


# --- counting ---

_COMMENTED = re.compile(r"^[ \t]*%.*", re.MULTILINE)
_COMMENT = re.compile(r"@[ \t]*comment\s*\{", re.IGNORECASE)
_ENTRY = re.compile(
    r"(?:^|(?<=\}))[ \t]*@+[ \t]*(?P<type>[a-z][\w-]*)\s*(?P<open>[{(])\s*(?P<key>[^,={}]*?)\s*(?=[,={}])",
    re.IGNORECASE | re.MULTILINE,
)
#: Entry types that are not works: macros, comments, and the shared fields of biblatex (``@xdata``).
_NO_WORKS = frozenset({"string", "preamble", "comment", "xdata"})


def text_of(data: bytes) -> str:
    """Decode a file. For counting, only the ASCII characters must be correct."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def count_bibtex(data: bytes) -> Count:
    text = _COMMENTED.sub("", text_of(data).replace("\r\n", "\n").replace("\r", "\n"))
    while comment := next((end for end in map(_comment, _COMMENT.finditer(text)) if end), None):
        text = text[: comment[0]] + text[comment[1] :]
    starts = [match for match in _ENTRY.finditer(text) if match["type"].lower() not in _NO_WORKS]
    limits = [match.start() for match in _ENTRY.finditer(text)] + [len(text)]
    keys = []
    for start in starts:
        limit = next(position for position in limits if position > start.start())
        if _closes(text, start.end("open"), limit, start["open"]):
            keys.append(start["key"] if text.startswith(",", start.end()) else "")
    complete = frozenset(key for key in keys if re.fullmatch(r"[^\s\"]+", key))
    return Count(len(starts), len(starts) - len(keys), complete)


def _comment(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the start and end of a comment in braces; None if its closing brace is missing."""
    depth = 1
    for brace in re.finditer(r"[{}]", match.string[match.end() :]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return match.start(), match.end() + brace.end()
    return None


def _closes(text: str, start: int, limit: int, opening: str) -> bool:
    """Return whether an entry, opened before ``start``, is closed before the next one begins at ``limit``."""
    depth = 0 if opening == "(" else 1
    for brace in re.finditer(r"\\.|[{})]", text[start:limit]):
        if brace[0] == ")" and opening == "(" and not depth:
            return True
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth and opening == "{":
            return True
    return False


def count_ris(data: bytes) -> Count:
    # A line TY with another one below it has no fields, and is no record.
    return Count(len(re.findall(r"^TY {1,2}-.*\n(?!TY {1,2}-)", text_of(data), re.MULTILINE)))


def count_json(data: bytes) -> Count:
    return _parsed(data, json.loads, re.compile(r"^( *)\{", re.MULTILINE))


def count_yaml(data: bytes) -> Count:
    def parse(text: str) -> Any:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 (constructs only strings)

    return _parsed(data, parse, re.compile(r"^( *)- ", re.MULTILINE))


def count_toml(data: bytes) -> Count:
    return _parsed(data, tomllib.loads, re.compile(r"^( *)\[", re.MULTILINE))


def _parsed(data: bytes, parse: Callable[[str], Any], start: re.Pattern[str]) -> Count:
    """Count with a parser; after a syntax error, count the lines that look like a top-level record."""
    text = text_of(data)
    try:
        return Count(_length(parse(text)))
    except (ValueError, yaml.YAMLError):
        indents = [len(match[1]) for match in start.finditer(text)]
        return Count(sum(indent == min(indents) for indent in indents), broken=1)


def count_file(data: bytes) -> Count:
    """Return the count for a format with one record per file."""
    return Count(1)


def _length(content: Any) -> int:
    """Return the number of records in a list, in the lists of a mapping, or in a mapping of mappings."""
    if isinstance(content, list):
        return len(content)
    if not isinstance(content, dict):
        return 0
    lists = [value for value in content.values() if isinstance(value, list)]
    records = [item for value in lists for item in value if isinstance(item, dict)]
    return len(records) or sum(isinstance(value, dict) for value in content.values())


COUNTERS: dict[str, Callable[[bytes], Count]] = {
    ".bib": count_bibtex,
    ".bibtex": count_bibtex,
    ".biblatex": count_bibtex,
    ".ris": count_ris,
    ".json": count_json,
    ".yaml": count_yaml,
    ".yml": count_yaml,
    ".toml": count_toml,
}


# --- reading ---


def files() -> list[str]:
    """Return the paths, relative to the corpus, of all files that have a reader."""
    paths = sorted(path for path in CORPUS.glob("*/**/*") if path.is_file())
    return [path.relative_to(CORPUS).as_posix() for path in paths if reader_for(str(path), path.read_bytes())]


def read_row(name: str) -> Row:
    """Read a file and return its row of the table."""
    path = CORPUS / name
    data = path.read_bytes()
    read = reader_for(str(path), data)
    assert read is not None
    result = read(data, name)
    counted = COUNTERS.get(path.suffix, count_file)(data)
    codes = Counter(problem.code.value for problem in result.problems)
    problems = " ".join(f"{code}={number}" for code, number in sorted(codes.items()))
    missing = counted.keys - {record.key for record in result.records}
    return Row(name, counted.entries, counted.broken, len(result.records), problems, frozenset(missing))


def lines(rows: Iterator[Row]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "\t".join(HEADER)
    yield from map(str, rows)


def table() -> dict[str, Row]:
    """Return the stored table by file."""
    rows: dict[str, Row] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        name, entries, broken, read, problems = line.split("\t")
        rows[name] = Row(name, int(entries), int(broken), int(read), problems)
    return rows


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines(map(read_row, files()))) + "\n", encoding="utf-8")
