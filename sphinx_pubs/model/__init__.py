"""What publications, awards, activities and people are: the classes of the public Python API.

Records are frozen dataclasses that need the standard library only. Every other package may import
this one, and it imports none of them.

>>> from sphinx_pubs.model import Name, PartialDate, Publication
>>> publication = Publication(key="he2017mask", title=("Mask R-CNN",), date=PartialDate(2017, 10))
>>> publication.date.isoformat()
'2017-10'
>>> Name(given="Laurens", particle="van der", family="Maaten").inverted()
'van der Maaten, Laurens'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dates import PartialDate, Period, Status
from .names import Contributor, Name
from .problems import Code, Origin, Problem
from .records import Activity, Award, Identifier, Image, Link, Person, Publication, Record, Venue
from .text import Hyperlink, Markup, Math, Text, plain

if TYPE_CHECKING:
    from .library import Library

__all__ = [
    "Activity",
    "Award",
    "Code",
    "Contributor",
    "Hyperlink",
    "Identifier",
    "Image",
    "Library",
    "Link",
    "Markup",
    "Math",
    "Name",
    "Origin",
    "PartialDate",
    "Period",
    "Person",
    "Problem",
    "Publication",
    "Record",
    "Status",
    "Text",
    "Venue",
    "plain",
]


if not TYPE_CHECKING:  # or else a type checker would accept every name

    def __getattr__(name: str) -> object:
        """Import the library when it is first used: a build in which no page has changed does not need it."""
        if name == "Library":
            from .library import Library  # noqa: PLC0415 (see the docstring)

            return Library
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
