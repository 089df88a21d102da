"""``crossref`` and ``xdata``: fields that an entry takes from another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.links import PREFIXES, kind_of
from ..model.problems import Code
from .base import Problems

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


def inherit(entries: Mapping[str, Entry], problems: Problems) -> None:
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
    entry: Entry, path: tuple[str, ...], known: Mapping[str, Entry], finished: set[str], problems: Problems
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
    return field in _OWN or bool(kind_of(field)) or field.startswith(PREFIXES)
