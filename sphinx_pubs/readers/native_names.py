"""Names in YAML, JSON and TOML: texts, lists, and mappings of a name's parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..model.identifiers import orcid
from ..model.people import Contributor, Name
from ..model.problems import Code
from .base import Report
from .fields import Fields, scalar
from .markdown import to_text
from .names import parse_names

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
