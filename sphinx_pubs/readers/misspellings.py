"""Names of fields and entry types that are almost those of known ones: ``yaer``, ``@artcle``.

Most names that are unknown here are meant: reference managers and authors add fields of their own. Only a
name that differs from a known one as a typo does is reported, once in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..model.kinds import ALIASES, KINDS, is_known
from ..model.problems import Code, Problem
from ..model.records import Publication, Record
from ..model.spelling import is_misspelling
from .fields.links import link_field
from .fields.records import is_known_field, known_fields

# Names of types that are shorter are codes of RIS.
_SHORTEST_ALIAS = 6


def misspelt_names(records: Iterable[Record], *, fields: bool) -> Iterator[Problem]:
    """Yield a problem for each misspelled entry type, and for each field if ``fields`` is true."""
    known_names: set[str] = set()
    for record in records:
        if not isinstance(record, Publication):
            continue
        if record.type and f"@{record.type}" not in known_names:
            known_names.add(f"@{record.type}")
            if near := _known_type(record.type):
                yield _problem(record, f"unknown entry type {record.type!r}; did you mean {near!r}?")
        for name in record.fields if fields else ():
            if name not in known_names:
                near = _known_field(name)
                if not near or near not in record.fields:
                    known_names.add(name)
                    if near:
                        yield _problem(record, f"unknown field {name!r}; did you mean {near!r}?")


def _problem(record: Publication, message: str) -> Problem:
    return Problem(Code.UNKNOWN_FIELD, message, record.origin, record.key)


@lru_cache(maxsize=1024)
def _known_field(name: str) -> str:
    """Return the known field that ``name`` is a misspelling of, or an empty string."""
    if is_known_field(name) or not name.isalpha() or name in _BIBLATEX:
        return ""
    candidates = (known for known in sorted(known_fields()) if is_misspelling(name, known))
    # More than one link is no mistake: videos, projects.
    return next((known for known in candidates if not (link_field(known) and name == f"{known}s")), "")


@lru_cache(maxsize=256)
def _known_type(name: str) -> str:
    """Return the known entry type that ``name`` is a misspelling of, or an empty string."""
    if is_known(name) or not name.replace("-", "").isalpha():
        return ""
    known_types = [*KINDS, *(alias for alias in ALIASES if len(alias) >= _SHORTEST_ALIAS)]
    return next((known for known in known_types if is_misspelling(name, known, 4)), "")


# Fields of biblatex (manual, section 2.2) that have almost the name of another one.
_BIBLATEX = frozenset("editora editorb editorc editoratype editorbtype editorctype namea nameb namec".split())
