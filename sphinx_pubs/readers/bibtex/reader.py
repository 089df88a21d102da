"""BibTeX and biblatex files -> publications.

An entry inherits the fields of the entries that its ``crossref`` and ``xdata`` name, before
:mod:`..fields.records` interprets its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...model.keys import unique_key
from ...model.links import LINK_PREFIXES, field_name, link_kind_of
from ...model.names import Contributor
from ...model.problems import Code, Origin
from ...model.records import Publication
from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, Report, decode, ignore
from ..fields.names import parse_names
from ..fields.records import read_publication
from ..fields.values import quoted
from ..keys import FileRecords, key_of_work
from ..markup.latex import to_text
from ..markup.latex_macros import verbatim
from .entries import Macro, RawEntry, UsualEntry
from .scanner import scan
from .values import MACROS, Budget, enclosed, read_value

# Fields that contain an address, an identifier or a path, not text, besides those of links.
_VERBATIM = frozenset(
    "adsurl arxivid bibcode biburl eprint file handle hal_id image inspirehep_id preview thumbnail urlraw"
    " bdsk-url-1 bdsk-url-2 bdsk-url-3 links".split()
)
# Text that is before the name of a field by mistake.
_BEFORE_NAME = re.compile(r"(?s:.*)(?:\s|(?<![\w:.+-])[^\w\s])(?=[^\s]*$)")
_NEXT_FIELD = re.compile(r"(?P<name>[A-Za-z][\w+:.-]*+)\s*+=\s*+")

# Types of works inside a book, whose title they get as booktitle (biblatex manual, appendix B).
_PART_TYPES = frozenset(
    "inproceedings conference incollection inbook inreference suppbook suppcollection bookinbook".split()
)
_RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
# Fields of a parent, besides those of its links, that its children do not get. biblatex passes some of
# them on, but the DOI of the proceedings is not that of a paper.
_NOT_INHERITED = frozenset(
    "crossref xref xdata ids key label shorthand shorttitle sortkey entryset related options execute presort"
    " keywords eprint eprinttype archiveprefix primaryclass file abstract note addendum selected award image"
    " preview".split()
)
_DATE_FIELDS = frozenset({"date", "year", "month", "day"})


@dataclass(slots=True)
class Entry:
    """An entry with its values read, before it becomes a publication."""

    key: str
    type: str
    fields: dict[str, str]
    line: int


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications of a BibTeX file in its order, and the problems by line."""
    problems = ProblemLog(path)
    text = decode(data, encoding, problems)
    budget = Budget.of_file(len(text))
    entries = _entries(text, problems, budget)
    _inherit(entries, problems, budget)
    records = FileRecords[Publication](problems)
    for entry in entries:
        if entry.type != "xdata":
            records.add(_publication(entry, problems, options))
    return ReadResult(tuple(records), tuple(sorted(problems.found, key=lambda problem: problem.origin.line)))


def _publication(entry: Entry, problems: ProblemLog, options: ReadOptions) -> Publication:
    fields: Mapping[str, str] = entry.fields
    if options.names:
        fields = {
            name: verbatim(value) if name not in entry.fields and _is_verbatim(name) else value
            for name, value in options.renamed(fields).items()
        }
    return read_publication(
        entry.key,
        entry.type,
        fields,
        text=to_text,
        names=_names,
        origin=Origin(problems.path, entry.line),
        report=problems.at(entry.line, entry.key),
        cached=options.cached,
        is_bibtex=True,
    )


def _names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    return parse_names(str(value), role, report, to_text)


# --- entries and their values ---


def _entries(source: str, problems: ProblemLog, budget: Budget) -> list[Entry]:
    """Return the entries of a file. A macro is known from its definition to the end of the file."""
    macros = dict(MACROS)
    entries: list[Entry] = []
    keys: set[str] = set()
    for block in scan(source, problems):
        if isinstance(block, Macro):
            name = block.name.lower()
            report = problems.at(block.line, name)
            value = _value(block.value, macros, report, budget.left)[0]
            macros[name] = value if budget.spend(len(value)) else ""
            continue
        values = block.values(macros)
        if values is None:
            values = _values(block, macros, problems, budget.left)
        values = _within(budget, values, problems.at(block.line, block.key))
        fields = {name: verbatim(value) if _is_verbatim(name) else value for name, value in values.items()}
        key = block.key
        if not key:
            key = unique_key(_make_key(fields), keys)
            problems.add(Code.SYNTAX, f"entry without a key: {key!r} is used", line=block.line)
        keys.add(key)
        entries.append(Entry(key, block.type.lower(), fields, block.line))
    return entries


def _make_key(fields: Mapping[str, str]) -> str:
    authors = _names(fields.get("author", ""), "author", ignore)
    return key_of_work(authors, fields.get("year", fields.get("date", "")), to_text(fields.get("title", "")))


@lru_cache(maxsize=1024)
def _is_verbatim(name: str) -> bool:
    return name in _VERBATIM or _is_link(name)


def _is_link(name: str) -> bool:
    return bool(link_kind_of(name)) or name.startswith(LINK_PREFIXES)


def _within(budget: Budget, values: dict[str, str], report: Report) -> dict[str, str]:
    """Return ``values``, without those that exceed ``budget``."""
    if budget.spend(sum(map(len, values.values()))):
        return values
    kept = {name: value for name, value in values.items() if budget.spend(len(value))}
    report(Code.SIZE, _too_long(*(name for name in values if name not in kept)))
    return kept


def _too_long(*names: str) -> str:
    fields = ", ".join(map(quoted, names))
    return (
        f"macros and cross-references make the values of this file too long; dropped {fields}: shorten them"
    )


