"""The CSS classes and custom properties that a site may use in its own styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_pubs.sphinx_ext.assets import STATIC_DIR, STYLESHEETS

from .markup import Generated, table

#: Class -> the elements that have it. Other classes may change in any release.
CLASSES = {
    "pubs": "The outer element of a list",
    "pubs-caption": "The caption of a list",
    "pubs-group": "A group, with its heading",
    "pubs-group-year": "A group that is a year",
    "pubs-group-count": "The number of entries of a group",
    "pubs-list": "The list, without its headings and controls",
    "pubs-cards": "The list of the layout ``cards``",
    "pubs-table": "The table of the layout ``table``",
    "pubs-people": "A list of people",
    "pubs-single": "The list of one publication (``publication``)",
    "pubs-entry": "An entry",
    "pubs-entry-award": "The entry of an award",
    "pubs-entry-activity": "The entry of an activity",
    "pubs-entry-person": "The entry of a person",
    "pubs-media": "The box of the picture of an entry",
    "pubs-image": "The picture",
    "pubs-body": "Everything in an entry except the picture",
    "pubs-number": "The number of an entry",
    "pubs-title": "The title",
    "pubs-authors": "All authors of a work",
    "pubs-author": "One author",
    "pubs-me": "A highlighted name",
    "pubs-more": "The authors that a click shows (:confval:`pubs_max_authors`)",
    "pubs-venue": "The name of a venue",
    "pubs-date": "A date",
    "pubs-presentation": "The kind of presentation, such as *Oral*",
    "pubs-award": "An award of a work",
    "pubs-note": "A note",
    "pubs-tags": "All tags of an entry",
    "pubs-tag": "One tag",
    "pubs-badge": "A badge",
    "pubs-badge-venue": "The badge of a venue",
    "pubs-badge-award": "The badge of an award",
    "pubs-badge-status": "The badge of a status, such as *in press*",
    "pubs-badge-oa": "The badge *Open access*",
    "pubs-actions": "The row of links and of blocks that open",
    "pubs-links": "All links of an entry",
    "pubs-link": "One link",
    "pubs-icon": "An icon",
    "pubs-abstract": "The block with the abstract",
    "pubs-bibtex": "The block with the BibTeX",
    "pubs-citation": "The reference in words, above the BibTeX",
    "pubs-copying": "The buttons above the BibTeX",
    "pubs-legend": "The meaning of the marks of names, below the list",
    "pubs-permalink": "The link of an entry to itself",
    "pubs-filter": "A part of an entry that filters the list when it is clicked, such as a tag",
    "pubs-name": "The name of a person",
    "pubs-role": "The role of a person",
    "pubs-period": "The period of a person",
    "pubs-count": "The number of publications of a person",
    "pubs-orcid": "The ORCID iD of a person",
    "pubs-controls": "The form with all controls of a list",
    "pubs-bar": "The row of the search box",
    "pubs-years": "The chart of years",
    "pubs-facets": "The row of filters",
    "pubs-facet": "One filter",
    "pubs-panel": "What a menu opens",
    "pubs-sheet": "The sheet with the controls on a narrow screen",
    "pubs-chip": "A chosen value",
    "pubs-quick": "The values above the list (:confval:`pubs_quick`)",
    "pubs-total": "The number of entries that are shown",
}
#: A comment, and the property with its value behind or below it.
_BELOW = re.compile(r"^\s+/\* (?P<meaning>[^*]+) \*/\n\s+(?P<name>--pubs-[\w-]+): (?P<value>[^;]+);", re.M)
_BEHIND = re.compile(r"^\s+(?P<name>--pubs-[\w-]+): (?P<value>[^;]+); /\* (?P<meaning>[^*]+) \*/$", re.M)
#: A property that the stylesheet uses with a fallback, and does not set.
_USED = re.compile(
    r"^\s+/\* (?P<meaning>[^*]+) \*/\n\s+[\w-]+: var\((?P<name>--pubs-[\w-]+), (?P<value>[^;]+)\);", re.M
)
#: Properties that a theme has for its own colors.
_THEME = re.compile(r"var\(--(?!pubs-)")


class Property(NamedTuple):
    """A public property: its default in the stylesheet, and what it sets."""

    name: str
    value: str
    meaning: str


def properties() -> list[Property]:
    """Return the properties with a comment in the stylesheets, in their order."""
    result = []
    for stylesheet in STYLESHEETS:
        text = (STATIC_DIR / stylesheet).read_text(encoding="utf-8")
        matches = [match for pattern in (_BELOW, _BEHIND, _USED) for match in pattern.finditer(text)]
        for match in sorted(matches, key=lambda match: match.start("name")):
            value = " ".join(match["value"].split())
            result.append(Property(match["name"], value, match["meaning"]))
    return result


def _default(value: str) -> str:
    return "the color of the theme" if _THEME.search(value) else f"``{value}``"


class ClassReference(Generated):
    """The classes of lists."""

    modules = (__name__,)

    def lines(self) -> Iterator[str]:
        """Yield a table."""
        rows = [[f":pubs-anchor:`.{name} <class-{name}>`", meaning] for name, meaning in CLASSES.items()]
        return table(["Class", "Elements"], rows, "30 70")


class PropertyReference(Generated):
    """The custom properties."""

    def lines(self) -> Iterator[str]:
        """Yield a table."""
        for name in STYLESHEETS:
            self.env.note_dependency(str(STATIC_DIR / name))
        rows = [[f":pubs-anchor:`{name}`", _default(value), meaning] for name, value, meaning in properties()]
        return table(["Property", "Default", "Meaning"], rows, "28 36 36")
