"""The options of the directives: what each accepts and means.

The manual's page of directives is made from these tables. A help text is reStructuredText.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docutils.parsers.rst import directives

from .config import CONTROLS_FROM, NUMBERINGS, Validator, parse_controls, validator

Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a directive.

    :param convert: returns the value for the text of the option; raises ValueError or TypeError for a wrong
        one.
    :param value: the form of the value; empty for an option without a value.
    :param meaning: what the option does.
    :param default: what a list without the option does; empty if the option adds something.
    :param people: what is different in a list of people.
    """

    convert: Converter
    value: str
    meaning: str
    default: str = ""
    people: str = ""


#: Where the pictures of entries are.
THUMBNAILS = ("left", "right", "top", "none")
#: The sizes of the pictures of people.
SIZES = ("normal", "large")
#: Which names of a venue an entry shows on a page for a browser: the badge, the name, or both.
VENUE_NAMES = ("short", "full", "both")
HEADING_LEVELS = ("section", "none", "2", "3", "4", "5", "6")


def _checked(validate: Validator) -> Converter:
    """Return a converter that keeps the text as written, and rejects what ``validate`` rejects."""

    def convert(argument: str | None) -> str:
        text = argument or ""
        validate(text)
        return text

    return convert


def _choice(allowed: tuple[str, ...], meaning: str, default: str) -> Option:
    def convert(argument: str | None) -> str:
        value = (argument or "").strip().lower()
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    return Option(convert, " | ".join(allowed), meaning, default)


def _number(argument: str | None) -> int:
    text = (argument or "").strip()
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"must be a number from 0 on, not {text!r}")
    return int(text)


def _text(argument: str | None) -> str:
    return " ".join((argument or "").split())


SELECTION: dict[str, Option] = {
    "filter": Option(
        _text,
        "EXPRESSION",
        'The records for which the expression is true: ``year >= 2017 and has("code")``.',
        people='For example ``count >= 10 and has("github")``.',
    ),
    "author": Option(
        _text,
        "NAMES",
        "The works of any of these authors, given by key or by name, with commas or semicolons between them: "
        "``kaiming-he; Jian Sun``.",
    ),
    "recipient": Option(_text, "NAMES", "The awards of any of these people, given as in ``:author:``."),
    "year": Option(
        _text,
        "YEARS",
        "Records of these years: ``2015-2018, 2020``. A range may be open (``2015-``). A status such as "
        "``in press`` selects the works with that status.",
    ),
    "kind": Option(
        _text,
        "KINDS",
        "Records of any of these kinds: ``article, thesis``. The names of BibTeX, biblatex and CSL all work.",
    ),
    "venue": Option(
        _text, "VENUES", "Works that appeared at any of these venues, by short or full name: ``CVPR, ICCV``."
    ),
    "tag": Option(_text, "TAGS", "Records with any of these tags."),
    "keys": Option(
        _text, "KEYS", "The records with these keys, in this order: ``he2016resnet he2017maskrcnn``."
    ),
    "role": Option(
        _text,
        "ROLES",
        "Activities with any of these roles, or works by people with any of them: ``PhD student``.",
        people="The people with any of these roles.",
    ),
    "award": Option(
        _text,
        "[WORDS]",
        "Works with an award. With words: works with an award whose title has these words.",
    ),
    "selected": Option(directives.flag, "", "Records that the data marks with ``selected: true``."),
    "in-period": Option(
        directives.flag,
        "",
        "Works that people wrote while they were members: the people in ``:author:``, those with the role in "
        "``:role:``, or any person of the site.",
    ),
    "sort": Option(
        _checked(validator("sort")),
        "KEYS",
        "The order, by the first key, then by the next: ``-date, title``. A minus reverses the order. A key "
        "is ``date``, ``year``, ``title``, ``author``, ``venue``, ``kind``, ``key``, any other field, or "
        "``source``, the order of the data. Records without a value come last.",
        "``pubs_sort``; with ``:keys:``, the order of the keys",
        people="A key is ``name`` (by family name), ``count`` (of publications), ``date`` (when the person "
        "joined), ``role``, ``key`` or ``source``, which is the default.",
    ),
    "group-by": Option(
        _checked(validator("group_by")),
        "LEVELS",
        "A heading for each value of the first level, and below it for each value of the next: ``kind, "
        "year``. A level is ``year``, ``decade``, ``month``, ``kind``, ``type``, ``venue``, ``status``, "
        "``tag``, ``award``, ``author``, ``language``, ``role`` or any other field.",
        "``pubs_group_by``",
        people="``role`` makes groups in the order of the data. By default, there are no groups.",
    ),
    "group-order": Option(
        _checked(validator("group_order")),
        "VALUES",
        "The groups that come first. ``value=Heading`` changes the heading of a group: "
        "``inproceedings=Papers at conferences, article``. Separate the levels of ``:group-by:`` with "
        "semicolons.",
        "Years: newest first, unless ``:sort:`` begins with ``date``; kinds: books, articles, papers at "
        "conferences and so on; other levels: by name. Records without a value come last.",
    ),
    "limit": Option(_number, "NUMBER", "Show at most this many records. 0 means no limit.", "``0``"),
    "offset": Option(_number, "NUMBER", "Leave out this many records at the start of the list.", "``0``"),
    "numbering": _choice(
        NUMBERINGS,
        "Number the entries, in one sequence through all groups: ``up`` from 1, ``down`` to 1. PDF, EPUB and "
        "plain text show numbers instead of bullets.",
        "``pubs_numbering``",
    ),
}

