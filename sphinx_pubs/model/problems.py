"""Problems in data files, as values.

Below ``sphinx_ext``, problems in data are returned, never logged or raised. The build, the
command line and the Python API each report them in their own way.
"""

from __future__ import annotations

import os
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
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_PERSON = "unknown_person"
    AMBIGUOUS_PERSON = "ambiguous_person"
    NO_NUMBER = "no_number"
    MISSING_TITLE = "missing_title"
    MISSING_FILE = "missing_file"
    LAYOUT = "layout"
    OPTION = "option"


# The meaning of each code, for the manual.
MEANINGS = {
    Code.SOURCE: "A data file or a pattern matches nothing, or the file cannot be read.",
    Code.SIZE: "A data file is larger than pubs_max_bytes, and is not read.",
    Code.ENCODING: "A data file is not in the encoding that is configured.",
    Code.SYNTAX: "A part of a data file, or a filter, does not follow its syntax.",
    Code.SHAPE: "A record or a field has another type than it should, such as a list for a title.",
    Code.DUPLICATE_KEY: "Two records of one data file have the same key; the later one counts.",
    Code.DUPLICATE_FIELD: "A field stands twice in one record; the first one counts.",
    Code.DUPLICATE_WORK: "Two keys seem to be of one work, by identifier or by title, first author and year.",
    Code.CONFLICT: "Two works have one key in two data files, or one identifier.",
    Code.UNDEFINED_MACRO: "A BibTeX macro is used that no @string defines.",
    Code.CROSSREF: "A crossref names an entry that is not there, or leads round in a circle.",
    Code.BAD_DATE: "A date, a year or a month cannot be understood.",
    Code.BAD_NAME: "A name cannot be understood, such as one with four commas.",
    Code.BAD_IDENTIFIER: "A DOI, an arXiv id or the like does not have its form.",
    Code.BAD_FORMULA: "A formula has TeX that is not let through, or is not closed; its source stands there.",
    Code.BAD_URL: "A link has a scheme that may not stand on a page, or no scheme at all.",
    Code.UNKNOWN_FIELD: "A field of a record, or one that a list asks for, has a name that is not known.",
    Code.UNKNOWN_KEY: "A record is named that no source defines.",
    Code.UNKNOWN_PERSON: "A person is named that no source defines.",
    Code.AMBIGUOUS_PERSON: "A name fits several persons, and so counts as nobody's.",
    Code.NO_NUMBER: "A role asks for the number of an entry, and its list has none.",
    Code.MISSING_TITLE: "A publication has no title, and no other source gives it one.",
    Code.MISSING_FILE: "A local file that a record links to, or an image, is not there.",
    Code.LAYOUT: "A layout, or a pybtex style, is unknown or has a syntax error.",
    Code.OPTION: "An option of a directive cannot be used with the others.",
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


def did_you_mean(name: str, known: Iterable[str], limit: int = 1) -> str:
    """Return the end of a message that suggests names similar to ``name``: ``; did you mean 'title'?``.

    :param known: the names that are allowed.
    :param limit: the number of names to suggest at most.
    :returns: an empty string if no known name is similar.
    """
    similar = get_close_matches(name, list(known), limit)
    if not similar:
        return ""
    return f"; did you mean {' or '.join(similar) if limit > 1 else repr(similar[0])}?"
