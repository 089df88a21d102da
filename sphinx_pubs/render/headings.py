"""The headings of groups, in the language of the site."""

from __future__ import annotations

from collections.abc import Callable

from ..model.dates import Status
from ..selection.grouping import Section
from .context import Context
from .dates import month_name, status_text


def heading_text(section: Section, context: Context) -> str:
    """Return the heading of ``section``: its author's own label, or that of its value."""
    if section.label:
        return section.label
    _ = context.translate
    if section.by == "kind":
        return kind_heading(section.value, _)
    if section.by == "month" and section.value.isdigit():
        return month_name(int(section.value), context.locale)
    status = _STATUS.get(section.value.lower())
    if status is not None and section.by in {"year", "status", "decade"}:
        words = status_text(status, context)
        return words[:1].upper() + words[1:] if words else _("Published")
    if section.by == "author" and section.value in context.people:
        return context.people[section.value].name.full()
    if not section.value:
        return _("No date") if section.by in {"year", "decade", "month"} else _("Other")
    return section.value


_STATUS = {status.name.lower().replace("_", " "): status for status in Status}


def kind_heading(kind: str, _: Callable[[str], str]) -> str:
    """Return the name of a kind of publication, in the plural."""
    names = {
        "book": _("Books"),
        "article": _("Journal articles"),
        "inproceedings": _("Conference papers"),
        "incollection": _("Book chapters"),
        "proceedings": _("Proceedings"),
        "collection": _("Edited volumes"),
        "preprint": _("Preprints"),
        "report": _("Reports"),
        "thesis": _("Theses"),
        "patent": _("Patents"),
        "software": _("Software"),
        "dataset": _("Datasets"),
        "presentation": _("Presentations"),
        "poster": _("Posters"),
        "video": _("Videos"),
        "manual": _("Manuals"),
        "online": _("Online"),
        "unpublished": _("Unpublished"),
        "misc": _("Other publications"),
        "": _("Other"),
    }
    return names.get(kind, kind[:1].upper() + kind[1:])
