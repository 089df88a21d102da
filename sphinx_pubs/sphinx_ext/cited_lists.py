"""Lists whose filter asks which pages cite a record, which is known only when all pages are read.

They are selected as any other list while their page is read, by the citations of the last build. When
all pages are read they are selected once more, and a page on which that gives something else is read
again. So its headings, anchors and files are made in one way only, and what is built does not depend
on the order in which pages are read.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util.logging import suppress_logging

from ..render.layout import RecordKind
from ..selection.grouping import leaves
from ..selection.pipeline import Selection, Spec, select
from .citations import Citing, citing
from .lookup import pubs_domain
from .sources import Sources, records_of
from .store import Store

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class CitedList:
    """What such a list asks for, and what it is given: the number of matches, and the keys of those shown."""

    record: RecordKind
    sources: Sources
    named: tuple[str, ...]
    spec: Spec
    given: tuple[int, tuple[str, ...]]

    def is_stale(self, docname: str, store: Store, citations: Citing) -> bool:
        """Whether it is to be given something else now."""
        records = records_of(self.record, self.sources, self.named, store)
        people = store.library(self.sources.paths, self.named).people
        site = {"docname": docname, "citations": citations}
        return given(select(records, self.spec, site, people)) != self.given


def given(selection: Selection) -> tuple[int, tuple[str, ...]]:
    """Return what of a selection is seen on the page, as far as it depends on citations."""
    keys = [record.key for section in leaves(selection.sections) for record in section.records]
    return selection.count, tuple(keys)


def select_anew(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what all pages cite, and read those again on which a list is to show something else."""
    domain = pubs_domain(env)
    if not domain.changed:
        return []
    domain.citations = citing(domain.pages, env)
    changed = domain.citations != domain.citing
    stale = [
        docname
        for docname, page in sorted(domain.pages.items())
        if changed or docname in domain.read_pages
        if any(one.is_stale(docname, domain.store, domain.citations) for one in page.cited_lists)
    ]
    for docname in stale:
        # What is wrong with a page that this build has read is said already.
        with suppress_logging() if docname in domain.read_pages else nullcontext():
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            app.builder.read_doc(docname)
    domain.read_pages |= frozenset(stale)
    return stale


def setup_cited_lists(app: Sphinx) -> None:
    """Connect the handler, before those of others who count on all pages being read."""
    app.connect("env-updated", select_anew, priority=100)
