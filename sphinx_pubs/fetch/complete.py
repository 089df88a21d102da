"""``sphinx-pubs add --complete``: fetch the rest of records that have only an identifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..model.keys import key_of_identifier, unique_key
from ..model.records import Publication
from ..model.same_work import comparable
from ..readers.keys import clean_key
from .add import Additions, Target, by_provider, data_files
from .base import FetchError, Transport
from .documents import newline_of, split_lines
from .forms import ENTRY_TYPE, BibtexForm
from .matching import Group, combined
from .native import Value
from .places import KEYED
from .providers.lookup import lookup

# Fields of a hand-kept record that say the same as a field that would be added.
_SYNONYMS = {"authors": ("author",), "date": ("year",), "type": ("kind",), "keywords": ("tags",)}
_ITEM = re.compile(r"(?P<before>\s*-\s+)[\w.-]+\s*:(?!\s*[{\[|>])")
_ENTRY = re.compile(r"\s*@\w+\s*\{[^{}=]+,\s*")


def complete(
    folder: Path, path: str, into: str, transport: Transport, log: Callable[[str], None]
) -> Additions:
    """Fetch the records of the file ``path`` that have an identifier and no title.

    :param into: the file to which the complete records are added, an overlay; empty to add the missing
        fields to the records in ``path`` itself.
    :raises FetchError: if a file cannot be read whole.
    """
    additions = Additions()
    source = Target(folder, path, [])
    target = Target(folder, into, data_files(folder)) if into else source
    before = target.data
    done = {comparable(each) for record in target.known().values() for each in record.identifiers if into}
    for index, record in enumerate(source.publications):
        if record.title or not record.identifiers:
            continue
        identifier = record.identifiers[0]
        if comparable(identifier) in done:
            continue  # an earlier run has completed it
        log(f"{identifier.value} …")
        try:
            fetched = lookup(identifier.url or f"{identifier.scheme}:{identifier.value}", transport)
            additions.warnings += fetched.warnings
            group = Group(by_provider(fetched))
            # The lines of a record move when one before it gets more fields.
            _complete(source, target, source.publications[index], group, additions)
        except (FetchError, ValueError) as error:
            additions.errors.append(f"{path}:{record.origin.line}: {error}")
    if target.data != before:
        additions.files[target.path] = target.data
    return additions


def _complete(
    source: Target, target: Target, record: Publication, group: Group, additions: Additions
) -> None:
    work = combined(group)
    has_made_key = record.key in {key_of_identifier(each.value) for each in record.identifiers}
    key = unique_key(clean_key(work.key) or "untitled", target.keys()) if has_made_key else record.key
    if target is source:
        fields = fields_to_add(record, target.form.fields(work))
        if has_made_key:  # or else a key is made of the title, and changes with it
            fields = {"key": key, **fields}
        target.replace(with_fields(target, record, fields), record)
    else:
        target.add(replace(work, key=key))
    additions.note(record.identifiers[0].value, replace(work, key=key), target, group)


def fields_to_add(record: Publication, fields: dict[str, Value]) -> dict[str, Value]:
    """Return those of ``fields`` that ``record`` does not have, under whatever name."""
    own = set(record.fields) | {identifier.scheme for identifier in record.identifiers}
    return {
        name: value
        for name, value in fields.items()
        if name not in own and not own.intersection(_SYNONYMS.get(name, ()))
    }


def with_fields(target: Target, record: Publication, fields: dict[str, Value]) -> bytes:
    """Return the content of ``target`` with fields added behind the first line of ``record``.

    :raises FetchError: if the record is not written with a field a line.
    """
    text = target.data.decode()
    newline = newline_of(text)
    lines = split_lines(text)
    index = record.origin.line - 1
    first = lines[index].rstrip("\r\n") if 0 <= index < len(lines) else ""
    if isinstance(target.form, BibtexForm):
        fields = {name: value for name, value in fields.items() if name != ENTRY_TYPE}
        indent = "" if _ENTRY.fullmatch(first) else None
    else:
        indent = _indent_of_fields(lines, index)
    if indent is None:
        raise FetchError(f"{record.key!r} is written on one line; put each field on a line, or use --into")
    written = [target.form.line(name, value).rstrip("\n") for name, value in fields.items()]
    inserted = [f"{_reindented(line, indent)}{newline}" for line in written]
    if not lines[index].endswith("\n"):
        lines[index] += newline
    return "".join([*lines[: index + 1], *inserted, *lines[index + 1 :]]).encode()


def _indent_of_fields(lines: Sequence[str], index: int) -> str | None:
    """Return the indentation of the fields of the YAML record that begins at a line; None if unknown."""
    first = lines[index].rstrip("\r\n")
    if item := _ITEM.match(first):
        return " " * len(item["before"])
    if KEYED.fullmatch(first) and index + 1 < len(lines):
        following = lines[index + 1]
        return following[: len(following) - len(following.lstrip())]
    return None


def _reindented(line: str, indent: str) -> str:
    """Return a line of a form, which begins with two blanks, with another indentation."""
    return indent + line.lstrip() if indent else line
