"""Who made a work: the fields that hold names, and the annotations beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..model.people import Contributor
from ..model.problems import Code
from .base import Report
from .fields import Fields

#: Reads the names of one field in one role.
ReadNames = Callable[[object, str, Report], tuple[Contributor, ...]]

#: Field -> role, in the order in which the contributors stand.
ROLES = {
    "author": "author",
    "authors": "author",
    "editor": "editor",
    "editors": "editor",
    "translator": "translator",
    "translators": "translator",
    "bookauthor": "bookauthor",
    "director": "director",
    "advisor": "advisor",
    "advisors": "advisor",
    "supervisor": "advisor",
    "holder": "holder",
}
_ANNOTATION = re.compile(r"\s*(?P<item>\d+)\s*(?::[^=]*)?=\s*(?P<marks>.*?)\s*", re.S)


def read_contributors(fields: Fields, names: ReadNames) -> tuple[Contributor, ...]:
    """Return the contributors of a record, role by role."""
    values = fields.values
    found: list[Contributor] = []
    for field, role in ROLES.items():
        if not values.get(field):
            continue
        people = names(values[field], role, fields.report)
        if annotation := values.get(f"{field}+an"):
            people = _annotated(people, str(annotation), fields.report)
        found.extend(people)
    return tuple(found)


def _annotated(people: tuple[Contributor, ...], source: str, report: Report) -> tuple[Contributor, ...]:
    """Return ``people`` with the marks of an annotation: ``1=equal; 2=equal, corresponding``.

    Source: biblatex manual, section 3.7 (data annotations). One on a part of a name counts for the name.
    """
    marked = list(people)
    for annotation in filter(str.strip, source.split(";")):
        found = _ANNOTATION.fullmatch(annotation)
        place = int(found["item"]) - 1 if found else -1
        if not found or not 0 <= place < len(marked):
            report(Code.BAD_NAME, f"annotation of no name: {annotation.strip()}")
            continue
        marks = [mark.strip().strip('"') for mark in found["marks"].split(",")]
        who = marked[place]
        marked[place] = replace(who, marks=tuple(dict.fromkeys((*who.marks, *filter(None, marks)))))
    return tuple(marked)
