"""Who made a work: the fields that hold names, and the annotations beside them.

Names in YAML, JSON and TOML: texts, lists, and mappings of a name's parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ...model.identifiers import orcid
from ...model.names import Contributor, Name
from ...model.problems import Code
from ..base import Report
from ..markup.markdown import to_text
from .names import parse_names
from .values import Fields, scalar

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
#: Fields of annotations: of marks, or by a name.
ANNOTATIONS = frozenset(f"{field}+an{name}" for field in ROLES for name in ("", ":orcid", ":person"))
_ANNOTATION = re.compile(r"\s*(?P<item>\d+)\s*(?::[^=]*)?=\s*(?P<said>.*?)\s*", re.S)


def read_contributors(fields: Fields, names: ReadNames) -> tuple[Contributor, ...]:
    """Return the contributors of a record, role by role."""
    values = fields.values
    found: list[Contributor] = []
    for field, role in ROLES.items():
        if not values.get(field):
            continue
        people = names(values[field], role, fields.report)
        for name, add in _ANNOTATIONS.items():
            if annotation := values.get(f"{field}+an{name}"):
                people = _annotated(people, str(annotation), add, fields.report)
        found.extend(people)
    return tuple(found)


def _with_marks(who: Contributor, said: str, report: Report) -> Contributor:
    marks = (mark.strip().strip('"') for mark in said.split(","))
    return replace(who, marks=tuple(dict.fromkeys((*who.marks, *filter(None, marks)))))


def _with_orcid(who: Contributor, said: str, report: Report) -> Contributor:
    found = orcid(said)
    if found is None:
        report(Code.BAD_IDENTIFIER, f"orcid does not have its form: {said}")
    return replace(who, orcid=found.value) if found else who


def _with_person(who: Contributor, said: str, report: Report) -> Contributor:
    return replace(who, person=said)


#: The name of an annotation -> what it adds to a contributor: marks, if it has no name.
_ANNOTATIONS: Mapping[str, Callable[[Contributor, str, Report], Contributor]] = {
    "": _with_marks,
    ":orcid": _with_orcid,
    ":person": _with_person,
}


def _annotated(
    people: tuple[Contributor, ...],
    source: str,
    add: Callable[[Contributor, str, Report], Contributor],
    report: Report,
) -> tuple[Contributor, ...]:
    """Return ``people`` with what an annotation says: ``1=equal; 2=equal, corresponding``.

    Source: biblatex manual, section 3.7 (data annotations). One on a part of a name counts for the name.
    """
    marked = list(people)
    for annotation in filter(str.strip, source.split(";")):
        found = _ANNOTATION.fullmatch(annotation)
        place = int(found["item"]) - 1 if found else -1
        if not found or not 0 <= place < len(marked):
            report(Code.BAD_NAME, f"annotation of no name: {annotation.strip()}")
            continue
        marked[place] = add(marked[place], found["said"].strip('"'), report)
    return tuple(marked)


_AND = re.compile(r"\sand\s", re.I)
_NAME_FIELDS = frozenset("name given family particle suffix literal marks orcid person role".split())


def read_names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributors of a field: one text with *and* between names, or a list of texts and mappings.

    An item of a list is one name, even *Barnes and Noble*.
    """
    if isinstance(value, list | tuple):
        return tuple(who for item in value for who in _one(item, role, report))
    if isinstance(value, Mapping):
        return tuple(_one(value, role, report))
    return parse_names(scalar(value) or "", role, report, to_text)


def _one(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    if isinstance(value, Mapping):
        return _mapped(value, role, report)
    source = scalar(value)
    if source is None:
        report(Code.SHAPE, f"{role}: a name must be a text or a mapping, not a list")
        return ()
    if _AND.search(source) and "{" not in source:
        source = f"{{{source}}}"
    return parse_names(source, role, report, to_text)


def _mapped(value: Mapping[str, object], role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributor that a mapping tells, with marks, ORCID iD and the key of a person."""
    fields = Fields(value, to_text, report)
    for field in value:
        if field not in _NAME_FIELDS:
            report(Code.UNKNOWN_FIELD, f"unknown field of a name: {field}")
    parts = {part: fields.string(part) for part in ("given", "particle", "family", "suffix", "literal")}
    person, marks = fields.source("person"), fields.words("marks")
    if any(parts.values()):
        parts = {"literal": parts["literal"]} if parts["literal"] else parts
        found: tuple[Contributor, ...] = (Contributor(Name(**parts), role),)
    else:
        found = parse_names(fields.source("name") or person, role, report, to_text)
    identifier = fields.source("orcid")
    normal = orcid(identifier)
    if identifier and normal is None:
        report(Code.BAD_IDENTIFIER, f"orcid does not have its form: {identifier}")
    iri = normal.value if normal else ""
    return tuple(replace(who, marks=(*who.marks, *marks), orcid=iri, person=person) for who in found[:1])
