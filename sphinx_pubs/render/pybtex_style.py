"""Installed pybtex styles as layouts: ``pybtex:plain``, ``pybtex:unsrt``, a plug-in of the site.

A style gets the record as BibTeX, so records from every format look to it as if they came from a ``.bib``
file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from pybtex import errors
from pybtex.database import parse_string
from pybtex.exceptions import PybtexError
from pybtex.plugin import PluginNotFound, find_plugin
from pybtex_docutils import Backend

from ..export.bibtex import to_bibtex
from ..model.names import OTHERS, Name
from ..model.records import Publication
from ..model.text import plain
from .elements import Node
from .layout import PYBTEX_PREFIX

_FAILURES = (PybtexError, AttributeError, StopIteration, UnicodeError, RecursionError)

# Fields that styles do not show for *misc*; their value can go into *howpublished*.
_WHERE = ("journal", "booktitle", "school", "institution", "publisher")


# Returns the content of a publication, in place of the lines of a layout.
FormatRecord = Callable[[Publication], list[Node]]


class StyleError(ValueError):
    """No pybtex style of that name is installed."""


def formatter(name: str) -> FormatRecord:
    """Return a function that formats publications in the pybtex style ``name`` (with its prefix).

    :raises StyleError: if no such style is installed.
    """
    try:
        style = find_plugin("pybtex.style.formatting", name.removeprefix(PYBTEX_PREFIX))()
    except PluginNotFound as error:
        raise StyleError(f"no pybtex style {name.removeprefix(PYBTEX_PREFIX)!r} is installed") from error
    backend = Backend()

    def format_record(publication: Publication) -> list[Node]:
        source = to_bibtex(_without_markup(publication), as_written=False)
        # A style can fail for a type (biblatex's *thesis*) or a missing field; the type *misc* requires
        # no field. If that fails too, the entry is the title only.
        for as_type in ("", "misc"):
            with errors.capture(), suppress(*_FAILURES):
                entry = next(iter(parse_string(source, "bibtex").entries.values()))
                if as_type:
                    entry.type = as_type
                    where = next((entry.fields[name] for name in _WHERE if name in entry.fields), "")
                    entry.fields["howpublished"] = entry.fields.get("howpublished", where)
                return list(style.format_entry("", entry).text.render(backend))
        return [plain(publication.title)]

    return format_record


def _without_markup(publication: Publication) -> Publication:
    """Return ``publication`` without markup in its texts: pybtex would show the LaTeX macros.

    East Asian names become literal ones, whose parts pybtex neither reorders nor abbreviates, and
    collaborations authors, since styles do not show them.
    """
    groups = [replace(group, role="author") for group in publication.collaborations]
    people = [who for who in publication.contributors if who.name != OTHERS]
    others = [who for who in publication.contributors if who.name == OTHERS]
    return replace(
        publication,
        contributors=tuple(
            replace(who, name=Name(literal=who.name.full())) if who.name.is_east_asian() else who
            for who in (*people, *groups, *others)
        ),
        title=(plain(publication.title),),
        note=tuple((plain(note),) for note in publication.note),
        venues=tuple(replace(venue, name=(plain(venue.name),)) for venue in publication.venues),
    )
