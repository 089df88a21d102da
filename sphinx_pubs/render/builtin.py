"""The built-in layouts, in the form of ``pubs_layouts``. The manual shows this table."""

from __future__ import annotations

from .layout import Layout, parse_layout

# What an award is, by the first of its parts that it has; the author's own text comes before.
_AWARD_NAMES = (
    "[{rank}, ]{title:link}[, {task}][: {events}]",
    "[{rank}, ]{task}[: {events}]",
    "[{rank}, ]{events}",
)
_ADDED_TO_TEXT = "[ ({who}[, {when}])| ({when})]"


def _award(added_to_text: str, added: str, added_to_awarder: str) -> str:
    """Return the alternatives for an award, each with what is added to it."""
    named = [f"{name}{added}" for name in _AWARD_NAMES]
    return "|".join([f"{{text}}{added_to_text}", *named, f"{{awarder}}{added_to_awarder}"])


_AWARD = f"[{_award(_ADDED_TO_TEXT, '[, {awarder}][, {who}][, {when}]', '[, {who}][, {when}]')}]"
_REFERRED = "[, {who}]. [{awarder}[, {when}].|{when}.]"
_WHERE = "[, {events}][, {place}]"
_ACTIVITY = (
    f"[{{text}}[ ({{when}})]|{{role}}: {{title:link}}{_WHERE}[, {{who}}][ ({{when}})]"
    f"|{{role}}[: {{events}}][, {{place}}][, {{who}}][ ({{when}})]"
    f"|{{title:link}}[, {{who}}]{_WHERE}[, {{when}}]|{{events}}[, {{place}}][, {{who}}][, {{when}}]]"
    "[. {links}]"
)
# On pages for a browser: what it is, who won it, from whom and when, for which work. The year is in a rail.
_AWARD_TITLE = (
    "[{text}|**[{rank}, ]{title:link}**[, {task}]|**[{rank}, ]{task}**|**[{rank}, ]{events}**|**{awarder}**]"
)
_AWARD_ORIGIN = (
    "[unless text:[if title:[{events}][, {awarder}]][unless title:[if task:[{events}][, {awarder}]]"
    "[unless task:[if events:[{awarder}]]]]][, {when}]"
)
_ACTIVITY_TITLE = (
    f"[{{text}}[ ({{when}})]|[{{role:badge}} ]{{title:link}}[, {{who}}]{_WHERE}[, {{when}}]"
    "|{role:badge}[ {events}][, {place}][, {who}][, {when}]|{events}[, {place}][, {who}][, {when}]]"
)
_CV_AWARD = (
    f"[**{{year}}** ][{_award('[ ({who})]', '[, {awarder}][, {who}]', '[, {who}]')}][ – {{publications}}]"
)
_CV_ACTIVITY = (
    f"[**{{year}}** ][{{text}}|{{role}}, {{title:link}}{_WHERE}[, {{who}}]|{{role}}{_WHERE}[, {{who}}]"
    f"|{{title:link}}{_WHERE}[, {{who}}]|{{events}}[, {{place}}][, {{who}}]][. {{links}}]"
)
_PERSON = [
    "**{name}**[if browser:[ {pronouns}]][unless browser:[ ({pronouns})]]",
    "[[{role}[, {period}]|{period}][, {now}]|{now}]",
    "{affiliation}",
    "{count}",
    "{links}",
    "{note}",
]
# The authors, or the editors of a work without authors.
_WHO = "[{authors}|{editors} ({eds})]"
# *LNCS 12345* for a volume of a series, *3(4)* for a journal, *(4)* for a report, *vol. 3* for a book.
_ISSUE = "[, {part-of}][if venue:[ {volume:full}]][unless venue:[unless part-of:[, {word:vol.} {volume}]]]"
_PUBLISHED = (
    "[{titleaddon}, ][{type:full}, ][{venue:full}|{abbr}|{publisher}][, {event-place}][, {holders}]"
    f"{_ISSUE}[, {{edition:full}}][, {{version:full}}]"
    "[if part-of:[, {pages}]][unless part-of:[: {pages}]][, {pagetotal:full}]"
)
# In a browser, what the eye looks for has a badge: venue and year, presentation, status, open access.
_VENUE = (
    f"each venue: {_PUBLISHED.replace('[{venue:full}|', '[{badge}[ {venue:rest}]|{venue:full}|')}"
    "[, {date:badge}|, {accessed}]"
    "[if browser:[ {presentation:badge}][ {open-access}]][unless browser:[ ({presentation})][. {awards}]]"
)
_AWARDS = "[if browser:{awards:badge}]"

