"""Annotations of names: biblatex's ``author+an``, ``author+an:orcid`` and ``author+an:person``.

They add to a contributor what a name cannot hold. The names may be in another record, to which this one
adds: then the annotations are kept until both are merged.

Source: biblatex manual, section 3.7 (data annotations). An annotation of a part of a name counts for the
whole name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ...model.annotations import Annotation
from ...model.identifiers import orcid
from ...model.problems import Code
from ..base import Report
from .values import Fields, as_list, quoted, scalar

_ANNOTATION = re.compile(r"\s*+(?P<item>\d{1,6})\s*+(?::[^=]*+)?=\s*+(?P<value>\S*+(?:\s++\S++)*+)\s*+")
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


def _marks(role: str, index: int, value: str, report: Report) -> Annotation:
    marks = (mark.strip().strip('"') for mark in value.split(","))
    return Annotation(role, index, marks=tuple(filter(None, marks)))


def _orcid(role: str, index: int, value: str, report: Report) -> Annotation:
    return Annotation(role, index, orcid=orcid_of(value, report))


def _person(role: str, index: int, value: str, report: Report) -> Annotation:
    return Annotation(role, index, person=value)


#: Suffix of an annotation field -> what its values mean.
_ANNOTATORS: Mapping[str, Callable[[str, int, str, Report], Annotation]] = {
    "+an": _marks,
    "+an:orcid": _orcid,
    "+an:person": _person,
}
#: The fields that annotate names.
ANNOTATIONS = frozenset(f"{field}{suffix}" for field in ROLES for suffix in _ANNOTATORS)


def read_annotations(fields: Fields) -> Iterator[Annotation]:
    """Yield the annotations in a record: of ``1=equal; 2=equal, corresponding`` two."""
    if "+an" not in " ".join(fields.values):
        return
    for field, role in ROLES.items():
        for suffix, annotation in _ANNOTATORS.items():
            for item in _items(fields.values.get(f"{field}{suffix}")):
                match = _ANNOTATION.fullmatch(item)
                if not match or int(match["item"]) < 1:
                    report_unused(item, fields.report)
                    continue
                yield annotation(role, int(match["item"]) - 1, match["value"].strip('"'), fields.report)


def _items(value: object) -> Iterator[str]:
    """Yield the annotations in a string with semicolons, in a list of such strings, or in a mapping."""
    if isinstance(value, Mapping):
        for index, item in value.items():
            yield f"{index}={', '.join(scalar(part) or '' for part in as_list(item))}"
        return
    for item in as_list(value):
        yield from filter(str.strip, (scalar(item) or "").split(";"))


def report_unused(annotation: str, report: Report) -> None:
    """Report an annotation that is about none of the names."""
    report(Code.BAD_NAME, f"annotation without a matching name: {quoted(annotation)}")


def orcid_of(source: str, report: Report) -> str:
    """Return the ORCID iD in ``source`` in its hyphenated form; report an invalid one and return ``""``."""
    identifier = orcid(source)
    if identifier is None:
        report(Code.BAD_IDENTIFIER, f"invalid ORCID iD: {quoted(source)}")
        return ""
    return identifier.value
