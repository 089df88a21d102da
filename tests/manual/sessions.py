"""Named blocks of a page of the manual: files, tables, and commands with what they write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_pubs.cli import main
from tests.support import REPOSITORY

#: Recorded answers of services.
ANSWERS = REPOSITORY / "tests" / "fixtures" / "answers"


def literals(cell: str) -> list[str]:
    """Return what a cell of a table has between double backticks."""
    return re.findall(r"``(.+?)``", cell)


class ManualPage:
    """A page in reStructuredText whose blocks have a ``:name:``."""

    def __init__(self, path: Path) -> None:
        self.text = path.read_text(encoding="utf-8")

    def _named(self, name: str) -> str:
        match = re.search(rf"^   :name: {name}\n((?:   .*\n|\n)*)", self.text, re.MULTILINE)
        assert match is not None, name
        return match[1]

    def block(self, name: str) -> str:
        """Return the content of a code block."""
        content = re.sub(r"\A(?:   :.*\n)*", "", self._named(name))
        return dedent(content).strip("\n") + "\n"

    def rows(self, name: str) -> list[list[str]]:
        """Return the rows of a list-table, without its header."""
        table = re.split(r"^   \* - ", self._named(name), flags=re.MULTILINE)[2:]
        return [[" ".join(cell.split()) for cell in re.split(r"^     - ", row, flags=re.M)] for row in table]

    def steps(self, name: str) -> Iterator[tuple[list[str], str]]:
        """Yield the commands of a console block, as words, with the output that the page shows for each."""
        for step in re.split(r"^\$ ", self.block(name), flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command.split(), output

    def run(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Run the commands of a block with recorded answers, and compare what they write with the page.

        Commands that build the site are left out.
        """
        for (program, command, *arguments), output in self.steps(name):
            if program == "sphinx-build":
                continue
            assert program == "sphinx-pubs"
            replay = ["--replay", str(ANSWERS)] if command in {"update", "add"} else []
            status = main([command, *arguments, *replay])
            written = capsys.readouterr()
            assert written.err == ""
            if output:
                assert written.out == output
            changes = command == "update" and re.search(r"^  [-+~=?] ", output, re.MULTILINE)
            assert status == (1 if changes else 0)