PRESENTATION: dict[str, Option] = {
    "layout": Option(
        _text,
        "NAME",
        "How entries look: a built-in layout (``homepage``, ``compact``, ``reference``, ``cv``, ``cards``, "
        "``table``), a layout in ``pubs_layouts``, or ``pybtex:STYLE`` with the name of an installed pybtex "
        "style.",
        "``pubs_layout``",
    ),
    "show": Option(
        _checked(validator("show")),
        "NAMES",
        "Parts to show in addition to the layout: ``image``, ``abstract``, ``bibtex``, or any part of a "
        "layout, such as ``tags``.",
        "``pubs_show``",
        people="By default, none.",
    ),
    "print-bibtex": Option(
        directives.flag,
        "",
        "Include the BibTeX of ``:show: bibtex`` in the PDF, which otherwise leaves it out.",
    ),
    "thumbnails": _choice(
        THUMBNAILS,
        "Show the pictures of entries, and where. An entry has a picture if its field ``image`` names a "
        "file.",
        "``left`` with ``:show: image``, else ``none``; ``right`` in ``publication``",
    ),
    "venue-name": _choice(
        VENUE_NAMES,
        "How the layout ``homepage`` names a venue on a page for a browser: ``short``, a badge with the "
        "short name and the year; ``full``, the name in words; or ``both``.",
        "``both``",
    ),
    "links": Option(
        _text,
        "KINDS",
        "The kinds of links to show, in this order: ``arxiv pdf code``.",
        "``pubs_links``",
        people="By default, all links: ``github orcid`` shows only these two.",
    ),
    "controls": Option(
        _checked(parse_controls),
        "[NAMES | none]",
        "What readers of an HTML page can do with the list: ``search``, ``year``, ``kind``, ``venue``, "
        "``author``, ``tag``, ``award``, ``selected``, ``sort``, ``download`` and ``density``. Without a "
        "value, the controls in ``pubs_controls``; ``none`` turns them off.",
        f"``pubs_controls`` for lists with {CONTROLS_FROM} entries or more, else ``none``",
    ),
    "canonical": Option(
        directives.flag,
        "",
        "References to an entry lead to this list if several lists show the entry. Otherwise they lead to "
        "the longest list.",
    ),
    "highlight": Option(
        _text,
        "NAMES",
        "The people whose names are highlighted, given by key or by name: ``Jane Doe, R. Roe`` or "
        "``Doe, Jane; Roe, R.``.",
        "``pubs_me``",
    ),
    "heading-level": _choice(
        HEADING_LEVELS,
        "The headings of groups. ``section`` makes sections of the page, which are in its table of "
        "contents; a number makes headings of that level, which are not; ``none`` makes no headings. Where "
        "a page cannot have a section, such as in a table cell or an admonition, ``section`` means ``3``.",
        "``section``",
    ),
    "caption": Option(_text, "TEXT", "A caption above the list."),
    "class": Option(directives.class_option, "NAMES", "CSS classes for the outer element of the list."),
    "name": Option(
        directives.unchanged_required,
        "NAME",
        "A name for the list, to link to it with ``:ref:`name``` if the list has a caption, else with "
        "``:ref:`text <name>```. The addresses of filtered lists also use it.",
    ),
}

#: Options that only ``people`` has.
PEOPLE: dict[str, Option] = {
    "size": _choice(
        SIZES,
        "``large`` shows pictures twice as wide and above the text, for a page about a few people.",
        "``normal``",
    ),
    "current": Option(
        directives.flag,
        "",
        "Members only: people without a period, or whose last period has no end. The date of the build does "
        "not matter.",
    ),
    "former": Option(directives.flag, "", "Former members only: people whose last period has an end."),
}

#: The options that ``people`` shares: people have no venues and no awards, and lists of people no controls.
PEOPLE_SELECTION = "filter keys role tag sort group-by group-order limit offset numbering".split()
PEOPLE_PRESENTATION = (
    "layout show links thumbnails canonical highlight heading-level caption class name".split()
)
