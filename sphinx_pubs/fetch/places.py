"""Where in a hand-kept file a record can be added, and with which indentation.

A file of a person is only ever added to: every byte that it has stays, which the caller checks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..model.records import Publication
from .documents import newline_of, split_lines
from .forms import BibtexForm, Form, YamlForm
from .native import Value

_ITEM = re.compile(r"(?P<indent>\s*)-(?P<gap>\s+)\S")
#: The line of a key whose record follows, indented.
KEYED = re.compile(r"(?P<indent>\s*)[^\s#-][^#]*:\s*(?:#.*)?")
_EMPTY_GROUP = re.compile(r"\ufeff?publications:\s*(?:#.*)?")


def with_record(
    data: bytes, records: Sequence[Publication], form: Form, key: str, fields: Mapping[str, Value]
) -> bytes | None:
    """Return a file with one more record: behind its last publication, or at its end if it has none.

    :param data: the content of the file; empty for a new one.
    :param records: its publications, in any order.
    :returns: None if the file has a form to which nothing can be added.
    """
    text = data.decode()
    newline = newline_of(text)
    lines = split_lines(text)
    last = max((record.origin.line for record in records), default=0)
    if isinstance(form, BibtexForm):
        return _joined(lines, len(lines), form.record(key, fields).splitlines(), newline, is_spaced=True)
    if not last:
        return _in_empty_file(lines, form.record(key, fields).splitlines(), newline)
    index = last - 1
    while index >= 0 and not (_ITEM.match(lines[index]) or KEYED.fullmatch(lines[index].rstrip())):
        index -= 1
    if index < 0:
        return None
    end = _end_of_record(lines, index)
    # As between the records before; the only one of a group has none before it.
    before = lines[index - 1] if index else ""
    is_spaced = not before.strip() or KEYED.fullmatch(before.rstrip()) is not None
    written = _in_style_of(lines[index], key, fields, YamlForm())
    return _joined(lines, end, written, newline, is_spaced=is_spaced)


def _in_style_of(first: str, key: str, fields: Mapping[str, Value], form: YamlForm) -> list[str]:
    """Return the lines of a record like the one that begins with the line ``first``."""
    if item := _ITEM.match(first):
        indent = item["indent"]
        return [f"{indent}{line}" for line in form.record(key, fields).splitlines()]
    keyed = KEYED.fullmatch(first.rstrip())
    indent = keyed["indent"] if keyed else ""
    lines = [form.line(name, value).rstrip("\n") for name, value in fields.items()]
    return [f"{indent}{form.key(key)}:", *(f"{indent}{line}" for line in lines)]


def _in_empty_file(lines: list[str], record: Sequence[str], newline: str) -> bytes | None:
    """Return a file without any record, with one."""
    content = [line for line in lines if line.strip() and not line.lstrip("\ufeff").startswith("#")]
    if not content:
        return _joined(lines, len(lines), ["publications:", *record], newline, is_spaced=bool(lines))
    if len(content) == 1 and _EMPTY_GROUP.fullmatch(content[0].rstrip()):
        return _joined(lines, lines.index(content[0]) + 1, record, newline, is_spaced=False)
    return None


def _end_of_record(lines: Sequence[str], start: int) -> int:
    """Return the index behind the last line of the record that begins at ``start``."""
    indent = _indent(lines[start])
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _indent(line) <= indent:
            break
        end = index + 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joined(
    lines: Sequence[str], index: int, record: Sequence[str], newline: str, *, is_spaced: bool
) -> bytes:
    """Return the lines with a record inserted before ``index``.

    :param is_spaced: put an empty line before the record, unless there is one.
    """
    before, after = "".join(lines[:index]), "".join(lines[index:])
    if before and not before.endswith("\n"):
        before += newline
    if is_spaced and index and lines[index - 1].strip():
        before += newline
    written = "".join(f"{line}{newline}" for line in record)
    return (before + written + after).encode()