def _values(
    entry: UsualEntry | RawEntry, macros: Mapping[str, str], problems: ProblemLog, longest: int
) -> dict[str, str]:
    """Return the values of ``entry`` by field name, and report what is wrong with them."""
    values: dict[str, str] = {}
    for field in entry.fields:
        report = problems.at(field.line, entry.key)
        name, source = _field_name(field.name, report), field.value
        while True:
            value, rest = _value(source, macros, report, longest)
            if not name:
                report(Code.SYNTAX, f"value without a field name: {quoted(source)}")
            elif name in values:
                report(Code.DUPLICATE_FIELD, f"duplicate field {name!r}: the first one is used")
            else:
                values[name] = value
            next_field = _NEXT_FIELD.match(rest)
            if not next_field:
                break
            report(Code.SYNTAX, f"missing comma before {next_field['name']!r}")
            name, source = field_name(next_field["name"]), rest[next_field.end() :]
    return values


def _field_name(source: str, report: Report) -> str:
    """Return the name of a field; report text that is before it by mistake."""
    stray = None if source.isidentifier() else _BEFORE_NAME.match(source)
    if not stray:
        return field_name(source)
    name = source[stray.end() :]
    report(Code.SYNTAX, f"unexpected text before {repr(name) if name else 'the value'}: {quoted(stray[0])}")
    return field_name(name)


def _value(source: str, macros: Mapping[str, str], report: Report, longest: int) -> tuple[str, str]:
    """Return a value, and what follows it if that can be a field without a comma before it."""
    inner = enclosed(source)
    if inner is not None:
        return inner, ""
    value = read_value(source, macros, longest)
    if value.too_long:
        report(Code.SIZE, _too_long(" ".join(source.split())))
    if value.rest and not _NEXT_FIELD.match(value.rest):
        report(Code.SYNTAX, f"value must be in braces or in quotes: {quoted(source)}")
        return source.strip('"'), ""
    for name in value.undefined:
        report(
            Code.UNDEFINED_MACRO,
            f"undefined macro {quoted(name)}: define it with @string, or put the value in braces",
        )
    return value.text, value.rest


# --- crossref and xdata ---


def _inherit(entries: Sequence[Entry], problems: ProblemLog, budget: Budget) -> None:
    """Give each entry the fields of the entries that it refers to; its own fields win.

    Source: btxdoc, section 4.1; biblatex manual, sections 2.4.1 and 3.13.6. Unlike in
    BibTeX, the parent may also come before the child.
    """
    if all("crossref" not in entry.fields and "xdata" not in entry.fields for entry in entries):
        return
    # Some files write a key in another case where they refer to it; BibTeX accepts that.
    known = {alias: entry for entry in entries for alias in _listed(entry, "ids")}
    known |= {entry.key.lower(): entry for entry in entries}
    known |= {entry.key: entry for entry in reversed(entries)}  # the first one with a key
    finished: set[int] = set()
    for entry in entries:
        if id(entry) not in finished:
            _complete(entry, known, finished, problems, budget)


@dataclass(slots=True)
class _Child:
    """An entry, its references that are not read yet, and the parent that has to be completed first."""

    entry: Entry
    references: Iterator[tuple[str, str]]
    parent: tuple[str, Entry] | None = None


def _complete(
    entry: Entry, known: Mapping[str, Entry], finished: set[int], problems: ProblemLog, budget: Budget
) -> None:
    """Complete the parents of ``entry``, then ``entry``. No recursion: a chain may have any length."""
    # From ``entry`` to one of its ancestors, by key.
    path = {entry.key: _Child(entry, _references(entry))}
    while path:
        child = next(reversed(path.values()))
        report = problems.at(child.entry.line, child.entry.key)
        if child.parent:
            field, parent = child.parent
            child.parent = None
            inherited = _inherited(parent, child.entry, everything=field == "xdata")
            child.entry.fields |= _within(budget, inherited, report)
        reference = next(child.references, None)
        if reference is None:
            finished.add(id(child.entry))
            path.popitem()
            continue
        field, key = reference
        known_parent = known.get(key) or known.get(key.lower())
        if known_parent is None:
            report(Code.CROSSREF, f"{field}: no entry has the key {quoted(key)}")
        elif known_parent.key in path:
            report(Code.CROSSREF, f"circular {field}: {quoted(key)}")
        else:
            child.parent = (field, known_parent)
            if id(known_parent) not in finished:
                path[known_parent.key] = _Child(known_parent, _references(known_parent))


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    for key in _listed(entry, "xdata"):
        yield "xdata", key
    if key := entry.fields.get("crossref", "").strip():
        yield "crossref", key


def _listed(entry: Entry, field: str) -> list[str]:
    return [key.strip() for key in entry.fields.get(field, "").split(",") if key.strip()]


def _inherited(parent: Entry, child: Entry, *, everything: bool) -> dict[str, str]:
    """Return the fields that ``child`` gets from ``parent``."""
    inherited: dict[str, str] = {}
    own = _own_date_fields(child)
    for field, value in parent.fields.items():
        if everything:
            inherited.setdefault(field, value)
        elif child.type in _PART_TYPES and field in _RENAMED:
            if _RENAMED[field] not in parent.fields:
                inherited.setdefault(_RENAMED[field], value)
        elif not (field in _NOT_INHERITED or _is_link(field) or field in own):
            inherited.setdefault(field, value)
    return {field: value for field, value in inherited.items() if field not in child.fields}


def _own_date_fields(child: Entry) -> frozenset[str]:
    """Return the fields of the date that ``child`` does not inherit: its date is its own, as a whole.

    A month needs a year, which it gets from the parent, as in BibTeX.
    """
    if "date" in child.fields or "year" in child.fields:
        return _DATE_FIELDS
    has_part = "month" in child.fields or "day" in child.fields
    return _DATE_FIELDS - {"year"} if has_part else frozenset()
