"""Answers in JSON: their documents, and what is at a place in a document.

A service can leave out any value, set it to null, or give it another shape. No function here fails for that:
a value that is not there or has another shape is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ...model.problems import Code
from ...model.text import printable
from ..base import ProblemLog, decode
from ..fields.values import as_list
from ..json_tree import parse_json
from .damaged_json import list_in_damaged

_T = TypeVar("_T")

_LONGEST_MESSAGE = 200


def documents(data: bytes, encoding: str, problems: ProblemLog) -> list[object]:
    """Return the documents in an answer as trees (see ``readers/trees.py``), with numbers as strings.

    Of a damaged answer, it is the list of those works that are valid.
    """
    source = decode(data, encoding, problems)
    faults = ProblemLog(problems.path)
    found = parse_json(source, faults)
    if faults.found and (works := list_in_damaged(source)):
        found = [works]
    problems.found += faults.found[:1]
    return found


def works_in(
    data: bytes, encoding: str, problems: ProblemLog, works_of: Callable[[object, ProblemLog], Iterable[_T]]
) -> list[_T]:
    """Return what ``works_of`` finds in each document of an answer; it takes that and ``problems``."""
    return [work for document in documents(data, encoding, problems) for work in works_of(document, problems)]


def member(value: object, *path: str | int) -> object:
    """Return the value at ``path``, whose steps are names and positions in lists; None if there is none."""
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def text(value: object, *path: str | int) -> str:
    """Return the string or number at ``path``; an empty string for anything else.

    It has no blanks around it, and none of the control characters that JSON can escape.
    """
    found = member(value, *path)
    return printable(found).strip() if isinstance(found, str) else ""


def texts(value: object, *path: str | int) -> list[str]:
    """Return the strings in the list at ``path``, or the single one that is there, without empty ones."""
    return [string for item in as_list(member(value, *path)) if (string := text(item))]


def first_text(*candidates: str) -> str:
    """Return the first of some strings that is not empty."""
    return next(filter(None, candidates), "")


def tables(value: object, *path: str | int) -> list[Mapping[str, object]]:
    """Return the mappings in the list at ``path``, or the single one that is there."""
    return [item for item in as_list(member(value, *path)) if isinstance(item, Mapping)]


def listed(value: object, *path: str | int) -> Iterator[object]:
    """Yield the items of the list at ``path``, whatever they are."""
    items = member(value, *path)
    yield from items if isinstance(items, list) else ()


def report_error(problems: ProblemLog, service: str, message: str) -> None:
    """Report that an answer has an error of the service instead of works."""
    message = " ".join(message.split())[:_LONGEST_MESSAGE]
    problems.add(Code.SHAPE, f"no works in this answer of {service}, which reports an error: {message!r}")


def report_unknown(problems: ProblemLog, service: str, expected: str) -> None:
    """Report that a file is no answer of the service."""
    problems.add(Code.SHAPE, f"no works found: an answer of {service} has {expected}")
