"""The built-in layouts, in the form of ``pubs_layouts``. The manual shows this table."""

from __future__ import annotations

from .layout import Layout, parse_layout

_AWARD = "[{text}|[if rank: {rank}, ]{title:link}[: {events}][, {awarder}][, {date}]]"
_ACTIVITY = (
    "[{text}|[if role: {role}: {events}[ ({date})]][unless role: {title:link}[, {events}][, {date}]]]"
    "[. {links}]"
)
_ROLE = "[{role}[, {period}]|{period}]"
_PERSON = "{name}[, {role}][ ({period})][. {count}][. ORCID {orcid}]"
# The authors, or the editors of a work without authors.
_WHO = "[{authors}|{editors} ({eds})]"
# *3(4)* for a journal or a series, *(4)* for a report, *vol. 3* for a book.
_ISSUE = "[if venue:[ {volume}[({issue})]| ({issue})]][unless venue:[, {word:vol.} {volume}]]"
_VENUE = (
    f"each venue: [{{type}}, ][{{venue}}[ ({{abbr}})]|{{abbr}}|{{publisher}}]{_ISSUE}[: {{pages}}]"
    "[, {date}][ ({presentation})][. {awards}]"
)
_REFERENCE = (
    f"{_WHO}[ ({{year}})]. {{title:link}}. [{{type}}. ]"
    f"[[{{in}} ][if authors: [{{editors}} ({{eds}}), ]][*{{venue}}*|*{{abbr}}*]{_ISSUE}"
    "[, {edition} {word:ed.}][, {pages}]. ]"
    "[{publisher}[, {place}]. ][{awards}. ][{note}. ][{identifier:doi}|{identifier:arxiv}|{url}]"
)
_CV = (
    f"{_WHO}: *{{title:link}}*. [{{type}}, ][[{{venue}}[ ({{abbr}})]|{{abbr}}|{{publisher}}]{_ISSUE}"
    "[: {pages}], ]{date}[ ({presentation})][. **{awards}**]. {links}"
)
_COMPACT = (
    "[{authors:3}|{editors:3} ({eds})]. {title:link}. "
    "[*{abbr}*|*{venue}*|{publisher}] {year}[ ({presentation})]. {links}"
)

BUILTIN: dict[str, object] = {
    "homepage": {
        "publication": [
            "**{title:link}**",
            _WHO,
            _VENUE,
            "{links}",
            "{note}",
        ],
        "award": [_AWARD, "[{publications}]", "{note}"],
        "activity": [_ACTIVITY, "{note}"],
        "person": ["**{name}**", _ROLE, "[{count}[ · ORCID {orcid}]|ORCID {orcid}]", "{note}"],
    },
    "compact": {
        "publication": [_COMPACT],
        "award": [_AWARD],
        "activity": [_ACTIVITY],
        "person": [_PERSON],
        "names": {"given": "initials"},
    },
    "reference": {
        "publication": [_REFERENCE],
        "award": ["[{text}|{title:link}[: {events}]. [{awarder}, ]{date}.][ {publications}.]"],
        "activity": [_ACTIVITY],
        "person": [_PERSON],
        "names": {"given": "first-initials"},
        "date": "abbr",
    },
    "cv": {
        "publication": [_CV],
        "award": ["[**{year}** ][{text}|{title:link}[: {events}][, {awarder}]][ – {publications}]"],
        "activity": ["[**{year}** ][{text}|[{role}[, {events}]|{title:link}[, {events}]]][. {links}]"],
        "person": ["[**{period}** ]{name}[, {role}][. {count}][. ORCID {orcid}]"],
        "names": {"given": "initials"},
        "date": "abbr",
    },
    "cards": {
        "form": "cards",
        "publication": [
            "**{title:link}**",
            "[{authors:4}|{editors:4} ({eds})]",
            "[*{abbr}*|*{venue}*|{publisher}] {year}[ ({presentation})]",
            "{awards}",
            "{links}",
        ],
        "award": ["**{title:link}**", "[{awarder}, ]{date}", "[{events}]", "[{publications}]"],
        "activity": [_ACTIVITY],
        "person": ["**{name}**", _ROLE, "{count}", "[ORCID {orcid}]", "{note}"],
    },
    "table": {
        "form": "table",
        "publication": {
            "Year": "{year}",
            "Title": "{title:link}",
            "Authors": "[{authors:3}|{editors:3} ({eds})]",
            "Venue": "[{abbr}|{venue}|{publisher}]",
            "Links": "{links}",
        },
        "award": {"Year": "{year}", "Award": "[{text}|{title:link}[: {events}]]", "For": "{publications}"},
        "activity": {
            "Date": "{date}",
            "Activity": "[{text}|[{role}|{title:link}]]",
            "Where": "{events}",
            "Links": "{links}",
        },
        "person": {
            "Name": "{name}",
            "Role": "{role}",
            "Period": "{period}",
            "Publications": "{count:number}",
            "ORCID": "{orcid}",
        },
    },
}


def builtin_layouts() -> dict[str, Layout]:
    """Return the built-in layouts by name."""
    layouts: dict[str, Layout] = {}
    bare = {"": Layout()}
    for name, source in BUILTIN.items():
        assert isinstance(source, dict)
        layouts[name] = parse_layout({**source, "base": ""}, bare)
    return layouts
