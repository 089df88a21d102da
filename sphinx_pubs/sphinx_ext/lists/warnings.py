"""Log problems as Sphinx warnings: those of data files at their file and line, others at their page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ...model.people import PeopleIndex, several
from ...model.problems import Code, Origin, Problem, counted, did_you_mean
from ...model.text import printable
from ..conditions import conditions_of
from ..state import BuildState

if TYPE_CHECKING:
    from docutils.nodes import Node

#: Each data file gets at most this many warnings of one kind; the rest are only counted.
MOST_OF_A_KIND = 10

logger = logging.getLogger(__name__)


def warn(code: Code, message: str, location: Node | tuple[str, int] | str | None) -> None:
    """Log a warning with the subtype ``code``. ``location`` is a node, or as Sphinx's loggers take it."""
    # Messages quote data, which must not start a line of its own or send control characters to a terminal.
    message = " ".join(printable(message).split())
    logger.warning("%s", message, location=location, type="pubs", subtype=code.value)


def warn_of_unknown_entry(key: str, state: BuildState, node: Node) -> None:
    """Warn that no list shows the record ``key``, which a role refers to."""
    if not state.is_shown(conditions_of(node)):
        return  # Sphinx resolves the links in what this builder leaves out, too
    if state.hidden_location_of(key):
        message = f"the builder {state.builder.name} leaves out every list with the entry {key!r}"
        warn(Code.UNKNOWN_KEY, f"{message}; the text is no link", node)
        return
    hint = did_you_mean(key, (name.key for name in state.targets.locations), limit=3)
    warn(Code.UNKNOWN_KEY, f"no list shows the entry {key!r}{hint}", node)


def warn_of_missing_number(key: str, node: Node) -> None:
    """Warn that a role asks for the number of an entry in a list without numbers."""
    warn(Code.NO_NUMBER, f"the list with the entry {key!r} has no numbers", node)


def log_problems(state: BuildState) -> None:
    """Log the problems in the data of all pages that this build has read, each once."""
    problems: dict[Problem, None] = {}
    for docname in sorted(state.read_docs & state.pages.keys()):
        page = state.pages[docname]
        for path in page.sources:
            problems.update(dict.fromkeys(state.sources.read(path).problems))
        library = state.sources.library(page.sources)
        problems.update(dict.fromkeys((*library.problems, *_ambiguous_names(state, library.people))))
        problems.update(dict.fromkeys(page.problems))
    _log(problems, state.sources.srcdir)


def _log(problems: Iterable[Problem], srcdir: Path) -> None:
    """Log each problem at its file and line; after ``MOST_OF_A_KIND`` in a file, the number of the rest."""
    distinct = counted(problems)
    totals = Counter(_kind(problem) for problem, _ in distinct)
    logged: Counter[tuple[str, Code]] = Counter()
    for problem, number in distinct:
        kind = _kind(problem)
        logged[kind] += 1
        if logged[kind] <= MOST_OF_A_KIND:
            message = f"{problem.key}: {problem.message}" if problem.key else problem.message
            if number > 1:
                message += f" (in {number} records)"
        elif logged[kind] == MOST_OF_A_KIND + 1:
            message = f"… and {totals[kind] - MOST_OF_A_KIND} more of this kind"
        else:
            continue
        path = os.path.relpath(problem.origin.path, srcdir) if problem.origin.path else "sources"
        # Sphinx takes a location with a colon as it is. Without one, it takes it for the name of a page.
        warn(problem.code, message, f"{Path(path).as_posix()}:{problem.origin.line or 1}")


def _kind(problem: Problem) -> tuple[str, Code]:
    return problem.origin.path, problem.code


def _ambiguous_names(state: BuildState, people: PeopleIndex) -> Iterator[Problem]:
    """Yield a problem for each name in ``pubs_me`` that fits several of ``people``."""
    origin = Origin(str(state.sources.srcdir / "conf.py"))
    for name in state.config.me:
        keys = people.all_named(name)
        if len(keys) > 1:
            yield Problem(Code.AMBIGUOUS_PERSON, several(name, keys), origin, "pubs_me")
