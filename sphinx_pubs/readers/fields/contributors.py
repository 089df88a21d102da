"""Name fields of a record -> contributors with roles, marks, ORCID iDs and person keys.

:func:`read_contributors` goes through the name fields of a publication. How one field is
written depends on the format, so each reader passes a function for it (``ReadNames``):
BibTeX's is ``names.parse_names``, that of YAML, JSON and TOML is :func:`read_names` here,
which accepts strings, lists, and mappings with the parts of a name.

``annotations`` adds what a name cannot hold, and ``collaborations`` the groups that people write for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ...model.annotations import Annotation, annotated
from ...model.names import Contributor, Name, fold
from ...model.problems import Code
from ..base import Report
from ..markup.markdown import to_text
from .annotations import ROLES, orcid_of, read_annotations, report_unused
from .collaborations import COLLABORATION_FIELDS, read_collaborations
from .collaborations import ROLE as COLLABORATION
from .name_separators import family_first_items
from .names import parse_names
from .values import Fields, quoted, scalar

#: Reads the value of one name field for one role.
ReadNames = Callable[[object, str, Report], tuple[Contributor, ...]]

# In an item of a list, *and* is part of the name.
_AND = re.compile(r"\sand\s", re.I)
_NAME_PARTS = ("given", "particle", "family", "suffix", "literal")
# What Quarto, Hugo and labs write beside the name of an author: no part of the name.
_ABOUT_PERSON = frozenset(
    "affiliation affiliations attributes bio corresponding creatorType degrees email equal-contributor"
    " homepage id image institution link note number pronunciation roles title url website".split()
)
_NAME_FIELDS = frozenset({*_NAME_PARTS, "name", "marks", "orcid", "person", "role"})
# These fields in other formats (Zotero, CFF, CSL-JSON, schema.org), without case, hyphens and underscores.
_OTHER_NAMES = {
    **dict.fromkeys(("first", "firstname", "givenname", "givennames", "forename"), "given"),
    **dict.fromkeys(("last", "lastname", "familyname", "familynames", "surname"), "family"),
    **dict.fromkeys(("prefix", "von", "nameparticle", "nondroppingparticle", "droppingparticle"), "particle"),
    **dict.fromkeys(("jr", "namesuffix"), "suffix"),
    **dict.fromkeys(("fullname", "displayname", "display"), "name"),
}


def read_contributors(
    fields: Fields, names: ReadNames
) -> tuple[tuple[Contributor, ...], tuple[Annotation, ...]]:
    """Return the contributors of a record, role by role; ``names`` reads one field.

    The second tuple has the annotations of roles that the record has no names for.
    """
    values = fields.values
    contributors: list[Contributor] = []
    for field, role in ROLES.items():
        if value := values.get(field):
            contributors.extend(names(value, role, fields.report))
    groups = [who for who in contributors if who.role == COLLABORATION]
    if groups or not values.keys().isdisjoint(COLLABORATION_FIELDS):
        by_name = {fold(who.name.literal): who for who in (*read_collaborations(fields), *groups)}
        contributors = [*(who for who in contributors if who.role != COLLABORATION), *by_name.values()]
    annotations = tuple(read_annotations(fields))
    if not annotations:
        return tuple(contributors), ()
    people, unused = annotated(contributors, annotations)
    roles = {role for field, role in ROLES.items() if values.get(field)}
    for annotation in unused:
        if annotation.role in roles:
            report_unused(str(annotation), fields.report)
    return people, tuple(annotation for annotation in unused if annotation.role not in roles)


# --- YAML, JSON and TOML ---


def read_names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributors of a YAML, JSON or TOML field.

    A string has *and* between names, as in BibTeX. An item of a list is one name, even
    *Barnes and Noble*, or a mapping: a ``name`` or its parts, ``marks``, ``orcid``, ``person``.
    """
    if isinstance(value, list | tuple):
        return tuple(who for item in family_first_items(value) for who in _read_item(item, role, report))
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


def _field_of_name(field: str) -> str:
    return _OTHER_NAMES.get(re.sub("[-_]", "", field).lower(), field)


def _read_mapping(value: Mapping[str, object], role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributor that a mapping describes, or nothing if it has no name."""
    value = {_field_of_name(field): inner for field, inner in value.items()}
    fields = Fields(value, to_text, report)
    for field in value:
        if field not in _NAME_FIELDS and field.replace("_", "-") not in _ABOUT_PERSON:
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
