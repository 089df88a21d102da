"""Lists whose filter asks which pages cite a record, which is known only when all pages are read.

They are selected as any other list while their page is read, by the citations of the last build. When
all pages are read they are selected once more, and a page on which that gives something else is read
again. So its headings, anchors and files are made in one way only, and what is built does not depend
on the order in which pages are read.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.util.logging import suppress_logging

from .citations import citing
from .lookup import pubs_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from ..render.layout import RecordKind
    from .domain import PubsDomain


@dataclass(frozen=True, slots=True)
class CitedList:
    """What such a list asks for, and what it is given: the number of matches, and the keys of those shown.

    All of it is plain data, as whatever it is made of would be imported wherever the environment is loaded.

    :param paths: all sources. :param own: those whose records the list is about, if not all.
    :param asked: the fields of its ``Spec``.
    """

    record: RecordKind
    paths: tuple[str, ...]
    own: tuple[str, ...] | None
    named: tuple[str, ...]
    asked: dict[str, Any]
    given: tuple[int, tuple[str, ...]]


def select_anew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what all pages cite, and read those again on which a list is to show something else."""
    domain = pubs_domain(env)
    if not domain.changed:
        return []
    domain.citations = citing(domain.pages, env)
    changed = domain.citations != domain.citing
    in_question = domain.pages.keys() if changed else domain.pages.keys() & domain.read_pages
    stale = _stale(domain, [name for name in sorted(in_question) if domain.pages[name].cited_lists])
    for docname in stale:
        # What is wrong with a page that this build has read is said already.
        with suppress_logging() if docname in domain.read_pages else nullcontext():
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            app.builder.read_doc(docname)
    domain.read_pages |= frozenset(stale)
    return stale


def _stale(domain: PubsDomain, docnames: list[str]) -> list[str]:
    """Return those of the pages, which have such lists, on which one is to be given something else now."""
    if not docnames:
        return []
    from .citation_filters import is_stale  # noqa: PLC0415 (few sites have such lists)

    return [
        docname
        for docname in docnames
        if any(
            is_stale(one, docname, domain.store, domain.citations)
            for one in domain.pages[docname].cited_lists
        )
    ]


def setup_cited_lists(app: Sphinx) -> None:
    """Connect the handler, before those of others who count on all pages being read."""
    app.connect("env-updated", select_anew, priority=100)
