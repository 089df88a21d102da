"""What the lists of ``cited_lists`` show, which is selected by their filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..selection.grouping import leaves
from ..selection.pipeline import Selection, Spec, select
from .citations import Citing
from .sources import records_of
from .store import Store

if TYPE_CHECKING:
    from .cited_lists import CitedList


def is_stale(one: CitedList, docname: str, store: Store, citations: Citing) -> bool:
    """Whether a list on the page ``docname`` is to be given something else now."""
    records = records_of(one.record, one.paths, one.own, one.named, store)
    people = store.library(one.paths, one.named).people
    site = {"docname": docname, "citations": citations}
    return given(select(records, Spec(**one.asked), site, people)) != one.given


def given(selection: Selection) -> tuple[int, tuple[str, ...]]:
    """Return what of a selection is seen on the page, as far as it depends on citations."""
    keys = [record.key for section in leaves(selection.sections) for record in section.records]
    return selection.count, tuple(keys)
