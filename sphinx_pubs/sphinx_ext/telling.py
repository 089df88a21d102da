"""What is wrong with the data of the pages that a build has read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.problems import Code, Origin, Problem
from ..model.resolving import People, several
from .messages import say

if TYPE_CHECKING:
    from .domain import PubsDomain


def say_problems(domain: PubsDomain) -> None:
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


def _unclear(domain: PubsDomain, people: People) -> Iterator[Problem]:
    """Yield a problem for each name in ``pubs_me`` that fits several of ``people``."""
    origin = Origin(str(domain.store.srcdir / "conf.py"))
    for name in domain.settings.me:
        if len(keys := people.all_named(name)) > 1:
            yield Problem(Code.AMBIGUOUS_PERSON, several(name, keys), origin, "pubs_me")
