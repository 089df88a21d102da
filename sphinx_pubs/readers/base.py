"""What every reader takes and returns, and how the bytes of a file become text."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from ..model.problems import Code, Origin, Problem
from ..model.records import Record
from ..model.text import Text, printable

_T = TypeVar("_T")

#: Parses the source text of a field. Each markup language has one.
ToText = Callable[[str], Text]

#: Takes the code and the message of each problem with one record.
Report = Callable[[Code, str], None]

_BOM = "\ufeff"
# Byte-order marks that name an encoding. UTF-32 first: its mark begins with that of UTF-16.
_ENCODINGS_BY_BOM = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The UTF-8 of every character that decode() removes (controls, byte-order marks, noncharacters)
# has one of these bytes; few other characters do. Searching bytes takes a tenth of the time of
# searching characters.
_SUSPECT_BYTES = bytes({*range(0x20)} - {*b"\t\n\r"}) + b"\x7f\xc2\xef"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The records of a file, in the order of the file, and the problems found there.

    ``guessed``: nothing in the file tells whether its records are publications, awards or activities.
    """

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    guessed: bool = False


class Cached(Protocol):
    """A cache of what earlier builds have read."""

    def __call__(self, key: bytes, make: Callable[[], _T], /) -> _T:
        """Return the value for ``key``; if the cache has none, what ``make`` returns."""


def not_cached(key: bytes, make: Callable[[], _T]) -> _T:
    """Return what ``make`` returns; used where there is no cache."""
    return make()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the author of the site configures for a file.

    ``group`` is the kind of its records if the file itself does not tell: *publications*,
    *awards*, *activities* or *people*. ``names`` maps the names of its fields, in lower case
    with underscores, to our names; an empty name drops the field. ``cached`` gives what an
    earlier build has read from the same fields.
    """

    group: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    cached: Cached = not_cached

    def renamed(self, fields: Mapping[str, _T]) -> Mapping[str, _T]:
        """Return ``fields`` under our names; the first of two fields with the same name is used."""
        if not self.names:
            return fields
        renamed: dict[str, _T] = {}
        for name, value in fields.items():
            if new_name := self.names.get(name.replace("-", "_"), name):
                renamed.setdefault(new_name, value)
        return renamed


NO_OPTIONS = ReadOptions()


def ignore(_code: Code, _message: str) -> None:
    """Discard a problem: for a field that is read early, and reported when it is read again."""


class ProblemLog:
    """Collects the problems of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, code: Code, message: str, *, line: int = 0, key: str = "") -> None:
        """Add a problem at ``line`` of the file; line 0 is unknown."""
        self.found.append(Problem(code, message, Origin(self.path, line), key))

    def at(self, line: int, key: str) -> Report:
        """Return a function that adds problems with the record ``key`` at ``line``."""
        return lambda code, message: self.add(code, message, line=line, key=key)


def decode(data: bytes, encoding: str, problems: ProblemLog) -> str:
    """Return the text of a file, without byte-order marks and control characters. Never raises.

    Bytes that are not in ``encoding`` are reported. If the file starts with a byte-order mark, that
    decides; otherwise each wrong line is read as Windows-1252, which is Latin-1 with characters
    in place of most of its controls (WHATWG, Encoding, section 4.2).
    """
    try:
        text = data.decode(encoding)
    except LookupError as error:
        problems.add(Code.ENCODING, f"{error}; read as UTF-8")
        return decode(data, "utf-8-sig", problems)
    except UnicodeError:
        text = _decode_otherwise(data, encoding, problems)
    else:
        if encoding in ("utf-8", "utf-8-sig") and len(data.translate(None, _SUSPECT_BYTES)) == len(data):
            return text
    text = _without_boms(text, problems) if _BOM in text else text
    return _without_controls(text, problems)


def _decode_otherwise(data: bytes, encoding: str, problems: ProblemLog) -> str:
    for bom, encoding_of_bom in _ENCODINGS_BY_BOM:
        if data.startswith(bom):
            problems.add(
                Code.ENCODING, f"not {encoding}: its byte-order mark is that of {encoding_of_bom}", line=1
            )
            return data.decode(encoding_of_bom, errors="replace")
    lines: list[str] = []
    wrong_lines: list[int] = []
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            lines.append(line.decode(encoding))
        except UnicodeError:
            lines.append(_decode_windows(line))
            wrong_lines.append(number)
    lines_are = f"this line and {len(wrong_lines) - 1} more are" if len(wrong_lines) > 1 else "this line is"
    message = f"{lines_are} not valid {encoding}; read as Windows-1252"
    problems.add(Code.ENCODING, message, line=wrong_lines[0] if wrong_lines else 1)
    return "".join(lines)


def _decode_windows(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:  # Windows-1252 leaves five bytes undefined
        return line.decode("latin-1")


def _without_boms(text: str, problems: ProblemLog) -> str:
    """Remove byte-order marks. One at the start is normal; others come from concatenated files."""
    text = text.lstrip(_BOM)
    if _BOM in text:
        line = _line_at(text, text.index(_BOM))
        problems.add(Code.ENCODING, "byte-order mark inside the file; ignored", line=line)
    return text.replace(_BOM, "")


def _without_controls(text: str, problems: ProblemLog) -> str:
    cleaned = printable(text)
    if cleaned != text:
        pairs = enumerate(zip(text, cleaned, strict=False))
        first = next((index for index, (before, after) in pairs if before != after), len(cleaned))
        line = _line_at(text, first)
        problems.add(Code.ENCODING, "control characters, which a page cannot show; removed", line=line)
    return cleaned


def _line_at(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1
