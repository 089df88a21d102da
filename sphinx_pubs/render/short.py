"""A record in author-year form: *He et al.*, *2016*."""

from __future__ import annotations

from ..model.people import OTHERS
from ..selection.values import Record, creators, date_of
from .context import Context
from .dates import date_text
from .names import name_text, separators


def short_form(record: Record, context: Context) -> tuple[str, str]:
    """Return who made ``record``, up to two by their family names, and its year; each may be empty."""
    people = creators(record)
    named = [who for who in people if who.name.literal != OTHERS.literal]
    families = [name_text(who, "none") for who in named[:2]]
    if len(named) == 2 == len(people):
        who = separators(context.locale)[1].join(families)
    elif len(people) > 1 and families:
        others = context.translate("et al.")
        who = f"{families[0]} {others}"
    else:
        who = "".join(families[:1])
    return who, date_text(date_of(record), "year", context)
