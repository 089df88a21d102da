"""BibTeX and biblatex files -> publications."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..model.links import PREFIXES, kind_of
from ..model.people import Contributor
from ..model.problems import Code, Origin
from ..model.publication import Publication
from ..model.text import plain
from .base import NO_HINTS, Hints, Problems, ReadResult, Report, decode
from .bibtex_inheritance import Entry, inherit
from .bibtex_split import Macro, UsualEntry, WrittenEntry, read_blocks
from .bibtex_values import MACROS, enclosed, read_value
from .keys import make_key, unique_key
from .latex import to_text
from .latex_verbatim import verbatim
from .names import parse_names
from .publication import publication

#: Fields besides those of links that hold an address, an identifier or a path, and no text.
_VERBATIM = frozenset(
    "adsurl arxivid bibcode biburl eprint file handle hal_id image inspirehep_id preview thumbnail urlraw"
    " bdsk-url-1 bdsk-url-2 bdsk-url-3 links".split()
)
_STRAY = re.compile(r"(?s:.*)(?:\s|(?<![\w:.+-])[^\w\s])(?=[^\s]*$)")
_MISSING_COMMA = re.compile(r"(?P<name>[A-Za-z][\w+:.-]*)\s*=\s*")


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: Hints = NO_HINTS) -> ReadResult:
    """Return the publications of a BibTeX file, in its order, and what is wrong with it."""
    problems = Problems(path)
    entries = _entries(decode(data, encoding, problems), problems)
    inherit(entries, problems)
    records = tuple(
        _publication(entry, problems, hints) for entry in entries.values() if entry.type != "xdata"
    )
    return ReadResult(records, tuple(sorted(problems.found, key=lambda problem: problem.origin.line)))


def _entries(source: str, problems: Problems) -> dict[str, Entry]:
    """Return the entries by key; a macro is known from its definition to the end of the file."""
    macros = dict(MACROS)
    entries: dict[str, Entry] = {}
    for block in read_blocks(source, problems):
        if isinstance(block, Macro):
            name = block.name.lower()
            macros[name] = _value(block.value, macros, problems.at(block.line, name))[0]
            continue
        values = block.values(macros) if isinstance(block, UsualEntry) else None
        if values is None:
            values = _values(block, macros, problems)
        fields = {name: verbatim(value) if _is_verbatim(name) else value for name, value in values.items()}
        key, line = block.key, block.line
        if not key:
            key = unique_key(_key_of(fields), entries)
            problems.add(Code.SYNTAX, f"entry without a key; it gets {key}", line=line)
        if earlier := entries.pop(key, None):
            message = f"the key stands at lines {earlier.line} and {line}; the entry at line {line} counts"
            problems.add(Code.DUPLICATE_KEY, message, line=line, key=key)
        entries[key] = Entry(key, block.type.lower(), fields, line)
    return entries


def _values(
    block: UsualEntry | WrittenEntry, macros: Mapping[str, str], problems: Problems
) -> dict[str, str]:
    """Return the values by the names of their fields, and report what is wrong with them."""
    values: dict[str, str] = {}
    for field in block.fields:
        report = problems.at(field.line, block.key)
        name, source = _field_name(field.name, report), field.value
        while True:
            value, rest = _value(source, macros, report)
            if not name:
                report(Code.SYNTAX, f"value without a field: {source}")
            elif name in values:
                report(Code.DUPLICATE_FIELD, f"{name} stands twice; the first one counts")
            else:
                values[name] = value
            found = _MISSING_COMMA.match(rest)
            if not found:
                break
            report(Code.SYNTAX, f"no comma before {found['name']}")
            name, source = found["name"].lower(), rest[found.end() :]
    return values


def _field_name(source: str, report: Report) -> str:
    """Return the name of a field without what stands before it by mistake."""
    found = None if source.isidentifier() else _STRAY.match(source)
    if not found:
        return source.lower()
    name = source[found.end() :]
    report(Code.SYNTAX, f"not understood before {name or 'the value'}: {found[0].strip()}")
    return name.lower()


def _key_of(fields: Mapping[str, str]) -> str:
    authors = _names(fields.get("author", ""), "author", lambda _code, _message: None)
    family = (authors[0].name.family or authors[0].name.literal) if authors else ""
    return make_key(
        family, fields.get("year", fields.get("date", "")), plain(to_text(fields.get("title", "")))
    )


def _value(source: str, macros: Mapping[str, str], report: Report) -> tuple[str, str]:
    """Return a value, and what follows it if that can be a field for which a comma is missing."""
    inner = enclosed(source)
    if inner is not None:  # as nearly all are
        return inner, ""
    value = read_value(source, macros)
    if value.rest and not _MISSING_COMMA.match(value.rest):
        report(Code.SYNTAX, f"a value in braces or in quotes is needed: {source}")
        return source.strip('"'), ""
    for name in value.undefined:
        report(Code.UNDEFINED_MACRO, f"no @string defines {name}")
    return value.text, value.rest


@lru_cache(maxsize=1024)
def _is_verbatim(name: str) -> bool:
    return name in _VERBATIM or bool(kind_of(name)) or name.startswith(PREFIXES)


def _publication(entry: Entry, problems: Problems, hints: Hints) -> Publication:
    fields: Mapping[str, str] = entry.fields
    if hints.names:
        fields = {
            name: verbatim(value) if name not in entry.fields and _is_verbatim(name) else value
            for name, value in hints.renamed(fields).items()
        }
    make = hints.memory.publication if hints.memory else publication
    return make(
        entry.key,
        entry.type,
        fields,
        text=to_text,
        names=_names,
        origin=Origin(problems.path, entry.line),
        report=problems.at(entry.line, entry.key),
    )


def _names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    return parse_names(str(value), role, report, to_text)
