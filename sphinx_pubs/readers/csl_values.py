"""The values of CSL-JSON that are not strings: dates and names.

Source: CSL 1.0.2 specification and its schema csl-data.json,
https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile

from ..model.identifiers import orcid
from ..model.people import OTHERS, Contributor, Name
from ..model.problems import Code
from .base import Report
from .html import to_text
from .name_marks import strip_marks
from .names import parse_names

#: EDTF numbers the seasons 21 to 24, CSL 1 to 4 (and 13 to 16 as a month, in citeproc-js).
_SEASONS = {"1": "21", "2": "22", "3": "23", "4": "24", "13": "21", "14": "22", "15": "23", "16": "24"}
_SEASON_NAMES = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}

_PARTS = ("given", "family", "suffix", "literal")


def string(value: object) -> str:
    """Return a value that has no parts as a string, and of a list or mapping nothing."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def date_source(value: object) -> str:
    """Return a CSL date as EDTF (``2019-11``, ``2018/2019``), or in the words it has itself."""
    if not isinstance(value, Mapping):
        return string(value)
    parts = value.get("date-parts")
    points = [_point(part) for part in parts[:2]] if isinstance(parts, list) else []
    if not points or not points[0]:
        return next(filter(None, (string(value.get(name)) for name in ("edtf", "raw", "literal"))), "")
    season = string(value.get("season")).lower()
    season = _SEASONS.get(season) or _SEASON_NAMES.get(season, "")
    if season and re.fullmatch(r"-?\d{4}", points[0]):
        points[0] += f"-{season}"
    return "/".join(points)


def _point(parts: object) -> str:
    """Return year, month and day as EDTF; an empty string for the open end of a range, ``[0]``."""
    numbers = [string(part) for part in parts[:3]] if isinstance(parts, list) else []
    if not numbers or not re.fullmatch(r"-?[0-9]{1,4}", numbers[0]) or not int(numbers[0]):
        return ""
    year = f"{int(numbers[0]):05d}" if numbers[0].startswith("-") else f"{int(numbers[0]):04d}"
    known = []
    for number in numbers[1:]:
        if not re.fullmatch(r"[0-9]{1,2}", number) or not int(number):
            break
        known.append(f"{int(number):02d}")
    if known and int(known[0]) > 12:
        known = [season] if (season := _SEASONS.get(known[0], "")) else []
    return "-".join([year, *known])


def contributors(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the names of a CSL name variable: mappings of name parts, or strings as people write them."""
    found: list[Contributor] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found += parse_names(item, role, report, to_text)
        elif isinstance(item, Mapping) and (who := _contributor(item, role)):
            found.append(who)
        else:
            report(Code.BAD_NAME, f"{role}: a name must have a family name or be literal: {item!r}")
    return tuple(found)


def _contributor(item: Mapping[str, object], role: str) -> Contributor | None:
    """Return who a mapping names. ``ORCID`` is Crossref's variable; ``marks`` and ``person`` are ours."""
    given, family, suffix, literal = (string(item.get(part)) for part in _PARTS)
    given, first_marks = strip_marks(given)
    family, more_marks = strip_marks(family)
    if not family:
        literal = literal or given
    if not family and not literal:
        return None
    if literal.lower().rstrip(".") in ("others", "et al") or (family.lower() == "others" and not given):
        return Contributor(OTHERS, role)
    marks = string(item.get("marks")).replace(",", " ").split()
    identifier = orcid(string(item.get("ORCID") or item.get("orcid")))
    return Contributor(
        Name(literal=literal) if literal else _name(item, given, family, suffix),
        role,
        tuple(dict.fromkeys((*first_marks, *more_marks, *marks))),
        identifier.value if identifier else "",
        string(item.get("person")),
    )


def _name(item: Mapping[str, object], given: str, family: str, suffix: str) -> Name:
    """Return a name; its particle may still be at the front of the family name or the end of the given one.

    A family name in quotes is not to be taken apart (citeproc-js manual, "Names").
    """
    particles = [string(item.get(f"{kind}-particle")) for kind in ("dropping", "non-dropping")]
    if len(family) > 2 and family[0] == family[-1] == '"':
        family = family[1:-1]
    elif not any(particles):
        words, before = given.split(), family.split()
        dropping = list(takewhile(_is_particle, reversed(words[1:])))[::-1]
        non_dropping = list(takewhile(_is_particle, before[:-1]))
        given = " ".join(words[: len(words) - len(dropping)])
        family = " ".join(before[len(non_dropping) :])
        particles = [*dropping, *non_dropping]
    return Name(given, " ".join(filter(None, particles)), family, suffix)


def _is_particle(word: str) -> bool:
    return word[0].islower() and "." not in word
