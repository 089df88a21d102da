"""Open Library: the answer of its Books API with ``jscmd=data``, one object for each ISBN.

Source: https://openlibrary.org/dev/docs/api/books.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, decode
from ..json_tree import parse_json
from .common import Found, read_found


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the books in an answer."""
    problems = ProblemLog(path)
    trees = parse_json(decode(data, encoding, problems), problems)
    return read_found(_books(trees), problems, options)


def _books(trees: list[object]) -> Iterator[Found]:
    for tree in trees:
        for key, book in tree.items() if isinstance(tree, Mapping) else ():
            if isinstance(book, Mapping):
                yield Found(0, "book", _fields(str(key), book))


def _fields(key: str, book: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a book; ``key`` is what it was asked for by, ``ISBN:9780387310732``."""
    identifiers = book.get("identifiers")
    own = identifiers if isinstance(identifiers, Mapping) else {}
    scheme, _, number = key.partition(":")
    return {
        "title": book.get("title"),
        "subtitle": book.get("subtitle"),
        "author": _names(book.get("authors")),
        "date": book.get("publish_date"),
        "publisher": ", ".join(_names(book.get("publishers"))),
        "location": ", ".join(_names(book.get("publish_places"))),
        "edition": book.get("edition_name"),
        "pagetotal": book.get("number_of_pages"),
        "isbn": number if scheme.upper() == "ISBN" else own.get("isbn_13") or own.get("isbn_10"),
        "url": book.get("url"),
    }


def _names(entries: object) -> list[str]:
    """Return the names in a list of objects."""
    named = [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []
    return [str(entry["name"]) for entry in named if entry.get("name")]
