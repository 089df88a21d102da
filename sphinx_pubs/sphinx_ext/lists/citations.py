"""What the lists of ``cited_lists`` show, which is selected by their filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...selection.grouping import leaves
from ...selection.select import Selection, Spec, select
from ..sources import SourceStore, records_of
from ..state import Citing, PageData

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from ..state import CitedList


def citing(pages: Mapping[str, PageData], env: BuildEnvironment) -> Citing:
    """Return the pages that refer to each record, in the order of their names."""
    found = {(key, docname) for docname, page in pages.items() for key in page.cited}
    if "cite" in env.domains:
        # The domain of sphinxcontrib-bibtex: what the roles :cite: of each page name.
        references = env.domains["cite"].data.get("citation_refs", ())
        found |= {(target.key, one.docname) for one in references for target in one.targets}
    result: Citing = {}
    for key, docname in sorted(found):
        if docname in env.titles:
            result.setdefault(key, {})[docname] = env.titles[docname].astext()
    return result


def is_stale(one: CitedList, docname: str, store: SourceStore, citations: Citing) -> bool:
    """Whether a list on the page ``docname`` is to be given something else now."""
    records = records_of(one.record, one.paths, one.own, one.named, store)
    people = store.library(one.paths, one.named).people
    site = {"docname": docname, "citations": citations}
    spec, _findings = Spec.parse(one.asked)
    return given(select(records, spec, site, people)) != one.given


def given(selection: Selection) -> tuple[int, tuple[str, ...]]:
    """Return what of a selection is seen on the page, as far as it depends on citations."""
    keys = [record.key for section in leaves(selection.sections) for record in section.records]
    return selection.count, tuple(keys)
