"""The parser of TOML files: a tree, and what is still valid of a damaged file.

A damaged file is cut into records at the headers, such as ``[[publications]]``; each is parsed by itself,
and those that are not valid are left out. A line that is a header but for one character begins a record
as well, so that a broken header does not cost the record above it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator

from ..model.problems import Code
from .base import ProblemLog
from .trees import TreeError, to_tree

# ``[[name]]``, ``[name]`` or ``[name.key``; the key can be in quotes.
_HEADER = re.compile(
    r"""[ \t]*+\[(?P<list>\[)?+[ \t]*+(?P<name>[\w-]++)[ \t]*+
    (?:\.[ \t]*+(?:"(?P<quoted>[^"\n]*+)"|'(?P<literal>[^'\n]*+)'|(?P<key>[\w-]*+)))?+""",
    re.VERBOSE,
)
#: A longer line is no header with a fault.
_LONGEST_HEADER = 200
_LINE = re.compile(r"\(at line (\d++)")


def parse_toml(text: str, problems: ProblemLog) -> list[object]:
    """Return the tree of a TOML file in a list; after a syntax error, that of its valid records."""
    try:
        return [_tree(text)]
    except _TomlError as error:
        whole = error
    records = list(_records(text))
    valid = [_is_valid(record, line, problems) for line, record in records]
    parts = [
        (record if is_valid else "\n" * record.count("\n")) + ("" if record.endswith("\n") else "\n")
        for (_, record), is_valid in zip(records, valid, strict=True)
    ]
    try:
        tree = _tree("".join(parts))
        return [tree] if tree else []
    except _TomlError as error:
        whole = error if all(valid) else whole
    if all(valid):  # but not in one file: two records have the same key, for example
        problems.add(Code.SYNTAX, f"TOML: {whole}", line=whole.line)
    return [_tree(part) for part in parts if part.strip()]


class _TomlError(ValueError):
    """A text that is no TOML; ``line`` is 0 if it is unknown."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _tree(text: str) -> object:
    """Return the tree of ``text``.

    :raises _TomlError: if it is not valid.
    """
    try:
        return to_tree(tomllib.loads(text, parse_float=str))
    except (TreeError, RecursionError) as error:
        raise _TomlError(str(error), 0) from None
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        at_end = text.rstrip().count("\n") + 1
        raise _TomlError(str(error), int(line[1]) if line else at_end) from None
    except ValueError as error:  # such as the date 2019-13-45
        raise _TomlError(str(error), 0) from None


def _is_valid(record: str, line: int, problems: ProblemLog) -> bool:
    """Return whether a record that starts at ``line`` is valid, and report it if not."""
    try:
        _tree(record)
    except _TomlError as error:
        line += max(error.line - 1, 0)
        message = _LINE.sub(f"(at line {line}", str(error))
        problems.add(Code.SYNTAX, f"TOML: {message}; record skipped", line=line)
        return False
    return True


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first line and the text of each record, which has all tables below its header.

    What is above the first header is yielded, too.
    """
    lines = text.splitlines(keepends=True)
    headers = [header for line in lines if (header := _HEADER.match(line))]
    lists = Counter(header["name"] for header in headers if header["list"] and not _key(header))
    mappings = Counter(header["name"] for header in headers if _key(header) and header["name"] not in lists)
    begins = _header_in_line(lists, mappings)
    number, first, record, key = 1, 1, list[str](), ""
    for line in lines:
        header = _HEADER.match(line)
        is_part = header and _key(header) and (header["name"] in lists or _key(header) == key)
        found = None if is_part or not begins else begins.search(line)
        if found or (header and not is_part) or _is_broken_header(line, lists, mappings):
            start = found.start() if found and not header else 0
            yield first, "".join([*record, line[:start]])
            first, record, line = number, [], line[start:]
            key = _key(header) if header else ""
        record.append(line)
        number += 1
    yield first, "".join(record)


def _key(header: re.Match[str]) -> str:
    return header["quoted"] or header["literal"] or header["key"] or ""


def _header_in_line(lists: Iterable[str], mappings: Iterable[str]) -> re.Pattern[str] | None:
    """Return an expression for the headers of the records, in the middle of a line as well."""
    forms = [rf"\[\[[ \t]*+{re.escape(name)}[ \t]*+\]\]" for name in lists]
    forms += [rf"\[[ \t]*+{re.escape(name)}[ \t]*+\.[ \t]*+[\w-]++[ \t]*+\]" for name in mappings]
    return re.compile("|".join(forms)) if forms else None


def _is_broken_header(line: str, lists: Iterable[str], mappings: Iterable[str]) -> bool:
    """Return whether a line is the header of a record, but for one character."""
    line = line.strip()
    if "=" in line[1:-1] or len(line) > _LONGEST_HEADER:
        return False
    if any(_is_near(line, f"[[{name}]]") for name in lists):
        return True
    prefixes = [f"[{name}." for name in mappings]
    return any(_is_near(line[: len(prefix) + length], prefix) for prefix in prefixes for length in (-1, 0, 1))


def _is_near(one: str, other: str) -> bool:
    """Return whether the texts differ by one character at most: it is missing, added or another."""
    if abs(len(one) - len(other)) > 1:
        return False
    from_start = _length_of_same(one, other)
    from_end = _length_of_same(one[from_start:][::-1], other[from_start:][::-1])
    return max(len(one), len(other)) - from_start - from_end <= 1


def _length_of_same(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
