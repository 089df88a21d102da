"""What can be wrong with the data, as values.

Below ``sphinx_ext`` a problem is never logged and, for data, never raised: it
is returned, so that a build, a command line and a test can each say it in
their own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Code(Enum):
    """The kinds of problems. The value is the subtype of the warning: ``pubs.VALUE``.

    The description of each is the text the manual prints.
    """

    def __new__(cls, value: str, description: str) -> Code:
        member = object.__new__(cls)
        member._value_ = value
        member.description = description  # type: ignore[attr-defined]
        return member

    @property
    def help(self) -> str:
        """One sentence for the manual."""
        return str(self.description)  # type: ignore[attr-defined]

    SOURCE = "source", "A data file or a pattern matches nothing, or the file cannot be read."
    ENCODING = "encoding", "A data file is not in the encoding that is configured."
    SYNTAX = "syntax", "A part of a data file, or a filter, does not follow its syntax."
    SHAPE = "shape", "A record or a field has another type than it should, such as a list for a title."
    DUPLICATE_KEY = "duplicate_key", "Two records of one data file have the same key; the later one counts."
    DUPLICATE_FIELD = "duplicate_field", "A field stands twice in one record; the first one counts."
    UNDEFINED_MACRO = "undefined_macro", "A BibTeX macro is used that no @string defines."
    CROSSREF = "crossref", "A crossref names an entry that is not there, or leads round in a circle."
    BAD_DATE = "bad_date", "A date, a year or a month cannot be understood."
    BAD_NAME = "bad_name", "A name cannot be understood, such as one with four commas."
    BAD_IDENTIFIER = "bad_identifier", "A DOI, an arXiv id or the like does not have its form."
    BAD_URL = "bad_url", "A link has a scheme that may not stand on a page, or no scheme at all."
    UNKNOWN_FIELD = "unknown_field", "A field of a YAML, JSON or TOML record has a name that is not known."
    UNKNOWN_KEY = "unknown_key", "A record is named that no source defines."
    UNKNOWN_PERSON = "unknown_person", "A person is named that no source defines."
    MISSING_TITLE = "missing_title", "A publication has no title, and no other source gives it one."
    MISSING_FILE = "missing_file", "A local file that a record links to, or an image, is not there."
    LAYOUT = "layout", "A layout, or a pybtex style, is unknown or has a syntax error."
    OPTION = "option", "An option of a directive cannot be used with the others."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was read: a file, and a line counted from 1 (0: not known)."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the data: what, and where."""

    code: Code
    message: str
    origin: Origin
    key: str = ""

    def __str__(self) -> str:
        return f"{self.origin}: {f'{self.key}: ' if self.key else ''}{self.message} [pubs.{self.code.value}]"
