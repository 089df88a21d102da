"""What the files of an existing project say about it: its name, and how to cite it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from ..model.records import Publication
from ..model.text import plain
from .site import CITATION


@dataclass(frozen=True, slots=True)
class Citation:
    """A ``CITATION.cff``.

    :param path: relative to the site; empty if there is none.
    :param title: of the software.
    :param dois: of the software, and of the work that it asks readers to cite.
    """

    path: str = ""
    title: str = ""
    dois: tuple[str, ...] = ()


def text_of(path: Path) -> str:
    """Return the text of a file; an empty string if there is none."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def project_name(conf: str) -> str:
    """Return the value of ``project`` in the text of a ``conf.py``, or an empty string.

    The file is parsed and not executed.
    """
    try:
        statements = ast.parse(conf).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id="project")], value=ast.Constant(value=str(name))):
                return " ".join(name.split())
    return ""


def find_citation(folder: Path) -> Citation:
    """Return the ``CITATION.cff`` of a folder, or of the one above: the folder may be documentation."""
    from ..readers import cff  # noqa: PLC0415

    for path in (CITATION, f"../{CITATION}"):
        file = folder.absolute() / path
        if file.is_file():
            records = cff.read(file.read_bytes(), path).records
            works = [record for record in records if isinstance(record, Publication)]
            # The software comes first. The works that it refers to are neither first nor selected.
            own = [work for number, work in enumerate(works) if not number or work.selected]
            dois = (one.value for work in own for one in work.identifiers if one.scheme == "doi")
            return Citation(path, plain(works[0].title) if works else "", tuple(dict.fromkeys(dois)))
    return Citation()
