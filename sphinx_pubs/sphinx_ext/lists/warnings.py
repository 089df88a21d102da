"""Problems -> Sphinx's warnings, at their place in the data file.

What is wrong with the data of the pages that a build has read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from ...model.people import PeopleIndex, several
from ...model.problems import Code, Origin, Problem

if TYPE_CHECKING:
    from docutils.nodes import Node

    from ..domain import PubsDomain


#: How many problems of one kind are said of one data file, before they are only counted.
MOST_OF_A_KIND = 10

logger = logging.getLogger(__name__)


def warn(code: Code, message: str, location: Node | tuple[str, int] | str | None) -> None:
    """Warn of a problem on a page of the site."""
    from ...model.text import printable  # noqa: PLC0415 (most builds warn of nothing)

    # Data is quoted in it, which is to move no cursor and to begin no line of its own.
    message = " ".join(printable(message).split())
    logger.warning("%s", message, location=location, type="pubs", subtype=code.value)


def say(problems: Iterable[Problem], srcdir: Path) -> None:
    """Warn of problems in data files, each at its file and line.

    Of those of one kind in one file, the first :data:`MOST_OF_A_KIND` are said, and the number of the others.
    """
    problems = list(problems)
    totals = Counter(map(_kind, problems))
    said: Counter[tuple[str, Code]] = Counter()
    for problem in problems:
        kind = _kind(problem)
        said[kind] += 1
        if said[kind] <= MOST_OF_A_KIND:
            message = f"{problem.key}: {problem.message}" if problem.key else problem.message
        elif said[kind] == MOST_OF_A_KIND + 1:
            message = f"… and {totals[kind] - MOST_OF_A_KIND} more of this kind"
        else:
            continue
        path = os.path.relpath(problem.origin.path, srcdir) if problem.origin.path else "sources"
        # With a colon Sphinx takes a location as it is; without one, for the name of a page.
        warn(problem.code, message, f"{Path(path).as_posix()}:{problem.origin.line or 1}")


def _kind(problem: Problem) -> tuple[str, Code]:
    return problem.origin.path, problem.code


def log_problems(domain: PubsDomain) -> None:
    """Say each problem once, however many pages show what has it."""
    problems: dict[Problem, None] = {}
    for docname in sorted(domain.read_pages & domain.pages.keys()):
        page = domain.pages[docname]
        for path in page.sources:
            problems.update(dict.fromkeys(domain.store.read(path).problems))
        library = domain.store.library(page.sources)
        problems.update(dict.fromkeys((*library.problems, *_unclear(domain, library.people))))
        problems.update(dict.fromkeys(page.problems))
    say(problems, domain.store.srcdir)


def _unclear(domain: PubsDomain, people: PeopleIndex) -> Iterator[Problem]:
    """Yield a problem for each name in ``pubs_me`` that fits several of ``people``."""
    origin = Origin(str(domain.store.srcdir / "conf.py"))
    for name in domain.settings.me:
        if len(keys := people.all_named(name)) > 1:
            yield Problem(Code.AMBIGUOUS_PERSON, several(name, keys), origin, "pubs_me")
