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


#: Code -> what is wrong; for the manual.
MEANINGS = {
    Code.SOURCE: "A data file does not exist, cannot be read or has no records, or a pattern matches no "
    "file.",
    Code.SIZE: "A data file is larger than ``pubs_max_bytes``, or its macros and cross-references expand to "
    "too much text. The file is skipped.",
    Code.ENCODING: "A data file has text that is not valid in its encoding.",
    Code.SYNTAX: "A data file or a filter has a syntax error.",
    Code.SHAPE: "A record or a field has the wrong type, such as a list for a title.",
    Code.DUPLICATE_KEY: "Two records of one data file have the same key, or another key of a record "
    "(``ids``) is the key of a different work. If both records are about one work, the later one is used. "
    "Otherwise one of them gets another key.",
    Code.DUPLICATE_FIELD: "A record has the same field twice. The first one is used.",
    Code.DUPLICATE_WORK: "Two records with different keys seem to be about the same work: they have the same "
    "identifier, or the same title, first author and year.",
    Code.CONFLICT: "Two different works in two data files have the same key or the same identifier. Or a "
    "record that adds to a work has the key of that work, but the identifier or the title of another.",
    Code.UNDEFINED_MACRO: "A BibTeX field uses a macro that no ``@string`` defines.",
    Code.CROSSREF: "A ``crossref`` or ``xdata`` names an entry that does not exist, or is circular.",
    Code.BAD_DATE: "A date, a year, a month or a period cannot be understood. It is shown as written.",
    Code.BAD_NAME: "A name cannot be understood, such as a name with four commas.",
    Code.BAD_IDENTIFIER: "A DOI, an arXiv identifier or another identifier is invalid. It is left out.",
    Code.BAD_FORMULA: "A formula has a TeX command that is not allowed, or unbalanced braces. The page "
    "shows its source.",
    Code.BAD_ICON: "An SVG file in ``pubs_icons`` has a script, a style or a reference, or no shapes.",
    Code.BAD_URL: "A link has an unsafe scheme or none, an e-mail address or user name is invalid, or an "
    "image is on another site. It is left out.",
    Code.UNKNOWN_FIELD: "A field of a record, or a field in an option, is unknown. In BibTeX and CSL-JSON, "
    "only misspelled names of known fields and entry types are reported.",
    Code.UNKNOWN_VALUE: "An option asks for a venue, a tag, an award, a role or a link that no record has.",
    Code.UNKNOWN_KEY: "A key is used that no record of the sources has. A record without a title adds to the "
    "record with its key, so it is reported, too, if there is none.",
    Code.UNKNOWN_PERSON: "A person is named whom no source defines.",
    Code.AMBIGUOUS_PERSON: "A name matches several people, so it is linked to none of them.",
    Code.NO_NUMBER: "The role ``:pubs:num:`` names an entry of a list without numbers.",
    Code.MISSING_TITLE: "A publication has no title in any source.",
    Code.MISSING_FILE: "A record names a local file or an image that does not exist, or ``pubs_icons`` "
    "names such a file.",
    Code.LAYOUT: "A layout or a pybtex style is unknown or has a syntax error.",
    Code.OPTION: "An option of a directive is unknown or invalid, or cannot be combined with the others. "
    "The list is shown without it.",
    Code.EMPTY: "A list has no entries. The message gives the reason.",
}

#: Code -> what to do about it; for the manual.
CURES = {
    Code.SOURCE: "Correct the path in ``pubs_sources`` or in the directive, or export the file again.",
    Code.SIZE: "Split the file, or raise ``pubs_max_bytes``.",
    Code.ENCODING: "Save the file as UTF-8, or set ``pubs_encoding``.",
    Code.SYNTAX: "Look at the named line and the line before it: usually a brace, a quotation mark, a comma "
    "or a bracket is missing.",
    Code.SHAPE: "Write the field in the form that the message names.",
    Code.DUPLICATE_KEY: "Delete one of the records, or give one of them another key.",
    Code.DUPLICATE_FIELD: "Delete one of the two lines.",
    Code.DUPLICATE_WORK: "Delete one of the records, merge them with ``pubs_merge``, or write ``same_as`` or "
    "``different_from`` with the key of the other record.",
    Code.CONFLICT: "Give one of the records another key, or correct its identifier.",
    Code.UNDEFINED_MACRO: "Define the macro with ``@string``, or put the value in braces.",
    Code.CROSSREF: "Correct the key, or add the entry to the sources.",
    Code.BAD_DATE: "Write the date as ``2019-05`` or ``May 2019``.",
    Code.BAD_NAME: "Write names as ``First Last`` or ``Last, First``, with *and* between two names.",
    Code.BAD_IDENTIFIER: "Copy the identifier from the page of the publisher or the archive.",
    Code.BAD_FORMULA: "Write the formula with standard commands of LaTeX and amsmath.",
    Code.BAD_ICON: "Save the file as plain SVG, with shapes only.",
    Code.BAD_URL: "Write the full URL, with ``https://``. For images of other sites, set "
    "``pubs_remote_images``.",
    Code.UNKNOWN_FIELD: "Correct the name, or map it to a known one with ``pubs_field_map``.",
    Code.UNKNOWN_VALUE: "Correct the spelling in the option.",
    Code.UNKNOWN_KEY: "Correct the key, or add the record to the sources.",
    Code.UNKNOWN_PERSON: "Correct the key or name, or add the person to ``pubs_people``.",
    Code.AMBIGUOUS_PERSON: "Write the full name in the record, or name the person by key.",
    Code.NO_NUMBER: "Add ``:numbering:`` to the list.",
    Code.MISSING_TITLE: "Add the title.",
    Code.MISSING_FILE: "Correct the path, or add the folder of the file to ``pubs_files``.",
    Code.LAYOUT: "Correct the name of the layout, or the line that the message names.",
    Code.OPTION: "Correct the option: the message says what is allowed.",
    Code.EMPTY: "Correct the option that the message names. For a list that may be empty, set "
    '``suppress_warnings = ["pubs.empty"]``.',
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

    The same message about other records of a file is the same problem; only the first record is named.
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
