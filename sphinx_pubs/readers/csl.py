"""CSL-JSON: what Zotero, pandoc, Crossref and manubot export.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables), and its schema
csl-data.json, https://github.com/citation-style-language/schema. A variable that CSL does
not define becomes a field of its own name, and so does each member of ``custom``:
``"code": "https://…"`` is a link here as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from ..model.dates import iso_year
from ..model.identifiers import orcid
from ..model.keys import unique_key
from ..model.kinds import kind_of
from ..model.names import OTHERS, Contributor, Name
from ..model.problems import Code, Origin
from ..model.records import Publication
from ..model.text import composed, plain
from .base import NO_OPTIONS, ProblemLog, ReadOptions, ReadResult, Report, decode
from .csl_variables import IN_NOTES, KEYS, TYPE, field_names
from .fields.date_words import SEASONS
from .fields.name_lists import strip_marks
from .fields.name_separators import family_first_items
from .fields.names import parse_names
from .fields.records import read_publication
from .json_tree import json_records
from .keys import FileRecords, clean_key, first_family, make_key
from .markup.html import to_text
from .note_fields import split_extra

# Seasons of EDTF are months from 21 to 24; those of CSL are 1 to 4, and months from 13 to 16 in citeproc-js.
_SEASONS = {str(start + season): str(20 + season) for start in (0, 12, 20) for season in range(1, 5)}

_NAME_MARKUP = re.compile(r"[\\{&]|</?(?!sup)\w")
_NAME_PARTS = ("given", "family", "suffix", "literal")


#: Variables that Crossref writes as lists.
_LISTED = frozenset(
    {"title", "subtitle", "container-title", "container-title-short", "short-container-title"}
)
_ITEM_NAMES = frozenset({"title", "type", "issued", "author", "doi", "container-title"})
#: How deep items can be nested in the answer of a web service.
_DEEPEST = 4


def read(
    data: bytes, path: str, encoding: str = "utf-8-sig", options: ReadOptions = NO_OPTIONS
) -> ReadResult:
    """Return the publications in an array of CSL items, in ``{"items": [...]}`` or in a single item."""
    problems = ProblemLog(path)
    records = FileRecords[Publication](problems)
    found = json_records(decode(data, encoding, problems), problems)
    for line, item in ((line, item) for line, value in found for item in _items(value)):
        if not isinstance(item, Mapping):
            problems.add(Code.SHAPE, "a CSL record must be an object, not a list or a value", line=line)
            continue
        variables = _variables(item)
        written_keys = (clean_key(string(variables.get(name))) for name in KEYS)
        key = next(filter(None, written_keys), "") or unique_key(_make_key(variables), records)
        entry_type, fields = _fields(variables)
        record = read_publication(
            key,
            entry_type,
            options.renamed(fields),
            text=to_text,
            names=contributors,
            origin=Origin(path, line),
            report=problems.at(line, key),
            cached=options.cached,
        )
        records.add(record)
    return ReadResult(tuple(records), tuple(problems.found))


def item_fields(item: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the type of a CSL item, and its fields under the names of BibTeX and biblatex."""
    return _fields(_variables(item))


def _variables(item: Mapping[str, object]) -> dict[str, object]:
    """Return the variables of an item by their names in lower case, with those in its note."""
    return _with_extra(
        {(name := str(written).lower()): _single(name, value) for written, value in item.items()}
    )


def _items(value: object, depth: int = 0) -> Iterator[object]:
    """Yield the items in a value of the file, which can be an item itself.

    Others are a mapping from ids, and the answer of a web service: ``{"message": {"items": [...]}}``.
    """
    inner = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    if (not depth and not isinstance(value, Mapping)) or _is_item(value) or depth > _DEEPEST:
        yield value
    elif isinstance(value, Mapping) and inner and all(map(_is_item, inner)):
        for key, item in value.items():
            yield {"id": key, **item} if isinstance(item, Mapping) else item
    else:
        nested = [item for item in inner if isinstance(item, Mapping | list)]
        if not nested and not depth:
            yield value
        for item in nested:
            yield from _items(item, depth + 1)


def _is_item(value: object) -> bool:
    return isinstance(value, Mapping) and not _ITEM_NAMES.isdisjoint(map(str.lower, value))


def _single(name: str, value: object) -> object:
    """Return the title in the list that Crossref writes for a title."""
    return value[0] if isinstance(value, list) and len(value) == 1 and name in _LISTED else value


def _with_extra(variables: dict[str, object]) -> dict[str, object]:
    """Return ``variables`` with those in the note and in ``custom``; the record's own value wins."""
    custom = variables.pop("custom", None)
    members = custom.items() if isinstance(custom, Mapping) else ()
    in_note, lines = split_extra(string(variables.get("note")), IN_NOTES)
    if in_note:
        variables["note"] = lines
    return {**{str(name).lower(): value for name, value in members}, **in_note, **variables}


