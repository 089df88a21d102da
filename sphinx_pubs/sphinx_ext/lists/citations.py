"""Lists whose filter asks which pages cite a record."""

from __future__ import annotations

from ...selection.grouping import leaves
from ...selection.select import Selection, Spec, select
from ..state import BuildState, CitedList


def is_outdated(cited: CitedList, docname: str, state: BuildState) -> bool:
    """Whether a list on the page ``docname`` shows other entries by the citations of this build."""
    records = state.sources.records_of(cited.record_kind, cited.paths, cited.own, cited.people)
    people = state.sources.library(cited.paths, cited.people).people
    site = {"docname": docname, "citations": state.citing}
    spec, _ = Spec.parse(cited.options)
    return shown_keys(select(records, spec, site, people)) != cited.shown


def shown_keys(selection: Selection) -> tuple[int, tuple[str, ...]]:
    """Return the number of matches, and the keys of the entries shown."""
    keys = [record.key for section in leaves(selection.sections) for record in section.records]
    return selection.count, tuple(keys)
