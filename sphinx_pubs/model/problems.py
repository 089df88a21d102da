"""Problems in data files, as values.

Below ``sphinx_ext``, problems in data are returned, never logged or raised. The build, the
command line and the Python API each report them in their own way.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from pathlib import Path


class Code(Enum):
    """The kinds of problems. The value is the subtype of the Sphinx warning: ``pubs.VALUE``."""

    SOURCE = "source"
    SIZE = "size"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    SHAPE = "shape"
    DUPLICATE_KEY = "duplicate_key"
    DUPLICATE_FIELD = "duplicate_field"
    DUPLICATE_WORK = "duplicate_work"
    CONFLICT = "conflict"
    UNDEFINED_MACRO = "undefined_macro"
    CROSSREF = "crossref"
    BAD_DATE = "bad_date"
    BAD_NAME = "bad_name"
    BAD_IDENTIFIER = "bad_identifier"
    BAD_URL = "bad_url"
    BAD_FORMULA = "bad_formula"
    BAD_ICON = "bad_icon"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_PERSON = "unknown_person"
    AMBIGUOUS_PERSON = "ambiguous_person"
    NO_NUMBER = "no_number"
    MISSING_TITLE = "missing_title"
    MISSING_FILE = "missing_file"
    LAYOUT = "layout"
    OPTION = "option"
    EMPTY = "empty"


# The meaning of each code, for the manual.
MEANINGS = {
    Code.SOURCE: "A data file does not exist, cannot be read or has no entry, or a pattern matches no file.",
    Code.SIZE: "A data file is larger than pubs_max_bytes and is skipped, or its macros and cross-references "
    "make too much text.",
    Code.ENCODING: "A data file is not in the configured encoding.",
    Code.SYNTAX: "A syntax error in a data file or in a filter.",
    Code.SHAPE: "A record or a field has the wrong type, such as a list for a title.",
    Code.DUPLICATE_KEY: "Two records of one data file have the same key. If they describe one work, the "
    "later one is used, else one gets another key. Or an alias of a record is the key of another work.",
    Code.DUPLICATE_FIELD: "A record has a field twice; the first one is used.",
    Code.DUPLICATE_WORK: "Two records with different keys seem to describe the same work: they share an "
    "identifier, or title, first author and year.",
    Code.CONFLICT: "Two different works have the same key in two data files, or the same identifier. Or a "
    "record that adds to a work has its key, but the identifier or the title of another.",
    Code.UNDEFINED_MACRO: "A BibTeX macro is not defined by any @string.",
    Code.CROSSREF: "A crossref names an entry that does not exist, or is circular.",
    Code.BAD_DATE: "A date, a year or a month is not understood.",
    Code.BAD_NAME: "A name is not understood, such as one with four commas.",
    Code.BAD_IDENTIFIER: "A DOI, an arXiv identifier or another identifier is invalid.",
    Code.BAD_FORMULA: "A formula has a TeX command that is not allowed, or unbalanced braces; the page shows "
    "its source.",
    Code.BAD_ICON: "An SVG file of pubs_icons has a script, a style, a reference, or no shapes.",
    Code.BAD_URL: "A link has an unsafe scheme or none, an e-mail address or user name is invalid, or an "
    "image is on another site.",
    Code.UNKNOWN_FIELD: "A field of a record, or a field used in an option, is unknown. BibTeX and CSL-JSON: "
    "only misspelled names of known fields and entry types are reported.",
    Code.UNKNOWN_VALUE: "An option asks for a venue, a tag, an award, a role or a link that no record has.",
    Code.UNKNOWN_KEY: "A key is used that no source defines, also by a record that adds to another.",
    Code.UNKNOWN_PERSON: "A person is named that no source defines.",
    Code.AMBIGUOUS_PERSON: "A name matches several persons, so it is linked to none of them.",
    Code.NO_NUMBER: "A role asks for the number of an entry in a list without numbers.",
    Code.MISSING_TITLE: "A publication has no title in any source.",
    Code.MISSING_FILE: "A record links to a local file, or has an image, that does not exist; or "
    "pubs_icons names such a file.",
    Code.LAYOUT: "A layout or a pybtex style is unknown or has a syntax error.",
    Code.OPTION: "An option of a directive is unknown, invalid, or cannot be combined with the others.",
    Code.EMPTY: "A list shows nothing; the message gives the reason.",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: a file, and a line counted from 1 (0 if unknown)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def describe_origin(origin: Origin, seen_from: Origin) -> str:
    """Return ``origin`` for a message at ``seen_from``: a line of the same file, or a relative path.

    An absolute path would make the message depend on the machine.
    """
    if origin.path == seen_from.path:
        return f"line {origin.line}" if origin.line else "the same file"
    path = Path(os.path.relpath(origin.path, Path(seen_from.path).parent)).as_posix()
    return str(Origin(path, origin.line))


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in the data: what is wrong, where, and the key of the record if it concerns one."""

    code: Code
    message: str
    origin: Origin
    key: str = ""

    def __str__(self) -> str:
        return f"{self.origin}: {f'{self.key}: ' if self.key else ''}{self.message} [pubs.{self.code.value}]"


def counted(problems: Iterable[Problem]) -> list[tuple[Problem, int]]:
    """Return each problem once, with the number of records of its file that have it.

    The same message about other records of a file is the same problem; the first record stands for all.
    """
    first: dict[tuple[str, Code, str], Problem] = {}
    numbers: Counter[tuple[str, Code, str]] = Counter()
    for problem in problems:
        identity = (problem.origin.path, problem.code, problem.message)
        first.setdefault(identity, problem)
        numbers[identity] += 1
    return [(problem, numbers[identity]) for identity, problem in first.items()]


def did_you_mean(name: str, known: Iterable[str], limit: int = 1) -> str:
    """Return the end of a message that suggests names similar to ``name``: ``; did you mean 'title'?``.

    :param known: the names that are allowed.
    :param limit: the number of names to suggest at most.
    :returns: an empty string if no known name is similar.
    """
    by_folded_name = {other.casefold(): other for other in known}
    similar = get_close_matches(name.casefold(), by_folded_name, limit)
    if not similar:
        return ""
    return f"; did you mean {' or '.join(repr(by_folded_name[other]) for other in similar)}?"
