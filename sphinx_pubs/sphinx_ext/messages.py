"""Problems -> Sphinx's warnings, at their place in the data file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ..model.problems import Code, Problem

if TYPE_CHECKING:
    from docutils.nodes import Node

logger = logging.getLogger(__name__)


def warn(code: Code, message: str, location: Node | tuple[str, int] | str | None) -> None:
    """Warn of a problem on a page of the site."""
    logger.warning("%s", message, location=location, type="pubs", subtype=code.value)


def say(problems: Iterable[Problem], srcdir: Path) -> None:
    """Warn of problems in data files, each at its file and line."""
    for problem in problems:
        path = os.path.relpath(problem.origin.path, srcdir) if problem.origin.path else "sources"
        # With a colon Sphinx takes a location as it is; without one, for the name of a page.
        location = f"{Path(path).as_posix()}:{problem.origin.line or 1}"
        message = f"{problem.key}: {problem.message}" if problem.key else problem.message
        warn(problem.code, message, location)
