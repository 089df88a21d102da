"""What every reader takes and returns."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ..model.problems import Code, Origin, Problem
from ..model.records import Record
from ..model.text import Text, printable

if TYPE_CHECKING:
    from .memory import Memory


_T = TypeVar("_T")

#: Source text of a field -> inline tree; each markup language has one.
ToText = Callable[[str], Text]

#: Called for each problem; a reader collects them into its result.
Report = Callable[[Code, str], None]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a file holds, in its order, and what is wrong with it.

    ``guessed``: nothing tells whether its records are publications, awards or activities.
    ``digests``: for records that are remembered, by their identity, a digest of what they are made of.
    """

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    guessed: bool = False
    digests: Mapping[int, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the author of the site says about a file.

    ``group`` is what it holds where the file itself does not tell: *publications*,
    *awards*, *activities* or *people*. ``names`` maps the names of its fields, in
    lower case with underscores, to ours; to an empty one, what is to be left out.
    ``memory`` makes publications, if there is one, in place of the builder itself.
    """

    group: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    memory: Memory | None = None

    def renamed(self, fields: Mapping[str, _T]) -> Mapping[str, _T]:
        """Return ``fields`` by our names; of two that get the same one the first counts."""
        if not self.names:
            return fields
        found: dict[str, _T] = {}
        for name, value in fields.items():
            if ours := self.names.get(name.replace("-", "_"), name):
                found.setdefault(ours, value)
        return found


NO_OPTIONS = ReadOptions()


class ProblemLog:
    """Collects the problems of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, code: Code, message: str, *, line: int = 0, key: str = "") -> None:
        """Note a problem at ``line`` of the file."""
        self.found.append(Problem(code, message, Origin(self.path, line), key))

    def at(self, line: int, key: str) -> Report:
        """Return a function that notes problems of the record ``key`` at ``line``."""
        return lambda code, message: self.add(code, message, line=line, key=key)


#: Byte-order marks of encodings that a file names by them; the longer ones first, as one begins with another.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BOM = "\ufeff"
#: One of these bytes is in the UTF-8 of each character that :func:`decode` takes out (controls, byte-order
#: marks, noncharacters), and of few others. Bytes are looked through in a tenth of the time of characters.
_DOUBTFUL = bytes({*range(0x20)} - {*b"\t\n\r"}) + b"\x7f\xc2\xef"


def decode(data: bytes, encoding: str, problems: ProblemLog) -> str:
    """Return the text of a file; what is not in ``encoding`` is reported, and read as what it is most likely.

    That is what a byte-order mark says, or else, for each line by itself, Windows-1252, which is
    Latin-1 with characters for the bytes that Latin-1 has controls for (WHATWG, Encoding, section 4.2).
    """
    try:
        text = data.decode(encoding)
    except LookupError as error:
        problems.add(Code.ENCODING, f"{error}; read as UTF-8")
        return decode(data, "utf-8-sig", problems)
    except UnicodeError:
        text = _decoded_otherwise(data, encoding, problems)
    else:
        if encoding in ("utf-8", "utf-8-sig") and len(data.translate(None, _DOUBTFUL)) == len(data):
            return text
    text = _without_marks(text, problems) if _BOM in text else text
    return _without_controls(text, problems)


def _without_controls(text: str, problems: ProblemLog) -> str:
    kept = printable(text)
    if kept != text:
        pairs = enumerate(zip(text, kept, strict=False))
        first = next((place for place, (one, other) in pairs if one != other), len(kept))
        line = text.count("\n", 0, first) + 1
        problems.add(Code.ENCODING, "control characters, which no page can show, are left out", line=line)
    return kept


def _decoded_otherwise(data: bytes, encoding: str, problems: ProblemLog) -> str:
    for mark, marked in _MARKS:
        if data.startswith(mark):
            problems.add(Code.ENCODING, f"not {encoding}, but {marked} by its byte-order mark", line=1)
            return data.decode(marked, errors="replace")
    lines: list[str] = []
    wrong: list[int] = []
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            lines.append(line.decode(encoding))
        except UnicodeError:
            lines.append(_windows(line))
            wrong.append(number)
    where = f"this line and {len(wrong) - 1} more are" if len(wrong) > 1 else "this line is"
    problems.add(
        Code.ENCODING, f"{where} not {encoding}; read as Windows-1252", line=wrong[0] if wrong else 1
    )
    return "".join(lines)


def _windows(line: bytes) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no character
        return line.decode("latin-1")


def _without_marks(text: str, problems: ProblemLog) -> str:
    """Return ``text`` without byte-order marks: one at the start is usual, others come of joined files."""
    text = text.lstrip(_BOM)
    if _BOM in text:
        line = text.count("\n", 0, text.index(_BOM)) + 1
        problems.add(Code.ENCODING, "a byte-order mark inside of the file is left out", line=line)
    return text.replace(_BOM, "")