_REFERENCE = (
    "[{authors}[ ({year})]. |{editors} ({eds})[ ({year})]. ]{title:link}"
    "[unless authors:[unless editors:[ ({year})]]][ ({translators}, {word:Trans.})][ ({version:full})]. "
    "[{titleaddon}. ][{type:full}. ]"
    "[[{in} ][if authors:[{editors} ({eds})[if in:, ][unless in:. ]]]"
    f"[*{{venue}}*|*{{abbr}}*]{_ISSUE}[, {{edition:full}}][, {{chapter:full}}]"
    "[, {pages}|, {pagetotal:full}]. ]"
    "[{event}. ][{holders}. ][{publisher}[, {place}]. |{place}. ]"
    "[{awards}. ][{note}. ][{identifier:doi}|{identifier:arxiv}|{url}[ ({accessed})]]"
)
_CV = (
    f"{_WHO}: *{{title:link}}*. [{_PUBLISHED}, ][{{date}}|{{accessed}}]"
    "[ ({presentation})][. **{awards}**]. {links}"
)
_COMPACT = (
    "[{authors:3}|{editors:3} ({eds})]. {title:link}[ ({version:full})]. "
    "[*{abbr}*|*{venue}*|{publisher}] {year}[ ({presentation})]. {links}"
)

_CARD_VENUE = (
    "[{badge}|*{abbr}*|*{venue}*|{publisher}] [if badge:[{version:full}]]"
    "[unless badge:[if status:{date:badge}][unless status:{year}][, {version:full}]]"
    "[if browser:[ {presentation:badge}][ {open-access}]][unless browser:[ ({presentation})]]"
)

BUILTIN: dict[str, object] = {
    "homepage": {
        "publication": [
            "**{title:link}**",
            _WHO,
            _VENUE,
            _AWARDS,
            "{links}",
            "{note}",
        ],
        "award": [
            f"[unless browser:{_AWARD}][if browser:{_AWARD_TITLE}]",
            "[if browser:{who}]",
            f"[if browser:{_AWARD_ORIGIN}]",
            "[if browser:{publications:venue}][unless browser:{publications}]",
            "{note}",
        ],
        "activity": [
            f"[unless browser:{_ACTIVITY}][if browser:{_ACTIVITY_TITLE}]",
            "[if browser:{links}]",
            "{note}",
        ],
        "person": _PERSON,
        "links": {"icons": True},
    },
    "compact": {
        "publication": [_COMPACT],
        "award": [f"{_AWARD}[. {{publications}}]"],
        "activity": [_ACTIVITY],
        "person": ["{name}[, {role}][, {period}][ → {now}][. {count}]"],
        "links": {"icons": True, "words": False},
        "names": {"given": "initials"},
    },
    "reference": {
        "publication": [_REFERENCE],
        "award": [f"[{_award(_ADDED_TO_TEXT, _REFERRED, '[, {who}][, {when}].')}][ {{publications}}.]"],
        "activity": [_ACTIVITY],
        "person": ["{name}[, {role}][, {affiliation}][ ({period})][, {now}][. {count}][. ORCID {orcid}]"],
        "names": {"given": "first-initials"},
        "date": "abbr",
    },
    "cv": {
        "publication": [_CV],
        "award": [_CV_AWARD],
        "activity": [_CV_ACTIVITY],
        "person": ["[**{period}** ]{name}[, {role}][, {affiliation}][, {now}][. {count}][. ORCID {orcid}]"],
        "names": {"given": "initials"},
        "date": "abbr",
    },
    "cards": {
        "form": "cards",
        "publication": [
            "**{title:link}**",
            "[{authors:4}|{editors:4} ({eds})]",
            _CARD_VENUE,
            "{awards:badge}",
            "{links}",
        ],
        "award": [
            "**[{title:link}|{text}|{task}|{events}|{awarder}]**",
            "{who}",
            "[{rank}[, {task}]|{task}]",
            "[[if title: {awarder}[, {date}]]|{date}]",
            "[if title: {events}]",
            "[{publications}]",
        ],
        "activity": [_ACTIVITY],
        "person": _PERSON,
        "links": {"icons": True},
    },
    "table": {
        "form": "table",
        "publication": {
            "Year": "{year}",
            # In a browser, the authors are below the title.
            "Title": "{title:link}[ ({version:full})][if browser:[ {authors:3}| {editors:3} ({eds})]]",
            "Authors": "[unless browser:[{authors:3}|{editors:3} ({eds})]]",
            "Venue": "[{badge:short}|{abbr}|{venue}|{publisher}]",
            "Links": "{links}",
        },
        "award": {
            "Year": "{year}",
            "Award": "[{text}|[{rank}, ]{title:link}[, {task}][: {events}]|[{rank}, ]{task}[: {events}]"
            "|[{rank}, ]{events}|{awarder}]",
            "Who": "{who}",
            "By": "[[if title:{awarder}][unless title:[if task:{awarder}]]]",
            "For": "{publications}",
        },
        "activity": {
            "Date": "{date}",
            "Activity": "[{text}|[{role}: {title:link}|{role}|{title:link}][, {who}]|{who}]",
            "Where": "[{events}[, {place}]|{place}]",
            "Links": "{links}",
        },
        "person": {
            "Name": "{name}",
            "Role": "{role}",
            "Period": "{period}",
            "Publications": "{count:number}",
            "ORCID": "{orcid}",
        },
        "links": {"icons": True, "words": False},
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
