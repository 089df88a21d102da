"""The options of the directives: what each takes, and what it says when it gets something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils.parsers.rst import directives

from . import checks
from .config import NUMBERINGS, parse_controls

Option = Callable[[Any], Any]

HEADING_LEVELS = ("section", "none", "2", "3", "4", "5", "6")


def _checked(parse: Callable[[str], object]) -> Option:
    """Return an option that is kept as the author wrote it, once ``parse`` has taken it."""

    def option(argument: str | None) -> str:
        text = argument or ""
        parse(text)
        return text

    return option


def _one_of(allowed: tuple[str, ...]) -> Option:
    def option(argument: str | None) -> str:
        value = (argument or "").strip().lower()
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
        return value

    return option


def _number(argument: str | None) -> int:
    return int(directives.nonnegative_int(argument or ""))


def _text(argument: str | None) -> str:
    return " ".join((argument or "").split())


#: The options of a selection that are passed on as they are written.
TEXTS = ("filter", "author", "recipient", "year", "kind", "venue", "tag", "keys", "role")

SELECTION: dict[str, Option] = {
    **dict.fromkeys(TEXTS, _text),
    "award": _text,
    "selected": directives.flag,
    "in-period": directives.flag,
    "sort": _checked(checks.sort),
    "group-by": _checked(checks.group_by),
    "group-order": _checked(checks.group_order),
    "limit": _number,
    "offset": _number,
    "numbering": _one_of(NUMBERINGS),
}

PRESENTATION: dict[str, Option] = {
    "layout": _text,
    "show": _checked(checks.show),
    "links": _text,
    "controls": _checked(parse_controls),
    "canonical": directives.flag,
    "highlight": _text,
    "heading-level": _one_of(HEADING_LEVELS),
    "caption": _text,
    "class": directives.class_option,
    "name": directives.unchanged_required,
}
