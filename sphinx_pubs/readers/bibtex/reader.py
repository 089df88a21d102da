"""BibTeX and biblatex files -> publications.

``crossref`` and ``xdata``: fields that an entry takes from another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...model.links import LINK_PREFIXES, link_kind_of
from ...model.names import Contributor
from ...model.problems import Code, Origin
from ...model.records import Publication
from ...model.text import plain
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, Report, decode
from ..fields.names import parse_names
from ..fields.records import read_publication
from ..keys import make_key, unique_key
from ..markup.latex import to_text
from ..markup.latex_macros import verbatim
from .entries import Macro, RawEntry, UsualEntry
from .scanner import scan
from .values import MACROS, enclosed, read_value

#: Fields besides those of links that hold an address, an identifier or a path, and no text.
_VERBATIM = frozenset(
    "adsurl arxivid bibcode biburl eprint file handle hal_id image inspirehep_id preview thumbnail urlraw"
    " bdsk-url-1 bdsk-url-2 bdsk-url-3 links".split()
)
_STRAY = re.compile(r"(?s:.*)(?:\s|(?<![\w:.+-])[^\w\s])(?=[^\s]*$)")
_MISSING_COMMA = re.compile(r"(?P<name>[A-Za-z][\w+:.-]*)\s*=\s*")


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Return the publications of a BibTeX file, in its order, and what is wrong with it."""
    problems = ProblemLog(path)
    entries = _entries(decode(data, encoding, problems), problems)
    inherit(entries, problems)
    records = tuple(
        _publication(entry, problems, hints) for entry in entries.values() if entry.type != "xdata"
    )
    return ReadResult(records, tuple(sorted(problems.found, key=lambda problem: problem.origin.line)))


def _entries(source: str, problems: ProblemLog) -> dict[str, Entry]:
    """Return the entries by key; a macro is known from its definition to the end of the file."""
    macros = dict(MACROS)
    entries: dict[str, Entry] = {}
    for block in scan(source, problems):
        if isinstance(block, Macro):
            name = block.name.lower()
            macros[name] = _value(block.value, macros, problems.at(block.line, name))[0]
            continue
        values = block.values(macros)
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


def _values(block: UsualEntry | RawEntry, macros: Mapping[str, str], problems: ProblemLog) -> dict[str, str]:
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
    return name in _VERBATIM or bool(link_kind_of(name)) or name.startswith(LINK_PREFIXES)


def _publication(entry: Entry, problems: ProblemLog, hints: ReadOptions) -> Publication:
    fields: Mapping[str, str] = entry.fields
    if hints.names:
        fields = {
            name: verbatim(value) if name not in entry.fields and _is_verbatim(name) else value
            for name, value in hints.renamed(fields).items()
        }
    return read_publication(
        entry.key,
        entry.type,
        fields,
        text=to_text,
        names=_names,
        origin=Origin(problems.path, entry.line),
        report=problems.at(entry.line, entry.key),
        cached=hints.cached,
    )


def _names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    return parse_names(str(value), role, report, to_text)


#: Types whose parent's title is the title of the book they are in (biblatex manual, appendix B).
_PARTS = frozenset(
    "inproceedings conference incollection inbook inreference suppbook suppcollection bookinbook".split()
)
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
#: What belongs to the parent alone, besides its links. biblatex passes some of these on; but the DOI of
#: the proceedings is not that of a paper.
_OWN = frozenset(
    "crossref xref xdata ids key label shorthand shorttitle sortkey entryset related options execute presort"
    " keywords eprint eprinttype archiveprefix primaryclass file abstract note addendum selected award image"
    " preview".split()
)
_DATES = frozenset({"date", "year", "month", "day"})
_LONGEST_CHAIN = 50


@dataclass(slots=True)
class Entry:
    """An entry with its values resolved, on its way to becoming a publication."""

    key: str
    type: str
    fields: dict[str, str]
    line: int


def inherit(entries: Mapping[str, Entry], problems: ProblemLog) -> None:
    """Give each entry the fields of those it refers to; its own fields win.

    Source: btxdoc, section 4.1; biblatex manual, sections 2.4.1 and 3.13.6. Unlike in
    BibTeX, the parent may also stand before the child.
    """
    if all("crossref" not in entry.fields and "xdata" not in entry.fields for entry in entries.values()):
        return
    # Keys differ by case in some files; a reference that does not is good enough, as for BibTeX.
    known = {alias: entry for entry in entries.values() for alias in _listed(entry, "ids")}
    known |= {key.lower(): entry for key, entry in entries.items()} | dict(entries)
    finished: set[str] = set()
    for entry in entries.values():
        _complete(entry, (), known, finished, problems)


def _complete(
    entry: Entry, path: tuple[str, ...], known: Mapping[str, Entry], finished: set[str], problems: ProblemLog
) -> None:
    """Complete the parents of ``entry``, and then ``entry``; ``path`` are the keys that led here."""
    if entry.key in finished:
        return
    finished.add(entry.key)
    path = (*path, entry.key)
    for field, key in _references(entry):
        parent = known.get(key) or known.get(key.lower())
        report = problems.at(entry.line, entry.key)
        if parent is None:
            report(Code.CROSSREF, f"{field}: there is no entry {key}")
        elif parent.key in path or len(path) > _LONGEST_CHAIN:
            report(Code.CROSSREF, f"{field}: {key} leads round in a circle")
        else:
            _complete(parent, path, known, finished, problems)
            _pass_on(parent, entry, everything=field == "xdata")


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    for key in _listed(entry, "xdata"):
        yield "xdata", key
    if key := entry.fields.get("crossref", "").strip():
        yield "crossref", key


def _listed(entry: Entry, field: str) -> list[str]:
    return [key.strip() for key in entry.fields.get(field, "").split(",") if key.strip()]


def _pass_on(parent: Entry, child: Entry, *, everything: bool) -> None:
    is_dated = not _DATES.isdisjoint(child.fields)
    for field, value in parent.fields.items():
        if everything:
            child.fields.setdefault(field, value)
        elif child.type in _PARTS and field in _RENAMED:
            if _RENAMED[field] not in parent.fields:
                child.fields.setdefault(_RENAMED[field], value)
        elif not (_is_own(field) or (is_dated and field in _DATES)):
            child.fields.setdefault(field, value)


def _is_own(field: str) -> bool:
    return field in _OWN or bool(link_kind_of(field)) or field.startswith(LINK_PREFIXES)
