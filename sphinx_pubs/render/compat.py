"""The one private interface of another project that rendering uses."""

from __future__ import annotations

from copy import deepcopy

from babel import Locale, localedata


def stand_alone_month(month: int, locale: str) -> str:
    """Return the name of a month as it is written by itself, in Babel's data for ``locale``.

    Babel stores what it looks up for one language in data that other languages share
    (python-babel/babel#1263): after a Chinese page, a German November is Chinese. The lookup gets a copy
    of the data to write to. Babel 2.13 has this bug, and 2.19 has not: once it is the oldest version we
    support, ``format_date(…, "LLLL")`` does the same. ``LocaleDataDict``, which is not documented, is the
    same in both.
    """
    months = deepcopy(localedata.load(str(Locale.parse(locale)))["months"])
    return str(localedata.LocaleDataDict({"months": months})["months"]["stand-alone"]["wide"][month])
