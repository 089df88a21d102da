"""Lists of names: separators, *et al.*, highlighting, marks; and the short form *He et al.*, *2016*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal

from babel import Locale

from ..model.names import OTHERS, Contributor
from ..model.records import Record
from ..selection.accessors import creators, date_of
from .context import RenderContext
from .dates import date_text
from .elements import Element, Node, Recurring, isolated, markup

Given = Literal["full", "initials", "first-initials", "none"]

# The symbols for annotations, written after the name; all other marks are symbols already.
SYMBOLS = {"equal": "*", "corresponding": "†", "presenter": "‡", "student": "§"}

_CLASSES: tuple[str, ...] = ("pubs-author",)
_START_OF_MORE = '<details class="pubs-more"><summary>%s</summary>'


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How a list of names is shown.

    :param given: given names in *full*, as *initials* (*K. He*), as *first-initials* after the family
        name (*He, K.*), or *none*.
    :param conjunction: whether "and" precedes the last name.
    :param delimiter: the text between names; if empty, the one of the language.
    :param max: the maximum number of names; 0 shows all. Highlighted names are always shown.
    """

    given: Given = "full"
    conjunction: bool = True
    delimiter: str = ""
    max: int = 0


def names(people: Sequence[Contributor], style: NameStyle, context: RenderContext) -> list[Node]:
    """Return the content of a list of names; each name is an inline element ``.pubs-author``."""
    named = _without_others(people)
    if context.browser and not style.max and 0 < context.max_authors < len(named) - 1:
        return _opening_names(named, style, context, open_end=len(named) < len(people))
    shown = _shown(named, style.max, context) if style.max > 0 else list(range(len(named)))
    open_end = len(named) < len(people) or (bool(shown) and shown[-1] < len(named) - 1)
    middle, last_of_two, last = separators(context.locale, style.delimiter)
    result: list[Node] = []
    previous = -1
    for position, index in enumerate(shown):
        if index > previous + 1:
            result.append(f"{middle}…")
        if position:
            is_last = position == len(shown) - 1 and index == previous + 1
            conjunction = last_of_two if len(shown) == 2 else last
            result.append(conjunction if is_last and style.conjunction and not open_end else middle)
        result.append(_name(named[index], style, context))
        previous = index
    if open_end:
        others = context.translate("et al.")
        result.append(f" {others}" if result else others)
    return result


def _opening_names(
    people: Sequence[Contributor], style: NameStyle, context: RenderContext, *, open_end: bool
) -> list[Node]:
    """Return a long list of names in which all but some names are in blocks that the reader can open.

    The first names, the last one and highlighted ones are always shown, *et al.* if ``open_end``.
    """
    middle, _, last = separators(context.locale, style.delimiter)
    final = len(people) - 1
    shown = {*_shown(people, context.max_authors - 1, context), final}
    result: list[Node] = []
    for index, who in enumerate(people):
        if index not in shown and index - 1 in shown:
            end = next(later for later in range(index, final + 1) if later in shown)
            summary = context.translate("%s more") % (end - index)
            result += [middle, markup(_START_OF_MORE % escape(summary))]
        elif index:
            is_last = index == final and style.conjunction and not open_end
            result.append(last if is_last else middle)
        result.append(_name(who, style, context))
        if index not in shown and index + 1 in shown:
            result.append(markup("</details>"))
    if open_end:
        result.append(f" {context.translate('et al.')}")
    return result


def legend(people: Sequence[Contributor], context: RenderContext) -> str:
    r"""Return the legend for the marks of ``people`` that have a meaning: *\* equal contribution*."""
    _ = context.translate
    meanings = {
        "equal": _("equal contribution"),
        "corresponding": _("corresponding author"),
        "presenter": _("presenter"),
        "student": _("student"),
    }
    used = dict.fromkeys(mark for who in people for mark in who.marks if mark in meanings)
    return ", ".join(f"{SYMBOLS[mark]} {meanings[mark]}" for mark in used)


def name_text(who: Contributor, given: Given = "full") -> str:
    """Return one name, with given names in the form ``given`` (see :class:`NameStyle`)."""
    name = who.name
    if name.literal:
        return name.literal
    family = name.whole_family()
    if given == "none" or not name.given:
        return family or name.full()
    if name.is_east_asian():
        return name.full()
    if given == "first-initials":
        return ", ".join(filter(None, (family, name.initials(), name.suffix)))
    first = name.initials() if given == "initials" else name.given
    return " ".join(filter(None, (first, family, name.suffix)))


def _without_others(people: Sequence[Contributor]) -> list[Contributor]:
    """Return ``people`` without the mark for further, unnamed people (*and others* in BibTeX)."""
    return [who for who in people if who.name.literal != OTHERS.literal]


def _shown(people: Sequence[Contributor], maximum: int, context: RenderContext) -> list[int]:
    """Return the indices of the first names and of highlighted ones."""
    return [i for i, who in enumerate(people) if i < maximum or who.person in context.highlighted]


def _name(who: Contributor, style: NameStyle, context: RenderContext) -> Node:
    key = who, style.given
    if key in context.names:
        return context.names[key]
    person = context.people.get(who.person)
    text = name_text(who, style.given)
    # The mark is not a superscript: people write, search for and copy `Yang*`.
    marks = ["".join(SYMBOLS.get(mark, mark) for mark in who.marks)] if who.marks else []
    name, classes = "inline", _CLASSES
    if who.person and who.person in context.highlighted:
        name, classes = "strong", (*_CLASSES, "pubs-me")
    content = isolated([text]) if context.isolates else [text]
    if person is not None and person.homepage:
        return Element(name, [context.link(person.homepage, content), *marks], classes)
    if len(content) > 1:
        return Element(name, [*content, *marks], classes)
    context.names[key] = element = Recurring(name, [text, *marks], classes)
    return element


@lru_cache(maxsize=64)
def separators(locale: str, delimiter: str = "") -> tuple[str, str, str]:
    """Return the text between names, between two, and before the last of several (CLDR list patterns)."""
    patterns = Locale.parse(locale).list_patterns["standard"]
    middle, pair, end = (
        patterns[name].removeprefix("{0}").removesuffix("{1}") for name in ("middle", "2", "end")
    )
    if not delimiter:
        return middle, pair, end
    if end.startswith(middle.strip()):  # a delimiter precedes "and", as in *A, B, and C*
        end = f"{delimiter.rstrip()}{pair}"
    return delimiter, pair, end


def short_form(record: Record, context: RenderContext) -> tuple[str, str]:
    """Return the creators of ``record`` in short form (*He et al.*) and its year; each may be empty."""
    people = creators(record)
    named = _without_others(people)
    families = [name_text(who, "none") for who in named[:2]]
    if len(named) == len(people) == 2:
        short_names = separators(context.locale)[1].join(families)
    elif len(people) > 1 and families:
        others = context.translate("et al.")
        short_names = f"{families[0]} {others}"
    else:
        short_names = "".join(families[:1])
    return short_names, date_text(date_of(record), "year", context)
