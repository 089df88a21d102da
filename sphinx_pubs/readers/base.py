"""What every reader takes and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model.activity import Activity
from ..model.award import Award
from ..model.people import Person
from ..model.problems import Code, Origin, Problem
from ..model.publication import Publication
from ..model.text import Text

Record = Publication | Award | Activity | Person

#: Source text of a field -> inline tree; each markup language has one.
ToText = Callable[[str], Text]

#: Called for each problem; a reader collects them into its result.
Report = Callable[[Code, str], None]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a file holds, in its order, and what is wrong with it."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


class Problems:
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


def decode(data: bytes, encoding: str, problems: Problems) -> str:
    """Return the text of a file; what is not in ``encoding`` is read as Latin-1, and reported."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 0
        problems.add(Code.ENCODING, f"not {encoding}: {error}; read as latin-1", line=line)
        return data.decode("latin-1")
