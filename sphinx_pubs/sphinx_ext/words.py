"""The words of the controls, in the language of the site."""

from __future__ import annotations

from .i18n import translate as _


def words(kind: str) -> dict[str, str]:
    """Return the words of a list of records of ``kind``, by the names that the scripts have for them."""
    labels = {
        "publication": _("Filter publications"),
        "award": _("Filter awards"),
        "activity": _("Filter activities"),
    }
    return {
        "label": labels[kind],
        "search": _("Search"),
        "hint": _("The list changes as you type."),
        "year": _("Year"),
        "kind": _("Kind"),
        "venue": _("Venue") if kind == "publication" else _("Event"),
        "author": _("Author") if kind == "publication" else _("Person"),
        "tag": _("Tag"),
        "award": _("Award"),
        "from": _("From"),
        "to": _("To"),
        "find": _("Find"),
        "more": _("Show more"),
        "all": _("Show all"),
        "sort": _("Sort"),
        "date": _("Date"),
        "title": _("Title"),
        "newest": _("newest first"),
        "oldest": _("oldest first"),
        "ascending": _("A to Z"),
        "descending": _("Z to A"),
        "total": _("Showing {shown} of {total}"),
        "nothing": _("Nothing matches."),
        "clear": _("Clear all"),
        "active": _("Active filters"),
        "remove": _("Remove filter: {filter}"),
        "download": _("Download"),
        "failed": _("The file could not be loaded."),
        **copy_words(),
    }


def copy_words() -> dict[str, str]:
    """Return the words of the button that copies an entry."""
    return {
        "copy": _("Copy"),
        "copied": _("Copied"),
        "selected": _("Selected: press Ctrl+C to copy."),
    }
