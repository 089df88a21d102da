"""Name fields of a record -> contributors with roles, marks, ORCID iDs and person keys.

:func:`read_contributors` goes through the name fields of a publication. How one field is
written depends on the format, so each reader passes a function for it (``ReadNames``):
BibTeX's is ``names.parse_names``, that of YAML, JSON and TOML is :func:`read_names` here,
which accepts strings, lists, and mappings with the parts of a name.

biblatex's data annotations (``author+an``) add to a contributor what a name cannot hold.
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
from .values import Fields, quoted, scalar

#: Reads the value of one name field for one role.
ReadNames = Callable[[object, str, Report], tuple[Contributor, ...]]

#: Field -> role. The contributors of a record are in this order.
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

_ANNOTATION = re.compile(r"\s*(?P<item>\d+)\s*(?::[^=]*)?=\s*(?P<value>.*?)\s*", re.S)
# In an item of a list, *and* is part of the name.
_AND = re.compile(r"\sand\s", re.I)
_NAME_PARTS = ("given", "particle", "family", "suffix", "literal")
_NAME_FIELDS = frozenset({*_NAME_PARTS, "name", "marks", "orcid", "person", "role"})


def read_contributors(fields: Fields, names: ReadNames) -> tuple[Contributor, ...]:
    """Return the contributors of a record, role by role; ``names`` reads one field."""
    values = fields.values
    contributors: list[Contributor] = []
    for field, role in ROLES.items():
        if not values.get(field):
            continue
        people = names(values[field], role, fields.report)
        for suffix, annotate in _ANNOTATORS.items():
            if annotation := values.get(f"{field}{suffix}"):
                people = _annotated(people, str(annotation), annotate, fields.report)
        contributors.extend(people)
    return tuple(contributors)


def orcid_of(source: str, report: Report) -> str:
    """Return the ORCID iD in ``source`` in its hyphenated form; report an invalid one and return ``""``."""
    identifier = orcid(source)
    if identifier is None:
        report(Code.BAD_IDENTIFIER, f"invalid ORCID iD: {quoted(source)}")
        return ""
    return identifier.value


# --- annotations ---


def _add_marks(who: Contributor, value: str, report: Report) -> Contributor:
    marks = (mark.strip().strip('"') for mark in value.split(","))
    return replace(who, marks=tuple(dict.fromkeys((*who.marks, *filter(None, marks)))))


def _set_orcid(who: Contributor, value: str, report: Report) -> Contributor:
    return replace(who, orcid=orcid_of(value, report) or who.orcid)


def _set_person(who: Contributor, value: str, report: Report) -> Contributor:
    return replace(who, person=value)


_Annotate = Callable[[Contributor, str, Report], Contributor]

#: Suffix of an annotation field -> what its values add to a contributor.
_ANNOTATORS: Mapping[str, _Annotate] = {
    "+an": _add_marks,
    "+an:orcid": _set_orcid,
    "+an:person": _set_person,
}
#: The fields that annotate names.
ANNOTATIONS = frozenset(f"{field}{suffix}" for field in ROLES for suffix in _ANNOTATORS)


def _annotated(
    people: tuple[Contributor, ...], source: str, annotate: _Annotate, report: Report
) -> tuple[Contributor, ...]:
    """Return ``people`` with the values of an annotation such as ``1=equal; 2=equal, corresponding``.

    Source: biblatex manual, section 3.7 (data annotations). An annotation of a part of a name
    counts for the whole name.
    """
    annotated = list(people)
    for annotation in filter(str.strip, source.split(";")):
        match = _ANNOTATION.fullmatch(annotation)
        index = int(match["item"]) - 1 if match else -1
        if not match or not 0 <= index < len(annotated):
            report(Code.BAD_NAME, f"annotation without a matching name: {quoted(annotation)}")
            continue
        annotated[index] = annotate(annotated[index], match["value"].strip('"'), report)
    return tuple(annotated)


# --- YAML, JSON and TOML ---


def read_names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributors of a YAML, JSON or TOML field.

    A string has *and* between names, as in BibTeX. An item of a list is one name, even
    *Barnes and Noble*, or a mapping: a ``name`` or its parts, ``marks``, ``orcid``, ``person``.
    """
    if isinstance(value, list | tuple):
        return tuple(who for item in value for who in _read_item(item, role, report))
    if isinstance(value, Mapping):
        return _read_mapping(value, role, report)
    return parse_names(scalar(value) or "", role, report, to_text)


def _read_item(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    if isinstance(value, Mapping):
        return _read_mapping(value, role, report)
    source = scalar(value)
    if source is None:
        report(Code.SHAPE, f"{role}: a name must be a string or a mapping, not a list")
        return ()
    if _AND.search(source) and "{" not in source:
        source = f"{{{source}}}"
    return parse_names(source, role, report, to_text)


def _read_mapping(value: Mapping[str, object], role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributor that a mapping describes, or nothing if it has no name."""
    fields = Fields(value, to_text, report)
    for field in value:
        if field not in _NAME_FIELDS:
            report(Code.UNKNOWN_FIELD, f"unknown field in a name: {quoted(field)}")
    parts = {part: fields.string(part) for part in _NAME_PARTS}
    person, marks = fields.source("person"), fields.words("marks")
    if parts["literal"]:
        contributors: tuple[Contributor, ...] = (Contributor(Name(literal=parts["literal"]), role),)
    elif any(parts.values()):
        contributors = (Contributor(Name(**parts), role),)
    else:
        contributors = parse_names(fields.source("name") or person, role, report, to_text)
    identifier = fields.source("orcid")
    orcid_id = orcid_of(identifier, report) if identifier else ""
    return tuple(
        replace(who, marks=(*who.marks, *marks), orcid=orcid_id, person=person) for who in contributors[:1]
    )
