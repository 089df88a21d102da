"""Open Library: the answer of its Books API with ``jscmd=data``, one object for each ISBN.

Source: https://openlibrary.org/dev/docs/api/books.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult
from .common import Found, people, read_found
from .json_values import first_text, member, report_unknown, tables, text, works_in

_ISBN = "ISBN:"


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the books in an answer."""
    problems = ProblemLog(path)
    return read_found(works_in(data, encoding, problems, _books), problems, options)


def _books(document: object, problems: ProblemLog) -> Iterator[Found]:
    if not isinstance(document, Mapping):
        report_unknown(problems, "Open Library", "an object with a member such as 'ISBN:9780387310732'")
        return
    for key, book in document.items():
        if isinstance(book, Mapping):
            yield Found(0, "book", _fields(str(key), book))


def _fields(key: str, book: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a book; ``key`` is what it was asked for by, ``ISBN:9780387310732``."""
    authors = [people(name) for name in _names(book, "authors")]
    known = first_text(*(text(book, "identifiers", name, 0) for name in ("isbn_13", "isbn_10")))
    return {
        "title": text(book, "title"),
        "subtitle": text(book, "subtitle"),
        "author": [person for names in authors for person in names],
        "date": text(book, "publish_date"),
        "publisher": ", ".join(_names(book, "publishers")),
        "location": ", ".join(_names(book, "publish_places")),
        "edition": text(book, "edition_name"),
        "pagetotal": text(book, "number_of_pages"),
        "isbn": key.removeprefix(_ISBN) if key.startswith(_ISBN) else known,
        "url": text(book, "url"),
    }


def _names(book: Mapping[str, object], member_name: str) -> list[str]:
    """Return the names of the objects in a list of a book."""
    names = [text(entry, "name") for entry in tables(member(book, member_name))]
    return [name for name in names if name]