def _fields(variables: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the type of a record, and its fields under the names of BibTeX and biblatex."""
    entry_type = _entry_type(variables)
    kind = kind_of(entry_type)
    names = field_names(
        kind,
        has_container=bool(variables.get("container-title")),
        has_number=bool(variables.get("issue") or variables.get("number")),
    )
    fields: dict[str, object] = {}
    for name, value in variables.items():
        if name == "issued" or (isinstance(value, Mapping) and "date-parts" in value):
            value = date_source(value)
        if name != TYPE and value not in ("", None, []):
            fields.setdefault(names.get(name, name), value)
    if fields.get("abbr") == variables.get("container-title"):
        fields.pop("abbr", None)
    numbers = re.split(r"[\s,]+", string(fields.get("isbn")))
    if all(sum(map(str.isdigit, number)) >= 9 for number in numbers):
        fields["isbn"] = numbers  # Zotero writes all in one string, with spaces between them
    if kind == "preprint" and re.match(r"arxiv:", string(fields.get("number")), re.IGNORECASE):
        fields.setdefault("arxiv", fields.pop("number"))
    return entry_type, fields


def _entry_type(variables: Mapping[str, object]) -> str:
    """Return the type of a record in lower case.

    ``article`` becomes ``article-journal`` or ``preprint``: in CSL it is a work outside of
    journals, but people who write CSL by hand use it for any article.
    """
    csl_type = string(variables.get(TYPE)).lower()
    if csl_type != "article":
        return csl_type
    in_journal = variables.get("container-title") and (variables.get("volume") or variables.get("page"))
    return "article-journal" if in_journal else "preprint"


def _make_key(variables: Mapping[str, object]) -> str:
    """Return a key from the first author or editor, the year and the title."""
    family = first_family(variables.get("author") or variables.get("editor"))
    title = plain(to_text(string(variables.get("title"))))
    return make_key(family, date_source(variables.get("issued")), title)


def string(value: object) -> str:
    """Return a string or a number as a string, and an empty string for any other value."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


# --- dates ---


def date_source(value: object) -> str:
    """Return a CSL date as EDTF (``2019-11``, ``2018/2019``), or else as the text that it contains."""
    if not isinstance(value, Mapping):
        return string(value)
    parts = value.get("date-parts")
    points = [_point(part) for part in parts[:2]] if isinstance(parts, list) else []
    if not points or not points[0]:
        return next(filter(None, (string(value.get(name)) for name in ("edtf", "raw", "literal"))), "")
    season = string(value.get("season")).casefold()
    number = _SEASONS.get(season) or (f"{20 + SEASONS[season]}" if season in SEASONS else "")
    if number and re.fullmatch(r"-?\d{4}", points[0]):
        points[0] += f"-{number}"
    if value.get("circa") is True or string(value.get("circa")).lower() not in ("", "0", "false", "no"):
        points = [f"{point}~" if point else "" for point in points]
    return "/".join(points)


def _point(parts: object) -> str:
    """Return year, month and day as EDTF, or an empty string for the open end of a range, ``[0]``."""
    numbers = [string(part) for part in parts[:3]] if isinstance(parts, list) else []
    if not numbers or not re.fullmatch(r"-?[0-9]{1,4}", numbers[0]) or not int(numbers[0]):
        return ""
    year = iso_year(int(numbers[0]))
    known = []
    for number in numbers[1:]:
        if not re.fullmatch(r"[0-9]{1,2}", number) or not int(number):
            break
        known.append(f"{int(number):02d}")
    if known and int(known[0]) > 12:
        known = [season] if (season := _SEASONS.get(known[0], "")) else []
    return "-".join([year, *known])


# --- names ---


def contributors(value: object, role: str, report: Report) -> tuple[Contributor, ...]:
    """Return the contributors of a CSL name variable: mappings of name parts, or names written as strings."""
    people: list[Contributor] = []
    for item in family_first_items(value if isinstance(value, list) else [value]):
        if isinstance(item, str):
            people += parse_names(item, role, report, to_text)
        elif isinstance(item, Mapping) and (contributor := _contributor(item, role)):
            people.append(contributor)
        else:
            report(
                Code.BAD_NAME,
                f"invalid {role}: {str(item)[:40]!r}; a name needs 'family', 'literal' or 'name'",
            )
    return tuple(people)


def _contributor(item: Mapping[str, object], role: str) -> Contributor | None:
    """Return the contributor that a mapping names, or None if it has no name.

    Crossref writes the name of an organization as ``name``.
    ``ORCID`` is a member that Crossref adds; ``marks`` and ``person`` are extensions of this package.
    """
    given, family, suffix, literal = (_plain_name(string(item.get(part))) for part in _NAME_PARTS)
    given, first_marks = strip_marks(given)
    family, more_marks = strip_marks(family)
    if not family:
        literal = literal or string(item.get("name")) or given
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


def _plain_name(source: str) -> str:
    """Return a part of a name without LaTeX, entities and tags; marks beside it are kept."""
    if not _NAME_MARKUP.search(source):
        return composed(source)
    return plain(to_text(source))


def _name(item: Mapping[str, object], given: str, family: str, suffix: str) -> Name:
    """Return a name, with the particle split from the start of the family name or the end of the given name.

    A family name in quotes is not split (citeproc-js manual, "Names").
    """
    particles = [string(item.get(f"{kind}-particle")) for kind in ("dropping", "non-dropping")]
    if len(family) > 2 and family[0] == family[-1] == '"':
        family = family[1:-1]
    elif not any(particles):
        given_words, family_words = given.split(), family.split()
        dropping = list(takewhile(_is_particle, reversed(given_words[1:])))[::-1]
        non_dropping = list(takewhile(_is_particle, family_words[:-1]))
        given = " ".join(given_words[: len(given_words) - len(dropping)])
        family = " ".join(family_words[len(non_dropping) :])
        particles = [*dropping, *non_dropping]
    return Name(given, " ".join(filter(None, particles)), family, suffix)


def _is_particle(word: str) -> bool:
    return word[0].islower() and "." not in word
