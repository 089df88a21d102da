"""Links from people to a list with only their works: a list with the facet of authors, chosen by its URL."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ...model.records import Person
from ..state import BuildState, PageData


def author_parameter(page: PageData, list_name: str, controls: Sequence[str]) -> str:
    """Return the parameter of the URL that chooses an author in the next list of ``page``, or "".

    ``pubs.js`` names it: after the list, or after its number among the lists with controls if it has no name.
    """
    if not controls:
        return ""
    page.controlled_lists += 1
    number = page.controlled_lists
    prefix = list_name or ("pubs" if number == 1 else f"pubs{number}")
    return f"{prefix}-author" if "author" in controls else ""


def address_of_works(person: Person, state: BuildState, docname: str) -> str:
    """Return the URL of the list with most works of ``person``, from ``docname``; "" if no list has any."""
    written = set(person.publications)
    best_docname, best_parameter, most = "", "", 0
    for list_docname, parameter, keys in state.targets.author_lists:
        count = len(written.intersection(keys))
        if count > most:
            best_docname, best_parameter, most = list_docname, parameter, count
    if not most:
        return ""
    address = state.builder.get_relative_uri(docname, best_docname)
    if "#" in address:  # of a page that is part of another one
        return ""
    return f"{address}?{best_parameter}={quote(person.key, safe='')}"
