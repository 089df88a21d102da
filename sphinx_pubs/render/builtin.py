"""The layouts that come with the extension.

They are declared as a site's own are: this table is also what the manual shows.
"""

from __future__ import annotations

from .layout import Layout, parse_layout

_AWARD = "[{text}|[if rank: {rank}, ]{title:link}[: {events}][, {awarder}][, {date}]]"
_ACTIVITY = (
    "[{text}|[if role: {role}: {events}[ ({date})]][unless role: {title:link}[, {events}][, {date}]]]"
    "[. {links}]"
)
_REFERENCE = (
    "[{authors}|{editors} ({word:eds.})][ ({year})]. {title:link}. "
    "[[*{venue}*|*{abbr}*][ {volume}][({issue})][, {edition} {word:ed.}][, {pages}]. ]"
    "[{publisher}[, {place}]. ][{awards}. ][{note}. ][{identifier}]"
)
_CV = (
    "{authors}: *{title:link}*. [[{venue}[ ({abbr})]|{abbr}][ {volume}][({issue})][: {pages}], ]"
    "{date}[ ({presentation})][. **{awards}**]. {links}"
)

BUILTIN: dict[str, object] = {
    "homepage": {
        "publication": [
            "**{title:link}**",
            "{authors}",
            "each venue: [{venue}[ ({abbr})]|{abbr}][, {date}][ ({presentation})][. {awards}]",
            "{links}",
            "{note}",
        ],
        "award": [_AWARD, "[{publications}]", "{note}"],
        "activity": [_ACTIVITY, "{note}"],
    },
    "compact": {
        "publication": [
            "{authors:3}[. {title:link}]. [*{abbr}*|*{venue}*][ {year}][ ({presentation})]. {links}"
        ],
        "award": [_AWARD],
        "activity": [_ACTIVITY],
        "names": {"given": "initials"},
    },
    "reference": {
        "publication": [_REFERENCE],
        "award": ["[{text}|{title:link}[: {events}]. [{awarder}, ]{date}.][ {publications}.]"],
        "activity": [_ACTIVITY],
        "names": {"given": "first-initials"},
        "date": "abbr",
    },
    "cv": {
        "publication": [_CV],
        "award": ["[**{year}** ][{text}|{title:link}[: {events}][, {awarder}]][ – {publications}]"],
        "activity": ["[**{year}** ][{text}|[{role}[, {events}]|{title:link}[, {events}]]][. {links}]"],
        "names": {"given": "initials"},
        "date": "abbr",
    },
    "cards": {
        "form": "cards",
        "publication": [
            "**{title:link}**",
            "{authors:4}",
            "[*{abbr}*|*{venue}*][ {year}][ ({presentation})]",
            "{awards}",
            "{links}",
        ],
        "award": ["**{title:link}**", "[{awarder}, ]{date}", "[{events}]", "[{publications}]"],
        "activity": [_ACTIVITY],
    },
    "table": {
        "form": "table",
        "publication": {
            "Year": "{year}",
            "Title": "{title:link}",
            "Authors": "{authors:3}",
            "Venue": "[{abbr}|{venue}]",
            "Links": "{links}",
        },
        "award": {"Year": "{year}", "Award": "[{text}|{title:link}[: {events}]]", "For": "{publications}"},
        "activity": {
            "Date": "{date}",
            "Activity": "[{text}|[{role}|{title:link}]]",
            "Where": "{events}",
            "Links": "{links}",
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
