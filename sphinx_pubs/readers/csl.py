"""CSL-JSON: what Zotero, pandoc, Crossref and manubot export.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables). A
variable that CSL does not define passes as a field of its own name, and so do
the members of ``custom``: ``"code": "https://…"`` is a link here as well.

The values of CSL-JSON that are not strings: dates and names.

Source: CSL 1.0.2 specification and its schema csl-data.json,
https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile

from ..model.identifiers import orcid
from ..model.kinds import kind_of
from ..model.names import OTHERS, Contributor, Name
from ..model.problems import Code, Origin
from ..model.records import Publication
from ..model.text import plain
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, Report, decode
from .fields.name_lists import strip_marks
from .fields.names import parse_names
from .fields.records import read_publication
from .fields.venues import CONTAINER_FIELDS, PUBLISHER_FIELDS
from .keys import clean_key, make_key, unique_key
from .markup.html import to_text
from .note_fields import split_extra
from .trees import json_records

#: CSL variable, in lower case -> field, where it does not depend on the type of the record.
_FIELDS = {
    "title": "title",
    "title-short": "shorttitle",
    "shorttitle": "shorttitle",
    "container-title-short": "abbr",
    "journalabbreviation": "abbr",
    "collection-title": "series",
    "event": "eventtitle",
    "event-title": "eventtitle",
    "issue": "number",
    "page": "pages",
    "status": "pubstate",
    "keyword": "keywords",
    "genre": "type",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "url": "url",
    "arxiv": "arxiv",
    "hal": "hal",
    "bibcode": "bibcode",
    "container-author": "bookauthor",
    "issued": "date",
}
_AT_EVENTS = frozenset({"inproceedings", "presentation", "poster"})
#: What a line of the note can hold.
_VARIABLES = {*_FIELDS, "citation-key", "container-title", "publisher-place", "event-place", "type"}


def read(data: bytes, path: str, encoding: str = "utf-8-sig", hints: ReadOptions = NO_OPTIONS) -> ReadResult:
    """Read an array of CSL items, ``{"items": [...]}`` or one item."""
    problems = ProblemLog(path)
    records: dict[str, Publication] = {}
    for line, item in json_records(decode(data, encoding, problems), problems):
        if not isinstance(item, Mapping):
            problems.add(Code.SHAPE, "a CSL record must be an object", line=line)
            continue
        variables = _with_extra({str(name).lower(): value for name, value in item.items()})
        given = clean_key(string(variables.get("citation-key"))) or clean_key(string(variables.get("id")))
        if given in records:
            places = f"lines {records.pop(given).origin.line} and {line}"
            message = f"the key stands at {places}; the record at line {line} counts"
            problems.add(Code.DUPLICATE_KEY, message, line=line, key=given)
        key = given or unique_key(_made_key(variables), records)
        entry_type, fields = _fields(variables)
        records[key] = read_publication(
            key,
            entry_type,
            hints.renamed(fields),
            text=to_text,
            names=contributors,
            origin=Origin(path, line),
            report=problems.at(line, key),
        )
    return ReadResult(tuple(records.values()), tuple(problems.found))


def _with_extra(variables: dict[str, object]) -> dict[str, object]:
    """Return ``variables`` with those that stand in the note, and the members of ``custom``, beside them."""
    custom = variables.pop("custom", None)
    more = {str(name).lower(): value for name, value in custom.items()} if isinstance(custom, Mapping) else {}
    extra, lines = split_extra(string(variables.get("note")), _VARIABLES)
    if extra:
        variables["note"] = lines
    return {**more, **extra, **variables}


def _fields(variables: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the type and the fields of a record, as the shared builder knows them."""
    entry_type = _entry_type(variables)
    kind = kind_of(entry_type)
    renamed = {
        **_FIELDS,
        "container-title": CONTAINER_FIELDS.get(kind, "venue"),
        "publisher": PUBLISHER_FIELDS.get(kind, "publisher"),
        "publisher-place": "location",
        "event-place": "place" if kind in _AT_EVENTS else "event-place",
    }
    if kind == "preprint" and not variables.get("container-title"):
        renamed["publisher"] = "venue"
    fields: dict[str, object] = {}
    for name, value in variables.items():
        if name == "issued" or (isinstance(value, Mapping) and "date-parts" in value):
            value = date_source(value)
        if name != "type" and value not in ("", None, []):
            fields.setdefault(renamed.get(name, name), value)
    if fields.get("abbr") == variables.get("container-title"):
        fields.pop("abbr", None)
    numbers = re.split(r"[\s,]+", string(fields.get("isbn")))
    if all(sum(map(str.isdigit, number)) >= 9 for number in numbers):
        fields["isbn"] = numbers  # Zotero has them in one string with blanks between
    if kind == "preprint" and re.match(r"arxiv:", string(fields.get("number")), re.IGNORECASE):
        fields.setdefault("arxiv", fields.pop("number"))
    return entry_type, fields


def _entry_type(variables: Mapping[str, object]) -> str:
    """Return the type of a record; ``article`` as what is meant by it.

    That is what is in no journal, for CSL; people who write CSL by hand mean any.
    """
    csl_type = string(variables.get("type")).lower()
    if csl_type != "article":
        return csl_type
    placed = variables.get("container-title") and (variables.get("volume") or variables.get("page"))
    return "article-journal" if placed else "preprint"


def _made_key(variables: Mapping[str, object]) -> str:
    """Return a key from the first author or editor, the year and the title."""
    authors = variables.get("author") or variables.get("editor")
    first = authors[0] if isinstance(authors, list) and authors else None
    name = first.get("family") or first.get("literal") if isinstance(first, Mapping) else first
    title = plain(to_text(string(variables.get("title"))))
    return make_key(string(name), date_source(variables.get("issued")), title)


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
