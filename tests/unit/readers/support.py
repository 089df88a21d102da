"""Helpers for the tests of ``readers/fields``: publications from fields without markup."""

from __future__ import annotations

from sphinx_pubs.model.names import Contributor, Name
from sphinx_pubs.model.problems import Code, Origin
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.base import Report
from sphinx_pubs.readers.fields.records import read_publication


def read_names(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    return tuple(Contributor(Name(family=name), role) for name in str(value).split(" and "))


def read_fields(fields: dict[str, object], entry_type: str = "") -> tuple[Publication, list[Code]]:
    """Return the publication with these fields, and the codes of the problems."""
    found: list[Code] = []
    record = read_publication(
        "key",
        entry_type,
        fields,
        text=lambda source: (source,),
        names=read_names,
        origin=Origin("a.bib", 1),
        report=lambda code, message: found.append(code),
    )
    return record, found


def read_valid(fields: dict[str, object], entry_type: str = "") -> Publication:
    """Return the publication with these fields, which have no problem."""
    record, codes = read_fields(fields, entry_type)
    assert codes == []
    return record
