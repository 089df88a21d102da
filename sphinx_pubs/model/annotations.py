"""Annotations: what a record adds to contributors that another record may name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .names import Contributor


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a record adds to a contributor of a work, by role and position, counted from 0."""

    role: str
    index: int
    marks: tuple[str, ...] = ()
    orcid: str = ""
    person: str = ""

    def __str__(self) -> str:
        return f"{self.index + 1}={', '.join(filter(None, (*self.marks, self.orcid, self.person)))}"

    def added_to(self, who: Contributor) -> Contributor:
        """Return ``who`` with the marks added and the iD and the person replaced."""
        return replace(
            who,
            marks=tuple(dict.fromkeys((*who.marks, *self.marks))),
            orcid=self.orcid or who.orcid,
            person=self.person or who.person,
        )


def annotated(
    contributors: Sequence[Contributor], annotations: Sequence[Annotation]
) -> tuple[tuple[Contributor, ...], tuple[Annotation, ...]]:
    """Return ``contributors`` with ``annotations``, and those annotations that are about none of them."""
    result = list(contributors)
    positions: dict[str, list[int]] = {}
    for position, who in enumerate(result):
        positions.setdefault(who.role, []).append(position)
    unused: list[Annotation] = []
    for annotation in annotations:
        of_role = positions.get(annotation.role, [])
        if 0 <= annotation.index < len(of_role):
            position = of_role[annotation.index]
            result[position] = annotation.added_to(result[position])
        else:
            unused.append(annotation)
    return tuple(result), tuple(unused)
